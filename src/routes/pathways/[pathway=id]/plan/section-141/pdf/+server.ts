import { error } from '@sveltejs/kit';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { listMeasures } from '#features/measures/server/measure.queries.ts';
import {
	findPlan,
	findReach,
	findTypeAccess
} from '#features/pathway-plans/server/plan.queries.ts';
import { printPlan } from '#features/pathway-plans/server/print-plan.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { asFile } from '#server/as-file.ts';
import { recordFound } from '#server/audit.queries.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { asPlanned } from '../as-planned.ts';
import type { RequestHandler } from './$types';

/** The newest edition in the four parts of the law, as PDF/UA-1; its name says nothing of the citizen. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[head], [plan], [reach], measures, [type]] = await locals.read(
		findHead(params.pathway),
		findPlan(params.pathway),
		findReach(params.pathway),
		listMeasures(params.pathway),
		findTypeAccess(params.pathway),
		recordFound(
			'plan.printed',
			params.pathway,
			null,
			findHead(params.pathway),
			findPlan(params.pathway)
		)
	);
	if (!head || !plan) error(404);
	const planned = {
		measures: measures.map(asPlanned),
		at: locals.now,
		isWhole: reach?.isWhole ?? false,
		access: type?.organisations ?? null
	};
	const pdf = await renderPdf(printPlan(plan, planned, head, getLocale()));
	return asFile(pdf, 'application/pdf', `${m.plan_pdf_name()}-${head.number}-${plan.number}.pdf`);
};
