/** Group meetings in words. */
import { m } from '#messages';
import type { Frequency } from '#values/meeting-dates.ts';
import type { AgendaWords } from '#features/held-meetings/agenda.rules.ts';
import { sayAim } from '#features/held-meetings/say-agenda.ts';
import type { HeldItem, OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { GroupMeetingState, SeriesGroup, Standing } from './series.rules.ts';

const GROUPS = {
	steering: m.group_steering,
	project: m.group_project,
	'follow-up': m.group_follow_up,
	network: m.series_group_network
};
export const sayGroup = (group: SeriesGroup): string => GROUPS[group]();

const OFTEN: Record<Frequency, () => string> = {
	weekly: m.clause_frequency_weekly,
	fortnightly: m.clause_frequency_fortnightly,
	monthly: m.clause_frequency_monthly,
	'every-two-months': m.clause_frequency_every_two_months,
	quarterly: m.clause_frequency_quarterly,
	'half-yearly': m.clause_frequency_half_yearly,
	yearly: m.clause_frequency_yearly
};
export const sayFrequency = (frequency: Frequency): string => OFTEN[frequency]();

const STATES = {
	planned: m.group_state_planned,
	invited: m.group_state_invited,
	held: m.group_state_held,
	cancelled: m.group_state_cancelled
};
const TONES = {
	planned: 'neutral',
	invited: 'info',
	held: 'success',
	cancelled: 'warning'
} as const;
export const sayGroupState = (state: GroupMeetingState) => ({
	text: STATES[state](),
	tone: TONES[state]
});

const STANDING_ITEMS = {
	promises: m.standing_promises,
	results: m.standing_results,
	actions: m.standing_actions
};
/** What an item is called: in its own words, or in ours where it stands on such agendas by itself. */
export const sayItem = ({
	title,
	standing
}: {
	title: string;
	standing: Standing | null;
}): string => (standing ? STANDING_ITEMS[standing]() : title);

type Item = AgendaWords & {
	id: string;
	standing: Standing | null;
	outcome: string;
	outcomeKind: OutcomeKind | null;
	goesOn: boolean;
	version: number;
};
/** The agenda as its minutes are written. What stands there by itself comes up again whatever is said of it. */
export const heldItems = (items: readonly Item[]): HeldItem[] =>
	items.map(({ id, aim, minutes, owner, parked, outcome, outcomeKind, version, ...item }) => ({
		id,
		title: sayItem(item),
		aim: sayAim(aim),
		minutes,
		owner,
		parked,
		outcome,
		outcomeKind,
		goesOn: item.standing === null ? item.goesOn : null,
		version
	}));

/** Those who may have an item, and those who have one and sit in the group no more. */
export const ownerLabels = (
	people: readonly { person: string; name: string }[],
	items: readonly { owner: string | null; ownerName: string }[]
): { value: string; label: string }[] => {
	const left = items.flatMap(({ owner, ownerName }) =>
		owner ? [{ person: owner, name: ownerName }] : []
	);
	const all = new Map([...left, ...people].map(({ person, name }) => [person, name]));
	return [...all].map(([value, label]) => ({ value, label }));
};
