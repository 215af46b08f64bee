/** Status messages, told as the tovholder, a partner with a basis and those without one. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { StatusMessage } from '../status-message.rules.ts';
import { sendStatus } from './send-status.ts';
import { listCovered, listStatus, putStatus } from './status-message.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const BODY = 'Nøglen er hentet hos Holm';

/** A pathway with one partner who may read about housing, and one who may read nothing. */
async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const { pathway, shelter } = told;
	const garden = await world.organisation('voluntary', 'Haven');
	const gardener = await world.worker('Grete Gartner', garden, 'volunteer');
	await world.partner(pathway, garden, 'agreed', gardener);
	const message: StatusMessage = {
		category: 'housing',
		channel: '',
		body: BODY,
		recipients: [shelter]
	};
	const send = (by: Someone, change: Partial<StatusMessage> = {}, id: string = randomUUID()) =>
		world
			.as(by)
			.act((acting) => sendStatus(acting, pathway, id, { ...message, ...change }, ['Telefon']));
	const read = async (who: Someone) =>
		(await world.as(who).see(listStatus(pathway))).map(({ body }) => body);
	return { world, ...told, garden, gardener, message, send, read };
}

test('R-138 the tovholder tells a partner with a basis, and nobody else reads it or sends one', async () => {
	const { world, pathway, tovholder, helper, gardener, citizen, leader, colleague, send, read } =
		await story();
	const companion = await world.companion(pathway, 'Sara', ['housing']);
	for (const other of [helper, gardener, citizen, leader, companion])
		expect(await send(other), other.name).toEqual({ ok: false, reason: 'not-there' });
	expect(await send(tovholder)).toEqual(DONE);
	for (const reader of [tovholder, citizen, helper, companion])
		expect(await read(reader)).toEqual([BODY]);
	for (const other of [gardener, leader, colleague]) expect(await read(other)).toEqual([]);
});

test('R-138 a companion reads how it goes with what the citizen has opened, until it is closed, and never to whom else it was told', async () => {
	const { world, pathway, tovholder, send, read } = await story();
	await send(tovholder);
	const opened = await world.companion(pathway, 'Sara', ['housing', 'health']);
	const closed = await world.companion(pathway, 'Tove', ['health']);
	const elsewhere = await world.companion((await world.coordinatedPathway()).pathway, 'Ole', [
		'housing'
	]);
	expect(await world.as(opened).see(listStatus(pathway))).toMatchObject([
		{ body: BODY, by: tovholder.name, recipients: [] }
	]);
	for (const other of [closed, elsewhere]) expect(await read(other)).toEqual([]);
	await database.owner.query(
		'update samspil.companion set until = $2 where pathway_id = $1 and person_id = $3',
		[pathway, '2026-05-03', opened.person]
	);
	expect(await read(opened)).toEqual([]);
});

test('R-138 without a basis for the subject nobody is let through, past the rule neither', async () => {
	const { world, pathway, tovholder, shelter, garden, gardener, message, send } = await story();
	const NO = { ok: false, reason: 'recipient-not-covered' };
	expect(await send(tovholder, { category: 'health' })).toEqual(NO);
	expect(await send(tovholder, { recipients: [shelter, garden] })).toEqual(NO);
	expect(await world.as(tovholder).see(listCovered(pathway))).toMatchObject([
		{ organisation: garden, categories: [] },
		{ organisation: shelter, categories: ['housing'] }
	]);
	const past = (by: Someone, change: Partial<StatusMessage>) =>
		world
			.as(by)
			.act((acting) => acting.first(putStatus(pathway, randomUUID(), { ...message, ...change })));
	expect(await past(tovholder, { category: 'health' })).toEqual({ answer: 'not-covered' });
	expect(await past(tovholder, { recipients: [] })).toEqual({ answer: 'not-covered' });
	expect(await past(gardener, {})).toEqual({ answer: 'not-yours' });
});

test('R-138 a withdrawal closes what was sent, at once', async () => {
	const { tovholder, helper, consent, citizen, send, read } = await story();
	await send(tovholder);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', version = version + 1 where id = $1`,
		[consent]
	);
	expect(await read(helper)).toEqual([]);
	for (const reader of [tovholder, citizen]) expect(await read(reader)).toEqual([BODY]);
	expect(await send(tovholder)).toEqual({ ok: false, reason: 'recipient-not-covered' });
});

test('L-8 the mail says that something waits, and the form sent twice is one message', async () => {
	const { world, tovholder, helper, pathway, send, read } = await story();
	const id = randomUUID();
	expect(await send(tovholder, { channel: 'Telefon' }, id)).toEqual(DONE);
	expect(await send(tovholder, { channel: 'Telefon' }, id)).toEqual(DONE);
	expect(await send(tovholder, { body: 'Andet' }, id)).toMatchObject({ reason: 'sent-before' });
	expect(await read(tovholder)).toEqual([BODY]);
	const { rows } = await database.owner.query(
		`select n.kind, n.path, m.words::text as words from samspil.notice n
			left join samspil.mail m on m.tenant_id = n.tenant_id and m.person_id = n.person_id
		where n.tenant_id = $1 and n.person_id = $2`,
		[world.tenant, helper.person]
	);
	expect(rows).toMatchObject([{ kind: 'status-sent', path: `/pathways/${pathway}/status` }]);
	expect(JSON.stringify(rows)).not.toMatch(/Nøglen|Amina/);
});
