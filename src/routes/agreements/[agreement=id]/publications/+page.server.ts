import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { publishing } from '#features/agreements/mandate.rules.ts';
import { namesCommunicators, standingOf } from '#features/agreements/publication.rules.ts';
import { newestTemplateOf } from '#features/agreements/agreement-template.rules.ts';
import { isAgreementKind } from '#features/agreements/kind.rules.ts';
import {
	AnswerPublicationForm,
	AskPublicationForm
} from '#features/agreements/publication.schema.ts';
import {
	listCommunicators,
	listPublications
} from '#features/agreements/server/publication.queries.ts';
import {
	answerForName,
	answerPublishing,
	askToPublish
} from '#features/agreements/server/publish-text.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { document, agreed } = await readAgreement(locals, params.agreement);
	if (!agreed?.from) error(404);
	const [communicators, publications] = await locals.read(
		listCommunicators(params.agreement),
		listPublications(params.agreement)
	);
	const { visitor } = locals;
	const own = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	const asksWho =
		!isAgreementKind(document.template) || namesCommunicators(newestTemplateOf(document.template));
	const speaks = !asksWho || publishing(own, communicators) === 'free';
	const { parties } = asFrozen(agreed.content);
	return {
		visitor,
		done: url.searchParams.get('done'),
		id: params.agreement,
		title: document.title,
		made: randomUUID(),
		communicators: communicators.map(({ name }) => name),
		asksWho,
		speaks,
		/** whose name or logo a text may carry. */
		others: parties
			.filter(({ organisation }) => organisation !== own.organisation)
			.map(({ organisation, name }) => ({ value: organisation, label: name })),
		mayAsk:
			(!asksWho || communicators.length > 0) &&
			parties.some(({ organisation }) => organisation === own.organisation),
		publications: publications.map(({ askedBy, askedByOrganisation, names, ...each }) => ({
			...each,
			standing: standingOf(each.state, names),
			names: names.map(({ party, name, state, by, reason }) => ({
				party,
				name,
				state,
				by,
				reason
			})),
			isMine: askedBy === own.person && askedByOrganisation === own.organisation,
			isToAnswer: asksWho && speaks && each.state === 'asked',
			isToAnswerForName: names.some(({ isMine, state }) => isMine && state === 'asked')
		}))
	};
};

export const actions: Actions = {
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, AskPublicationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact((acting) =>
			askToPublish(acting, params.agreement, form.value)
		);
		if (outcome.ok)
			redirect(303, `/agreements/${params.agreement}/publications?done=${outcome.value}`);
		if (outcome.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: randomUUID() },
				refusal: m.ui_sent_before_here()
			});
		if (outcome.reason === 'nobody-may-approve')
			return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
		return error(404);
	},
	answer: async ({ locals, params, request }) => {
		const form = await readForm(request, AnswerPublicationForm);
		const about = form.typed.publication ?? '';
		if (!form.ok)
			return fail(422, { about, answered: form.typed, problems: at(about, form.problems) });
		const { publication, answer, reason, as } = form.value;
		const said = { isApproved: answer === 'approved', reason };
		const outcome = await locals.transact(async (acting) =>
			as === 'name'
				? answerForName(acting, params.agreement, publication, said)
				: answerPublishing(acting, params.agreement, publication, said)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/publications?done=answered`);
		if (outcome.reason === 'publication-no-reason')
			return fail(422, {
				about,
				answered: form.typed,
				problems: at(about, { reason: [sayRefusal(outcome.reason)] })
			});
		if (
			outcome.reason === 'not-a-communicator' ||
			outcome.reason === 'not-for-this-name' ||
			outcome.reason === 'publication-answered'
		)
			return fail(409, { about, answered: form.typed, refusal: sayRefusal(outcome.reason) });
		return error(404);
	}
};

/** What is wrong with the answer to one text, by the field of that text. */
const at = (about: string, problems: Partial<Record<string, string[]>>) =>
	Object.fromEntries(Object.entries(problems).map(([field, said]) => [`${field}-${about}`, said]));
