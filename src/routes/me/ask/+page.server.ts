import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { findMyTovholder } from '#features/citizens/server/citizen.queries.ts';
import { MyMessageForm } from '#features/tovholder-messages/message.schema.ts';
import { listMessages } from '#features/tovholder-messages/server/message.queries.ts';
import { sendMessage } from '#features/tovholder-messages/server/send-message.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[tovholder], messages] = await locals.read(
		findMyTovholder(chosen.id),
		listMessages(chosen.id),
		recordPathway('messages.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		pathway: chosen.id,
		isOpen: chosen.state === 'open',
		tovholder: tovholder ?? null,
		messages,
		newId: crypto.randomUUID(),
		isSent: url.searchParams.get('said') === 'sent'
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, MyMessageForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, message: id, body } = form.value;
		const sent = await locals.transact((acting) =>
			sendMessage(asSelf(acting), pathway, { id, body })
		);
		if (sent.ok) redirect(303, `/me/ask?pathway=${pathway}&said=sent`);
		if (sent.reason === 'not-there') error(404);
		if (sent.reason === 'sent-before')
			return fail(409, {
				typed: form.typed,
				sentBefore: saySaved(sent.saved, { body: m.message_body })
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(sent.reason) });
	}
};
