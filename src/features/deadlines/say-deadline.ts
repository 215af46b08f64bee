/** The words of deadlines in the reader's language. */
import { m } from '#messages';
import type { Reminded } from '#values/deadline.ts';
import type { Language } from '#values/say.ts';
import { kindOf, type DeadlineKind } from './kind.rules.ts';
import { mailedAs } from './mailed.rules.ts';
import type { Span } from './my-work.rules.ts';

const KIND = {
	tovholder: m.deadline_tovholder,
	'framework-update': m.deadline_framework_update,
	'framework-section': m.deadline_framework_section,
	'plan-activity': m.deadline_plan_activity,
	'steering-year': m.deadline_steering_year,
	lead: m.deadline_lead,
	consent: m.deadline_consent,
	'notification-assessment': m.deadline_notification_assessment,
	'notification-receipt': m.deadline_notification_receipt,
	'child-declaration': m.deadline_child_declaration,
	'emergency-review': m.deadline_emergency_review,
	'erasure-answer': m.deadline_erasure_answer,
	foreseen: m.deadline_foreseen,
	retention: m.deadline_retention,
	task: m.deadline_task,
	'group-task': m.deadline_task,
	meeting: m.deadline_meeting,
	'meeting-agenda': m.deadline_meeting_agenda,
	'meeting-minutes': m.deadline_meeting_minutes,
	'group-meeting': m.deadline_group_meeting,
	'group-agenda': m.deadline_meeting_agenda,
	'group-minutes': m.deadline_meeting_minutes,
	'group-rhythm': m.deadline_group_rhythm,
	'agreement-plan': m.deadline_agreement_plan,
	'agreement-review': m.deadline_agreement_review,
	'agreement-last-notice': m.deadline_agreement_last_notice,
	'agreement-expiry': m.deadline_agreement_expiry,
	'agreement-renewal': m.deadline_agreement_renewal,
	'agreement-ending': m.deadline_agreement_ending,
	'agreement-obligation': m.deadline_agreement_obligation,
	'agreement-removal': m.deadline_agreement_removal,
	'agreement-task': m.deadline_agreement_task,
	'agreement-goal': m.deadline_agreement_goal,
	'agreement-meeting': m.deadline_agreement_meeting,
	'agreement-frequent-meeting': m.deadline_agreement_meeting,
	'agreement-decision': m.deadline_agreement_decision
} satisfies Record<DeadlineKind, () => string>;

/** What kind of deadline it is. */
export const sayKind = (kind: DeadlineKind): string => KIND[kind]();

/** Every rule that a kind of deadline comes from, in words of ours. */
const RULE: Record<string, () => string> = {
	'R-005': m.deadline_says_r_005,
	'R-017': m.deadline_says_r_017,
	'R-054': m.deadline_says_r_054,
	'R-057': m.deadline_says_r_057,
	'R-073': m.deadline_says_r_073,
	'R-074': m.deadline_says_r_074,
	'R-122': m.deadline_says_r_122,
	'R-132': m.deadline_says_r_132,
	'R-160': m.deadline_says_r_160,
	'R-163': m.deadline_says_r_163,
	'R-170': m.deadline_says_r_170,
	'R-199': m.deadline_says_r_199,
	'R-222': m.deadline_says_r_222,
	'R-259': m.deadline_says_r_259,
	'R-265': m.deadline_says_r_265,
	'R-274': m.deadline_says_r_274,
	'R-285': m.deadline_says_r_285,
	'R-286': m.deadline_says_r_286,
	'R-290': m.deadline_says_r_290,
	'S-3': m.deadline_says_s_3,
	'L-3': m.deadline_says_l_3,
	'L-12': m.deadline_says_l_12,
	'L-16': m.deadline_says_l_16,
	'L-21': m.deadline_says_l_21
};

/**
 * Why it is one: what the rule of the model says, and its number, which is not broken over two lines; of the law, and where it
 * stands there.
 */
export function sayRule(kind: DeadlineKind): string {
	const { rule: number, source } = kindOf(kind);
	const words = RULE[number]!();
	return number.startsWith('L-')
		? m.deadline_rule_law({ words, section: source })
		: m.deadline_rule({ words, rule: number.replaceAll('-', '\u2011') });
}

const IN_CALENDAR = {
	meetings: m.calendar_deadline_meetings,
	agendas: m.calendar_deadline_agendas,
	tasks: m.calendar_deadline_tasks,
	minutes: m.calendar_deadline_minutes,
	endings: m.calendar_deadline_endings,
	agreements: m.calendar_deadline_agreements,
	framework: m.calendar_deadline_framework,
	groups: m.calendar_deadline_groups,
	pathways: m.calendar_deadline_pathways,
	late: m.calendar_deadline_late
} satisfies Record<Reminded, (words: object, spoken: { locale: Language }) => string>;

/** What it is called in a calendar, which colleagues may look into: of which kind it is, and of a pathway not even that. */
export const sayInCalendar = (kind: DeadlineKind, spoken: { locale: Language }): string =>
	IN_CALENDAR[mailedAs(kind)]({}, spoken);

const SPAN = {
	late: m.work_late,
	today: m.work_today,
	week: m.work_week,
	later: m.work_later,
	undated: m.work_undated
} satisfies Record<Span, () => string>;

/** Which part of the list of one's work it is. */
export const saySpan = (span: Span): string => SPAN[span]();
