import { expect, test } from 'vitest';
import { isOn, dueOf, whatWaits, type Waiting } from './waiting.rules.ts';

const nothing: Waiting = {
	frameworkState: null,
	frameworkUpdateOn: null,
	leadsFramework: false,
	frameworkReturned: false,
	decisionWaits: false,
	readingWaits: false,
	sectionsWait: 0,
	planMissing: false,
	lateActivities: 0,
	unseenChanges: 0,
	firstChangeIn: null,
	proposedTransfers: 0,
	firstTransferIn: null,
	silent: 0,
	firstSilent: null,
	lateTasksAround: 0,
	firstLateIn: null,
	lateDecisions: 0,
	firstLateDecision: null,
	openPathways: 0,
	onlyPathway: null,
	openTasks: 0,
	overdueTasks: 0,
	firstTaskIn: null,
	agreementTasks: 0,
	overdueAgreementTasks: 0,
	groupTasks: 0,
	overdueGroupTasks: 0,
	helpingTasks: 0,
	overdueHelpingTasks: 0,
	askedTimes: 0,
	firstTimesAt: null,
	askedMeetings: 0,
	firstAskedAt: null,
	unsentMeetings: 0,
	firstUnsentAt: null,
	askedCorrections: 0,
	firstCorrectionAt: null,
	nextMeeting: null,
	undecidedAllotments: 0,
	overdueAllotments: 0,
	firstAllotmentIn: null,
	unpresented: 0,
	firstPoolIn: null,
	partnerRequests: 0,
	unreviewedEmergencies: 0,
	firstEmergencyOn: null,
	firstErasureOn: null,
	unanswered: 0,
	firstUnansweredIn: null,
	leaderlessIn: null,
	askedErasures: 0,
	collaborations: 1
};
const kinds = (waiting: Partial<Waiting>, isProjectLeader = false) =>
	whatWaits({ ...nothing, ...waiting }, isProjectLeader).map(({ kind }) => kind);

test('a meeting is on from the moment it begins', () => {
	const nextMeeting = { path: '/pathways/p2/meetings/m1', at: '2026-05-05T10:00:00Z' };
	expect(isOn({ nextMeeting }, new Date('2026-05-05T09:59:59Z'))).toBe(false);
	expect(isOn({ nextMeeting }, new Date('2026-05-05T10:00:00Z'))).toBe(true);
	expect(isOn({ nextMeeting: null }, new Date('2026-05-05T10:00:00Z'))).toBe(false);
});

test('nothing waits where nothing does', () => expect(kinds({})).toEqual([]));

test('R-122 what is overdue is counted, and leads to where the most urgent is decided', () => {
	const waiting = {
		...nothing,
		undecidedAllotments: 3,
		overdueAllotments: 2,
		firstAllotmentIn: 'c1'
	};
	expect(whatWaits(waiting, true)).toEqual([
		{ kind: 'allotments', href: '/collaborations/c1/allotments', count: 3, overdue: 2 }
	]);
});

test('R-057 a collaboration without a project leader comes before one’s own decisions', () => {
	expect(whatWaits({ ...nothing, decisionWaits: true, leaderlessIn: 'c1' }, false)).toMatchObject([
		{ kind: 'leaderless', href: '/collaborations/c1' },
		{ kind: 'decision' }
	]);
});

test('who waits for an answer comes before one’s own work', () => {
	expect(kinds({ openPathways: 4, openTasks: 2, partnerRequests: 1, decisionWaits: true })).toEqual(
		['requests', 'decision', 'tasks', 'pathways']
	);
});

test('who waits to hear when one can, or for an answer about minutes, comes before one’s own work, and leads to where it is answered', () => {
	const times = '/collaborations/c1/meetings/m1/times';
	const corrections = '/pathways/p1/meetings/m2/corrections';
	const waiting = {
		...nothing,
		askedTimes: 2,
		firstTimesAt: times,
		askedMeetings: 1,
		firstAskedAt: '/pathways/p2/meetings/m3',
		askedCorrections: 1,
		firstCorrectionAt: corrections,
		openTasks: 1,
		firstTaskIn: 'p4'
	};
	expect(whatWaits(waiting, false)).toEqual([
		{ kind: 'times', href: times, count: 2, overdue: 0 },
		{ kind: 'invitations', href: '/pathways/p2/meetings/m3', count: 1, overdue: 0 },
		{ kind: 'corrections', href: corrections, count: 1, overdue: 0 },
		{ kind: 'tasks', href: '/pathways/p4/tasks', count: 1, overdue: 0 }
	]);
});

test('tasks, the next meeting and an only pathway lead straight to where they are', () => {
	const nextMeeting = {
		path: '/pathways/p2/meetings/m1',
		at: '2026-05-05T10:00:00Z'
	};
	const waiting = {
		...nothing,
		openTasks: 2,
		overdueTasks: 1,
		firstTaskIn: 'p1',
		nextMeeting,
		openPathways: 1,
		onlyPathway: 'p1'
	};
	expect(whatWaits(waiting, false)).toEqual([
		{ kind: 'tasks', href: '/pathways/p1/tasks', count: 2, overdue: 1 },
		{ kind: 'meeting', href: '/pathways/p2/meetings/m1', count: 1, overdue: 0 },
		{ kind: 'pathways', href: '/pathways/p1', count: 1, overdue: 0 }
	]);
	expect(whatWaits({ ...nothing, openPathways: 2 }, false)).toMatchObject([{ href: '/pathways' }]);
});

test('the draft waits for the one who leads, and for nobody else', () => {
	expect(kinds({ frameworkState: 'draft', leadsFramework: true })).toEqual(['draft']);
	expect(kinds({ frameworkState: 'draft' })).toEqual([]);
	const returned = { frameworkState: 'draft', frameworkReturned: true } as const;
	expect(kinds({ ...returned, leadsFramework: true })).toEqual(['returned']);
	expect(kinds(returned)).toEqual([]);
	expect(kinds({ frameworkState: 'submitted', leadsFramework: true })).toEqual(['submitted']);
	expect(kinds({ frameworkState: 'established', leadsFramework: true })).toEqual([]);
});

test('a project leader without a collaboration is shown where to begin', () => {
	expect(kinds({ collaborations: 0 }, true)).toEqual(['begin']);
	expect(kinds({ collaborations: 0 })).toEqual([]);
	expect(kinds({}, true)).toEqual([]);
});

test('R-054 tasks from agreements are counted, and lead to the list of them', () => {
	const waiting = { ...nothing, agreementTasks: 2, overdueAgreementTasks: 1 };
	expect(whatWaits(waiting, false)).toEqual([
		{ kind: 'agreement-tasks', href: '/my-tasks', count: 2, overdue: 1 }
	]);
});

test('R-054 tasks with which one helps are said for themselves, after one’s own, and lead to the list of all', () => {
	const waiting = { ...nothing, groupTasks: 1, helpingTasks: 3, overdueHelpingTasks: 2 };
	expect(whatWaits(waiting, false)).toEqual([
		{ kind: 'group-tasks', href: '/my-tasks', count: 1, overdue: 0 },
		{ kind: 'helping-tasks', href: '/my-tasks', count: 3, overdue: 2 }
	]);
});

test('R-116 a role that has not been presented waits for the project leader, and leads to the pool', () => {
	expect(whatWaits({ ...nothing, unpresented: 2, firstPoolIn: 'c1' }, true)).toEqual([
		{ kind: 'pool', href: '/collaborations/c1/pool', count: 2, overdue: 0 }
	]);
});

test('R-139 what has changed in an agreement comes before wishes to hand over, and both before one’s own tasks', () => {
	expect(kinds({ unseenChanges: 1, proposedTransfers: 1, openTasks: 1 })).toEqual([
		'changes',
		'transfers',
		'tasks'
	]);
});

test('R-122, R-128 what is late or quiet on the pathways one holds comes before one’s own work', () => {
	const waiting = {
		...nothing,
		silent: 2,
		firstSilent: 'p1',
		lateTasksAround: 3,
		firstLateIn: 'p2',
		lateDecisions: 1,
		firstLateDecision: 'p3',
		openTasks: 1,
		firstTaskIn: 'p4'
	};
	expect(whatWaits(waiting, false)).toEqual([
		{ kind: 'late-decisions', href: '/pathways/p3/tovholder', count: 1, overdue: 1 },
		{ kind: 'silent', href: '/pathways/p1/contacts', count: 2, overdue: 0 },
		{ kind: 'late-tasks-around', href: '/pathways/p2/tasks', count: 3, overdue: 3 },
		{ kind: 'tasks', href: '/pathways/p4/tasks', count: 1, overdue: 0 }
	]);
});

test('R-073 R-074 a part to look over, a framework without a plan and what is late lead to where they are mended', () => {
	expect(
		whatWaits({ ...nothing, sectionsWait: 2, planMissing: true, lateActivities: 1 }, true)
	).toEqual([
		{ kind: 'sections', href: '/framework/round', count: 2, overdue: 0 },
		{ kind: 'plan', href: '/framework/plan', count: 1, overdue: 0 },
		{ kind: 'late-activities', href: '/framework/plan', count: 1, overdue: 1 }
	]);
});

test('R-163 changes that nobody was sent lead to where they are sent', () => {
	expect(
		whatWaits({ ...nothing, unsentMeetings: 1, firstUnsentAt: '/pathways/p1/meetings/m1' }, false)
	).toEqual([{ kind: 'unsent', href: '/pathways/p1/meetings/m1#send', count: 1, overdue: 0 }]);
});

test('what waits for the data protection officer comes before all but a question that somebody waits to have answered', () => {
	const waiting = { openTasks: 1, unreviewedEmergencies: 2, askedErasures: 1, partnerRequests: 1 };
	expect(kinds({ ...waiting, askedTimes: 1, leaderlessIn: 'c1' })).toEqual([
		'requests',
		'emergencies',
		'erasures',
		'times',
		'leaderless',
		'tasks'
	]);
});

test('S-3 what waits for the data protection officer says by when: a week for a review, a month for a wish to be erased', () => {
	const waiting = { firstEmergencyOn: '2026-05-04', firstErasureOn: '2026-01-31' } as const;
	expect(dueOf('emergencies', waiting)).toBe('2026-05-11');
	expect(dueOf('erasures', waiting)).toBe('2026-02-28');
	expect(dueOf('tasks', waiting)).toBe(null);
	expect(dueOf('emergencies', { ...waiting, firstEmergencyOn: null })).toBe(null);
});
