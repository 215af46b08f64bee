import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { onlyInMunicipality } from '../only-administrators.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [organisations] = await locals.read(listOrganisations());
	onlyInMunicipality(locals.visitor);
	return { visitor: locals.visitor, organisations };
};
