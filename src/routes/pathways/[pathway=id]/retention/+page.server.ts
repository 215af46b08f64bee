import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { findLastFetch } from '#features/journal/server/journal.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { AskForm, HoldForm, LiftForm, TakeBackForm } from '#features/retention/retention.schema.ts';
import {
	askErasure,
	liftHold,
	placeHold,
	takeBackErasure
} from '#features/retention/server/keep-retention.ts';
import {
	countKept,
	findGoing,
	listHoldsOf,
	listRequestsOf
} from '#features/retention/server/retention.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [going], counts, holds, requests, [fetch]] = await locals.read(
		findHead(params.pathway),
		findGoing(params.pathway),
		countKept([params.pathway]),
		listHoldsOf(params.pathway),
		listRequestsOf(params.pathway),
		findLastFetch(params.pathway),
		recordFound('retention.read', params.pathway, null, having(findHead(params.pathway), 'isHeld'))
	);
	if (!head?.isHeld) error(404);
	return {
		visitor: locals.visitor,
		head,
		back: `/pathways/${params.pathway}`,
		pathway: params.pathway,
		going: going ?? null,
		counts,
		holds,
		requests,
		/** L-12: when it was packed for the journal last, before it goes. */
		/** When anything left for the journal last, and whether a package is made that nobody fetched. */
		packedAt: fetch?.at ?? null,
		isPackageWaiting: fetch?.isWaiting ?? false,
		newId: crypto.randomUUID(),
		said:
			(['held', 'lifted', 'asked', 'taken-back'] as const).find(
				(each) => each === url.searchParams.get('said')
			) ?? null
	};
};

export const actions: Actions = {
	hold: async ({ locals, params, request }) => {
		const form = await readForm(request, HoldForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, reason } = form.value;
		const held = await locals.transact((acting) =>
			placeHold(atWork(acting), id, { pathway: params.pathway }, reason)
		);
		if (held.ok) redirect(303, '?said=held');
		if (held.reason === 'reason-too-short')
			return fail(422, {
				typed: form.typed,
				problems: { reason: [sayRefusal(held.reason)] } as Partial<Record<string, string[]>>
			});
		if (held.reason === 'held-already')
			return fail(409, { typed: form.typed, refusal: sayRefusal(held.reason) });
		error(404);
	},
	lift: async ({ locals, params, request }) => {
		const form = await readForm(request, LiftForm);
		if (!form.ok && !form.problems.why) error(404);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { hold, version, why } = form.value;
		const lifted = await locals.transact(async (acting) => {
			const head = await atWork(acting).first(findHead(params.pathway));
			const here = await acting.all(listHoldsOf(params.pathway));
			if (!head?.isHeld || !here.some(({ id }) => id === hold)) error(404);
			return liftHold(acting, hold, version, why);
		});
		if (lifted.ok) redirect(303, '?said=lifted');
		if (lifted.reason === 'not-there') error(404);
		if (lifted.reason === 'lift-reason-too-short')
			return fail(422, {
				typed: form.typed,
				problems: { why: [sayRefusal(lifted.reason)] } as Partial<Record<string, string[]>>
			});
		return fail(409, { typed: form.typed, refusal: m.retention_changed_meanwhile() });
	},
	/** What the citizen asked for, and does not wish any more. */
	takeBack: async ({ locals, params, request }) => {
		const form = await readForm(request, TakeBackForm);
		if (!form.ok || form.value.pathway !== params.pathway) error(404);
		const taken = await locals.transact((acting) =>
			takeBackErasure(atWork(acting), form.value.request)
		);
		if (taken.ok) redirect(303, '?said=taken-back');
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: m.retention_changed_meanwhile() });
	},
	/** The citizen has asked, and has no account to ask from. */
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, AskForm);
		if (!form.ok || form.value.pathway !== params.pathway) error(404);
		const asked = await locals.transact((acting) =>
			askErasure(atWork(acting), form.value.id, params.pathway)
		);
		if (!asked.ok) error(404);
		redirect(303, '?said=asked');
	}
};
