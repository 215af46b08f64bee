import { error, fail, redirect } from '@sveltejs/kit';
import { SendForm } from '#features/agreements/agreement.schema.ts';
import { checkDocument, obstaclesToSending } from '#features/agreements/readiness.rules.ts';
import { sayObstacles, sayWarnings } from '#features/agreements/server/say-obstacles.ts';
import { sendForSigning } from '#features/agreements/server/agree.ts';
import { findPlace } from '#features/agreements/server/find-place.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document, frozen, members, agreed, standing, versions, isUnmended } = await readAgreement(
		locals,
		params.agreement
	);
	if (!document.isWriter || !frozen) error(404);
	// Nobody is asked to sign what they have signed elsewhere.
	if (document.agreedBy === 'outside') redirect(303, `/agreements/${document.id}/files`);
	const obstacles = obstaclesToSending(frozen, {
		agreedBy: document.agreedBy,
		isWaiting: standing.waiting !== null,
		memberships: members,
		today: locals.today
	});
	const at = `/agreements/${document.id}`;
	const missing = sayObstacles(frozen, obstacles, at);
	const warnings = sayWarnings(frozen, checkDocument(frozen, locals.today), at);
	return {
		visitor: locals.visitor,
		id: document.id,
		title: document.title,
		isSigned: document.agreedBy === 'signature',
		isUnmended,
		/** What is written is what they have agreed on: there is nothing to ask them. */
		isAsAgreed: agreed !== undefined && !standing.isChangedSinceAgreed && !standing.waiting,
		/** What the parties have read already, so that the sender sees what is another before they do. */
		sentLast: versions[0] ? { id: versions[0].id, number: versions[0].number } : null,
		obstacles: missing,
		// What must be answered is said once, as what is missing.
		warnings: warnings.filter(({ href }) => !missing.some((each) => each.href === href))
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, SendForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact(async (acting) => {
			const place = (await findPlace(acting, params.agreement)) ?? error(404);
			return sendForSigning(acting, place, form.value);
		});
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=sent`);
		if (outcome.reason === 'no-document') error(404);
		// The page itself lists what stands in the way.
		if (outcome.reason === 'obstacles')
			return fail(409, { typed: form.typed, refusal: m.refusal_agreement_incomplete() });
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	}
};
