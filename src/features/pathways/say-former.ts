/**
 * What stood in a row before it was put right, in the reader's language: by the columns that the database keeps of each table (R-130, L-10).
 * A column that is kept and has no word here fails former.test.ts.
 */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayCustodyOf } from '#features/children/say-child.ts';
import { sayGround, sayPart } from '#features/closing/say-closing.ts';
import { sayMark } from '#features/foreseen/say-foreseen.ts';
import { sayInvolvement } from '#features/network/say-network.ts';
import { sayAnswer, sayCheck } from '#features/pathway-plans/say-plan.ts';
import { sayTaskState } from '#features/tasks/say-task.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import { sayDay, sayMoment } from '#values/say.ts';
import { sayArea, sayCategories, sayCategory, sayCriterion } from './say-pathway.ts';

type Say = (value: never) => string;

const asWritten = (value: string) => value;
const onDay = (day: Day) => sayDay(day, getLocale());
const atMoment = (moment: string) => sayMoment(new Date(moment), getLocale());
/** "Mål: Egen bolig". */
const under =
	(label: () => string, say: Say = asWritten): Say =>
	(value) =>
		`${label()}: ${say(value)}`;

/** How each column that is kept is said, in the order it is read; nothing is said of one that was empty. */
export const KEPT = {
	entry: {
		title: asWritten,
		body: asWritten,
		goal: under(m.measure_goal),
		area: sayArea,
		starts_on: under(m.former_from, onDay),
		ends_on: under(m.former_to, onDay),
		done_by_name: under(m.measure_done_by),
		contact: under(m.measure_contact)
	},
	guardian: {
		name: asWritten,
		relation: asWritten,
		contact: asWritten,
		custody: sayCustodyOf,
		said_on: under(m.child_said_on, onDay),
		words: asWritten
	},
	guideline_mark: { mark: sayMark, words: asWritten },
	closing: {
		ground: under(m.closing_why, sayGround),
		ground_note: asWritten,
		criteria: (criteria: (1 | 2 | 3)[]) => criteria.map(sayCriterion).join(' · '),
		plan: asWritten,
		citizen_part: under(m.closing_part_was, sayPart),
		citizen_note: asWritten
	},
	caseworker: { name: asWritten, workplace: asWritten },
	outside_contact: {
		name: asWritten,
		organisation: asWritten,
		helps_with: asWritten,
		reach: asWritten,
		category: sayCategory
	},
	outside_notification: {
		received_at: under(m.child_received, atMoment),
		assessed_at: under(m.former_assessed, atMoment),
		receipted_on: under(m.former_receipted, onDay)
	},
	network_relation: {
		involve: under(m.network_involve_short, sayInvolvement),
		involve_when: asWritten,
		agreed_on: under(m.former_agreed_on, onDay)
	},
	partner_change: { words: asWritten },
	meeting: {
		place_agreed_on: under(m.former_place_agreed, onDay),
		interpreter_agreed_on: under(m.former_interpreter_agreed, onDay),
		prepared_on: under(m.meeting_prepared_on, onDay),
		prepared_note: asWritten
	},
	task: { state: sayTaskState, state_note: asWritten },
	pathway_plan_answer: { answer: sayAnswer, note: asWritten, checked_how: sayCheck },
	companion: {
		categories: under(m.former_saw, sayCategories),
		agreed_on: under(m.former_agreed_on, onDay),
		agreed_note: asWritten
	},
	citizen: {
		name: asWritten,
		birth_date: under(m.former_born, onDay),
		is_protected: (is: boolean) => (is ? m.former_protected() : m.former_unprotected())
	}
} satisfies Record<string, Record<string, Say>>;

export type KeptTable = keyof typeof KEPT;

const isEmpty = (value: unknown) =>
	value === null ||
	value === undefined ||
	value === '' ||
	(Array.isArray(value) && value.length === 0);

/** When it was written and by whom; until when it stood, where nobody has kept when it was written. */
const sayStamp = ({ at, by, until }: Former): string =>
	[at ? atMoment(at) : until ? m.former_until({ moment: atMoment(until) }) : '', by]
		.filter(Boolean)
		.join(', ');

/** What stood there, the latest first: when and by whom, and line by line what it said. */
export const sayFormer = (
	table: KeptTable,
	former: readonly Former[]
): { stamp: string; lines: string[] }[] =>
	former
		.map((each) => ({
			stamp: sayStamp(each),
			lines: Object.entries<Say>(KEPT[table])
				.filter(([column]) => !isEmpty(each[column]))
				.map(([column, say]) => say(each[column] as never))
		}))
		.toReversed();
