import { error } from '@sveltejs/kit';
import { listMeasures } from '#features/measures/server/measure.queries.ts';
import {
	findPlan,
	findReach,
	findTypeAccess
} from '#features/pathway-plans/server/plan.queries.ts';
import { missingParts } from '#features/pathway-plans/section-141.rules.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asPlanned } from './as-planned.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [plan], [reach], measures, [type]] = await locals.read(
		findHead(params.pathway),
		findPlan(params.pathway),
		findReach(params.pathway),
		listMeasures(params.pathway),
		findTypeAccess(params.pathway),
		recordPathway('plan.read', params.pathway)
	);
	if (!head) error(404);
	return {
		visitor: locals.visitor,
		head,
		here: `/pathways/${params.pathway}/plan`,
		plan: plan ?? null,
		access: type?.organisations,
		missing: plan ? missingParts(plan) : [],
		measures: measures.map(asPlanned),
		today: locals.today,
		isWhole: reach?.isWhole ?? false
	};
};
