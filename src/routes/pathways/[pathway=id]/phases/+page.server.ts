import { error, fail, redirect } from '@sveltejs/kit';
import { ClosePhaseForm, OpenPhaseForm } from '#features/phases/phase.schema.ts';
import { beginPhase, endPhase } from '#features/phases/server/keep-phases.ts';
import { findPhases } from '#features/phases/server/phase.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place]] = await locals.read(
		findHead(params.pathway),
		findPhases(params.pathway),
		recordFound(
			'phase.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findPhases(params.pathway)
		)
	);
	if (!head || !place) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${params.pathway}`,
		isOpenToMe: place.isOpenToMe,
		names: place.names,
		periods: place.periods,
		mayChange: place.isHeld && place.isOpen,
		newId: crypto.randomUUID(),
		isSaid: url.searchParams.get('said') === 'done'
	};
};

export const actions: Actions = {
	open: async ({ locals, params, request }) => {
		const form = await readForm(request, OpenPhaseForm);
		const about = `open-${form.typed.phase}`;
		if (!form.ok) return fail(422, { about, typed: form.typed, problems: form.problems });
		const { id, phase, on } = form.value;
		const opened = await locals.transact((acting) =>
			beginPhase(acting, params.pathway, id, phase, on)
		);
		if (opened.ok) redirect(303, '?said=done');
		if (opened.reason === 'not-there') error(404);
		return fail(409, { about, typed: form.typed, refusal: sayRefusal(opened.reason) });
	},

	close: async ({ locals, params, request }) => {
		const form = await readForm(request, ClosePhaseForm);
		const about = 'close';
		const typed = { on: form.typed.on };
		if (!form.ok) {
			if (!form.problems.on) error(404);
			return fail(422, { about, typed, problems: { on: form.problems.on } });
		}
		const { period, version, on } = form.value;
		const closed = await locals.transact((acting) =>
			endPhase(acting, params.pathway, period, version, on)
		);
		if (closed.ok) redirect(303, '?said=done');
		if (closed.reason === 'not-there') error(404);
		return fail(409, { about, typed, refusal: sayRefusal(closed.reason) });
	}
};
