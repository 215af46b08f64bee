/** Everything that is said of a citizen in plain words: for paper (L-10), also by the tovholder for one without an account. */
import {
	findMyTovholder,
	listComingMeetings,
	listInvolved,
	listMyConsents,
	listMyPlan,
	listSentMinutes
} from '#features/citizens/server/citizen.queries.ts';
import { allWrittenOf, tellAllWritten } from '#features/citizens/server/written.queries.ts';
import { listAvailable } from '#features/digital-post/server/digital-post.queries.ts';
import { findClosing } from '#features/closing/server/closing.queries.ts';
import { findOwnPublicDirectory } from '#features/directory/server/public.queries.ts';
import { findMarks } from '#features/marks/server/mark.queries.ts';
import { listRelations } from '#features/network/server/network.queries.ts';
import { findPlan } from '#features/pathway-plans/server/plan.queries.ts';
import { listWords } from '#features/pathways/server/entry.queries.ts';
import { byOrganisation } from '#features/responsibility/responsibility.rules.ts';
import { listResponsible } from '#features/responsibility/server/responsibility.queries.ts';
import { listOpenTasks, listTasksOver } from '#features/tasks/server/task.queries.ts';
import { listPossible } from '#features/possible-offers/server/possible.queries.ts';
import type { Rows } from '#server/acting.ts';

/** What is one's own is shown whole: more than anybody was ever told or given. */
export const ALL = 10_000;

/** The questions, to be asked together. */
export const everythingOf = (pathway: string, now: Date) =>
	[
		findMyTovholder(pathway),
		listComingMeetings(pathway, now),
		listOpenTasks(pathway),
		listTasksOver(pathway, null, ALL),
		listMyPlan(pathway),
		listWords(pathway, null, ALL),
		listInvolved(pathway),
		listSentMinutes(pathway),
		listMyConsents(pathway),
		findClosing(pathway),
		listRelations(pathway),
		findPlan(pathway),
		allWrittenOf(pathway),
		findOwnPublicDirectory(),
		listResponsible(pathway),
		findMarks(pathway),
		listPossible(pathway),
		listAvailable(pathway)
	] as const;

type Answers = Rows<[...ReturnType<typeof everythingOf>]>;

/** The answers by name. */
export function inOrder(answers: readonly [...Answers, ...unknown[]]) {
	const [
		[tovholder],
		meetings,
		open,
		done,
		plan,
		words,
		involved,
		minutes,
		consents,
		[closing],
		network,
		[edition],
		[written],
		[directory],
		responsible,
		[marks],
		possible,
		posts
	] = answers;
	return {
		tovholder: tovholder ?? null,
		meetings,
		open,
		done,
		plan,
		words,
		involved,
		minutes,
		consents,
		/** How it was closed; a plan in the making is the tovholder's still. */
		closing: closing?.closedAt ? closing : null,
		network,
		/** The newest edition of the plan. */
		edition: edition ?? null,
		/** L-10: all the rest that was written, in its own words. */
		written: tellAllWritten(written),
		/** where all the offers of the municipality are read; null where it keeps them to itself. */
		directory: directory ?? null,
		/** L-11: who is responsible for which data, and whom to ask. */
		responsible: byOrganisation(responsible),
		/** what it is about. */
		marks: marks ?? null,
		/** offers that are chosen for the citizen. */
		possible,
		/** L-30: what was sent to their Digital Post, and since when it was there. */
		posts
	};
}
