import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { INVOLVEMENT, MOST_RELATIONS, type Involvement, type Relation } from '../network.rules.ts';
import { addRelation, changeRelation, takeOff, type Side } from './keep-network.ts';
import { findNetworkPlace, findRelation, listRelations } from './network.queries.ts';

const database = await testDatabase();

const SARA: Relation = {
	side: 'private',
	name: 'Sara',
	relation: 'søster',
	closeness: 1,
	involve: 'yes',
	involveWhen: '',
	agreedOn: TODAY,
	contact: '12 34 56 78'
};

const add = (
	world: World,
	who: Someone,
	pathway: string,
	{
		id = randomUUID(),
		by = 'tovholder',
		said = {}
	}: { id?: string; by?: Side; said?: Partial<Relation> } = {}
) => world.as(who).act((acting) => addRelation(acting, pathway, id, { ...SARA, ...said }, by));

const change = (
	world: World,
	who: Someone,
	pathway: string,
	id: string,
	said: Partial<Relation>,
	{ by = 'tovholder', version = 1 }: { by?: Side; version?: number } = {}
) =>
	world
		.as(who)
		.act((acting) => changeRelation(acting, pathway, id, version, { ...SARA, ...said }, by));

const names = async (world: World, who: Someone, pathway: string) =>
	(await world.as(who).see(listRelations(pathway))).map(({ name }) => name);

async function drawn() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const id = randomUUID();
	expect(await add(world, story.tovholder, story.pathway, { id })).toEqual({
		ok: true,
		value: true
	});
	return { world, id, ...story };
}

test('R-144 the citizen and the tovholder draw the map together, and both read all of it', async () => {
	const { world, pathway, tovholder, citizen } = await drawn();
	const doctor = {
		name: 'Dr. Berg',
		side: 'professional',
		relation: 'læge',
		closeness: 2
	} as const;
	await add(world, citizen, pathway, { by: 'citizen', said: { ...doctor, agreedOn: null } });
	for (const reader of [tovholder, citizen])
		expect(await world.as(reader).see(listRelations(pathway))).toMatchObject([
			{ name: 'Sara', by: tovholder.name, contact: '12 34 56 78', agreedOn: TODAY },
			{ name: 'Dr. Berg', by: citizen.name, agreedOn: TODAY }
		]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action }) => action)).toEqual(['network.added', 'network.added']);
});

test('nobody else reads or draws: partners with consent for everything, companions, leaders, strangers', async () => {
	const { world, pathway, id, tovholder, helper, colleague, leader, shelter } = await drawn();
	await world.consent(pathway, [shelter], ['contact', 'situation', 'family']);
	const companion = await world.companion(pathway, 'Sif Søster', ['contact', 'situation']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, colleague, leader, companion, await world.administrator()];
	for (const other of [...others, neighbour.citizen, neighbour.tovholder, outside.tovholder]) {
		expect(await names(world, other, pathway)).toEqual([]);
		for (const by of ['citizen', 'tovholder'] as const) {
			expect(await add(world, other, pathway, { by })).toEqual({ ok: false, reason: 'not-there' });
			expect(await change(world, other, pathway, id, { name: 'X' }, { by })).toEqual({
				ok: false,
				reason: 'not-there'
			});
		}
	}
	// My pathway, your relation.
	expect(await change(world, neighbour.tovholder, neighbour.pathway, id, { name: 'X' })).toEqual({
		ok: false,
		reason: 'not-there'
	});
	expect(await world.as(neighbour.tovholder).see(findRelation(neighbour.pathway, id))).toEqual([]);
	expect(await names(world, tovholder, pathway)).toEqual(['Sara']);
});

test('R-112 a former tovholder reads it until the hand-over ends, and draws nothing', async () => {
	const { world, pathway, id, tovholder, colleague } = await drawn();
	await world.handOver(pathway, tovholder, colleague, { until: '2026-05-20' });
	expect(await names(world, tovholder, pathway)).toEqual(['Sara']);
	expect(await change(world, tovholder, pathway, id, { name: 'X' })).toMatchObject({ ok: false });
	expect(await world.as(tovholder, '2026-05-21').see(findNetworkPlace(pathway))).toEqual([]);
	expect(await names(world, colleague, pathway)).toEqual(['Sara']);
});

test('R-145 a yes that the citizen takes back erases how to reach them, and the tovholder is told once', async () => {
	const { world, pathway, id, citizen, tovholder } = await drawn();
	const back = () => change(world, citizen, pathway, id, { involve: 'no' }, { by: 'citizen' });
	expect(await back()).toEqual({ ok: true, value: true });
	expect(await back()).toEqual({ ok: true, value: true });
	expect(await world.as(tovholder).see(findRelation(pathway, id))).toMatchObject([
		{ involve: 'no', agreedOn: null, contact: '', by: citizen.name, version: 2 }
	]);
	const { rows } = await database.owner.query(
		`select person_id as person, path from samspil.notice where kind = 'network-taken-back' and tenant_id = $1`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: tovholder.person, path: `/pathways/${pathway}/network` }]);
});

/** Each answer as a form says it. */
const ANSWERS = {
	yes: { involve: 'yes', involveWhen: '', agreedOn: TODAY },
	later: { involve: 'later', involveWhen: 'Når jeg flytter', agreedOn: TODAY },
	no: { involve: 'no', involveWhen: '', agreedOn: null },
	'not-asked': { involve: 'not-asked', involveWhen: '', agreedOn: null }
} as const satisfies Record<Involvement, Partial<Relation>>;

/** The kinds of notices that a citizen has about the map, those of `drawn` left out; a mail has gone with each. */
async function toldCitizen(tenant: string, { person }: Someone, pathway: string) {
	const { rows } = await database.owner.query<{ kind: string; path: string }>(
		`select kind, path from samspil.notice where tenant_id = $1 and person_id = $2 order by created_at, id`,
		[tenant, person]
	);
	const mails = await database.owner.query(
		'select from samspil.mail where tenant_id = $1 and person_id = $2',
		[tenant, person]
	);
	expect(mails.rowCount).toBe(rows.length);
	for (const { path } of rows) expect(path).toBe(`/me/network?pathway=${pathway}`);
	return rows.map(({ kind }) => kind);
}

test.each(
	INVOLVEMENT.flatMap((from) =>
		INVOLVEMENT.filter((to) => to !== from).map((to): [Involvement, Involvement] => [from, to])
	)
)(
	'R-145 the tovholder writes down another answer, %s and then %s: the citizen is told once',
	async (from, to) => {
		const world = await newWorld(database);
		const { pathway, citizen, tovholder } = await world.coordinatedPathway();
		const id = randomUUID();
		await add(world, citizen, pathway, { id, by: 'citizen', said: ANSWERS[from] });
		expect(await toldCitizen(world.tenant, citizen, pathway)).toEqual([]);
		for (const _ of ['once', 'and sent again'])
			expect(await change(world, tovholder, pathway, id, ANSWERS[to])).toMatchObject({ ok: true });
		expect(await toldCitizen(world.tenant, citizen, pathway)).toEqual(['network-answer-written']);
		// Another name is no other answer.
		await change(
			world,
			tovholder,
			pathway,
			id,
			{ ...ANSWERS[to], name: 'Sara Lund' },
			{ version: 2 }
		);
		expect(await toldCitizen(world.tenant, citizen, pathway)).toHaveLength(1);
	}
);

test.each(INVOLVEMENT)(
	'R-145 the tovholder takes somebody off of whom the citizen said %s, and adds them anew with a yes: the citizen hears of both',
	async (said) => {
		const world = await newWorld(database);
		const { pathway, citizen, tovholder } = await world.coordinatedPathway();
		const id = randomUUID();
		await add(world, citizen, pathway, { id, by: 'citizen', said: ANSWERS[said] });
		await world.as(tovholder).act((acting) => takeOff(acting, pathway, id, 1, 'tovholder'));
		await add(world, tovholder, pathway);
		expect(await toldCitizen(world.tenant, citizen, pathway)).toEqual([
			// where nobody had asked, no answer went with them
			...(said === 'not-asked' ? [] : ['network-taken-off']),
			'network-answer-written'
		]);
		await add(world, tovholder, pathway, { said: ANSWERS['not-asked'] });
		await add(world, citizen, pathway, { by: 'citizen' });
		expect(await toldCitizen(world.tenant, citizen, pathway)).toHaveLength(
			said === 'not-asked' ? 1 : 2
		);
	}
);

test('the database itself keeps no way to reach somebody without a yes', async () => {
	const { world, id } = await drawn();
	await expect(
		database.owner.query(
			`update samspil.network_relation set involve = 'no', agreed_on = null where tenant_id = $1 and id = $2`,
			[world.tenant, id]
		)
	).rejects.toThrow('check constraint');
});

test('two who change the same at once both keep their text; the same sent twice is done once', async () => {
	const { world, pathway, id, citizen, tovholder } = await drawn();
	expect(await add(world, tovholder, pathway, { id })).toEqual({ ok: true, value: true });
	expect(await add(world, tovholder, pathway, { id, said: { name: 'Bo' } })).toMatchObject({
		reason: 'sent-before',
		saved: { name: 'Sara' }
	});
	await change(world, citizen, pathway, id, { name: 'Sara Sol' }, { by: 'citizen' });
	expect(await change(world, tovholder, pathway, id, { name: 'Sara S.' })).toMatchObject({
		reason: 'stale',
		saved: { name: 'Sara Sol', version: 2, by: citizen.name }
	});
	expect(await names(world, tovholder, pathway)).toEqual(['Sara Sol']);
});

test('whoever is taken off leaves no word behind, and the log says that it was done', async () => {
	const { world, pathway, id, citizen, tovholder } = await drawn();
	const off = (version: number) =>
		world.as(citizen).act((acting) => takeOff(acting, pathway, id, version, 'citizen'));
	await change(world, tovholder, pathway, id, { relation: 'storesøster' });
	expect(await off(1)).toMatchObject({ reason: 'stale' });
	expect(await off(2)).toEqual({ ok: true, value: true });
	expect(await off(2)).toEqual({ ok: true, value: true });
	const never = (acting: Parameters<typeof takeOff>[0]) =>
		takeOff(acting, pathway, randomUUID(), 1, 'citizen');
	expect(await world.as(citizen).act(never)).toEqual({ ok: false, reason: 'not-there' });
	expect(await names(world, tovholder, pathway)).toEqual([]);
	const { rows } = await database.owner.query(
		`select to_jsonb(r)::text as row from samspil.network_relation r where r.tenant_id = $1`,
		[world.tenant]
	);
	expect(rows[0].row).not.toMatch(/Sara|søster|12 34/);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log[0]).toMatchObject({ action: 'network.removed', name: citizen.name });
});

test('there is room for so many and no more', async () => {
	const { world, pathway, tovholder } = await drawn();
	await database.owner.query(
		`insert into samspil.network_relation (tenant_id, id, pathway_id, side, name, relation, closeness, involve, written_by, changed_by_name)
		select $1, gen_random_uuid(), $2, 'private', 'Nogen', 'ven', 3, 'not-asked', $3, 'Nogen' from generate_series(2, $4)`,
		[world.tenant, pathway, tovholder.person, MOST_RELATIONS]
	);
	expect(await add(world, tovholder, pathway)).toEqual({ ok: false, reason: 'network-full' });
	expect(await world.as(tovholder).see(findNetworkPlace(pathway))).toMatchObject([
		{ count: MOST_RELATIONS }
	]);
});
