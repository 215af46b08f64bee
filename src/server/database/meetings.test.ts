/** What PostgreSQL itself refuses about meetings and tasks, whoever asks and whatever the app forgot. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ask, tables } from '../tables.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, type Someone, type World } from './test-world.ts';

const database = await testDatabase();

type Story = Awaited<ReturnType<World['coordinatedPathway']>>;

/** A meeting as `convener` would write it, past all rules of the app. */
const meeting = async (world: World, { pathway }: Story, convener: Someone) => ({
	tenant_id: world.tenant,
	id: randomUUID(),
	pathway_id: pathway,
	scope_id: await world.scopeOf(pathway, 'meetings'),
	purpose: 'Et sted at bo',
	why_now: 'Lejemålet ophører',
	form: 'in-person' as const,
	starts_at: '2026-05-20T10:00:00Z',
	ends_at: '2026-05-20T11:00:00Z',
	convened_by: convener.person,
	convened_by_organisation_id: convener.organisation!
});

const REFUSED = /row-level security/;

test('R-157 only the current tovholder convenes, also when the row is forged', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	await world.consent(story.pathway, [story.shelter], ['meetings']);
	const convene = async (as: Someone, convener: Someone) => {
		const row = await meeting(world, story, convener);
		return world.as(as).act((acting) => acting.run(tables.insertInto('meeting').values(row)));
	};
	expect(await convene(story.tovholder, story.tovholder)).toBe(1);
	await expect(convene(story.tovholder, story.helper)).rejects.toThrow(REFUSED);
	for (const other of [story.helper, story.leader, story.colleague])
		await expect(convene(other, other)).rejects.toThrow(REFUSED);
});

test('an item can be taken off the agenda until somebody has been invited', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const row = await meeting(world, story, story.tovholder);
	await world.insert('meeting', row);
	const item = randomUUID();
	await world.insert('agenda_item', {
		tenant_id: world.tenant,
		id: item,
		meeting_id: row.id,
		pathway_id: story.pathway,
		scope_id: row.scope_id,
		position: 1,
		title: 'Boligen'
	});
	const remove = (as: Someone) =>
		world
			.as(as)
			.act((acting) => acting.run(tables.deleteFrom('agenda_item').where('id', '=', item)));
	await database.owner.query(
		`update samspil.meeting set state = 'invited', place = 'x', place_agreed_on = starts_at, interpreter = 'no' where id = $1`,
		[row.id]
	);
	expect(await remove(story.tovholder)).toBe(0);
	await database.owner.query(`update samspil.meeting set state = 'draft' where id = $1`, [row.id]);
	expect(await remove(story.helper)).toBe(0);
	expect(await remove(story.citizen)).toBe(0);
	expect(await remove(story.tovholder)).toBe(1);
});

test('R-150 a task is given to the tovholder’s own, the citizen or an agreed partner, and nobody else', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const asked = await world.organisation('private');
	const worker = await world.worker('Pia Privat', asked);
	await world.partner(story.pathway, asked, 'contacted');
	const scope = await world.scopeOf(story.pathway, 'housing');
	const give = (as: Someone, to: Someone | 'citizen') =>
		world.as(as).act((acting) =>
			acting.run(
				tables.insertInto('task').values({
					tenant_id: world.tenant,
					id: randomUUID(),
					pathway_id: story.pathway,
					scope_id: scope,
					category: 'housing',
					title: 'Ring til boligforeningen',
					for_citizen: to === 'citizen',
					responsible_person_id: to === 'citizen' ? null : to.person,
					responsible_organisation_id: to === 'citizen' ? null : to.organisation,
					responsible_name: 'x',
					created_by: as.person,
					created_by_name: as.name
				})
			)
		);
	for (const to of [story.tovholder, story.helper, 'citizen'] as const)
		expect(await give(story.tovholder, to)).toBe(1);
	await expect(give(story.tovholder, worker)).rejects.toThrow(REFUSED);
	await expect(give(story.helper, story.helper)).rejects.toThrow(REFUSED);
});

test('R-134 those on a pathway learn where the tovholder is reached, and nobody else', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper, citizen, leader, colleague } =
		await world.coordinatedPathway();
	const address = (as: Someone) =>
		world
			.as(as)
			.see(ask<{ to: string | null }>(sql`select samspil.tovholder_address(${pathway}) as to`));
	const to = `${tovholder.person}@example.test`;
	for (const someone of [tovholder, helper, citizen])
		expect(await address(someone)).toEqual([{ to }]);
	for (const someone of [leader, colleague, await world.administrator()])
		expect(await address(someone)).toEqual([{ to: null }]);
});

test('an invitation of a citizen is seen and taken back by the one who made it', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, leader, citizen } = await world.coordinatedPathway();
	const invite = (as: Someone) =>
		world.as(as).act((acting) =>
			acting.run(
				tables.insertInto('invitation').values({
					tenant_id: world.tenant,
					id: randomUUID(),
					kind: 'citizen',
					citizen_id: citizen.citizen,
					email: 'amina@example.test',
					name: 'Amina',
					token_hash: Buffer.from(randomUUID()),
					invited_by: as.person,
					expires_at: new Date(Date.now() + 1e9)
				})
			)
		);
	expect(await invite(tovholder)).toBe(1);
	for (const other of [helper, leader, citizen])
		await expect(invite(other)).rejects.toThrow(REFUSED);
	const revoke = (as: Someone) =>
		world
			.as(as)
			.act((acting) =>
				acting.run(tables.updateTable('invitation').set({ revoked_at: new Date() }))
			);
	for (const other of [helper, leader, citizen]) expect(await revoke(other)).toBe(0);
	expect(await revoke(tovholder)).toBe(1);
});
