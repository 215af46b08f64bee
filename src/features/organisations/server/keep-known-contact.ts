/** The municipality keeps whom it knows in an organisation. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { asTyped, MOST_CONTACTS, saysTheSame, type KnownContact } from '../known-contact.rules.ts';
import {
	deleteKnownContact,
	findContactKeeping,
	findKnownContact,
	insertKnownContact,
	listKnownContacts,
	updateKnownContact,
	type KeptContact
} from './known-contact.queries.ts';
import { findOrganisation } from './organisation.queries.ts';

export type ContactRefusal = 'no-such-organisation' | 'contacts-full';

/** Adds somebody to the municipality's contacts in an organisation that works here. The same form sent twice adds one. */
export async function addKnownContact(
	acting: Acting,
	organisation: string,
	id: string,
	said: KnownContact
): Promise<Outcome<true, ContactRefusal> | SentBefore> {
	if (!(await keepsIn(acting, organisation))) return refused('no-such-organisation');
	const before = await acting.first(findKnownContact(organisation, id));
	if (before) {
		const met = meetSaved(asTyped(before), asTyped(said));
		return met.ok ? done(true) : met;
	}
	if ((await acting.all(listKnownContacts(organisation))).length >= MOST_CONTACTS)
		return refused('contacts-full');
	if ((await acting.run(insertKnownContact(organisation, id, said))) === 0)
		return refused('no-such-organisation');
	await acting.run(record('organisation.contact-kept', organisation));
	return done(true);
}

/**
 * Changes somebody, or takes them off where `said` is null, based on `version`. Answers what is saved where somebody
 * else changed it since; the same change twice is done once. Whoever is not there, or not there any more, is nobody's to take off.
 */
export async function keepKnownContact(
	acting: Acting,
	organisation: string,
	id: string,
	version: number,
	said: KnownContact | null
): Promise<Outcome<true, ContactRefusal> | Stale<KeptContact>> {
	if (!(await keepsIn(acting, organisation))) return refused('no-such-organisation');
	const before = await acting.first(findKnownContact(organisation, id));
	if (!before) return refused('no-such-organisation');
	if (said && saysTheSame(before, said)) return done(true);
	const written = await acting.run(
		said
			? updateKnownContact(organisation, id, version, said)
			: deleteKnownContact(organisation, id, version)
	);
	if (written === 0)
		return stale((await acting.first(findKnownContact(organisation, id))) ?? before);
	await acting.run(
		record(said ? 'organisation.contact-kept' : 'organisation.contact-removed', organisation)
	);
	return done(true);
}

/** Whether the organisation works here under this name, and the visitor keeps the municipality's contacts. */
async function keepsIn(acting: Acting, organisation: string): Promise<boolean> {
	const keeping = await acting.first(findContactKeeping());
	if (!keeping?.keeps) return false;
	const found = await acting.first(findOrganisation(organisation));
	return found !== undefined && found !== null && !found.mergedHere;
}
