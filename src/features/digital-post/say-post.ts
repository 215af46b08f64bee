/** Letters by Digital Post in the reader's language. */
import { saySending } from '#features/meetings/say-meeting.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { dayOf } from '#values/day.ts';
import { sayDay, sayMoment } from '#values/say.ts';
import type { PostReason, PostState } from './digital-post.rules.ts';
import type { SendingKind } from './server/digital-post.queries.ts';

/** What a letter is: 'Indkaldelse til mødet 10. december 2026'. `meetingAt`: ISO 8601, as it was sent. */
export function sayLetter({ kind, meetingAt }: { kind: SendingKind; meetingAt: string }): string {
	const day = sayDay(dayOf(new Date(meetingAt)), getLocale());
	return kind === 'minutes'
		? m.post_of_minutes({ day })
		: m.post_of_meeting({ what: saySending(kind), day });
}

const LABELS = {
	invitation: m.post_label_invitation,
	change: m.post_label_change,
	cancellation: m.post_label_cancellation,
	minutes: m.post_label_minutes
} satisfies Record<SendingKind, () => string>;

/** What stands in the list of the citizen's mailbox: what kind of letter, and nothing of what is in it (L-8). */
export const sayLabel = (kind: SendingKind): string => LABELS[kind]();

const REASONS = {
	exempt: m.post_reason_exempt,
	'no-mailbox': m.post_reason_no_mailbox,
	rejected: m.post_reason_rejected,
	'not-let-in': m.post_reason_not_let_in,
	'service-away': m.post_reason_service_away,
	'not-made': m.post_reason_not_made,
	'no-receipt': m.post_reason_no_receipt
} satisfies Record<PostReason, () => string>;

/** Said beside that nobody knows: what they say is no less true where the letter was taken the first time. */
const SAYS_NOTHING_OF_IT: readonly PostReason[] = ['exempt', 'no-mailbox', 'not-let-in'];

/** How a letter stands that has not arrived, with what to do. */
export function sayStanding(
	state: Exclude<PostState, 'available'>,
	reason: PostReason | null
): string {
	if (state === 'unsure' && reason && reason !== 'no-receipt')
		return [
			m.post_state_unsure_again(),
			...(SAYS_NOTHING_OF_IT.includes(reason) ? [REASONS[reason]()] : [])
		].join(' ');
	if (reason) return REASONS[reason]();
	if (state === 'sending') return m.post_state_sending();
	return state === 'accepted' ? m.post_state_accepted() : m.post_state_unsure();
}

/** Who sent it and when; of one that Digital Post did not take, or that nobody knows of, that it was tried. */
export function saySender(
	state: PostState,
	{ askedAt, sentBy: name }: { askedAt: Date; sentBy: string }
): string {
	const moment = sayMoment(askedAt, getLocale());
	return state === 'accepted' || state === 'available'
		? m.post_by({ moment, name })
		: m.post_tried_by({ moment, name });
}
