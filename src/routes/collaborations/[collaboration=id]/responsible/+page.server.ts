import { error, fail, redirect } from '@sveltejs/kit';
import { listParties } from '#features/collaborations/server/collaboration.queries.ts';
import { mayKeep } from '#features/responsibility/responsibility.rules.ts';
import { AddPartForm } from '#features/responsibility/responsibility.schema.ts';
import { PART_LABELS } from '#features/responsibility/say-responsibility.ts';
import { addPart } from '#features/responsibility/server/keep-responsibility.ts';
import {
	findRegister,
	listAgreementsKept,
	listKeptOrganisations,
	listParts
} from '#features/responsibility/server/responsibility.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** L-11: who is responsible for which data in this collaboration, for everybody in it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.collaboration;
	const [[register], parts, parties, mine, agreements] = await locals.read(
		findRegister(id),
		listParts(id),
		listParties(id),
		listKeptOrganisations(id),
		listAgreementsKept(id)
	);
	if (!register) error(404);
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		collaboration: { id, name: register.name },
		parts: parts.map((part) => ({
			part,
			keeps: mayKeep(register, part.organisation),
			hasLeft: !parties.some((party) => party.id === part.organisation)
		})),
		/** Those that are in it and have written nothing. */
		silent: parties
			.filter((party) => !parts.some((part) => part.organisation === party.id))
			.map(({ name }) => name),
		mine,
		/** L-12: answers for an organisation that says itself how long it keeps what is its own. */
		keepsOwn:
			locals.visitor?.organisation !== locals.visitor?.tenant &&
			mine.some(({ id: organisation }) => organisation === locals.visitor?.organisation),
		agreements: mine.length > 0 ? agreements : [],
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, AddPartForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, organisation, ...said } = form.value;
		const { collaboration } = params;
		const added = await locals.transact((acting) =>
			addPart(acting, collaboration, organisation, id, said)
		);
		if (added.ok) redirect(303, `/collaborations/${collaboration}/responsible?done=kept`);
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(added.saved, PART_LABELS)
			});
		const field = added.reason === 'not-a-party-here' ? 'organisation' : FIELD_OF[added.reason];
		const problems: Record<string, string[]> = { [field]: [sayRefusal(added.reason)] };
		return fail(422, { typed: form.typed, problems });
	}
};

const FIELD_OF = {
	'two-agreements-named': 'agreementNamed',
	'no-such-agreement': 'agreement'
} as const;
