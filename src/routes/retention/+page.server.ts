import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { mayReview } from '#features/emergency/emergency.rules.ts';
import {
	hasStopped,
	shownUntil,
	sortDue,
	stoppedBefore
} from '#features/retention/retention.rules.ts';
import {
	DecideForm,
	HoldByNumberForm,
	LetGoForm,
	LiftForm,
	MonthsForm
} from '#features/retention/retention.schema.ts';
import {
	decideErasure,
	letGo,
	liftHold,
	placeHold,
	setErasuresGoing,
	setRetention
} from '#features/retention/server/keep-retention.ts';
import {
	countDue,
	countOnTheirWay,
	findRetention,
	listDue,
	listErasures,
	listHolds,
	listRequests
} from '#features/retention/server/retention.queries.ts';
import { record } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const SAID = ['set', 'held', 'lifted', 'decided', 'let-go', 'set-going'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const now = new Date();
	const [[retention], pathways, counts, holds, requests, erasures, [onTheirWay]] =
		await locals.read(
			findRetention(),
			listDue(shownUntil(locals.today)),
			countDue(locals.today),
			listHolds(),
			listRequests(),
			listErasures(),
			countOnTheirWay(stoppedBefore(now))
		);
	if (!mayReview(locals.visitor)) error(404);
	await locals.read(record('retention.read', null));
	return {
		visitor: locals.visitor,
		retention: retention ?? null,
		pathways: sortDue(pathways, locals.today),
		counts,
		holds,
		requests,
		erasures: erasures.map(
			({ movedAt, brokeAt, state, ...shown }) =>
				({
					...shown,
					state:
						isOnItsWay(state) && hasStopped({ doneAt: shown.doneAt, movedAt, brokeAt }, now)
							? 'broke'
							: state
				}) as const
		),
		onTheirWay: onTheirWay ?? { moving: 0, stopped: 0 },
		newId: crypto.randomUUID(),
		said: SAID.find((each) => each === url.searchParams.get('said')) ?? null
	};
};

/** Whether it is to go and has not: one that was opened again or held back has not come to a stop by itself. */
const isOnItsWay = (state: string) => state === 'let-go' || state === 'under-way';

/** A refusal that belongs to one field of a form. */
const beside = (typed: Record<string, unknown>, of: string, field: string, words: string) =>
	fail(422, {
		of,
		typed: typed as Partial<Record<string, string>>,
		problems: { [field]: [words] } as Partial<Record<string, string[]>>
	});

export const actions: Actions = {
	set: async ({ locals, request }) => {
		const form = await readForm(request, MonthsForm);
		if (!form.ok) return fail(422, { of: 'set', typed: form.typed, problems: form.problems });
		const set = await locals.transact((acting) =>
			setRetention(acting, form.value.months, form.value.version)
		);
		if (set.ok) redirect(303, '/retention?said=set');
		if (set.reason === 'not-there') error(404);
		if (set.reason === 'months-not-a-number')
			return beside(form.typed, 'set', 'months', sayRefusal(set.reason));
		const [[saved]] = await locals.read(findRetention());
		if (!saved) error(404);
		return fail(409, {
			of: 'set',
			conflict: {
				version: saved.version,
				by: saved.by,
				at: saved.at,
				texts: [
					{
						name: 'months',
						label: m.retention_months(),
						yours: form.value.months,
						saved: String(saved.months)
					}
				]
			}
		});
	},
	hold: async ({ locals, request }) => {
		const form = await readForm(request, HoldByNumberForm);
		if (!form.ok) return fail(422, { of: 'hold', typed: form.typed, problems: form.problems });
		const { id, number, reason } = form.value;
		const held = await locals.transact((acting) => {
			if (!mayReview(acting.visitor)) error(404);
			return placeHold(acting, id, { number }, reason);
		});
		if (held.ok) redirect(303, '/retention?said=held');
		if (held.reason === 'not-there') error(404);
		if (held.reason === 'hold-too-late' || held.reason === 'held-already')
			return fail(409, { of: 'hold', typed: form.typed, refusal: sayRefusal(held.reason) });
		const field = held.reason === 'no-such-number' ? 'number' : 'reason';
		return beside(form.typed, 'hold', field, sayRefusal(held.reason));
	},
	lift: async ({ locals, request }) => {
		const form = await readForm(request, LiftForm);
		if (!form.ok && !form.problems.why) error(404);
		if (!form.ok) return fail(422, { of: 'lift', typed: form.typed, problems: form.problems });
		const lifted = await locals.transact((acting) => {
			if (!mayReview(acting.visitor)) error(404);
			return liftHold(acting, form.value.hold, form.value.version, form.value.why);
		});
		if (lifted.ok) redirect(303, '/retention?said=lifted');
		if (lifted.reason === 'not-there') error(404);
		if (lifted.reason === 'lift-reason-too-short')
			return beside(form.typed, 'lift', 'why', sayRefusal(lifted.reason));
		return fail(409, { of: 'lift', typed: form.typed, refusal: m.retention_changed_meanwhile() });
	},
	decide: async ({ locals, request }) => {
		const form = await readForm(request, DecideForm);
		// A form that names no wish belongs to no card: its words come back on the page that says it is not there.
		if (!form.ok && form.problems.request) error(404);
		if (!form.ok) return fail(422, { of: 'decide', typed: form.typed, problems: form.problems });
		const { request: id, version, decision, reason } = form.value;
		const decided = await locals.transact((acting) =>
			decideErasure(acting, id, version, decision, reason)
		);
		if (decided.ok) redirect(303, '/retention?said=decided');
		if (decided.reason === 'not-there') error(404);
		if (decided.reason === 'refusal-without-reason')
			return beside(form.typed, 'decide', 'reason', sayRefusal(decided.reason));
		const refusal =
			decided.reason === 'stale' ? m.retention_changed_meanwhile() : sayRefusal(decided.reason);
		return fail(409, { of: 'decide', typed: form.typed, refusal });
	},
	setGoing: async ({ locals }) => {
		const going = await locals.transact((acting) => setErasuresGoing(acting, new Date()));
		if (!going.ok) error(404);
		redirect(303, '/retention?said=set-going');
	},
	letGo: async ({ locals, request }) => {
		const form = await readForm(request, LetGoForm);
		if (!form.ok) error(404);
		const gone = await locals.transact((acting) => letGo(acting, form.value.shown));
		if (gone.ok) redirect(303, '/retention?said=let-go');
		if (gone.reason === 'not-there') error(404);
		return fail(409, { of: 'letGo', refusal: m.retention_changed_meanwhile() });
	}
};
