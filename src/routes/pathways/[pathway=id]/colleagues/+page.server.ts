import { error, fail, redirect } from '@sveltejs/kit';
import { partOfName } from '#features/pathways/tovholder.rules.ts';
import { ColleagueForm, MeetsChildForm } from '#features/pathways/partner.schema.ts';
import {
	findPartnersHead,
	listColleaguesOn,
	listColleaguesToBring,
	listWhoMeetsChild,
	MOST_COLLEAGUES
} from '#features/pathways/server/colleague.queries.ts';
import {
	bringColleague,
	sayMeetsChild,
	takeColleagueOff
} from '#features/pathways/server/keep-colleagues.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const [[head], people, toBring, meeting] = await locals.read(
		findPartnersHead(params.pathway),
		listColleaguesOn(params.pathway),
		listColleaguesToBring(params.pathway, wanted),
		listWhoMeetsChild(params.pathway),
		recordFound('partners.read', params.pathway, null, findPartnersHead(params.pathway))
	);
	if (!head) error(404);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}`,
		head,
		/** L-21: nothing about the child where the citizen is 15 or more. */
		people: people.map((each) => ({
			...each,
			child: meeting.find(({ person }) => person === each.person) ?? null
		})),
		isOfChild: meeting.length > 0,
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

	child: async ({ locals, params, request }) => {
		const form = await readForm(request, MeetsChildForm);
		if (!form.ok) return fail(422, { problems: form.problems, about: form.typed.colleague });
		const { colleague, meets } = form.value;
		const said = await locals.transact((acting) =>
			sayMeetsChild(acting, params.pathway, colleague, meets === 'yes')
		);
		if (said.ok) redirect(303, `/pathways/${params.pathway}/colleagues`);
		if (said.reason === 'not-there') error(404);
		const problems: Record<string, string[]> = { meets: [sayRefusal(said.reason)] };
		return fail(409, { problems, about: colleague, meets });
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
