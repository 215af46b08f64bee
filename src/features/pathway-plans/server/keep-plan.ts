/** The plan of a pathway: an edition is written by whoever holds the threads, and answered by the citizen and each partner. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellInvolved, tellPeople } from '#server/tell-involved.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import {
	chooseOwners,
	shapeAnswer,
	type AnswerRefusal,
	type Given,
	type PlanRefusal,
	type PlanText,
	type Said,
	type Side
} from '../plan.rules.ts';
import { chooseType, OF_NO_TYPE, typeNamed, type TypeRefusal } from '../plan-type.rules.ts';
import { saidForTheLaw } from '../section-141.rules.ts';
import {
	findEdition,
	findPlan,
	findPlanPlace,
	insertPlan,
	writeAnswer,
	type PlanPlace,
	type PlanShown
} from './plan.queries.ts';

/** An edition as it was sent. */
export type SentEdition = {
	id: string;
	/** The number of the edition it was written from; 0 where there was none. */
	version: number;
	category: Category;
	/** The kind of plan, as plan-type.rules.ts spells it. */
	planType: string;
	text: Omit<PlanText, 'planType'>;
	/** Keys of those who will own it. */
	owners: string[];
};

/**
 * Lays down a new edition, which asks everybody again: the tovholder's alone to write. Where another was laid down since,
 * answers that one; the same form sent twice lays down one. `inForce`: the kinds of plan that the framework in force names.
 */
export async function writePlan(
	acting: Acting,
	pathway: string,
	sent: SentEdition,
	inForce: readonly string[]
): Promise<
	| Outcome<true, PlanRefusal | TypeRefusal | 'not-there' | 'pathway-closed'>
	| Stale<PlanShown>
	| SentBefore
> {
	const place = await acting.first(findPlanPlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	const before = await acting.first(findEdition(pathway, sent.id));
	if (before) {
		const met = meetSaved(
			textsOf(before),
			textsOf({ ...sent.text, planType: typeNamed(sent.planType) })
		);
		return met.ok ? done(true) : met;
	}
	if (!place.isOpen) return refused('pathway-closed');
	const type = chooseType(sent.planType, inForce);
	if (!type.ok) return type;
	const { reviewOn } = sent.text;
	const chosen = chooseOwners(sent.owners, place.candidates, reviewOn, acting.today);
	if (!chosen.ok) return chosen;
	const { name, organisationName } = acting.visitor;
	const written = await acting.first(
		insertPlan(pathway, {
			id: sent.id,
			basedOn: sent.version,
			category: sent.category,
			text: { ...sent.text, planType: type.value },
			isOfNoType: inForce.length > 0 && sent.planType === OF_NO_TYPE,
			...chosen.value,
			by: name,
			organisationName: organisationName ?? ''
		})
	);
	if (!written) {
		const newest = await acting.first(findPlan(pathway));
		return newest ? stale(newest) : refused('not-there');
	}
	await tellInvolved(acting, pathway, 'plan-written', `/pathways/${pathway}/plan`);
	return done(true);
}

/** An answer as it was sent, to exactly the text that was read. */
export type SentAnswer = Said & {
	plan: string;
	hash: string;
	/** Of the answer that it changes; 0 where there was none. */
	version: number;
};

/**
 * Answers to the newest edition. Refused where it is another now, so that nobody says yes to what they have not read; the
 * tovholder is told, unless they wrote it themselves.
 */
export async function answerPlan(
	acting: Acting,
	pathway: string,
	sent: SentAnswer,
	side: Side
): Promise<
	Outcome<true, AnswerRefusal | 'not-there' | 'pathway-closed' | 'plan-changed'> | Stale<Given>
> {
	const place = await acting.first(findPlanPlace(pathway));
	if (!place || !mayAnswer(place, side)) return refused('not-there');
	const plan = await acting.first(findEdition(pathway, sent.plan));
	if (!plan) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const shaped = shapeAnswer(sent, side);
	if (!shaped.ok) return shaped;
	if (!plan.isNewest || plan.hash !== sent.hash) return refused('plan-changed');
	const organisation = side === 'partner' ? place.partner : null;
	const before = answerOf(plan, organisation);
	const told = side === 'told';
	if (before && says(before, { ...shaped.value, told })) return done(true);
	const written = await acting.run(
		writeAnswer(pathway, {
			plan: plan.id,
			hash: plan.hash,
			organisation,
			organisationName: side === 'partner' ? place.partnerName : '',
			...shaped.value,
			by: acting.visitor.name,
			told,
			basedOn: sent.version
		})
	);
	if (written === 0) {
		const now = await acting.first(findEdition(pathway, sent.plan));
		const saved = now?.isNewest ? answerOf(now, organisation) : undefined;
		return saved ? stale(saved) : refused('plan-changed');
	}
	await acting.run(recordPathway('plan.answered', pathway, plan.id));
	if (place.tovholder && place.tovholder !== acting.visitor.person)
		await tellPeople(
			acting,
			[place.tovholder],
			sent.answer === 'disagrees' ? 'plan-disagreed' : 'plan-answered',
			`/pathways/${pathway}/plan`
		);
	return done(true);
}

const mayAnswer = ({ isCitizens, isHeld, partner }: PlanPlace, side: Side): boolean =>
	side === 'citizen' ? isCitizens : side === 'told' ? isHeld : partner !== null;

/**
 * Whether the answer that stands says what was sent. What the citizen said themselves stands, also where somebody else writes down
 * the same; the other way around it becomes theirs.
 */
const says = (stands: Given, sent: Said & { told: boolean }) =>
	stands.answer === sent.answer &&
	stands.note === sent.note &&
	(!stands.told || (sent.told && stands.checked === sent.checked));

const answerOf = ({ answers }: PlanShown, organisation: string | null): Given | undefined =>
	answers.find((each) => each.organisation === organisation);

const textsOf = (text: PlanText) => ({
	planType: text.planType,
	aim: text.aim,
	steps: text.steps,
	cooperation: text.cooperation,
	involvement: text.involvement,
	reviewOn: text.reviewOn ?? '',
	...saidForTheLaw(text)
});
