import { error, fail, redirect } from '@sveltejs/kit';
import { OwnEntryDenialForm } from '#features/consents/denial.schema.ts';
import { allWrittenOf, tellAllWritten } from '#features/citizens/server/written.queries.ts';
import { findConsentHead, listRecipients } from '#features/consents/server/consent.queries.ts';
import {
	findPathwayOfEntry,
	listEntriesOfMine,
	PAGE_OF_ENTRIES
} from '#features/consents/server/denial.queries.ts';
import { denyOfEntry } from '#features/consents/server/deny-sharing.ts';
import { findMarks } from '#features/marks/server/mark.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import { choosePathway } from '../choose-pathway.ts';
import { findOwn, letInOn, mayLetInOf, saidBySelf } from '../own-sharing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const after = readCursor(url.searchParams.get('after'));
	const [[head], entries, recipients, [rest], [marks]] = await locals.read(
		findConsentHead(chosen.id),
		listEntriesOfMine(chosen.id, after),
		listRecipients(chosen.id),
		allWrittenOf(chosen.id, ['entry']),
		findMarks(chosen.id),
		recordPathway('me.entries.read', chosen.id)
	);
	const { rows, next } = pageOf(entries, PAGE_OF_ENTRIES);
	const here = `/me/written?pathway=${chosen.id}`;
	return {
		visitor: locals.visitor,
		back: `/me?pathway=${chosen.id}`,
		/** what it is about. */
		marks: after ? null : (marks ?? null),
		entries: rows.map((entry) => ({ ...entry, newId: crypto.randomUUID() })),
		recipients,
		mayLetIn: mayLetInOf(head, locals.today),
		/** All the rest, below the first page. */
		rest: after ? [] : tellAllWritten(rest),
		isOpen: chosen.state === 'open',
		next: next && `${here}&after=${encodeURIComponent(next)}`,
		first: after && here,
		said: (['kept', 'let-in'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	keep: async ({ locals, request }) => {
		const form = await readForm(request, OwnEntryDenialForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { entry, denial, organisation, reason } = form.value;
		const kept = await locals.transact(async (acting) => {
			const stands = await findOwn(acting, acting.first(findPathwayOfEntry(entry)));
			const wish = { id: denial, organisation, reason, ...saidBySelf(acting) };
			return { ...stands, ...(await denyOfEntry(acting, stands.pathway, entry, wish)) };
		});
		if (kept.ok) redirect(303, `/me/written?pathway=${kept.pathway}&said=kept`);
		if (kept.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(kept.reason) });
	},
	letIn: letInOn('/me/written')
};
