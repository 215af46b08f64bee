/** Taking offers in, asked of PostgreSQL as the people who may and may not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { countStates, countUnconfirmed } from '../import-plan.rules.ts';
import { cellsOf } from '../said-offer.ts';
import { servicesOf } from './export-services.ts';
import { changeOffer, confirmOffer } from './keep-offer.ts';
import { findOffer, type KeptOffer } from './offer.queries.ts';
import { shortMark, takeImport } from './take-import.ts';
import { putOffers } from './test-offers.ts';
import { HEAD, LIST, csv, begun, lay, plansOf, take, undo, all } from './test-imports.ts';

const database = await testDatabase();
const RHYTHM = { rhythmMonths: 6, hiddenAfterDays: 60 };

test('rows that are right are taken in while others wait; mended and repeated, only what was mended changes', async () => {
	const { world, leader, club } = await begun(database);
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
		both: 0,
		closed: 0
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

test('what a keeper changed here stays when the same file comes again; what both changed waits', async () => {
	const { world, leader, keeper } = await begun(database);
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
	const { world, leader, keeper } = await begun(database);
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

/** How many wait until somebody else's transaction is over. */
async function howManyWait(): Promise<number> {
	const { rows } = await database.owner.query(
		`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	);
	return rows[0].waiting;
}

test('an offer that somebody is writing at that very moment stops it as well, and nothing is taken in', async () => {
	const { world, leader, keeper } = await begun(database);
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
	const { world, leader } = await begun(database);
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

test('a whole directory exported as JSON says the same in a municipality that had none', async () => {
	const from = await newWorld(database);
	await putOffers(from);
	const who = await from.worker('Lone Leder', from.tenant, 'project-leader');
	const offers = await all(from, who);
	const services = servicesOf(offers, { tenant: from.tenant, tenantName: 'Solby Kommune' });
	const { world, leader } = await begun(database);
	const { id } = await lay(world, leader, JSON.stringify({ contents: services }));
	expect(await take(world, leader, id)).toEqual({
		ok: true,
		value: { added: services.length, changed: 0 }
	});
	const words = (some: KeptOffer[]) =>
		some.map((offer) => ({ ...cellsOf(offer), key: '', themes: offer.themes.toSorted() }));
	const shown = new Set(services.map((service) => service.id));
	expect(words(await all(world, leader))).toEqual(
		words(offers.filter((offer) => shown.has(offer.id)))
	);
});

test('nobody has confirmed what came with a file: it says the day, or that there is none, until a person does', async () => {
	const { world, leader, keeper } = await begun(database);
	const rows = [
		[...HEAD, 'Bekræftet'],
		['1', 'Cafeen', 'Unge', 'Kaffe', 'Ring til Ida', '', 'Klubben', '2026-03-02'],
		['2', 'Værkstedet', 'Alle', 'Cykler', 'Kom forbi', '', 'Klubben', '']
	];
	const first = await lay(world, leader, csv(rows));
	expect(countUnconfirmed(await plansOf(world, leader, first.id), RHYTHM, TODAY)).toEqual({
		undated: 1,
		tooOld: 0
	});
	await take(world, leader, first.id);
	const dated = { confirmedOn: '2026-03-02', confirmedBy: '', isConfirmed: true };
	expect(await all(world, leader)).toMatchObject([
		{ name: 'Cafeen', ...dated, state: 'fresh' },
		{ name: 'Værkstedet', confirmedBy: '', isConfirmed: false, state: 'soon' }
	]);
	const [cafe, workshop] = await all(world, leader);
	expect(cellsOf(workshop!).confirmedOn).toBe('');
	for (const { id } of [cafe!, workshop!])
		await world.as(keeper).act((acting) => confirmOffer(acting, id, 1));
	const byIda = { confirmedBy: 'Ida Ildsjæl', isConfirmed: true, confirmedOn: TODAY };
	expect(await all(world, leader)).toMatchObject([byIda, byIda]);
	// What the file changes, Ida has not read; what it leaves, she has.
	const next = await lay(
		world,
		leader,
		csv(rows.map((row) => (row[0] === '2' ? row.with(3, 'Knallerter') : row)))
	);
	await take(world, leader, next.id);
	expect(await all(world, leader)).toMatchObject([
		byIda,
		{ content: 'Knallerter', confirmedBy: '', isConfirmed: false, state: 'soon' }
	]);
	await undo(world, leader, next.id);
	expect((await all(world, leader))[1]).toMatchObject({ content: 'Cykler', ...byIda });
});

test('what was taken in as confirmed by whoever took it in is put right, where nobody has touched it since', async () => {
	const { world, leader, keeper } = await begun(database);
	const { id } = await lay(world, leader, csv(LIST));
	await take(world, leader, id);
	// As it was written before: the day and the name of who took it in.
	await database.owner.query(`alter table samspil.offer_import_row disable trigger user`);
	await database.owner.query(
		`update samspil.offer_import_row set after = after || jsonb_build_object('confirmedBy', 'Lone Leder', 'confirmedOn', $2::text) where import_id = $1 and after is not null`,
		[id, TODAY]
	);
	await database.owner.query(`alter table samspil.offer_import_row enable trigger user`);
	await database.owner.query(
		`update samspil.offer set confirmed_by_name = 'Lone Leder', confirmed_on = $2 where tenant_id = $1`,
		[world.tenant, TODAY]
	);
	const [cafe] = await all(world, leader);
	await world.as(keeper).act((acting) => confirmOffer(acting, cafe!.id, 1));
	const migration = readFileSync('db/migrations/1175_taken_in_by_nobody.sql', 'utf8');
	await database.owner.query(migration);
	expect(await all(world, leader)).toMatchObject([
		{ name: 'Cafeen', confirmedBy: 'Ida Ildsjæl', isConfirmed: true },
		{ name: 'Værkstedet', confirmedBy: '', isConfirmed: false }
	]);
	expect(await undo(world, leader, id)).toEqual({ ok: true, value: { undone: 1, kept: 1 } });
});
