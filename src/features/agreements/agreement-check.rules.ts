/**
 * What an agreement still lacks before it is sent, in the order in which it is read: what stands in the way, and
 * what its authors should see and may leave as it is. Who acts for each party is checked beside it (readiness).
 */
import {
	cellOf,
	dayAt,
	isUnanswered,
	numberAt,
	numberOfCell,
	personAt,
	personOfCell,
	rowsAt,
	textAt
} from '#features/documents/answered.rules.ts';
import { whatIsMissing, type Lack } from '#features/documents/completeness.rules.ts';
import { placeholdersIn } from '#features/documents/placeholder.rules.ts';
import { partsOfKey, partyKey } from '#features/documents/shape.rules.ts';
import {
	answerTo,
	columnsOf,
	fieldsOf,
	findField,
	type Answers,
	type Field,
	type Row,
	type Template
} from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { factsOf, isNotice } from './facts.rules.ts';
import { FEWEST_PARTIES } from './kind.rules.ts';
import { lastDayToGiveNotice } from './notice.rules.ts';
import { precedenceOver } from './precedence.rules.ts';
import { termDisagreement } from './term.rules.ts';
import { theoryLacks } from './theory.rules.ts';

/** What stands in the way of sending. */
export type Stopping =
	| Lack
	| 'no-section-picked'
	| 'too-few-parties'
	| 'placeholder'
	| 'sub-agreement-missing'
	| 'role-without-owner'
	| 'coordinator-missing'
	| 'not-of-the-party'
	| 'approval-contact-missing'
	| 'ages-crossed'
	| 'obligation-without-purpose'
	| 'theory-party-missing'
	| 'expires-before-it-begins'
	| 'ends-in-the-past'
	| 'notice-not-whole-months';

/** What is told, and stops nothing. */
export type Warning =
	| 'empty-party-block'
	| 'role-without-goal'
	| 'theory-without-both'
	| 'theory-without-goal'
	| 'leader-below-half-time'
	| 'term-disagrees'
	| 'notice-without-effect'
	| 'review-after-end';

/** One thing to mend or to know. `where`: the row, column or group; `text`: what stands there, for a placeholder. */
export type Finding = {
	section: string | null;
	field: string | null;
	where: string | null;
	text: string | null;
} & ({ weight: 'stops'; lack: Stopping } | { weight: 'warns'; lack: Warning });

/** The agreement as it is written now; its template shaped for its parties. */
export type Checked = {
	template: Template;
	parties: readonly string[];
	answers: Answers;
	today: Day;
};

/** Everything found, in the order of the document; what is about no question comes first. */
export function checkAgreement(agreement: Checked): Finding[] {
	const { template } = agreement;
	const places = new Map(fieldsOf(template).map(({ key }, index) => [key, index]));
	const placeOf = ({ field }: Finding) => (field === null ? -1 : (places.get(field) ?? -1));
	return CHECKS.flatMap((check) => check(agreement))
		.map((each) => ({ ...each, section: sectionOf(template, each.field) }))
		.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Whether anything found stands in the way. */
export const stops = (findings: readonly Finding[]): boolean =>
	findings.some(({ weight }) => weight === 'stops');

type Check = (agreement: Checked) => Finding[];

const CHECKS: readonly Check[] = [
	checkParts,
	({ template, answers }) =>
		whatIsMissing(template, answers).map(({ field, lack, where }) => stop(lack, field, where)),
	({ template, answers }) =>
		placeholdersIn(template, answers).map(({ field, row, text }) => ({
			...stop('placeholder', field, row),
			text
		})),
	checkPartyBlocks,
	checkPrecedence,
	checkPurposes,
	checkTheory,
	checkRoles,
	checkCoordinator,
	checkPeople,
	checkApproval,
	checkFigures,
	checkNotice,
	checkTerm
];

/** some section is picked. R-002: there are two parties at least. */
function checkParts({ template, parties }: Checked): Finding[] {
	const mayPick = template.key === 'cooperation-contract';
	const isPicked = template.sections.some(({ optional }) => optional);
	return [
		...when(mayPick && !isPicked, stop('no-section-picked', null)),
		...when(parties.length < FEWEST_PARTIES, stop('too-few-parties', null))
	];
}

/** The blocks that each party has for itself: one left empty is flagged. */
const PARTY_BLOCKS = ['contributions', 'roles', 'expectations', 'incentives'];

function checkPartyBlocks({ template, answers }: Checked): Finding[] {
	const isEmpty = (field: Field) => {
		const { value, notApplicable } = answerTo(field, answers);
		return notApplicable === null && isUnanswered(value);
	};
	return fieldsOf(template)
		.filter(({ key, party }) => party && PARTY_BLOCKS.includes(partsOfKey(key).field))
		.filter(isEmpty)
		.map(({ key }) => warn('empty-party-block', key));
}

/** a supported plan names the sub-agreement that prevails. */
function checkPrecedence({ template, parties, answers }: Checked): Finding[] {
	const supported = parties.filter(
		(party) => textAt(answers, partyKey('supported', party)) === 'yes'
	);
	const title = textAt(answers, 'sub-agreement-title');
	const on = dayAt(answers, 'sub-agreement-on');
	const isAsked = findField(template, 'sub-agreement-title') !== undefined;
	if (!isAsked || precedenceOver(supported, { title, on }).ok) return [];
	return [stop('sub-agreement-missing', title ? 'sub-agreement-on' : 'sub-agreement-title')];
}

/** where the template asks for it, what somebody is bound to serves one of the purposes. */
function checkPurposes({ template, answers }: Checked): Finding[] {
	return fieldsOf(template)
		.filter((field) => columnsOf(field).some(({ key }) => key === 'serves'))
		.flatMap(({ key }) =>
			rowsAt(answers, key)
				.filter((row) => cellOf(row, 'serves') === '')
				.map(({ id }) => stop('obligation-without-purpose', key, id))
		);
}

/** who took part in the theory of change, and by what it is followed. */
function checkTheory({ template, parties, answers }: Checked): Finding[] {
	if (findField(template, 'theory-part') === undefined) return [];
	return theoryLacks(parties, answers).map(({ lack, field, where }) =>
		lack === 'theory-party-missing' ? stop(lack, field, where) : warn(lack, field, where)
	);
}

/** each role has somebody at both levels, or is marked open there. R-198: and serves a shared goal. */
function checkRoles({ answers }: Checked): Finding[] {
	const isOwned = (row: Row) => {
		const open = cellOf(row, 'open');
		const has = (column: string, level: string) =>
			cellOf(row, column) !== '' || open === level || open === 'both';
		return has('manager', 'management') && has('worker', 'daily-work');
	};
	return rowsAt(answers, 'role-distribution').flatMap((row) => [
		...when(!isOwned(row), stop('role-without-owner', 'role-distribution', row.id)),
		...when(!cellOf(row, 'towards'), warn('role-without-goal', 'role-distribution', row.id))
	]);
}

/** whoever agrees on coordinator meetings names the coordinator. A question left open is told as such. */
function checkCoordinator({ template, answers }: Checked): Finding[] {
	const meet = rowsAt(answers, 'meeting-series').some(
		(row) => cellOf(row, 'kind') === 'coordinator'
	);
	const field = findField(template, 'coordinator');
	const isTold = field !== undefined && answerTo(field, answers).notApplicable === null;
	return when(meet && !isTold, stop('coordinator-missing', field?.key ?? 'meeting-series'));
}

/** who answers for something comes from a party, or from the very party that promised it. */
function checkPeople({ template, parties, answers }: Checked): Finding[] {
	return fieldsOf(template).flatMap((field): Finding[] => {
		const { field: name, party } = partsOfKey(field.key);
		const may = party === null ? parties : [party];
		const isOutside = (seat: { organisation: string } | null) =>
			seat !== null && !may.includes(seat.organisation);
		if (ANSWERING.includes(name))
			return when(isOutside(personAt(answers, field.key)), stop('not-of-the-party', field.key));
		if (!ANSWERING_ROWS.includes(name)) return [];
		return rowsAt(answers, field.key)
			.filter((row) => isOutside(personOfCell(row, 'responsible')))
			.map((row) => stop('not-of-the-party', field.key, row.id));
	});
}

const ANSWERING = ['coordinator', 'review-owner', 'concern-contact', 'approval-contact'];
const ANSWERING_ROWS = ['documentation', 'anchoring-tasks'];

/** a party that wants to approve the use of its name says who does. */
function checkApproval({ template, parties, answers }: Checked): Finding[] {
	return parties
		.filter((party) => findField(template, partyKey('approval-contact', party)) !== undefined)
		.filter((party) => textAt(answers, partyKey('name-approval', party)) === 'yes')
		.filter((party) => personAt(answers, partyKey('approval-contact', party)) === null)
		.map((party) => stop('approval-contact-missing', partyKey('approval-contact', party)));
}

/** ages in their order. R-267: half a full-time job for a local project leader is recommended. */
function checkFigures({ answers }: Checked): Finding[] {
	const [from, to] = [numberAt(answers, 'age-from'), numberAt(answers, 'age-to')];
	const isBelow = (row: Row) => (numberOfCell(row, 'full-time-share') ?? 1) < 0.5;
	return [
		...when(from !== null && to !== null && from > to, stop('ages-crossed', 'age-to')),
		...rowsAt(answers, 'local-leaders')
			.filter(isBelow)
			.map(({ id }) => warn('leader-below-half-time', 'local-leaders', id))
	];
}

/** a notice that is agreed on is one that days can be worked out from: whole months, ten years of them at most. */
function checkNotice({ answers }: Checked): Finding[] {
	const months = numberAt(answers, 'notice-months');
	return months !== null && !isNotice(months)
		? [stop('notice-not-whole-months', 'notice-months')]
		: [];
}

/** the dates make sense, and what disagrees with them is told. R-005: the review comes before the end. */
function checkTerm({ template, answers, today }: Checked): Finding[] {
	const { startsOn, endsOn, statedYears, notice, reviewOn } = factsOf({ answers });
	if (endsOn === null) return [];
	const from = startsOn ?? today;
	const isAsked = findField(template, 'notice-months') !== undefined;
	const term = { from, until: endsOn };
	if (endsOn < from && startsOn !== null) return [stop('expires-before-it-begins', 'ends-on')];
	if (endsOn < today) return [stop('ends-in-the-past', 'ends-on')];
	return [
		...when(
			startsOn !== null && termDisagreement(term, statedYears) !== null,
			warn('term-disagrees', 'stated-years')
		),
		...when(
			isAsked && lastDayToGiveNotice(term, notice) === null,
			warn('notice-without-effect', 'notice-months')
		),
		...when(reviewOn !== null && reviewOn > endsOn, warn('review-after-end', 'review-on'))
	];
}

const found = (field: string | null, where: string | null) => ({
	section: null,
	field,
	where,
	text: null
});
const stop = (lack: Stopping, field: string | null, where: string | null = null): Finding => ({
	...found(field, where),
	weight: 'stops',
	lack
});
const warn = (lack: Warning, field: string | null, where: string | null = null): Finding => ({
	...found(field, where),
	weight: 'warns',
	lack
});
const when = (applies: boolean, finding: Finding): Finding[] => (applies ? [finding] : []);

const sectionOf = (template: Template, field: string | null): string | null =>
	template.sections.find(({ fields }) => fields.some(({ key }) => key === field))?.key ?? null;
