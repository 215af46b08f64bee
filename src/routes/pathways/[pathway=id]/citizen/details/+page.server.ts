import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { DetailsForm } from '#features/citizens/citizen.schema.ts';
import { asTyped, DETAILS } from '#features/citizens/details.rules.ts';
import { changeDetails } from '#features/citizens/server/change-details.ts';
import { findDetails } from '#features/citizens/server/details.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[details]] = await locals.read(
		findDetails(params.pathway),
		recordPathway('citizen.read', params.pathway)
	);
	if (!details) error(404);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}/citizen`,
		version: String(details.version),
		details: asTyped(details)
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, DetailsForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...details } = form.value;
		const changed = await locals.transact((acting) =>
			changeDetails(acting, params.pathway, version, details)
		);
		if (changed.ok) redirect(303, `/pathways/${params.pathway}/citizen?done=details`);
		if (changed.reason === 'not-there') error(404);
		const { saved } = changed;
		const now = asTyped(saved);
		// A form that was opened before the address became protected says no to it without anybody having meant it: whoever
		// does mean it says so on the page as it is now.
		const yours = { ...form.typed, ...(saved.isProtected && { isProtected: 'yes' }) };
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.changedBy || null,
			at: saved.changedAt ?? locals.now,
			texts: DETAILS.map((name) => ({
				name,
				label: LABELS[name](),
				yours: yours[name],
				saved: now[name],
				...(name === 'interpreter' || name === 'isProtected' ? { options: answersTo(name) } : {})
			}))
		};
		return fail(409, { typed: form.typed, conflict });
	}
};

const LABELS = {
	name: m.need_name,
	phone: m.need_phone,
	preferredChannel: m.need_channel,
	contactLimits: m.details_limits,
	language: m.need_language,
	interpreter: m.need_interpreter,
	isProtected: m.details_protected
};

const answersTo = (name: 'interpreter' | 'isProtected') => [
	{ value: 'no', label: m.need_answer_no() },
	{ value: 'yes', label: m.need_answer_yes() },
	...(name === 'interpreter' ? [{ value: 'unknown', label: m.answer_unknown() }] : [])
];
