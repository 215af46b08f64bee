import { error, fail, redirect } from '@sveltejs/kit';
import { findOffer, type KeptOffer } from '#features/directory/server/offer.queries.ts';
import { isId } from '#values/id.ts';
import { listHomeContacts, type HomeContact } from '#features/framework/server/linked.queries.ts';
import {
	AddOutsideForm,
	ChangeOutsideForm,
	RemoveOutsideForm,
	TellOutsideForm
} from '#features/outside/outside.schema.ts';
import { asTyped } from '#features/outside/outside.rules.ts';
import { addOutside, keepOutside } from '#features/outside/server/keep-outside.ts';
import {
	findOutsidePlace,
	listOutside,
	listTold,
	listToTell
} from '#features/outside/server/outside.queries.ts';
import { tellOutside } from '#features/outside/server/tell-outside.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { m } from '#messages';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Texts } from '#values/outcome.ts';
import { conflictTexts } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

const LABELS = {
	name: m.outside_name,
	organisation: m.outside_organisation,
	helpsWith: m.outside_helps,
	reach: m.outside_reach,
	category: m.outside_category
};
/** An id that no offer has. */
const NO_OFFER = '00000000-0000-0000-0000-000000000000';
const optionsOfCategory = () => [
	{ value: '', label: m.outside_category_none() },
	...CATEGORIES.map((value) => ({ value, label: sayCategory(value) }))
];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const offer = url.searchParams.get('offer');
	const [[head], [place], contacts, known, toTell, told, [picked]] = await locals.read(
		findHead(params.pathway),
		findOutsidePlace(params.pathway),
		listOutside(params.pathway),
		listHomeContacts(),
		listToTell(params.pathway),
		listTold(params.pathway),
		findOffer(offer && isId(offer) ? offer : NO_OFFER),
		recordFound(
			'outside.read',
			params.pathway,
			null,
			having(findOutsidePlace(params.pathway), 'isHeld', 'isPartner')
		)
	);
	if (!head || !place || !(place.isHeld || place.isPartner)) error(404);
	return {
		visitor: locals.visitor,
		head,
		mayKeep: place.isHeld && place.isOpen,
		today: locals.today,
		contacts: contacts.map((contact) => ({
			...contact,
			toTell: toTell.filter((each) => each.contact === contact.id).map(({ about }) => about),
			told: told.filter((each) => each.contact === contact.id)
		})),
		/** whom the framework names, and which of them the form begins with. */
		known: known.map(({ name, workplace }) => ({ name, workplace })),
		begun: picked ? beginWithOffer(picked) : beginWith(known, url.searchParams.get('from')),
		newId: crypto.randomUUID(),
		isDone: url.searchParams.get('done') === 'yes'
	};
};

/** What was saved, its category by its name. */
const sayWhom = (saved: Texts): Texts => ({
	...saved,
	category: optionsOfCategory().find(({ value }) => value === saved.category)?.label ?? ''
});

/** The form filled in with somebody the framework names; undefined where nobody was picked. */
function beginWith(known: readonly HomeContact[], from: string | null) {
	const picked = from && /^\d{1,2}$/.test(from) ? known[Number(from)] : undefined;
	return picked && { name: picked.name, organisation: picked.workplace, reach: picked.contact };
}

/** the form filled in with whom an offer of the directory names. */
const beginWithOffer = ({ name, provider, contact, phone, email }: KeptOffer) => ({
	name,
	organisation: provider,
	reach: [contact, phone, email]
		.filter((each, at, all) => each !== '' && !all.slice(0, at).some((said) => said.includes(each)))
		.join(' · ')
		.slice(0, 500)
});

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, AddOutsideForm);
		const shown = { about: 'add' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { contact, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addOutside(acting, params.pathway, contact, said)
		);
		if (added.ok) redirect(303, `/pathways/${params.pathway}/outside?done=yes`);
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				...shown,
				typed: { ...shown.typed, contact: crypto.randomUUID() as string },
				sentBefore: saySaved(sayWhom(added.saved), LABELS)
			});
		return fail(409, { ...shown, refusal: sayRefusal(added.reason) });
	},
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeOutsideForm);
		const shown = { about: 'change' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { contact, version, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			keepOutside(acting, params.pathway, contact, version, said)
		);
		if (kept.ok) redirect(303, `/pathways/${params.pathway}/outside?done=yes`);
		if (kept.reason === 'not-there') error(404);
		if (kept.reason !== 'stale') return fail(409, { ...shown, refusal: sayRefusal(kept.reason) });
		const { saved } = kept;
		return fail(409, {
			...shown,
			conflict: {
				version: saved.version,
				by: saved.by,
				at: saved.at,
				texts: conflictTexts(LABELS, form.typed, asTyped(saved), {
					category: { options: optionsOfCategory() }
				})
			}
		});
	},
	tell: async ({ locals, params, request }) => {
		const form = await readForm(request, TellOutsideForm);
		const shown = { about: 'tell' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { contact, ...telling } = form.value;
		const told = await locals.transact((acting) =>
			tellOutside(acting, params.pathway, contact, telling)
		);
		if (told.ok) redirect(303, `/pathways/${params.pathway}/outside?done=yes`);
		if (told.reason === 'not-there') error(404);
		if (told.reason === 'told-ahead')
			return fail(422, { ...shown, problems: { toldOn: [sayRefusal(told.reason)] } });
		return fail(409, { ...shown, refusal: sayRefusal(told.reason) });
	},
	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, RemoveOutsideForm);
		if (!form.ok) error(404);
		const { contact, version } = form.value;
		const removed = await locals.transact((acting) =>
			keepOutside(acting, params.pathway, contact, version, null)
		);
		if (removed.ok) redirect(303, `/pathways/${params.pathway}/outside?done=yes`);
		if (removed.reason === 'not-there') error(404);
		return fail(409, {
			about: 'remove' as const,
			typed: {} as Record<string, string>,
			refusal: sayRefusal(removed.reason)
		});
	}
};
