import { error, fail, redirect } from '@sveltejs/kit';
import { AskForm } from '#features/agreements/decision.schema.ts';
import { seatKey, seatOf } from '#features/documents/names.rules.ts';
import { askTogether, listAskable } from '#features/documents/server/decide-together.ts';
import { findHeld } from '#features/documents/server/find-document.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document, named, visitor } = await locals.transact(async (acting) => {
		const found = await findHeld(acting, params.agreement);
		if (!found || !(found.isWriter || found.isKeeper)) error(404);
		return {
			document: found,
			named: await listAskable(acting, found),
			visitor: acting.visitor
		};
	});
	const parties = new Map(named.map((each) => [each.organisation, each.organisationName]));
	return {
		visitor,
		id: document.id,
		title: document.title,
		made: crypto.randomUUID(),
		parties: [...parties].map(([id, name]) => ({ id, name })),
		people: named.map((each) => ({
			value: seatKey(each),
			label: `${each.name}, ${each.organisationName}`
		}))
	};
};

export const actions: Actions = {
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, AskForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, title, body, member, party, needed } = form.value;
		const of = Object.fromEntries(party.map((each, index) => [each, Number(needed[index] ?? 1)]));
		const path = `/agreements/${params.agreement}/decisions/${id}`;
		const members = [...new Set(member)].flatMap((key) => seatOf(key) ?? []);
		const outcome = await locals.transact((acting) =>
			askTogether(
				acting,
				params.agreement,
				{ id, path },
				{ title, body, members, quorum: { each: 1, of } }
			)
		);
		if (outcome.ok) redirect(303, `${path}?done=asked`);
		const { typed } = form;
		switch (outcome.reason) {
			// The page is not there for them either.
			case 'no-document':
			case 'not-a-writer-of-it':
				return error(404);
			case 'party-without-voice':
			case 'not-named-in-it':
				return fail(422, { typed, problems: { member: [sayRefusal(outcome.reason)] } });
			case 'more-voices-than-seats':
				return fail(422, { typed, problems: { needed: [sayRefusal(outcome.reason)] } });
			default:
				return fail(409, { typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};
