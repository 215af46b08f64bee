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
import { conflictTexts, shownAt } from '#values/shown.ts';
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
		shown: {
			version: shownAt(organisation.version, asTyped(organisation)),
			...asTyped(organisation)
		},
		kinds: kindsFor(organisation.kind as OrganisationKind),
		merges,
		people: people.slice(0, PEOPLE_A_PAGE),
		hasMore: people.length > PEOPLE_A_PAGE
	};
};

const LABELS = {
	name: m.organisation_name,
	cvr: m.organisation_cvr,
	kind: m.organisation_kind,
	areas: m.organisation_areas,
	contact: m.organisation_contact
};

/** An organisation as its form holds it. */
const asTyped = (known: {
	name: string;
	kind: string;
	cvr: string | null;
	areas: readonly string[];
	contact: string;
}) => ({
	name: known.name,
	kind: known.kind,
	cvr: known.cvr ?? '',
	areas: known.areas.join(', '),
	contact: known.contact
});

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
		const kind = form.typed.kind || saved.kind;
		return fail(409, {
			conflict: {
				version: saved.version,
				by: saved.changedBy || null,
				at: saved.changedAt,
				texts: conflictTexts(LABELS, { ...form.typed, kind }, asTyped(saved), {
					kind: { options: kindsFor(saved.kind).map((value) => ({ value, label: sayKind(value) })) }
				})
			}
		});
	}
};
