/** The words of closing in the reader's language. */
import { m } from '#messages';
import type { CitizenPart, Ground, Lack } from './closing.rules.ts';

const GROUND = {
	'criteria-gone': m.closing_ground_criteria_gone,
	'citizens-wish': m.closing_ground_citizens_wish,
	'moved-away': m.closing_ground_moved_away,
	other: m.closing_ground_other
} satisfies Record<Ground, () => string>;
/** The same, said to the citizen. */
const MY_GROUND = {
	'criteria-gone': m.closing_ground_criteria_gone_mine,
	'citizens-wish': m.closing_ground_citizens_wish_mine,
	'moved-away': m.closing_ground_moved_away_mine,
	other: m.closing_ground_other
} satisfies Record<Ground, () => string>;
const PART = {
	together: m.closing_part_together,
	heard: m.closing_part_heard,
	declined: m.closing_part_declined
} satisfies Record<CitizenPart, () => string>;

/** The field that a lack is about, and what to do. What somebody waits for stands at the top of the page. */
const LACK = {
	'open-tasks': ['openTasks', m.closing_lack_open_tasks],
	'open-meetings': ['openMeetings', m.closing_lack_open_meetings],
	'open-messages': ['openMessages', m.closing_lack_open_messages],
	'unseen-changes': ['unseenChanges', m.closing_lack_unseen_changes],
	'no-ground': ['ground', m.closing_lack_no_ground],
	'criteria-still-met': ['criteria', m.closing_lack_criteria_still_met],
	'ground-unexplained': ['groundNote', m.closing_lack_ground_unexplained],
	'no-plan': ['plan', m.closing_lack_no_plan],
	'no-citizen-part': ['citizenPart', m.closing_lack_no_citizen_part],
	'citizen-part-unexplained': ['citizenNote', m.closing_lack_citizen_part_unexplained],
	'partner-not-told': ['toldOutside', m.closing_lack_partner_not_told]
} satisfies Record<Lack, readonly [string, () => string]>;

export const sayGround = (ground: Ground): string => GROUND[ground]();
export const sayMyGround = (ground: Ground): string => MY_GROUND[ground]();
export const sayPart = (part: CitizenPart): string => PART[part]();

/** What lacks, beside the field it is about. */
export const sayLacks = (lacks: readonly Lack[]): Record<string, string[]> =>
	Object.fromEntries(lacks.map((lack) => [LACK[lack][0], [LACK[lack][1]()]]));
