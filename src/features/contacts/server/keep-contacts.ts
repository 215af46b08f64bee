/** The log of contact with the citizen and relatives, and how long it may be quiet. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { shapeContact, type Contact } from '../contact.rules.ts';
import {
	findContact,
	findContactPlace,
	insertContact,
	writeRhythm,
	type ContactPlace
} from './contact.queries.ts';

type AddRefusal = 'not-there' | 'pathway-closed' | 'category-not-open' | 'contact-in-the-future';

/** Writes a contact for the organisation whose hat is worn. The same form sent twice writes one. */
export async function addContact(
	acting: Acting,
	pathway: string,
	id: string,
	category: Category,
	said: Contact
): Promise<Outcome<true, AddRefusal> | SentBefore> {
	const place = await acting.first(findContactPlace(pathway));
	if (!place?.mayWrite) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if (!place.categories.includes(category)) return refused('category-not-open');
	const shaped = shapeContact(said, acting.today);
	if (!shaped.ok) return shaped;
	const { name, organisationName } = acting.visitor;
	const by = { name, organisation: organisationName ?? '' };
	if (await acting.first(insertContact(pathway, id, category, shaped.value, by))) return done(true);
	const before = await acting.first(findContact(pathway, id));
	if (!before) return refused('not-there');
	const met = meetSaved(textsOf(before), textsOf(said));
	return met.ok ? done(true) : met;
}

/** Agrees on how many days it may be quiet, based on `version`. The tovholder alone may. */
export async function agreeRhythm(
	acting: Acting,
	pathway: string,
	version: number,
	days: number
): Promise<
	Outcome<true, 'not-there' | 'pathway-closed'> | Stale<NonNullable<ContactPlace['rhythm']>>
> {
	const place = await acting.first(findContactPlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if (place.rhythm?.days === days) return done(true);
	const written = await acting.run(writeRhythm(pathway, version, days, acting.visitor.name));
	if (written === 0) {
		const now = (await acting.first(findContactPlace(pathway)))?.rhythm;
		return now ? stale(now) : refused('not-there');
	}
	await acting.run(recordPathway('contact.rhythm', pathway));
	return done(true);
}

const textsOf = ({
	on,
	channel,
	contacted,
	reached,
	note
}: Omit<Contact, 'on'> & { on: string | null }) => ({
	on: on ?? '',
	channel,
	contacted,
	reached: reached ? 'yes' : 'no',
	note
});
