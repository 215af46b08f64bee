/** The words of a mail that reminds: of which kinds of thing, how many of each, and which day where all are of one and it says the same of all. */
import { m } from '#messages';
import { isDay, type Day } from '#values/day-text.ts';
import { REMINDED, type Reminded } from '#values/deadline.ts';
import { sayWeekday, type Language } from '#values/say.ts';

const COUNTED = {
	meetings: m.mail_reminder_meetings,
	agendas: m.mail_reminder_agendas,
	tasks: m.mail_reminder_tasks,
	minutes: m.mail_reminder_minutes,
	endings: m.mail_reminder_endings,
	agreements: m.mail_reminder_agreements,
	framework: m.mail_reminder_framework,
	groups: m.mail_reminder_groups,
	pathways: m.mail_reminder_pathways,
	late: m.mail_reminder_late
} satisfies Record<Reminded, (words: { count: number }, spoken: { locale: Language }) => string>;

/** How many things of a kind. */
export const sayCount = (kind: Reminded, count: number, spoken: { locale: Language }): string =>
	COUNTED[kind]({ count }, spoken);

/** What a day is not a deadline of: the day of a meeting is its own, and that of an agenda the last on which it can be changed. */
const OF_ANOTHER_DAY: readonly Reminded[] = ['meetings', 'agendas'];

/**
 * `words`: a number for each kind of thing there is, and `day` as ISO 8601; what is neither is left out. On `today` a day that has passed is told as
 * one that was.
 */
export function sayReminder(
	words: Record<Reminded | 'day', string> & { today: Day },
	spoken: { locale: Language }
): { subject: string; text: string } {
	const counts = REMINDED.map((kind) => ({ kind, count: Number(words[kind]) || 0 })).filter(
		({ count }) => count > 0
	);
	const day = isDay(words.day) ? sayWeekday(words.day, spoken.locale) : '';
	const lines = counts.map(({ kind, count }) => sayCount(kind, count, spoken));
	const total = counts.reduce((sum, { count }) => sum + count, 0);
	return {
		// the day beside “1 meeting with changes” would be read as the meeting's
		subject: subjectOf(lines, total, counts[0]?.kind === 'agendas' ? '' : day, spoken),
		text: [
			m.mail_reminder_text({}, spoken),
			...lines.map((line) => `• ${line}`),
			...(day
				? sayDayOf(
						counts.map(({ kind }) => kind),
						day,
						words,
						spoken
					)
				: []),
			m.mail_reminder_more({}, spoken)
		].join('\n\n')
	};
}

/** The sentence about the day; none where a meeting or an agenda is among other things. */
function sayDayOf(
	kinds: readonly Reminded[],
	day: string,
	{ day: on, today }: { day: string; today: Day },
	spoken: { locale: Language }
): string[] {
	if (kinds.some((kind) => OF_ANOTHER_DAY.includes(kind))) {
		if (kinds.length > 1) return [];
		return [
			(kinds[0] === 'meetings' ? m.mail_reminder_on : m.mail_reminder_agenda_until)({ day }, spoken)
		];
	}
	return [(on < today ? m.mail_reminder_was_due : m.mail_reminder_due)({ day }, spoken)];
}

function subjectOf(
	lines: readonly string[],
	total: number,
	day: string,
	spoken: { locale: Language }
): string {
	const [what] = lines;
	if (!what) return m.mail_reminder_subject({}, spoken);
	if (lines.length > 1) return m.mail_reminder_subject_many({ count: total }, spoken);
	return m.mail_reminder_subject_of({ what: day ? `${what} (${day})` : what }, spoken);
}
