/** What another basis than consent opens, to whom, until when; and how the record says why (L-1, L-2). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { BasisWish } from '../basis.rules.ts';
import { insertBasis, listBases } from './basis.queries.ts';
import { endBasis, registerBasis } from './register-basis.ts';
import { listRested } from './rested.queries.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();

async function arrange() {
	const world = await newWorld(database);
	return { world, ...(await world.coordinatedPathway()) };
}
const wishFor = (organisation: string): BasisWish & { id: string } => ({
	id: randomUUID(),
	kind: 'vital-interest',
	provision: '',
	reason: 'Er ikke set i tre dage',
	categories: ['health'],
	organisation,
	decidedByName: 'Lene Leder',
	decidedOn: TODAY,
	validFrom: TODAY,
	validUntil: '2026-05-06',
	citizenPart: 'told',
	citizenNote: ''
});
const register = (
	world: World,
	by: Someone,
	pathway: string,
	wish: ReturnType<typeof wishFor>,
	day = TODAY
) => world.as(by, day).act((acting) => registerBasis(acting, pathway, wish));
const read = async (world: World, by: Someone, pathway: string, day = TODAY) =>
	(await world.as(by, day).see(listEntries(pathway, null))).map(({ category }) => category).sort();

test('L-1 the partner it is for reads what it names, from its first day through its last, and the citizen reads why', async () => {
	const { world, tovholder, helper, colleague, citizen, shelter, pathway } = await arrange();
	expect(await read(world, helper, pathway)).toEqual(['housing']);
	const wish = wishFor(shelter);
	expect((await register(world, tovholder, pathway, wish)).ok).toBe(true);
	expect(await read(world, helper, pathway)).toEqual(['health', 'housing']);
	expect(await read(world, helper, pathway, '2026-05-06')).toEqual(['health', 'housing']);
	expect(await read(world, helper, pathway, '2026-05-07')).toEqual(['housing']);
	expect(await read(world, colleague, pathway)).toEqual([]);

	await world.as(helper).read(recordPathway('pathway.read', pathway));
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.find(({ name }) => name === helper.name)?.reason).toBe(
		`partner, consent no. ${await numberOf(pathway)}: housing; partner, basis no. 1 (vital-interest): health`
	);
	expect(await world.as(citizen).see(listBases(pathway))).toMatchObject([
		{ reason: wish.reason, decidedByName: 'Lene Leder', kind: 'vital-interest' }
	]);
	const told = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'basis-registered'`,
		[world.tenant]
	);
	expect(told.rows.map(({ person }) => person).sort()).toEqual(
		[citizen.person, helper.person].sort()
	);
});

const numberOf = async (pathway: string) =>
	(
		await database.owner.query('select number from samspil.consent where pathway_id = $1', [
			pathway
		])
	).rows[0].number;

test('L-2 what is between authorities opens nothing to a voluntary organisation, whatever the form or the program says', async () => {
	const { world, tovholder, helper, shelter, pathway } = await arrange();
	const wish = { ...wishFor(shelter), kind: 'crime-prevention' as const };
	expect(await register(world, tovholder, pathway, wish)).toMatchObject({
		reason: 'basis-not-for-recipient'
	});
	const past = world
		.as(tovholder)
		.act((acting) => acting.run(insertBasis(pathway, wish, tovholder.name)));
	await expect(past).rejects.toMatchObject({ code: '23514' });
	expect(await read(world, helper, pathway)).toEqual(['housing']);
});

test('R-046 what is cooperation about children opens nothing about an adult, whatever the form or the program says', async () => {
	const { world, tovholder, pathway } = await arrange();
	const region = await world.organisation('region', 'Regionen');
	const nurse = await world.worker('Nina Sygeplejerske', region);
	await world.partner(pathway, region, 'agreed', nurse);
	const wish = { ...wishFor(region), kind: 'early-prevention' as const };
	expect(await register(world, tovholder, pathway, wish)).toMatchObject({
		reason: 'basis-for-a-child'
	});
	const past = world
		.as(tovholder)
		.act((acting) => acting.run(insertBasis(pathway, wish, tovholder.name)));
	await expect(past).rejects.toMatchObject({ code: '23514' });
	expect(await read(world, nurse, pathway)).toEqual([]);
});

test('R-051 PostgreSQL takes no basis without the citizen’s part, which is not for the partner it is about', async () => {
	const { world, tovholder, helper, citizen, shelter, pathway } = await arrange();
	const wish = { ...wishFor(shelter), citizenPart: 'not-possible' as const };
	expect(await register(world, tovholder, pathway, wish)).toMatchObject({
		reason: 'citizen-part-unexplained'
	});
	const past = world
		.as(tovholder)
		.act((acting) => acting.run(insertBasis(pathway, wish, tovholder.name)));
	await expect(past).rejects.toMatchObject({ code: '42501' });
	const said = { ...wish, citizenNote: 'Ligger i respirator' };
	expect(await register(world, tovholder, pathway, said)).toMatchObject({ ok: true });
	for (const reader of [tovholder, citizen])
		expect(await world.as(reader).see(listBases(pathway))).toMatchObject([
			{ citizenPart: 'not-possible', citizenNote: 'Ligger i respirator' }
		]);
	expect(await world.as(helper).see(listBases(pathway))).toMatchObject([
		{ citizenPart: null, citizenNote: '' }
	]);
});

test('L-2 a partner that becomes of another kind reads no more by a basis that is not for it', async () => {
	const { world, tovholder, pathway } = await arrange();
	const school = await world.organisation('private', 'Friskolen');
	const teacher = await world.worker('Lise Lærer', school);
	await world.partner(pathway, school, 'agreed', teacher);
	await register(world, tovholder, pathway, { ...wishFor(school), kind: 'crime-prevention' });
	expect(await read(world, teacher, pathway)).toEqual(['health']);
	await database.owner.query(`update samspil.organisation set kind = 'voluntary' where id = $1`, [
		school
	]);
	expect(await read(world, teacher, pathway)).toEqual([]);
});

test('only the current tovholder registers and ends one; nobody else learns that there is something', async () => {
	const { world, tovholder, helper, colleague, leader, citizen, shelter, pathway, collaboration } =
		await arrange();
	for (const who of [helper, colleague, leader, citizen])
		expect(await register(world, who, pathway, wishFor(shelter))).toMatchObject({
			reason: 'not-there'
		});
	const wish = wishFor(shelter);
	await register(world, tovholder, pathway, wish);
	const end = (who: Someone, version = 1) =>
		world.as(who).act((acting) => endBasis(acting, pathway, wish.id, version));
	for (const who of [helper, colleague, leader, citizen])
		expect(await end(who)).toMatchObject({ reason: 'not-there' });
	for (const who of [colleague, leader])
		expect(await world.as(who).see(listBases(pathway))).toEqual([]);
	const second = await world.pathway(
		await world.citizen('Bent Berg', tovholder),
		collaboration,
		tovholder
	);
	expect(
		await world.as(tovholder).act((acting) => endBasis(acting, second, wish.id, 1))
	).toMatchObject({ reason: 'not-there' });
	expect(await end(tovholder, 7)).toMatchObject({ reason: 'basis-changed-meanwhile' });
	expect((await end(tovholder)).ok).toBe(true);
	expect((await end(tovholder)).ok).toBe(true);
	expect(await read(world, helper, pathway)).toEqual(['housing']);
});

test('a stranger, and a partner it is not for, see none', async () => {
	const { world, tovholder, shelter, pathway } = await arrange();
	await register(world, tovholder, pathway, wishFor(shelter));
	const workshop = await world.organisation('private', 'Værkstedet');
	const carpenter = await world.worker('Tom Tømrer', workshop);
	await world.partner(pathway, workshop, 'agreed', carpenter);
	const elsewhere = await newWorld(database);
	const stranger = await elsewhere.worker('Signe', elsewhere.tenant);
	expect(await world.as(carpenter).see(listBases(pathway))).toEqual([]);
	expect(await elsewhere.as(stranger).see(listBases(pathway))).toEqual([]);
});

test('sent twice it is one; with other words it is told so', async () => {
	const { world, tovholder, shelter, pathway } = await arrange();
	const wish = wishFor(shelter);
	expect((await register(world, tovholder, pathway, wish)).ok).toBe(true);
	expect((await register(world, tovholder, pathway, wish)).ok).toBe(true);
	const other = { ...wish, reason: 'Noget andet' };
	expect(await register(world, tovholder, pathway, other)).toMatchObject({ reason: 'sent-before' });
	expect(await world.as(tovholder).see(listBases(pathway))).toHaveLength(1);
});

test('what a withdrawn consent opened and a basis opens still is not listed as fallen away', async () => {
	const { world, tovholder, citizen, shelter, helper, consent, pathway } = await arrange();
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejeren', helper);
	const rested = async () =>
		(await world.as(tovholder).see(listRested(pathway, consent))).map(({ kind }) => kind);
	await register(world, tovholder, pathway, { ...wishFor(shelter), categories: ['housing'] });
	await world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1));
	expect(await rested()).toEqual([]);
	const [basis] = await world.as(tovholder).see(listBases(pathway));
	await world.as(tovholder).act((acting) => endBasis(acting, pathway, basis!.id, 1));
	expect(await rested()).toEqual(['partner', 'task']);
});

test('it ends with the pathway, and does not come back with it', async () => {
	const { world, tovholder, helper, shelter, pathway } = await arrange();
	await register(world, tovholder, pathway, wishFor(shelter));
	for (const state of ['closed', 'open'])
		await database.owner.query('update samspil.pathway set state = $2 where id = $1', [
			pathway,
			state
		]);
	expect(await read(world, helper, pathway)).toEqual(['housing']);
	expect(await world.as(tovholder).see(listBases(pathway))).toMatchObject([
		{ endedWithPathway: true }
	]);
});
