/** Who the parties are, and who acts for each. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { Place } from './answer-document.ts';
import { findDocument, listMembers, listOrganisations, touchDocument } from './document.queries.ts';
import { findHeld, findWritable, withdrawOpen } from './find-document.ts';
import {
	deleteExecutors,
	deleteSignatories,
	insertExecutor,
	insertParty,
	insertSignatory,
	leaveParty,
	listContacts,
	listExecutors,
	listParties,
	listSignatories,
	updateParty
} from './party.queries.ts';
import { findOpenVersion } from './version.queries.ts';

type Spot = Omit<Place, 'template'>;

type PartyRefusal = 'no-document' | 'not-a-writer-of-it' | 'version-changed-since';

/**
 * Takes an organisation of the municipality in as a party; its managers and those who can bind it hear of it. `waiting` is the
 * version that waited when the page was shown, '' where none did: what has been sent since is not taken back unseen.
 */
export async function addParty(
	acting: Acting,
	{ id, path }: Spot,
	{ organisation, waiting }: { organisation: string; waiting: string }
): Promise<Outcome<string, PartyRefusal | 'no-such-organisation'>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const organisations = await acting.all(listOrganisations());
	if (!organisations.some((each) => each.id === organisation && !each.isFormer))
		return refused('no-such-organisation');
	const parties = await acting.all(listParties(id));
	if (parties.some((each) => each.id === organisation)) return done(organisation);
	if (!(await isWaiting(acting, id, waiting))) return refused('version-changed-since');

	await withdrawOpen(acting, id, path);
	await acting.run(insertParty(id, organisation));
	await acting.run(touchDocument(id, acting.visitor.name));
	await acting.run(record('document.party-added', id, { organisation }));
	await tellContacts(acting, [organisation], path);
	return done(organisation);
}

/**
 * Takes an organisation out, as its people were read at `version`, and what waited (`waiting`). One's own can go like any
 * other; earlier versions still name it.
 */
export async function removeParty(
	acting: Acting,
	{ id, path }: Spot,
	{ organisation, version, waiting }: { organisation: string; version: number; waiting: string }
): Promise<Outcome<string, PartyRefusal | 'party-changed-since'>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const party = (await acting.all(listParties(id))).find((each) => each.id === organisation);
	// Not a party any more: taken out by this very form, or from elsewhere.
	if (!party) return done(organisation);
	if (party.version !== version) return refused('party-changed-since');
	if (!(await isWaiting(acting, id, waiting))) return refused('version-changed-since');
	await withdrawOpen(acting, id, path);
	await acting.run(deleteExecutors(id, organisation));
	await acting.run(deleteSignatories(id, organisation));
	// Whoever takes their own organisation out writes nothing on it from then on.
	await acting.run(touchDocument(id, acting.visitor.name));
	await acting.run(leaveParty(id, organisation));
	await acting.run(record('document.party-removed', id, { organisation }));
	return done(organisation);
}

/** Whether this version waits for signatures, or, of '', that none does. */
async function isWaiting(acting: Acting, document: string, version: string): Promise<boolean> {
	const open = await acting.first(findOpenVersion(document));
	return (open?.id ?? '') === version;
}

/** Who acts for a party: one responsible, any number executing, and who signs, under which title. */
export type PartyPeople = {
	responsible: string | null;
	executing: readonly string[];
	signatories: readonly { person: string; title: string }[];
};

type PeopleRefusal = 'no-document' | 'no-such-party' | 'not-of-this-party' | 'cannot-bind';

/**
 * Names a party's people. Done by whoever writes the document, or by the party's own managers and those who can bind
 * it. Refuses people who are not of the party today, and signatories who cannot bind it.
 */
export async function namePeople(
	acting: Acting,
	{ id, path }: Spot,
	at: { party: string; version: number },
	named: PartyPeople
): Promise<Outcome<string, PeopleRefusal> | Stale<{ version: number }>> {
	const document = await findHeld(acting, id);
	if (!document) return refused('no-document');
	const isOwn = at.party === acting.visitor.organisation;
	if (!document.isWriter && !(isOwn && document.mayAct)) return refused('no-such-party');
	const party = (await acting.all(listParties(id))).find((each) => each.id === at.party);
	if (!party) return refused('no-such-party');
	if (party.version !== at.version)
		return (await isNamed(acting, id, { ...party, named }))
			? done(at.party)
			: stale({ version: party.version });

	const members = (await acting.all(listMembers(id))).filter(
		(each) => each.organisation === at.party
	);
	const find = (person: string) => members.find((each) => each.person === person);
	const wanted = [
		...(named.responsible ? [named.responsible] : []),
		...named.executing,
		...named.signatories.map(({ person }) => person)
	];
	if (!wanted.every(find)) return refused('not-of-this-party');
	if (!named.signatories.every(({ person }) => find(person)?.canBind))
		return refused('cannot-bind');

	await withdrawOpen(acting, id, path);
	const written = await acting.run(updateParty(id, at.party, at.version, named.responsible));
	if (written === 0) return stale({ version: party.version });
	await acting.run(deleteExecutors(id, at.party));
	await acting.run(deleteSignatories(id, at.party));
	for (const person of new Set(named.executing))
		await acting.run(insertExecutor(id, at.party, person));
	for (const signatory of named.signatories)
		await acting.run(insertSignatory(id, at.party, signatory));
	// Whoever names their own party's people may thereby stop being one who writes.
	if ((await acting.first(findDocument(id)))?.isWriter)
		await acting.run(touchDocument(id, acting.visitor.name));
	await acting.run(record('document.people-named', id, { party: at.party, people: wanted.length }));
	const others = [...new Set(wanted)].filter((person) => person !== acting.visitor.person);
	await tellPeople(acting, others, 'document-named', path);
	return done(at.party);
}

/** Whether these are the people who are named already: the form was sent twice. */
async function isNamed(
	acting: Acting,
	id: string,
	party: { id: string; responsible: string | null; named: PartyPeople }
): Promise<boolean> {
	const { named } = party;
	const [executors, signatories] = await Promise.all([
		acting.all(listExecutors(id)),
		acting.all(listSignatories(id))
	]);
	const ofParty = <Named extends { organisation: string }>(all: readonly Named[]) =>
		all.filter(({ organisation }) => organisation === party.id);
	const spelled = (people: readonly { person: string; title?: string }[]) =>
		people
			.map(({ person, title = '' }) => `${person} ${title}`)
			.sort()
			.join();
	return (
		party.responsible === named.responsible &&
		ofParty(executors)
			.map(({ person }) => person)
			.sort()
			.join() === [...new Set(named.executing)].sort().join() &&
		spelled(ofParty(signatories)) === spelled(named.signatories)
	);
}

/** Tells those who speak for organisations that they are named in a document. */
export async function tellContacts(
	acting: Acting,
	organisations: readonly string[],
	path: string,
	kind: 'document-begun' | 'document-registered' = 'document-begun'
): Promise<void> {
	const contacts = await acting.all(listContacts(organisations));
	const people = new Set(contacts.map(({ person }) => person));
	people.delete(acting.visitor.person);
	await tellPeople(acting, [...people], kind, path);
}
