/** Reads from the mailbox who comes to which meeting. Whoever dies in the middle has lost nothing: an answer counts once. */
import type { Pool } from 'pg';
import { dayOf } from '#values/day.ts';
import { isAway } from '../database/away.ts';
import { mailboxName, readMailbox, type MailboxPlace } from '../mail/mailbox.ts';
import { parseReply } from '../mail/parse-reply.ts';
import { readReply, type Asked, type ReplyRefusal } from '../mail/reply.rules.ts';

/** What became of a letter: an answer that counts, one that does not, no answer at all, or one that broke what was to take it. */
export type Taken = 'answered' | ReplyRefusal | 'no-answer' | 'failed';

/** The database failed, and not the mailbox: both are reached by sockets, which complain in the same words. `cause` says how. */
export class DatabaseFailed extends Error {
	constructor(cause: Error) {
		super(cause.message, { cause });
		this.name = 'DatabaseFailed';
	}
}

const ofDatabase = (error: Error): never => {
	throw new DatabaseFailed(error);
};

/**
 * Reads what has come to the mailbox since the last time; answers what became of each letter. One that cannot be taken is told to
 * `report` and stays unread there: it does not hold up those behind it. Throws `DatabaseFailed` where the database is
 * away, and whatever the mailbox answers instead of letters.
 */
export async function readReplies(
	jobs: Pool,
	imapUrl: string,
	report: (error: Error) => void
): Promise<Taken[]> {
	const name = mailboxName(imapUrl);
	const taken: Taken[] = [];
	await readMailbox(
		imapUrl,
		await findPlace(jobs, name).catch(ofDatabase),
		async (letter) => {
			const outcome = await takeReply(jobs, letter, new Date()).catch((error: Error) => {
				if (isAway(error)) throw new DatabaseFailed(error);
				report(error);
				return 'failed' as const;
			});
			taken.push(outcome);
			return outcome === 'answered' || outcome === 'older' || outcome === 'to-another-time';
		},
		(place) => keepPlace(jobs, name, place).catch(ofDatabase)
	);
	return taken;
}

/** Puts down the answer that a letter holds, if it holds one of somebody who was asked. */
export async function takeReply(jobs: Pool, letter: Uint8Array, now: Date): Promise<Taken> {
	const reply = await parseReply(letter, now);
	if (!reply) return 'no-answer';
	const today = dayOf(now);
	const { rows } = await jobs.query<Asked>('select * from samspil.calendar_invited($1, $2)', [
		reply.event,
		today
	]);
	const read = readReply(reply, rows);
	if (!read.ok) return read.reason;
	const kept = await jobs.query<{ kept: boolean }>(
		'select samspil.answer_by_mail($1, $2, $3, $4, $5) as kept',
		[reply.event, read.value.person, reply.answer, reply.stamp, today]
	);
	return kept.rows[0]?.kept ? 'answered' : 'older';
}

async function findPlace(jobs: Pool, name: string): Promise<MailboxPlace | null> {
	const { rows } = await jobs.query<{ validity: string; lastUid: string }>(
		'select uid_validity as validity, last_uid as "lastUid" from samspil.mailbox_place where address = $1',
		[name]
	);
	return rows[0] ? { validity: rows[0].validity, lastUid: Number(rows[0].lastUid) } : null;
}

const keepPlace = async (jobs: Pool, name: string, { validity, lastUid }: MailboxPlace) =>
	void (await jobs.query(
		`insert into samspil.mailbox_place (address, uid_validity, last_uid) values ($1, $2, $3)
		on conflict (address) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, read_at = now()`,
		[name, validity, lastUid]
	));
