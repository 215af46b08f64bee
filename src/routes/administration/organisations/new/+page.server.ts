import { fail, redirect } from '@sveltejs/kit';
import { ExistingForm, OrganisationForm } from '#features/organisations/organisation.schema.ts';
import {
	addExistingOrganisation,
	addOrganisation
} from '#features/organisations/server/add-organisation.ts';
import { findElsewhere } from '#features/organisations/server/organisation.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { onlyInMunicipality } from '../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const sought = (url.searchParams.get('sought') ?? '').trim().slice(0, 200);
	const [found] = await locals.read(findElsewhere(sought.replaceAll('\0', '')));
	onlyInMunicipality(locals.visitor);
	return {
		visitor: locals.visitor,
		id: crypto.randomUUID(),
		sought,
		found: sought ? found : null
	};
};

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const form = await readForm(request, OrganisationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const added = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return addOrganisation(acting, form.value);
		});
		if (!added.ok) return fail(409, { typed: form.typed, alike: added.alike });
		redirect(303, `/administration/organisations/${added.value}`);
	},

	choose: async ({ locals, request }) => {
		const form = await readForm(request, ExistingForm);
		if (!form.ok) return fail(422, { refusal: sayRefusal('no-such-organisation') });
		const added = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return addExistingOrganisation(acting, form.value.organisation);
		});
		if (!added.ok) return fail(409, { refusal: sayRefusal(added.reason) });
		redirect(303, `/administration/organisations/${added.value}`);
	}
};
