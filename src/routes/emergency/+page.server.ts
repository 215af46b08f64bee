import { error, fail, redirect } from '@sveltejs/kit';
import { mayReview } from '#features/emergency/emergency.rules.ts';
import { EndForm, OpenForm } from '#features/emergency/emergency.schema.ts';
import {
	findMayOpen,
	listChecks,
	listMine,
	listToReview,
	PAGE_OF_EMERGENCIES
} from '#features/emergency/server/emergency.queries.ts';
import { endEmergency, openEmergency } from '#features/emergency/server/keep-emergency.ts';
import { record } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[may], mine, toReview, checks] = await locals.read(
		findMayOpen(),
		listMine(),
		listToReview(after),
		listChecks()
	);
	const { visitor } = locals;
	const reviews = mayReview(visitor);
	const opens = may?.opens === true;
	// Whoever opened one while they could reads what came of it.
	if (!opens && !reviews && mine.length === 0) error(404);
	await locals.read(record('emergency.listed', null));
	const { rows, next } = pageOf(toReview, PAGE_OF_EMERGENCIES);
	return {
		visitor,
		today: locals.today,
		opens,
		reviews,
		mine,
		toReview: rows,
		checks,
		next: next && `/emergency?after=${encodeURIComponent(next)}`,
		first: after && '/emergency',
		newId: crypto.randomUUID(),
		said:
			(['ended', 'reviewed'] as const).find((each) => each === url.searchParams.get('said')) ?? null
	};
};

export const actions: Actions = {
	// What is typed about a citizen stays in the form: an address would be kept by browsers and logs.
	open: async ({ locals, request }) => {
		const form = await readForm(request, OpenForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, ...asked } = form.value;
		const opened = await locals.transact((acting) => openEmergency(acting, id, asked));
		if (opened.ok) redirect(303, `/pathways/${opened.value}`);
		if (opened.reason === 'not-there') error(404);
		if (opened.reason === 'reason-too-short')
			return fail(422, {
				typed: form.typed,
				problems: { reason: [sayRefusal(opened.reason)] } as Partial<Record<string, string[]>>
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(opened.reason) });
	},
	end: async ({ locals, request }) => {
		const form = await readForm(request, EndForm);
		if (!form.ok) error(404);
		const ended = await locals.transact((acting) => endEmergency(acting, form.value.emergency));
		if (!ended.ok) error(404);
		redirect(303, '?said=ended');
	}
};
