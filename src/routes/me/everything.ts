/** Everything that is said of a citizen in plain words: for paper (L-10), also by the tovholder for one without an account. */
import {
	findMyTovholder,
	listComingMeetings,
	listInvolved,
	listMyConsents,
	listMyPlan,
	listSentMinutes
} from '#features/citizens/server/citizen.queries.ts';
import { listWords } from '#features/pathways/server/entry.queries.ts';
import { listTasks } from '#features/tasks/server/task.queries.ts';
import type { Rows } from '#server/acting.ts';

/** The questions, to be asked together. */
export const everythingOf = (pathway: string, now: Date) =>
	[
		findMyTovholder(pathway),
		listComingMeetings(pathway, now),
		listTasks(pathway, false),
		listTasks(pathway, true),
		listMyPlan(pathway),
		listWords(pathway),
		listInvolved(pathway),
		listSentMinutes(pathway),
		listMyConsents(pathway)
	] as const;

type Answers = Rows<[...ReturnType<typeof everythingOf>]>;

/** The answers by name. */
export function inOrder(answers: readonly [...Answers, ...unknown[]]) {
	const [[tovholder], meetings, open, done, plan, words, involved, minutes, consents] = answers;
	return {
		tovholder: tovholder ?? null,
		meetings,
		open,
		done,
		plan,
		words,
		involved,
		minutes,
		consents
	};
}
