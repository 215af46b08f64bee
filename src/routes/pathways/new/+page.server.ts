import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { CheckForm, NeedForm } from '#features/pathways/pathway.schema.ts';
import { checkTovholder } from '#features/pathways/server/check-tovholder.ts';
import { listCollaborations } from '#features/pathways/server/need.queries.ts';
import { refuseSecond } from '#features/citizens/server/meet-namesake.ts';
import { registerNeed } from '#features/pathways/server/register-need.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { isSentTwice } from '#server/sent-twice.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
	const [collaborations] = await locals.read(listCollaborations());
	if (locals.visitor?.hat !== 'organisation') error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		collaborations: collaborations.map(({ id, name }) => ({ id, name }))
	};
};

/** Does `work` for somebody at work: nobody else notices needs here. */
const atWork =
	<Result>(work: (acting: Acting) => Promise<Result>) =>
	(acting: Acting) =>
		acting.visitor.hat === 'organisation' ? work(acting) : error(404);

/** Registered under this id, and not the visitor's to see any more: somebody else holds the threads now. */
function alreadyGone(cause: unknown): never {
	if (isSentTwice(cause, 'pathway')) redirect(303, '/pathways');
	throw cause;
}

/** What stands at the birth date where nobody can have it. */
const notBorn = () => ({ birthDate: [m.refusal_born_in_the_future()] });

/** What stands at the reasons where none is ticked. */
const noCriterion = () => ({ criteria: [m.refusal_no_criterion_met()] });

export const actions: Actions = {
	// What is typed about a citizen stays in the form: an address would be kept by browsers and logs.
	check: async ({ locals, request }) => {
		const form = await readForm(request, CheckForm);
		if (!form.ok)
			return fail(422, { step: 'check' as const, typed: form.typed, problems: form.problems });
		const { name, birthDate } = form.value;
		const result = await locals.transact(
			atWork((acting) => checkTovholder(acting, name, birthDate))
		);
		if (result.answer === 'not-born')
			return fail(422, { step: 'check' as const, typed: form.typed, problems: notBorn() });
		if (result.answer === 'not-yours') error(404);
		if (result.answer === 'no') return { step: 'need' as const, typed: form.typed };
		return { step: 'check' as const, typed: form.typed, result };
	},
	register: async ({ locals, request }) => {
		const form = await readForm(request, NeedForm);
		if (!form.ok)
			return fail(422, { step: 'need' as const, typed: form.typed, problems: form.problems });
		const { interpreter, ...noticed } = form.value;
		const register = () =>
			locals.transact(
				atWork((acting) => registerNeed(acting, { ...noticed, interpreterNeeded: interpreter }))
			);
		const result = await register().catch((cause: unknown) => {
			// Pressed twice at the same moment: the second meets the key, and then what the first has registered.
			if (isSentTwice(cause, 'pathway')) return register().catch(alreadyGone);
			return refuseSecond(cause);
		});
		if (result.ok) redirect(303, `/pathways/${noticed.pathway}`);
		if (result.reason === 'born-in-the-future')
			return fail(422, { step: 'need' as const, typed: form.typed, problems: notBorn() });
		if (result.reason === 'no-criterion-met')
			return fail(422, { step: 'need' as const, typed: form.typed, problems: noCriterion() });
		if (result.reason === 'sent-before')
			return fail(409, {
				step: 'need' as const,
				typed: { ...form.typed, pathway: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, {
					name: m.need_name,
					birthDate: m.need_birth_date,
					description: m.need_description,
					checkAsked: m.need_check_asked
				})
			});
		return fail(409, { step: 'need' as const, typed: form.typed, refusal: result.reason });
	}
};
