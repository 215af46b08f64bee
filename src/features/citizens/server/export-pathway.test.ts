import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { NOT_TOLD, TOLD } from './export.queries.ts';
import { spellWhole, wholeOf } from './export-pathway.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');

const takenBy = async (world: World, who: Someone, pathway: string) =>
	spellWhole((await world.as(who).see(wholeOf(pathway)))[0], NOW);

test('L-10 every table that holds something of a pathway is told, or named with why it is not', async () => {
	const { rows } = await database.owner.query(
		`select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'samspil'::regnamespace and c.relkind = 'r' and a.attname = 'pathway_id' and not a.attisdropped
		order by 1`
	);
	const named = [...Object.keys(TOLD), ...Object.keys(NOT_TOLD)].toSorted();
	expect(named).toEqual(rows.map(({ table }) => table));
});

test('the citizen and the tovholder take along all of it, with the record, and nothing of Samspil’s own', async () => {
	const world = await newWorld(database);
	const { pathway, citizen, tovholder } = await world.coordinatedPathway();
	for (const who of [citizen, tovholder]) {
		const taken = await takenBy(world, who, pathway);
		const told = JSON.parse(taken!.text);
		expect(told).toMatchObject({
			format: 'samspil-pathway',
			edition: 1,
			madeAt: NOW.toISOString(),
			citizen: { name: 'Amina Andersen' },
			pathway: { number: 1, state: 'open' }
		});
		expect(taken!.name).toBe('samspil-1.json');
		expect(told.entry.map(({ body }: { body: string }) => body).join()).toContain('stuelejlighed');
		expect(told.tovholder.at(-1)).toMatchObject({ person_name: tovholder.name, until: null });
		expect(told.consent[0]).toMatchObject({ number: 1 });
		expect(Object.keys(told.entry[0])).not.toContain('tenant_id');
		for (const table of Object.keys(TOLD)) expect(told).toHaveProperty(table);
	}
});

test('nobody else takes anything along, whatever they may read of it', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, helper, colleague, leader, shelter } = story;
	await world.consent(pathway, [shelter], ['contact', 'situation', 'health', 'meetings']);
	const companion = await world.companion(pathway, 'Sara Søster', ['contact', 'housing']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, colleague, leader, companion, await world.administrator()];
	for (const other of [...others, neighbour.citizen, outside.tovholder])
		expect(await takenBy(world, other, pathway)).toBeNull();
	// Whoever hands over still reads, and does not carry away.
	await world.handOver(pathway, tovholder, colleague, { until: '2026-05-20' });
	expect(await takenBy(world, tovholder, pathway)).toBeNull();
	expect(await takenBy(world, colleague, pathway)).not.toBeNull();
});
