/** The register of who is responsible for which data, on a real database: who keeps it, who reads it, and what it never does (L-11). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { byOrganisation, type PartSaid } from '../responsibility.rules.ts';
import { addPart, changePart, removePart } from './keep-responsibility.ts';
import { listAgreementsKept, listParts, listResponsible } from './responsibility.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const SAID: PartSaid = {
	what: 'Det, vi skriver ned',
	categories: ['housing'],
	agreement: '',
	agreementNamed: '',
	contact: 'Mona, 12 34 56 78'
};

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const stranger = await world.organisation('voluntary', 'Uden for');
	const [manager, chief, officer, outsider] = await Promise.all([
		world.worker('Mona', story.shelter, 'manager'),
		world.worker('Henrik', world.tenant, 'manager'),
		world.worker('Bodil', world.tenant, 'data-protection-officer'),
		world.worker('Ulla', stranger, 'manager')
	]);
	const elsewhere = await newWorld(database);
	const neighbour = await elsewhere.worker('Peter', elsewhere.tenant, 'project-leader');
	return { world, manager, chief, officer, outsider, stranger, neighbour, ...story };
}
const add = (
	world: World,
	as: Someone,
	at: { collaboration: string; organisation: string; id?: string },
	said = SAID
) =>
	world
		.as(as)
		.act((acting) =>
			addPart(acting, at.collaboration, at.organisation, at.id ?? randomUUID(), said)
		);

test('L-11 each organisation keeps its own part, and the project leader the whole register', async () => {
	const { world, collaboration, shelter, leader, helper, manager, chief, officer, ...rest } =
		await arrange();
	const ours = { collaboration, organisation: shelter, id: randomUUID() };
	for (let twice = 0; twice < 2; twice++) expect(await add(world, manager, ours)).toEqual(DONE);
	const theirs = { collaboration, organisation: world.tenant };
	// the municipality is with it as a party
	await world.insert('collaboration_party', {
		tenant_id: world.tenant,
		collaboration_id: collaboration,
		organisation_id: world.tenant,
		joined_on: '2026-01-01'
	});
	for (const who of [chief, officer, leader]) expect(await add(world, who, theirs)).toEqual(DONE);
	expect(await add(world, leader, { collaboration, organisation: shelter })).toEqual(DONE);
	// nobody writes for another, or for one that is not with it
	const party = { ok: false, reason: 'not-a-party-here' };
	expect(await add(world, manager, theirs)).toEqual(party);
	expect(await add(world, officer, { collaboration, organisation: shelter })).toEqual(party);
	expect(await add(world, leader, { collaboration, organisation: rest.stranger })).toEqual(party);
	for (const who of [helper, rest.tovholder, rest.outsider, rest.neighbour, rest.citizen])
		expect(await add(world, who, { collaboration, organisation: shelter })).toEqual(NOT_THERE);
	const seen = async (who: Someone) => (await world.as(who).see(listParts(collaboration))).length;
	expect(await Promise.all([manager, helper, leader].map(seen))).toEqual([5, 5, 5]);
	expect(await Promise.all([rest.outsider, rest.neighbour, rest.citizen].map(seen))).toEqual([
		0, 0, 0
	]);
	for (const who of [helper, officer, rest.outsider, rest.neighbour]) {
		const changed = await world
			.as(who)
			.act((acting) => changePart(acting, collaboration, ours.id, 1, { ...SAID, what: 'x' }));
		expect(changed).toEqual(NOT_THERE);
		const removed = await world
			.as(who)
			.act((acting) => removePart(acting, collaboration, ours.id, 1));
		expect(removed).toEqual(NOT_THERE);
	}
});

test('L-11 two who change the same part: the second is shown both, and an id of another collaboration is nothing', async () => {
	const { world, collaboration, shelter, leader, manager } = await arrange();
	const id = randomUUID();
	await add(world, manager, { collaboration, organisation: shelter, id });
	const change = (as: Someone, version: number, what: string, at = collaboration) =>
		world.as(as).act((acting) => changePart(acting, at, id, version, { ...SAID, what }));
	expect(await change(manager, 1, 'Mentorernes noter')).toEqual(DONE);
	expect(await change(leader, 1, 'Lister')).toMatchObject({
		reason: 'stale',
		saved: { what: 'Mentorernes noter', version: 2, changedBy: 'Mona' }
	});
	const other = await world.collaboration(leader, shelter);
	expect(await change(manager, 2, 'Lister', other)).toEqual(NOT_THERE);
	const remove = (version: number) =>
		world.as(leader).act((acting) => removePart(acting, collaboration, id, version));
	expect(await remove(1)).toMatchObject({ reason: 'stale' });
	expect(await remove(2)).toEqual(DONE);
	expect(await world.as(manager).see(listParts(collaboration))).toEqual([]);
});

test('L-11 an agreement is one of the same collaboration, that the writer may open; the database asks too', async () => {
	const { world, collaboration, shelter, leader, manager } = await arrange();
	const other = await world.collaboration(leader, shelter);
	const write = async (title: string, at: string) => {
		const id = randomUUID();
		await world.insert('document', {
			tenant_id: world.tenant,
			id,
			kind: 'agreement',
			template_key: 'cooperation-contract',
			template_edition: 1,
			title,
			collaboration_id: at,
			begun_by: leader.person,
			begun_by_organisation: world.tenant
		});
		await world.insert('document_party', {
			tenant_id: world.tenant,
			document_id: id,
			organisation_id: world.tenant,
			place: 1,
			responsible_person_id: leader.person
		});
		return id;
	};
	const [here, there] = [await write('Mentoraftalen', collaboration), await write('Anden', other)];
	expect(await world.as(leader).see(listAgreementsKept(collaboration))).toEqual([
		{ id: here, title: 'Mentoraftalen' }
	]);
	const id = randomUUID();
	const with_ = (agreement: string) => ({ ...SAID, agreement });
	const at = { collaboration, organisation: shelter, id };
	const none = { ok: false, reason: 'no-such-agreement' };
	expect(await add(world, leader, at, with_(there))).toEqual(none);
	expect(await add(world, manager, at, with_(here))).toEqual(none);
	expect(await add(world, leader, at, with_(here))).toEqual(DONE);
	const [part] = await world.as(manager).see(listParts(collaboration));
	expect(part).toMatchObject({ agreementNamed: 'Mentoraftalen', opensAgreement: false });
	// whoever may not open it changes the rest, and leaves it
	const what = 'Kun mentorernes noter';
	const changed = await world
		.as(manager)
		.act((acting) => changePart(acting, collaboration, id, 1, { ...with_(here), what }));
	expect(changed).toEqual(DONE);
	await expect(
		database.owner.query('update samspil.data_responsibility set agreement_id = $1 where id = $2', [
			there,
			id
		])
	).rejects.toThrow('another collaboration');
});

test('L-11 whoever may open a pathway reads who is responsible there; a former partner, a neighbour and a guessed id read nothing', async () => {
	const { world, collaboration, shelter, leader, manager, ...rest } = await arrange();
	await add(world, manager, { collaboration, organisation: shelter });
	const gone = await world.organisation('voluntary', 'Før i tiden');
	const before = await world.worker('Fie', gone, 'manager');
	await world.partner(rest.pathway, gone, 'ended', before);
	const read = async (who: Someone, pathway = rest.pathway) =>
		byOrganisation(await world.as(who).see(listResponsible(pathway))).map(({ id, parts }) => [
			id,
			parts.length
		]);
	const companion = await world.companion(rest.pathway, 'Sara', ['contact']);
	for (const who of [rest.citizen, rest.tovholder, rest.helper, companion])
		expect(await read(who)).toEqual([
			[world.tenant, 0],
			[shelter, 1]
		]);
	for (const who of [before, leader, manager, rest.colleague, rest.neighbour, rest.outsider])
		expect(await read(who)).toEqual([]);
	expect(await read(rest.citizen, randomUUID())).toEqual([]);
	// a former partner that has written there is responsible for it still; the partners now are not told of it
	await world.entry(
		rest.pathway,
		'housing',
		{ ...before, organisation: gone },
		'Så på en lejlighed'
	);
	expect(await read(rest.citizen)).toContainEqual([gone, 0]);
	expect(await read(rest.helper)).not.toContainEqual([gone, 0]);
});

test('L-11 an organisation that gets another name takes its part along', async () => {
	const { world, collaboration, shelter, manager, citizen, pathway } = await arrange();
	await add(world, manager, { collaboration, organisation: shelter });
	const survivor = await world.organisation('voluntary', 'Det nye hus');
	await database.owner.query(
		'update samspil.tenant_organisation set merged_into = $2 where tenant_id = $3 and organisation_id = $1',
		[shelter, survivor, world.tenant]
	);
	expect(byOrganisation(await world.as(citizen).see(listResponsible(pathway)))).toContainEqual(
		expect.objectContaining({
			name: expect.stringContaining('Det nye hus'),
			parts: [expect.anything()]
		})
	);
});
