import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { AskForm, TakeBackForm } from '#features/retention/retention.schema.ts';
import { askErasure, takeBackErasure } from '#features/retention/server/keep-retention.ts';
import {
	findGoing,
	listHoldsOf,
	listRequestsOf
} from '#features/retention/server/retention.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[going], holds, requests] = await locals.read(
		findGoing(chosen.id),
		listHoldsOf(chosen.id),
		listRequestsOf(chosen.id),
		recordPathway('retention.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		back: `/me?pathway=${chosen.id}`,
		pathway: chosen.id,
		going: going ?? null,
		hold: holds.find(({ liftedAt }) => !liftedAt) ?? null,
		requests,
		newId: crypto.randomUUID(),
		said: (['asked', 'taken-back'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	/** Until it is answered it can be regretted: a yes cannot be undone. */
	takeBack: async ({ locals, request }) => {
		const form = await readForm(request, TakeBackForm);
		if (!form.ok) error(404);
		const taken = await locals.transact((acting) =>
			takeBackErasure(asSelf(acting), form.value.request)
		);
		if (taken.ok) redirect(303, `/me/erasure?pathway=${form.value.pathway}&said=taken-back`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: m.retention_changed_meanwhile() });
	},
	ask: async ({ locals, request }) => {
		const form = await readForm(request, AskForm);
		if (!form.ok) error(404);
		const { id, pathway } = form.value;
		const asked = await locals.transact((acting) => askErasure(asSelf(acting), id, pathway));
		if (!asked.ok) error(404);
		redirect(303, `/me/erasure?pathway=${pathway}&said=asked`);
	}
};
