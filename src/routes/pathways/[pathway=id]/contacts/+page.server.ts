import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { PAGE_OF_CONTACTS, silenceOf, USUAL_SILENCE } from '#features/contacts/contact.rules.ts';
import { AddContactForm, RhythmForm } from '#features/contacts/contact.schema.ts';
import { listCitizenChannels } from '#features/framework/server/linked.queries.ts';
import { findContactPlace, listContacts } from '#features/contacts/server/contact.queries.ts';
import { addContact, agreeRhythm } from '#features/contacts/server/keep-contacts.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[head], [place], contacts, ways] = await locals.read(
		findHead(params.pathway),
		findContactPlace(params.pathway),
		listContacts(params.pathway, after),
		listCitizenChannels(),
		recordFound(
			'contact.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findContactPlace(params.pathway)
		)
	);
	if (!head || !place) error(404);
	const agreed = place.rhythm?.days ?? USUAL_SILENCE;
	const here = `/pathways/${params.pathway}`;
	const { rows, next } = pageOf(contacts, PAGE_OF_CONTACTS);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here,
		mayWrite: place.mayWrite && place.isOpen,
		categories: CATEGORIES.filter((each) => place.categories.includes(each)),
		/** How quiet it is, for the one who holds the threads of an open pathway. */
		quiet:
			place.isHeld && place.isOpen
				? {
						silence: silenceOf(place.lastHeard, place.begunOn, agreed, locals.today),
						hasHeard: place.lastHeard !== null,
						agreed,
						version: place.rhythm?.version ?? 0
					}
				: null,
		ways,
		contacts: rows,
		next: next && `${here}/contacts?after=${encodeURIComponent(next)}`,
		isFirst: after === null,
		newId: crypto.randomUUID(),
		said:
			(['added', 'rhythm'] as const).find((each) => each === url.searchParams.get('said')) ?? null
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, AddContactForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, category, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addContact(acting, params.pathway, id, category, said)
		);
		if (added.ok) redirect(303, '?said=added');
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved({ note: added.saved.note ?? '' }, { note: m.contact_note })
			});
		if (added.reason === 'pathway-closed')
			return fail(409, { typed: form.typed, refusal: sayRefusal(added.reason) });
		const field = added.reason === 'category-not-open' ? 'category' : 'on';
		return fail(422, { typed: form.typed, problems: { [field]: [sayRefusal(added.reason)] } });
	},
	/** How long it may be quiet. */
	rhythm: async ({ locals, params, request }) => {
		const form = await readForm(request, RhythmForm);
		if (!form.ok) return fail(422, { agreed: form.typed, problems: form.problems });
		const { version, days } = form.value;
		const kept = await locals.transact((acting) =>
			agreeRhythm(acting, params.pathway, version, days)
		);
		if (kept.ok) redirect(303, '?said=rhythm');
		if (kept.reason === 'not-there') error(404);
		if (kept.reason !== 'stale')
			return fail(409, { agreed: form.typed, refusal: sayRefusal(kept.reason) });
		return fail(409, {
			agreed: form.typed,
			conflict: {
				version: kept.saved.version,
				by: kept.saved.by,
				at: new Date(kept.saved.at),
				texts: [
					{
						name: 'days',
						label: m.contact_days(),
						yours: form.typed.days,
						saved: String(kept.saved.days)
					}
				]
			}
		});
	}
};
