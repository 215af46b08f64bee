/** What each kind is called, and what its time is counted from. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Day } from '#values/day.ts';
import { sayMonthOfYear } from '#values/say.ts';
import type { Kind } from './kind.rules.ts';

type Sayings = Record<Kind, () => string>;

export const KIND_NAMES: Sayings = {
	need: m.kept_need,
	part: m.kept_part,
	'group-meeting': m.kept_group_meeting,
	doubt: m.kept_doubt,
	'child-role': m.kept_child_role,
	notice: m.kept_notice,
	log: m.kept_log
};
export const KIND_MEANINGS: Sayings = {
	need: m.kept_need_means,
	part: m.kept_part_means,
	'group-meeting': m.kept_group_meeting_means,
	doubt: m.kept_doubt_means,
	'child-role': m.kept_child_role_means,
	notice: m.kept_notice_means,
	log: m.kept_log_means
};

/** How long a kind is kept: by its own time, or by the one that the municipality has said for all. */
export const sayTime = ({
	months,
	whose
}: {
	months: number;
	whose: 'own' | 'municipality';
}): string => (whose === 'own' ? m.kept_months_own : m.kept_months_usual)({ months });

/** How many doubts have reached their time, and the month of the oldest: the day would tell whose it was. */
export const sayDueDoubts = (count: number, oldest: Day): string => {
	const month = sayMonthOfYear(oldest, getLocale());
	return m.kept_due_doubt({ count, month });
};
