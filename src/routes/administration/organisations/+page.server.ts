import { findDuplicates, unsettled } from '#features/organisations/duplicates.rules.ts';
import { listKnown, listNotSame } from '#features/organisations/server/duplicate.queries.ts';
import { listFormerNames } from '#features/organisations/server/merge.queries.ts';
import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { onlyInMunicipality } from '../only-administrators.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [organisations, former, known, notSame] = await locals.read(
		listOrganisations(),
		listFormerNames(),
		listKnown(),
		listNotSame()
	);
	onlyInMunicipality(locals.visitor);
	return {
		visitor: locals.visitor,
		organisations,
		former,
		alike: unsettled(findDuplicates(known), notSame).length
	};
};
