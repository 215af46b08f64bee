import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done } from '#values/outcome.ts';
import { contentHash, type Json } from '../content.rules.ts';
import { move, type State } from '../life.rules.ts';
import type { Place } from './answer-document.ts';
import { findOutside } from './attach-file.ts';
import { listAttachments } from './attachment.queries.ts';
import type { FrozenDocument } from '../frozen.rules.ts';
import { tellContacts } from './change-parties.ts';
import { tellOthers } from './find-document.ts';
import type { TermOf } from './sign-document.ts';
import { composeDraft, type Judge, type Submitted } from './submit-document.ts';
import { insertVersion, listVersions, settleVersion } from './version.queries.ts';

/**
 * Freezes what is typed of a document that was signed outside, and brings it into force at once: it is agreed on already, and
 * a file of that is kept here. Everybody named in it hears of it. Refused with the whole list of what stands in the way.
 */
export async function registerDocument<Obstacle>(
	acting: Acting,
	{ id, template, path }: Place,
	judge: Judge<Obstacle>,
	termOf: TermOf
): Promise<Submitted<Obstacle>> {
	const writable = await findOutside(acting, id);
	if (!writable.ok) return writable;
	const { frozen, members } = await composeDraft(acting, writable.value, template);
	const newest = (await acting.all(listVersions(id)))[0];
	const hash = await contentHash(frozen as unknown as Json);
	// The form was sent twice: this very text is what counts already.
	if (newest?.fate === 'agreed' && newest.hash === hash) return done(newest.id);
	const hasFile = (await acting.all(listAttachments(id))).length > 0;
	const obstacles = judge(frozen, {
		agreedBy: 'outside',
		isWaiting: false,
		memberships: members,
		hasFile
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
		insertVersion(id, {
			id: version,
			content,
			hash,
			name: '',
			summary: '',
			by: acting.visitor.name
		})
	);
	await acting.run(settleVersion(id, version, 'agreed', termOf(frozen, acting.today)));
	await acting.run(record('document.registered', version, { document: id }));
	await tellAll(acting, id, frozen, path);
	return done(version);
}

/** Tells everybody named in it, and whoever speaks for a party that has named nobody yet. */
async function tellAll(acting: Acting, id: string, { parties }: FrozenDocument, path: string) {
	await tellOthers(acting, id, 'document-registered', path);
	const silent = parties.filter(({ responsible, executing }) => !responsible && !executing.length);
	const organisations = silent.map(({ organisation }) => organisation);
	await tellContacts(acting, organisations, path, 'document-registered');
}
