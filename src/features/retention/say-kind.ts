/** What each kind is called, and what its time is counted from. */
import { m } from '#messages';
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
