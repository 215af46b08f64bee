/** What waits for a person, and in which order: others' deadlines first, then one's own. */
import { reviewBy } from '#features/emergency/emergency.rules.ts';
import { answerBy } from '#features/retention/retention.rules.ts';
import type { Day } from '#values/day.ts';

/** What waits for the acting person, in numbers: nothing here says anything about a citizen. */
export type Waiting = {
	/** The framework's state; null before one is begun. */
	frameworkState: 'draft' | 'submitted' | 'established' | null;
	frameworkUpdateOn: Day | null;
	/** The acting person leads the collaboration whose framework it is. */
	leadsFramework: boolean;
	/** The steering group has sent a version back, and none has been put before it since. */
	frameworkReturned: boolean;
	/** A version waits for a decision that the acting person, in the steering group, has not made. */
	decisionWaits: boolean;
	/** Parts of the framework that I look after and have not seen to in the round that is open. */
	sectionsWait: number;
	/** R-073, told to those who lead or steer: a framework in force without a plan, and what on the plan is late. */
	planMissing: boolean;
	lateActivities: number;
	/** Established and not yet confirmed as read. */
	readingWaits: boolean;
	openPathways: number;
	/** The one pathway I am on, where it is one alone. */
	onlyPathway: string | null;
	openTasks: number;
	overdueTasks: number;
	/** The pathway of the most urgent of them. */
	firstTaskIn: string | null;
	/** Tasks that agreements have given me and that are not done; and those past their day. */
	agreementTasks: number;
	overdueAgreementTasks: number;
	/** Tasks that groups of a collaboration have given me and that are not done; and those past their day. */
	groupTasks: number;
	overdueGroupTasks: number;
	/** Open tasks of pathways and groups with which I help somebody else who is responsible; and those past their day. */
	helpingTasks: number;
	overdueHelpingTasks: number;
	/** Meetings for which I am asked when I can, and have not said it of every time; and where the first of them is answered. */
	askedTimes: number;
	firstTimesAt: string | null;
	/** Meetings to come that I am invited to, and have not said whether I come to; and the first of them. */
	askedMeetings: number;
	firstAskedAt: string | null;
	/** Meetings I have called whose agenda or list is another than what was sent; and the first of them. */
	unsentMeetings: number;
	firstUnsentAt: string | null;
	/** Corrections of minutes that I keep, asked for and not answered; and where the oldest is. */
	askedCorrections: number;
	firstCorrectionAt: string | null;
	/** The next meeting I am invited to, of whatever kind, or the one that is held now: when, and where to read of it. */
	nextMeeting: { path: string; at: string } | null;
	/** Pathways without a decided tovholder, seen by the project leader; and those past their week. */
	undecidedAllotments: number;
	overdueAllotments: number;
	/** The collaboration in which the most urgent of them is decided. */
	firstAllotmentIn: string | null;
	/** People in the pools I keep to whom the role has not been presented; and the collaboration of the first. */
	unpresented: number;
	firstPoolIn: string | null;
	partnerRequests: number;
	/** Emergency accesses that I review and nobody has yet. */
	unreviewedEmergencies: number;
	/** The day on which the oldest of them began. */
	firstEmergencyOn: Day | null;
	/** The day on which the oldest of those wishes was said. */
	firstErasureOn: Day | null;
	/** Questions of mine, on pathways I hold, that nobody answered in time: to an organisation, or of room; and the pathway of the oldest. */
	unanswered: number;
	firstUnansweredIn: string | null;
	/** Changes in what was agreed that I, who hold the threads, have not seen; and the pathway of the oldest. */
	unseenChanges: number;
	firstChangeIn: string | null;
	/** Wishes to hand over or to take over that I, who hold the threads, have not answered; and the pathway of the oldest. */
	proposedTransfers: number;
	firstTransferIn: string | null;
	/** Pathways I hold where nobody has heard from the citizen for longer than agreed; and the quietest of them. */
	silent: number;
	firstSilent: string | null;
	/** Tasks of others, past their day, on pathways I hold; and the pathway of the oldest. */
	lateTasksAround: number;
	firstLateIn: string | null;
	/** Pathways I hold whose tovholder is not decided within the week; and the oldest. */
	lateDecisions: number;
	firstLateDecision: string | null;
	/** A collaboration in whose groups the acting person sits and whose project leader has left. */
	leaderlessIn: string | null;
	/** Wishes to be erased that the data protection officer has not answered. */
	askedErasures: number;
	collaborations: number;
};

/** One thing that waits. `count`: how many; `overdue`: how many of them are late. */
export type WaitingItem = {
	kind:
		| 'requests'
		| 'emergencies'
		| 'erasures'
		| 'times'
		| 'invitations'
		| 'changes'
		| 'transfers'
		| 'unsent'
		| 'corrections'
		| 'unanswered'
		| 'late-decisions'
		| 'silent'
		| 'late-tasks-around'
		| 'leaderless'
		| 'pool'
		| 'allotments'
		| 'decision'
		| 'reading'
		| 'sections'
		| 'plan'
		| 'late-activities'
		| 'draft'
		| 'returned'
		| 'submitted'
		| 'meeting'
		| 'tasks'
		| 'agreement-tasks'
		| 'group-tasks'
		| 'helping-tasks'
		| 'pathways'
		| 'begin';
	href: string;
	count: number;
	overdue: number;
};

/** By when the oldest of what waits for a data protection officer is to be done; null for what else waits. */
export function dueOf(
	kind: WaitingItem['kind'],
	{ firstEmergencyOn, firstErasureOn }: Pick<Waiting, 'firstEmergencyOn' | 'firstErasureOn'>
): Day | null {
	if (kind === 'emergencies' && firstEmergencyOn) return reviewBy(firstEmergencyOn);
	return kind === 'erasures' && firstErasureOn ? answerBy(firstErasureOn) : null;
}

/**
 * What waits, the most urgent first. A project leader without any collaboration is shown where to begin.
 * @param isProjectLeader whether the hat is a project leader's
 */
export function whatWaits(waiting: Waiting, isProjectLeader: boolean): WaitingItem[] {
	const draftOf = (state: Waiting['frameworkState']) =>
		waiting.leadsFramework && waiting.frameworkState === state;
	const isReturned = waiting.leadsFramework && waiting.frameworkReturned;
	return [
		...item('requests', '/requests', waiting.partnerRequests),
		...item('emergencies', '/emergency', waiting.unreviewedEmergencies),
		...item('erasures', '/retention', waiting.askedErasures),
		...item('times', waiting.firstTimesAt ?? '', waiting.askedTimes),
		...item('invitations', waiting.firstAskedAt ?? '', waiting.askedMeetings),
		...item('changes', `/pathways/${waiting.firstChangeIn}/changes`, waiting.unseenChanges),
		...item(
			'transfers',
			`/pathways/${waiting.firstTransferIn}/transfers`,
			waiting.proposedTransfers
		),
		...item('unsent', `${waiting.firstUnsentAt}#send`, waiting.unsentMeetings),
		...item('corrections', waiting.firstCorrectionAt ?? '', waiting.askedCorrections),
		...item('unanswered', `/pathways/${waiting.firstUnansweredIn}/partners`, waiting.unanswered),
		...item(
			'late-decisions',
			`/pathways/${waiting.firstLateDecision}/tovholder`,
			waiting.lateDecisions,
			waiting.lateDecisions
		),
		...item('silent', `/pathways/${waiting.firstSilent}/contacts`, waiting.silent),
		...item(
			'late-tasks-around',
			`/pathways/${waiting.firstLateIn}/tasks`,
			waiting.lateTasksAround,
			waiting.lateTasksAround
		),
		...item(
			'allotments',
			`/collaborations/${waiting.firstAllotmentIn}/allotments`,
			waiting.undecidedAllotments,
			waiting.overdueAllotments
		),
		...item(
			'leaderless',
			`/collaborations/${waiting.leaderlessIn}`,
			Number(waiting.leaderlessIn !== null)
		),
		...item('pool', `/collaborations/${waiting.firstPoolIn}/pool`, waiting.unpresented),
		...item('decision', '/framework', Number(waiting.decisionWaits)),
		...item('returned', '/framework/edit', Number(isReturned)),
		...item('reading', '/framework', Number(waiting.readingWaits)),
		...item('sections', '/framework/round', waiting.sectionsWait),
		...item('plan', '/framework/plan', Number(waiting.planMissing)),
		...item('late-activities', '/framework/plan', waiting.lateActivities, waiting.lateActivities),
		...item(
			'tasks',
			`/pathways/${waiting.firstTaskIn}/tasks`,
			waiting.openTasks,
			waiting.overdueTasks
		),
		...item('agreement-tasks', '/my-tasks', waiting.agreementTasks, waiting.overdueAgreementTasks),
		...item('group-tasks', '/my-tasks', waiting.groupTasks, waiting.overdueGroupTasks),
		...item('helping-tasks', '/my-tasks', waiting.helpingTasks, waiting.overdueHelpingTasks),
		...item('meeting', waiting.nextMeeting?.path ?? '', Number(waiting.nextMeeting !== null)),
		...item('draft', '/framework', Number(draftOf('draft') && !isReturned)),
		...item('submitted', '/framework', Number(draftOf('submitted'))),
		...item(
			'pathways',
			waiting.onlyPathway ? `/pathways/${waiting.onlyPathway}` : '/pathways',
			waiting.openPathways
		),
		...item('begin', '/collaborations/new', Number(isProjectLeader && waiting.collaborations === 0))
	];
}

/** Whether the next meeting has begun: one that is over is not next any more. */
export const isOn = ({ nextMeeting }: Pick<Waiting, 'nextMeeting'>, now: Date): boolean =>
	nextMeeting !== null && new Date(nextMeeting.at) <= now;

const item = (kind: WaitingItem['kind'], href: string, count: number, overdue = 0): WaitingItem[] =>
	count > 0 ? [{ kind, href, count, overdue }] : [];
