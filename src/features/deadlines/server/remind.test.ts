/** Reminders, asked of a real database: who is told, once, and that nothing but ids leaves it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type World } from '#server/database/test-world.ts';
import { remind } from '../test-remind.ts';

const database = await testDatabase();
const TODAY = '2026-05-04'; // a Monday

async function toldIn({ tenant }: World) {
	const { rows } = await database.owner.query(
		'select person_id as person, kind, path from samspil.notice where tenant_id = $1 order by created_at, kind, path',
		[tenant]
	);
	return rows;
}

async function mailedIn({ tenant }: World) {
	const { rows } = await database.owner.query(
		'select kind, person_id as person, words from samspil.mail where tenant_id = $1',
		[tenant]
	);
	return rows;
}

/** The usual story, with its need registered on a day of our choosing. */
async function pathwayOf(world: World, registeredOn: string) {
	const story = await world.coordinatedPathway();
	await database.owner.query(
		'update samspil.allotment set registered_on = $2, due_on = $2::date + 7 where pathway_id = $1',
		[story.pathway, registeredOn]
	);
	return story;
}

/** The usual story, with its tovholder decided: nothing to remind of but what the test adds. */
async function decidedPathway(world: World) {
	const story = await pathwayOf(world, '2026-04-20');
	await database.owner.query(
		`update samspil.allotment set decided_on = '2026-04-25' where pathway_id = $1`,
		[story.pathway]
	);
	return story;
}

test('R-122: the project leader hears of a missing decision the day before, and again when it is overdue', async () => {
	const world = await newWorld(database);
	const { collaboration, leader } = await pathwayOf(world, '2026-04-28'); // due on 5 May
	const path = `/collaborations/${collaboration}/allotments`;

	await remind(database.pools.jobs, '2026-05-03');
	expect(await toldIn(world)).toEqual([]);
	await remind(database.pools.jobs, TODAY);
	expect(await toldIn(world)).toEqual([{ person: leader.person, kind: 'tovholder-due', path }]);
	await remind(database.pools.jobs, '2026-05-05');
	expect(await toldIn(world)).toHaveLength(1);
	await remind(database.pools.jobs, '2026-05-06');
	await remind(database.pools.jobs, '2026-05-07');
	expect((await toldIn(world)).map(({ kind }) => kind)).toEqual([
		'tovholder-due',
		'tovholder-overdue'
	]);
});

test('R-122: a decision that is made is nothing to be reminded of', async () => {
	const world = await newWorld(database);
	await decidedPathway(world);
	await remind(database.pools.jobs, TODAY);
	expect(await toldIn(world)).toEqual([]);
});

test('the tovholder hears once that a consent ends within a month; nobody of one that is withdrawn', async () => {
	const world = await newWorld(database);
	const { pathway, shelter, tovholder } = await decidedPathway(world);
	await world.consent(pathway, [shelter], ['work'], { until: addDays(TODAY, 30) });
	const withdrawn = await world.consent(pathway, [shelter], ['work'], { until: addDays(TODAY, 9) });
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[withdrawn]
	);
	const path = `/pathways/${pathway}/consents`;
	await remind(database.pools.jobs, TODAY);
	await remind(database.pools.jobs, addDays(TODAY, 1));
	expect(await toldIn(world)).toEqual([
		{ person: tovholder.person, kind: 'consent-expiring', path }
	]);
	expect(await mailedIn(world)).toEqual([
		{
			kind: 'reminder',
			person: tovholder.person,
			words: { path, pathways: '1', day: addDays(TODAY, 30) }
		}
	]);
});

test('several reminders of one person are one mail, which leads to the front page', async () => {
	const world = await newWorld(database);
	const { pathway, shelter, tovholder } = await decidedPathway(world);
	for (const days of [3, 9])
		await world.consent(pathway, [shelter], ['work'], { until: addDays(TODAY, days) });
	await remind(database.pools.jobs, TODAY);
	expect(await toldIn(world)).toHaveLength(2);
	expect(await mailedIn(world)).toEqual([
		{ kind: 'reminder', person: tovholder.person, words: { path: '/', pathways: '2' } }
	]);
});

test('two processes that remind at the same time tell once', async () => {
	const world = await newWorld(database);
	const { pathway, shelter } = await decidedPathway(world);
	await world.consent(pathway, [shelter], ['work'], { until: addDays(TODAY, 3) });
	await Promise.all(Array.from({ length: 4 }, () => remind(database.pools.jobs, TODAY)));
	expect(await toldIn(world)).toHaveLength(1);
	expect(await mailedIn(world)).toHaveLength(1);
});

test('R-074: who is responsible for the next update of the framework is told a month and a week before, and after', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const collaboration = await world.collaboration(leader);
	await establish(world, collaboration, leader.person, TODAY, '2026-11-04');
	for (const today of [
		'2026-10-04',
		'2026-10-05',
		'2026-10-27',
		'2026-10-28',
		'2026-11-04',
		'2026-11-05'
	])
		await remind(database.pools.jobs, today);
	expect((await toldIn(world)).map(({ kind, path, person }) => [kind, path, person])).toEqual([
		['framework-update-soon', '/framework', leader.person],
		['framework-update-soon', '/framework', leader.person],
		['framework-update-overdue', '/framework', leader.person]
	]);
});

test('R-057: who stops is asked to give the lead on; afterwards the steering group hears that there is none', async () => {
	const world = await newWorld(database);
	const { collaboration, leader, shelter } = await pathwayOf(world, '2026-04-28'); // due on 5 May
	const chair = await world.worker('Hans Høj', shelter, 'manager');
	const gone = await world.worker('Gerda Gået', shelter, 'manager');
	for (const member of [leader, chair, gone]) await world.seat(collaboration, 'steering', member);
	const stop = (person: string, lastDay: string) =>
		database.owner.query(
			'update samspil.membership set active_until = $2 where person_id = $1 and tenant_id = $3',
			[person, lastDay, world.tenant]
		);
	await stop(gone.person, '2026-01-31');
	await stop(leader.person, '2026-05-04');
	const path = `/collaborations/${collaboration}`;

	await remind(database.pools.jobs, '2026-05-03');
	expect(await toldIn(world)).toEqual([
		{ person: leader.person, kind: 'lead-ending', path: `${path}/leader` }
	]);
	for (const today of ['2026-05-05', '2026-05-06']) await remind(database.pools.jobs, today);
	const later = (await toldIn(world)).slice(1);
	expect(later).toEqual([{ person: chair.person, kind: 'lead-missing', path }]);
});

test('the jobs role knows of promises only what, whose and when', async () => {
	const world = await newWorld(database);
	await world.coordinatedPathway();
	const { jobs } = database.pools;
	for (const table of [
		'pathway',
		'citizen',
		'consent',
		'allotment',
		'framework',
		'entry',
		'person'
	])
		await expect(jobs.query(`select * from samspil.${table}`)).rejects.toThrow('permission denied');
	for (const facts of ['pathway_facts', 'collaboration_facts']) {
		await expect(
			database.pools.app.query(`select * from samspil.${facts}($1, current_date, null)`, [
				world.tenant
			])
		).rejects.toThrow('permission denied');
		const { fields } = await jobs.query(`select * from samspil.${facts}($1, $2, null)`, [
			world.tenant,
			TODAY
		]);
		expect(fields.map(({ name }) => name)).toEqual([
			'kind',
			'subject_id',
			'about',
			'seen',
			'collaboration_id',
			'document_id',
			'pathway_id',
			'scope_id',
			'path',
			'day',
			'until_on',
			'frequency',
			'state',
			'part',
			'person_id',
			'organisation_id'
		]);
	}
});

/** An established framework: arranged with the guard off, since how it is approved is not what is told here. */
async function establish(
	{ tenant }: World,
	collaboration: string,
	person: string,
	establishedOn: string,
	nextUpdateOn: string
) {
	const [framework, version] = [randomUUID(), randomUUID()];
	const client = await database.owner.connect();
	try {
		await client.query('begin');
		await client.query(`set local session_replication_role = replica`);
		await client.query(
			`insert into samspil.framework (tenant_id, id, collaboration_id, template_version, state, established_version_id,
				established_on, next_update_on, next_update_person_id, next_update_organisation_id)
			values ($1, $2, $3, 1, 'established', $4, $5, $6, $7, $1)`,
			[tenant, framework, collaboration, version, establishedOn, nextUpdateOn, person]
		);
		await client.query('commit');
	} finally {
		client.release();
	}
}
