import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { PHASES } from '#features/phases/phase.rules.ts';
import { PhaseNamesForm } from '#features/phases/phase.schema.ts';
import { namePhase } from '#features/phases/say-phase.ts';
import { renamePhases } from '#features/phases/server/keep-phases.ts';
import { findPhaseNames } from '#features/phases/server/phase.queries.ts';
import { readForm } from '#server/read-form.ts';
import { onlyShapers } from '../read-templates.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

/** Something of each phase, by the name of its input. */
const ofEach = <Each>(of: (phase: (typeof PHASES)[number]) => Each): Record<string, Each> =>
	Object.fromEntries(PHASES.map((phase) => [`name${phase}`, of(phase)]));

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[kept]] = await locals.read(findPhaseNames());
	onlyShapers(locals.visitor);
	return {
		visitor: locals.visitor,
		version: shownAt(
			kept?.version ?? 0,
			ofEach((phase) => namePhase(phase, kept?.names ?? null))
		),
		names: PHASES.map((phase) => namePhase(phase, kept?.names ?? null)),
		isSaid: url.searchParams.get('said') === 'done'
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, PhaseNamesForm);
		if (!form.ok) {
			await locals.read();
			onlyShapers(locals.visitor);
			return fail(422, { typed: form.typed, problems: form.problems });
		}
		const { version, name1, name2, name3, name4, name5 } = form.value;
		const names = [name1, name2, name3, name4, name5];
		const renamed = await locals.transact((acting) => {
			onlyShapers(acting.visitor);
			return renamePhases(acting, version, names);
		});
		if (renamed.ok) redirect(303, '?said=done');
		if (renamed.reason !== 'stale') error(404);
		const { saved } = renamed;
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: saved.by,
				at: saved.at,
				texts: conflictTexts(
					ofEach((phase) => () => m.phase_name_of({ number: phase })),
					form.typed,
					ofEach((phase) => saved.names[phase - 1] ?? '')
				)
			}
		});
	}
};
