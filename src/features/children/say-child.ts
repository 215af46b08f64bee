/** A child's pathway in the words of the reader. */
import { m } from '#messages';
import type { Course } from './child.rules.ts';
import type { ClockStanding } from './clocks.rules.ts';
import type { Custody } from './custody.rules.ts';
import {
	ownName,
	type Content,
	type Ground,
	type Point,
	type SharingPoint
} from './sharing.rules.ts';

const POINT = {
	referral: m.child_point_referral,
	'joint-meeting': m.child_point_joint_meeting,
	'closing-talk': m.child_point_closing_talk,
	another: m.child_point_another
} satisfies Record<SharingPoint, () => string>;
const CONTENT = {
	progression: m.child_content_progression,
	development: m.child_content_development,
	learning: m.child_content_learning,
	'well-being': m.child_content_well_being
} satisfies Record<Content, () => string>;
const COURSE = {
	stopped: m.child_course_stopped,
	adjusted: m.child_course_adjusted
} satisfies Record<Course, () => string>;

const CUSTODY = {
	shared: m.child_custody_shared,
	sole: m.child_custody_sole,
	appointed: m.child_custody_appointed,
	none: m.child_custody_none
} satisfies Record<Custody, () => string>;
const CUSTODY_OF = {
	shared: m.child_has_shared,
	sole: m.child_has_sole,
	appointed: m.child_has_appointed,
	none: m.child_no_custody
} satisfies Record<Custody, () => string>;

const CLOCK = {
	runs: m.child_clock_runs,
	late: m.child_clock_late,
	kept: m.child_clock_kept,
	'kept-late': m.child_clock_kept_late
} satisfies Record<ClockStanding, () => string>;

/** How a clock stands: "Overskredet". */
export const sayClock = (standing: ClockStanding): string => CLOCK[standing]();
/** Who decides: "Ja, sammen med en anden". */
export const sayCustody = (custody: Custody): string => CUSTODY[custody]();
/** The same beside somebody's name: "Fælles forældremyndighed". */
export const sayCustodyOf = (custody: Custody): string => CUSTODY_OF[custody]();
/** What sharing rests on: "Samtykke nr. 2". */
export const sayGround = ({ kind, number }: Pick<Ground, 'kind' | 'number'>): string =>
	kind === 'consent' ? m.child_ground_consent({ number }) : m.child_ground_basis({ number });
/** A time of sharing: "Ved henvisningen". */
export const sayPoint = (point: Point): string => ownName(point) ?? POINT[point as SharingPoint]();
/** What is shared: "Trivsel". */
export const sayContent = (content: Content): string => CONTENT[content]();
/** What happens to the effort: "Stoppet". */
export const sayCourse = (course: Course): string => COURSE[course]();
