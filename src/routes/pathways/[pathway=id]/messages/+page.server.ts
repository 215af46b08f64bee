import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { AnswerForm, MessageForm } from '#features/tovholder-messages/message.schema.ts';
import { answerMessage } from '#features/tovholder-messages/server/answer-message.ts';
import {
	findMessagePlace,
	listMessages
} from '#features/tovholder-messages/server/message.queries.ts';
import { sendMessage } from '#features/tovholder-messages/server/send-message.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound, wornAtWork } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], messages] = await locals.read(
		findHead(params.pathway),
		findMessagePlace(params.pathway),
		listMessages(params.pathway),
		recordFound(
			'messages.read',
			params.pathway,
			null,
			having(findMessagePlace(params.pathway), 'isHeld', 'isPartner'),
			wornAtWork()
		)
	);
	if (!head || locals.visitor?.hat !== 'organisation' || !(place?.isHeld || place?.isPartner))
		error(404);
	return {
		visitor: locals.visitor,
		head,
		isHeld: place.isHeld,
		isOpen: place.isOpen,
		messages,
		newId: crypto.randomUUID(),
		said: (['sent', 'answered'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	send: async ({ locals, params, request }) => {
		const form = await readForm(request, MessageForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { message: id, body } = form.value;
		const sent = await locals.transact((acting) =>
			sendMessage(atWork(acting), params.pathway, { id, body })
		);
		if (sent.ok) redirect(303, '?said=sent');
		if (sent.reason === 'not-there') error(404);
		if (sent.reason === 'sent-before')
			return fail(409, {
				typed: form.typed,
				sentBefore: saySaved(sent.saved, { body: m.message_body })
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(sent.reason) });
	},

	answer: async ({ locals, params, request }) => {
		const form = await readForm(request, AnswerForm);
		if (!form.ok) return fail(422, { answered: form.typed, answerProblems: form.problems });
		const { message, answer } = form.value;
		const answered = await locals.transact((acting) =>
			answerMessage(atWork(acting), params.pathway, message, answer)
		);
		if (answered.ok) redirect(303, '?said=answered');
		if (answered.reason === 'not-there') error(404);
		if (answered.reason === 'answer-missing')
			return fail(422, {
				answered: form.typed,
				answerProblems: { answer: [m.message_answer_missing()] }
			});
		if (answered.reason === 'sent-before')
			return fail(409, {
				answered: form.typed,
				sentBefore: saySaved(answered.saved, { answer: m.message_answer })
			});
		return fail(409, { answered: form.typed, refusal: sayRefusal(answered.reason) });
	}
};
