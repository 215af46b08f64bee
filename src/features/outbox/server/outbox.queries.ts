import { sql } from 'kysely';
import { ask } from '#server/tables.ts';

/** How many mails a page shows. */
export const MAILS_A_PAGE = 50;

export type MailState = 'waiting' | 'sending' | 'sent' | 'failed';

type Listed = {
	id: string;
	kind: string;
	state: MailState;
	createdAt: Date;
	address: string;
	name: string;
};

/**
 * The administrators' outbox, the newest mail first; one row more than a page, to tell whether there is a next.
 * `after` is the last mail of the page before. Which mails are in it the database decides (place_mail): none that
 * would tell who is a citizen, and none that opens somebody's account.
 */
export const listMails = (after: string | undefined) =>
	ask<Listed>(sql`
		with page as materialized (
			select id, kind, state, created_at from samspil.mail
			where in_outbox and (${after ?? null}::uuid is null or (created_at, id) < (
				(select created_at from samspil.mail where id = ${after ?? null}::uuid), ${after ?? null}::uuid))
			order by created_at desc, id desc limit ${MAILS_A_PAGE + 1}
		)
		select p.id, p.kind, p.state, p.created_at as "createdAt", a.address, a.name
		from page p cross join lateral samspil.address_of(p.id) a
		order by p.created_at desc, p.id desc`);

/** The newest mail of a kind to an address among those the administrators lately sent: its id. */
export const findLatestMailTo = (kind: string, address: string) =>
	ask<{ id: string }>(sql`
		with latest as materialized (
			select id, created_at from samspil.mail where in_outbox and kind = ${kind} order by created_at desc, id desc limit ${MAILS_A_PAGE}
		)
		select l.id from latest l cross join lateral samspil.address_of(l.id) a
		where a.address = ${address.toLowerCase()} order by l.created_at desc, l.id desc limit 1`);

type Found = Listed & {
	words: Record<string, string>;
	language: 'da' | 'en';
	startsAt: string | null;
	sentAt: Date | null;
	attempts: number;
	lastError: string | null;
};

/** One mail of the outbox, with what its text is made of. */
export const findMail = (id: string) =>
	ask<Found>(sql`
		select m.id, m.kind, m.state, m.created_at as "createdAt", a.address, a.name, a.language, m.words,
			m.calendar ->> 'startsAt' as "startsAt", m.sent_at as "sentAt", m.attempts, m.last_error as "lastError"
		from samspil.mail m cross join lateral samspil.address_of(m.id) a
		where m.id = ${id}::uuid and m.in_outbox`);

/** Since when the mailbox that calendars answer to cannot be read; no row while it can. */
export const findFailingMailbox = () =>
	ask<{ since: Date }>(sql`select since from samspil.mailbox_failing()`);
