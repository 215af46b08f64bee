/** Messages to the tovholder, told as the citizen, a partner and those who would like to read along. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { answerMessage } from './answer-message.ts';
import { findMessage, listMessages } from './message.queries.ts';
import { sendMessage } from './send-message.ts';

const database = await testDatabase();

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const { pathway } = told;
	const write = (who: Someone, body: string, id: string = randomUUID()) =>
		world.as(who).act((acting) => sendMessage(acting, pathway, { id, body }));
	const answer = (who: Someone, id: string, text: string, on = pathway) =>
		world.as(who).act((acting) => answerMessage(acting, on, id, text));
	const read = async (who: Someone) =>
		(await world.as(who).see(listMessages(pathway))).map(({ body }) => body).sort();
	return { world, ...told, write, answer, read };
}

test('R-134 citizen and partner write; the tovholder hears of it without a word of it, and nobody reads along', async () => {
	const { world, citizen, tovholder, helper, colleague, leader, pathway, write, read } =
		await story();
	const companion = await world.companion(pathway, 'Sara Søster', ['situation', 'contact']);
	expect(await write(citizen, 'Må jeg tage min søster med?')).toMatchObject({ ok: true });
	expect(await write(helper, 'Han kom ikke i dag')).toMatchObject({ ok: true });
	for (const other of [tovholder, companion, colleague, leader])
		expect(await write(other, 'x'), other.name).toMatchObject({ reason: 'not-there' });
	const both = ['Han kom ikke i dag', 'Må jeg tage min søster med?'];
	expect(await read(tovholder)).toEqual(both);
	// It is about the citizen, who reads it.
	expect(await read(citizen)).toEqual(both);
	expect(await read(helper)).toEqual(['Han kom ikke i dag']);
	for (const other of [companion, colleague, leader]) expect(await read(other)).toEqual([]);
	const { rows: notices } = await database.owner.query(
		`select kind, path from samspil.notice where person_id = $1 and kind like 'message-%'`,
		[tovholder.person]
	);
	expect(notices).toEqual(
		Array(2).fill({ kind: 'message-for-tovholder', path: `/pathways/${pathway}/messages` })
	);
	const { rows: mails } = await database.owner.query(
		'select words::text from samspil.mail where tenant_id = $1 and person_id = $2',
		[world.tenant, tovholder.person]
	);
	expect(JSON.stringify(mails)).not.toMatch(/søster|kom ikke/);
});

test('the form sent twice is one message; other words under the same id are not lost unseen', async () => {
	const { citizen, write, read } = await story();
	const id = randomUUID();
	await write(citizen, 'Hvornår?', id);
	expect(await write(citizen, 'Hvornår?', id)).toMatchObject({ ok: true });
	expect(await write(citizen, 'Hvor?', id)).toMatchObject({
		reason: 'sent-before',
		saved: { body: 'Hvornår?' }
	});
	expect(await read(citizen)).toEqual(['Hvornår?']);
});

test('the tovholder answers once; to a partner nothing can be said, whatever is sent', async () => {
	const { world, citizen, tovholder, helper, pathway, write, answer } = await story();
	const [asked, told] = [randomUUID(), randomUUID()];
	await write(citizen, 'Hvornår?', asked);
	await write(helper, 'Han kom ikke', told);
	expect(await answer(helper, asked, 'Nu')).toMatchObject({ reason: 'not-there' });
	expect(await answer(citizen, asked, 'Nu')).toMatchObject({ reason: 'not-there' });
	expect(await answer(tovholder, asked, '')).toMatchObject({ reason: 'answer-missing' });
	expect(await answer(tovholder, asked, 'På torsdag')).toMatchObject({ ok: true });
	expect(await answer(tovholder, asked, 'På torsdag')).toMatchObject({ ok: true });
	expect(await answer(tovholder, asked, 'På fredag')).toMatchObject({
		reason: 'sent-before',
		saved: { answer: 'På torsdag' }
	});
	expect(await answer(tovholder, told, 'Han er syg')).toMatchObject({ ok: true });
	expect(await world.as(helper).see(findMessage(pathway, told))).toMatchObject([
		{ answer: '', answeredBy: 'Tove Tovholder' }
	]);
	const say = tables
		.updateTable('tovholder_message')
		.set({ answer: 'Han er syg' })
		.where('id', '=', told);
	expect(await world.as(tovholder).act((acting) => acting.run(say))).toBe(0);
});

test('a message of another pathway is not there, and a closed one takes none', async () => {
	const { world, citizen, tovholder, collaboration, pathway, write, answer } = await story();
	const other = await world.pathway(await world.citizen('Bo', tovholder), collaboration, tovholder);
	const id = randomUUID();
	await write(citizen, 'Hvornår?', id);
	expect(await answer(tovholder, id, 'Nu', other)).toMatchObject({ reason: 'not-there' });
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	expect(await write(citizen, 'Og nu?')).toMatchObject({ reason: 'pathway-closed' });
});
