import { error, fail, redirect } from '@sveltejs/kit';
import { OrganisationChange } from '#features/organisations/organisation.schema.ts';
import { changeOrganisation } from '#features/organisations/server/change-organisation.ts';
import { listPeople, PEOPLE_A_PAGE } from '#features/organisations/server/membership.queries.ts';
import { listMerges } from '#features/organisations/server/merge.queries.ts';
import { sayKind } from '#features/organisations/OrganisationKind.svelte';
import { kindsFor, type OrganisationKind } from '#features/organisations/organisation.rules.ts';
import { findOrganisation } from '#features/organisations/server/organisation.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { onlyInMunicipality } from '../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[organisation], people, merges] = await locals.read(
		findOrganisation(params.organisation),
		listPeople({ organisation: params.organisation }),
		listMerges(params.organisation)
	);
	onlyInMunicipality(locals.visitor);
	if (!organisation) error(404, 'not found');
	return {
		visitor: locals.visitor,
		today: locals.today,
		done: url.searchParams.get('done'),
		organisation,
		kinds: kindsFor(organisation.kind as OrganisationKind),
		merges,
		people: people.slice(0, PEOPLE_A_PAGE),
		hasMore: people.length > PEOPLE_A_PAGE
	};
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, OrganisationChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const changed = await locals.transact((acting) => {
			onlyInMunicipality(acting.visitor);
			return changeOrganisation(acting, params.organisation, form.value);
		});
		if (changed.ok) redirect(303, `/administration/organisations/${params.organisation}`);
		if (changed.reason !== 'stale') {
			if (changed.reason === 'no-such-organisation') error(404, 'not found');
			return fail(409, { typed: form.typed, refusal: sayRefusal(changed.reason) });
		}
		const { saved } = changed;
		const { name, contact, cvr, areas } = form.value;
		const kind = form.value.kind ?? saved.kind;
		return fail(409, {
			conflict: {
				version: saved.version,
				by: saved.changedBy || null,
				at: saved.changedAt,
				texts: [
					{ name: 'name', label: m.organisation_name(), yours: name, saved: saved.name },
					{ name: 'cvr', label: m.organisation_cvr(), yours: cvr ?? '', saved: saved.cvr ?? '' },
					{
						name: 'kind',
						label: m.organisation_kind(),
						yours: kind,
						saved: saved.kind,
						options: kindsFor(saved.kind).map((each) => ({ value: each, label: sayKind(each) }))
					},
					{
						name: 'areas',
						label: m.organisation_areas(),
						yours: areas.join(', '),
						saved: saved.areas.join(', ')
					},
					{ name: 'contact', label: m.organisation_contact(), yours: contact, saved: saved.contact }
				]
			}
		});
	}
};
