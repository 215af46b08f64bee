import { error, fail, redirect } from '@sveltejs/kit';
import { DoubtForm, ForgetForm, NotifiedForm } from '#features/concerns/concern.schema.ts';
import { askDoubt } from '#features/concerns/server/ask-doubt.ts';
import { forgetNotified, noteNotified } from '#features/concerns/server/keep-notified.ts';
import { findNotificationSetting, listNotified } from '#features/concerns/server/notify.queries.ts';
import { listDoubts } from '#features/concerns/server/concern.queries.ts';
import { listConcernContacts } from '#server/concern-contacts.queries.ts';
import { m } from '#messages';
import { record, wornAtWork } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [contacts, doubts, [setting], notified] = await locals.read(
		listConcernContacts(),
		listDoubts(),
		findNotificationSetting(),
		listNotified(),
		whereFound(record('doubts.listed', null), [wornAtWork()])
	);
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation' || !setting) error(404);
	return {
		visitor,
		contacts,
		/** Those who can be asked here: not oneself, and nobody without an account. */
		askable: contacts.flatMap(({ person, organisation, name, organisationName }) =>
			person !== null && organisation !== null && person !== visitor.person
				? [{ value: `${person} ${organisation}`, label: `${name}, ${organisationName}` }]
				: []
		),
		doubts,
		newId: crypto.randomUUID(),
		setting,
		notified,
		today: locals.today,
		said: (['asked', 'noted', 'forgotten'] as const).find(
			(each) => url.searchParams.get(each) === 'yes'
		)
	};
};

export const actions: Actions = {
	ask: async ({ locals, request }) => {
		const form = await readForm(request, DoubtForm);
		const typed = form.typed as Record<string, string>;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { doubt: id, contact, question } = form.value;
		const asked = await locals.transact((acting) =>
			acting.visitor.hat === 'organisation'
				? askDoubt(acting, { id, contact, question })
				: error(404)
		);
		if (asked.ok) redirect(303, '/concerns?asked=yes');
		if (asked.reason === 'sent-before')
			return fail(409, {
				typed: { ...typed, doubt: crypto.randomUUID() as string },
				sentBefore: saySaved(asked.saved, { question: m.doubt_question })
			});
		if (asked.reason === 'doubt-tells-who')
			return fail(422, { typed, problems: { question: [sayRefusal(asked.reason)] } });
		return fail(409, { typed, refusal: sayRefusal(asked.reason) });
	},
	/** L-15: open to everybody at work, and asked of nobody. */
	note: async ({ locals, request }) => {
		const form = await readForm(request, NotifiedForm);
		const typed = form.typed as Record<string, string>;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { notified: id, ...said } = form.value;
		const noted = await locals.transact((acting) =>
			acting.visitor.hat === 'organisation'
				? noteNotified(acting, id, said, new Date())
				: error(404)
		);
		if (noted.ok) redirect(303, '/concerns?noted=yes');
		return fail(422, { typed, problems: { madeOn: [sayRefusal(noted.reason)] } });
	},
	forget: async ({ locals, request }) => {
		const form = await readForm(request, ForgetForm);
		if (!form.ok) error(404);
		await locals.transact((acting) =>
			acting.visitor.hat === 'organisation'
				? forgetNotified(acting, form.value.notified)
				: error(404)
		);
		redirect(303, '/concerns?forgotten=yes');
	}
};
