/** Two people changed the same part of a meeting's document: both texts, side by side. */
import { m } from '#messages';
import { typedOf } from '#features/meetings/meeting-typed.ts';
import { findParked } from '#features/meetings/server/parked.queries.ts';
import { asParked, outcomeTexts } from '#features/held-meetings/say-outcome.ts';
import { agendaTexts } from '#features/held-meetings/say-agenda.ts';
import { FORMS, INTERPRETER_ANSWERS } from '#features/meetings/meeting.rules.ts';
import { heldItems, labelsOf, sayForm, sayInterpreter } from '#features/meetings/say-meeting.ts';
import { listAgenda, listParticipants } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { withTouched } from '#values/shown.ts';
import type { Conflicting } from '#ui/Conflict.svelte';

type Typed = Record<string, string>;
type Ids = [pathway: string, meeting: string];

/** A conflict, and what else the form needs to be sent again on top of what is saved now. */
export type DocumentConflict = Conflicting & {
	action: string;
	hidden: [name: string, value: string][];
};

/** What is saved is shown again, and so it is recorded again. */
const readAgain = (pathway: string, meeting: string) =>
	recordPathway('meeting.read', pathway, meeting);

/** What the parts of a plan are called, by the names of their inputs. */
export const PLAN_LABELS = {
	purpose: m.meeting_purpose,
	whyNow: m.meeting_why,
	form: m.meeting_form,
	day: m.meeting_day,
	start: m.meeting_start,
	end: m.meeting_end,
	place: m.meeting_place,
	placeAgreedOn: m.meeting_place_agreed_on,
	interpreter: m.meeting_interpreter,
	interpreterLanguage: m.meeting_interpreter_language,
	interpreterAgreedOn: m.meeting_interpreter_agreed_on,
	interpreterProvider: m.meeting_interpreter_provider,
	interpreterOrderedOn: m.meeting_interpreter_ordered_on,
	interpreterConfirmedOn: m.meeting_interpreter_confirmed_on,
	interpreterPaidBy: m.meeting_interpreter_paid_by,
	companionNote: m.meeting_companion,
	preparedOn: m.meeting_prepared_on,
	preparedNote: m.meeting_prepared_note
};

/** Those of them that are answers of a list. */
const PLAN_OPTIONS: Partial<Record<string, () => { value: string; label: string }[]>> = {
	form: () => FORMS.map((value) => ({ value, label: sayForm(value) })),
	interpreter: () => INTERPRETER_ANSWERS.map((value) => ({ value, label: sayInterpreter(value) })),
	interpreterIsFit: () => [
		{ value: '', label: sayInterpreter('no') },
		{ value: 'yes', label: sayInterpreter('yes') }
	]
};
/** Those of them that are days. */
const PLAN_DAYS = [
	'day',
	'placeAgreedOn',
	'interpreterAgreedOn',
	'interpreterOrderedOn',
	'interpreterConfirmedOn',
	'preparedOn'
];

/** The plan as it was typed against the plan as it is saved. */
export async function planConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [[saved]] = await locals.read(findMeeting(pathway, id), readAgain(pathway, id));
	if (!saved) return undefined;
	const now = typedOf(saved);
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(
			typed.version,
			Object.entries({ ...PLAN_LABELS, interpreterIsFit: m.meeting_interpreter_fit }).map(
				([name, label]) => ({
					name,
					label: label(),
					yours: typed[name] ?? '',
					saved: now[name] ?? '',
					isDay: PLAN_DAYS.includes(name),
					...(PLAN_OPTIONS[name] && { options: PLAN_OPTIONS[name]() })
				})
			)
		),
		action: '?/change',
		hidden: [['id', '']]
	};
}

/** The minutes and each outcome as typed against those that are saved. */
export async function minutesConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [[saved], agenda] = await locals.read(
		findMeeting(pathway, id),
		listAgenda(id),
		readAgain(pathway, id)
	);
	if (!saved) return undefined;
	const latest = [saved, ...agenda].toSorted((a, b) => +b.changedAt - +a.changedAt)[0]!;
	return {
		version: saved.version,
		by: latest.changedByName || null,
		at: latest.changedAt,
		texts: withTouched(typed.version, [
			...heldItems(agenda).flatMap((item) => outcomeTexts(item, typed, asParked(), `-${item.id}`)),
			{
				name: 'withoutCitizen',
				label: m.minutes_without_citizen(),
				yours: typed.withoutCitizen ?? '',
				saved: saved.withoutCitizen
			},
			{
				name: 'minutes',
				label: m.minutes_general(),
				yours: typed.minutes ?? '',
				saved: saved.minutes
			}
		]),
		action: '?/minutes',
		hidden: agenda.map(({ id: item, version }) => [`version-${item}`, String(version)])
	};
}

/** An item as it was typed against the item as it is saved. */
export async function itemConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [agenda, participants, [place]] = await locals.read(
		listAgenda(id),
		listParticipants(id),
		findMeetingPlace(pathway),
		readAgain(pathway, id)
	);
	const saved = agenda.find((item) => item.id === typed.item);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(
			typed.version,
			agendaTexts(saved, typed, labelsOf(participants, place?.citizenName ?? null))
		),
		action: '?/changeItem',
		hidden: [['item', saved.id]]
	};
}

/** The reason for dropping a parked item as it was typed against the one that is saved. */
export async function parkedConflict(
	locals: App.Locals,
	[pathway, id]: Ids,
	typed: Typed
): Promise<DocumentConflict | undefined> {
	const [[saved]] = await locals.read(
		findParked(pathway, typed.item ?? ''),
		readAgain(pathway, id)
	);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: [
			{
				name: 'reason',
				label: m.parked_reason_of({ title: saved.title }),
				yours: typed.reason ?? '',
				saved: saved.droppedReason || m.parked_not_dropped()
			}
		],
		action: '?/dropParked',
		hidden: [['item', saved.id]]
	};
}
