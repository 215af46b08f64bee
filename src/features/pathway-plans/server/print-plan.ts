/** The plan to print, in the four parts of serviceloven § 141 first (L-18): in the language of whoever prints it. */
import { shortHash } from '#features/documents/content.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import { sayRun } from '#features/measures/say-measure.ts';
import { sayArea } from '#features/pathways/say-pathway.ts';
import { m } from '#messages';
import type {
	PrintedDocument,
	PrintedPart,
	PrintedSection
} from '#server/print/printed-document.ts';
import { dayOf, type Day } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import {
	MATTER,
	sayAnswer,
	sayCheck,
	sayMeasuresRun,
	sayOwners,
	sayTypeAccess
} from '../say-plan.ts';
import { mattersOf, measuresRun } from '../section-141.rules.ts';
import type { PlanShown } from './plan.queries.ts';

/** A measure as it stands on paper: what it is called, and whether it is general or specialised. */
export type PlannedMeasure = {
	name: string;
	area: Area;
	doneBy: string;
	startsOn: Day | null;
	endsOn: Day | null;
};

/** Whose plan it is: `citizen` is null where whoever prints may not know the name. */
export type PlanOf = { number: number; citizen: string | null };

/**
 * The measures beside an edition. They go on after it was written: they are those of the moment it is printed, as far as they are open
 * to whoever prints.
 */
export type PlannedNow = {
	measures: readonly PlannedMeasure[];
	at: Date;
	/** All of the pathway is open to whoever prints: there are no more. */
	isWhole: boolean;
	/** Who has access to plans of this kind by the framework of that moment; null where it names no such kind, or the plan is of none. */
	access: readonly string[] | null;
};

/** `planned` null: the edition alone. */
export function printPlan(
	plan: PlanShown,
	planned: PlannedNow | null,
	{ number, citizen }: PlanOf,
	language: Language
): PrintedDocument {
	const title = m.plan_action_plan();
	const named = citizen ?? m.plan_citizen();
	const access = sayTypeAccess(planned?.access ?? null);
	return {
		language,
		title,
		subtitle: m.plan_edition({ number: plan.number }),
		authors: [plan.organisation],
		hash: plan.hash,
		madeAt: planned?.at ?? plan.at,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: `${title} · ${shortHash(plan.hash)}`,
		facts: [
			{ term: m.plan_citizen(), text: named },
			...(plan.planType ? [{ term: m.plan_type_is(), text: plan.planType }] : []),
			...(access ? [{ term: m.plan_type_pdf_access(), text: access }] : []),
			{ term: m.plan_pdf_pathway(), text: m.pathway_number({ number }) },
			{
				term: m.plan_pdf_written(),
				text: `${sayDay(dayOf(plan.at), language)}, ${plan.by}, ${plan.organisation}`
			},
			{ term: m.plan_owners(), text: sayOwners(plan, named).join('; ') },
			...(plan.reviewOn
				? [{ term: m.plan_review_on(), text: sayDay(plan.reviewOn as Day, language) }]
				: []),
			{ term: m.plan_pdf_what_it_is(), text: m.plan_is_no_decision() },
			{ term: m.plan_pdf_mark(), text: m.plan_pdf_mark_is({ mark: shortHash(plan.hash) }) }
		],
		goals: null,
		sections: [
			section(m.plan_part_purpose(), [text(plan.aim)]),
			section(m.plan_part_effort(), [
				text(plan.steps),
				...(planned ? measuresOf(planned, language) : [])
			]),
			section(m.plan_part_duration(), duration(plan, planned)),
			section(m.plan_part_matters(), matters(plan)),
			section(m.plan_cooperation(), [text(plan.cooperation)]),
			section(m.plan_involvement(), [text(plan.involvement)]),
			section(m.plan_answers(), answers(plan, language, named))
		],
		approvals: null
	};
}

const section = (heading: string, parts: PrintedPart[]): PrintedSection => ({
	heading,
	parts,
	questions: []
});
const text = (words: string): PrintedPart => ({ kind: 'text', text: words });
const quiet = (words: string): PrintedPart => ({ kind: 'quiet', text: words });

function measuresOf({ measures, at, isWhole }: PlannedNow, language: Language): PrintedPart[] {
	const table: PrintedPart = {
		kind: 'table',
		caption: m.measure_as_they_were({ day: sayDay(dayOf(at), language) }),
		head: [m.measure_what(), m.measure_when(), m.measure_done_by()],
		rows: measures.map((each) => [
			`${each.name} (${sayArea(each.area)})`,
			sayRun(each),
			each.doneBy
		])
	};
	return [
		...(measures.length > 0 ? [table] : []),
		...(isWhole ? [] : [quiet(m.measure_may_be_more())])
	];
}

/** Until when the measures run is said where all of them are known. */
function duration(plan: PlanShown, planned: PlannedNow | null): PrintedPart[] {
	const run = planned?.isWhole ? measuresRun(planned.measures) : null;
	return [
		plan.duration ? text(plan.duration) : quiet(m.plan_part_missing()),
		...(run ? [text(sayMeasuresRun(run))] : [])
	];
}

function matters(plan: PlanShown): PrintedPart[] {
	const said = mattersOf(plan);
	return said.length === 0
		? [quiet(m.plan_part_missing())]
		: [{ kind: 'facts', items: said.map((each) => ({ term: MATTER[each](), text: plan[each] })) }];
}

const answers = (
	{ answers: given }: PlanShown,
	language: Language,
	citizen: string
): PrintedPart[] =>
	given.length === 0
		? [quiet(m.plan_pdf_no_answers())]
		: [
				{
					kind: 'table',
					caption: null,
					head: [m.plan_who(), m.plan_says(), m.plan_pdf_answered(), m.plan_note()],
					rows: given.map((each) => [
						each.organisation === null ? citizen : each.name,
						[
							sayAnswer(each.answer),
							...(each.told && each.by ? [m.plan_told_to({ name: each.by })] : []),
							...(each.checked ? [sayCheck(each.checked)] : [])
						].join('. '),
						sayDay(dayOf(new Date(each.at)), language),
						each.note
					])
				}
			];
