import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSeal, findSealedFile } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { stopRendering } from '#server/pdf/render-pdf.ts';
import { openSealing, stopSealing } from '#server/seal/seal-document.ts';
import { sealNext } from '#server/seal/seal-waiting.ts';
import { startTestAuthority, type TestAuthority } from '#server/seal/test-authority.ts';
import { stopVerifying, verifySealedDocument } from '#server/seal/verify-document.ts';
import { findSealedVersion } from './sealed.queries.ts';
import { inForce, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
let authority: TestAuthority;
const reported: Error[] = [];
const NOBODY = { token: '' };

beforeAll(async () => {
	authority = await startTestAuthority();
});
afterAll(async () => {
	await authority.stop();
	await Promise.all([stopSealing(), stopVerifying(), stopRendering()]);
});

/** Seals as an installation does that has this authority for its time-stamps, or none. */
const open = (timeStamps?: string) =>
	openSealing(
		{
			seal: { timeStamps, file: undefined, password: '' },
			secret: 's'.repeat(32),
			origin: 'https://samspil.solby.example'
		},
		database.pools.jobs
	);
/** Seals everything that waits now. */
async function sealAll() {
	while (await sealNext(database.pools.jobs, (error) => reported.push(error)));
}
const letWait = (version: string, columns: string) =>
	database.owner.query(`update samspil.document_seal set ${columns} where version_id = $1`, [
		version
	]);
const rowOf = async (version: string) =>
	(
		await database.owner.query(
			`select attempts, last_error, next_try_at > now() as later, next_try_at is null as done
			from samspil.document_seal where version_id = $1`,
			[version]
		)
	).rows[0];
const fileOf = async (world: AgreementWorld, id: string, version: string) =>
	(await world.as(world.helper).see(findSealedFile(id, version)))[0]?.file;

test('the last signature lays down what is sealed, and the sealed file says which version of what it is', async () => {
	await open();
	const { world, place, version } = await inForce(database);
	expect(await world.as(world.helper).see(findSeal(place.id, version))).toEqual([
		{ level: null, reachable: null, at: null }
	]);
	await sealAll();
	expect(await world.as(world.helper).see(findSeal(place.id, version))).toMatchObject([
		{ level: 'B-B', reachable: 'B-B' }
	]);
	const file = await fileOf(world, place.id, version);
	const report = await verifySealedDocument(file!);
	if (report.verdict === 'unreadable') throw new Error('unreadable');
	expect(report.verdict).toBe('intact');
	const [found] = await world.as(NOBODY).see(findSealedVersion(report.content.hash!));
	expect(found).toMatchObject({ title: report.content.title, number: 1, isNewest: true });
	expect(found!.signatures.map(({ name, title }) => [name, title])).toEqual([
		['Mads Borg', 'Leder'],
		['Vera Vang', 'Leder']
	]);
	expect(await rowOf(version)).toMatchObject({ attempts: 1, done: true });
	const { rows } = await database.owner.query(
		'select printed from samspil.document_seal where version_id = $1',
		[version]
	);
	expect(rows).toEqual([{ printed: {} }]);
});

test('nobody outside the parties is given the sealed file, nor the hash’s version before it is sealed content', async () => {
	await open();
	const { world, place, version } = await inForce(database);
	await sealAll();
	for (const stranger of [world.stranger, NOBODY])
		expect(await world.as(stranger).see(findSealedFile(place.id, version))).toEqual([]);
	expect(await world.as(NOBODY).see(findSealedVersion('0'.repeat(64)))).toEqual([]);
});

test('while the time-stamp authority is down it is sealed lower, says so, and is raised by itself later', async () => {
	authority.mood.timeStamps = 'down';
	await open(authority.timeStamps);
	const { world, place, version } = await inForce(database);
	await sealAll();
	expect(await world.as(world.helper).see(findSeal(place.id, version))).toMatchObject([
		{ level: 'B-B', reachable: 'B-T' }
	]);
	expect(reported.splice(0).map(({ message }) => message)).toEqual([
		expect.stringContaining('lower than it could be')
	]);
	expect(await rowOf(version)).toMatchObject({ attempts: 1, later: true, done: false });
	const before = await verifySealedDocument((await fileOf(world, place.id, version))!);
	authority.mood.timeStamps = 'well';
	await letWait(version, 'next_try_at = now()');
	await sealAll();
	expect(await world.as(world.helper).see(findSeal(place.id, version))).toMatchObject([
		{ level: 'B-T', reachable: 'B-T' }
	]);
	const after = await verifySealedDocument((await fileOf(world, place.id, version))!);
	// the same content under the same seal, whose time is attested now
	expect([before.verdict, after.verdict]).toEqual(['intact', 'intact']);
	if (before.verdict !== 'intact' || after.verdict !== 'intact') throw new Error('not intact');
	expect(after.content).toEqual(before.content);
	expect(after.seals[0]!.claimedAt).toEqual(before.seals[0]!.claimedAt);
	expect([before.seals[0]!.provenAt, after.seals[0]!.provenAt]).toEqual([null, expect.any(Date)]);
});

test('one that fails is put off and tried again, and holds up no other', async () => {
	await open();
	const broken = await inForce(database);
	const right = await inForce(database);
	await letWait(broken.version, `printed = '{}', next_try_at = now() - interval '1 hour'`);
	await sealAll();
	expect(reported.splice(0)).toHaveLength(1);
	expect(await rowOf(broken.version)).toMatchObject({ attempts: 1, later: true, done: false });
	expect((await rowOf(broken.version)).last_error).not.toBeNull();
	expect(await rowOf(right.version)).toMatchObject({ done: true });
});

test('what somebody has claimed who is gone is taken over when the claim has run out, not before', async () => {
	await open();
	const { version } = await inForce(database);
	await letWait(version, `claimed_until = now() + interval '1 minute'`);
	await sealAll();
	expect(await rowOf(version)).toMatchObject({ attempts: 0, done: false });
	await letWait(version, `claimed_until = now() - interval '1 second'`);
	await sealAll();
	expect(await rowOf(version)).toMatchObject({ attempts: 1, done: true });
});

test('several that seal at once seal each version once', async () => {
	await open();
	const all = [await inForce(database), await inForce(database), await inForce(database)];
	await Promise.all([sealAll(), sealAll(), sealAll()]);
	for (const { version } of all)
		expect(await rowOf(version)).toMatchObject({ attempts: 1, done: true });
});
