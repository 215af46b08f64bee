/**
 * Watches whether the mailbox can be read: a failure is told when it begins, when it is another, and when it is over, by whichever
 * process met it, and not each minute that it lasts. It is kept in the database, where administrators and measurements read it.
 */
import type { Pool } from 'pg';
import { DatabaseFailed } from './read-replies.ts';

/**
 * Reads by `read`, which throws `DatabaseFailed` where it was the database: that is thrown on. Anything else it throws is the mailbox's, is kept
 * and told to `report`. An address that was read before this one is forgotten.
 */
export async function watchMailbox(
	jobs: Pool,
	name: string,
	read: () => Promise<unknown>,
	report: (error: Error) => void
): Promise<void> {
	const failing = await read().then(
		() => null,
		(error: Error) => {
			if (error instanceof DatabaseFailed) throw error;
			return kindOf(error);
		}
	);
	const { rows } = await jobs.query<{ isChanged: boolean }>(NOTE, [name, failing]);
	if (!rows[0]?.isChanged) return;
	report(
		new Error(
			failing === null
				? 'The mailbox can be read again.'
				: `The mailbox cannot be read: ${failing}.`
		)
	);
}

/** Forgets all mailboxes, where none is read any more. */
export async function forgetMailboxes(jobs: Pool): Promise<void> {
	await jobs.query('delete from samspil.mailbox_watch');
}

/** How many seconds the mailboxes have not been read for; 0 for one that can be. */
export async function askMailboxes(jobs: Pool): Promise<{ seconds: number }[]> {
	const { rows } = await jobs.query<{ seconds: number }>(
		`select case when failing is null then 0 else extract(epoch from now() - since) end::float8 as seconds from samspil.mailbox_watch`
	);
	return rows;
}

/** A word for what went wrong, which holds nothing of the mailbox's address, password or letters. */
function kindOf(error: Error): string {
	const { authenticationFailed, code, responseStatus, mailboxMissing } = error as Error & {
		authenticationFailed?: boolean;
		mailboxMissing?: boolean;
		code?: string;
		responseStatus?: string;
	};
	if (authenticationFailed) return 'sign-in is refused';
	if (mailboxMissing) return 'there is no such folder';
	const word = code ?? responseStatus ?? error.name;
	return /^[A-Za-z_-]{1,60}$/.test(word) ? word : 'it does not answer';
}

/** Whether it is another than it was; the first look at one that can be read is no news. */
const NOTE = `
	with gone as (delete from samspil.mailbox_watch where address <> $1),
	before as (select failing from samspil.mailbox_watch where address = $1),
	put as (
		insert into samspil.mailbox_watch as w (address, failing) values ($1, $2)
		on conflict (address) do update set failing = excluded.failing, since = now() where w.failing is distinct from excluded.failing
		returning failing)
	select exists (select from put where failing is not null or exists (select from before)) as "isChanged"`;
