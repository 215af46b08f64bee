import { error, redirect } from '@sveltejs/kit';
import { findDuplicates, unsettled, type Known } from '#features/organisations/duplicates.rules.ts';
import { isOfOneKind } from '#features/organisations/merge.rules.ts';
import { PairForm } from '#features/organisations/organisation.schema.ts';
import { listKnown, listNotSame } from '#features/organisations/server/duplicate.queries.ts';
import { keepApart, lookAgain } from '#features/organisations/server/settle-pair.ts';
import { readForm } from '#server/read-form.ts';
import { onlyInMunicipality } from '../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** As many as one looks through in a sitting; the surest come first. */
const MOST_SHOWN = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [known, notSame] = await locals.read(listKnown(), listNotSame());
	onlyInMunicipality(locals.visitor);
	const pairs = unsettled(findDuplicates(known), notSame);
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		pairs: pairs.slice(0, MOST_SHOWN).map(({ one, other, reasons }) => ({
			id: `${one.id}-${other.id}`,
			one: shown(one),
			other: shown(other),
			reasons,
			isOfOneKind: isOfOneKind(one, other),
			merge: mergeOf(one, other)
		})),
		apart: notSame
	};
};

const shown = ({ id, name, kind, cvr, here }: Known) => ({ id, name, kind, cvr, here });

/** Which would go into which, to begin with: one that works here goes, the one with a CVR number stays. */
function mergeOf(one: Known, other: Known): string {
	const oneStays =
		other.mergedInto === one.id ||
		!one.here ||
		(other.here && other.mergedInto === null && one.cvr !== null && other.cvr === null);
	const [stays, goes] =
		oneStays && other.here && one.mergedInto === null ? [one, other] : [other, one];
	return `/administration/organisations/${goes.id}/merge?into=${stays.id}`;
}

export const actions: Actions = {
	apart: async ({ locals, request }) => {
		const form = await readForm(request, PairForm);
		const kept = await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			if (!form.ok) error(404, 'not found');
			return keepApart(acting, form.value);
		});
		if (!kept.ok) error(404, 'not found');
		redirect(303, '/administration/organisations/duplicates?done=apart');
	},

	again: async ({ locals, request }) => {
		const form = await readForm(request, PairForm);
		await locals.transact(async (acting) => {
			onlyInMunicipality(acting.visitor);
			if (!form.ok) error(404, 'not found');
			await lookAgain(acting, form.value);
		});
		redirect(303, '/administration/organisations/duplicates?done=again');
	}
};
