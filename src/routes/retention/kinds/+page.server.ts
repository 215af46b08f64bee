import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import type { Kind } from '#features/retention/kind.rules.ts';
import { hasStopped } from '#features/retention/retention.rules.ts';
import {
	HoldKindForm,
	LetKindGoForm,
	OfKindForm,
	TimeForm
} from '#features/retention/retention.schema.ts';
import {
	holdKind,
	letKindGo,
	liftKind,
	setKindGoing,
	setTime
} from '#features/retention/server/keep-kinds.ts';
import {
	listComing,
	listKinds,
	listRuns,
	listThings
} from '#features/retention/server/kind.queries.ts';
import { record } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing here needs a script. */
export const csr = false;

const HERE = '/retention/kinds';
const SAID = ['set', 'held', 'lifted', 'let-go', 'set-going'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [kinds, things, coming, runs] = await locals.read(
		listKinds(),
		listThings(),
		listComing(),
		listRuns()
	);
	if (kinds.length === 0) error(404);
	await locals.read(record('retention.read', null));
	return {
		visitor: locals.visitor,
		isMunicipality: kinds.some(({ kind }) => kind === 'log'),
		kinds,
		things,
		coming,
		runs: runs.map((run) => ({ ...run, isStopped: hasStopped(run, new Date()) })),
		said: SAID.find((each) => each === url.searchParams.get('said')) ?? null
	};
};

/** A form that comes back to the card of its kind, with what is to be mended beside its field. */
const beside = (of: string, typed: object, problems: Partial<Record<string, string[]>>) =>
	fail(422, { of, typed: typed as Partial<Record<string, string>>, problems });

export const actions: Actions = {
	set: async ({ locals, request }) => {
		const form = await readForm(request, TimeForm);
		if (!form.ok && form.problems.kind) error(404);
		if (!form.ok) return beside('set', form.typed, form.problems);
		const { kind, months, version } = form.value;
		const set = await locals.transact((acting) => setTime(acting, kind, months, version));
		if (set.ok) redirect(303, `${HERE}?said=set`);
		if (set.reason === 'not-there') error(404);
		if (set.reason !== 'stale')
			return beside('set', form.typed, { months: [sayRefusal(set.reason)] });
		const saved = (await locals.read(listKinds()))[0].find((each) => each.kind === kind);
		if (!saved?.changedAt) error(404);
		const same = (name: string, value: Kind) => ({ name, label: '', yours: value, saved: value });
		return fail(409, {
			of: 'set',
			conflict: {
				version: saved.version,
				by: saved.changedBy,
				at: saved.changedAt,
				texts: [
					same('kind', kind),
					{
						name: 'months',
						label: m.retention_months(),
						yours: months,
						saved: saved.months?.toString() ?? ''
					}
				]
			}
		});
	},
	hold: async ({ locals, request }) => {
		const form = await readForm(request, HoldKindForm);
		if (!form.ok && form.problems.kind) error(404);
		if (!form.ok) return beside('hold', form.typed, form.problems);
		const { kind, reason } = form.value;
		const held = await locals.transact((acting) => holdKind(acting, kind, reason));
		if (held.ok) redirect(303, `${HERE}?said=held`);
		if (held.reason === 'not-there') error(404);
		if (held.reason === 'held-already')
			return fail(409, { of: 'hold', typed: form.typed, refusal: sayRefusal(held.reason) });
		return beside('hold', form.typed, { reason: [sayRefusal(held.reason)] });
	},
	lift: async ({ locals, request }) => {
		const form = await readForm(request, OfKindForm);
		if (!form.ok) error(404);
		const lifted = await locals.transact((acting) => liftKind(acting, form.value.kind));
		if (!lifted.ok) error(404);
		redirect(303, `${HERE}?said=lifted`);
	},
	setGoing: async ({ locals, request }) => {
		const form = await readForm(request, OfKindForm);
		if (!form.ok) error(404);
		const going = await locals.transact((acting) =>
			setKindGoing(acting, form.value.kind, new Date())
		);
		if (!going.ok) error(404);
		redirect(303, `${HERE}?said=set-going`);
	},
	letGo: async ({ locals, request }) => {
		const form = await readForm(request, LetKindGoForm);
		if (!form.ok) error(404);
		const { kind, until, mark } = form.value;
		const gone = await locals.transact((acting) => letKindGo(acting, kind, until, mark));
		if (gone.ok) redirect(303, `${HERE}?said=let-go`);
		if (gone.reason === 'not-there') error(404);
		return fail(409, { of: 'letGo', refusal: m.retention_changed_meanwhile() });
	}
};
