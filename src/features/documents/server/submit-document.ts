import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { contentHash, type Json } from '../content.rules.ts';
import { asFrozen, type AgreedBy, type FrozenDocument } from '../frozen.rules.ts';
import { move, type MoveRefusal, type State } from '../life.rules.ts';
import type { Membership } from '../signing.rules.ts';
import type { Place } from './answer-document.ts';
import { composeDocument } from './compose-document.ts';
import { listMembers, listOrganisations } from './document.queries.ts';
import { findWritable, readDraft, tellOthers, withdrawOpen } from './find-document.ts';
import { mailOfChanges, type Yardstick } from './mail-changes.ts';
import { findVersion, insertVersion, listVersions, type Fate } from './version.queries.ts';

/** What judging a document needs to know besides itself. */
export type Circumstances = {
	agreedBy: AgreedBy;
	isWaiting: boolean;
	memberships: readonly Membership[];
	/** Whether a file of what was signed outside is kept here. */
	hasFile?: boolean;
};

/** What is told of a new version beside its text; either may be empty. */
export type Told = { name: string; summary: string };

/** What keeps a document from being sent; empty: it can be. */
export type Judge<Obstacle> = (document: FrozenDocument, at: Circumstances) => readonly Obstacle[];

export type Submitted<Obstacle> =
	| Outcome<string, 'no-document' | MoveRefusal>
	| { ok: false; reason: 'obstacles'; obstacles: readonly Obstacle[] };

/**
 * Freezes the draft and puts it before the parties; answers the version's id. Refused with the whole list of what
 * stands in the way, and where nothing has changed since the parties last had it before them.
 */
export async function submitDocument<Obstacle>(
	acting: Acting,
	{ id, template, path }: Place,
	{ name, summary }: Told,
	judge: Judge<Obstacle>
): Promise<Submitted<Obstacle>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const { frozen, members } = await composeDraft(acting, writable.value, template);
	const versions = await acting.all(listVersions(id));
	const newest = versions[0];
	const hash = await contentHash(frozen as unknown as Json);
	// The form was sent twice: this very text is before the parties already.
	if (newest?.fate === 'submitted' && newest.hash === hash) return done(newest.id);
	const obstacles = judge(frozen, {
		agreedBy: writable.value.agreedBy,
		isWaiting: newest?.fate === 'submitted',
		memberships: members
	});
	const moved = move(
		{
			state: (newest?.fate ?? 'draft') satisfies State,
			hash: newest?.hash ?? null,
			written: hash,
			isComplete: obstacles.length === 0
		},
		{ move: 'submit', as: ['writer'], read: '', reason: '' }
	);
	if (!moved.ok && moved.reason === 'answers-missing')
		return { ok: false, reason: 'obstacles', obstacles };
	if (!moved.ok) return moved;

	const version = crypto.randomUUID();
	const content = frozen as unknown as Json;
	await acting.run(
		insertVersion(id, { id: version, content, hash, name, summary, by: acting.visitor.name })
	);
	await acting.run(record('document.submitted', version, { document: id }));
	const before = await findYardstick(acting, id, versions);
	const mailed = before && mailOfChanges(before, frozen, `${path}/versions`);
	await tellOthers(acting, id, 'document-submitted', path, mailed);
	return done(version);
}

/** What the parties know the new version by: what they agreed on last, and where nothing is agreed yet, what was sent last. */
async function findYardstick(
	acting: Acting,
	id: string,
	versions: readonly { id: string; fate: Fate }[]
): Promise<Yardstick | undefined> {
	const agreed = versions.find(({ fate }) => fate === 'agreed');
	const known = agreed ?? versions[0];
	const found = known && (await acting.first(findVersion(id, known.id)));
	return found && { frozen: asFrozen(found.content), isAgreed: agreed !== undefined };
}

/** Takes a version that waits back, to write on. One that waits no more is left as it is. */
export async function withdrawDocument(
	acting: Acting,
	{ id, path }: Omit<Place, 'template'>,
	version: string
): Promise<Outcome<string, 'no-document' | 'not-a-writer-of-it'>> {
	const writable = await findWritable(acting, id);
	const found = await acting.first(findVersion(id, version));
	if (!found) return refused('no-document');
	if (!writable.ok) return writable;
	if (found.fate === 'submitted' && (await withdrawOpen(acting, id, path)))
		await acting.run(record('document.withdrawn', version, { document: id }));
	return done(id);
}

/** The draft as the document it would be frozen to, with the members of its parties. */
export async function composeDraft(
	acting: Acting,
	document: Parameters<typeof readDraft>[1],
	template: Place['template']
) {
	const draft = await readDraft(acting, document);
	const [organisations, people] = await Promise.all([
		acting.all(listOrganisations()),
		acting.all(listMembers(document.id))
	]);
	const frozen = composeDocument(template, draft, { organisations, people });
	return { frozen, draft, members: people };
}
