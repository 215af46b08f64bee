/**
 * Withdrawal against running reads, on many connections at once: no read that begins after the withdrawal's commit, and none that
 * was under way then, answers what the consent covered, whichever way it asks.
 */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { listMyPlan } from '#features/citizens/server/citizen.queries.ts';
import { spellWhole, wholeOf } from '#features/citizens/server/export-pathway.ts';
import { listMeasures } from '#features/measures/server/measure.queries.ts';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { listPathways } from '#features/pathways/server/pathway.queries.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { readAs, type Query } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { closePools, openPools } from '#server/database/pool.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TEST_SECRET } from '#server/database/test-server.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { findEntryToShare } from './denial.queries.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const READERS = 16;
/** Reads of each reader that begin after the commit. */
const AFTERWARDS = 2;

const database = await testDatabase();
const pools = openPools(database.url, TEST_SECRET, READERS);
afterAll(() => closePools(pools));

/** What stands only in what the consent covers. */
const COVERED = ['stuelejlighed', 'Amina', 'Underskriv lejekontrakten'];

test('no read that begins after the commit answers anything that was covered: list, search, plan, line of time, tasks, export', async () => {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway, helper, tovholder, citizen, shelter, entries } = people;
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[people.consent]
	);
	const consent = await world.consent(pathway, [shelter], ['housing', 'contact']);
	await world.task(pathway, 'housing', tovholder, 'Underskriv lejekontrakten', helper);
	const ways: Record<string, Query<unknown>> = {
		list: listEntries(pathway, null),
		search: listPathways(null),
		plan: listMyPlan(pathway),
		'line of time': listMeasures(pathway),
		entry: findEntryToShare(pathway, entries.housing),
		tasks: listOpenTasks(pathway),
		export: wholeOf(pathway)
	};
	const names = Object.keys(ways);
	let isCommitted = false;
	let before = 0;
	const seen: string[] = [];
	const read = async (index: number): Promise<void> => {
		for (let after = 0, round = index; after < AFTERWARDS; round++) {
			const began = isCommitted;
			const about = round % 2 === 0 ? pathway : undefined;
			const { rows } = await readAs(
				pools.app,
				{ token: helper.token, today: TODAY, about },
				...Object.values(ways)
			);
			const told = rows.map((each, at) =>
				// as it is given: nothing to somebody of a partner, whatever was asked
				JSON.stringify(names[at] === 'export' ? spellWhole(each[0] as never, new Date()) : each)
			);
			if (!began) {
				before += COVERED.some((word) => told.join().includes(word)) ? 1 : 0;
				continue;
			}
			after += 1;
			for (const [way, answer] of names.map((name, at) => [name, told[at]!] as const))
				if (COVERED.some((word) => answer.includes(word))) seen.push(way);
		}
	};
	const reading = Promise.all(Array.from({ length: READERS }, (_, index) => read(index)));
	while (before < READERS) await new Promise((next) => setTimeout(next, 5));
	const withdrawn = await world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1));
	isCommitted = true;
	expect(withdrawn.ok).toBe(true);
	await reading;
	expect(before).toBeGreaterThanOrEqual(READERS);
	expect(seen).toEqual([]);
});

test('a read that was under way when the access was taken answers nothing that was covered, and is recorded once', async () => {
	const world = await newWorld(database);
	const { pathway, helper, citizen, tovholder, consent } = await world.coordinatedPathway();
	const slow = ask(sql`select pg_sleep(1)`);
	const reading = readAs(
		pools.app,
		{ token: helper.token, today: TODAY, about: pathway },
		slow,
		listEntries(pathway, null),
		recordPathway('pathway.read', pathway)
	);
	await untilAsleep();
	const done = await world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1));
	expect(done.ok).toBe(true);
	const { visitor, rows } = await reading;
	expect(visitor?.name).toBe(helper.name);
	expect(rows[1]).toEqual([]);
	const { rows: recorded } = await database.owner.query(
		`select reason from samspil.audit_event where tenant_id = $1 and person_id = $2 and action = 'pathway.read'`,
		[world.tenant, helper.person]
	);
	expect(recorded).toEqual([{ reason: 'partner, no consent' }]);
	// who loses nothing by it reads on: the tovholder's own page was under way as well
	const [entries] = await world.as(tovholder).read(listEntries(pathway, null));
	expect(entries).toHaveLength(2);
});

/** The slow read has been let in, and sleeps. */
async function untilAsleep(): Promise<void> {
	for (;;) {
		const { rows } = await database.owner.query(
			`select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
		);
		if (rows.length > 0) return;
		await new Promise((next) => setTimeout(next, 10));
	}
}
