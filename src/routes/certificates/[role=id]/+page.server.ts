import { error, fail, redirect } from '@sveltejs/kit';
import { asTyped, FIELD_OF, standingOf } from '#features/child-certificates/certificate.rules.ts';
import { ChangeRoleForm, RemoveRoleForm } from '#features/child-certificates/certificate.schema.ts';
import { ROLE_LABELS } from '#features/child-certificates/say-certificate.ts';
import {
	findRegister,
	findRole,
	type KeptRole
} from '#features/child-certificates/server/certificate.queries.ts';
import { changeRole, removeRole } from '#features/child-certificates/server/keep-certificates.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Texts } from '#values/outcome.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[register], [role]] = await locals.read(findRegister(), findRole(params.role));
	// Whose role it is reads it in the list; this page is for whoever keeps it.
	if (!register?.keeps || !role) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		role,
		standing: standingOf(role, locals.today),
		shown: asTyped(role),
		shownAt: shownAt(role.version, asTyped(role))
	};
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeRoleForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...said } = form.value;
		const kept = await locals.transact((acting) => changeRole(acting, params.role, version, said));
		if (kept.ok) redirect(303, '/certificates?done=kept');
		if (kept.reason === 'stale') return fail(409, { conflict: meeting(form.typed, kept.saved) });
		if (kept.reason === 'not-there') error(404);
		const problems: Record<string, string[]> = {
			[FIELD_OF[kept.reason]]: [sayRefusal(kept.reason)]
		};
		return fail(422, { typed: form.typed, problems });
	},

	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, RemoveRoleForm);
		if (!form.ok) error(404);
		const removed = await locals.transact((acting) =>
			removeRole(acting, params.role, form.value.version)
		);
		if (removed.ok) redirect(303, '/certificates?done=removed');
		if (removed.reason === 'stale')
			return fail(409, { conflict: meeting(asTyped(removed.saved), removed.saved) });
		return error(404);
	}
};

/** What was typed beside what somebody saved meanwhile. */
function meeting(yours: Texts, saved: KeptRole) {
	return {
		version: saved.version,
		by: saved.changedBy || null,
		at: saved.changedAt,
		texts: conflictTexts(ROLE_LABELS, yours, asTyped(saved), {
			obtainedOn: { isDay: true },
			beginsOn: { isDay: true },
			endsOn: { isDay: true }
		})
	};
}
