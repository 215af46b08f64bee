import { listFormerNames } from '#features/organisations/server/merge.queries.ts';
import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { onlyInMunicipality } from '../only-administrators.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [organisations, former] = await locals.read(listOrganisations(), listFormerNames());
	onlyInMunicipality(locals.visitor);
	return {
		visitor: locals.visitor,
		organisations,
		former
	};
};
