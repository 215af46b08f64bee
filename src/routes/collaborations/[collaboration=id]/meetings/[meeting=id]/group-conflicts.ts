/** Two people changed the same of a group meeting: both texts, side by side. */
import { m } from '#messages';
import { sayItem } from '#features/group-meetings/say-series.ts';
import {
	findGroupMeeting,
	listGroupItems
} from '#features/group-meetings/server/series.queries.ts';
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
		texts: Object.entries(now).map(([name, [label, is]]) => ({
			name,
			label,
			yours: typed[name] ?? '',
			saved: is
		})),
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
		texts: [
			...items.map((item) => ({
				name: `outcome-${item.id}`,
				label: m.minutes_outcome_of({ title: sayItem(item) }),
				yours: typed[`outcome-${item.id}`] ?? item.outcome,
				saved: item.outcome
			})),
			{
				name: 'minutes',
				label: m.minutes_general(),
				yours: typed.minutes ?? '',
				saved: saved.minutes
			}
		],
		action: '?/minutes',
		hidden: [
			['results', typed.results ?? ''],
			['actions', typed.actions ?? ''],
			...items.flatMap((item): [string, string][] => [
				[`version-${item.id}`, String(item.version)],
				[`kind-${item.id}`, typed[`kind-${item.id}`] ?? ''],
				[`goesOn-${item.id}`, typed[`goesOn-${item.id}`] ?? '']
			])
		]
	};
}
