/** The words of a meeting in the reader's language: its states, forms and aims. */
import { m } from '#messages';
import { sayAim } from '#features/held-meetings/say-agenda.ts';
import type { HeldItem, HeldPerson } from '#features/held-meetings/running.rules.ts';
import type { Part } from './seen.rules.ts';
import type { AgendaItem, Details, Meeting, Missing, Participant } from './meeting.rules.ts';

const FORM = {
	'in-person': m.meeting_form_in_person,
	video: m.meeting_form_video,
	phone: m.meeting_form_phone
} satisfies Record<Details['form'], () => string>;
const INTERPRETER = {
	unknown: m.meeting_interpreter_unknown,
	yes: m.meeting_interpreter_yes,
	no: m.meeting_interpreter_no
} satisfies Record<Details['interpreter'], () => string>;
const EXPLAINED = {
	explained: m.explain_how_explained,
	'with-interpreter': m.explain_how_with_interpreter,
	declined: m.explain_how_declined
} satisfies Record<NonNullable<Meeting['explainedHow']>, () => string>;
const MISSING = {
	'meeting-is-past': m.missing_meeting_is_past,
	'place-not-asked': m.missing_place_not_asked,
	'interpreter-not-decided': m.missing_interpreter_not_decided,
	'companion-not-discussed': m.missing_companion_not_discussed,
	'citizen-not-invited': m.missing_citizen_not_invited,
	'nobody-else-invited': m.missing_nobody_else_invited,
	'participant-not-covered': m.missing_participant_not_covered,
	'agenda-is-empty': m.missing_agenda_is_empty
} satisfies Record<Missing, () => string>;
const SENDING = {
	invitation: m.sending_invitation,
	change: m.sending_change,
	cancellation: m.sending_cancellation,
	minutes: m.sending_minutes
};

const PART = {
	state: m.meeting_part_state,
	plan: m.meeting_part_plan,
	participants: m.meeting_part_participants,
	agenda: m.meeting_part_agenda,
	minutes: m.meeting_part_minutes,
	tasks: m.meeting_part_tasks
} satisfies Record<Part, () => string>;

type Listed = Pick<Participant, 'kind' | 'reason'>;

/** Why somebody takes part: what was written, or, of the citizen and the one who convenes, what we say ourselves. */
export const sayReason = ({ kind, reason }: Listed): string =>
	reason ||
	(kind === 'citizen'
		? m.meeting_citizen_reason()
		: kind === 'person'
			? m.meeting_tovholder_reason()
			: '');

export const sayForm = (form: Details['form']): string => FORM[form]();
export const sayInterpreter = (answer: Details['interpreter']): string => INTERPRETER[answer]();
export const sayExplained = (how: NonNullable<Meeting['explainedHow']>): string => EXPLAINED[how]();
export const sayMissing = (missing: Missing): string => MISSING[missing]();
/** A part of the document that is not what it was. */
export const sayPart = (part: Part): string => PART[part]();
export const saySending = (kind: keyof typeof SENDING): string => SENDING[kind]();

type Named = Pick<Participant, 'id' | 'kind' | 'name' | 'organisationName'>;

/** Those who take part, by id, as a list to choose from. `citizenName`: null where the reader may not know it. */
export const labelsOf = (participants: readonly Named[], citizenName: string | null) =>
	participants.map(({ id, kind, name, organisationName }) => ({
		value: id,
		label: [kind === 'citizen' ? (citizenName ?? m.meeting_citizen()) : name, organisationName]
			.filter(Boolean)
			.join(', ')
	}));

type Said = { text: string; tone: 'neutral' | 'info' | 'success' | 'warning' };
type Stand = Pick<Meeting, 'state'> & { isSent: boolean };

/** Where a meeting stands, in a word, and how much it asks for attention. */
export function sayState({ state, isSent }: Stand): Said {
	const states: Record<Meeting['state'], Said> = {
		draft: { text: m.meeting_state_draft(), tone: 'warning' },
		invited: { text: m.meeting_state_invited(), tone: 'info' },
		minutes: isSent
			? { text: m.meeting_state_sent(), tone: 'success' }
			: { text: m.meeting_state_minutes(), tone: 'info' },
		closed: { text: m.meeting_state_closed(), tone: 'success' },
		cancelled: { text: m.meeting_state_cancelled(), tone: 'neutral' }
	};
	return states[state];
}

/** The agenda as its minutes are written: what is parked comes up again. */
export const heldItems = (agenda: readonly AgendaItem[]): HeldItem[] =>
	agenda.map(({ id, title, aim, minutes, owner, parked, outcome, outcomeKind, version }) => ({
		id,
		title,
		aim: sayAim(aim),
		minutes,
		owner,
		parked,
		outcome,
		outcomeKind,
		goesOn: parked,
		version
	}));

/** Those who take part: somebody at work can be asked to write along. */
export const heldPeople = (participants: readonly Participant[]): HeldPerson[] =>
	participants.map(({ id, kind, attended, writes }) => ({
		id,
		attended,
		writes: kind === 'person' ? writes : null
	}));
