/** An organisation's own part of a pathway (L-11): what comes along, and who takes it. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { NOT_OURS, OURS } from '../part.rules.ts';
import { ourPartOf, readPart, spellPart } from './export-part.ts';
import { TOLD } from './export.queries.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, shelter } = story;
	const manager = await world.worker('Mona Manager', shelter, 'manager');
	await world.insert('partner_person', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		organisation_id: shelter,
		person_id: manager.person,
		since: '2026-01-07'
	});
	await world.entry(pathway, 'housing', story.helper, 'Så på en stue');
	await world.entry(pathway, 'health', story.helper, 'Var hos lægen');
	await world.entry(pathway, 'health', manager, 'Lederens egen note');
	const take = async (who: Someone) =>
		spellPart((await world.as(who).see(ourPartOf(pathway)))[0], NOW);
	const bodies = async (who: Someone) => {
		const told = JSON.parse((await take(who))!.text);
		return told.entry.map(({ body }: { body: string }) => body).toSorted();
	};
	return { world, manager, take, bodies, ...story };
}

test('every table that is told of a pathway is somebody’s part, or named with why it is not', () => {
	expect([...Object.keys(OURS), ...Object.keys(NOT_OURS)].toSorted()).toEqual(
		Object.keys(TOLD).toSorted()
	);
});

test('L-11 an organisation takes along what it wrote, as far as the one who asks may read it', async () => {
	const { world, manager, bodies, take, shelter, consent, pathway } = await arrange();
	// what a colleague wrote in a category that no consent opens is not read, and does not come along
	expect(await bodies(manager)).toEqual(['Lederens egen note', 'Så på en stue']);
	const taken = await take(manager);
	const told = JSON.parse(taken!.text);
	expect(told).toMatchObject({
		format: 'samspil-own-part',
		pathway: { number: 1 },
		organisation: { id: shelter },
		partner: [{ state: 'agreed' }],
		consent: [],
		tovholder: []
	});
	// neither the citizen's name nor a word of another organisation
	expect(taken!.text).not.toContain('Amina');
	expect(taken!.text).not.toContain('stuelejlighed');
	const [read] = await world.as(manager).see(ourPartOf(pathway));
	expect(
		readPart(read)?.parts.flatMap(({ written }) => written.flatMap(({ words }) => words))
	).toEqual(expect.arrayContaining(['Så på en stue']));
	// a consent that is withdrawn closes it at once; one's own words stay one's own
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await bodies(manager)).toEqual(['Lederens egen note']);
});

test('L-11 only who answers for the organisation, and is on the pathway today, takes it along', async () => {
	const { world, take, manager, pathway, shelter, ...rest } = await arrange();
	const [absent, chief, officer] = await Promise.all([
		world.worker('Mads', shelter, 'manager'),
		world.worker('Henrik', world.tenant, 'manager'),
		world.worker('Bodil', world.tenant, 'data-protection-officer')
	]);
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [
		absent,
		chief,
		officer,
		rest.helper,
		rest.colleague,
		rest.tovholder,
		rest.citizen
	];
	for (const who of [...others, rest.leader, outside.tovholder]) expect(await take(who)).toBeNull();
	expect(await take(manager)).not.toBeNull();
	// a former partner takes nothing
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-02-01' where pathway_id = $1 and organisation_id = $2`,
		[pathway, shelter]
	);
	expect(await take(manager)).toBeNull();
});

test('L-11 whoever holds the threads takes along what was written while their organisation held them', async () => {
	const { world, take, pathway, tovholder, shelter, manager } = await arrange();
	await database.owner.query(
		`update samspil.membership set can_bind = true where tenant_id = $1 and person_id = $2`,
		[world.tenant, tovholder.person]
	);
	const rhythm = (at: string) =>
		database.owner.query(
			`insert into samspil.contact_rhythm (tenant_id, pathway_id, days, changed_at, changed_by_name) values ($1, $2, 14, $3, 'x')
			on conflict (tenant_id, pathway_id) do update set changed_at = excluded.changed_at`,
			[world.tenant, pathway, at]
		);
	await rhythm('2026-01-10T12:00:00Z');
	const told = async (who: Someone) => JSON.parse((await take(who))!.text);
	expect((await told(tovholder)).contact_rhythm).toHaveLength(1);
	expect((await told(tovholder)).consent).toHaveLength(1);
	expect(JSON.stringify((await told(tovholder)).entry)).not.toContain('Så på en stue');
	await world.handOver(pathway, tovholder, manager, { until: '2026-05-20' });
	// whoever hands over still reads, and takes nothing along
	expect(await take(tovholder)).toBeNull();
	const after = await told(manager);
	expect(after.contact_rhythm).toEqual([]);
	expect(after.consent).toEqual([]);
	expect(JSON.stringify(after.entry)).toContain('Var hos lægen');
	expect(JSON.stringify(after.entry)).not.toContain('stuelejlighed');
	expect(shelter).toBeTruthy();
});
