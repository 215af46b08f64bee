import { error, fail, redirect } from '@sveltejs/kit';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { isBeyond, PAGE, readWanted, writeWanted } from '#features/directory/wanted.ts';
import { listPartners } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { ChooseForm, DropForm } from '#features/possible-offers/possible.schema.ts';
import { chooseOffer, dropOffer } from '#features/possible-offers/server/keep-possible.ts';
import { listPossible } from '#features/possible-offers/server/possible.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { installation } from '#server/installation.ts';
import { readBody, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { openWords, sealWords } from '#server/sealed-words.ts';
import type { Actions, PageServerLoad } from './$types';

/** The page of a pathway, and the address of it that shows what `search` says: sealed, since what is looked for tells of the citizen. */
const hereOf = (pathway: string) => `/pathways/${pathway}/offers`;
const sealed = (pathway: string, search: string) =>
	search === ''
		? hereOf(pathway)
		: `${hereOf(pathway)}?looked=${sealWords(installation().settings.secret, search, hereOf(pathway))}`;
/** The seal of what is looked for, as it stands in an address, and what it says. */
function lookedIn(pathway: string, search: URLSearchParams) {
	const seal = search.get('looked') ?? '';
	const words = openWords(installation().settings.secret, seal, hereOf(pathway));
	return { seal: words === null ? '' : seal, ...readWanted(new URLSearchParams(words ?? '')) };
}
/** What a form asks for, as its address would say it. */
const wordsOf = (form: FormData) =>
	new URLSearchParams(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
/** Where one goes on when something was done: to what one looked for. */
function backTo(pathway: string, search: URLSearchParams, done: 'chosen' | 'dropped') {
	const { seal } = lookedIn(pathway, search);
	return `${hereOf(pathway)}?done=${done}${seal && `&looked=${seal}`}`;
}

/** R-131: whoever holds the threads picks an offer for this citizen. What is looked for is kept nowhere. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { wanted, page, seal } = lookedIn(params.pathway, url.searchParams);
	const [[head], [answer], partners, possible] = await locals.read(
		findHead(params.pathway),
		findOffers(null, wanted, (page - 1) * PAGE, PAGE),
		listPartners(params.pathway),
		listPossible(params.pathway),
		recordFound(
			'partners.read',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld'),
			having(findHead(params.pathway), 'isOpen')
		)
	);
	const found = answer?.found;
	if (!head?.isHeld || !head.isOpen || !found) error(404);
	const at = (turned: number) => sealed(params.pathway, writeWanted(wanted, turned));
	if (isBeyond(page, found)) redirect(302, at(1));
	return {
		visitor: locals.visitor,
		head,
		here: hereOf(params.pathway),
		/** Goes along with what is done here, so that one comes back to it. */
		looked: seal,
		wanted,
		found,
		done: (['chosen', 'dropped'] as const).find((each) => each === url.searchParams.get('done')),
		/** R-125: those that stand on the citizen's page. */
		possible,
		/** Who keeps one of these offers and is thought of already: they are asked where they stand. */
		partners: partners
			.filter(({ organisation }) =>
				found.offers.some((offer) => offer.organisation === organisation)
			)
			.map(({ id, organisation, name, state }) => ({ id, organisation, name, state })),
		next: page * PAGE < found.total ? at(page + 1) : null,
		first: page > 1 ? at(1) : null
	};
};

export const actions: Actions = {
	/** Sent, and not asked for by its address: it leads to one that nobody else can read. */
	find: async ({ locals, params, request }) => {
		const [head] = (await locals.read(findHead(params.pathway)))[0];
		if (!head?.isHeld || !head.isOpen) error(404);
		const { wanted } = readWanted(wordsOf(await readBody(request)));
		redirect(303, `${sealed(params.pathway, writeWanted(wanted))}#found`);
	},
	/** R-125: it stands on the citizen's page, and nobody is asked. */
	choose: async ({ locals, params, request, url }) => {
		const form = await readForm(request, ChooseForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { offer, why } = form.value;
		const chosen = await locals.transact((acting) =>
			chooseOffer(acting, params.pathway, offer, why)
		);
		if (chosen.ok) redirect(303, backTo(params.pathway, url.searchParams, 'chosen'));
		if (chosen.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(chosen.reason) });
	},
	drop: async ({ locals, params, request, url }) => {
		const form = await readForm(request, DropForm);
		if (!form.ok) error(404);
		const dropped = await locals.transact((acting) =>
			dropOffer(acting, params.pathway, form.value.offer)
		);
		if (dropped.ok) redirect(303, backTo(params.pathway, url.searchParams, 'dropped'));
		if (dropped.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(dropped.reason) });
	}
};
