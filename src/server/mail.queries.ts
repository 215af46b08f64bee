/** Mail leaves with the transaction that causes it: a row in the outbox, which a job sends. */
import { sql } from 'kysely';
import { allowedWords, type GivenWords, type MailKind } from './mail/mail-kinds.ts';
import { actingTenant, tables } from './tables.ts';

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

/** A mail to be sent: its kind decides which words it may carry (mail/mail-kinds.ts). */
export type Mail = {
	[Kind in MailKind]: {
		kind: Kind;
		to: Receiver;
		words: GivenWords<Kind>;
		calendar?: CalendarEvent;
		/**
		 * What the mail is about: it takes the place of one about the same thing to the same person that has not left. `waits`: a
		 * change, which goes some minutes later, so that one mail tells of a burst of changes (0420).
		 */
		burst?: { about: string; waits: boolean };
	};
}[MailKind];

/**
 * Puts a mail in the outbox. `words.path` is an address within the installation, beginning with '/'; words that the
 * kind does not have are left out, whatever the caller hands over.
 */
export const queueMail = ({ kind, to, words, calendar, burst }: Mail) =>
	tables.insertInto('mail').values({
		tenant_id: actingTenant,
		kind,
		person_id: 'person' in to ? to.person : null,
		address: 'address' in to ? to.address.toLowerCase() : null,
		words: JSON.stringify(allowedWords(kind, words)),
		calendar: calendar ? JSON.stringify(calendar) : null,
		burst: burst?.about ?? null,
		not_before: burst?.waits ? sql<Date>`now()` : null
	});
