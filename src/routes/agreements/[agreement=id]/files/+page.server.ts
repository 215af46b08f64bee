/** What is kept of an agreement that was signed outside, and laying it in. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { AttachmentForm } from '#features/agreements/agreement.schema.ts';
import { obstaclesToSending } from '#features/agreements/readiness.rules.ts';
import { registerAgreement } from '#features/agreements/server/agree.ts';
import { findPlace } from '#features/agreements/server/find-place.ts';
import { sayObstacles } from '#features/agreements/server/say-obstacles.ts';
import { nameOfFile } from '#features/documents/attachment.rules.ts';
import { sayUpload } from '#features/documents/say-upload.ts';
import { attachFile, emptyFile } from '#features/documents/server/attach-file.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { takeFile } from '#server/uploads/take-file.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const agreement = await readAgreement(locals, params.agreement);
	const { document, frozen, members, files, agreed, standing } = agreement;
	if (document.agreedBy !== 'outside') error(404);
	const { today } = locals;
	const obstacles = frozen
		? obstaclesToSending(frozen, {
				agreedBy: document.agreedBy,
				isWaiting: false,
				memberships: members,
				today,
				hasFile: files.length > 0
			})
		: [];
	const agreedAt = agreed?.fateAt ?? null;
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		isWriter: document.isWriter,
		files: files.map(({ hash: _, ...each }) => ({
			...each,
			canGo: document.isWriter && (agreedAt === null || agreedAt < each.at)
		})),
		isAgreed: agreed !== undefined,
		/** Nothing is laid in yet, or what is typed has changed since. */
		canRegister:
			document.isWriter && frozen !== undefined && (!agreed || standing.isChangedSinceAgreed),
		obstacles: frozen ? sayObstacles(frozen, obstacles, `/agreements/${document.id}`) : []
	};
};

export const actions: Actions = {
	add: async (event) => {
		await mustWrite(event);
		const { locals, params, request } = event;
		const sent = await takeFile(request, 'file');
		if (sent.is === 'busy') return fail(503, { problems: { file: [m.upload_busy()] } });
		if (sent.is === 'missing') return fail(422, { problems: { file: [m.verify_file_missing()] } });
		if (sent.is === 'refused')
			return fail(sent.reasons.includes('too-large') ? 413 : 422, {
				problems: { file: [...new Set(sent.reasons.map(sayUpload))] }
			});
		const { name, ...file } = sent.taken;
		const attachment = { ...file, id: crypto.randomUUID(), name: nameOfFile(name) };
		const outcome = await locals.transact((acting) =>
			attachFile(acting, params.agreement, attachment)
		);
		if (outcome.ok) redirect(303, `${event.url.pathname}?done=added`);
		return refusedWith(outcome.reason);
	},

	empty: async ({ locals, params, request, url }) => {
		const form = await readForm(request, AttachmentForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			emptyFile(acting, params.agreement, form.value.attachment)
		);
		if (outcome.ok) redirect(303, `${url.pathname}?done=emptied`);
		return refusedWith(outcome.reason);
	},

	register: async ({ locals, params }) => {
		const outcome = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			return registerAgreement(acting, place);
		});
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=registered`);
		// The page itself lists what stands in the way.
		if (outcome.reason === 'obstacles')
			return fail(409, { refusal: m.refusal_agreement_incomplete() });
		return refusedWith(outcome.reason);
	}
};

/** Before a file is read: whoever may not give one is told so. */
async function mustWrite({ locals, params }: RequestEvent) {
	const [[document]] = await locals.read(findDocument(params.agreement ?? ''));
	if (document?.agreedBy !== 'outside') error(404);
	if (!document.isWriter) error(409, sayRefusal('not-a-writer-of-it'));
}

function refusedWith(reason: Exclude<Refused, 'no-document'> | 'no-document') {
	if (reason === 'no-document') error(404);
	return fail(409, { refusal: sayRefusal(reason) });
}

type Reason<Verb extends (...args: never[]) => Promise<unknown>> =
	Extract<Awaited<ReturnType<Verb>>, { ok: false }> extends { reason: infer Each } ? Each : never;
type Refused = Exclude<
	Reason<typeof attachFile> | Reason<typeof emptyFile> | Reason<typeof registerAgreement>,
	'obstacles'
>;
