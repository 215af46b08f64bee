import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { findCaseworker } from './caseworker.queries.ts';
import { keepCaseworker } from './keep-caseworker.ts';
import { addToPool } from './keep-pool.ts';
import { listCandidates } from './tovholder.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };

async function told() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const keep = (who: Someone, version: number, name: string, workplace = 'Jobcentret') =>
		world
			.as(who)
			.act((acting) => keepCaseworker(acting, story.pathway, version, { name, workplace }));
	return { world, keep, ...story };
}

test('R-110 the coordinating caseworker is suggested first, before those in the pool, to the tovholder and to the project leader', async () => {
	const { world, keep, pathway, collaboration, tovholder, leader, helper } = await told();
	const jobCentre = await world.organisation('municipality', 'Jobcentret');
	const caseworker = await world.worker('Øjvind Åkjær', jobCentre);
	await world.worker('Øjvind Åkjær', world.tenant);
	const member = { person: helper.person, organisation: helper.organisation! };
	await world.as(leader).act((acting) => addToPool(acting, collaboration, member));
	const firsts = async (who: Someone) =>
		world.as(who).see(listCandidates(collaboration, '', pathway));
	expect(await firsts(leader)).toMatchObject([{ name: helper.name, isCaseworker: false }]);

	const { rows } = await database.owner.query(
		'select name from samspil.organisation where id = $1',
		[jobCentre]
	);
	expect(await keep(tovholder, 0, 'øjvind åkjær', rows[0].name)).toEqual(DONE);
	for (const who of [tovholder, leader]) {
		const [first, namesake, pooled, ...others] = await firsts(who);
		expect(first).toMatchObject({ person: caseworker.person, isCaseworker: true, isInPool: false });
		expect(namesake).toMatchObject({ name: 'Øjvind Åkjær', isCaseworker: true });
		expect(pooled).toMatchObject({ name: helper.name, isCaseworker: false, isInPool: true });
		expect(others).toEqual([]);
	}
	// Of another pathway of the same collaboration nothing is suggested.
	const next = await world.pathway(
		await world.citizen('Per Anden', tovholder),
		collaboration,
		tovholder
	);
	expect(await world.as(leader).see(listCandidates(collaboration, '', next))).toMatchObject([
		{ name: helper.name }
	]);
});

test('R-110 two windows keep both texts, the same again is one, and an empty name says that there is nobody any more', async () => {
	const { world, keep, pathway, tovholder, citizen } = await told();
	expect(await keep(tovholder, 0, 'Kaja')).toEqual(DONE);
	expect(await keep(tovholder, 0, 'Kaja')).toEqual(DONE);
	expect(await keep(tovholder, 0, 'Kim')).toMatchObject({
		reason: 'stale',
		saved: { name: 'Kaja', version: 1, by: tovholder.name }
	});
	expect(await world.as(citizen).see(findCaseworker(pathway))).toMatchObject([{ name: 'Kaja' }]);
	expect(await keep(tovholder, 1, '')).toEqual(DONE);
	expect(await world.as(tovholder).see(findCaseworker(pathway))).toMatchObject([
		{ name: '', workplace: '', version: 2 }
	]);
});

test('R-130 who it was before is told on the pathway, and not to whoever leads the collaboration', async () => {
	const { world, keep, pathway, tovholder, leader, citizen } = await told();
	expect(await keep(tovholder, 0, 'Kaja')).toEqual(DONE);
	expect(await keep(tovholder, 1, 'Kim')).toEqual(DONE);
	for (const who of [citizen, tovholder])
		expect(await world.as(who).see(findCaseworker(pathway))).toMatchObject([
			{ name: 'Kim', former: [{ name: 'Kaja' }] }
		]);
	expect(await world.as(leader).see(findCaseworker(pathway))).toMatchObject([
		{ name: 'Kim', former: [] }
	]);
});

test('nobody else writes it, and strangers, partners and companions read nothing of it', async () => {
	const { world, keep, pathway, tovholder, leader, helper, citizen } = await told();
	expect(await keep(tovholder, 0, 'Kaja')).toEqual(DONE);
	const companion = await world.companion(pathway, 'Sif', ['contact']);
	const neighbour = await world.worker('Nina Nabo', world.tenant, 'project-leader');
	await world.collaboration(neighbour);
	const elsewhere = await (await newWorld(database)).coordinatedPathway();
	for (const who of [helper, companion, neighbour, elsewhere.tovholder, elsewhere.leader])
		expect(await world.as(who).see(findCaseworker(pathway))).toEqual([]);
	for (const who of [helper, citizen, companion, leader, neighbour, elsewhere.tovholder])
		expect(await keep(who, 1, 'Kurt')).toEqual({ ok: false, reason: 'no-such-pathway' });
});
