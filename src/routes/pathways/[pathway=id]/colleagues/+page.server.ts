import { error, fail, redirect } from '@sveltejs/kit';
import { partOfName } from '#features/pathways/tovholder.rules.ts';
import { ColleagueForm } from '#features/pathways/partner.schema.ts';
import {
	findPartnersHead,
	listColleaguesOn,
	listColleaguesToBring,
	MOST_COLLEAGUES
} from '#features/pathways/server/colleague.queries.ts';
import { bringColleague, takeColleagueOff } from '#features/pathways/server/keep-colleagues.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const [[head], people, toBring] = await locals.read(
		findPartnersHead(params.pathway),
		listColleaguesOn(params.pathway),
		listColleaguesToBring(params.pathway, wanted),
		recordFound('partners.read', params.pathway, null, findPartnersHead(params.pathway))
	);
	if (!head) error(404);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}`,
		head,
		people,
		toBring: toBring.slice(0, MOST_COLLEAGUES),
		isCut: toBring.length > MOST_COLLEAGUES,
		wanted
	};
};

export const actions: Actions = {
	bring: async ({ locals, params, request }) => {
		const form = await readForm(request, ColleagueForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const brought = await locals.transact((acting) =>
			bringColleague(acting, params.pathway, form.value.colleague)
		);
		if (brought.ok) redirect(303, `/pathways/${params.pathway}/colleagues`);
		if (brought.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(brought.reason) });
	},

	takeOff: async ({ locals, params, request }) => {
		const form = await readForm(request, ColleagueForm);
		if (!form.ok) error(404);
		const { colleague } = form.value;
		const { isMe, taken } = await locals.transact(async (acting) => ({
			isMe: acting.visitor.person === colleague,
			taken: await takeColleagueOff(acting, params.pathway, colleague)
		}));
		// Whoever has taken themselves off has no page here any more.
		if (taken.ok) redirect(303, isMe ? '/pathways' : `/pathways/${params.pathway}/colleagues`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(taken.reason) });
	}
};
