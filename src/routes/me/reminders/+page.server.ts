import { error, fail, redirect } from '@sveltejs/kit';
import { listMyPathways } from '#features/citizens/server/citizen.queries.ts';
import { rhythmOf } from '#features/deadlines/choice.rules.ts';
import { OwnReminderForm } from '#features/deadlines/choice.schema.ts';
import { ownRhythms, sayOwnRhythm } from '#features/deadlines/say-choice.ts';
import { findChoices } from '#features/deadlines/server/choice.queries.ts';
import { chooseReminders } from '#features/deadlines/server/choose-reminders.ts';
import { m } from '#messages';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { pathways, chosen } = await choosePathway(locals, url);
	// A mail leads here without one: whoever is a companion of somebody else too finds their own.
	const mine = url.searchParams.get('pathway')
		? chosen
		: pathways.find(({ isCitizen }) => isCitizen);
	if (!mine?.isCitizen) error(404);
	const [[kept]] = await locals.read(findChoices());
	const meetings = rhythmOf(kept?.choices ?? {}, 'meetings');
	return {
		visitor: locals.visitor,
		pathway: mine.id,
		version: shownAt(kept?.version ?? 0, { meetings }),
		meetings,
		options: optionsBeside(meetings),
		isSaved: url.searchParams.get('said') === 'saved'
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, OwnReminderForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, version, meetings } = form.value;
		const chosen = await locals.transact(async (acting) => {
			const self = asSelf(acting);
			const mine = await self.all(listMyPathways());
			if (!mine.some(({ id, isCitizen }) => id === pathway && isCitizen)) error(404);
			// Whoever also works somewhere has chosen for more: that stays as it is.
			const before = await self.first(findChoices());
			return chooseReminders(self, version, { ...before?.choices, meetings });
		});
		if (chosen.ok) redirect(303, `/me/reminders?pathway=${pathway}&said=saved`);
		const { saved } = chosen;
		const now = rhythmOf(saved.choices, 'meetings');
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: locals.visitor?.name ?? null,
				at: saved.changedAt,
				texts: conflictTexts(
					{ meetings: m.reminders_mine_meetings },
					form.typed,
					{ meetings: now },
					{ meetings: { options: optionsBeside(now) } }
				)
			}
		});
	}
};

/** What can be chosen, in plain words, and what is chosen now. */
const optionsBeside = (now: Parameters<typeof sayOwnRhythm>[0]) =>
	ownRhythms(now).map((value) => ({ value, label: sayOwnRhythm(value) }));
