import { error } from '@sveltejs/kit';
import { findCitizenToInvite } from '#features/citizens/server/invitation.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { everythingOf, inOrder } from '../../../../me/everything.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[citizen], ...answers] = await locals.read(
		findCitizenToInvite(params.pathway),
		...everythingOf(params.pathway, locals.now),
		recordPathway('citizen.printed', params.pathway)
	);
	if (!citizen?.isTovholder) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/pathways/${params.pathway}/citizen`,
		name: citizen.name,
		...inOrder(answers)
	};
};
