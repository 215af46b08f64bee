import { error, fail, redirect } from '@sveltejs/kit';
import {
	CloseForm,
	LookForm,
	RewordForm,
	TakeBackForm,
	VoiceForm
} from '#features/agreements/decision.schema.ts';
import {
	groupStanding,
	inAWord,
	notYetHeard,
	withStanding
} from '#features/documents/group-decision.rules.ts';
import {
	changeQuestion,
	closeTogether,
	lookAgain,
	ruled,
	sayTogether,
	withdrawAsked
} from '#features/documents/server/decide-together.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import {
	findQuestion,
	listQuestionMembers,
	listSecondLooks,
	listVoices
} from '#features/documents/server/question.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { isDay } from '#values/day.ts';
import { conflictTexts } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { agreement, decision } = params;
	const [documents, questions, members, voices, looks] = await locals.read(
		findDocument(agreement),
		findQuestion(agreement, decision),
		listQuestionMembers(decision),
		listVoices(decision),
		listSecondLooks(decision)
	);
	const [document, question] = [documents[0], questions[0]];
	if (!document || !question) error(404);
	const { visitor, today } = locals;
	const rules = ruled(question, members);
	const standing = groupStanding(rules, voices);
	const isMine = (each: { person: string; organisation: string }) =>
		each.person === visitor?.person && each.organisation === visitor?.organisation;
	const heard = notYetHeard(rules, voices);
	const nameOf = (organisation: string) =>
		members.find((each) => each.organisation === organisation)?.organisationName ?? '';
	return {
		visitor,
		done: url.searchParams.get('done'),
		agreement: { id: document.id, title: document.title },
		made: crypto.randomUUID(),
		question: {
			id: question.id,
			title: question.title,
			body: question.body,
			hash: question.hash,
			version: question.version,
			state: question.state,
			askedBy: question.askedBy,
			askedAt: question.askedAt,
			decidedOn: question.decidedOn,
			reviewOn: question.reviewOn,
			isDue: question.reviewOn !== null && question.reviewOn <= today
		},
		isMember: members.some(isMine),
		mayLead: document.isWriter || document.isKeeper,
		mine: voices.findLast((each) => isMine(each) && each.hash === question.hash) ?? null,
		standing: standing.is,
		inAWord: inAWord(question.state, rules, voices),
		lacking:
			standing.is === 'waiting'
				? standing.lacking.map(({ organisation, voices: needed }) => ({
						organisation,
						name: nameOf(organisation),
						needed
					}))
				: [],
		members: members.map((each) => ({
			key: `${each.person}.${each.organisation}`,
			name: each.name,
			organisation: each.organisationName,
			hasLeft: each.hasLeft,
			isHeard: !heard.some(
				({ person, organisation }) => person === each.person && organisation === each.organisation
			)
		})),
		voices: withStanding(question, voices).toReversed(),
		looks
	};
};

type At = { agreement: string; decision: string };
const pathOf = ({ agreement, decision }: At) => `/agreements/${agreement}/decisions/${decision}`;

const LABELS = { title: m.decision_title_label, body: m.decision_body_label };

export const actions: Actions = {
	say: async ({ locals, params, request }) => {
		const form = await readForm(request, VoiceForm);
		if (!form.ok) return fail(422, { said: form.typed, problems: form.problems });
		const { hash, ...word } = form.value;
		const path = pathOf(params);
		const outcome = await locals.transact((acting) =>
			sayTogether(acting, params.agreement, { id: params.decision, hash, path }, word)
		);
		if (outcome.ok) redirect(303, `${path}?done=said`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'no-such-question-here':
				return error(404);
			case 'objection-without-reason':
				return fail(422, { said: typed, problems: { reason: [sayRefusal(outcome.reason)] } });
			case 'not-open-for-decision':
				return fail(409, { said: typed, refusal: m.decision_settled_already() });
			default:
				return fail(409, { said: typed, refusal: sayRefusal(outcome.reason) });
		}
	},

	close: async ({ locals, params, request }) => {
		const form = await readForm(request, CloseForm);
		if (!form.ok) return fail(422, { closed: form.typed, problems: form.problems });
		const { version: base, review } = form.value;
		const path = pathOf(params);
		const outcome = await locals.transact((acting) =>
			closeTogether(acting, params.agreement, { id: params.decision, base, path }, review)
		);
		if (outcome.ok) redirect(303, `${path}?done=decided`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'no-such-question-here':
				return error(404);
			case 'review-not-after-decision':
				return fail(422, { closed: typed, problems: { review: [sayRefusal(outcome.reason)] } });
			case 'stale':
				return fail(409, { closed: typed, refusal: m.decision_stale() });
			case 'not-open-for-decision':
				return fail(409, { closed: typed, refusal: m.decision_settled_already() });
			default:
				return fail(409, { closed: typed, refusal: sayRefusal(outcome.reason) });
		}
	},

	change: async ({ locals, params, request }) => {
		const form = await readForm(request, RewordForm);
		if (!form.ok) return fail(422, { changed: form.typed, problems: form.problems });
		const { version: base, ...wish } = form.value;
		const path = pathOf(params);
		const outcome = await locals.transact((acting) =>
			changeQuestion(acting, params.agreement, { id: params.decision, base, path }, wish)
		);
		if (outcome.ok) redirect(303, `${path}?done=changed`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'no-such-question-here':
				return error(404);
			case 'stale': {
				const { saved } = outcome;
				const conflict: Conflicting = {
					version: saved.version,
					by: saved.changedBy,
					at: saved.changedAt,
					texts: conflictTexts(LABELS, typed, { title: saved.title, body: saved.body })
				};
				return fail(409, { changed: typed, conflict });
			}
			case 'not-open-for-decision':
				return fail(409, { changed: typed, refusal: m.decision_settled_already() });
			default:
				return fail(409, { changed: typed, refusal: sayRefusal(outcome.reason) });
		}
	},

	back: async ({ locals, params, request }) => {
		const form = await readForm(request, TakeBackForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const at = { id: params.decision, base: form.value.version };
		const outcome = await locals.transact((acting) => withdrawAsked(acting, params.agreement, at));
		if (outcome.ok) redirect(303, `${pathOf(params)}?done=back`);
		if (outcome.reason === 'no-document' || outcome.reason === 'no-such-question-here') error(404);
		if (outcome.reason === 'stale') return fail(409, { refusal: m.decision_stale() });
		if (outcome.reason === 'not-open-for-decision')
			return fail(409, { refusal: m.decision_settled_already() });
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	},

	look: async ({ locals, params, request }) => {
		const form = await readForm(request, LookForm);
		if (!form.ok) return fail(422, { looked: form.typed, problems: form.problems });
		const { typed } = form;
		const { id, version: base, outcome: stands, next, note } = form.value;
		if (stands === 'stands' && !isDay(next))
			return fail(422, { looked: typed, problems: { next: [m.form_day_missing()] } });
		const nextOn = stands === 'stands' ? next : null;
		const path = pathOf(params);
		const outcome = await locals.transact((acting) =>
			lookAgain(acting, params.agreement, { id: params.decision, base, path }, { id, note, nextOn })
		);
		if (outcome.ok) redirect(303, `${path}?done=looked`);
		switch (outcome.reason) {
			case 'no-document':
			case 'no-such-question-here':
				return error(404);
			case 'review-not-after-decision':
				return fail(422, { looked: typed, problems: { next: [sayRefusal(outcome.reason)] } });
			case 'stale':
				return fail(409, { looked: typed, refusal: m.decision_stale() });
			default:
				return fail(409, { looked: typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};
