import { error, fail, redirect } from '@sveltejs/kit';
import { shelvedTemplateOf } from '#features/agreements/agreement-template.rules.ts';
import { BeginForm, chosenIn } from '#features/agreements/agreement.schema.ts';
import { AGREEMENT_KINDS, isAgreementKind, partyRowsOf } from '#features/agreements/kind.rules.ts';
import { sayKind, sayKindText } from '#features/agreements/say-agreement.ts';
import { beginAgreement, pathOf } from '#features/agreements/server/begin-agreement.ts';
import { findNewestRevision } from '#features/agreements/server/own-template.queries.ts';
import { mayShape } from '#features/agreements/server/shape-template.ts';
import { listCollaborations } from '#features/collaborations/server/collaboration.queries.ts';
import { mayBegin } from '#features/documents/server/begin-document.ts';
import { listOrganisations } from '#features/documents/server/document.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { refused } from '#values/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [organisations, collaborations] = await locals.read(
		listOrganisations(),
		listCollaborations()
	);
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation') error(404);
	const kind = url.searchParams.get('kind') ?? '';
	const about = collaborations.find(({ id }) => id === url.searchParams.get('collaboration'))?.id;
	return {
		visitor,
		id: crypto.randomUUID(),
		mayShape: mayShape(visitor),
		// Somebody who came by a link reads why there is no form here.
		cannot: mayBegin(visitor) ? null : sayRefusal('not-a-beginner'),
		kinds: AGREEMENT_KINDS.map((each) => ({
			kind: each,
			name: sayKind(each),
			text: sayKindText(each)
		})),
		chosen: isAgreementKind(kind) ? { kind, name: sayKind(kind), rows: partyRowsOf(kind) } : null,
		own: visitor.organisation,
		/** The collaboration somebody came from: theirs is chosen beforehand. */
		collaboration: about ?? '',
		about: about ? `&collaboration=${about}` : '',
		collaborations: collaborations
			.filter(({ phase }) => phase !== 'ended')
			.map(({ id, name }) => ({ value: id, label: name })),
		organisations: organisations
			.filter(({ isFormer }) => !isFormer)
			.map(({ id, name }) => ({ value: id, label: name }))
	};
};

export const actions: Actions = {
	begin: async ({ locals, request }) => {
		const form = await readForm(request, BeginForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { kind, party, ...what } = form.value;
		const begun = await locals.transact(async (acting) => {
			if (acting.visitor.hat !== 'organisation') error(404);
			const own = await acting.all(listCollaborations());
			if (what.collaboration !== null && !own.some(({ id }) => id === what.collaboration))
				return refused('no-such-collaboration');
			const wish = { ...what, parties: chosenIn(party) };
			const inUse = await acting.first(findNewestRevision(kind));
			return beginAgreement(acting, kind, shelvedTemplateOf(kind, inUse), wish);
		});
		if (!begun.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(begun.reason) });
		redirect(303, `${pathOf(begun.value)}/parties?done=begun`);
	},

	/** Gives back what was typed, with rows for more organisations. */
	more: async ({ locals, request }) => {
		await locals.read();
		if (locals.visitor?.hat !== 'organisation') error(404);
		const form = await readForm(request, BeginForm);
		return { typed: { ...form.typed, party: [...form.typed.party, '', ''] } };
	}
};
