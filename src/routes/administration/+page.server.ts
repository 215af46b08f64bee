import { fail, redirect } from '@sveltejs/kit';
import { listNewStarts } from '#features/accounts/server/new-start.queries.ts';
import { listLeaderless } from '#features/collaborations/server/lead.queries.ts';
import { MunicipalityForm } from '#features/organisations/organisation.schema.ts';
import { createMunicipality } from '#features/organisations/server/create-municipality.ts';
import { countOpenInvitations } from '#features/organisations/server/invitation.queries.ts';
import { countPeople } from '#features/organisations/server/membership.queries.ts';
import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';
import { onlyAdministrators } from './only-administrators.ts';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [organisations, [people], [invitations], leaderless, starts] = await locals.read(
		listOrganisations(),
		countPeople(),
		countOpenInvitations(),
		listLeaderless(),
		listNewStarts()
	);
	onlyAdministrators(locals.visitor);
	return {
		visitor: locals.visitor,
		id: crypto.randomUUID(),
		organisations: organisations.length,
		people: people?.people ?? 0,
		openInvitations: invitations?.open ?? 0,
		leaderless,
		/** People who wait for somebody to confirm who they are. */
		waiting: starts.filter(({ state }) => state === 'waiting').length,
		done: url.searchParams.get('done') === 'lead' ? ('lead' as const) : null
	};
};

export const actions: Actions = {
	create: async ({ locals, request }) => {
		const form = await readForm(request, MunicipalityForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		await locals.transact((acting) => {
			onlyAdministrators(acting.visitor);
			return createMunicipality(acting, form.value);
		});
		redirect(303, '/administration/organisations');
	}
};
