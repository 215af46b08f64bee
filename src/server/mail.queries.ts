/** Mail leaves with the transaction that causes it: a row in the outbox, which a job sends. */
import { actingTenant, tables } from './tables.ts';

/** Every kind of mail we send. Its words are `mail_<kind>_subject` and `mail_<kind>_text` in messages/. */
export type MailKind =
	| 'invitation'
	| 'notice'
	| 'framework-submitted'
	| 'framework-established'
	| 'meeting-invitation'
	| 'meeting-cancelled'
	| 'minutes-sent';

/** To a person of ours (the address is found when it is sent), or to an address that has no account yet. */
export type Receiver = { person: string } | { address: string };

/** What a calendar needs to show a meeting, and nothing else: a neutral title is put on by the job. */
export type CalendarEvent = {
	id: string;
	/** Grows with each change that is sent, so that a calendar moves the event it has. */
	sequence: number;
	/** Instants in ISO 8601. */
	startsAt: string;
	endsAt: string;
	/** When the meeting was last changed: the same however often the mail is tried. */
	changedAt: string;
	method: 'REQUEST' | 'CANCEL';
};

export type Mail = {
	kind: MailKind;
	to: Receiver;
	/** Neutral words for the text: the receiver's own name, who invites, a path. Never anything about a citizen. */
	words: Record<string, string>;
	calendar?: CalendarEvent;
};

/** Puts a mail in the outbox. `words.path` is an address within the installation, beginning with '/'. */
export const queueMail = ({ kind, to, words, calendar }: Mail) =>
	tables.insertInto('mail').values({
		tenant_id: actingTenant,
		kind,
		person_id: 'person' in to ? to.person : null,
		address: 'address' in to ? to.address.toLowerCase() : null,
		words: JSON.stringify(words),
		calendar: calendar ? JSON.stringify(calendar) : null
	});
