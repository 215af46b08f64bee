import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { BreachForm } from '#features/agreements/agreement.schema.ts';
import { findBinding } from '#features/agreements/server/agreement.queries.ts';
import { endByBreachAsShown } from '#features/agreements/server/end-as-shown.ts';
import { governingEnd } from '#features/agreements/standing.rules.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document, agreed } = await readAgreement(locals, params.agreement);
	const [binding] = await locals.read(findBinding());
	if (!document.mayEnd || !binding[0]?.binds || !agreed?.from) error(404);
	const end = governingEnd(agreed);
	const { visitor, today } = locals;
	return {
		visitor,
		id: document.id,
		title: document.title,
		made: randomUUID(),
		agreed: agreed.id,
		endsOn: agreed.endsOn,
		today,
		isOver: end !== null && end <= today,
		others: asFrozen(agreed.content)
			.parties.filter(({ organisation }) => organisation !== visitor?.organisation)
			.map(({ organisation, name }) => ({ value: organisation, label: name }))
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, BreachForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, agreed, ends, against, what, happened, told, end } = form.value;
		const outcome = await locals.transact((acting) =>
			endByBreachAsShown(
				acting,
				params.agreement,
				id,
				{ agreed, end: ends },
				{ against, what, happenedOn: happened, toldOn: told, end }
			)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=breach`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'not-yours-to-end':
			case 'cannot-bind':
				return error(404);
			case 'breach-in-the-future':
				return fail(422, { typed, problems: { happened: [sayRefusal(outcome.reason)] } });
			case 'told-in-the-future':
			case 'not-in-force-yet':
				return fail(422, { typed, problems: { told: [sayRefusal(outcome.reason)] } });
			case 'ends-before-it-was-told':
				return fail(422, { typed, problems: { end: [sayRefusal(outcome.reason)] } });
			default:
				return fail(409, { typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};
