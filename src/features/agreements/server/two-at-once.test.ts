/** Two signatories who end an agreement, or take a notice back, in the same moment. Neither of them writes it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listVersions } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import type { Acting } from '#server/acting.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { listNotices } from './agreement.queries.ts';
import { listDues } from './test-rows.queries.ts';
import { registerNotice, takeBackNotice } from './end-agreement.ts';
import { inForce, letBind, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

/** In force, with somebody more at each party who can bind it and whom the agreement does not name. */
async function withOthers() {
	const found = await inForce(database);
	const { world, id } = found;
	const mayor = await world.worker('Bente Borg', world.tenant, 'manager');
	const host = await world.worker('Viggo Vang', world.shelter, 'manager');
	for (const each of [mayor, host]) {
		await letBind(world, each);
		expect(await world.as(each).see(findDocument(id))).toMatchObject([
			{ isWriter: false, mayEnd: true }
		]);
	}
	return { ...found, mayor, host };
}

/** Does both, the second begun when the first has been done and is not committed yet. */
async function atOnce<Result>(
	world: AgreementWorld,
	[one, other]: readonly [Someone, Someone],
	work: (acting: Acting, who: Someone) => Promise<Result>
): Promise<Result[]> {
	let isDone = () => {};
	const done = new Promise<void>((resolve) => (isDone = resolve));
	let commit = () => {};
	const toCommit = new Promise<void>((resolve) => (commit = resolve));
	const first = world.as(one).act(async (acting) => {
		const result = await work(acting, one);
		isDone();
		await toCommit;
		return result;
	});
	await done;
	let isOver = false;
	const second = world
		.as(other)
		.act((acting) => work(acting, other))
		.finally(() => (isOver = true));
	let isWaiting = false;
	while (!isOver && !isWaiting) isWaiting = await somebodyWaits();
	commit();
	return Promise.all([first, second]);
}

async function somebodyWaits(): Promise<boolean> {
	const { rows } = await database.owner.query<{ waits: boolean }>(
		`select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`
	);
	return rows[0]?.waits ?? false;
}

const ends = async (world: AgreementWorld, id: string) =>
	(await world.as(world.leader).see(listVersions(id)))[0]?.endsOn;

test('R-286 both say yes to taking a notice back at once: it is taken back', async () => {
	const { world, id, mayor, host } = await withOthers();
	await world.as(world.host).act((acting) =>
		registerNotice(acting, id, randomUUID(), {
			by: world.shelter,
			received: TODAY,
			end: null,
			evidence: '',
			reason: ''
		})
	);
	expect(await ends(world, id)).toBe('2026-12-01');
	const [notice] = await world.as(world.host).see(listNotices(id));
	const outcomes = await atOnce(world, [mayor, host], (acting) =>
		takeBackNotice(acting, id, notice!.id)
	);
	expect(outcomes).toMatchObject([{ value: [world.shelter] }, { value: [] }]);
	expect(await ends(world, id)).toBe(null);
});

test('R-286 of two notices given at once the earliest end governs, and its day stands once', async () => {
	const { world, id, mayor, host } = await withOthers();
	const outcomes = await atOnce(world, [mayor, host], (acting, { organisation }) =>
		registerNotice(acting, id, randomUUID(), {
			by: organisation!,
			received: TODAY,
			end: organisation === world.shelter ? '2027-03-01' : null,
			evidence: '',
			reason: ''
		})
	);
	expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
	expect(await ends(world, id)).toBe('2026-12-01');
	expect(await world.as(world.leader).see(listDues(id, TODAY))).toMatchObject([
		{ kind: 'ending', on: '2026-11-30' }
	]);
});
