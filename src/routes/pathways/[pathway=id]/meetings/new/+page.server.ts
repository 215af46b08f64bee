import { error, fail, redirect } from '@sveltejs/kit';
import { listInterpreters } from '#features/framework/server/linked.queries.ts';
import { detailsOf, MeetingForm } from '#features/meetings/meeting.schema.ts';
import { conveneMeeting } from '#features/meetings/server/convene-meeting.ts';
import { findEarlierPlace, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { listOffered } from '#features/meetings/server/parked.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { PLAN_LABELS } from '../[meeting=id]/meeting-conflicts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[pathway], [earlier], parked, interpreters] = await locals.read(
		findMeetingPlace(params.pathway),
		findEarlierPlace(params.pathway, null),
		listOffered(params.pathway),
		listInterpreters(),
		recordFound(
			'pathway.read',
			params.pathway,
			null,
			having(findMeetingPlace(params.pathway), 'isTovholder')
		)
	);
	if (!pathway?.isTovholder) error(404);
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (pathway.state !== 'open') redirect(303, `/pathways/${params.pathway}`);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/pathways/${params.pathway}/meetings`,
		newId: crypto.randomUUID(),
		earlierPlace: earlier?.place ?? null,
		// Whether one comes is asked anew each time; to what language need not be typed again.
		interpreterLanguage: pathway.citizenNeedsInterpreter ? (pathway.citizenLanguage ?? '') : '',
		interpreters,
		parked: parked.map(({ id, title }) => ({ id, title }))
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, MeetingForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const id = form.value.id || crypto.randomUUID();
		const convened = await locals.transact((acting) =>
			conveneMeeting(acting, params.pathway, { ...detailsOf(form.value), id })
		);
		if (convened.ok) redirect(303, `/pathways/${params.pathway}/meetings/${convened.value.id}`);
		if (convened.reason === 'not-there') error(404);
		if (convened.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(convened.saved, PLAN_LABELS)
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(convened.reason) });
	}
};
