import { error, fail, redirect } from '@sveltejs/kit';
import { sayCapacity } from '#features/capacity/server/ask-capacity.ts';
import { answersTo, maySit, type LightAnswer } from '#features/light/light.rules.ts';
import { LightAnswerForm } from '#features/light/light.schema.ts';
import {
	findLightLink,
	findQuestion,
	findTaskVersion,
	recordQuestion
} from '#features/light/server/light.queries.ts';
import { answerRequest } from '#features/pathways/server/answer-request.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { answerTransfer } from '#features/transfers/server/answer-transfer.ts';
import type { Acting, LightLink } from '#server/acting.ts';
import { readForm, type Problems } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { refused } from '#values/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

/** To look is not to act: mail programs open links by themselves. Nothing of what it is about is shown. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[link]] = await locals.readPublic(findLightLink(params.link, locals.today));
	if (!link) error(404);
	const { path, ...shown } = link;
	return {
		visitor: locals.visitor,
		link: shown,
		signIn: `/sign-in?to=${encodeURIComponent(path)}`,
		isThanked: url.searchParams.get('thanks') === 'yes'
	};
};

const isDone = ({ ok }: { ok: boolean }) => ok;

export const actions: Actions = {
	/** Shows the question, in which nobody is named, to the person who presses the button. */
	show: async ({ locals, params }) => {
		const shown = await locals.byLink(
			params.link,
			async (acting, link) => {
				const may = maySit(link, acting.visitor, 'answer');
				if (!may.ok) return may;
				const question = await acting.first(findQuestion());
				if (!question) return refused('request-not-open');
				await acting.run(recordQuestion(link.object));
				return { ok: true, value: question } as const;
			},
			() => false
		);
		if (!shown) return gone();
		return shown.ok ? { question: shown.value } : fail(409, { refusal: sayRefusal(shown.reason) });
	},

	answer: async ({ locals, params, request }) => {
		const form = await readForm(request, LightAnswerForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { answer, note } = form.value;
		const answered = await locals.byLink(
			params.link,
			async (acting, link) => {
				const may = maySit(link, acting.visitor, 'answer');
				if (!may.ok) return may;
				if (!answersTo(link.kind).includes(answer)) return refused('light-other-kind');
				return sayTo(acting, link, answer, note);
			},
			isDone
		);
		if (!answered) return fail(409, { typed: form.typed, refusal: sayRefusal('light-link-gone') });
		if (!answered.ok && answered.reason === 'capacity-later-without-when')
			return fail(422, {
				typed: form.typed,
				problems: { note: [sayRefusal(answered.reason)] } as Problems<typeof LightAnswerForm>
			});
		if (!answered.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(answered.reason) });
		redirect(303, '?thanks=yes');
	},

	tick: async ({ locals, params }) => {
		const ticked = await locals.byLink(
			params.link,
			async (acting, link) => {
				const may = maySit(link, acting.visitor, 'tick');
				if (!may.ok) return may;
				const task = await acting.first(findTaskVersion(link.pathway, link.object));
				if (!task) return refused('light-task-not-open');
				const { version } = task;
				const kept = { version, to: 'done', note: '' } as const;
				const done = await finishTask(acting, link.pathway, link.object, kept);
				return done.ok ? done : refused('light-task-not-open');
			},
			isDone
		);
		if (!ticked) return gone();
		if (!ticked.ok) return fail(409, { refusal: sayRefusal(ticked.reason) });
		redirect(303, '?thanks=yes');
	}
};

const gone = () => fail(409, { refusal: sayRefusal('light-link-gone') });

/** Answers what the link asks. */
async function sayTo(
	acting: Acting,
	{ kind, object }: LightLink,
	answer: LightAnswer,
	note: string
) {
	if (kind === 'capacity') return sayCapacity(acting, object, answer, note);
	const says = kind === 'transfer' ? answerTransfer : answerRequest;
	return says(acting, object, answer === 'yes', note);
}
