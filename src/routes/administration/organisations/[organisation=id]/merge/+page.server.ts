import { error, fail, redirect } from '@sveltejs/kit';
import { isOfOneKind } from '#features/organisations/merge.rules.ts';
import { MergeForm } from '#features/organisations/organisation.schema.ts';
import {
	mergeOrganisations,
	previewOf
} from '#features/organisations/server/merge-organisations.ts';
import {
	findOrganisation,
	listOrganisations
} from '#features/organisations/server/organisation.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { isId } from '#values/id.ts';
import { onlyInMunicipality } from '../../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const asked = url.searchParams.get('into')?.toLowerCase() ?? null;
	const into = asked !== null && isId(asked) ? asked : null;
	const { visitor, here, there, others, preview } = await locals.transact(async (acting) => {
		onlyInMunicipality(acting.visitor);
		return {
			visitor: acting.visitor,
			here: await acting.first(findOrganisation(params.organisation)),
			there: into ? await acting.first(findOrganisation(into)) : null,
			others: into ? [] : await acting.all(listOrganisations()),
			preview: into ? await previewOf(acting, params.organisation, into) : null
		};
	});
	if (!here || (asked !== null && !preview && !here.mergedHere)) error(404, 'not found');
	// It has been done, by this form sent twice or from elsewhere: where it went is said there.
	if (here.mergedHere) redirect(303, `/administration/organisations/${here.id}`);
	return {
		visitor,
		organisation: { id: here.id, name: here.name },
		/** Those that it may go into, where none has been chosen yet. */
		choices: others
			.filter((other) => other.id !== here.id && isOfOneKind(here, other))
			.map(({ id, name }) => ({ value: id, label: name })),
		preview: preview && {
			...preview,
			isOfOneKind: isOfOneKind(preview.merged, preview.survivor),
			/** Only one that works here can go into another here. */
			maySwap: Boolean(there)
		}
	};
};

export const actions: Actions = {
	merge: async ({ locals, params, request }) => {
		const form = await readForm(request, MergeForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const merged = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			return mergeOrganisations(acting, params.organisation, form.value);
		});
		if (merged.ok) redirect(303, `/administration/organisations/${form.value.into}?done=merged`);
		if (merged.reason === 'no-such-organisation') error(404, 'not found');
		return fail(409, { typed: form.typed, refusal: sayRefusal(merged.reason) });
	}
};
