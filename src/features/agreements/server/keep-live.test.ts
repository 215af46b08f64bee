/** What a signed agreement sets going: begun once, changed by the next version, told of by those whose it is. */
import { describe, expect, test } from 'vitest';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import { insertAnswer, updateAnswer } from '#features/documents/server/answer.queries.ts';
import type { Answer } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { beginVersions } from '#server/jobs/begin-versions.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import type { Day } from '#values/day.ts';
import type { Progress } from '../progress.rules.ts';
import { setGoing } from './keep-live.ts';
import { changeLive, findLive, listLive, updateProgress, type LiveKept } from './live.queries.ts';
import type { AgreementWorld } from './test-agreement.ts';
import { agree, rows, signedContract } from './test-live.ts';
import { tellProgress } from './tell-progress.ts';

const database = await testDatabase();

/** What lives, as somebody sees it. */
const living = async (world: AgreementWorld, id: string, who: Someone) =>
	(await world.as(who).see(listLive(id))).filter(({ retiredAt }) => retiredAt === null);
const thing = async (world: AgreementWorld, id: string, key: string) =>
	(await world.as(world.leader).see(listLive(id))).find((each) => each.key === key)!;
const tell = (
	world: AgreementWorld,
	id: string,
	who: Someone,
	at: { thing: string; base: number },
	status: Progress,
	{ reached = null, note = '' }: { reached?: number | null; note?: string } = {}
) => world.as(who).act((acting) => tellProgress(acting, id, at, { status, reached, note }));

/** The tasks that agreements have given somebody, among all that they have to do. */
async function tasksOf({ as, tenant }: AgreementWorld, someone: Someone, today: Day = TODAY) {
	await keep(database.pools.jobs, today, tenant);
	const work = await as(someone, today).see(listMyWork(null));
	return work.filter(({ kind }) => kind === 'agreement-task');
}

test('R-006 signed by all, its goals, tasks, meetings and contacts live, once', async () => {
	const { world, id } = await signedContract(database);
	const { clerk, helper, shelter } = world;
	const keys = (await living(world, id, helper)).map(({ key }) => key).toSorted();
	const known = [
		'activity-goals/g1',
		'activity-goals/g2',
		`anchoring-tasks@${shelter}/a1`,
		'documentation/d1',
		'meeting-series/m1'
	];
	expect(keys).toEqual(expect.arrayContaining(known));
	// two responsible, two who do the daily work, one coordinator
	expect(keys).toHaveLength(known.length + 5);
	const [task] = await tasksOf(world, clerk);
	expect(task).toMatchObject({ agreement: expect.any(String), what: expect.any(String) });
	const again = await world.as(world.leader).act((acting) => setGoing(acting, id));
	expect(again).toEqual({ ok: true, value: 0 });
	expect(await living(world, id, helper)).toHaveLength(known.length + 5);
});

test('strangers see nothing of it and set nothing going; who is not named may read and not change', async () => {
	const { world, id } = await signedContract(database);
	const { stranger, landlord, helper, clerk } = world;
	for (const who of [stranger, landlord]) expect(await living(world, id, who)).toEqual([]);
	const goal = await thing(world, id, 'activity-goals/g1');
	expect(await world.as(stranger).see(findLive(id, goal.id))).toEqual([]);
	const go = (who: Someone) => world.as(who).act((acting) => setGoing(acting, id));
	expect(await go(stranger)).toMatchObject({ reason: 'no-document' });
	expect(await go(clerk)).toMatchObject({ reason: 'not-a-writer-of-it' });
	const told = { status: 'done' as const, reached: 1, note: '' };
	const forge = (who: Someone) =>
		world.as(who).act((acting) => acting.run(updateProgress(goal.id, 1, told, who.name)));
	for (const who of [stranger, landlord, helper]) expect(await forge(who)).toBe(0);
});

describe('how it goes', () => {
	test('R-016, R-017 a goal is told of by those named, on top of what they saw', async () => {
		const { world, id } = await signedContract(database);
		const goal = await thing(world, id, 'activity-goals/g1');
		const at = { thing: goal.id, base: 1 };
		expect(await tell(world, id, world.helper, at, 'under-way')).toMatchObject({
			reason: 'not-a-writer-of-it'
		});
		expect(await tell(world, id, world.stranger, at, 'under-way')).toMatchObject({
			reason: 'no-document'
		});
		// Sent twice it is told once.
		for (let time = 0; time < 2; time += 1)
			expect(await tell(world, id, world.host, at, 'under-way', { reached: 12 })).toMatchObject({
				ok: true
			});
		expect(await tell(world, id, world.leader, at, 'under-way', { reached: 9 })).toMatchObject({
			reason: 'stale',
			saved: { reached: 12, version: 2, changedBy: 'Vera Vang' }
		});
		expect(await thing(world, id, 'activity-goals/g1')).toMatchObject({ reached: 12, version: 2 });
	});

	test('R-054 a task is told of by the one who has it, who need not be named otherwise; done, it asks no more', async () => {
		const { world, id } = await signedContract(database);
		const { clerk, helper, host, leader } = world;
		const task = await thing(world, id, 'documentation/d1');
		const at = { thing: task.id, base: 1 };
		for (const who of [helper, host])
			expect(await tell(world, id, who, at, 'done')).toMatchObject({ reason: 'not-your-task' });
		expect(await tell(world, id, clerk, at, 'under-way', { reached: 4 })).toMatchObject({
			ok: true
		});
		expect(await thing(world, id, 'documentation/d1')).toMatchObject({ reached: null });
		const after = { thing: task.id, base: 2 };
		expect(
			await tell(world, id, leader, after, 'done', { note: 'Listen ligger klar' })
		).toMatchObject({
			ok: true
		});
		expect(await tasksOf(world, clerk)).toEqual([]);
		expect(await tasksOf(world, helper)).toHaveLength(1);
	});

	test('PostgreSQL itself lets whoever has a task change nothing else of it', async () => {
		const { world, id } = await signedContract(database);
		const task = await thing(world, id, 'documentation/d1');
		const forge = world
			.as(world.clerk)
			.act((acting) =>
				acting.run(
					changeLive(
						task.id,
						{ ...task.said, key: task.key, kind: 'task', what: 'Ingenting' } as LiveKept,
						null
					)
				)
			);
		await expect(forge).rejects.toThrow('changes with the agreement');
	});
});

describe('a newer version', () => {
	const change = async (
		world: AgreementWorld,
		id: string,
		key: string,
		answer: Answer,
		who = world.leader
	) =>
		world
			.as(who)
			.act((acting) => acting.run(updateAnswer(id, key, answer, { base: 1, name: who.name })));

	test('changes what is said anew, adds what is new, ends what is gone, and keeps what was told', async () => {
		const { world, place, id } = await signedContract(database);
		const before = await thing(world, id, 'activity-goals/g1');
		await tell(world, id, world.host, { thing: before.id, base: 1 }, 'under-way', { reached: 12 });
		await change(
			world,
			id,
			'activity-goals',
			rows(
				['g1', { goal: 'Gæster', number: '30', unit: 'unge', by: '2026-12-31' }],
				['g3', { goal: 'Fællesspisning' }]
			)
		);
		await agree(world, place);
		const goal = await thing(world, id, 'activity-goals/g1');
		expect(goal).toMatchObject({
			id: before.id,
			reached: 12,
			status: 'under-way',
			said: { number: 30 }
		});
		const keys = (await living(world, id, world.helper)).map(({ key }) => key);
		expect(keys).toContain('activity-goals/g3');
		expect(keys).not.toContain('activity-goals/g2');
		const gone = await thing(world, id, 'activity-goals/g2');
		expect(gone.retiredAt).not.toBe(null);
		expect(await tell(world, id, world.host, { thing: gone.id, base: 1 }, 'done')).toMatchObject({
			reason: 'no-longer-agreed'
		});
	});

	test('what comes back is the same thing, with what was told of it', async () => {
		const { world, place, id } = await signedContract(database);
		const before = await thing(world, id, 'activity-goals/g2');
		await tell(world, id, world.host, { thing: before.id, base: 1 }, 'done', {
			note: 'Seks stykker'
		});
		const all = rows(
			['g1', { goal: 'Gæster', number: '25', unit: 'unge', by: '2026-12-31' }],
			['g2', { goal: 'Gode aftener' }]
		);
		await change(world, id, 'activity-goals', rows(['g1', { goal: 'Gæster' }]));
		await agree(world, place);
		await world
			.as(world.leader)
			.act((acting) =>
				acting.run(updateAnswer(id, 'activity-goals', all, { base: 2, name: 'Lone Leder' }))
			);
		await agree(world, place);
		expect(await thing(world, id, 'activity-goals/g2')).toMatchObject({
			id: before.id,
			note: 'Seks stykker',
			retiredAt: null
		});
	});

	test('R-023 a series without a first day of its own keeps its weekday', async () => {
		const { world, place, id } = await signedContract(database);
		expect(await thing(world, id, 'meeting-series/m1')).toMatchObject({ said: { firstOn: TODAY } });
		await change(world, id, 'activity-goals', rows(['g1', { goal: 'Gæster' }]));
		await agree(world, place, '2026-05-07');
		expect(await thing(world, id, 'meeting-series/m1')).toMatchObject({
			version: 1,
			said: { firstOn: TODAY, convener: { person: world.host.person } }
		});
	});

	test('R-054 a task given to somebody else leaves the one who had it', async () => {
		const { world, place, id } = await signedContract(database);
		const { clerk, leader, tenant } = world;
		const to = rows([
			'd1',
			{
				what: 'Fremmøde',
				how: 'Liste',
				when: 'Hver uge',
				responsible: `${leader.person}.${tenant}`
			}
		]);
		await change(world, id, 'documentation', to);
		await agree(world, place);
		expect(await tasksOf(world, clerk)).toEqual([]);
		expect(await tasksOf(world, leader)).toHaveLength(1);
	});
});

test('an agreement that has ended asks nobody for anything', async () => {
	const { world, id } = await signedContract(database);
	const tasks = () => tasksOf(world, world.clerk, '2026-06-01');
	expect(await tasks()).toHaveLength(1);
	await database.owner.query(
		`update samspil.document_version set ends_on = '2026-06-01' where document_id = $1`,
		[id]
	);
	expect(await tasks()).toEqual([]);
});

test('a version agreed on before its first day changes what lives on that day, and nothing before', async () => {
	const { world, place, id } = await signedContract(database);
	const before = await thing(world, id, 'activity-goals/g1');
	await tell(world, id, world.host, { thing: before.id, base: 1 }, 'under-way', { reached: 12 });
	const goals = rows(['g1', { goal: 'Gæster', number: '40' }], ['g3', { goal: 'Fællesspisning' }]);
	const starts: Answer = { value: { kind: 'date', text: '2026-06-01' }, notApplicable: null };
	await world.as(world.leader).act(async (acting) => {
		await acting.run(
			updateAnswer(id, 'activity-goals', goals, { base: 1, name: world.leader.name })
		);
		await acting.run(insertAnswer(id, 'starts-on', starts, world.leader.name));
	});
	await agree(world, place);
	const keys = async () => (await living(world, id, world.helper)).map(({ key }) => key);
	await beginVersions(database.pools.jobs, '2026-05-31');
	expect(await keys()).toContain('activity-goals/g2');
	expect(await thing(world, id, 'activity-goals/g1')).toMatchObject({ said: { number: 25 } });
	for (let time = 0; time < 2; time += 1) await beginVersions(database.pools.jobs, '2026-06-01');
	expect(await keys()).toContain('activity-goals/g3');
	expect(await keys()).not.toContain('activity-goals/g2');
	expect(await thing(world, id, 'activity-goals/g1')).toMatchObject({
		id: before.id,
		reached: 12,
		said: { number: 40 }
	});
	// Its series begins with the agreement, not with the version.
	expect(await thing(world, id, 'meeting-series/m1')).toMatchObject({ said: { firstOn: TODAY } });
});
