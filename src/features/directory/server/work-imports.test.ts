/** Imports that are ordered and worked on beside requests: whole or not at all, by whoever asked for it, once. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { actingByTicket } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { claimImport, tellProgress } from '#server/jobs/import-orders.ts';
import { ask } from '#server/tables.ts';
import { MOST_AT_ONCE, MOST_TRIES, stateOf } from '../import-work.rules.ts';
import { discardImport } from './begin-import.ts';
import { listKeptOffers } from './import.queries.ts';
import { findWork } from './import-work.queries.ts';
import { changeOffer } from './keep-offer.ts';
import { askToTake, askToUndo } from './order-import.ts';
import { shortMark } from './take-import.ts';
import { all, begun, csv, HEAD, lay, plansOf, take } from './test-imports.ts';
import { workNext } from './work-imports.ts';

const database = await testDatabase();

/** More than is taken in at once; the first row lacks its target group. */
const MANY = csv([
	HEAD,
	...Array.from({ length: MOST_AT_ONCE + 2 }, (_, at) => [
		`${at + 1}`,
		`Cafe ${at + 1}`,
		at === 0 ? '' : 'Alle',
		'Kaffe',
		'Kom',
		'',
		''
	])
]);
const silently = () => {};
const throwing = (error: Error) => {
	throw error;
};
const work = (report: (error: Error) => void = throwing) =>
	workNext(database.pools, TODAY, report, { claim: 60, retry: 60 });
const stands = async (world: World, who: Someone, id: string) =>
	(await world.as(who).see(findWork(id)))[0];
async function ordered() {
	const arranged = await begun(database);
	const { world, leader } = arranged;
	const { id } = await lay(world, leader, MANY);
	const mark = shortMark(await plansOf(world, leader, id));
	const asked = await world.as(leader).act((acting) => askToTake(acting, id, mark));
	expect(asked).toEqual({ ok: true, value: { isOrdered: true } });
	return { ...arranged, id, mark };
}

test('many rows are ordered, worked on beside requests, undone in the same way, and what waits stays row by row', async () => {
	const { world, leader, keeper, id, mark } = await ordered();
	expect(await stands(world, leader, id)).toMatchObject({
		what: 'take',
		orderedBy: leader.name,
		total: MOST_AT_ONCE + 2,
		done: 0,
		refusal: null,
		isClaimed: false
	});
	// Nothing is done yet, and nobody does it a second time, undoes it or throws it away meanwhile.
	expect(await all(world, leader)).toEqual([]);
	for (const act of [askToTake, askToUndo, discardImport])
		expect<unknown>(await world.as(leader).act<unknown>((acting) => act(acting, id, mark))).toEqual(
			{
				ok: false,
				reason: 'import-at-work'
			}
		);
	expect(await work()).toBe(true);
	expect(await work()).toBe(false);
	expect(await stands(world, leader, id)).toBeUndefined();
	expect((await all(world, leader)).length).toBe(MOST_AT_ONCE + 1);
	expect(await plansOf(world, leader, id)).toMatchObject([{ number: 2, state: 'problem' }]);

	const [cafe] = await all(world, leader);
	await world
		.as(leader)
		.act((acting) => changeOffer(acting, cafe!.id, 1, { ...cafe!, contact: 'Ring' }));
	expect(await world.as(leader).act((acting) => askToUndo(acting, id))).toEqual({
		ok: true,
		value: { isOrdered: true }
	});
	expect(await work()).toBe(true);
	expect((await all(world, leader)).map(({ id }) => id)).toEqual([cafe!.id]);
	expect(await world.as(leader).see(listKeptOffers(id))).toMatchObject([{ id: cafe!.id }]);
	expect(await world.as(keeper).see(findWork(id))).toEqual([]);
});

test('what changed since the preview stops it: nothing is taken in, why is told, and it can be asked for again', async () => {
	const { world, leader, id } = await ordered();
	// Somebody else takes some of the same list in first.
	const other = await lay(world, leader, csv([HEAD, ['2', 'Cafe 2', 'Alle', 'Te', 'Kom', '', '']]));
	await take(world, leader, other.id);
	expect(await work()).toBe(true);
	expect(await stands(world, leader, id)).toMatchObject({ refusal: 'import-changed', done: 0 });
	expect((await all(world, leader)).length).toBe(1);
	const mark = shortMark(await plansOf(world, leader, id));
	await world.as(leader).act((acting) => askToTake(acting, id, mark));
	expect(await work()).toBe(true);
	expect(await stands(world, leader, id)).toBeUndefined();
	expect((await all(world, leader)).length).toBe(MOST_AT_ONCE + 1);
});

test('whoever asked for it and leads no more, takes nothing in', async () => {
	const { world, leader, id } = await ordered();
	await database.owner.query(
		`update samspil.membership set function = 'employee' where tenant_id = $1 and person_id = $2`,
		[world.tenant, leader.person]
	);
	expect(await work()).toBe(true);
	const next = await world.worker('Nanna', world.tenant, 'project-leader');
	expect(await stands(world, next, id)).toMatchObject({ refusal: 'import-not-yours' });
	expect(await all(world, next)).toEqual([]);
});

test('nothing else is done with an import of the same source while one is at work', async () => {
	const { world, leader, id } = await ordered();
	const other = await lay(world, leader, csv([HEAD, ['x', 'Stuen', 'Alle', 'Te', 'Kom', '', '']]));
	const mark = shortMark(await plansOf(world, leader, other.id));
	for (const act of [askToTake, askToUndo, discardImport])
		expect<unknown>(
			await world.as(leader).act<unknown>((acting) => act(acting, other.id, mark))
		).toEqual({ ok: false, reason: 'import-at-work' });
	expect(await work()).toBe(true);
	expect(await stands(world, leader, id)).toBeUndefined();
	const asked = await world
		.as(leader)
		.act(async (acting) =>
			askToTake(acting, other.id, shortMark(await plansOf(world, leader, other.id)))
		);
	expect(asked).toEqual({ ok: true, value: { isOrdered: false } });
});

test('what fails each time is given up after the tenth, and so is what its workers die of', async () => {
	for (const [tries, fails] of [
		[MOST_TRIES - 2, ['again', 'refused']],
		[MOST_TRIES, ['refused']]
	] as const) {
		const { world, leader, id } = await ordered();
		const { owner } = database;
		await owner.query('update samspil.offer_import_work set attempts = $2 where import_id = $1', [
			id,
			tries
		]);
		await owner.query(`
			create or replace function samspil.break_import() returns trigger language plpgsql as $$ begin raise 'broken on purpose'; end $$;
			create trigger break_import before insert on samspil.offer for each row when (new.tenant_id = '${world.tenant}') execute function samspil.break_import()`);
		for (const state of fails) {
			await owner.query(
				'update samspil.offer_import_work set next_try_at = now() where import_id = $1',
				[id]
			);
			expect(await work(silently)).toBe(true);
			expect(stateOf((await stands(world, leader, id))!)).toBe(state);
		}
		expect(await stands(world, leader, id)).toMatchObject({ refusal: 'import-failed' });
		await owner.query('drop trigger break_import on samspil.offer');
		expect(await all(world, leader)).toEqual([]);
		expect(await world.as(leader).act((acting) => discardImport(acting, id))).toEqual({
			ok: true,
			value: true
		});
	}
});

test('a claim that is over before the work begins is tried again, and nobody is said to have gone', async () => {
	const { world, leader, id } = await ordered();
	const told: Error[] = [];
	await workNext(database.pools, TODAY, (error) => told.push(error), { claim: 0, retry: 0 });
	expect(told).toHaveLength(1);
	expect(await stands(world, leader, id)).toMatchObject({ refusal: null });
	expect(await work()).toBe(true);
	expect(await stands(world, leader, id)).toBeUndefined();
});

test('a worker that is gone is followed by another, and one that comes late writes nothing', async () => {
	const { world, leader, id } = await ordered();
	const { pools, owner } = database;
	const late = (await claimImport(pools.jobs, 60))!;
	await tellProgress(pools.jobs, late, 300, 60);
	expect(await stands(world, leader, id)).toMatchObject({ done: 300, isClaimed: true });
	// While its claim holds, nobody else has it.
	expect(await work()).toBe(false);
	await owner.query(
		'update samspil.offer_import_work set claimed_until = now() where tenant_id = $1',
		[world.tenant]
	);
	expect(await work()).toBe(true);
	expect((await all(world, leader)).length).toBe(MOST_AT_ONCE + 1);
	await tellProgress(pools.jobs, late, 400, 60);
	expect(
		await actingByTicket(pools.app, { ticket: late.ticket, today: TODAY }, async () => 'in')
	).toBeNull();
});

test('what goes wrong is told and put off, and nothing of it is kept', async () => {
	const { world, leader, id } = await ordered();
	await database.owner.query(
		`create function samspil.fail_once() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
		create trigger fail_once before insert on samspil.offer for each statement execute function samspil.fail_once()`
	);
	const told: string[] = [];
	expect(await work(({ message }) => void told.push(message))).toBe(true);
	expect(told).toEqual(['no room']);
	expect(await stands(world, leader, id)).toMatchObject({
		refusal: null,
		attempts: 1,
		isClaimed: false
	});
	expect(await work(silently)).toBe(false);
	await database.owner.query('drop function samspil.fail_once cascade');
	await database.owner.query(
		'update samspil.offer_import_work set next_try_at = now() where tenant_id = $1',
		[world.tenant]
	);
	expect(await work()).toBe(true);
	expect((await all(world, leader)).length).toBe(MOST_AT_ONCE + 1);
});

test('an order is read and made by the project leaders of the municipality, for themselves, and ended by its worker alone', async () => {
	const { world, leader, keeper, id } = await ordered();
	const employee = await world.worker('Mads', world.tenant);
	const elsewhere = await begun(database);
	const gone = ask(sql`delete from samspil.offer_import_work`);
	for (const who of [keeper, employee, elsewhere.leader]) {
		expect(await world.as(who).see(findWork(id))).toEqual([]);
		expect(await world.as(who).act((acting) => acting.run(gone))).toBe(0);
	}
	expect(await world.as(leader).act((acting) => acting.run(gone))).toBe(0);
	const other = await lay(world, leader, csv([HEAD]).concat('\r\n1;A;B;C;D;;'), 'Andet');
	const insert = (person: string, tenant = world.tenant) =>
		ask(
			sql`insert into samspil.offer_import_work (tenant_id, import_id, what, mark, ordered_by, ordered_in, ordered_by_name, total)
				values (${tenant}, ${other.id}, 'take', '', ${person}, ${tenant}, 'x', 1)`
		);
	const refusedTo = (who: Someone, person: string) =>
		expect(world.as(who).act((acting) => acting.run(insert(person)))).rejects.toMatchObject({
			code: '42501'
		});
	await refusedTo(employee, employee.person);
	await refusedTo(elsewhere.leader, elsewhere.leader.person);
	await refusedTo(leader, employee.person);
	for (const text of [
		sql`update samspil.offer_import_work set attempts = 9`,
		sql`select ticket_hash from samspil.offer_import_work`,
		sql`select samspil.claim_import(60, 'x')`
	])
		await expect(world.as(leader).act((acting) => acting.run(ask(text)))).rejects.toMatchObject({
			code: '42501'
		});
	await work();
});

test('a ticket opens the import alone: no pathway is read by it, and none is written', async () => {
	const { world, leader } = await ordered();
	const story = await world.coordinatedPathway();
	await database.owner.query(
		`update samspil.membership set function = 'project-leader' where person_id = $1`,
		[story.tovholder.person]
	);
	await database.owner.query(
		'update samspil.offer_import_work set ordered_by = $1 where ordered_by = $2',
		[story.tovholder.person, leader.person]
	);
	const { ticket } = (await claimImport(database.pools.jobs, 60))!;
	const by = <Result>(work: Parameters<typeof actingByTicket<Result>>[2]) =>
		actingByTicket(database.pools.app, { ticket, today: TODAY }, work);
	expect(await by((acting) => acting.all(ask(sql`select id from samspil.entry`)))).toEqual([]);
	await expect(
		by((acting) =>
			acting.run(ask(sql`update samspil.pathway set state = state where id = ${story.pathway}`))
		).then((count) => {
			if (count === 0) throw Object.assign(new Error(), { code: '42501' });
		})
	).rejects.toMatchObject({ code: '42501' });
	expect(
		await actingByTicket(
			database.pools.app,
			{ ticket: randomUUID(), today: TODAY },
			async () => 'in'
		)
	).toBeNull();
});
