import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { awaitingAssessment } from '#features/children/child.rules.ts';
import { findChild } from '#features/children/server/child.queries.ts';
import { BirthDateForm } from '#features/citizens/citizen.schema.ts';
import { correctBirthDate } from '#features/citizens/server/correct-birth-date.ts';
import { refuseSecond } from '#features/citizens/server/meet-namesake.ts';
import { findDetails } from '#features/citizens/server/details.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[details]] = await locals.read(
		findDetails(params.pathway),
		recordFound('citizen.read', params.pathway, null, findDetails(params.pathway))
	);
	if (!details) error(404);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}/citizen/details`,
		version: String(details.version),
		birthDate: details.birthDate,
		today: locals.today
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, BirthDateForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { corrected, child } = await locals
			.transact(async (acting) => ({
				corrected: await correctBirthDate(acting, params.pathway, form.value),
				child: await acting.first(findChild(params.pathway))
			}))
			.catch((cause: unknown) => ({ corrected: refuseSecond(cause), child: undefined }));
		// a child after all, and somebody is asked already: on to the page that asks for the assessment.
		if (
			corrected.ok &&
			child &&
			awaitingAssessment(child.organisations, child.assessments).length > 0
		)
			redirect(303, `/pathways/${params.pathway}/child`);
		if (corrected.ok) redirect(303, `/pathways/${params.pathway}/citizen?done=details`);
		if (corrected.reason === 'not-there') error(404);
		if (corrected.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(corrected.reason) });
		const { saved } = corrected;
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.changedBy || null,
			at: saved.changedAt ?? locals.now,
			texts: [
				{
					name: 'birthDate',
					label: m.need_birth_date(),
					yours: form.typed.birthDate,
					saved: saved.birthDate
				}
			]
		};
		return fail(409, { typed: form.typed, conflict });
	}
};
