import { fail, redirect } from '@sveltejs/kit';
import { rhythmOf, rhythmsFor, TOPICS } from '#features/deadlines/choice.rules.ts';
import { ReminderForm } from '#features/deadlines/choice.schema.ts';
import { sayRhythm, sayTopic } from '#features/deadlines/say-choice.ts';
import { findChoices } from '#features/deadlines/server/choice.queries.ts';
import { chooseReminders } from '#features/deadlines/server/choose-reminders.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const optionsOf = (topic: (typeof TOPICS)[number]) =>
	rhythmsFor(topic).map((value) => ({ value, label: sayRhythm(value) }));

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[chosen]] = await locals.read(findChoices());
	return {
		visitor: locals.visitor,
		version: chosen?.version ?? 0,
		topics: TOPICS.map((topic) => ({
			topic,
			label: sayTopic(topic),
			options: optionsOf(topic),
			chosen: rhythmOf(chosen?.choices ?? {}, topic)
		})),
		isSaved: url.searchParams.get('saved') === 'yes'
	};
};

export const actions: Actions = {
	choose: async ({ locals, request }) => {
		const form = await readForm(request, ReminderForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...choices } = form.value;
		const chosen = await locals.transact((acting) => chooseReminders(acting, version, choices));
		if (chosen.ok) redirect(303, '?saved=yes');
		const { saved } = chosen;
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: locals.visitor?.name ?? null,
				at: saved.changedAt,
				texts: TOPICS.map((topic) => ({
					name: topic,
					label: sayTopic(topic),
					yours: choices[topic],
					saved: rhythmOf(saved.choices, topic),
					options: optionsOf(topic)
				}))
			}
		});
	}
};
