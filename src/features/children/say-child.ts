/** A child's pathway in the words of the reader. */
import { m } from '#messages';
import type { Content, Course, SharingPoint } from './child.rules.ts';

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

/** A time of sharing: "Ved henvisningen". */
export const sayPoint = (point: SharingPoint): string => POINT[point]();
/** What is shared: "Trivsel". */
export const sayContent = (content: Content): string => CONTENT[content]();
/** What happens to the effort: "Stoppet". */
export const sayCourse = (course: Course): string => COURSE[course]();
