/** The document as it is now, against what somebody saw of it before they pressed. */
import type { Acting } from '#server/acting.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import { changedSince, seenOf, type Part } from '../seen.rules.ts';
import type { OpenMeeting } from './open-meeting.ts';

/** The parts among `about` that have changed since the page was `shown`. */
export async function findChanged<About extends Part>(
	acting: Acting,
	opened: OpenMeeting,
	shown: string,
	about: readonly About[]
): Promise<About[]> {
	const { meeting } = opened;
	const tasks = await listMeetingTasks(acting, meeting.pathway, meeting.id);
	return changedSince(shown, await seenOf({ ...opened, tasks }), about);
}
