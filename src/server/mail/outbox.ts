/**
 * The outbox as the jobs role works it. A row of samspil.mail is the truth about a mail:
 *
 *     waiting ──claim──▸ sending ──▸ sent
 *        ▴                  │──────▸ failed   the server refuses it for good
 *        └──────────────────┘                 the server is away; the queue tries again
 *
 * A claim is won by one worker. A worker that dies leaves its row at `sending`; after STUCK another may claim it, and
 * the mail goes with the same Message-ID, since nobody can know whether the first had arrived.
 */
import type { Pool, PoolClient } from 'pg';
import type { CalendarEvent } from '../mail.queries.ts';
import type { CalendarAnswer } from './reply.rules.ts';

/** After this long, in seconds, whoever claimed a mail is taken for dead. */
export const STUCK = 120;

/** Mail that nobody has taken over within this time is no news any more and stays in the outbox. */
const NEWS = '2 days';

/** How long mail is kept. */
const KEPT = '90 days';

/** A mail that is ours to send: nobody else holds it. */
export type Claimed = {
	id: string;
	kind: string;
	words: Record<string, string>;
	calendar: CalendarEvent | null;
	writtenAt: Date;
	/** Which try this is, from 1: what an outcome is reported with, so that a late worker cannot undo a newer try. */
	attempt: number;
	address: string;
	name: string;
	language: 'da' | 'en';
	/** What the receiver has answered to the meeting that it is about. */
	answer: CalendarAnswer | null;
};

/**
 * Takes at most `count` new mails over, the oldest first, and answers their ids. Whatever is done with them on the same
 * client before it commits is done exactly once. In an installation of invented data nothing is taken: its visitors
 * could write to anybody.
 */
export async function takeOver(client: PoolClient, count: number): Promise<string[]> {
	const { rows } = await client.query<{ id: string }>({
		name: 'take_over_mail',
		text: `update samspil.mail set queued_at = now() where id in (
				select id from samspil.mail
				where state = 'waiting' and queued_at is null and created_at > now() - $2::interval
					and (not_before is null or not_before <= now())
					and not (select demo from samspil.installation)
				order by created_at limit $1 for update skip locked)
			returning id`,
		values: [count, NEWS]
	});
	return rows.map(({ id }) => id);
}

/** Claims a mail; 'elsewhere' where another worker holds it, 'settled' where there is nothing left to do. */
export async function claim(
	jobs: Pool,
	id: string,
	stuckAfter = STUCK
): Promise<Claimed | 'elsewhere' | 'settled'> {
	const { rows } = await jobs.query<Claimed>({
		name: 'claim_mail',
		text: `with claimed as (
				update samspil.mail set state = 'sending', claimed_at = now(), attempts = attempts + 1
				where id = $1 and (state = 'waiting'
					or (state = 'sending' and claimed_at < now() - make_interval(secs => $2)))
				returning id, kind, words, calendar, created_at, attempts)
			select c.id, c.kind, c.words, c.calendar, c.created_at as "writtenAt", c.attempts as attempt,
				a.address, a.name, a.language, samspil.calendar_answer(c.id) as answer
			from claimed c cross join lateral samspil.address_of(c.id) a`,
		values: [id, stuckAfter]
	});
	if (rows[0]) return rows[0];
	const held = await jobs.query(`select from samspil.mail where id = $1 and state = 'sending'`, [
		id
	]);
	return held.rowCount ? 'elsewhere' : 'settled';
}

/** Reports what became of a claimed mail; `error` is for the administrator who reads the outbox. */
export async function settle(
	jobs: Pool,
	{ id, attempt }: Pick<Claimed, 'id' | 'attempt'>,
	state: 'sent' | 'waiting' | 'failed',
	error: string | null = null
): Promise<void> {
	await jobs.query({
		name: 'settle_mail',
		text: `update samspil.mail
			set state = $3, last_error = $4, sent_at = case when $3 = 'sent' then now() end
			where id = $1 and attempts = $2 and state = 'sending'`,
		values: [id, attempt, state, error]
	});
}

/** Marks as failed what the queue has given up on: taken over, not settled, and no job left that would try. */
export async function markAbandoned(jobs: Pool, queue: string): Promise<number> {
	const { rowCount } = await jobs.query(
		`update samspil.mail m set state = 'failed', last_error = coalesce(last_error, 'given up after many tries')
		where m.state in ('waiting', 'sending') and m.queued_at is not null
			and not exists (select from jobs.job j
				where j.name = $1 and j.id = m.id and j.state in ('created', 'retry', 'active'))`,
		[queue]
	);
	return rowCount ?? 0;
}

/** Deletes mail that is older than we keep it. */
export async function forgetOld(jobs: Pool): Promise<void> {
	await jobs.query('delete from samspil.mail where created_at < now() - $1::interval', [KEPT]);
}
