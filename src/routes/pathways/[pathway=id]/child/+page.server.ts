import { error, fail, redirect } from '@sveltejs/kit';
import { clockFields, custodies } from '#features/children/child-fields.ts';
import { clocksTyped } from '#features/children/clocks-typed.ts';
import { awaitingAssessment } from '#features/children/child.rules.ts';
import { ADULT_FROM, turns } from '#features/children/custody.rules.ts';
import {
	AssessmentForm,
	ChangeGuardianForm,
	ClocksForm,
	GuardianForm,
	NotificationForm,
	SharingForm,
	WrongFitForm
} from '#features/children/child.schema.ts';
import { findChild } from '#features/children/server/child.queries.ts';
import {
	addGuardian,
	assess,
	changeGuardian,
	findWrong,
	holdSharing
} from '#features/children/server/keep-child.ts';
import { keepClocks, noteNotification } from '#features/children/server/keep-notification.ts';
import type { Notification } from '#features/children/server/notification.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { m } from '#messages';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Outcome } from '#values/outcome.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { conflictTexts, withTouched } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [child]] = await locals.read(
		findHead(params.pathway),
		findChild(params.pathway),
		recordFound(
			'child.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findChild(params.pathway)
		)
	);
	if (!head || !child) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		now: locals.now,
		head,
		here: `/pathways/${params.pathway}`,
		child,
		adultOn: child.birthDate && turns(child.birthDate, ADULT_FROM),
		mayKeep: child.isHeld && child.isOpen,
		/** Whose effort I may find wrong: all that have agreed, or my own. */
		mayFindWrong: child.isOpen
			? child.organisations.filter(
					({ id, hasAgreed }) => hasAgreed && (child.isHeld || id === child.partner)
				)
			: [],
		awaited: child.isHeld ? awaitingAssessment(child.organisations, child.assessments) : [],
		newId: crypto.randomUUID(),
		isSaid: url.searchParams.get('said') === 'done'
	};
};

const GUARDIAN_LABELS = {
	name: m.network_name,
	relation: m.child_relation,
	contact: m.network_contact,
	custody: m.child_custody,
	words: m.child_guardian_words
};

/** The field that has to be mended, where it is one. */
const FIELD = {
	'absent-without-reason': 'absentWhy',
	'nothing-chosen': 'contents',
	'no-such-point': 'point',
	'not-in-force-then': 'ground',
	'citizen-part-unexplained': 'citizenNote',
	'received-without-day': 'receivedOn',
	'received-without-time': 'receivedTime',
	'assessed-without-day': 'assessedOn',
	'assessed-without-time': 'assessedTime',
	'received-before-made': 'receivedOn',
	'not-received-yet': 'receivedOn',
	'assessed-before-received': 'assessedOn',
	'receipt-before-received': 'receiptedOn',
	'received-not-yet': 'receivedOn',
	'assessed-not-yet': 'assessedOn',
	'receipted-not-yet': 'receiptedOn'
} as const;
type Kept = Outcome<
	true,
	'not-there' | 'pathway-closed' | 'held-in-the-future' | keyof typeof FIELD
>;

/** Leads on where it was kept; else says why not, with what was typed. */
function answer<Typed extends Record<string, string | string[]>>(
	kept: Kept,
	action: string,
	typed: Typed,
	dayField = 'heldOn'
) {
	if (kept.ok) redirect(303, '?said=done');
	if (kept.reason === 'not-there') error(404);
	if (kept.reason === 'pathway-closed')
		return fail(409, { action, typed, refusal: sayRefusal(kept.reason) });
	const field = kept.reason === 'held-in-the-future' ? dayField : FIELD[kept.reason];
	return fail(422, { action, typed, problems: { [field]: [sayRefusal(kept.reason)] } });
}

/** Two people wrote of the same clocks: both sides of each answer. */
const clocksMet = (saved: Notification, typed: Record<string, string | string[]>): Conflicting => ({
	version: saved.version,
	by: saved.clockedBy,
	at: new Date(saved.clockedAt),
	texts: withTouched(
		String(typed.version),
		clockFields().map(({ name, label, kind }) => ({
			name,
			label,
			yours: String(typed[name]),
			saved: clocksTyped(saved)[name as keyof ReturnType<typeof clocksTyped>],
			isDay: kind === 'day'
		}))
	)
});

export const actions: Actions = {
	guardian: async ({ locals, params, request }) => {
		const form = await readForm(request, GuardianForm);
		const action = 'guardian';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const kept = await locals.transact((acting) => addGuardian(acting, params.pathway, id, said));
		return answer(kept, action, form.typed);
	},
	changeGuardian: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeGuardianForm);
		const action = 'changeGuardian';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, version, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			changeGuardian(acting, params.pathway, id, version, said)
		);
		if (kept.ok || kept.reason !== 'stale') return answer(kept, action, form.typed);
		const { saved } = kept;
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.by,
			at: new Date(saved.at),
			texts: conflictTexts(GUARDIAN_LABELS, form.typed, saved, {
				custody: { options: custodies() }
			})
		};
		return fail(409, { action, typed: form.typed, conflict });
	},
	assess: async ({ locals, params, request }) => {
		const form = await readForm(request, AssessmentForm);
		const action = 'assess';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const kept = await locals.transact((acting) => assess(acting, params.pathway, id, said));
		return answer(kept, action, form.typed, 'assessedOn');
	},
	wrong: async ({ locals, params, request }) => {
		const form = await readForm(request, WrongFitForm);
		const action = 'wrong';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const kept = await locals.transact((acting) => findWrong(acting, params.pathway, id, said));
		// Whoever stopped their own effort is on the pathway no more.
		if (kept.ok && said.organisation === locals.visitor?.organisation && said.course === 'stopped')
			redirect(303, '/pathways');
		return answer(kept, action, form.typed);
	},
	share: async ({ locals, params, request }) => {
		const form = await readForm(request, SharingForm);
		const action = 'share';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const kept = await locals.transact((acting) => holdSharing(acting, params.pathway, id, said));
		return answer(kept, action, form.typed);
	},
	notified: async ({ locals, params, request }) => {
		const form = await readForm(request, NotificationForm);
		const action = 'notified';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			noteNotification(acting, params.pathway, id, said, locals.now)
		);
		return answer(kept, action, form.typed, 'madeOn');
	},
	clocks: async ({ locals, params, request }) => {
		const form = await readForm(request, ClocksForm);
		const action = 'clocks';
		if (!form.ok) return fail(422, { action, typed: form.typed, problems: form.problems });
		const { id, version, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			keepClocks(acting, params.pathway, id, version, said, locals.now)
		);
		if (kept.ok || kept.reason !== 'stale') return answer(kept, action, form.typed);
		return fail(409, { action, typed: form.typed, conflict: clocksMet(kept.saved, form.typed) });
	}
};
