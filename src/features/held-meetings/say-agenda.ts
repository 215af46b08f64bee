/** An item of an agenda, in words. */
import { m } from '#messages';
import type { CountedDays } from '#values/holiday.ts';
import { AIMS, type AgendaWords, type Aim } from './agenda.rules.ts';
import { asParked, goesOnOptions } from './say-outcome.ts';

const AIM = {
	inform: m.agenda_aim_inform,
	discuss: m.agenda_aim_discuss,
	decide: m.agenda_aim_decide
} satisfies Record<Aim, () => string>;
/** What is wanted of an item. */
export const sayAim = (aim: Aim): string => AIM[aim]();

/**
 * An item as it was typed against the item as it is saved, field by field.
 * @param people those who may have it, by what the form sends
 */
export const agendaTexts = (
	saved: AgendaWords,
	typed: Readonly<Record<string, string>>,
	people: readonly { value: string; label: string }[]
) => [
	{ name: 'title', label: m.agenda_item(), yours: typed.title ?? '', saved: saved.title },
	{
		name: 'aim',
		label: m.agenda_aim(),
		yours: typed.aim ?? '',
		saved: saved.aim,
		options: AIMS.map((value) => ({ value, label: sayAim(value) }))
	},
	{
		name: 'minutes',
		label: m.agenda_minutes(),
		yours: typed.minutes ?? '',
		saved: saved.minutes === null ? '' : String(saved.minutes)
	},
	{
		name: 'owner',
		label: m.agenda_owner(),
		yours: typed.owner ?? '',
		saved: saved.owner ?? '',
		options: [{ value: '', label: m.agenda_owner_nobody() }, ...people]
	},
	{
		name: 'lateReason',
		label: m.agenda_late_reason(),
		yours: typed.lateReason ?? '',
		saved: saved.lateReason
	},
	{
		name: 'parked',
		label: m.agenda_parked(),
		yours: typed.parked ?? '',
		saved: saved.parked ? 'yes' : '',
		options: goesOnOptions(asParked())
	}
];

const LAST = {
	calendar: m.agenda_last_calendar,
	workdays: m.agenda_last_workdays
} satisfies Record<CountedDays, () => string>;
/** How far before a meeting the last day for its agenda lies, and in which days that is counted. */
export const sayAgendaDays = (days: CountedDays): string => LAST[days]();

const COUNTED = {
	calendar: m.agenda_days_calendar,
	workdays: m.agenda_days_workdays
} satisfies Record<CountedDays, () => string>;
/** Which days are counted, as one chooses among them. */
export const sayCountedDays = (days: CountedDays): string => COUNTED[days]();
