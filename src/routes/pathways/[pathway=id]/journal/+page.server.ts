import { error, fail, redirect } from '@sveltejs/kit';
import { standingOf } from '#features/journal/journal.rules.ts';
import { PackForm } from '#features/journal/journal.schema.ts';
import {
	findJournalPlace,
	listPackages,
	listTaken,
	listWaiting,
	MOST_PACKAGES
} from '#features/journal/server/journal.queries.ts';
import { packDocuments } from '#features/journal/server/pack.ts';
import { recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { documentsOf, journalOf } from './documents.ts';
import type { Actions, PageServerLoad } from './$types';

/** A list names the scans; none is opened for it. */
const unread = () => Promise.reject(new Error('a scan is read where it is packed'));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [packages, taken, unfetched, , ...answers] = await locals.read(
		listPackages(params.pathway),
		listTaken(params.pathway),
		listWaiting(params.pathway),
		recordFound('journal.read', params.pathway, null, findJournalPlace(params.pathway)),
		...journalOf(params.pathway)
	);
	const found = await documentsOf(answers, locals.now, unread);
	if (!found) error(404);
	const { place, documents } = found;
	const waiting = new Set(unfetched.map(({ key }) => key));
	return {
		visitor: locals.visitor,
		here: `/pathways/${params.pathway}`,
		head: { number: place.number, citizen: place.citizen },
		isHeld: place.isHeld,
		newId: crypto.randomUUID(),
		caseNumber: packages[0]?.caseNumber ?? '',
		documents: documents.map(({ key, kind, subject, on, hash }) => ({
			...{ key, kind, subject, on },
			standing: standingOf({ key, hash }, taken),
			/** In a package that is made and not fetched yet. */
			isWaiting: waiting.has(key)
		})),
		isCut: packages.length > MOST_PACKAGES,
		packages: packages
			.slice(0, MOST_PACKAGES)
			.map(({ id, caseNumber, by, takenAt, fetchedAt, documents: packed }) => ({
				...{ id, caseNumber, by, takenAt, fetchedAt },
				count: packed.length
			})),
		/** The one that was packed just now. */
		packed: packages.find(({ id }) => id === url.searchParams.get('packed'))?.id ?? null
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, PackForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const found = await documentsOf(
			await locals.read(...journalOf(params.pathway)),
			locals.now,
			unread
		);
		const { id } = form.value;
		const packed = await locals.transact((acting) =>
			packDocuments(atWork(acting), params.pathway, form.value, found?.documents ?? [])
		);
		if (packed.ok) redirect(303, `?packed=${id}`);
		if (packed.reason === 'not-there') error(404);
		const field = packed.reason === 'case-number-is-personal' ? 'caseNumber' : 'document';
		return fail(422, {
			typed: form.typed,
			problems: { [field]: [sayRefusal(packed.reason)] } as Record<string, string[] | undefined>
		});
	}
};
