import { error, fail, redirect } from '@sveltejs/kit';
import { asTyped, mayKeep } from '#features/responsibility/responsibility.rules.ts';
import { ChangePartForm, RemovePartForm } from '#features/responsibility/responsibility.schema.ts';
import { PART_LABELS } from '#features/responsibility/say-responsibility.ts';
import { changePart, removePart } from '#features/responsibility/server/keep-responsibility.ts';
import {
	findPart,
	findRegister,
	listAgreementsKept,
	type KeptPart
} from '#features/responsibility/server/responsibility.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { collaboration } = params;
	const [[register], [part], agreements] = await locals.read(
		findRegister(collaboration),
		findPart(collaboration, params.part),
		listAgreementsKept(collaboration)
	);
	if (!register || !part || !mayKeep(register, part.organisation)) error(404);
	const { agreement, agreementNamed } = part;
	const isMissing = agreement !== '' && !agreements.some(({ id }) => id === agreement);
	return {
		visitor: locals.visitor,
		collaboration,
		part,
		shown: asTyped(part),
		// One that the reader may not open is still the one that stands there.
		agreements: isMissing ? [...agreements, { id: agreement, title: agreementNamed }] : agreements
	};
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangePartForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...said } = form.value;
		const { collaboration, part } = params;
		const kept = await locals.transact((acting) =>
			changePart(acting, collaboration, part, version, said)
		);
		if (kept.ok) redirect(303, `/collaborations/${collaboration}/responsible?done=kept`);
		if (kept.reason === 'stale') return fail(409, { conflict: meeting(said, kept.saved) });
		if (kept.reason === 'not-there') error(404);
		const field = kept.reason === 'no-such-agreement' ? 'agreement' : 'agreementNamed';
		const problems: Record<string, string[]> = { [field]: [sayRefusal(kept.reason)] };
		return fail(422, { typed: form.typed, problems });
	},

	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, RemovePartForm);
		if (!form.ok) error(404);
		const { collaboration, part } = params;
		const removed = await locals.transact((acting) =>
			removePart(acting, collaboration, part, form.value.version)
		);
		if (removed.ok) redirect(303, `/collaborations/${collaboration}/responsible?done=removed`);
		// the page shows it as it is saved now, and can be sent again on top of that
		if (removed.reason === 'stale') return fail(409, { changedBy: removed.saved.changedBy });
		return error(404);
	}
};

type Said = Parameters<typeof asTyped>[0];

/** What was typed beside what somebody saved meanwhile; the categories are boxes, and stand beside the texts. */
function meeting(yours: Said, saved: KeptPart) {
	const [typed, theirs] = [asTyped(yours), asTyped(saved)];
	return {
		version: saved.version,
		by: saved.changedBy || null,
		at: saved.changedAt,
		categories: { yours: typed.categories, saved: theirs.categories },
		texts: (Object.keys(PART_LABELS) as (keyof typeof PART_LABELS)[]).map((name) => ({
			name,
			label: PART_LABELS[name](),
			yours: typed[name],
			saved: theirs[name],
			// the page says what each is called
			...(name === 'agreement' ? { options: [] } : {})
		}))
	};
}
