import { error, fail, redirect } from '@sveltejs/kit';
import { ownTemplateOf } from '#features/agreements/agreement-template.rules.ts';
import { sayKind } from '#features/agreements/say-agreement.ts';
import { carryTemplateOver, takeIntoUse } from '#features/agreements/server/shape-template.ts';
import { TemplateForm } from '#features/agreements/template.schema.ts';
import { sectionPart } from '#features/documents/adaptation.rules.ts';
import { sayDifferences } from '#features/documents/say-edition.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { partsOf } from '#features/documents/template-form.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { originalsOf, readShaping } from '../read-templates.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { visitor, kind, editions, inUse, shaping, original } = await readShaping(
		locals,
		params.kind
	);
	const { changes } = shaping;
	const owner = visitor.tenant ?? '';
	const drafted = original && ownTemplateOf(original, { ...shaping, owner, revision: 0 });
	const used = editions.find(({ edition }) => edition === (inUse?.edition ?? shaping.edition));
	const before = used && inUse ? ownTemplateOf(used, inUse) : used;
	const touched = [...changes.leftOut, ...changes.demanded, ...Object.keys(changes.reworded)];
	const counted = (url.searchParams.get('dropped') ?? '').replace(/\D/g, '').slice(0, 3);
	return {
		visitor,
		done: url.searchParams.get('done'),
		dropped: Number(counted || 0),
		kind,
		name: sayKind(kind),
		version: shaping.version,
		by: shaping.by,
		at: shaping.at,
		isGone: original === undefined,
		isBehind: shaping.edition !== editions.at(-1)?.edition,
		revision: inUse?.revision ?? null,
		usedSince: inUse?.at ?? null,
		differences: before && drafted ? sayDifferences(before, drafted) : [],
		sections: (original?.sections ?? []).map((section) => ({
			key: section.key,
			label: changes.reworded[sectionPart(section.key)]?.label ?? sayKey(section.label),
			isOut: changes.leftOut.includes(sectionPart(section.key)),
			questions: section.fields.length,
			changed: new Set([
				...partsOf(section).filter((key) => touched.includes(key)),
				...changes.added.filter((own) => own.section === section.key).map(({ key }) => key)
			]).size
		}))
	};
};

export const actions: Actions = {
	use: async ({ locals, params, request }) => {
		const form = await readForm(request, TemplateForm);
		const originals = originalsOf(params.kind);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			takeIntoUse(acting, originals, form.value.version)
		);
		if (outcome.ok) redirect(303, `/templates/${originals.kind}?done=used`);
		if (outcome.reason === 'cannot-shape' || outcome.reason === 'no-such-template') error(404);
		const refusal = outcome.reason === 'stale' ? m.templates_stale() : sayRefusal(outcome.reason);
		return fail(409, { refusal });
	},

	carry: async ({ locals, params, request }) => {
		const form = await readForm(request, TemplateForm);
		const originals = originalsOf(params.kind);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			carryTemplateOver(acting, originals, form.value.version)
		);
		if (outcome.ok)
			redirect(303, `/templates/${originals.kind}?done=carried&dropped=${outcome.value.length}`);
		if (outcome.reason === 'cannot-shape' || outcome.reason === 'no-such-template') error(404);
		const refusal = outcome.reason === 'stale' ? m.templates_stale() : sayRefusal(outcome.reason);
		return fail(409, { refusal });
	}
};
