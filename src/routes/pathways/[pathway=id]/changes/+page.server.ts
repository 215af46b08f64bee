import { error, fail, redirect } from '@sveltejs/kit';
import { isThere, mayTell } from '#features/changes/change.rules.ts';
import { AcknowledgeForm, TellForm, WordsForm } from '#features/changes/change.schema.ts';
import { acknowledgeChange } from '#features/changes/server/acknowledge-change.ts';
import {
	findChangePlace,
	listSeen,
	listUnseen,
	PAGE_OF_CHANGES,
	type ChangeShown
} from '#features/changes/server/change.queries.ts';
import { sayWhatChanged, tellChange } from '#features/changes/server/tell-change.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { m } from '#messages';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway } = params;
	const after = readCursor(url.searchParams.get('after'));
	const [[head], [place], unseen, seen] = await locals.read(
		findHead(pathway),
		findChangePlace(pathway),
		listUnseen(pathway),
		listSeen(pathway, after),
		recordFound(
			'changes.read',
			pathway,
			null,
			having(findChangePlace(pathway), 'isHeld', 'isPartner')
		)
	);
	if (!head || !place || !isThere(place)) error(404);
	const { rows, next } = pageOf(seen, PAGE_OF_CHANGES);
	const here = `/pathways/${pathway}/changes`;
	return {
		visitor: locals.visitor,
		head,
		mayTell: mayTell(place).ok,
		isHeld: place.isHeld,
		unseen,
		seen: rows,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here,
		newId: crypto.randomUUID(),
		said: (['told', 'seen'] as const).find((each) => each === url.searchParams.get('said')) ?? null
	};
};

export const actions: Actions = {
	tell: async ({ locals, params, request }) => {
		const form = await readForm(request, TellForm);
		const shown = { about: 'tell' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { change, words } = form.value;
		const told = await locals.transact((acting) =>
			tellChange(acting, params.pathway, { id: change, words, task: null })
		);
		if (told.ok) redirect(303, `/pathways/${params.pathway}/changes?said=told`);
		if (told.reason === 'not-there') error(404);
		if (told.reason === 'sent-before')
			return fail(409, {
				...shown,
				typed: { ...shown.typed, change: crypto.randomUUID() as string },
				sentBefore: saySaved(told.saved, { words: m.change_words })
			});
		return fail(409, { ...shown, refusal: sayRefusal(told.reason) });
	},

	words: async ({ locals, params, request }) => {
		const form = await readForm(request, WordsForm);
		const shown = { about: 'words' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { change, version, words } = form.value;
		const said = await locals.transact((acting) =>
			sayWhatChanged(acting, params.pathway, change, version, words)
		);
		if (said.ok) redirect(303, `/pathways/${params.pathway}/changes?said=told`);
		if (said.reason === 'not-there') error(404);
		if (said.reason === 'stale')
			return fail(409, {
				...shown,
				conflict: conflictOf(said.saved, 'words', m.change_words(), words)
			});
		return fail(409, { ...shown, refusal: sayRefusal(said.reason) });
	},

	acknowledge: async ({ locals, params, request }) => {
		const form = await readForm(request, AcknowledgeForm);
		const shown = { about: 'acknowledge' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { change, version, answer } = form.value;
		const seen = await locals.transact((acting) =>
			acknowledgeChange(acting, params.pathway, change, version, answer)
		);
		if (seen.ok) redirect(303, `/pathways/${params.pathway}/changes?said=seen`);
		if (seen.reason === 'not-there') error(404);
		return fail(409, {
			...shown,
			conflict: conflictOf(seen.saved, 'answer', m.change_answer(), answer)
		});
	}
};

/** What is saved now, beside what was sent. */
const conflictOf = (
	saved: ChangeShown,
	name: 'words' | 'answer',
	label: string,
	yours: string
) => ({
	version: saved.version,
	by: saved.acknowledgedBy ?? saved.by,
	at: saved.acknowledgedAt ?? saved.at,
	texts: [{ name, label, yours, saved: saved[name] }]
});
