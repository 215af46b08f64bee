/** A rule's reason as a sentence: 'not-a-partner' is said by the message `refusal_not_a_partner`. */
import { m } from '#messages';

type Sentences = typeof m;
type Snake<Reason extends string> = Reason extends `${infer First}-${infer Rest}`
	? `${First}_${Snake<Rest>}`
	: Reason;
/** The reason itself where there is a message for it without words to fill in; else nothing fits. */
type Sayable<Reason extends string> = Reason extends string
	? `refusal_${Snake<Reason>}` extends keyof Sentences
		? Reason
		: never
	: never;

/** The sentence for `reason`, in the language of the request. A reason without a message does not compile. */
export const sayRefusal = <const Reason extends string>(reason: Sayable<Reason>): string =>
	(m as unknown as Record<string, () => string>)[`refusal_${reason.replaceAll('-', '_')}`]!();
