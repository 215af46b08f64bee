/**
 * Which kind of thing a reminder's mail says it is about, so that people can tell one from another before they sign in: never
 * what it is of, and of a pathway not even that (L-8).
 */
import type { Reminded } from '#values/deadline.ts';
import type { DeadlineKind } from './kind.rules.ts';

const MAILED = {
	tovholder: 'pathways',
	'framework-update': 'framework',
	'framework-section': 'framework',
	'plan-activity': 'framework',
	'steering-year': 'groups',
	lead: 'groups',
	consent: 'pathways',
	'notification-assessment': 'pathways',
	'notification-receipt': 'pathways',
	'child-declaration': 'agreements',
	'emergency-review': 'pathways',
	'erasure-answer': 'pathways',
	foreseen: 'pathways',
	retention: 'pathways',
	task: 'tasks',
	'group-task': 'tasks',
	meeting: 'meetings',
	'meeting-agenda': 'agendas',
	'meeting-minutes': 'minutes',
	'group-meeting': 'meetings',
	'group-agenda': 'agendas',
	'group-minutes': 'minutes',
	'group-rhythm': 'groups',
	'agreement-plan': 'agreements',
	'agreement-review': 'agreements',
	'agreement-last-notice': 'endings',
	'agreement-expiry': 'endings',
	'agreement-renewal': 'endings',
	'agreement-ending': 'endings',
	'agreement-obligation': 'agreements',
	'agreement-removal': 'agreements',
	'agreement-task': 'tasks',
	'agreement-goal': 'agreements',
	'agreement-meeting': 'agreements',
	'agreement-frequent-meeting': 'agreements',
	'agreement-decision': 'agreements'
} as const satisfies Record<DeadlineKind, Reminded>;

/** What a mail calls a reminder of this kind of deadline to those who must act. */
export const mailedAs = (kind: DeadlineKind): Reminded => MAILED[kind];
