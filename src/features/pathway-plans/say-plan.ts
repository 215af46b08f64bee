/** The plan of a pathway in the words of the reader. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayDay } from '#values/say.ts';
import { CITIZEN, keyOf, type Answer, type Check, type Owner } from './plan.rules.ts';
import type { Matter, measuresRun } from './section-141.rules.ts';

const ANSWER = {
	accepted: m.plan_accepted,
	'not-yet': m.plan_not_yet,
	disagrees: m.plan_disagrees
} satisfies Record<Answer, () => string>;

const MINE = {
	accepted: m.plan_i_accept,
	'not-yet': m.plan_i_not_yet,
	disagrees: m.plan_i_disagree
} satisfies Record<Answer, () => string>;

const YOURS = {
	accepted: m.plan_you_accept,
	'not-yet': m.plan_you_not_yet,
	disagrees: m.plan_you_disagree
} satisfies Record<Answer, () => string>;

const CHECKED = {
	'own-words': m.plan_checked_own_words,
	'point-by-point': m.plan_checked_point_by_point,
	'with-interpreter': m.plan_checked_with_interpreter,
	other: m.plan_checked_other
} satisfies Record<Check, () => string>;

/** How it was made sure that it was understood: "Borgeren fortalte planen igen med egne ord". */
export const sayCheck = (check: Check): string => CHECKED[check]();

/** How somebody stands to it: "Siger ja". */
export const sayAnswer = (answer: Answer): string => ANSWER[answer]();

/** The same as the citizen says it, to be chosen: "Jeg siger ja". */
export const sayMyAnswer = (answer: Answer): string => MINE[answer]();

/** The same to the citizen who said it: "Du siger ja". */
export const sayYourAnswer = (answer: Answer): string => YOURS[answer]();

/** What each of the matters is called that § 141 names. */
export const MATTER = {
	housing: m.plan_matter_housing,
	employment: m.plan_matter_employment,
	personalHelp: m.plan_matter_personal_help,
	treatment: m.plan_matter_treatment,
	aids: m.plan_matter_aids,
	otherMatters: m.plan_matter_other
} satisfies Record<Matter, () => string>;

/** Those who own an edition: the citizen as `citizen` is called here, then those at work. */
export const sayOwners = (
	plan: { citizenOwns: boolean; owners: readonly Owner[] },
	citizen: string
): string[] => [
	...(plan.citizenOwns ? [citizen] : []),
	...plan.owners.map(({ name, organisationName }) => `${name}, ${organisationName}`)
];

/** The citizen and each of `people` once, as the form names them. */
export const ownerOptions = (people: readonly Owner[]): { value: string; label: string }[] => [
	{ value: CITIZEN, label: m.plan_citizen() },
	...new Map(
		people.map((each) => [
			keyOf(each),
			{ value: keyOf(each), label: `${each.name}, ${each.organisationName}` }
		])
	).values()
];

/** Which kind of plan it is: "Social handleplan"; that it is none of those the framework names, where it is. */
export const sayType = (name: string): string => name || m.plan_type_none();

/** Who has access to plans of a kind by the framework; null where the framework does not say, or names no such kind. */
export const sayTypeAccess = (organisations: readonly string[] | null): string | null =>
	organisations?.length
		? `${m.plan_type_access({ organisations: listed(organisations) })} ${m.plan_type_access_means()}`
		: null;

/** The same to the citizen, who knows of no framework. */
export const sayTypeAccessMine = (organisations: readonly string[] | null): string | null =>
	organisations?.length ? m.plan_type_access_mine({ organisations: listed(organisations) }) : null;

const listed = (names: readonly string[]) => new Intl.ListFormat(getLocale()).format(names);

/** Until when the measures run: "Indsatserne løber til 1. maj 2027. 1 har ingen slutdag." */
export function sayMeasuresRun(run: NonNullable<ReturnType<typeof measuresRun>>): string {
	return [
		...(run.until === null ? [] : [m.plan_measures_until({ day: sayDay(run.until, getLocale()) })]),
		...(run.withoutEnd > 0 ? [m.plan_measures_without_end({ count: run.withoutEnd })] : [])
	].join(' ');
}
