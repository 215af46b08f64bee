import { error, fail, redirect } from '@sveltejs/kit';
import { AgendaDaysForm } from '#features/held-meetings/agenda.schema.ts';
import { sayCountedDays } from '#features/held-meetings/say-agenda.ts';
import { chooseAgendaDays } from '#features/held-meetings/server/choose-agenda-days.ts';
import { m } from '#messages';
import { findAgendaSetting } from '#server/agenda-days.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[setting]] = await locals.read(findAgendaSetting());
	if (locals.visitor?.hat !== 'organisation' || !setting?.isLed) error(404);
	return { visitor: locals.visitor, setting, isDone: url.searchParams.get('done') === 'yes' };
};

export const actions: Actions = {
	choose: async ({ locals, request }) => {
		const form = await readForm(request, AgendaDaysForm);
		const { typed } = form;
		if (!form.ok) {
			const [[setting]] = await locals.read(findAgendaSetting());
			if (!setting?.isLed) error(404);
			return fail(422, { typed, problems: form.problems });
		}
		const { version, days } = form.value;
		const chosen = await locals.transact((acting) => chooseAgendaDays(acting, version, days));
		if (chosen.ok) redirect(303, '/collaborations/agenda?done=yes');
		if (chosen.reason !== 'stale') error(404);
		const { saved } = chosen;
		return fail(409, {
			typed: { ...typed, version: String(saved.version) },
			refusal: m.agenda_days_meanwhile({ name: saved.by ?? '', days: sayCountedDays(saved.days) })
		});
	}
};
