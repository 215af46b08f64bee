/** Who may leave which notice, asked of PostgreSQL by people who would like to lead others astray. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { leaveNotice } from '#server/notice.queries.ts';

const database = await testDatabase();
const REFUSED = /row-level security/;

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const tell = (from: Someone, to: Someone, kind: string, path: string) =>
		world.as(from).act((acting) => acting.run(leaveNotice(to.person, kind, path)));
	return { world, ...told, tell };
}

test('on a pathway one tells those who are on it, and leads nobody else there', async () => {
	const { tell, tovholder, helper, colleague, leader, citizen, pathway } = await story();
	const path = `/pathways/${pathway}/tasks`;
	expect(await tell(tovholder, helper, 'task-given', path)).toBe(1);
	expect(await tell(helper, tovholder, 'task-changed', path)).toBe(1);
	expect(await tell(tovholder, citizen, 'meeting-invitation', '/me')).toBe(1);
	await expect(tell(tovholder, colleague, 'task-given', path)).rejects.toThrow(REFUSED);
	await expect(tell(colleague, helper, 'task-given', path)).rejects.toThrow(REFUSED);
	await expect(tell(leader, tovholder, 'task-changed', path)).rejects.toThrow(REFUSED);
	await expect(tell(leader, citizen, 'own-words-told', '/me')).rejects.toThrow(REFUSED);
});

test('nobody leads anybody to a place of their own making', async () => {
	const { tell, tovholder, helper, pathway } = await story();
	for (const path of [
		'//evil.example',
		'https://evil.example',
		'/\\evil.example',
		`/pathways/${pathway}evil`,
		'/pathways/not-an-id',
		`/somewhere/${pathway}`,
		'/account',
		'/sign-out',
		'/'
	])
		await expect(tell(tovholder, helper, 'task-given', path), path).rejects.toThrow(REFUSED);
});

test('what the database tells itself, nobody tells in its name', async () => {
	const { world, tell, tovholder, helper, leader, pathway, collaboration } = await story();
	const administrator = await world.administrator();
	for (const [from, kind, path] of [
		[administrator, 'administrator-appointed', '/hats'],
		[leader, 'new-start-waits', '/confirmations'],
		[helper, 'partner-agreed', `/pathways/${pathway}/partners`],
		[tovholder, 'tovholder-appointed', `/pathways/${pathway}`],
		[tovholder, 'you-joined-pathway', `/pathways/${pathway}`],
		[leader, 'tovholder-left', `/collaborations/${collaboration}/allotments`]
	] as const)
		await expect(tell(from, helper, kind, path), kind).rejects.toThrow(REFUSED);
});

test('a question is told of to those who are asked, a seat by the project leader to who has it', async () => {
	const { world, tell, tovholder, helper, colleague, leader, pathway, collaboration } =
		await story();
	const asked = await world.organisation('voluntary');
	const manager = await world.worker('Karen', asked, 'manager');
	await expect(tell(tovholder, manager, 'partner-asked', '/requests')).rejects.toThrow(REFUSED);
	await world.partner(pathway, asked, 'contacted');
	expect(await tell(tovholder, manager, 'partner-asked', '/requests')).toBe(1);
	await expect(tell(helper, manager, 'partner-asked', '/requests')).rejects.toThrow(REFUSED);
	expect(await tell(tovholder, helper, 'partner-ended', '/pathways')).toBe(1);
	await expect(tell(tovholder, manager, 'partner-ended', '/pathways')).rejects.toThrow(REFUSED);

	const path = `/collaborations/${collaboration}`;
	await expect(tell(leader, manager, 'seat-in-project-group', path)).rejects.toThrow(REFUSED);
	await world.seat(collaboration, 'project', manager);
	expect(await tell(leader, manager, 'seat-in-project-group', path)).toBe(1);
	await expect(tell(colleague, manager, 'seat-in-project-group', path)).rejects.toThrow(REFUSED);
	await expect(tell(leader, manager, 'pool-added', '/')).rejects.toThrow(REFUSED);
});

test('another municipality’s people, and whoever has proven too little, tell nobody anything', async () => {
	const { world, tell, tovholder, leader, pathway, collaboration } = await story();
	const next = await newWorld(database);
	const neighbour = await next.worker('Nabo', next.tenant, 'project-leader');
	const path = `/pathways/${pathway}`;
	// The database drops what is for people of another place, before it asks.
	expect(await tell(neighbour, tovholder, 'task-changed', path)).toBe(0);
	expect(await tell(neighbour, leader, 'lead-changed', `/collaborations/${collaboration}`)).toBe(0);
	const theirs = await next.worker('Nora', next.tenant);
	await expect(tell(neighbour, theirs, 'task-changed', path)).rejects.toThrow(REFUSED);
	await expect(tell(neighbour, theirs, 'framework-returned', '/framework')).rejects.toThrow(
		REFUSED
	);
	const weak = await world.session(tovholder.person, tovholder.name, {
		hat: 'organisation',
		organisation: world.tenant,
		strong: false
	});
	await expect(tell(weak, leader, 'task-changed', path)).rejects.toThrow(REFUSED);
});
