/** Taking offers in and undoing it, asked of PostgreSQL as the people who may and may not. */
import { randomUUID } from 'node:crypto';
import { strToU8 } from 'fflate';
import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { guessColumns } from '../import-fields.rules.ts';
import { fieldsByName } from '../import-words.ts';
import { countStates } from '../import-plan.rules.ts';
import { writeCsv } from '../offer-csv.ts';
import { beginImport, chooseColumns, columnsToShow, discardImport } from './begin-import.ts';
import {
	findImport,
	listCandidates,
	listChosenColumns,
	listKeptOffers,
	listRows
} from './import.queries.ts';
import { changeOffer, confirmOffer } from './keep-offer.ts';
import { findOffer, listAllOffers } from './offer.queries.ts';
import { idsIn, planRows, readRows } from './plan-import.ts';
import { putOffers } from './test-offers.ts';
import { readImport, type ReadTable } from './read-import.ts';
import { shortMark, takeImport, undoImport } from './take-import.ts';
import { testWorkbook } from './test-workbook.ts';

const database = await testDatabase();

const HEAD = ['Nr', 'Navn', 'Målgruppe', 'Beskrivelse', 'Kontakt', 'Gælder til', 'Udbyder'];
const LIST = [
	HEAD,
	['1', 'Cafeen', 'Unge', 'Kaffe', 'Ring til Ida', '', 'Klubben'],
	['2', 'Værkstedet', 'Alle', 'Cykler', 'Kom forbi', '31-12-2026', ''],
	['3', 'Suppen', '', 'Suppe', 'Kom', '', '']
];
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(';')).join('\r\n');
async function tableOf(file: string | Uint8Array): Promise<ReadTable> {
	const read = await readImport([
		{ name: 'liste', file: typeof file === 'string' ? strToU8(file) : file }
	]);
	if (!read.ok) throw new Error(read.reason);
	return read;
}

async function begun() {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const club = await world.organisation('voluntary');
	const named = 'update samspil.organisation set name = $2 where id = $1';
	await database.owner.query(named, [club, 'Klubben']);
	const keeper = await world.worker('Ida Ildsjæl', club, 'manager');
	return { world, leader, club, keeper };
}

/** Lays a file down and says what its columns hold, as guessed. */
async function lay(world: World, who: Someone, file: string | Uint8Array, source = 'Listen') {
	const id = randomUUID();
	const table = await tableOf(file);
	const about = { source, fileName: 'liste.csv', organisation: world.tenant };
	const outcome = await world.as(who).act((acting) => beginImport(acting, id, about, table));
	if (outcome.ok && !outcome.value.areColumnsKnown) {
		const columns = guessColumns(table.headings, {}, fieldsByName());
		await world.as(who).act((acting) => chooseColumns(acting, id, 1, columns));
	}
	return { id, outcome };
}
async function plansOf(world: World, who: Someone, id: string) {
	const [kept] = await world.as(who).see(findImport(id));
	const rows = await readRows(kept!, await world.as(who).see(listRows(id)), TODAY);
	const candidates = await world.as(who).see(listCandidates(kept!.source, idsIn(rows)));
	return await planRows(kept!, rows, candidates);
}
const take = async (world: World, who: Someone, id: string) => {
	const mark = shortMark(await plansOf(world, who, id));
	return world.as(who).act((acting) => takeImport(acting, id, mark));
};
const undo = (world: World, who: Someone, id: string) =>
	world.as(who).act((acting) => undoImport(acting, id));
const all = (world: World, who: Someone) => world.as(who).see(listAllOffers());

test('rows that are right are taken in while others wait; mended and repeated, only what was mended changes', async () => {
	const { world, leader, club } = await begun();
	const first = await lay(world, leader, csv(LIST));
	expect(await take(world, leader, first.id)).toEqual({
		ok: true,
		value: { added: 2, changed: 0 }
	});
	const offers = await all(world, leader);
	expect(offers).toMatchObject([
		{
			name: 'Cafeen',
			organisation: club,
			group: 'private-voluntary',
			provider: 'Klubben',
			version: 1
		},
		{ name: 'Værkstedet', organisation: world.tenant, group: 'municipal', validUntil: '2026-12-31' }
	]);
	// The same file changes nothing, not even a version.
	const again = await lay(world, leader, csv(LIST));
	expect(countStates(await plansOf(world, leader, again.id))).toEqual({
		new: 0,
		changed: 0,
		same: 2,
		problem: 1,
		both: 0
	});
	expect(await take(world, leader, again.id)).toEqual({
		ok: true,
		value: { added: 0, changed: 0 }
	});
	expect(await all(world, leader)).toEqual(offers);
	const mended = LIST.map((row) =>
		row[0] === '3' ? row.with(2, 'Sultne') : row[0] === '1' ? row.with(3, 'Te') : row
	);
	const third = await lay(world, leader, csv(mended));
	expect(await plansOf(world, leader, third.id)).toMatchObject([
		{ state: 'changed', changes: [{ field: 'content', from: 'Kaffe', to: 'Te' }] },
		{ state: 'same' },
		{ state: 'new' }
	]);
	expect(await take(world, leader, third.id)).toEqual({
		ok: true,
		value: { added: 1, changed: 1 }
	});
	expect((await all(world, leader)).map(({ name, version }) => [name, version])).toEqual([
		['Cafeen', 2],
		['Suppen', 1],
		['Værkstedet', 1]
	]);
});

test('an import is undone where nobody has touched an offer since, and says what it left', async () => {
	const { world, leader, keeper } = await begun();
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

test('what a keeper changed here stays when the same file comes again; what both changed waits', async () => {
	const { world, leader, keeper } = await begun();
	await lay(world, leader, csv(LIST)).then(({ id }) => take(world, leader, id));
	const cafe = (await all(world, leader))[0]!;
	await world
		.as(keeper)
		.act((acting) => changeOffer(acting, cafe.id, 1, { ...cafe, content: 'Kaffe og kage' }));
	const again = await lay(world, leader, csv(LIST));
	expect((await plansOf(world, leader, again.id))[0]).toMatchObject({ state: 'same' });
	const other = await lay(
		world,
		leader,
		csv(LIST.map((row) => (row[0] === '1' ? row.with(3, 'Te') : row)))
	);
	expect((await plansOf(world, leader, other.id))[0]).toMatchObject({
		state: 'both',
		changes: [{ from: 'Kaffe og kage', to: 'Te' }]
	});
	await take(world, leader, other.id);
	expect((await world.as(leader).see(findOffer(cafe.id)))[0]!.content).toBe('Kaffe og kage');
});

test('what is taken in is what was seen: an offer that changed since the preview stops it', async () => {
	const { world, leader, keeper } = await begun();
	await lay(world, leader, csv(LIST)).then(({ id }) => take(world, leader, id));
	const next = await lay(
		world,
		leader,
		csv(LIST.map((row) => (row[0] === '1' ? row.with(3, 'Te') : row)))
	);
	const seen = shortMark(await plansOf(world, leader, next.id));
	const cafe = (await all(world, leader))[0]!;
	await world
		.as(keeper)
		.act((acting) => changeOffer(acting, cafe.id, 1, { ...cafe, contact: 'Ring til Ole' }));
	expect(await world.as(leader).act((acting) => takeImport(acting, next.id, seen))).toMatchObject({
		reason: 'import-changed'
	});
	expect(await take(world, leader, next.id)).toMatchObject({ ok: true });
	expect((await world.as(leader).see(findOffer(cafe.id)))[0]).toMatchObject({
		content: 'Te',
		contact: 'Ring til Ole'
	});
});

test('imports are undone the newest first, back to where there was none', async () => {
	const { world, leader } = await begun();
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
	const { world, leader, keeper } = await begun();
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
	const { world, leader, keeper } = await begun();
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

/** How many wait until somebody else's transaction is over. */
async function howManyWait(): Promise<number> {
	const { rows } = await database.owner.query(
		`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	);
	return rows[0].waiting;
}

test('an offer that somebody is writing at that very moment stops it as well, and nothing is taken in', async () => {
	const { world, leader, keeper } = await begun();
	await lay(world, leader, csv(LIST)).then(({ id }) => take(world, leader, id));
	const next = await lay(
		world,
		leader,
		csv(
			LIST.map((row) =>
				row[0] === '3' ? row.with(2, 'Sultne') : row[0] === '1' ? row.with(3, 'Te') : row
			)
		)
	);
	const seen = shortMark(await plansOf(world, leader, next.id));
	const cafe = (await all(world, leader))[0]!;
	const taking = await world.as(keeper).act(async (acting) => {
		await changeOffer(acting, cafe.id, 1, { ...cafe, contact: 'Ring til Ole' });
		const begins = world.as(leader).act((other) => takeImport(other, next.id, seen));
		await expect.poll(howManyWait, { timeout: 5000 }).toBe(1);
		return { begins };
	});
	expect(await taking.begins).toMatchObject({ reason: 'import-changed' });
	expect((await all(world, leader)).map(({ name, version }) => [name, version])).toEqual([
		['Cafeen', 2],
		['Værkstedet', 1]
	]);
});

test('two files from the same place are not taken in at once: the second is looked at again', async () => {
	const { world, leader } = await begun();
	const one = await lay(world, leader, csv(LIST));
	const other = await lay(world, leader, csv(LIST));
	const mark = shortMark(await plansOf(world, leader, other.id));
	const outcomes = await Promise.all(
		[one, other].map(({ id }) => world.as(leader).act((acting) => takeImport(acting, id, mark)))
	);
	expect(outcomes.map((outcome) => (outcome.ok ? 'taken' : outcome.reason)).toSorted()).toEqual([
		'import-changed',
		'taken'
	]);
	expect((await all(world, leader)).length).toBe(2);
});

test('letters that are half of one, or none at all, are kept as letters can be', async () => {
	const { world, leader } = await begun();
	const services = [
		{
			id: 'a',
			name: 'Cafeen \\ud83d',
			description: `${'a'.repeat(20_000)}🐎`,
			eligibility_description: 'Alle\\u0000',
			contacts: [{ name: 'Ida' }]
		}
	];
	const json = JSON.stringify(services).replaceAll('\\\\', '\\');
	const { id, outcome } = await lay(world, leader, json);
	expect(outcome.ok).toBe(true);
	expect(await plansOf(world, leader, id)).toMatchObject([
		{ name: 'Cafeen \ufffd', said: { targetGroup: 'Alle' }, problems: [{ reason: 'too-long' }] }
	]);
	const book = testWorkbook([
		[`Na\0vn`, `${'a'.repeat(199)}🐎`],
		['Cafeen \0🐎', 'x']
	]);
	const laid = await lay(world, leader, book);
	expect(laid.outcome.ok).toBe(true);
	expect((await world.as(leader).see(findImport(laid.id)))[0]!.headings).toEqual([
		'Navn',
		`${'a'.repeat(199)}\ufffd`
	]);
});

test('only the project leaders of the municipality read and write imports', async () => {
	const { world, leader, keeper } = await begun();
	const { id } = await lay(world, leader, csv(LIST));
	const next = await newWorld(database);
	const others = [
		keeper,
		await world.administrator(),
		await next.worker('Nina Nabo', next.tenant, 'project-leader')
	];
	for (const other of others) {
		expect((await lay(world, other, csv(LIST))).outcome.ok).toBe(false);
		expect(await world.as(other).see(findImport(id))).toEqual([]);
		expect(await world.as(other).see(listRows(id))).toEqual([]);
		expect(await world.as(other).act((acting) => takeImport(acting, id, ''))).toMatchObject({
			reason: 'not-there'
		});
		expect(await world.as(other).act((acting) => discardImport(acting, id))).toMatchObject({
			reason: 'not-there'
		});
	}
	await take(world, leader, id);
	expect(await world.as(leader).act((acting) => discardImport(acting, id))).toMatchObject({
		reason: 'import-taken'
	});
	const waits = await lay(world, leader, csv(LIST), 'En anden');
	expect(await world.as(leader).act((acting) => discardImport(acting, waits.id))).toMatchObject({
		ok: true
	});
	expect(await world.as(leader).see(listRows(waits.id))).toEqual([]);
});

test('what the columns hold is remembered for the next file from the same place', async () => {
	const { world, leader } = await begun();
	const rows = LIST.map((row) => row.with(3, row[3] === 'Beskrivelse' ? 'Det laver vi' : row[3]!));
	const id = randomUUID();
	const about = { source: 'Listen', fileName: 'x', organisation: world.tenant };
	const table = await tableOf(csv(rows));
	await world.as(leader).act((acting) => beginImport(acting, id, about, table));
	const [kept] = await world.as(leader).see(findImport(id));
	const guessed = columnsToShow(kept!, []);
	expect(guessed[3]).toBe('');
	const choose = (columns: string[], version = 1) =>
		world.as(leader).act((acting) => chooseColumns(acting, id, version, columns as never));
	expect(await choose(guessed)).toMatchObject({ reason: 'columns-wrong', missing: ['content'] });
	expect(await choose(guessed.with(3, 'name'))).toMatchObject({ twice: [3] });
	expect(await choose(guessed.with(3, 'content'))).toMatchObject({ ok: true });
	expect(await choose(guessed.with(3, 'content').with(0, ''))).toMatchObject({ reason: 'stale' });
	// The same headings are not asked about again; others are guessed by what was chosen.
	expect((await lay(world, leader, csv(rows))).outcome).toMatchObject({
		value: { areColumnsKnown: true }
	});
	const earlier = await world.as(leader).see(listChosenColumns('Listen', randomUUID()));
	expect(columnsToShow({ columns: null, headings: ['Det laver vi', 'Mobil'] }, earlier)).toEqual([
		'content',
		'phone'
	]);
});

test('a workbook is read as it looks: days as days, numbers as they are typed, a formula as what it came to', async () => {
	const { world, leader } = await begun();
	const book = testWorkbook([
		['Tilbud i Solby'],
		['Nr', 'Navn', 'Målgruppe', 'Beskrivelse', 'Kontakt', 'Gælder til', 'Telefon', 'Postnr'],
		[
			1,
			'=HYPERLINK("x")',
			'Unge & ældre',
			'Linje 1\nLinje 2',
			'Ida',
			{ day: 46387 },
			70102030,
			4000
		],
		[null, null],
		[2, 'Suppen', 'Alle', 'Suppe', 'Ole', 46388, '+45 70', 4000]
	]);
	const { id } = await lay(world, leader, book);
	expect((await plansOf(world, leader, id)).map(({ number }) => number)).toEqual([3, 5]);
	await take(world, leader, id);
	expect(await all(world, leader)).toMatchObject([
		{
			name: '=HYPERLINK("x")',
			targetGroup: 'Unge & ældre',
			content: 'Linje 1\nLinje 2',
			validUntil: '2026-12-31',
			phone: '70102030',
			postalCode: '4000'
		},
		{ name: 'Suppen', validUntil: '2027-01-01', phone: '+45 70' }
	]);
});

test('four hundred offers that are exported and come back change nothing', async () => {
	const { world, leader } = await begun();
	await putOffers(world);
	const offers = await all(world, leader);
	expect(offers.length).toBe(400);
	const { id } = await lay(world, leader, writeCsv(offers));
	expect(countStates(await plansOf(world, leader, id))).toEqual({
		new: 0,
		changed: 0,
		same: 400,
		problem: 0,
		both: 0
	});
	expect(await take(world, leader, id)).toEqual({ ok: true, value: { added: 0, changed: 0 } });
	expect(await all(world, leader)).toEqual(offers);
});
