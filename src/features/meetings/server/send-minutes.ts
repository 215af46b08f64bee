/** Sends the minutes to all participants, the citizen included, and sees to what comes after. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { lacksTask } from '#features/held-meetings/running.rules.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayClose, maySendMinutes, type WAYS_EXPLAINED } from '../meeting.rules.ts';
import { notReached } from '../parked.rules.ts';
import { AFTER, hasChanged, type ChangedSince } from '../seen.rules.ts';
import { minutesOf } from '../sending.rules.ts';
import { carryOver } from './carry-over.ts';
import { updateState } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { findChanged } from './see-document.ts';
import { sendDocument } from './send-document.ts';

/** Days within which the decisions are explained to the citizen: ours, since no rule names any. */
const DAYS_TO_EXPLAIN = 7;

type SendRefusal =
	| 'not-there'
	| 'minutes-not-open'
	| 'minutes-are-empty'
	| 'attendance-not-told'
	| 'citizen-absent'
	| 'item-without-task'
	| 'task-without-responsible';

/**
 * Sends the minutes as they were `shown`, puts what nobody got to on the next agenda, and gives the tovholder the task of explaining them. It holds no words: each reads
 * it in their own language.
 */
export async function sendMinutes(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string,
	now: Date
): Promise<Outcome<true, SendRefusal> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, participants, agenda } = opened;
	const changed = await findChanged(acting, opened, shown, AFTER);
	// Sent before, just as they were shown; tasks go on afterwards.
	const isSent = meeting.minutesSentAt !== null;
	if (isSent && changed.every((part) => part === 'state' || part === 'tasks')) return done(true);
	if (changed.length > 0) return hasChanged(changed);
	const tasks = await listMeetingTasks(acting, pathway, id);
	const orphans = tasks.filter(({ hasSomebody }) => !hasSomebody).map(({ title }) => title);
	const may = maySendMinutes(meeting, participants, agenda, orphans);
	if (!may.ok) return may;
	const items = tasks.map(({ agendaItem }) => agendaItem);
	if (lacksTask(agenda, items)) return refused('item-without-task');
	await acting.run(updateState(id, acting.visitor.name, { state: 'minutes', minutesSentAt: now }));
	await sendDocument(acting, opened, {
		kind: 'minutes',
		content: minutesOf(meeting, participants, agenda, tasks, notReached(agenda, items)),
		mail: 'minutes-sent',
		notice: 'minutes-sent'
	});
	await carryOver(acting, meeting, now);
	await addTask(acting, pathway, {
		id: crypto.randomUUID(),
		title: '',
		category: 'meetings',
		responsible: { person: acting.visitor.person, organisation: acting.visitor.organisation! },
		dueOn: addDays(acting.today, DAYS_TO_EXPLAIN),
		meeting: id,
		agendaItem: null
	});
	return done(true);
}

/** What was done to make the decisions clear to the citizen. */
export type Explanation = { on: Day; how: (typeof WAYS_EXPLAINED)[number]; note: string };

/** It was closed from elsewhere, with another explanation: the one that stands. */
export type ExplainedSince = { ok: false; reason: 'explained-since'; saved: Explanation };

/**
 * Closes the meeting, as it was `shown`, once the decisions are explained, or the citizen has declined (R-133, L-25).
 */
export async function explainDecisions(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string,
	{ on, how, note }: Explanation
): Promise<
	| Outcome<
			true,
			'not-there' | 'minutes-not-sent' | 'explain-with-interpreter' | 'explained-too-early'
	  >
	| ExplainedSince
	| ChangedSince
> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { explainedOn, explainedHow, explainedNote } = opened.meeting;
	if (explainedOn === on && explainedHow === how && explainedNote === note) return done(true);
	if (explainedOn && explainedHow)
		return {
			...refused('explained-since'),
			saved: { on: explainedOn, how: explainedHow, note: explainedNote }
		};
	const changed = await findChanged(acting, opened, shown, ['state', 'minutes']);
	if (changed.length > 0) return hasChanged(changed);
	const may = mayClose(opened.meeting, how);
	if (!may.ok) return may;
	if (on < opened.meetingDay || on > acting.today) return refused('explained-too-early');
	await acting.run(
		updateState(id, acting.visitor.name, {
			state: 'closed',
			explainedOn: on,
			explainedHow: how,
			explainedNote: note
		})
	);
	await acting.run(recordPathway('meeting.closed', pathway, id));
	for (const task of await listMeetingTasks(acting, pathway, id))
		if (task.isExplaining && task.state === 'open')
			await finishTask(acting, pathway, task.id, { version: task.version, to: 'done', note });
	return done(true);
}
