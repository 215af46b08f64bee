/** Undoing imports, and what the database lets nobody do to one. */
import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { ask } from '#server/tables.ts';
import { listKeptOffers } from './import.queries.ts';
import { changeOffer, confirmOffer } from './keep-offer.ts';
import { LIST, csv, begun, lay, take, undo, all, HEAD } from './test-imports.ts';

const database = await testDatabase();

test('an import is undone where nobody has touched an offer since, and says what it left', async () => {
	const { world, leader, keeper } = await begun(database);
	await lay(world, leader, csv(LIST)).then(({ id }) => take(world, leader, id));
	const before = await all(world, leader);
	const next = await lay(
		world,
		leader,
		csv([
			HEAD,
			['1', 'Cafeen', 'Unge', 'Te', 'Ring til Ida', '', 'Klubben'],
			['2', 'Værkstedet', 'Alle', 'Knallerter', 'Kom forbi', '31-12-2026', ''],
			['8', 'Fodbold', 'Alle', 'Fodbold', 'Kom', '', ''],
			['9', 'Skak', 'Alle', 'Skak', 'Kom', '', 'Klubben']
		])
	);
	await take(world, leader, next.id);
	const chess = (await all(world, leader)).find(({ name }) => name === 'Skak')!;
	await world.as(keeper).act((acting) => confirmOffer(acting, chess.id, 1));
	expect(await undo(world, keeper, next.id)).toMatchObject({ reason: 'not-there' });
	expect(await undo(world, leader, next.id)).toEqual({ ok: true, value: { undone: 3, kept: 1 } });
	expect(await world.as(leader).see(listKeptOffers(next.id))).toMatchObject([{ name: 'Skak' }]);
	const now = await all(world, leader);
	expect(now.map(({ name, content }) => [name, content])).toEqual([
		['Cafeen', 'Kaffe'],
		['Skak', 'Skak'],
		['Værkstedet', 'Cykler']
	]);
	expect(now[0]).toMatchObject({ confirmedOn: before[0]!.confirmedOn, version: 3 });
	expect(await undo(world, leader, next.id)).toMatchObject({ reason: 'import-undone' });
	expect(await take(world, leader, next.id)).toMatchObject({ reason: 'import-undone' });
});

test('imports are undone the newest first, back to where there was none', async () => {
	const { world, leader } = await begun(database);
	const saying = (content: string) =>
		csv(LIST.map((row) => (row[0] === '1' ? row.with(3, content) : row)));
	const ids: string[] = [];
	for (const content of ['Kaffe', 'Te', 'Saft']) {
		const { id } = await lay(world, leader, saying(content));
		await take(world, leader, id);
		ids.push(id);
	}
	const [first, second, third] = ids as [string, string, string];
	expect(await undo(world, leader, third)).toMatchObject({ value: { undone: 1, kept: 0 } });
	const fourth = await lay(world, leader, saying('Mjød'));
	await take(world, leader, fourth.id);
	expect(await undo(world, leader, fourth.id)).toMatchObject({ value: { undone: 1, kept: 0 } });
	expect(await undo(world, leader, second)).toMatchObject({ value: { undone: 1, kept: 0 } });
	expect((await all(world, leader))[0]).toMatchObject({ content: 'Kaffe', version: 7 });
	expect(await undo(world, leader, first)).toMatchObject({ value: { undone: 2, kept: 0 } });
	expect(await all(world, leader)).toEqual([]);
});

test('an earlier import stays where somebody wrote the offer between the undoing of two', async () => {
	const { world, leader, keeper } = await begun(database);
	const first = await lay(world, leader, csv(LIST));
	await take(world, leader, first.id);
	const next = await lay(
		world,
		leader,
		csv(LIST.map((row) => (row[0] === '1' ? row.with(3, 'Te') : row)))
	);
	await take(world, leader, next.id);
	await undo(world, leader, next.id);
	const cafe = (await all(world, leader))[0]!;
	await world
		.as(keeper)
		.act((acting) => changeOffer(acting, cafe.id, 3, { ...cafe, contact: 'Ring til Ole' }));
	expect(await undo(world, leader, first.id)).toEqual({ ok: true, value: { undone: 1, kept: 1 } });
	expect(await all(world, leader)).toMatchObject([{ contact: 'Ring til Ole' }]);
});

test('the database lets nobody delete more than an undone import put in, or write over what an import did', async () => {
	const { world, leader, keeper } = await begun(database);
	const { id } = await lay(world, leader, csv(LIST));
	await take(world, leader, id);
	const waits = await lay(world, leader, csv(LIST), 'En anden');
	const cafe = (await all(world, leader))[0]!;
	await world
		.as(keeper)
		.act((acting) => changeOffer(acting, cafe.id, 1, { ...cafe, contact: 'Ring til Ole' }));
	const raw = (...texts: RawBuilder<unknown>[]) =>
		world.as(leader).act(async (acting) => {
			const counts: number[] = [];
			for (const text of texts) counts.push(await acting.run(ask(text)));
			return counts;
		});
	const gone = sql`delete from samspil.offer`;
	const rowOfCafe = sql`where import_id = ${id} and offer_id = ${cafe.id}`;
	const undoneRows = sql`update samspil.offer_import_row set undone = 'undone' where import_id = ${id} and outcome = 'added'`;
	// Nothing is undone yet.
	expect(await raw(gone)).toEqual([0]);
	// What nobody has written since goes; the other stays, whatever is said of its row.
	expect(await raw(undoneRows, gone)).toEqual([2, 1]);
	expect((await all(world, leader)).map(({ name }) => name)).toEqual(['Cafeen']);
	const forbidden: RawBuilder<unknown>[] = [
		sql`update samspil.offer_import_row set after = jsonb_set(after, '{version}', '2') ${rowOfCafe}`,
		sql`update samspil.offer_import_row set before = '{}' ${rowOfCafe}`,
		sql`update samspil.offer_import_row set outcome = 'same' ${rowOfCafe}`,
		sql`update samspil.offer_import_row set outcome = null, said = null, undone = null ${rowOfCafe}`,
		sql`update samspil.offer_import_row set undone = null ${rowOfCafe}`,
		sql`update samspil.offer_import_row set offer_id = null ${rowOfCafe}`,
		sql`update samspil.offer set version = 1 where id = ${cafe.id}`,
		...['added', 'changed'].map(
			(outcome) => sql`
				update samspil.offer_import_row set outcome = ${outcome}, said = '{}', offer_id = ${cafe.id}, before = '{"version": 1}', after = '{"version": 2}'
				where import_id = ${waits.id} and number = 2`
		),
		sql`
			insert into samspil.offer_import_row (tenant_id, import_id, number, cells, outcome, said, offer_id, after, undone)
			values (${world.tenant}, ${waits.id}, 99, '{}', 'added', '{}', ${cafe.id}, '{"version": 2}', 'undone')`
	];
	for (const text of forbidden) await expect(raw(text)).rejects.toMatchObject({ code: '23514' });
	expect(await raw(gone)).toEqual([0]);
});
