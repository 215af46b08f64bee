/** The words of deadlines in the reader's language. */
import { m } from '#messages';
import { kindOf, type DeadlineKind } from './kind.rules.ts';
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

/** Why it is one: the rule of the model or the law, whose number is not broken over two lines. */
export const sayRule = (kind: DeadlineKind): string => {
	const { rule: number, source } = kindOf(kind);
	const rule = number.replaceAll('-', '\u2011');
	return number.startsWith('L-')
		? m.deadline_rule_law({ rule, section: source })
		: m.deadline_rule({ rule });
};

const SPAN = {
	late: m.work_late,
	today: m.work_today,
	week: m.work_week,
	later: m.work_later,
	undated: m.work_undated
} satisfies Record<Span, () => string>;

/** Which part of the list of one's work it is. */
export const saySpan = (span: Span): string => SPAN[span]();
