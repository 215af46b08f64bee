import { error, fail, redirect } from '@sveltejs/kit';
import { phaseOptions } from '#features/collaborations/CollaborationPhase.svelte';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { CollaborationChange } from '#features/collaborations/collaboration.schema.ts';
import { changeCollaboration } from '#features/collaborations/server/change-collaboration.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[collaboration]] = await locals.read(findCollaboration(params.collaboration));
	const { visitor } = locals;
	if (!visitor || !collaboration || !mayLead(visitor, collaboration).ok) error(404, 'not found');
	return { visitor, collaboration };
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await readForm(request, CollaborationChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...what } = form.value;
		const saving = await locals.transact((acting) => {
			if (acting.visitor.hat !== 'organisation') error(404, 'not found');
			return changeCollaboration(acting, params.collaboration, version, what);
		});
		if (saving.ok) redirect(303, `/collaborations/${params.collaboration}`);
		if (saving.reason === 'no-such-collaboration') error(404, 'not found');
		if (saving.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(saving.reason) });
		const { saved } = saving;
		return fail(409, {
			conflict: {
				version: saved.version,
				by: saved.changedBy || null,
				at: saved.changedAt,
				texts: [
					{ name: 'name', label: m.collaboration_name(), yours: what.name, saved: saved.name },
					{
						name: 'purpose',
						label: m.collaboration_purpose(),
						yours: what.purpose,
						saved: saved.purpose
					},
					{
						name: 'phase',
						label: m.collaboration_phase(),
						yours: what.phase,
						saved: saved.phase,
						options: phaseOptions()
					}
				]
			}
		});
	}
};
