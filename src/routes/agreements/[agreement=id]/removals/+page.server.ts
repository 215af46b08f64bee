import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { AskRemovalForm, RemovedForm } from '#features/agreements/agreement.schema.ts';
import { askRemoval, tellRemoved } from '#features/agreements/server/remove-names.ts';
import { listLeft, listRemovals } from '#features/agreements/server/removal.queries.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [left, removals] = await locals.read(
		listLeft(params.agreement),
		listRemovals(params.agreement)
	);
	const parting = left[0]
		? { ...left[0], mayRemove: left[0].mayAsk }
		: await partyOf(locals, params.agreement);
	const { visitor, today } = locals;
	return {
		visitor,
		done: url.searchParams.get('done'),
		id: params.agreement,
		title: parting.title,
		/** The organisation has left for good: this is all it sees of the agreement. */
		hasLeft: left.length > 0,
		made: randomUUID(),
		mayAsk: parting.mayAsk,
		others: parting.parties
			.filter(({ organisation }) => organisation !== visitor?.organisation)
			.map(({ organisation, name }) => ({ value: organisation, label: name })),
		removals: removals.map((each) => ({
			id: each.id,
			material: each.material,
			keeperName: each.keeperName,
			namesName: each.namesName,
			why: each.why,
			dueOn: each.dueOn,
			isOverdue: !each.doneAt && each.dueOn < today,
			doneAt: each.doneAt,
			doneBy: each.doneBy,
			isOurs: !each.doneAt && each.keeper === visitor?.organisation && parting.mayRemove
		}))
	};
};

export const actions: Actions = {
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, AskRemovalForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, ...wish } = form.value;
		const outcome = await locals.transact((acting) =>
			askRemoval(acting, params.agreement, id, wish)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/removals?done=asked`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	},
	removed: async ({ locals, params, request }) => {
		const form = await readForm(request, RemovedForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			tellRemoved(acting, params.agreement, form.value.removal)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/removals?done=removed`);
		if (outcome.reason !== 'not-yours-to-remove') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

/** What a party of the agreement sees of it here; not there, where it is none. */
async function partyOf(locals: App.Locals, id: string) {
	const { document, agreed } = await readAgreement(locals, id);
	if (!agreed?.from) error(404);
	return {
		title: document.title,
		parties: asFrozen(agreed.content).parties,
		mayAsk: document.mayEnd,
		mayRemove: document.isKeeper || document.mayEnd
	};
}
