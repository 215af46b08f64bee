/** Two people changed the same of a group meeting: both texts, side by side. */
import { m } from '#messages';
import { heldItems, ownerLabels, sayItem } from '#features/group-meetings/say-series.ts';
import { ticksOf } from '#features/group-meetings/series.rules.ts';
import { listGroupItems } from '#features/group-meetings/server/agenda.queries.ts';
import { listGroupTasks } from '#features/group-meetings/server/group-task.queries.ts';
import {
	findGroupMeeting,
	listGroupPeople
} from '#features/group-meetings/server/series.queries.ts';
import { agendaTexts } from '#features/held-meetings/say-agenda.ts';
import { asGoingOn, outcomeTexts } from '#features/held-meetings/say-outcome.ts';
import { sayTaskState } from '#features/tasks/say-task.ts';
import { TASK_STATES } from '#features/tasks/task.rules.ts';
import { withTouched } from '#values/shown.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { dayOf, timeOf } from '#values/day.ts';

type Typed = Record<string, string>;
type Ids = { collaboration: string; meeting: string };
/** A conflict, and what else the form needs to be sent again on top of what is saved now. */
export type GroupConflict = Conflicting & {
	action: string;
	hidden: [name: string, value: string][];
};

/** When and where, as typed against as saved. */
export async function timeConflict(
	locals: App.Locals,
	{ collaboration, meeting }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [[saved]] = await locals.read(findGroupMeeting(collaboration, meeting));
	if (!saved) return undefined;
	const now = {
		day: [m.meeting_day(), dayOf(saved.startsAt)],
		start: [m.meeting_start(), timeOf(saved.startsAt)],
		end: [m.meeting_end(), timeOf(saved.endsAt)],
		place: [m.series_place(), saved.place]
	} as const;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(
			typed.version,
			Object.entries(now).map(([name, [label, is]]) => ({
				name,
				label,
				yours: typed[name] ?? '',
				saved: is,
				isDay: name === 'day'
			}))
		),
		action: '?/move',
		hidden: []
	};
}

/** The minutes and each outcome, as typed against as saved. */
export async function minutesConflict(
	locals: App.Locals,
	{ collaboration, meeting }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [[saved], items] = await locals.read(
		findGroupMeeting(collaboration, meeting),
		listGroupItems(meeting)
	);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(typed.version, [
			...heldItems(items).flatMap((item) => outcomeTexts(item, typed, asGoingOn(), `-${item.id}`)),
			...restTexts(saved, typed)
		]),
		action: '?/minutes',
		hidden: items.map((item) => [`version-${item.id}`, String(item.version)])
	};
}

/** An item of the agenda as it was typed against the item as it is saved. */
export async function itemConflict(
	locals: App.Locals,
	{ collaboration, meeting: id }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [[meeting], items] = await locals.read(
		findGroupMeeting(collaboration, id),
		listGroupItems(id)
	);
	const saved = items.find((item) => item.id === typed.item);
	if (!meeting || !saved) return undefined;
	const [people] = await locals.read(listGroupPeople(meeting.series));
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(
			typed.version,
			agendaTexts({ ...saved, title: sayItem(saved) }, typed, ownerLabels(people, items))
		),
		action: '?/changeItem',
		hidden: [['item', saved.id]]
	};
}

/** What came of an item as it was typed against what is saved. */
export async function outcomeConflict(
	locals: App.Locals,
	{ meeting }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [items] = await locals.read(listGroupItems(meeting));
	const saved = items.find(({ id }) => id === typed.item);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(typed.version, outcomeTexts(heldItems([saved])[0]!, typed, asGoingOn())),
		action: '?/outcome',
		hidden: [['item', saved.id]]
	};
}

/** What belongs to no item as it was typed against what is saved. */
export async function restConflict(
	locals: App.Locals,
	{ collaboration, meeting }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [[saved]] = await locals.read(findGroupMeeting(collaboration, meeting));
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.changedByName || null,
		at: saved.changedAt,
		texts: withTouched(typed.version, restTexts(saved, typed)),
		action: '?/rest',
		hidden: []
	};
}

/** The rest of the minutes, and what a steering group has gone through. */
function restTexts(saved: { minutes: string; treated: string[] }, typed: Typed) {
	const ticked = (name: 'results' | 'actions', yes: string) => ({
		name,
		label: m.group_treated(),
		yours: typed[name] ?? '',
		saved: ticksOf(saved.treated)[name],
		options: [
			{ value: '', label: m.group_treated_not({ what: yes }) },
			{ value: 'yes', label: yes }
		]
	});
	return [
		ticked('results', m.group_treated_results()),
		ticked('actions', m.group_treated_actions()),
		{
			name: 'minutes',
			label: m.minutes_general(),
			yours: typed.minutes ?? '',
			saved: saved.minutes
		}
	];
}

/** How a task stands as it was typed against how somebody else has said it does. */
export async function taskConflict(
	locals: App.Locals,
	{ collaboration, meeting }: Ids,
	typed: Typed
): Promise<GroupConflict | undefined> {
	const [tasks] = await locals.read(listGroupTasks(collaboration, meeting));
	const saved = tasks.find(({ id }) => id === typed.task);
	if (!saved) return undefined;
	return {
		version: saved.version,
		by: saved.stateChangedBy || saved.givenBy,
		at: saved.stateChangedAt ?? new Date(),
		texts: [
			{
				name: 'to',
				label: saved.title,
				yours: typed.to ?? '',
				saved: saved.state,
				options: TASK_STATES.map((value) => ({ value, label: sayTaskState(value) }))
			},
			{ name: 'note', label: m.task_note(), yours: typed.note ?? '', saved: saved.stateNote }
		],
		action: '?/keep',
		hidden: [['task', saved.id]]
	};
}
