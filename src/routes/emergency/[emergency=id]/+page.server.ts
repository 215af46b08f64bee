import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { ReviewForm } from '#features/emergency/emergency.schema.ts';
import { findToReview } from '#features/emergency/server/emergency.queries.ts';
import { reviewEmergency } from '#features/emergency/server/keep-emergency.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[emergency]] = await locals.read(
		findToReview(params.emergency),
		whereFound(record('emergency.read', params.emergency), [findToReview(params.emergency)])
	);
	if (!emergency) error(404);
	return { visitor: locals.visitor, today: locals.today, emergency };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, ReviewForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, finding, note } = form.value;
		const reviewed = await locals.transact((acting) =>
			reviewEmergency(acting, params.emergency, version, finding, note)
		);
		if (reviewed.ok) redirect(303, '/emergency?said=reviewed');
		if (reviewed.reason === 'not-there') error(404);
		if (reviewed.reason === 'finding-without-note')
			return fail(422, {
				typed: form.typed,
				problems: { note: [sayRefusal(reviewed.reason)] } as Partial<Record<string, string[]>>
			});
		// What was found first stands on the page; what was written comes along to be copied.
		return fail(409, { typed: form.typed, refusal: m.emergency_reviewed_meanwhile() });
	}
};
