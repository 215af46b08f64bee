/** The signed paper: kept as it came, for those who may read the consent and nobody else. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { spellWhole, wholeOf } from '#features/citizens/server/export-pathway.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { attachScan, emptyScan } from './attach-scan.ts';
import { denyToOrganisation } from './deny-sharing.ts';
import { findScan, listScans, type NewScan } from './scan.queries.ts';

const database = await testDatabase();

const scanOf = (words = '%PDF-1.7 a scan'): NewScan => ({
	id: randomUUID(),
	name: 'samtykke.pdf',
	file: Buffer.from(words),
	pages: 1
});
async function arrange() {
	const world = await newWorld(database);
	return { world, ...(await world.coordinatedPathway()) };
}
const attach = (world: World, by: Someone, pathway: string, consent: string, scan: NewScan) =>
	world.as(by).act((acting) => attachScan(acting, pathway, consent, scan));

test('the tovholder takes it in once; the citizen and the partner it names read it byte for byte, and nobody else', async () => {
	const { world, tovholder, citizen, helper, colleague, leader, pathway, consent } =
		await arrange();
	const scan = scanOf();
	for (const who of [citizen, helper, colleague, leader])
		expect(await attach(world, who, pathway, consent, scan)).toMatchObject({ reason: 'not-there' });
	expect(await attach(world, tovholder, pathway, consent, scan)).toMatchObject({ ok: true });
	const again = await attach(world, tovholder, pathway, consent, { ...scan, id: randomUUID() });
	expect(again).toEqual({ ok: true, value: scan.id });
	const workshop = await world.organisation('private', 'Værkstedet');
	const carpenter = await world.worker('Tom Tømrer', workshop);
	await world.partner(pathway, workshop, 'agreed', carpenter);
	const companion = await world.companion(pathway, 'Bodil', ['housing']);
	const file = async (who: Someone) =>
		(await world.as(who).see(findScan(pathway, consent, scan.id)))[0]?.file?.toString();
	for (const who of [tovholder, citizen, helper]) expect(await file(who)).toBe('%PDF-1.7 a scan');
	for (const who of [carpenter, colleague, leader, companion])
		expect(await file(who)).toBeUndefined();
});

test('an organisation that was taken out of the consent reads the paper no more', async () => {
	const { world, tovholder, helper, shelter, pathway, consent } = await arrange();
	await attach(world, tovholder, pathway, consent, scanOf());
	expect(await world.as(helper).see(listScans(pathway, consent))).toHaveLength(1);
	await world.as(tovholder).act((acting) =>
		denyToOrganisation(acting, pathway, consent, {
			id: randomUUID(),
			organisation: shelter,
			reason: 'x',
			saidBy: 'citizen',
			saidByName: 'Amina',
			saidOn: acting.today
		})
	);
	expect(await world.as(helper).see(listScans(pathway, consent))).toEqual([]);
});

test('one that was another’s is emptied by the tovholder, and never changed or brought back', async () => {
	const { world, tovholder, helper, citizen, pathway, consent } = await arrange();
	const scan = scanOf();
	await attach(world, tovholder, pathway, consent, scan);
	const empty = (who: Someone) =>
		world.as(who).act((acting) => emptyScan(acting, pathway, consent, scan.id));
	for (const who of [helper, citizen]) expect(await empty(who)).toMatchObject({ ok: false });
	expect((await empty(tovholder)).ok).toBe(true);
	expect((await empty(tovholder)).ok).toBe(true);
	expect(await world.as(citizen).see(findScan(pathway, consent, scan.id))).toEqual([]);
	await expect(
		database.owner.query(`update samspil.consent_scan set file = 'x', emptied_at = null`)
	).rejects.toMatchObject({ code: '23514' });
});

test('five of one consent, none of another pathway’s', async () => {
	const { world, tovholder, collaboration, pathway, consent, shelter } = await arrange();
	for (let n = 0; n < 5; n++)
		expect((await attach(world, tovholder, pathway, consent, scanOf(`%PDF ${n}`))).ok).toBe(true);
	expect(await attach(world, tovholder, pathway, consent, scanOf('%PDF 6'))).toMatchObject({
		reason: 'too-many-scans'
	});
	const other = await world.pathway(await world.citizen('Bo', tovholder), collaboration, tovholder);
	const theirs = await world.consent(other, [shelter], ['housing']);
	expect(await attach(world, tovholder, pathway, theirs, scanOf())).toMatchObject({
		reason: 'not-there'
	});
});

test('the citizen takes the paper along with all that is kept', async () => {
	const { world, tovholder, citizen, pathway, consent } = await arrange();
	await attach(world, tovholder, pathway, consent, scanOf());
	const [answer] = await world.as(citizen).see(wholeOf(pathway));
	const told = JSON.parse(spellWhole(answer, new Date())!.text);
	expect(told.consent_scan).toMatchObject([
		{ name: 'samtykke.pdf', file: Buffer.from('%PDF-1.7 a scan').toString('base64') }
	]);
});
