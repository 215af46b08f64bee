/** What happens once in the browser, before the page comes alive. */
import type { ClientInit } from '@sveltejs/kit/hooks';
import { overwriteGetLocale, toLocale } from '#messages/runtime.js';

/**
 * A page speaks in the browser the language it was sent in. Asked itself, the browser would go by its own settings, and
 * remember them as if somebody had chosen.
 */
export const init: ClientInit = () => {
	overwriteGetLocale(() => toLocale(document.documentElement.lang) ?? 'da');
};
