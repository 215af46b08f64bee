/** What is taken out of a consent is not read from that moment on; and by whom it may be said. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMyConsents } from '#features/citizens/server/citizen.queries.ts';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { findConsent, listConsents, listEndedForUs } from './consent.queries.ts';
import {
	findDenial,
	findEntryToShare,
	findPathwayOfEntry,
	listDeniedEntries,
	listDenials,
	listEntriesOfMine,
	PAGE_OF_ENTRIES
} from './denial.queries.ts';
import { denyOfEntry, denyToOrganisation, liftDenial } from './deny-sharing.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();

const SAID = {
	reason: 'Kender en af dem privat',
	saidBy: 'citizen' as const,
	saidByName: 'Amina Andersen',
	saidOn: TODAY
};

/** A pathway whose shelter and workshop read what is about housing, each by the same consent. */
async function arrange() {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway } = people;
	const workshop = await world.organisation('voluntary', 'Værkstedet');
	const carpenter = await world.worker('Tom Tømrer', workshop, 'volunteer');
	await world.partner(pathway, workshop, 'agreed', carpenter);
	const consent = await world.consent(pathway, [people.shelter, workshop], ['housing', 'contact']);
	await withdrawOther(world, people.consent);
	return { world, ...people, workshop, carpenter, consent };
}
const withdrawOther = (world: World, consent: string) =>
	world.database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where tenant_id = $1 and id = $2`,
		[world.tenant, consent]
	);

const deny = (
	world: World,
	by: Someone,
	pathway: string,
	consent: string,
	organisation: string,
	change: Partial<typeof SAID> & { id?: string } = {}
) =>
	world.as(by).act((acting) =>
		denyToOrganisation(acting, pathway, consent, {
			id: randomUUID(),
			...SAID,
			organisation,
			...change
		})
	);
const keep = (
	world: World,
	by: Someone,
	pathway: string,
	entry: string,
	organisation: string | null
) =>
	world
		.as(by)
		.act((acting) =>
			denyOfEntry(acting, pathway, entry, { id: randomUUID(), ...SAID, organisation })
		);
const lift = (world: World, by: Someone, pathway: string, denial: string, note = 'Gerne igen') =>
	world.as(by).act((acting) =>
		liftDenial(acting, pathway, denial, {
			version: 1,
			note,
			said: { givenBy: 'citizen', ...BY_THEMSELVES }
		})
	);
const reads = async (world: World, who: Someone, pathway: string) =>
	(await world.as(who).see(listEntries(pathway, null))).map(({ body }) => body);

const HOUSING = 'Har brug for en stuelejlighed';

test('an organisation that is taken out reads nothing more by the consent, nor the consent; the other does', async () => {
	const { world, pathway, tovholder, helper, shelter, carpenter, consent } = await arrange();
	expect(await reads(world, helper, pathway)).toEqual([HOUSING]);
	expect(await deny(world, tovholder, pathway, consent, shelter)).toMatchObject({ ok: true });
	expect(await reads(world, helper, pathway)).toEqual([]);
	expect(await world.as(helper).see(findConsent(pathway, consent))).toEqual([]);
	const ended = await world.as(helper).see(listEndedForUs(pathway));
	expect(ended.map(({ how }) => how)).toEqual(['withdrawn', 'withdrawn']);
	expect(await world.as(carpenter).see(listEndedForUs(pathway))).toEqual([]);
	expect(await reads(world, carpenter, pathway)).toEqual([HOUSING]);
	expect(await world.as(carpenter).see(findConsent(pathway, consent))).toMatchObject([
		{
			recipients: [expect.stringContaining('Værkstedet')],
			takenOut: [expect.stringContaining('Værestedet')]
		}
	]);
	// Why is nobody's who is only on it.
	for (const who of [helper, carpenter])
		expect(await world.as(who).see(listDenials(pathway, { consent }))).toEqual([]);
});

test('the citizen takes an organisation out and lets it in again, and owes nobody a reason', async () => {
	const { world, pathway, helper, shelter, workshop, citizen, consent } = await arrange();
	const id = randomUUID();
	expect(await deny(world, citizen, pathway, consent, shelter, { id, reason: '' })).toMatchObject({
		ok: true
	});
	expect(await reads(world, helper, pathway)).toEqual([]);
	const [mine] = await world.as(citizen).see(listMyConsents(pathway));
	expect(mine?.recipients).toMatchObject([{ id: workshop }]);
	expect(mine?.takenOut).toMatchObject([{ id, version: 1 }]);
	expect(await lift(world, citizen, pathway, id, '')).toMatchObject({ ok: true });
	expect(await reads(world, helper, pathway)).toEqual([HOUSING]);
	const [stood] = await world.as(citizen).see(findDenial(pathway, id));
	expect(stood).toMatchObject({ liftedBy: citizen.name, version: 2 });
});

test('a later consent that names the organisation is a new yes, to what it names', async () => {
	const { world, pathway, tovholder, helper, shelter, consent } = await arrange();
	await deny(world, tovholder, pathway, consent, shelter);
	await world.consent(pathway, [shelter], ['health']);
	expect(await reads(world, helper, pathway)).toEqual(['Går hos Dr. Holm']);
});

test('an entry that is kept from all is read by no consent, also one to come; its author and the citizen read it', async () => {
	const { world, pathway, tovholder, helper, carpenter, citizen, shelter, entries } =
		await arrange();
	expect(await keep(world, tovholder, pathway, entries.housing, null)).toMatchObject({ ok: true });
	for (const who of [helper, carpenter]) expect(await reads(world, who, pathway)).toEqual([]);
	await world.consent(pathway, [shelter], ['housing']);
	expect(await reads(world, helper, pathway)).toEqual([]);
	expect(await world.as(helper).see(findEntryToShare(pathway, entries.housing))).toEqual([]);
	for (const who of [tovholder, citizen])
		expect(await reads(world, who, pathway)).toContain(HOUSING);
	expect(await world.as(tovholder).see(listDeniedEntries(pathway))).toMatchObject([
		{ id: entries.housing }
	]);
	// The helper's own note is kept from the workshop, and stays the helper's to read.
	const own = await world.entry(pathway, 'housing', helper, 'Har talt med udlejer');
	expect(await reads(world, carpenter, pathway)).toEqual(['Har talt med udlejer']);
	await keep(world, tovholder, pathway, own, null);
	expect(await reads(world, carpenter, pathway)).toEqual([]);
	expect(await reads(world, helper, pathway)).toEqual(['Har talt med udlejer']);
});

test('an entry that is kept from one organisation is read by the other', async () => {
	const { world, pathway, tovholder, helper, carpenter, shelter, entries } = await arrange();
	await keep(world, tovholder, pathway, entries.housing, shelter);
	expect(await reads(world, helper, pathway)).toEqual([]);
	expect(await reads(world, carpenter, pathway)).toEqual([HOUSING]);
	expect(await keep(world, tovholder, pathway, entries.housing, shelter)).toMatchObject({
		reason: 'already-denied'
	});
});

test('nobody but the citizen and the tovholder says what is shared, and PostgreSQL refuses a forged denial', async () => {
	const { world, pathway, helper, carpenter, consent, workshop, shelter, tovholder, entries } =
		await arrange();
	const stranger = await world.worker('Sara Fremmed', shelter);
	for (const who of [helper, carpenter, stranger]) {
		expect(await deny(world, who, pathway, consent, workshop)).toMatchObject({
			reason: 'not-there'
		});
		expect(await keep(world, who, pathway, entries.housing, null)).toMatchObject({
			reason: 'not-there'
		});
	}
	expect(await world.as(stranger).see(findHead(pathway))).toEqual([]);
	expect(await world.as(stranger).see(listDenials(pathway, { consent }))).toEqual([]);
	await expect(
		database.pools.app.query(
			`insert into samspil.consent_denial (tenant_id, id, pathway_id, consent_id, organisation_id, said_by, said_by_name, said_on, registered_by, registered_by_name)
			values ($1, $2, $3, $4, $5, 'citizen', 'x', $6, $7, 'x')`,
			[world.tenant, randomUUID(), pathway, consent, shelter, TODAY, tovholder.person]
		)
	).rejects.toThrow(/row-level security/);
	// What opens or closes is no form's to write: the trigger alone does.
	for (const table of ['consent', 'entry'])
		await expect(
			database.pools.app.query(`update samspil.${table} set denied = '{}'`)
		).rejects.toThrow(/permission denied/);
});

test('a denial is of something on the same pathway: a consent or an entry of another is not there', async () => {
	const { world, pathway, tovholder, workshop } = await arrange();
	const other = await world.pathway(
		await world.citizen('Bo', tovholder),
		await world.collaboration(tovholder, world.tenant, workshop),
		tovholder
	);
	const theirs = await world.consent(other, [workshop], ['housing']);
	expect(await deny(world, tovholder, pathway, theirs, workshop)).toMatchObject({
		reason: 'not-there'
	});
	const entry = await world.entry(other, 'housing', tovholder, 'Bor i telt');
	expect(await keep(world, tovholder, pathway, entry, null)).toMatchObject({
		reason: 'not-there'
	});
	await expect(
		world.insert('consent_denial', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: pathway,
			entry_id: entry,
			said_by: 'citizen',
			said_by_name: 'x',
			said_on: TODAY,
			registered_by: tovholder.person,
			registered_by_name: 'x'
		})
	).rejects.toMatchObject({ code: '23503' });
});

test('sent twice it is one; after it was lifted, the old form does not bring it back', async () => {
	const { world, pathway, tovholder, shelter, consent } = await arrange();
	const id = randomUUID();
	const send = () => deny(world, tovholder, pathway, consent, shelter, { id });
	expect(await send()).toMatchObject({ ok: true });
	expect(await send()).toMatchObject({ ok: true });
	expect(await world.as(tovholder).see(listDenials(pathway, { consent }))).toHaveLength(1);
	expect(await lift(world, tovholder, pathway, id)).toMatchObject({ ok: true });
	expect(await lift(world, tovholder, pathway, id)).toMatchObject({ ok: true });
	expect(await lift(world, tovholder, pathway, id, 'Andet')).toMatchObject({
		reason: 'denial-lifted-meanwhile'
	});
	expect(await send()).toMatchObject({ reason: 'denial-lifted-meanwhile' });
});

test('the one who is taken out and the citizen are told that a consent is narrower, and nobody of an entry that is kept', async () => {
	const { world, pathway, tovholder, citizen, helper, shelter, consent, entries } = await arrange();
	await keep(world, tovholder, pathway, entries.housing, shelter);
	const told = async () =>
		(
			await database.owner.query(
				`select person_id from samspil.notice where tenant_id = $1 and kind = 'consent-narrowed'`,
				[world.tenant]
			)
		).rows.map(({ person_id }) => person_id);
	expect(await told()).toEqual([]);
	await deny(world, tovholder, pathway, consent, shelter);
	expect((await told()).sort()).toEqual([citizen, helper].map(({ person }) => person).sort());
});

test('nothing is taken out of a consent that was withdrawn', async () => {
	const { world, pathway, tovholder, shelter, consent } = await arrange();
	await world.as(tovholder).act((acting) => withdrawConsent(acting, consent, 1));
	expect(await deny(world, tovholder, pathway, consent, shelter)).toMatchObject({
		reason: 'consent-not-running'
	});
	expect((await world.as(tovholder).see(listConsents(pathway))).length).toBe(2);
});

test('no read after a denial has been committed answers what it closed', async () => {
	const { world, pathway, tovholder, helper, shelter, consent } = await arrange();
	let isClosed = false;
	const after: string[][] = [];
	const reading = (async () => {
		for (let round = 0; round < 60; round++) {
			const began = isClosed;
			const seen = await reads(world, helper, pathway);
			if (began) after.push(seen);
		}
	})();
	await deny(world, tovholder, pathway, consent, shelter);
	isClosed = true;
	await reading;
	after.push(await reads(world, helper, pathway));
	expect(after.every((seen) => seen.length === 0)).toBe(true);
});

test('a notice that a consent ended or is narrower leads the tovholder to what rested on it, and the others to the pathway', async () => {
	const { world, pathway, tovholder, carpenter, citizen, helper, shelter, consent } =
		await arrange();
	await deny(world, citizen, pathway, consent, shelter);
	await world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1));
	const { rows } = await database.owner.query(
		`select kind, person_id as person, path from samspil.notice where tenant_id = $1 and kind like 'consent-%'`,
		[world.tenant]
	);
	const here = `/pathways/${pathway}`;
	for (const kind of ['consent-narrowed', 'consent-withdrawn']) {
		const pathOf = ({ person }: Someone) =>
			rows.find((each) => each.kind === kind && each.person === person)?.path;
		expect([tovholder, helper, carpenter].map(pathOf)).toEqual([
			`${here}/consents/${consent}`,
			here,
			// taken out was the other organisation alone
			kind === 'consent-withdrawn' ? here : undefined
		]);
	}
});

test('the citizen keeps one entry alone, finds what is written page by page, and no entry of another', async () => {
	const { world, pathway, tovholder, citizen, helper, carpenter, shelter, entries } =
		await arrange();
	expect(await keep(world, citizen, pathway, entries.housing, shelter)).toMatchObject({ ok: true });
	expect(await reads(world, helper, pathway)).toEqual([]);
	expect(await reads(world, carpenter, pathway)).toEqual([HOUSING]);
	const mine = await world.as(citizen).see(listEntriesOfMine(pathway, null));
	expect(mine.find(({ id }) => id === entries.housing)?.kept).toMatchObject([
		{ organisation: shelter, version: 1 }
	]);
	const other = await world.pathway(
		await world.citizen('Bo', tovholder),
		await world.collaboration(tovholder),
		tovholder
	);
	const theirs = await world.entry(other, 'housing', tovholder, 'Bor i telt');
	expect(await world.as(citizen).see(findPathwayOfEntry(theirs))).toEqual([]);
	expect(await keep(world, citizen, other, theirs, null)).toMatchObject({ reason: 'not-there' });
	for (let n = 0; n < PAGE_OF_ENTRIES; n++)
		await world.entry(pathway, 'housing', tovholder, `Notat ${n}`);
	const first = await world.as(citizen).see(listEntriesOfMine(pathway, null));
	const { rows, next } = pageOf(first, PAGE_OF_ENTRIES);
	const rest = await world.as(citizen).see(listEntriesOfMine(pathway, readCursor(next)));
	expect(new Set([...rows, ...rest].map(({ id }) => id)).size).toBe(PAGE_OF_ENTRIES + 2);
});
