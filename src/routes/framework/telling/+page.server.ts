import { error, fail, redirect } from '@sveltejs/kit';
import { asContent } from '#features/framework/draft.rules.ts';
import { tellingChoice, tellingForm } from '#features/framework/framework.schema.ts';
import { listFrameworkFiles } from '#features/framework/server/file.queries.ts';
import { findFramework } from '#features/framework/server/framework.queries.ts';
import { listTellingsInForce } from '#features/framework/server/telling.queries.ts';
import { takeBackTelling, tellByWay } from '#features/framework/server/tell-by-way.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { mayTell, notYetTold, waysIn } from '#features/framework/telling.rules.ts';
import { seatKey } from '#features/documents/names.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

/** how the version in force is told, for everybody at work here; who is named for a way says when it was. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const [[framework], [inForce], tellings, files] = await locals.read(
		findFramework(),
		findEstablished(),
		listTellingsInForce(),
		listFrameworkFiles()
	);
	const { visitor } = locals;
	if (!framework?.establishedOn || !inForce || visitor?.hat === 'self') error(404);
	const seat = { person: visitor?.person ?? '', organisation: visitor?.organisation ?? '' };
	const { answers, names } = asContent(inForce.content);
	const ways = waysIn(answers);
	const notTold = notYetTold(ways, tellings);
	return {
		visitor,
		done: url.searchParams.get('done'),
		today: locals.today,
		inForce: { id: inForce.id, number: inForce.number },
		left: notTold.length,
		ways: ways.map((way) => {
			const file = files.find(({ id }) => id === way.file);
			const person = way.person && names.people[seatKey(way.person)];
			return {
				id: way.id,
				newId: crypto.randomUUID(),
				way: way.way,
				audience: way.audience,
				when: way.when,
				organisation: names.organisations[way.organisation] ?? '',
				person: person ?? null,
				file: file ? { id: file.id, name: file.name } : null,
				tells: mayTell(seat, framework, way),
				isTold: !notTold.includes(way),
				tellings: tellings.filter((each) => each.way === way.id)
			};
		})
	};
};

export const actions: Actions = {
	tell: async ({ locals, request }) => {
		const form = await readForm(request, tellingForm);
		if (!form.ok) return fail(422, { told: form.typed, problems: form.problems });
		const { version, ...wish } = form.value;
		const told = await locals.transact((acting) => tellByWay(acting, version, wish));
		if (told.ok) redirect(303, '/framework/telling?done=told');
		if (told.reason === 'not-there') error(404);
		if (told.reason === 'sent-before')
			return fail(409, {
				told: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(told.saved, {
					on: m.framework_telling_on,
					note: m.framework_telling_note
				})
			});
		if (told.reason === 'not-a-teller')
			return fail(409, { told: form.typed, refusal: sayRefusal(told.reason) });
		const field = told.reason === 'names-a-citizen' ? 'note' : 'on';
		return fail(422, { told: form.typed, problems: { [field]: [sayRefusal(told.reason)] } });
	},

	untell: async ({ locals, request }) => {
		const form = await readForm(request, tellingChoice);
		if (!form.ok) error(404);
		const { version, telling } = form.value;
		const taken = await locals.transact((acting) => takeBackTelling(acting, version, telling));
		if (taken.ok) redirect(303, '/framework/telling?done=untold');
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(taken.reason) });
	}
};
