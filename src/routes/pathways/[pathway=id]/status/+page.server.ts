import { error, fail, redirect } from '@sveltejs/kit';
import { asContent } from '#features/framework/draft.rules.ts';
import { channelsBetweenParties } from '#features/framework/framework-words.rules.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { sendStatus } from '#features/status-messages/server/send-status.ts';
import {
	findStatusPlace,
	listCovered,
	listStatus
} from '#features/status-messages/server/status-message.queries.ts';
import { StatusForm } from '#features/status-messages/status-message.schema.ts';
import { m } from '#messages';
import { having, recordFound, wornAtWork } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

type Established = { content: Parameters<typeof asContent>[0] } | undefined;
/** The channels that the framework in force names. */
const channelsOf = (framework: Established) =>
	framework ? channelsBetweenParties(asContent(framework.content).answers) : [];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], partners, messages, [framework]] = await locals.read(
		findHead(params.pathway),
		findStatusPlace(params.pathway),
		listCovered(params.pathway),
		listStatus(params.pathway),
		findEstablished(),
		recordFound(
			'status.read',
			params.pathway,
			null,
			having(findStatusPlace(params.pathway), 'isHeld', 'isPartner'),
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
		partners: place.isHeld ? partners : [],
		channels: place.isHeld ? channelsOf(framework) : [],
		messages,
		newId: crypto.randomUUID(),
		isSent: url.searchParams.get('said') === 'sent'
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, StatusForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { status: id, ...message } = form.value;
		const sent = await locals.transact(async (acting) =>
			sendStatus(
				atWork(acting),
				params.pathway,
				id,
				message,
				channelsOf(await acting.first(findEstablished()))
			)
		);
		if (sent.ok) redirect(303, '?said=sent');
		if (sent.reason === 'not-there') error(404);
		if (sent.reason === 'sent-before')
			return fail(409, {
				typed: form.typed,
				sentBefore: saySaved(sent.saved, { body: m.status_body })
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(sent.reason) });
	}
};
