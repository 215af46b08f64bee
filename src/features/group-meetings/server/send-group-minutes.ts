/** Keeps the minutes of a group as they are now, as one version of them (L-20). */
import type { Acting } from '#server/acting.ts';
import { groupMinutesOf, hashOfMinutes } from '../group-minutes.rules.ts';
import { listGroupItems } from './agenda.queries.ts';
import { insertGroupSending } from './group-minutes.queries.ts';
import { listGroupTasks } from './group-task.queries.ts';
import { listGroupSeats } from './running.queries.ts';
import type { findGroupMeeting } from './series.queries.ts';

type Meeting =
	ReturnType<typeof findGroupMeeting> extends { execute: () => Promise<(infer Row)[]> }
		? Row
		: never;

/** Answers the version's id. `at`: when they were sent. */
export async function keepGroupVersion(
	acting: Acting,
	collaboration: string,
	meeting: Meeting,
	at: Date
): Promise<string> {
	const seats = await acting.all(listGroupSeats(meeting.series, meeting.id));
	const tasks = await acting.all(listGroupTasks(collaboration, meeting.id));
	const content = groupMinutesOf(
		meeting,
		seats,
		await acting.all(listGroupItems(meeting.id)),
		// what was agreed: not what has come again since
		tasks.filter(({ meeting: of, follows }) => of === meeting.id && follows === null)
	);
	const id = crypto.randomUUID();
	const hash = await hashOfMinutes(content);
	await acting.run(
		insertGroupSending(meeting.id, { id, content, hash, by: acting.visitor.name, at })
	);
	return id;
}
