/**
 * L-11: what one organisation has written on a pathway, and so is responsible for, table by table: what it takes along where it exports its
 * own part. The citizen's own words and answers are the citizen's, and nobody's part.
 */
import { spell, WRITTEN, type Spelling, type Written } from './written.rules.ts';

/** Whose words are. */
export type Ours = (
	| /** Of the organisation whose id stands there; what the municipality decides is of `tenant_id`. */
	  { organisation: string }
	/** Kept by whoever holds the threads: of the organisation that held them at the moment that stands there. */
	| { heldAt: string }
	/** The same, where only a day stands there. */
	| { heldOn: string }
) & {
	/** Where several write in one row: the columns that are theirs, and come along with nobody else's part. */
	wrote?: readonly string[];
};

/** The tables in which an organisation writes, and whose each row is; where a row is of several, what each of them wrote in it. */
export const OURS = {
	coordination_need: [{ heldAt: 'registered_at' }],
	status_message: [{ organisation: 'sent_by_organisation_id' }],
	entry: [{ organisation: 'author_organisation_id' }],
	task: [
		{
			organisation: 'created_by_organisation_id',
			wrote: ['title', 'created_by_name', 'responsible_name', 'responsible_organisation_name']
		},
		{
			organisation: 'state_by_organisation_id',
			wrote: ['state_note', 'state_changed_by_name']
		}
	],
	meeting: [{ organisation: 'convened_by_organisation_id' }],
	consent: [{ heldAt: 'given_at' }],
	consent_request: [{ heldAt: 'asked_at' }],
	consent_scan: [{ heldAt: 'added_at' }],
	consent_denial: [{ heldAt: 'registered_at' }],
	consent_refusal: [{ heldAt: 'registered_at' }],
	disclosure_basis: [{ organisation: 'registered_organisation_id' }],
	partner: [
		{ organisation: 'organisation_id', wrote: ['answer_note'] },
		{
			heldOn: 'decided_on',
			wrote: [
				'reason',
				'question',
				'decided_by_name',
				'asked_by_name',
				'asked_by_organisation_name'
			]
		}
	],
	citizen_involved: [{ heldAt: 'written_at' }],
	partner_change: [
		{
			organisation: 'organisation_id',
			wrote: ['words', 'told_by_name', 'told_by_organisation_name']
		},
		{
			heldAt: 'acknowledged_at',
			wrote: ['answer', 'acknowledged_by_name', 'acknowledged_by_organisation_name']
		}
	],
	caseworker: [{ heldAt: 'changed_at' }],
	tovholder_refusal: [{ heldAt: 'registered_at' }],
	transfer: [
		{
			organisation: 'begun_by_organisation_id',
			wrote: [
				'reason',
				'citizen_part',
				'citizen_note',
				'begun_by_name',
				'begun_by_organisation_name'
			]
		},
		{
			organisation: 'asked_by_organisation_id',
			wrote: ['question', 'asked_by_name', 'asked_by_organisation_name']
		},
		{
			organisation: 'answered_by_organisation_id',
			wrote: ['answer_note', 'answered_by_name']
		}
	],
	capacity_question: [
		{
			organisation: 'asked_by_organisation_id',
			wrote: ['question', 'asked_by_name', 'asked_by_organisation_name']
		},
		{ organisation: 'organisation_id', wrote: ['answer', 'answer_note', 'answered_by_name'] }
	],
	outside_contact: [{ heldAt: 'changed_at' }],
	outside_told: [{ heldAt: 'written_at' }],
	tovholder: [
		{ organisation: 'organisation_id', wrote: [] },
		{
			organisation: 'tenant_id',
			wrote: ['reason', 'citizen_part', 'citizen_note', 'agreed_heard_by', 'decided_by_name']
		}
	],
	contact_rhythm: [{ heldAt: 'changed_at' }],
	pathway_phase: [{ heldOn: 'opened_on' }],
	pathway_mark: [{ heldAt: 'marked_at' }],
	pathway_offer: [{ heldAt: 'chosen_at' }],
	foreseen_need: [{ organisation: 'written_by_organisation_id' }],
	guideline_mark: [{ heldAt: 'changed_at' }],
	guardian: [{ heldAt: 'changed_at' }],
	child_assessment: [{ organisation: 'organisation_id' }],
	wrong_fit: [{ organisation: 'told_by_organisation_id' }],
	sharing_point: [{ heldAt: 'written_at' }],
	outside_notification: [{ heldOn: 'made_on' }],
	pathway_plan: [{ organisation: 'written_by_organisation_id' }],
	pathway_plan_answer: [{ organisation: 'organisation_id' }],
	closing: [
		{
			organisation: 'written_by_organisation_id',
			wrote: [
				'ground_note',
				'plan',
				'citizen_part',
				'citizen_note',
				'changed_by_name',
				'closed_by_name',
				'closed_by_organisation_name'
			]
		},
		{
			organisation: 'reopened_by_organisation_id',
			wrote: ['reopened_by_name', 'reopened_by_organisation_name', 'reopen_reason']
		}
	],
	journal_package: [{ organisation: 'organisation_id' }],
	emergency_access: [
		{ organisation: 'organisation_id', wrote: ['reason', 'person_name'] },
		{ organisation: 'tenant_id', wrote: ['reviewed_by_name', 'finding', 'review_note'] }
	],
	legal_hold: [{ organisation: 'tenant_id' }]
} as const satisfies Record<string, readonly Ours[]>;

/** The tables that are nobody's part, and why. */
export const NOT_OURS = {
	own_words: 'the citizen’s own words',
	tovholder_message: 'between the citizen and whoever holds the threads',
	status_recipient: 'whom a message went to: told with the message',
	task_helper: 'told with the task',
	agenda_item: 'what several brought to a meeting; each has its minutes',
	meeting_participant: 'who was asked: the people’s own answers',
	meeting_sending: 'what everybody at the meeting was sent, and has',
	digital_post: 'how the citizen was sent what everybody at the meeting has',
	minutes_correction: 'asked by whoever was there',
	meeting_option: 'times that were proposed',
	meeting_option_answer: 'the people’s own answers',
	calendar_seat: 'the people’s own answers',
	allotment_meeting: 'the project leader’s, without a word of the citizen',
	allotment_candidate: 'the project leader’s, without a word of the citizen',
	network_relation: 'drawn by the citizen, about people of theirs',
	erasure_request: 'the citizen’s own wish'
} as const satisfies Record<string, string>;

export type OurTable = keyof typeof OURS;
export const OUR_TABLES = Object.keys(OURS) as OurTable[];

/** How what stands on a page of its own elsewhere is told here; the others as on the citizen's paper. */
const SPELLED = {
	task: {
		at: 'created_at',
		by: ['created_by_name', 'state_changed_by_name'],
		words: ['title', 'responsible_name', 'state_note']
	},
	meeting: {
		at: 'starts_at',
		by: ['changed_by_name'],
		words: ['purpose', 'why_now', 'place', 'prepared_note', 'minutes', 'explained_note']
	},
	consent: {
		at: 'given_at',
		by: ['registered_by_name'],
		words: ['purpose', 'from_whom', 'given_by_name', 'text_shown']
	},
	consent_scan: { at: 'added_at', by: ['added_by_name'], words: ['name'] },
	outside_told: { at: 'told_on', by: ['told_by_name'], words: ['channel'] },
	contact_rhythm: { at: 'changed_at', by: ['changed_by_name'], words: [] },
	pathway_offer: {
		at: 'chosen_at',
		by: ['chosen_by_name'],
		words: ['name', 'provider', 'why']
	},
	pathway_mark: { at: 'marked_at', by: ['marked_by_name'], words: ['mark', 'arrived_month'] },
	pathway_phase: { at: 'opened_on', by: ['opened_by_name', 'closed_by_name'], words: ['phase'] }
} as const satisfies Partial<Record<OurTable, Spelling>>;

const spellingOf = (table: OurTable): Spelling =>
	table in SPELLED
		? SPELLED[table as keyof typeof SPELLED]
		: WRITTEN[table as Exclude<OurTable, keyof typeof SPELLED>];

/** The rows of our part as they are read: by what they are, the tables with nothing written left out. */
export const tellOurs = (
	rowsOf: (table: OurTable) => readonly { row: Record<string, unknown> }[]
): { table: OurTable; written: Written[] }[] =>
	OUR_TABLES.map((table) => ({
		table,
		written: rowsOf(table).flatMap(({ row }) => spell(spellingOf(table), row) ?? [])
	})).filter(({ written }) => written.length > 0);
