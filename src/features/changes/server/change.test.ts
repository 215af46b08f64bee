import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { acknowledgeChange } from './acknowledge-change.ts';
import { findChange, findChangePlace, listSeen, listUnseen } from './change.queries.ts';
import { sayWhatChanged, tellChange } from './tell-change.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };

const tell = (world: World, who: Someone, pathway: string, id: string = randomUUID(), words = '') =>
	world.as(who).act((acting) => tellChange(acting, pathway, { id, words, task: null }));
const addWords = (
	world: World,
	who: Someone,
	pathway: string,
	id: string,
	words: string,
	version = 1
) => world.as(who).act((acting) => sayWhatChanged(acting, pathway, id, version, words));
const acknowledge = (
	world: World,
	who: Someone,
	pathway: string,
	id: string,
	{ version = 1, answer = '' } = {}
) => world.as(who).act((acting) => acknowledgeChange(acting, pathway, id, version, answer));
const waits = async (world: World, who: Someone) => {
	const [waiting] = await world.as(who).see(findWaiting());
	return [waiting!.unseenChanges, waiting!.firstChangeIn];
};
const told = async (world: World, kind: string) =>
	(
		await database.owner.query(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		)
	).rows;

async function changed() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const id = randomUUID();
	expect(await tell(world, story.helper, story.pathway, id)).toEqual(DONE);
	return { world, id, ...story };
}

test('R-139 one tap reaches the tovholder at once, by notice and mail without content, and waits to be seen', async () => {
	const { world, id, pathway, helper, tovholder, leader, citizen } = await changed();
	expect(await tell(world, helper, pathway, id)).toEqual(DONE);
	const path = `/pathways/${pathway}/changes`;
	expect(await told(world, 'agreement-changed')).toEqual([{ person: tovholder.person, path }]);
	const { rows } = await database.owner.query(
		'select person_id as person, words from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([{ person: tovholder.person, words: { path } }]);
	expect(await waits(world, tovholder)).toEqual([1, pathway]);
	for (const other of [helper, leader]) expect(await waits(world, other)).toEqual([0, null]);

	expect(await acknowledge(world, tovholder, pathway, id, { answer: 'Tak' })).toEqual(DONE);
	expect(await waits(world, tovholder)).toEqual([0, null]);
	for (const who of [helper, tovholder])
		expect(await world.as(who).see(listSeen(pathway))).toMatchObject([
			{ by: helper.name, acknowledgedBy: tovholder.name, answer: 'Tak' }
		]);
	expect(await told(world, 'change-acknowledged')).toEqual([{ person: helper.person, path }]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action }) => action)).toEqual(['change.acknowledged', 'change.told']);
});

test('R-139 who told it puts words to it until it is seen; who has not read them has not seen it', async () => {
	const { world, id, pathway, helper, tovholder } = await changed();
	expect(await addWords(world, helper, pathway, id, 'Jeg er syg')).toEqual(DONE);
	expect(await addWords(world, helper, pathway, id, 'Jeg er syg')).toEqual(DONE);
	expect(await acknowledge(world, tovholder, pathway, id)).toMatchObject({
		reason: 'stale',
		saved: { words: 'Jeg er syg', version: 2 }
	});
	expect(await addWords(world, helper, pathway, id, 'Ny tekst')).toMatchObject({ reason: 'stale' });
	for (let twice = 0; twice < 2; twice++)
		expect(await acknowledge(world, tovholder, pathway, id, { version: 2 })).toEqual(DONE);
	expect(await addWords(world, helper, pathway, id, 'For sent', 3)).toMatchObject({
		reason: 'stale',
		saved: { acknowledgedBy: tovholder.name }
	});
	expect(await told(world, 'change-acknowledged')).toHaveLength(1);
});

test('nobody else reads it, tells in a partner’s name or says that it is seen', async () => {
	const story = await changed();
	const { world, id, pathway, helper, colleague, leader, citizen } = story;
	const companion = await world.companion(pathway, 'Sif Søster', ['contact', 'housing']);
	const asked = await world.organisation('private', 'Klinikken');
	const nurse = await world.worker('Nora Nord', asked);
	await world.partner(pathway, asked, 'contacted', nurse);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const strangers = [colleague, leader, companion, nurse, await world.administrator()];
	for (const other of [...strangers, neighbour.tovholder, neighbour.helper, outside.tovholder]) {
		expect(await world.as(other).see(listUnseen(pathway))).toEqual([]);
		expect(await tell(world, other, pathway)).toEqual(NOT_THERE);
		expect(await addWords(world, other, pathway, id, 'x')).toEqual(NOT_THERE);
		expect(await acknowledge(world, other, pathway, id)).toEqual(NOT_THERE);
	}
	expect(await world.as(citizen).see(listUnseen(pathway))).toHaveLength(1);
	expect(await acknowledge(world, citizen, pathway, id)).toEqual(NOT_THERE);
	expect(await acknowledge(world, helper, pathway, id)).toEqual(NOT_THERE);
	// My pathway, your change.
	const { tovholder: theirs, pathway: mine } = neighbour;
	expect(await acknowledge(world, theirs, mine, id)).toEqual(NOT_THERE);
	expect(await world.as(theirs).see(findChange(mine, id))).toEqual([]);
	expect(await world.as(story.tovholder).see(listUnseen(pathway))).toHaveLength(1);
});

test('a colleague on the pathway, and whoever is on it no more, do not read what another has told', async () => {
	const { world, id, pathway, helper, shelter } = await changed();
	const second = await world.worker('Sofie Sidemand', shelter);
	await world.insert('partner_person', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		organisation_id: shelter,
		person_id: second.person,
		since: '2026-01-07'
	});
	expect(await world.as(second).see(listUnseen(pathway))).toEqual([]);
	expect(await tell(world, second, pathway, id, 'I et andet navn')).toEqual(NOT_THERE);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-01' where pathway_id = $1 and organisation_id = $2`,
		[pathway, shelter]
	);
	expect(await world.as(helper).see(listUnseen(pathway))).toEqual([]);
});

test('R-112 what is not seen waits for the new tovholder, and no longer for the one before', async () => {
	const { world, id, pathway, tovholder, colleague } = await changed();
	await world.handOver(pathway, tovholder, colleague, { until: '2026-05-20' });
	expect(await waits(world, tovholder)).toEqual([0, null]);
	expect(await waits(world, colleague)).toEqual([1, pathway]);
	expect(await acknowledge(world, tovholder, pathway, id)).toEqual(NOT_THERE);
	expect(await acknowledge(world, colleague, pathway, id)).toEqual(DONE);
});

test('R-139 a task that a partner gives up is told as a change, once, and says which', async () => {
	const world = await newWorld(database);
	const { pathway, helper, tovholder } = await world.coordinatedPathway();
	const task = await world.task(pathway, 'housing', tovholder, 'Ring til udlejer', helper);
	const giveUp = () =>
		world
			.as(helper)
			.act((acting) =>
				finishTask(acting, pathway, task, { version: 1, to: 'cancelled', note: 'Kan ikke' })
			);
	for (let twice = 0; twice < 2; twice++) expect(await giveUp()).toEqual(DONE);
	expect(await world.as(tovholder).see(listUnseen(pathway))).toMatchObject([
		{ task: 'Ring til udlejer', by: helper.name }
	]);
	expect(await told(world, 'agreement-changed')).toHaveLength(1);
	expect(await told(world, 'task-changed')).toEqual([]);
});

test('nothing is told or seen on a closed pathway', async () => {
	const { world, id, pathway, helper, tovholder } = await changed();
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	expect(await tell(world, helper, pathway)).toEqual(NOT_THERE);
	await expect(acknowledge(world, tovholder, pathway, id)).rejects.toMatchObject({ code: 'SA001' });
	expect(await world.as(tovholder).see(findChangePlace(pathway))).toMatchObject([
		{ isOpen: false, isHeld: true }
	]);
});
