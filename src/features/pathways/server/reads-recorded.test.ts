/** What somebody is shown of a pathway without being on it stands in its record, with the reason. */
import { expect, test } from 'vitest';
import { recordAllotment, recordRequests } from '#server/audit.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type World } from '#server/database/test-world.ts';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { listRequests } from './partner.queries.ts';

const database = await testDatabase();

const recorded = async (world: World, pathway: string, action: string) =>
	(
		await database.owner.query(
			`select person_name as name, reason, object_id as object from samspil.audit_event
			where tenant_id = $1 and pathway_id = $2 and action = $3 order by at`,
			[world.tenant, pathway, action]
		)
	).rows;

test('L-10 who reads a question about a citizen stands in the citizen’s log, and nobody who read none', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const clinic = await world.organisation('private', 'Klinikken');
	const nurse = await world.worker('Nora Nord', clinic);
	const request = await world.partner(story.pathway, clinic, 'contacted');
	for (const { token } of [nurse, story.helper, story.leader, story.citizen])
		await world.as({ token }).read(listRequests(), recordRequests());
	expect(await recorded(world, story.pathway, 'request.read')).toEqual([
		{ name: 'Nora Nord', reason: 'asked', object: request }
	]);
	const [row] = await world.as(story.citizen).see(listLog(story.pathway, null));
	expect(row).toMatchObject({ name: 'Nora Nord', action: 'request.read', reason: 'asked' });

	// Answered with no: nothing is read any more, and nothing is recorded.
	await database.owner.query(`update samspil.partner set state = 'declined' where id = $1`, [
		request
	]);
	await world.as(nurse).read(listRequests(), recordRequests());
	expect(await recorded(world, story.pathway, 'request.read')).toHaveLength(1);
});

test('the question to another organisation is not recorded as read, and neither is one that a password alone does not open', async () => {
	const world = await newWorld(database);
	const { pathway, shelter } = await world.coordinatedPathway();
	const clinic = await world.organisation('private', 'Klinikken');
	await world.partner(pathway, clinic, 'contacted');
	const other = await world.worker('Kim Kollega', shelter);
	const nurse = await world.worker('Nora Nord', clinic);
	const weak = await world.session(nurse.person, nurse.name, {
		hat: 'organisation',
		organisation: clinic,
		strong: false
	});
	for (const someone of [other, weak])
		expect(await world.as(someone).read(listRequests(), recordRequests())).toMatchObject([[], {}]);
	expect(await recorded(world, pathway, 'request.read')).toEqual([]);
});

test('A-5 the project leader who reads a pathway’s line stands in the citizen’s log; anybody else reads and leaves nothing', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, collaboration, leader } = story;
	const another = await world.collaboration(leader);
	const neighbour = await newWorld(database);
	const stranger = await neighbour.coordinatedPathway();
	for (const [someone, at] of [
		[leader, collaboration],
		[leader, another],
		[story.tovholder, collaboration],
		[story.helper, collaboration],
		[await world.administrator(), collaboration]
	] as const)
		await world.as(someone).read(recordAllotment(at, pathway));
	await neighbour.as(stranger.leader).read(recordAllotment(collaboration, pathway));
	expect(await recorded(world, pathway, 'allotment.read')).toEqual([
		{ name: 'Lene Leder', reason: 'project-leader', object: null }
	]);
	const log = await world.as(story.citizen).see(listLog(pathway, null));
	expect(log.map(({ action, reason }) => [action, reason])).toEqual([
		['allotment.read', 'project-leader']
	]);
});
