import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { OwnComesForm } from '#features/allotment-meetings/allotment-meeting.schema.ts';
import { findCalled } from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { sayComes } from '#features/allotment-meetings/server/say-comes.ts';
import { EndCompanionForm, TickForm, WordsForm } from '#features/citizens/citizen.schema.ts';
import {
	findMyTovholder,
	listComingMeetings,
	listInvolved,
	listMyPlan,
	listSentMinutes
} from '#features/citizens/server/citizen.queries.ts';
import { listAvailable } from '#features/digital-post/server/digital-post.queries.ts';
import { findClosing } from '#features/closing/server/closing.queries.ts';
import { listAskedPurposes } from '#features/consents/server/request.queries.ts';
import { findOwnPlace } from '#features/citizens/server/companion.queries.ts';
import { leaveAsCompanion } from '#features/citizens/server/end-companion.ts';
import { tellOwnWords } from '#features/citizens/server/tell-own-words.ts';
import { OwnAnswerForm } from '#features/meetings/answer.schema.ts';
import { findOwnPublicDirectory } from '#features/directory/server/public.queries.ts';
import { answerMeeting } from '#features/meetings/server/answer-meeting.ts';
import { listWords } from '#features/pathways/server/entry.queries.ts';
import { sayTaskState, sayTitle } from '#features/tasks/say-task.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { listOpenTasks, listTasksOver } from '#features/tasks/server/task.queries.ts';
import { listPossible } from '#features/possible-offers/server/possible.queries.ts';
import { findPlanBrief } from '#features/pathway-plans/server/plan.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { listStatus } from '#features/status-messages/server/status-message.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { choosePathway } from './choose-pathway.ts';
import { ALL } from './everything.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { pathways, chosen } = await choosePathway(locals, url);
	const shared = {
		visitor: locals.visitor,
		pathways,
		said: readSaid(url.searchParams.get('said'))
	};
	if (!chosen) return { ...shared, chosen: null, shown: null };
	const { id, isCitizen } = chosen;
	const [
		[tovholder],
		meetings,
		open,
		done,
		plan,
		words,
		involved,
		minutes,
		[place],
		[closing],
		[brief],
		[called],
		[directory],
		possible,
		asked,
		posts
	] = await locals.read(
		findMyTovholder(id),
		listComingMeetings(id, locals.now),
		listOpenTasks(id),
		listTasksOver(id),
		listMyPlan(id),
		listWords(id, null, ALL),
		listInvolved(id),
		listSentMinutes(id),
		findOwnPlace(id),
		findClosing(id),
		findPlanBrief(id),
		findCalled(id),
		findOwnPublicDirectory(),
		listPossible(id),
		listAskedPurposes(id),
		listAvailable(id),
		recordPathway('me.read', id)
	);
	// The citizen reads them with all else that is written.
	const [status] = isCitizen ? [[]] : await locals.read(listStatus(id));
	return {
		...shared,
		chosen,
		shown: {
			tovholder: tovholder ?? null,
			meetings,
			open,
			done,
			plan,
			brief: brief ?? null,
			called: called ?? null,
			words,
			involved,
			minutes,
			posts,
			status,
			directory: directory ?? null,
			/** offers that are chosen for the citizen; none for a companion. */
			possible,
			/** What is asked of the citizen, and of nobody who walks along. */
			asked: isCitizen && chosen.state === 'open' ? asked.map(({ purpose }) => purpose) : [],
			/** A companion's own place, to be left. */
			place: isCitizen ? null : (place ?? null),
			closing: closing?.closedAt ? closing : null,
			telling:
				isCitizen && chosen.state === 'open' ? { pathway: id, newId: crypto.randomUUID() } : null
		}
	};
};

export const actions: Actions = {
	tell: async ({ locals, request }) => {
		const form = await readForm(request, WordsForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, words, question, body } = form.value;
		const told = await locals.transact((acting) =>
			tellOwnWords(acting, pathway, { id: words, question, body })
		);
		if (told.ok) redirect(303, `/me?pathway=${pathway}&said=words`);
		if (told.reason === 'not-there') error(404);
		if (told.reason === 'sent-before')
			return fail(409, {
				// The form comes back under a new id.
				typed: form.typed,
				sentBefore: saySaved(told.saved, { body: m.me_words_body })
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(told.reason) });
	},
	/** A companion stops being one. */
	leave: async ({ locals, request }) => {
		const form = await readForm(request, EndCompanionForm);
		if (!form.ok) error(404);
		const { pathway, companion, version } = form.value;
		const left = await locals.transact((acting) =>
			leaveAsCompanion(asSelf(acting), pathway, companion, version)
		);
		if (left.ok) redirect(303, '/me?said=left');
		if (left.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(left.reason) });
	},
	/** Whether the citizen comes to a meeting. */
	answer: async ({ locals, request }) => {
		const form = await readForm(request, OwnAnswerForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { pathway, meeting, ...given } = form.value;
		const answered = await locals.transact((acting) =>
			answerMeeting(acting, pathway, meeting, { ...given, now: locals.now })
		);
		if (answered.ok) redirect(303, `/me?pathway=${pathway}&said=answer`);
		if (answered.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(answered.reason) });
	},
	/** Whether the citizen comes to where a tovholder is found. */
	comes: async ({ locals, request }) => {
		const form = await readForm(request, OwnComesForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { pathway, meeting, ...said } = form.value;
		const answered = await locals.transact((acting) =>
			sayComes(asSelf(acting), pathway, meeting, said)
		);
		if (answered.ok) redirect(303, `/me?pathway=${pathway}&said=answer`);
		if (answered.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(answered.reason) });
	},
	tick: async ({ locals, request }) => {
		const form = await readForm(request, TickForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { pathway, task, version, to } = form.value;
		const done = await locals.transact((acting) =>
			finishTask(acting, pathway, task, { version, to, note: '' })
		);
		if (done.ok) redirect(303, `/me?pathway=${pathway}&said=task`);
		if (done.reason === 'not-there') error(404);
		if (done.reason !== 'stale') return fail(409, { refusal: sayRefusal(done.reason) });
		const { title, tells, state, stateNote, version: latest, changedBy, changedAt } = done.saved;
		return fail(409, {
			ticked: form.typed,
			conflict: {
				version: latest,
				by: changedBy,
				at: changedAt,
				texts: [
					{
						name: 'to',
						label: sayTitle({ title, tells }),
						yours: to,
						saved: [sayTaskState(state), ...(stateNote ? [stateNote] : [])].join(': '),
						options: (['done', 'open'] as const).map((value) => ({
							value,
							label: sayTaskState(value)
						}))
					}
				]
			}
		});
	}
};

/** What has just been done, told once in the address. */
const readSaid = (said: string | null) =>
	(['words', 'task', 'left', 'answer'] as const).find((each) => each === said) ?? null;
