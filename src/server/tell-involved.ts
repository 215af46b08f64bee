/**
 * Telling people that something happened: a notice in Samspil and a mail with a link, neither with any content (L-8). But for
 * one kind of mail, of an agreement, which is about no citizen: it says what is different in the new version, clipped to
 * what cannot be about a person (docs/decisions/0022-mail-of-a-difference.md).
 */
import type { Acting } from './acting.ts';
import { tellPathway } from './audit.queries.ts';
import { queueMail, type Mail } from './mail.queries.ts';
import { leaveNotice } from './notice.queries.ts';

/**
 * Tells everybody on the pathway but the one who acts. `kind` is the message key's end (`notice_…`); whoever holds the
 * threads is led to `holdersPath`, where that is another page.
 */
export async function tellInvolved(
	acting: Acting,
	pathway: string,
	kind: string,
	path: string,
	holdersPath = path
): Promise<void> {
	await mailTo(acting, await acting.all(tellPathway(pathway, kind, path, holdersPath)));
}

/**
 * Tells those whom a yes, or what stands for one, is about: the citizen, whoever holds the threads, and of the partners those that are
 * `named` in it (L-3). To another it would say that somebody else reads, or was stopped.
 */
export async function tellNamed(
	acting: Acting,
	pathway: string,
	named: readonly string[],
	kind: string,
	path: string,
	holdersPath = path
): Promise<void> {
	await mailTo(acting, await acting.all(tellPathway(pathway, kind, path, holdersPath, named)));
}

/** Sends each a mail that there is something new, and nothing of what. */
export async function mailTo(
	acting: Acting,
	told: { person: string; path: string }[]
): Promise<void> {
	await Promise.all(
		told.map(({ person, path }) =>
			acting.run(queueMail({ kind: 'notice', to: { person }, words: { path } }))
		)
	);
}

/** What goes by mail where that is more than that there is something new: what is different in an agreement. */
export type Mailed = Pick<Extract<Mail, { kind: 'document-changed' }>, 'kind' | 'words'>;

/** Tells these people of the tenant, wherever they stand. */
export async function tellPeople(
	acting: Acting,
	people: readonly string[],
	kind: string,
	path: string,
	mailed?: Mailed
): Promise<void> {
	const mail = mailed ?? { kind: 'notice' as const, words: { path } };
	await Promise.all(
		people.flatMap((person) => [
			acting.run(leaveNotice(person, kind, path)),
			acting.run(queueMail({ ...mail, to: { person } }))
		])
	);
}
