import { error, fail, redirect } from '@sveltejs/kit';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sayCategory } from '#features/pathways/say-pathway.ts';
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
import { m } from '#messages';
import { readForm, type Typed } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
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
		shownAt: shownAt(part.version, asTyped(part)),
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
		if (kept.reason === 'stale') return fail(409, { conflict: meeting(form.typed, kept.saved) });
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

const LABELS = { ...PART_LABELS, categories: m.responsible_categories };

/** What was typed beside what somebody saved meanwhile; the page says what each agreement is called. */
function meeting(yours: Typed<typeof ChangePartForm>, saved: KeptPart) {
	return {
		version: saved.version,
		by: saved.changedBy || null,
		at: saved.changedAt,
		texts: conflictTexts(LABELS, yours, asTyped(saved), {
			categories: { options: CATEGORIES.map((value) => ({ value, label: sayCategory(value) })) }
		})
	};
}
