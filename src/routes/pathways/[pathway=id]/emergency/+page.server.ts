import { error, redirect } from '@sveltejs/kit';
import { EndForm } from '#features/emergency/emergency.schema.ts';
import { listOnPathway } from '#features/emergency/server/emergency.queries.ts';
import { endEmergency } from '#features/emergency/server/keep-emergency.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], emergencies] = await locals.read(
		findHead(params.pathway),
		listOnPathway(params.pathway),
		recordFound('emergency.read', params.pathway, null, having(findHead(params.pathway), 'isHeld'))
	);
	if (!head?.isHeld) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		back: `/pathways/${params.pathway}`,
		emergencies,
		isEnded: url.searchParams.get('said') === 'ended'
	};
};

export const actions: Actions = {
	end: async ({ locals, params, request }) => {
		const form = await readForm(request, EndForm);
		if (!form.ok) error(404);
		const ended = await locals.transact(async (acting) => {
			const held = await acting.first(findHead(params.pathway));
			const here = await acting.all(listOnPathway(params.pathway));
			if (!held?.isHeld || !here.some(({ id }) => id === form.value.emergency)) error(404);
			return endEmergency(acting, form.value.emergency);
		});
		if (!ended.ok) error(404);
		redirect(303, '?said=ended');
	}
};
