/** Laying imports down: who may, what is kept of the letters, and what the columns hold. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { countStates } from '../import-plan.rules.ts';
import { writeCsv } from '../offer-csv.ts';
import { beginImport, chooseColumns, columnsToShow, discardImport } from './begin-import.ts';
import { findImport, listChosenColumns, listRows } from './import.queries.ts';
import { putOffers } from './test-offers.ts';
import { takeImport } from './take-import.ts';
import { testWorkbook } from './test-workbook.ts';
import { LIST, csv, tableOf, begun, lay, plansOf, take, all } from './test-imports.ts';

const database = await testDatabase();

test('letters that are half of one, or none at all, are kept as letters can be', async () => {
	const { world, leader } = await begun(database);
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
	const { world, leader, keeper } = await begun(database);
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
	const { world, leader } = await begun(database);
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
	const { world, leader } = await begun(database);
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
	const { world, leader } = await begun(database);
	await putOffers(world);
	const offers = await all(world, leader);
	expect(offers.length).toBe(400);
	const { id } = await lay(world, leader, writeCsv(offers));
	expect(countStates(await plansOf(world, leader, id))).toEqual({
		new: 0,
		changed: 0,
		same: 400,
		problem: 0,
		both: 0,
		closed: 0
	});
	expect(await take(world, leader, id)).toEqual({ ok: true, value: { added: 0, changed: 0 } });
	expect(await all(world, leader)).toEqual(offers);
});
