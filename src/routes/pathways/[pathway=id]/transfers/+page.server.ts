import { error, fail, redirect } from '@sveltejs/kit';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { isLooking, lookForCandidates } from '#features/pathways/server/look-for-candidates.ts';
import { listCandidates, type Candidate } from '#features/pathways/server/tovholder.queries.ts';
import { partOfName, lastHandoverDay, type Member } from '#features/pathways/tovholder.rules.ts';
import {
	declineTransfer,
	passOn,
	withdrawTransfer
} from '#features/transfers/server/answer-transfer.ts';
import {
	askToTakeOver,
	handOverThreads,
	handOverWork
} from '#features/transfers/server/begin-transfer.ts';
import {
	findTransferPlace,
	listOrganisations,
	listPeopleOf,
	listTransfers,
	listUnderWay,
	PAGE_OF_TRANSFERS
} from '#features/transfers/server/transfer.queries.ts';
import {
	DeclineForm,
	OfferForm,
	PassOnForm,
	WishForm,
	WithdrawForm,
	WorkForm
} from '#features/transfers/transfer.schema.ts';
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readBody, readFields, readForm, type Problems } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const wanted = partOfName(url.searchParams.get('find'));
	// Whom one may ask depends on the collaboration, and on what is under way.
	const read = await locals.transact(async (acting) => {
		const [head, place, underWay, over] = await Promise.all([
			acting.first(findHead(params.pathway)),
			acting.first(findTransferPlace(params.pathway)),
			acting.all(listUnderWay(params.pathway)),
			acting.all(listTransfers(params.pathway, after)),
			acting.run(recordPathway('transfers.read', params.pathway))
		]);
		if (!head || !place || !(place.isHeld || place.isPartner)) error(404);
		const toPassOn = underWay
			.filter(({ role, state }) => place.isHeld && role === 'partner' && state === 'proposed')
			.map(({ toOrganisationId }) => toOrganisationId);
		const [candidates, organisations, people] = await Promise.all([
			place.isHeld ? acting.all(listCandidates(place.collaboration, wanted, params.pathway)) : [],
			place.isPartner ? acting.all(listOrganisations()) : [],
			toPassOn.length > 0 ? acting.all(listPeopleOf(toPassOn)) : []
		]);
		return { head, place, underWay, over, candidates, organisations, people };
	});
	const { place, over, organisations, ...rest } = read;
	const { rows, next } = pageOf(over, PAGE_OF_TRANSFERS);
	const here = `/pathways/${params.pathway}/transfers`;
	return {
		...rest,
		visitor: locals.visitor,
		today: locals.today,
		isHeld: place.isHeld,
		isPartner: place.isPartner,
		candidates: othersThan(place, rest.candidates),
		organisations: organisations.filter(({ id }) => id !== locals.visitor?.organisation),
		wanted,
		lastHandoverDay: lastHandoverDay(locals.today),
		over: rows,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here,
		newId: crypto.randomUUID(),
		isDone: url.searchParams.get('done') === 'yes'
	};
};

export const actions: Actions = {
	offer: async ({ locals, params, request }) => {
		const posted = await readBody(request);
		const form = readFields(posted, OfferForm);
		if (isLooking(posted)) {
			const looked = await locals.transact(async (acting) => {
				const place = await acting.first(findTransferPlace(params.pathway));
				if (!place?.isHeld) error(404);
				const among = (candidates: Candidate[]) => othersThan(place, candidates);
				return (await lookForCandidates(acting, params.pathway, posted, { among })) ?? error(404);
			});
			const typed: Typed = { ...form.typed, candidate: looked.meant ?? form.typed.candidate };
			return { about: 'offer' as const, typed, looked };
		}
		if (!form.ok) return unfit('offer', form);
		const { id, candidate, ...offer } = form.value;
		const begun = await locals.transact((acting) =>
			handOverThreads(acting, params.pathway, id, { ...offer, ...candidate })
		);
		return answer('offer', params.pathway, form.typed, begun);
	},
	work: async ({ locals, params, request }) => {
		const form = await readForm(request, WorkForm);
		if (!form.ok) return unfit('work', form);
		const { id, ...offer } = form.value;
		const begun = await locals.transact((acting) =>
			handOverWork(acting, params.pathway, id, offer)
		);
		return answer('work', params.pathway, form.typed, begun);
	},
	wish: async ({ locals, params, request }) => {
		const form = await readForm(request, WishForm);
		if (!form.ok) return unfit('wish', form);
		const { id, reason } = form.value;
		const begun = await locals.transact((acting) =>
			askToTakeOver(acting, params.pathway, id, reason)
		);
		return answer('wish', params.pathway, form.typed, begun);
	},
	passOn: async ({ locals, params, request }) => {
		const form = await readForm(request, PassOnForm);
		if (!form.ok) return unfit('passOn', form);
		const { transfer, version, ...asked } = form.value;
		const passed = await locals.transact((acting) =>
			passOn(acting, params.pathway, transfer, version, asked)
		);
		return answer('passOn', params.pathway, form.typed, passed);
	},
	decline: async ({ locals, params, request }) => {
		const form = await readForm(request, DeclineForm);
		if (!form.ok) return unfit('decline', form);
		const { transfer, version, note } = form.value;
		const declined = await locals.transact(async (acting) => {
			// The project leader says no elsewhere, without opening the pathway.
			if (!(await isHere(acting, params.pathway))) error(404);
			return declineTransfer(acting, params.pathway, transfer, version, note);
		});
		return answer('decline', params.pathway, form.typed, declined);
	},
	withdraw: async ({ locals, params, request }: RequestEvent) => {
		const form = await readForm(request, WithdrawForm);
		if (!form.ok) return unfit('withdraw', form);
		const { transfer, version } = form.value;
		const withdrawn = await locals.transact((acting) =>
			withdrawTransfer(acting, params.pathway, transfer, version)
		);
		return answer('withdraw', params.pathway, form.typed, withdrawn);
	}
};

const isHere = async (acting: Acting, pathway: string) =>
	(await acting.first(findTransferPlace(pathway))) !== undefined;

type About = 'offer' | 'work' | 'wish' | 'passOn' | 'decline' | 'withdraw';
type Typed = Record<string, string | string[]>;

/** Nobody hands the threads over to whoever holds them. */
const othersThan = <Other extends Member>(
	place: { tovholder: string; tovholderOrganisation: string },
	candidates: Other[]
): Other[] =>
	candidates.filter(
		({ person, organisation }) =>
			person !== place.tovholder || organisation !== place.tovholderOrganisation
	);

/** What was typed, with what to mend beside each field. */
const unfit = (about: About, form: { typed: object; problems: Problems<never> | object }) =>
	fail(422, {
		about,
		typed: form.typed as Typed,
		problems: form.problems as Record<string, string[]>
	});

type Answered =
	| Awaited<ReturnType<typeof handOverThreads>>
	| Awaited<ReturnType<typeof handOverWork>>
	| Awaited<ReturnType<typeof passOn>>;

/** Back to the page where it is done; else the reason, and what was typed. */
function answer(about: About, pathway: string, typed: object, answered: Answered) {
	if (answered.ok) redirect(303, `/pathways/${pathway}/transfers?done=yes`);
	if (answered.reason === 'not-there') error(404);
	const shown = { about, typed: typed as Typed };
	if (answered.reason === 'sent-before')
		return fail(409, {
			...shown,
			typed: { ...shown.typed, id: crypto.randomUUID() },
			sentBefore: saySaved(answered.saved, {
				reason: m.transfer_reason,
				question: m.transfer_question
			})
		});
	return fail(409, { ...shown, refusal: sayRefusal(answered.reason) });
}
