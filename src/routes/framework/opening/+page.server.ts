import { error, fail, redirect } from '@sveltejs/kit';
import { sayKey } from '#features/documents/server/say-template.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { openingForm } from '#features/framework/framework.schema.ts';
import { mayOpenUp } from '#features/framework/opening.rules.ts';
import { findFramework } from '#features/framework/server/framework.queries.ts';
import { openFramework } from '#features/framework/server/open-framework.ts';
import { findOpening } from '#features/framework/server/opening.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[framework], [opening]] = await locals.read(findFramework(), findOpening());
	const { visitor } = locals;
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	if (!framework || !mayOpenUp(seat, framework, visitor?.hat)) error(404);
	return {
		visitor,
		isSaved: url.searchParams.get('done') === 'saved',
		address: `/open/${framework.host}`,
		isInForce: framework.establishedVersion !== null,
		version: opening?.version ?? 0,
		chosen: opening?.sections ?? [],
		options: frameworkTemplate.sections.map(({ key, label }) => ({
			value: key,
			label: sayKey(label)
		}))
	};
};

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const form = await readForm(request, openingForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, section } = form.value;
		const saved = await locals.transact((acting) => openFramework(acting, version, section));
		if (saved.ok) redirect(303, '/framework/opening?done=saved');
		if (saved.reason === 'no-framework') error(404);
		if (saved.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(saved.reason) });
		const now = saved.saved;
		const labels = frameworkTemplate.sections
			.filter(({ key }) => now.sections.includes(key))
			.map(({ label }) => sayKey(label));
		return fail(409, {
			typed: { ...form.typed, version: String(now.version) },
			refusal: m.framework_opening_meanwhile({
				name: now.by,
				sections: labels.join(', ') || m.framework_opening_none()
			})
		});
	}
};
