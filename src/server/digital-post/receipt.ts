/** What a receipt of Digital Post says. Fails closed: what is not understood is no receipt (L-30). */
import type { HandedOver, Receipt, Undelivered } from './digital-post-driver.ts';

type Told = Readonly<Record<string, unknown>>;
type Read = Receipt extends infer Each ? (Each extends Receipt ? Omit<Each, 'id'> : never) : never;

/** Codes of the service by what they come to. It adds codes of its own; what is not known is `rejected`. */
const REASONS: readonly [RegExp, Undelivered][] = [
	[/exempt/, 'exempt'],
	[
		/(recipient|mailbox|contact|subscription).*(not.?(found|registered|subscribed|active|exist)|unknown|closed|inactive|deceased|dead)/,
		'no-mailbox'
	]
];

/** A code that may be shown and kept: words with points between them, as the service makes them. */
const CODE = /^[a-z0-9][a-z0-9._-]{0,99}$/;
/** The letter is there already, under the same number. */
const BEFORE = /uuid.*(unique|exist|duplicate|used)|(duplicate|already).*(memo|message|uuid)/;

export const isUuid = (text: unknown): text is string =>
	typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The receipt in what the service has said; null where it is none, says nothing that we know, or not when. */
export function readReceipt(told: Told): Read | null {
	const { messageUUID, timestamp, receiptStatus } = told;
	if (!isUuid(messageUUID) || typeof timestamp !== 'string') return null;
	const at = new Date(timestamp);
	if (Number.isNaN(at.getTime())) return null;
	const about = { letter: messageUUID.toLowerCase(), at };
	switch (String(receiptStatus).toUpperCase()) {
		case 'COMPLETED':
			return { ...about, state: 'available' };
		case 'RECEIVED':
		case 'ACCEPTED':
			return { ...about, state: 'accepted' };
		case 'INVALID':
		case 'REJECTED':
		case 'FAILED': {
			const refused = undeliveredFor(told);
			return refused.state === 'refused' ? { ...about, ...refused } : null;
		}
		default:
			return null;
	}
}

/** What it comes to that a letter was turned down. */
export function undeliveredFor(told: Told): HandedOver {
	const given = told.errorCode ?? told.code;
	const code = typeof given === 'string' ? given.toLowerCase().trim() : '';
	if (BEFORE.test(code)) return { state: 'accepted' };
	const [, reason = 'rejected'] = REASONS.find(([words]) => words.test(code)) ?? [];
	return { state: 'refused', reason, ...(CODE.test(code) && { word: code }) };
}
