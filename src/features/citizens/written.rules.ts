/**
 * All that was written about a citizen and stands nowhere else on the citizen's page: which words of a kept row they are, who
 * wrote them and when. From the rows that the file holds too (export.queries.ts), so that paper and file say the same.
 */
import { dayOf, type Day } from '#values/day.ts';

export type Spelling = {
	/** The column that says when. */
	at: string;
	/** Who: names, and the organisation after them. */
	by: readonly string[];
	/** What was written, in the order it is read. */
	words: readonly string[];
	/** What is chosen and not written, and gives the words their meaning: a kind, days, from whom to whom. */
	facts?: readonly string[];
	/** A row of this value stands elsewhere on the page. */
	unless?: readonly [column: string, value: string];
};

/** The tables in the order they are told. What is not among them is told by a part of the page of its own (ELSEWHERE). */
export const WRITTEN = {
	coordination_need: { at: 'registered_at', by: [], words: ['description', 'check_asked'] },
	entry: {
		at: 'created_at',
		by: ['author_name', 'author_organisation_name', 'changed_by_name'],
		words: ['title', 'body', 'goal', 'contact', 'done_by_name'],
		facts: ['kind', 'contacted', 'reached', 'channel', 'area', 'starts_on', 'ends_on', 'former']
	},
	foreseen_need: {
		at: 'written_at',
		by: ['written_by_name', 'written_by_organisation_name'],
		words: ['words', 'task_title', 'settled_by_name']
	},
	tovholder: {
		at: 'since',
		by: ['decided_by_name'],
		words: ['person_name', 'organisation_name', 'reason', 'citizen_note', 'agreed_heard_by']
	},
	allotment_meeting: {
		at: 'starts_at',
		by: ['called_by_name'],
		words: ['place', 'citizen_told_by_name']
	},
	allotment_candidate: {
		at: 'answered_at',
		by: ['person_name', 'organisation_name'],
		words: ['note']
	},
	tovholder_refusal: { at: 'refused_on', by: ['registered_by_name'], words: ['note'] },
	tovholder_message: {
		at: 'sent_at',
		by: ['person_name', 'organisation_name'],
		words: ['body', 'answer', 'answered_by_name']
	},
	status_message: {
		at: 'sent_at',
		by: ['sent_by_name', 'sent_by_organisation_name'],
		words: ['body', 'channel']
	},
	caseworker: {
		at: 'changed_at',
		by: ['changed_by_name'],
		words: ['name', 'workplace'],
		facts: ['former']
	},
	partner: {
		at: 'decided_on',
		by: ['decided_by_name', 'asked_by_name', 'asked_by_organisation_name'],
		words: ['reason', 'question', 'answer_note']
	},
	citizen_involved: { at: 'written_at', by: ['written_by_name'], words: ['note'] },
	partner_change: {
		at: 'told_at',
		by: ['told_by_name', 'told_by_organisation_name'],
		words: ['words', 'answer', 'acknowledged_by_name', 'acknowledged_by_organisation_name'],
		facts: ['former']
	},
	transfer: {
		at: 'begun_at',
		by: [
			'begun_by_name',
			'begun_by_organisation_name',
			'asked_by_name',
			'asked_by_organisation_name'
		],
		facts: ['from_name', 'from_organisation_name', 'to_name', 'to_organisation_name'],
		words: ['reason', 'question', 'citizen_note', 'answered_by_name', 'answer_note']
	},
	capacity_question: {
		at: 'asked_at',
		by: ['asked_by_name', 'asked_by_organisation_name'],
		words: ['organisation_name', 'question', 'answered_by_name', 'answer_note']
	},
	outside_contact: {
		at: 'changed_at',
		by: ['changed_by_name'],
		words: ['name', 'organisation', 'helps_with', 'reach'],
		facts: ['former']
	},
	task: {
		at: 'state_changed_at',
		by: ['responsible_name', 'responsible_organisation_name', 'created_by_name'],
		words: ['title', 'state_note', 'state_changed_by_name'],
		facts: ['state', 'tells_of', 'title', 'former'],
		unless: ['state', 'open']
	},
	meeting: {
		at: 'starts_at',
		by: ['changed_by_name'],
		words: ['purpose', 'why_now', 'prepared_note', 'companion_note', 'explained_note'],
		facts: ['interpreter_language', 'interpreter_provider', 'interpreter_paid_by', 'former']
	},
	meeting_participant: {
		at: '',
		by: ['name'],
		words: ['reason'],
		// of which meeting
		facts: ['meeting_purpose', 'meeting_starts_at', 'meeting_place']
	},
	consent: {
		at: 'given_at',
		by: ['given_by_name', 'registered_by_name'],
		words: ['from_whom', 'text_shown', 'told_shown'],
		facts: [
			'interpreter_used',
			'interpreter',
			'interpreter_language',
			'interpreter_how',
			'withdrawn_at',
			'withdrawn_by_name',
			'withdrawn_said_by_name',
			'ended_with_pathway'
		]
	},
	consent_request: {
		at: 'asked_at',
		by: ['asked_by_name'],
		words: ['purpose', 'from_whom', 'text_shown', 'answered_by_name']
	},
	consent_denial: {
		at: 'said_on',
		by: ['said_by_name', 'registered_by_name'],
		words: ['reason', 'lifted_by_name', 'lifted_said_by_name', 'lifted_unable_why', 'lifted_note']
	},
	consent_refusal: {
		at: 'refused_on',
		by: ['refused_by_name', 'registered_by_name'],
		words: [
			'purpose',
			'from_whom',
			'text_shown',
			'note',
			'heard',
			'unable_why',
			'interpreter',
			'interpreter_language'
		]
	},
	disclosure_basis: {
		at: 'decided_on',
		by: ['decided_by_name', 'registered_by_name'],
		words: ['provision', 'reason', 'ended_by_name']
	},
	emergency_access: {
		at: 'opened_at',
		by: ['person_name', 'organisation_name'],
		words: ['reason', 'review_note'],
		facts: ['ended_at', 'ended_by_name', 'reviewed_by_name', 'finding']
	},
	guardian: {
		at: 'changed_at',
		by: ['changed_by_name'],
		words: ['name', 'relation', 'contact', 'words'],
		facts: ['former']
	},
	child_assessment: {
		at: 'assessed_on',
		by: ['assessed_by', 'profession', 'written_by_name'],
		words: ['organisation_name', 'need', 'effort']
	},
	wrong_fit: { at: 'told_on', by: ['told_by_name'], words: ['organisation_name', 'why'] },
	sharing_point: {
		at: 'held_on',
		by: ['written_by_name'],
		words: ['own_point', 'basis', 'shared', 'absent_why']
	},
	outside_notification: {
		at: 'made_on',
		by: ['made_by', 'written_by_name', 'changed_by_name'],
		words: ['made_to'],
		facts: ['former']
	},
	guideline_mark: {
		at: 'changed_at',
		by: ['changed_by_name'],
		words: ['words'],
		facts: ['former']
	},
	pathway_plan: {
		at: 'written_at',
		by: ['written_by_name', 'written_by_organisation_name'],
		words: [
			'plan_type',
			'aim',
			'steps',
			'cooperation',
			'involvement',
			'duration',
			'housing',
			'employment',
			'personal_help',
			'treatment',
			'aids',
			'other_matters'
		]
	},
	pathway_plan_answer: {
		at: 'answered_at',
		by: ['answered_by_name', 'organisation_name'],
		words: ['note'],
		facts: ['former']
	},
	journal_package: {
		at: 'taken_at',
		by: ['taken_by_name', 'organisation_name'],
		words: ['case_number']
	},
	minutes_correction: {
		at: 'asked_at',
		by: ['asked_by_name'],
		words: ['words', 'reason', 'answered_by_name']
	},
	closing: {
		at: 'changed_at',
		by: ['changed_by_name', 'closed_by_name', 'closed_by_organisation_name'],
		words: [
			'ground_note',
			'plan',
			'citizen_note',
			'reopened_by_name',
			'reopened_by_organisation_name',
			'reopen_reason'
		],
		facts: ['former']
	},
	legal_hold: {
		at: 'placed_at',
		by: ['placed_by_name'],
		words: ['reason', 'lifted_by_name', 'lifted_reason']
	},
	erasure_request: {
		at: 'asked_at',
		by: ['asked_by_name'],
		words: ['decided_by_name', 'decision_reason']
	}
} as const satisfies Record<string, Spelling>;

export type WrittenTable = keyof typeof WRITTEN;
export const WRITTEN_TABLES = Object.keys(WRITTEN) as WrittenTable[];

/** One thing that was written, as it is read. */
export type Written = {
	on: Day | null;
	by: string;
	words: string[];
	facts?: Readonly<Record<string, unknown>>;
};

/** A kept row as it is read; null where nothing was written in it. */
export const tellWritten = (table: WrittenTable, row: Record<string, unknown>): Written | null =>
	spell(WRITTEN[table], row);

/** The same, by a spelling of its own. */
export function spell(
	{ at, by, words, facts, unless }: Spelling,
	row: Record<string, unknown>
): Written | null {
	// what stood in it before stands nowhere else
	const stood =
		Array.isArray(row['former']) && row['former'].length > 0 && facts?.includes('former');
	if (unless && row[unless[0]] === unless[1] && !stood) return null;
	const textOf = (column: string) => {
		const value = row[column];
		return typeof value === 'string' ? value.trim() : '';
	};
	const written = words.map(textOf).filter(Boolean);
	if (written.length === 0 && !stood) return null;
	const moment = textOf(at);
	return {
		on: moment === '' ? null : moment.length === 10 ? (moment as Day) : dayOf(new Date(moment)),
		by: [...new Set(by.map(textOf).filter(Boolean))].join(', '),
		words: written,
		...(facts && { facts: Object.fromEntries(facts.map((column) => [column, row[column]])) })
	};
}
