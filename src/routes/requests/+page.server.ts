import { error, fail, redirect } from '@sveltejs/kit';
import { AnswerCall } from '#features/allotment-meetings/allotment-meeting.schema.ts';
import { listAsked } from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { answerCall } from '#features/allotment-meetings/server/answer-call.ts';
import { AnswerCapacityForm } from '#features/capacity/capacity.schema.ts';
import { sayCapacity } from '#features/capacity/server/ask-capacity.ts';
import { listCapacityRequests } from '#features/capacity/server/capacity.queries.ts';
import { AnswerForm } from '#features/pathways/partner.schema.ts';
import { answerRequest } from '#features/pathways/server/answer-request.ts';
import { listRequests, PAGE_OF_REQUESTS } from '#features/pathways/server/partner.queries.ts';
import { answerTransfer } from '#features/transfers/server/answer-transfer.ts';
import { listTransferRequests } from '#features/transfers/server/transfer.queries.ts';
import { AnswerTransferForm } from '#features/transfers/transfer.schema.ts';
import { recordRequests } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [asked, transfers, capacity, calls] = await locals.read(
		listRequests(after),
		listTransferRequests(),
		listCapacityRequests(),
		listAsked(),
		recordRequests()
	);
	if (locals.visitor?.hat !== 'organisation') error(404);
	const { rows: requests, next } = pageOf(asked, PAGE_OF_REQUESTS);
	return {
		visitor: locals.visitor,
		requests,
		transfers: after ? [] : transfers,
		capacity: after ? [] : capacity,
		calls: after ? [] : calls,
		next: next && `/requests?after=${encodeURIComponent(next)}`,
		first: after && '/requests',
		/** Behind the forms: a page further on is shown again with what was typed on it. */
		here: after ? `&after=${encodeURIComponent(`${after.at}~${after.id}`)}` : '',
		said: (['no', 'room', 'call'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	answer: async ({ locals, request }) => {
		const form = await readForm(request, AnswerForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { request: asked, answer, note } = form.value;
		const result = await locals.transact((acting) =>
			answerRequest(acting, asked, answer === 'yes', note)
		);
		// Of a question that is not there, was taken back or is another's, one is told the same; the note stays in the form.
		if (!result.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(result.reason) });
		const { pathway } = result.value;
		redirect(303, pathway ? `/pathways/${pathway}` : '/requests?said=no');
	},
	answerCapacity: async ({ locals, request }) => {
		const form = await readForm(request, AnswerCapacityForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { capacity, answer, note } = form.value;
		const result = await locals.transact((acting) => sayCapacity(acting, capacity, answer, note));
		if (result.ok) redirect(303, '/requests?said=room');
		if (result.reason === 'capacity-later-without-when')
			return fail(422, { typed: form.typed, problems: { note: [sayRefusal(result.reason)] } });
		return fail(409, { typed: form.typed, refusal: sayRefusal(result.reason) });
	},
	answerCall: async ({ locals, request }) => {
		const form = await readForm(request, AnswerCall);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { meeting, answer, note } = form.value;
		const result = await locals.transact((acting) =>
			answerCall(acting, meeting, answer === 'yes', note)
		);
		if (!result.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(result.reason) });
		redirect(303, '/requests?said=call');
	},
	answerTransfer: async ({ locals, request }) => {
		const form = await readForm(request, AnswerTransferForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { transfer, answer, note } = form.value;
		const result = await locals.transact((acting) =>
			answerTransfer(acting, transfer, answer === 'yes', note)
		);
		if (!result.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(result.reason) });
		const { pathway } = result.value;
		redirect(303, pathway ? `/pathways/${pathway}` : '/requests?said=no');
	}
};
