import { error, fail, redirect } from '@sveltejs/kit';
import {
	chosenIn,
	PartyChoice,
	PartyForm,
	PeopleForm
} from '#features/agreements/agreement.schema.ts';
import { findPlace } from '#features/agreements/server/find-place.ts';
import { addParty, namePeople, removeParty } from '#features/documents/server/change-parties.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { document, template, draft, members, organisations, open, standing } = await readAgreement(
		locals,
		params.agreement
	);
	// Where the template is gone there is nothing more to write in it, and nobody more to name.
	const isWriter = document.isWriter && template !== undefined;
	const own = locals.visitor?.organisation;
	const people = (party: string, isBinding = false) =>
		members
			.filter((each) => each.organisation === party && (!isBinding || each.canBind))
			.map((each) => ({
				value: each.person,
				label: each.title ? `${each.name}, ${each.title}` : each.name
			}));
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		isWriter,
		isSigned: document.agreedBy === 'signature',
		isWaiting: standing.waiting !== null,
		/** The version that waits, for the forms to say. */
		waiting: open?.id ?? '',
		parties: draft.parties.map((party) => ({
			id: party.id,
			name: party.name,
			version: party.version,
			hasPeople: party.hasPeople,
			mayName: isWriter || (party.id === own && document.mayAct && template !== undefined),
			responsible: party.responsible,
			responsibleName: party.responsibleName,
			executing: draft.executors.filter((each) => each.organisation === party.id),
			signatories: draft.signatories.filter((each) => each.organisation === party.id),
			people: people(party.id),
			binding: people(party.id, true)
		})),
		others: organisations
			.filter(({ id, isFormer }) => !isFormer && !draft.parties.some((party) => party.id === id))
			.map(({ id, name }) => ({ value: id, label: name }))
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, PartyForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact(async (acting) =>
			addParty(acting, await placeOf(acting, params.agreement), form.value)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/parties?done=added`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	},

	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, PartyChoice);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact(async (acting) =>
			removeParty(acting, await placeOf(acting, params.agreement), form.value)
		);
		// Whoever took their own organisation out may not see the page any more.
		if (outcome.ok && outcome.value === locals.visitor?.organisation) redirect(303, '/agreements');
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/parties?done=removed`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	},

	people: async ({ locals, params, request }) => {
		const form = await readForm(request, PeopleForm);
		// Nobody writes this by hand: there is no such party.
		if (!form.ok && form.problems.party) error(404);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { party, version, responsible, executing, signatory, title } = form.value;
		const signatories = signatory.flatMap((person, index) =>
			person === null ? [] : [{ person, title: title[index] ?? '' }]
		);
		const outcome = await locals.transact(async (acting) =>
			namePeople(
				acting,
				await placeOf(acting, params.agreement),
				{ party, version },
				{ responsible, executing: chosenIn(executing), signatories }
			)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/parties?done=named#p-${party}`);
		if (outcome.reason === 'no-document' || outcome.reason === 'no-such-party') error(404);
		if (outcome.reason === 'stale')
			return fail(409, {
				typed: form.typed,
				isStale: true,
				refusal: m.agreement_people_stale()
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	}
};

type Transact = Parameters<Parameters<App.Locals['transact']>[0]>[0];

const placeOf = async (acting: Transact, id: string) => (await findPlace(acting, id)) ?? error(404);
