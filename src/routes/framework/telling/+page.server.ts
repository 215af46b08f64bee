import { error, fail, redirect } from '@sveltejs/kit';
import { asContent } from '#features/framework/draft.rules.ts';
import {
	callChoice,
	callForm,
	tellingChoice,
	tellingForm
} from '#features/framework/framework.schema.ts';
import { mayWrite } from '#features/framework/framework.rules.ts';
import { partnersOf } from '#features/framework/reading.rules.ts';
import { callPartner, takeBackCall } from '#features/framework/server/call-partner.ts';
import { listCallsInForce } from '#features/framework/server/call.queries.ts';
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
	const [[framework], [inForce], tellings, files, calls] = await locals.read(
		findFramework(),
		findEstablished(),
		listTellingsInForce(),
		listFrameworkFiles(),
		listCallsInForce()
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
		/** For those who write the framework: which partners were rung. */
		calls: mayWrite(seat, framework)
			? {
					newId: crypto.randomUUID(),
					partners: partnersOf(answers, framework.host).map((id) => ({
						value: id,
						label: names.organisations[id] ?? ''
					})),
					made: calls.map(({ organisation: _, ...call }) => call)
				}
			: null,
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
	},

	call: async ({ locals, request }) => {
		const form = await readForm(request, callForm);
		if (!form.ok) return fail(422, { called: form.typed, problems: form.problems });
		const { version, read, ...call } = form.value;
		const called = await locals.transact((acting) =>
			callPartner(acting, version, { ...call, isRead: read === 'yes' })
		);
		if (called.ok) redirect(303, '/framework/telling?done=called');
		if (called.reason === 'not-there') error(404);
		if (called.reason === 'sent-before')
			return fail(409, {
				called: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(called.saved, {
					organisation: m.framework_call_partner,
					on: m.framework_call_on,
					spokeWith: m.framework_call_spoke_with,
					read: m.framework_call_read
				})
			});
		if (called.reason === 'not-a-writer')
			return fail(409, { called: form.typed, refusal: sayRefusal(called.reason) });
		const field = called.reason === 'names-a-citizen' ? 'spokeWith' : 'on';
		return fail(422, { called: form.typed, problems: { [field]: [sayRefusal(called.reason)] } });
	},

	uncall: async ({ locals, request }) => {
		const form = await readForm(request, callChoice);
		if (!form.ok) error(404);
		const { version, call } = form.value;
		const taken = await locals.transact((acting) => takeBackCall(acting, version, call));
		if (taken.ok) redirect(303, '/framework/telling?done=uncalled');
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(taken.reason) });
	}
};
