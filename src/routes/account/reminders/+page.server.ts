import { fail, redirect } from '@sveltejs/kit';
import { rhythmOf, rhythmsFor, TOPICS, type Topic } from '#features/deadlines/choice.rules.ts';
import { ReminderForm } from '#features/deadlines/choice.schema.ts';
import { sayRhythm, sayTopic } from '#features/deadlines/say-choice.ts';
import { findChoices } from '#features/deadlines/server/choice.queries.ts';
import { chooseReminders } from '#features/deadlines/server/choose-reminders.ts';
import { readForm } from '#server/read-form.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const optionsOf = (topic: Topic) =>
	rhythmsFor(topic).map((value) => ({ value, label: sayRhythm(value) }));

/** Something of each topic, by its name. */
const ofEach = <Each>(of: (topic: Topic) => Each) =>
	Object.fromEntries(TOPICS.map((topic) => [topic, of(topic)])) as Record<Topic, Each>;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[chosen]] = await locals.read(findChoices());
	return {
		visitor: locals.visitor,
		version: shownAt(
			chosen?.version ?? 0,
			ofEach((topic) => rhythmOf(chosen?.choices ?? {}, topic))
		),
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
				texts: conflictTexts(
					ofEach((topic) => () => sayTopic(topic)),
					form.typed,
					ofEach((topic) => rhythmOf(saved.choices, topic)),
					ofEach((topic) => ({ options: optionsOf(topic) }))
				)
			}
		});
	}
};
