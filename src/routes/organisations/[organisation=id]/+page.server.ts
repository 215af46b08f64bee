import { error, fail, redirect } from '@sveltejs/kit';
import {
	AddContactForm,
	ChangeContactForm,
	RemoveContactForm
} from '#features/organisations/known-contact.schema.ts';
import { asTyped } from '#features/organisations/known-contact.rules.ts';
import { findLastDeclared } from '#features/child-certificates/server/certificate.queries.ts';
import {
	addKnownContact,
	keepKnownContact
} from '#features/organisations/server/keep-known-contact.ts';
import {
	findContactKeeping,
	listKnownContacts,
	type KeptContact
} from '#features/organisations/server/known-contact.queries.ts';
import { findOrganisation } from '#features/organisations/server/organisation.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Texts } from '#values/outcome.ts';
import { conflictTexts } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[keeping], [organisation], contacts, [declaration]] = await locals.read(
		findContactKeeping(),
		findOrganisation(params.organisation),
		listKnownContacts(params.organisation),
		findLastDeclared(params.organisation)
	);
	if (!keeping?.reads || !organisation) error(404, 'not found');
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		organisation,
		contacts,
		/** L-21: when it last declared that it obtains child certificates. */
		declaredOn: declaration?.declaredOn ?? null,
		keeps: keeping.keeps && !organisation.mergedHere,
		newId: crypto.randomUUID()
	};
};

const LABELS = {
	name: m.known_contact_name,
	purpose: m.known_contact_purpose,
	phone: m.known_contact_phone,
	email: m.known_contact_email
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, AddContactForm);
		if (!form.ok) return fail(422, { about: 'new', typed: form.typed, problems: form.problems });
		const { contact, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addKnownContact(acting, params.organisation, contact, said)
		);
		if (added.ok) redirect(303, `/organisations/${params.organisation}?done=added`);
		if (added.reason === 'sent-before')
			return fail(409, {
				about: 'new',
				typed: { ...form.typed, contact: crypto.randomUUID() },
				sentBefore: saySaved(added.saved, LABELS)
			});
		if (added.reason === 'no-such-organisation') error(404, 'not found');
		return fail(409, { about: 'new', typed: form.typed, refusal: sayRefusal(added.reason) });
	},

	change: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeContactForm);
		const about = form.typed.contact;
		if (!form.ok) return fail(422, { about, typed: form.typed, problems: form.problems });
		const { contact, version, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			keepKnownContact(acting, params.organisation, contact, version, said)
		);
		if (kept.ok) redirect(303, `/organisations/${params.organisation}?done=changed`);
		if (kept.reason === 'stale')
			return fail(409, { about, conflict: meeting(form.typed, kept.saved) });
		if (kept.reason === 'contacts-full')
			return fail(409, { about, typed: form.typed, refusal: sayRefusal(kept.reason) });
		return error(404, 'not found');
	},

	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, RemoveContactForm);
		if (!form.ok) error(404, 'not found');
		const { contact, version } = form.value;
		const kept = await locals.transact((acting) =>
			keepKnownContact(acting, params.organisation, contact, version, null)
		);
		if (kept.ok) redirect(303, `/organisations/${params.organisation}?done=removed`);
		if (kept.reason === 'stale')
			return fail(409, { about: contact, conflict: meeting(asTyped(kept.saved), kept.saved) });
		return error(404, 'not found');
	}
};

/** What was typed beside what somebody saved meanwhile. */
const meeting = (yours: Texts, saved: KeptContact) => ({
	version: saved.version,
	by: saved.changedBy || null,
	at: saved.changedAt,
	texts: conflictTexts(LABELS, yours, asTyped(saved))
});
