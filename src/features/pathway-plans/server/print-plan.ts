/** The plan to print, in the four parts of serviceloven § 141 first (L-18): in the language of whoever prints it. */
import { shortHash } from '#features/documents/content.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import { sayArea } from '#features/pathways/say-pathway.ts';
import { m } from '#messages';
import type {
	PrintedDocument,
	PrintedPart,
	PrintedSection
} from '#server/print/printed-document.ts';
import { dayOf, type Day } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import { MATTER, sayAnswer, sayCheck, sayMeasuresRun, sayOwners, sayRun } from '../say-plan.ts';
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

/** `measures`: those open to whoever prints; null where they are not told, of an edition that is not the newest. */
export function printPlan(
	plan: PlanShown,
	measures: readonly PlannedMeasure[] | null,
	{ number, citizen }: PlanOf,
	language: Language
): PrintedDocument {
	const title = m.plan_action_plan();
	const named = citizen ?? m.plan_citizen();
	return {
		language,
		title,
		subtitle: m.plan_edition({ number: plan.number }),
		authors: [plan.organisation],
		hash: plan.hash,
		madeAt: plan.at,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: `${title} · ${shortHash(plan.hash)}`,
		facts: [
			{ term: m.plan_citizen(), text: named },
			{ term: m.plan_pdf_pathway(), text: m.pathway_number({ number }) },
			{
				term: m.plan_pdf_written(),
				text: `${sayDay(dayOf(plan.at), language)}, ${plan.by}, ${plan.organisation}`
			},
			{ term: m.plan_owners(), text: sayOwners(plan, named).join('; ') },
			...(plan.reviewOn
				? [{ term: m.plan_review_on(), text: sayDay(plan.reviewOn as Day, language) }]
				: []),
			{ term: m.plan_pdf_what_it_is(), text: m.plan_is_no_decision() }
		],
		goals: null,
		sections: [
			section(m.plan_part_purpose(), [text(plan.aim)]),
			section(m.plan_part_effort(), [
				text(plan.steps),
				...(measures && measures.length > 0 ? [tableOf(measures)] : [])
			]),
			section(m.plan_part_duration(), duration(plan, measures)),
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

const tableOf = (measures: readonly PlannedMeasure[]): PrintedPart => ({
	kind: 'table',
	caption: m.plan_part_measures(),
	head: [m.measure_what(), m.measure_when(), m.measure_done_by()],
	rows: measures.map((each) => [`${each.name} (${sayArea(each.area)})`, sayRun(each), each.doneBy])
});

function duration(plan: PlanShown, measures: readonly PlannedMeasure[] | null): PrintedPart[] {
	const run = measures && measuresRun(measures);
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
