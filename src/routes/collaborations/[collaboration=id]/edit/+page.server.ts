import { error, fail, redirect } from '@sveltejs/kit';
import { phaseOptions } from '#features/collaborations/CollaborationPhase.svelte';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { CollaborationChange } from '#features/collaborations/collaboration.schema.ts';
import { changeCollaboration } from '#features/collaborations/server/change-collaboration.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[collaboration]] = await locals.read(findCollaboration(params.collaboration));
	const { visitor } = locals;
	if (!visitor || !collaboration || !mayLead(visitor, collaboration).ok) error(404, 'not found');
	return {
		visitor,
		collaboration,
		shown: {
			...asTyped(collaboration),
			version: shownAt(collaboration.version, asTyped(collaboration))
		}
	};
};

const LABELS = {
	name: m.collaboration_name,
	purpose: m.collaboration_purpose,
	phase: m.collaboration_phase
};

/** A collaboration as its form holds it. */
const asTyped = ({ name, purpose, phase }: { name: string; purpose: string; phase: string }) => ({
	name,
	purpose,
	phase
});

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
				texts: conflictTexts(LABELS, form.typed, asTyped(saved), {
					phase: { options: phaseOptions() }
				})
			}
		});
	}
};
