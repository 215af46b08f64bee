/** Tools and templates of the framework, for everybody at work here to take home. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { nameOfFile } from '#features/documents/attachment.rules.ts';
import { sayTemplate } from '#features/framework/say-template.ts';
import { fileForm } from '#features/framework/framework.schema.ts';
import { mayWrite } from '#features/framework/framework.rules.ts';
import { listFrameworkFiles } from '#features/framework/server/file.queries.ts';
import { findFramework } from '#features/framework/server/framework.queries.ts';
import { addFrameworkFile, dropFrameworkFile } from '#features/framework/server/keep-file.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { takeTemplate } from '#server/uploads/take-file.ts';
import { endingAs } from '#values/file-kind.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[framework], files] = await locals.read(findFramework(), listFrameworkFiles());
	const { visitor } = locals;
	if (!framework || visitor?.hat !== 'organisation') error(404);
	const seat = { person: visitor.person, organisation: visitor.organisation ?? '' };
	const isWriter = mayWrite(seat, framework);
	return {
		visitor,
		done: url.searchParams.get('done'),
		isWriter,
		files: files.map(({ hash: _, isInUse, ...each }) => ({
			...each,
			canGo: isWriter && !isInUse
		}))
	};
};

export const actions: Actions = {
	add: async (event) => {
		await mustWrite(event);
		const { locals, request } = event;
		const sent = await takeTemplate(request, 'file');
		if (sent.is === 'busy') return fail(503, { problems: { file: [m.upload_busy()] } });
		if (sent.is === 'missing') return fail(422, { problems: { file: [m.verify_file_missing()] } });
		if (sent.is === 'refused')
			return fail(sent.reasons.includes('too-large') ? 413 : 422, {
				problems: { file: [...new Set(sent.reasons.map(sayTemplate))] }
			});
		const { name, ...file } = sent.taken;
		const kept = {
			...file,
			id: crypto.randomUUID(),
			name: endingAs(nameOfFile(name, 'skabelon'), file.kind)
		};
		const outcome = await locals.transact((acting) => addFrameworkFile(acting, kept));
		if (outcome.ok) redirect(303, '/framework/files?done=added');
		if (outcome.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	},

	empty: async ({ locals, request }) => {
		const form = await readForm(request, fileForm);
		if (!form.ok) error(404);
		const outcome = await locals.transact((acting) => dropFrameworkFile(acting, form.value.file));
		if (outcome.ok) redirect(303, '/framework/files?done=emptied');
		if (outcome.reason === 'no-framework') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

/** Before a file is read: whoever may not give one is told so. */
async function mustWrite({ locals }: RequestEvent) {
	const [[framework]] = await locals.read(findFramework());
	const { visitor } = locals;
	if (!framework || visitor?.hat !== 'organisation') error(404);
	const seat = { person: visitor.person, organisation: visitor.organisation ?? '' };
	if (!mayWrite(seat, framework)) error(409, sayRefusal('not-a-writer'));
}
