/** Reading a file with offers, and the files that were read before: the project leader of the municipality. */
import { error, fail, redirect } from '@sveltejs/kit';
import { ImportForm } from '#features/directory/offer.schema.ts';
import { sayFile, type FileReason } from '#features/directory/say-import.ts';
import { beginImport } from '#features/directory/server/begin-import.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { listWork } from '#features/directory/server/import-work.queries.ts';
import { isAtWork } from '#features/directory/import-work.rules.ts';
import { listImports, listSources } from '#features/directory/server/import.queries.ts';
import { listKeepers } from '#features/directory/server/offer.queries.ts';
import { takeFiles } from '#features/directory/server/take-files.ts';
import { m } from '#messages';
import { readFields } from '#server/read-form.ts';
import { idOfMade } from '#server/sent-twice.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[directory], keepers, imports, sources, works] = await locals.read(
		findDirectory(),
		listKeepers(),
		listImports(),
		listSources(),
		listWork()
	);
	const atWork = new Map(works.filter(isAtWork).map((work) => [work.id, work]));
	if (!directory?.isLed) error(404);
	return {
		visitor: locals.visitor,
		keepers: keepers.map(({ id, name }) => ({ value: id, label: name })),
		sources: sources.map(({ source }) => source),
		imports: imports.map(({ headings: _, columns, form, ...each }) => ({
			...each,
			areColumnsChosen: columns !== null,
			work: atWork.get(each.id) ?? null,
			href: `/directory/import/${each.id}${columns === null ? '/columns' : ''}`
		})),
		newId: crypto.randomUUID(),
		isDone: url.searchParams.get('done') === 'discarded'
	};
};

const NOTHING = { import: '', source: '', organisation: '' };

export const actions: Actions = {
	read: async ({ locals, request }) => {
		// Before a file is read: whoever may not give one is told so.
		const [[directory]] = await locals.read(findDirectory());
		if (!directory?.isLed) error(404);
		const sent = await takeFiles(request, 'file');
		if (sent.is === 'busy')
			return fail(503, { typed: NOTHING, problems: { file: [m.upload_busy()] } });
		const form = sent.posted ? readFields(sent.posted, ImportForm) : null;
		const typed = form?.typed ?? NOTHING;
		const problems = form && !form.ok ? form.problems : {};
		const wrong = (reason: FileReason, about?: string) =>
			fail(reason === 'too-large' ? 413 : 422, {
				typed,
				problems: { ...problems, file: [sayFile(reason, about)] }
			});
		if (sent.is === 'unread') return wrong(sent.reason);
		if (!sent.read.ok) return wrong(sent.read.reason, sent.read.about);
		if (!form?.ok) return fail(422, { typed, problems });
		const { read, name, hash } = sent;
		const { source, organisation } = form.value;
		const id = idOfMade(typed.import, { source, organisation, hash });
		const about = { source, organisation, fileName: name };
		const begun = await locals.transact((acting) => beginImport(acting, id, about, read));
		if (!begun.ok) error(404);
		redirect(303, `/directory/import/${id}${begun.value.areColumnsKnown ? '' : '/columns'}`);
	}
};
