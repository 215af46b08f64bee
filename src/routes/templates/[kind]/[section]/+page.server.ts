import { error, fail, redirect } from '@sveltejs/kit';
import { sayKind } from '#features/agreements/say-agreement.ts';
import { shapeSection } from '#features/agreements/server/shape-template.ts';
import { sectionPart } from '#features/documents/adaptation.rules.ts';
import { saySection } from '#features/documents/server/say-template.ts';
import {
	emptyOwn,
	inputsOf,
	inputsOfOwn,
	LONGEST_GUIDANCE,
	LONGEST_LABEL,
	readInputs,
	tooLong
} from '#features/documents/template-form.rules.ts';
import { findSection } from '#features/documents/template.rules.ts';
import { m } from '#messages';
import { version } from '#server/form-fields.ts';
import { readPosted } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { shownAt } from '#values/shown.ts';
import { originalsOf, readShaping } from '../../read-templates.ts';
import { conflictOf, optionsOfInput, partsToShow } from './show-section.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { visitor, kind, shaping, original } = await readShaping(locals, params.kind);
	const section = original && findSection(original, params.section);
	if (!section) error(404);
	const said = saySection(section);
	const own = shaping.changes.added.filter((each) => each.section === section.key);
	const inputs = inputsOf(section, shaping.changes);
	const fresh = emptyOwn(section.key, `own-${crypto.randomUUID().slice(0, 13)}`);
	return {
		visitor,
		kind,
		kindName: sayKind(kind),
		section: section.key,
		label: shaping.changes.reworded[sectionPart(section.key)]?.label ?? said.label,
		version: shownAt(shaping.version, inputs),
		inputs: { ...inputs, ...inputsOfOwn(fresh) },
		parts: partsToShow(section, said),
		own: own.map(({ key }) => key),
		fresh: fresh.key,
		kinds: optionsOfInput('own-kind.') ?? []
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const typed = readInputs(await readPosted(request));
		const originals = originalsOf(params.kind);
		const base = version().parse(typed.version ?? '');
		const long = tooLong(typed);
		const outcome = await locals.transact(async (acting) =>
			long.length > 0
				? null
				: shapeSection(acting, originals, { section: params.section, base }, typed)
		);
		if (!outcome) return fail(422, { typed, problems: problemsOfLength(long) });
		if (outcome.ok) redirect(303, `/templates/${originals.kind}?done=saved`);
		switch (outcome.reason) {
			case 'cannot-shape':
			case 'no-such-template':
				return error(404);
			case 'stale': {
				const { saved } = outcome;
				const original = originals.editions.find(({ edition }) => edition === saved.edition);
				const section = original && findSection(original, params.section);
				if (!section) return fail(409, { typed, refusal: m.templates_stale() });
				return fail(409, { typed, conflict: conflictOf(section, typed, saved) });
			}
			default: {
				const part = 'part' in outcome ? outcome.part : null;
				const refusal = sayRefusal(outcome.reason);
				if (!part) return fail(409, { typed, refusal });
				const own = outcome.reason === 'question-without-choices' ? 'own-options' : 'own-label';
				const field = `${part.startsWith('own-') ? own : 'asking'}.${part}`;
				return fail(422, { typed, problems: { [field]: [refusal] } });
			}
		}
	}
};

const problemsOfLength = (names: string[]): Record<string, string[]> =>
	Object.fromEntries(
		names.map((name) => [
			name,
			[
				m.form_too_long({
					longest: /^(own-)?label\./.test(name) ? LONGEST_LABEL : LONGEST_GUIDANCE
				})
			]
		])
	);
