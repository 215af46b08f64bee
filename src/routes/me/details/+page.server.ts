import { error, fail, redirect } from '@sveltejs/kit';
import { OwnDetailsForm } from '#features/citizens/citizen.schema.ts';
import { conflictingDetails } from '#features/citizens/conflicting-details.ts';
import { asTyped, OWN_DETAILS } from '#features/citizens/details.rules.ts';
import { changeOwnDetails } from '#features/citizens/server/change-own-details.ts';
import { findOwnDetails } from '#features/citizens/server/details.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { identity } from '#server/identity/identity.ts';
import { findAccount } from '#server/identity/people.ts';
import { readForm } from '#server/read-form.ts';
import { signInNameOf } from '#values/sign-in-name.ts';
import { choosePathway } from '../choose-pathway.ts';
import { shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[details]] = await locals.read(
		findOwnDetails(chosen.id),
		recordFound('me.details.read', chosen.id, null, findOwnDetails(chosen.id))
	);
	const account = await findAccount(identity(), locals.token!);
	if (!details || !account) error(404);
	return {
		visitor: locals.visitor,
		pathway: chosen.id,
		name: details.name,
		signsInWith: signInNameOf(account.email) ?? account.email,
		version: shownAt(details.version, asTyped(details)),
		details: asTyped(details),
		former: details.former,
		isSaved: url.searchParams.get('said') === 'saved'
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, OwnDetailsForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, version, ...said } = form.value;
		const changed = await locals.transact((acting) =>
			changeOwnDetails(asSelf(acting), pathway, version, said)
		);
		if (changed.ok) redirect(303, `/me/details?pathway=${pathway}&said=saved`);
		if (changed.reason === 'not-there') error(404);
		const conflict = conflictingDetails(OWN_DETAILS, form.typed, changed.saved, locals.now);
		return fail(409, { typed: form.typed, conflict });
	}
};
