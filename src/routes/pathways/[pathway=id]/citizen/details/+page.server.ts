import { error, fail, redirect } from '@sveltejs/kit';
import { DetailsForm } from '#features/citizens/citizen.schema.ts';
import { conflictingDetails } from '#features/citizens/conflicting-details.ts';
import { asTyped, DETAILS } from '#features/citizens/details.rules.ts';
import { changeDetails } from '#features/citizens/server/change-details.ts';
import { refuseSecond } from '#features/citizens/server/meet-namesake.ts';
import { findDetails } from '#features/citizens/server/details.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[details]] = await locals.read(
		findDetails(params.pathway),
		recordFound('citizen.read', params.pathway, null, findDetails(params.pathway))
	);
	if (!details) error(404);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}/citizen`,
		version: shownAt(details.version, asTyped(details)),
		details: asTyped(details),
		former: details.former
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, DetailsForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...details } = form.value;
		const changed = await locals
			.transact((acting) => changeDetails(acting, params.pathway, version, details))
			.catch(refuseSecond);
		if (changed.ok) redirect(303, `/pathways/${params.pathway}/citizen?done=details`);
		if (changed.reason === 'not-there') error(404);
		if (changed.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(changed.reason) });
		const { saved } = changed;
		// A form that was opened before the address became protected says no to it without anybody having meant it: whoever
		// does mean it says so on the page as it is now.
		const yours = { ...form.typed, ...(saved.isProtected && { isProtected: 'yes' }) };
		const conflict = conflictingDetails(DETAILS, yours, saved, locals.now);
		return fail(409, { typed: form.typed, conflict });
	}
};
