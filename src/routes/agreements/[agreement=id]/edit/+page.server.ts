import { error, fail, redirect } from '@sveltejs/kit';
import { ChangeForm } from '#features/agreements/agreement.schema.ts';
import { findPlace } from '#features/agreements/server/find-place.ts';
import { changeDocument } from '#features/documents/server/change-document.ts';
import { saySection } from '#features/documents/server/say-template.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { readAgreement } from '../read-agreement.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const LABELS = { title: m.agreement_title_label, section: m.agreement_sections_label };

/** A document as its form holds it. */
const asTyped = ({ title, sections }: { title: string; sections: string[] }) => ({
	title,
	section: sections
});

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document, template, standing } = await readAgreement(locals, params.agreement);
	if (!document.isWriter || !template) error(404);
	return {
		visitor: locals.visitor,
		id: document.id,
		title: document.title,
		version: shownAt(document.version, asTyped(document)),
		isWaiting: standing.waiting !== null,
		picked: document.sections,
		sections: template.sections
			.map((section) => saySection(section))
			.map(({ key, label, guidance, optional }) => ({ key, label, guidance, optional: !!optional }))
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, title, section } = form.value;
		const outcome = await locals.transact(async (acting) => {
			const place = await findPlace(acting, params.agreement);
			if (!place) error(404);
			return changeDocument(acting, place, version, { title, sections: section });
		});
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=changed`);
		if (outcome.reason === 'no-document') error(404);
		if (outcome.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
		const { saved } = outcome;
		const { template } = await readAgreement(locals, params.agreement);
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.changedBy || null,
			at: saved.changedAt,
			texts: conflictTexts(LABELS, form.typed, asTyped(saved), {
				section: {
					options: (template?.sections ?? [])
						.filter(({ optional }) => optional)
						.map((section) => ({ value: section.key, label: saySection(section).label }))
				}
			})
		};
		return fail(409, { typed: form.typed, conflict });
	}
};
