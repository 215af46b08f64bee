import { error, fail, redirect } from '@sveltejs/kit';
import { WritePlanForm } from '#features/pathway-plans/plan.schema.ts';
import { typeToBeginWith } from '#features/pathway-plans/plan-type.rules.ts';
import { saidForTheLaw } from '#features/pathway-plans/section-141.rules.ts';
import {
	answerRefusal,
	conflictOfPlan,
	ownersOf,
	planShownAt,
	saySavedPlan
} from '#features/pathway-plans/answer-form.ts';
import { writePlan } from '#features/pathway-plans/server/keep-plan.ts';
import {
	findOfNoType,
	findPlan,
	findPlanPlace
} from '#features/pathway-plans/server/plan.queries.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { asContent } from '#features/framework/draft.rules.ts';
import { planTypesIn } from '#features/framework/framework-words.rules.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

type Established = { content: Parameters<typeof asContent>[0] } | undefined;
/** The kinds of plan that the framework in force names. */
const typesOf = (framework: Established) =>
	framework ? planTypesIn(asContent(framework.content)) : [];

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [place], [newest], [framework], [ofNoType]] = await locals.read(
		findHead(params.pathway),
		findPlanPlace(params.pathway),
		findPlan(params.pathway),
		findEstablished(),
		findOfNoType(params.pathway),
		recordFound(
			'plan.read',
			params.pathway,
			null,
			findHead(params.pathway),
			having(findPlanPlace(params.pathway), 'isHeld')
		)
	);
	if (!head || !place?.isHeld) error(404);
	const here = `/pathways/${params.pathway}/plan`;
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!place.isOpen) redirect(303, here);
	const types = typesOf(framework);
	const names = types.map(({ name }) => name);
	const said = {
		category: newest?.category ?? 'progress',
		planType: typeToBeginWith(
			{ planType: newest?.planType ?? '', isOfNoType: ofNoType?.isOfNoType ?? false },
			names
		),
		aim: newest?.aim ?? '',
		steps: newest?.steps ?? '',
		cooperation: newest?.cooperation ?? '',
		involvement: newest?.involvement ?? '',
		reviewOn: '',
		...saidForTheLaw(newest)
	};
	const owner = newest ? ownersOf(newest) : [];
	return {
		visitor: locals.visitor,
		here,
		newId: crypto.randomUUID(),
		categories: [...CATEGORIES],
		candidates: place.candidates,
		types,
		/** What the edition before is, where the framework names it no more: something else has to be chosen. */
		goneType: newest?.planType && !names.includes(newest.planType) ? newest.planType : null,
		/** A new edition begins with the words of the one before. */
		before: {
			...said,
			version: planShownAt(newest?.number ?? 0, said, owner),
			owner
		}
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, WritePlanForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, version, category, planType, owner, ...text } = form.value;
		const [written, types, candidates] = await locals.transact(async (acting) => {
			const inForce = typesOf(await acting.first(findEstablished())).map(({ name }) => name);
			const sent = { id, version, category, planType, text, owners: owner };
			const outcome = await writePlan(acting, params.pathway, sent, inForce);
			const isStale = !outcome.ok && outcome.reason === 'stale';
			const place = isStale ? await acting.first(findPlanPlace(params.pathway)) : undefined;
			return [outcome, inForce, place?.candidates ?? []] as const;
		});
		if (written.ok) redirect(303, `/pathways/${params.pathway}/plan?said=written`);
		if (written.reason === 'not-there') error(404);
		if (written.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySavedPlan(written.saved)
			});
		if (written.reason === 'stale') {
			const { owner: ticked, ...typed } = form.typed;
			const sent = { owner: ticked, typed };
			return fail(409, {
				typed: form.typed,
				conflict: conflictOfPlan(written.saved, sent, { types, candidates })
			});
		}
		const { status, answer } = answerRefusal(written.reason);
		return fail(status, { typed: form.typed, ...answer });
	}
};
