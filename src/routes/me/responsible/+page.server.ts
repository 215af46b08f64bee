import { error } from '@sveltejs/kit';
import { byOrganisation } from '#features/responsibility/responsibility.rules.ts';
import { listResponsible } from '#features/responsibility/server/responsibility.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { PageServerLoad } from './$types';

/** L-11: who is responsible for which data about me, and whom I ask. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [responsible] = await locals.read(
		listResponsible(chosen.id),
		recordPathway('me.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		back: `/me?pathway=${chosen.id}`,
		log: `/me/log?pathway=${chosen.id}`,
		organisations: byOrganisation(responsible)
	};
};
