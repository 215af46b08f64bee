/** In which language a request is answered. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
	extractLocaleFromRequest,
	overwriteServerAsyncLocalStorage,
	type Locale
} from '#messages/runtime.js';

/** What every text asks while a request is answered. */
const spoken = new AsyncLocalStorage<{
	locale?: Locale;
	origin?: string;
	messageCalls?: Set<string>;
}>();
overwriteServerAsyncLocalStorage(spoken);

/**
 * Answers a request in the language its cookie names or its browser prefers, else in Danish. `answer` is told which.
 *
 * Paraglide's own middleware would copy the request, and with it whatever is sent: of a file of twenty megabytes a second
 * twenty, which nobody reads.
 */
export function inItsLanguage<Answer>(
	request: Request,
	answer: (language: Locale) => Answer
): Answer {
	const locale = extractLocaleFromRequest(request);
	return spoken.run({ locale }, () => answer(locale));
}
