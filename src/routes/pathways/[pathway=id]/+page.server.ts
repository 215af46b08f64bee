import { error } from '@sveltejs/kit';
import { silenceOf, USUAL_SILENCE } from '#features/contacts/contact.rules.ts';
import { mayPack } from '#features/journal/journal.rules.ts';
import { findMarks } from '#features/marks/server/mark.queries.ts';
import { closedTo } from '#features/pathways/category.rules.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import { WORDS_QUESTIONS } from '#features/pathways/entry.rules.ts';
import { listEntries, listNewestWords } from '#features/pathways/server/entry.queries.ts';
import {
	listTasksToDo,
	PAGE_SIZE,
	showPathway
} from '#features/pathways/server/pathway.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { together } from '#server/tables.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.pathway;
	const after = readCursor(url.searchParams.get('after'));
	const [[page]] = await locals.read(
		together({
			pathway: showPathway(id),
			words: listNewestWords(id),
			tasks: listTasksToDo(id),
			entries: listEntries(id, after),
			marks: findMarks(id),
			recorded: recordPathway('pathway.read', id)
		})
	);
	const [pathway] = page?.pathway ?? [];
	if (!page || !pathway) error(404);
	const { words, tasks, entries } = page;
	const { open, isOn, hasMet, heard, ...shown } = pathway;
	const { rows, next } = pageOf(entries, PAGE_SIZE);
	return {
		visitor: locals.visitor,
		today: locals.today,
		id,
		pathway: shown,
		begun: {
			hasWords: words.length > 0,
			hasPartners: shown.partners.length > 0,
			hasConsents: shown.consents.length > 0,
			hasMet,
			hasAccount: shown.hasAccount === true
		},
		/** how quiet it is, for the one who holds the threads. */
		silence:
			heard && shown.state === 'open'
				? silenceOf(heard.last, heard.begunOn, heard.after ?? USUAL_SILENCE, locals.today)
				: null,
		mayPack: mayPack(shown, locals.visitor?.organisationKind ?? null),
		mayWrite:
			shown.state === 'open' && open.length > 0 && locals.visitor?.hat === 'organisation' && isOn,
		isOn,
		isPartial: closedTo(open).length > 0,
		words: WORDS_QUESTIONS.flatMap((question) =>
			words.filter((each) => each.question === question)
		),
		tasks,
		marks: page.marks[0] ?? null,
		entries: rows.map(({ at, changedAt, ...entry }) => ({
			...entry,
			at: new Date(at),
			changedAt: changedAt === null ? null : new Date(changedAt)
		})),
		next: next && `/pathways/${id}?after=${encodeURIComponent(next)}`,
		isFirst: after === null,
		newId: crypto.randomUUID()
	};
};
