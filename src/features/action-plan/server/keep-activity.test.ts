import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { begun } from '#features/framework/server/test-framework.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import { GOALS, type Goal } from '../action-plan.rules.ts';
import {
	findPlanPart,
	listActivities,
	listGoalStandings,
	listOccurrences,
	listPlanComments,
	listPlanPeople,
	updateActivity
} from './action-plan.queries.ts';
import {
	changeActivity,
	commentActivity,
	countOccurrence,
	moveActivity,
	proposeActivity,
	takeBackOccurrence,
	type ActivityWish
} from './keep-activity.ts';
import { tellGoals } from './keep-goal.ts';

const database = await testDatabase();
const NOT_THERE = { ok: false, reason: 'not-there' };

async function story() {
	const world = await begun(database);
	const seat = ({ person, organisation }: Someone) => ({ person, organisation: organisation! });
	const wish = (change: Partial<ActivityWish> = {}): ActivityWish => ({
		what: 'Netværksmøde for alle parter',
		words: '',
		goals: ['shared-view'],
		timing: 'yearly',
		from: '2026-01-01',
		until: null,
		times: 4,
		responsible: seat(world.volunteer),
		organisation: null,
		role: '',
		...change
	});
	const propose = (who: Someone, change: Partial<ActivityWish> = {}, id: string = randomUUID()) =>
		world.as(who).act((acting) => proposeActivity(acting, id, wish(change)));
	const planned = async (change: Partial<ActivityWish> = {}) => {
		const id = randomUUID();
		expect(await propose(world.leader, change, id)).toEqual({ ok: true, value: id });
		return id;
	};
	const plan = (who: Someone) => world.as(who).see(listActivities());
	return { world, wish, propose, planned, plan };
}

test('R-172 R-178 what the project leader writes is on the plan, and everybody at work in the municipality reads it', async () => {
	const { world, planned, plan } = await story();
	const id = await planned();
	const { leader, deputy, manager, outside, housing, volunteer, stranger } = world;
	for (const who of [leader, deputy, manager, outside, housing, volunteer, stranger])
		expect(await plan(who)).toMatchObject([
			{
				id,
				standing: 'planned',
				goals: ['shared-view'],
				timing: { kind: 'yearly', times: 4 },
				responsible: { name: volunteer.name }
			}
		]);
	const citizen = await world.citizen('Amina', stranger);
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'project-leader');
	for (const who of [citizen, nabo]) {
		expect(await plan(who)).toEqual([]);
		expect(await world.as(who).see(findPlanPart())).toEqual([]);
		expect(await world.as(who).see(listGoalStandings())).toEqual([]);
	}
});

test('R-173 the project group proposes and comments; only the project leader takes it onto the plan', async () => {
	const { world, propose, plan } = await story();
	const { volunteer, leader, stranger, outside } = world;
	const id = randomUUID();
	expect(await propose(stranger)).toEqual(NOT_THERE);
	expect(await propose(volunteer, {}, id)).toEqual({ ok: true, value: id });
	expect(await propose(volunteer, {}, id)).toEqual({ ok: true, value: id });
	expect(await propose(volunteer, { what: 'Noget andet' }, id)).toMatchObject({
		reason: 'sent-before'
	});
	expect(await plan(stranger)).toEqual([]);
	expect(await plan(outside)).toMatchObject([{ standing: 'proposed' }]);
	const move = (who: Someone, to: 'planned' | 'dropped', version = 1) =>
		world.as(who).act((acting) => moveActivity(acting, id, version, to));
	// The one proposed to answer for it does not take it on.
	expect(await move(volunteer, 'planned')).toMatchObject({ reason: 'not-plan-writer' });
	expect(await move(outside, 'planned')).toMatchObject({ reason: 'not-plan-writer' });
	expect(await move(stranger, 'planned')).toEqual(NOT_THERE);
	const say = (who: Someone, body: string, comment: string = randomUUID()) =>
		world.as(who).act((acting) => commentActivity(acting, id, { id: comment, body }));
	const comment = randomUUID();
	expect(await say(volunteer, 'Gerne om eftermiddagen', comment)).toMatchObject({ ok: true });
	expect(await say(volunteer, 'Gerne om eftermiddagen', comment)).toMatchObject({ ok: true });
	expect(await say(volunteer, 'Om 010190-1234', randomUUID())).toMatchObject({
		reason: 'names-a-citizen'
	});
	expect(await say(stranger, 'Mig også')).toEqual(NOT_THERE);
	expect(await move(leader, 'planned')).toMatchObject({ ok: true });
	expect(await world.as(leader).see(listPlanComments(id))).toHaveLength(1);
	expect(await world.as(stranger).see(listPlanComments(id))).toEqual([]);
	const { rows } = await database.owner.query(
		`select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'framework-activity'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: volunteer.person, path: `/framework/plan/${id}` }]);
});

test('R-176 R-177 whoever answers for it counts what was held and says how it goes, and changes nothing else', async () => {
	const { world, planned, wish } = await story();
	const { volunteer, leader, outside } = world;
	const id = await planned();
	const held = (who: Someone, on = TODAY, occurrence: string = randomUUID()) =>
		world.as(who).act((acting) => countOccurrence(acting, id, { id: occurrence, on, note: '' }));
	const occurrence = randomUUID();
	expect(await held(volunteer, TODAY, occurrence)).toMatchObject({ ok: true });
	expect(await held(volunteer, TODAY, occurrence)).toMatchObject({ ok: true });
	expect(await held(leader, '2026-02-01')).toMatchObject({ ok: true });
	expect(await held(outside)).toMatchObject({ reason: 'not-plan-writer' });
	expect(await held(volunteer, addDays(TODAY, 1))).toMatchObject({ reason: 'in-the-future' });
	// Once a day, and while it is on the plan: two windows, or a day of another year, make no time of it.
	expect(await held(leader, TODAY)).toMatchObject({ reason: 'held-that-day' });
	expect(await held(leader, '2025-12-31')).toMatchObject({ reason: 'before-the-activity' });
	expect(await world.as(outside).see(listOccurrences(id))).toMatchObject([
		{ on: TODAY },
		{ on: '2026-02-01' }
	]);
	const back = (who: Someone) =>
		world.as(who).act((acting) => takeBackOccurrence(acting, id, occurrence));
	expect(await back(outside)).toMatchObject({ reason: 'not-plan-writer' });
	expect(await back(volunteer)).toMatchObject({ ok: true });
	expect(await world.as(leader).see(listOccurrences(id))).toHaveLength(1);
	expect(
		await world.as(volunteer).act((acting) => moveActivity(acting, id, 1, 'under-way'))
	).toMatchObject({ ok: true });
	expect(await world.as(volunteer).act((acting) => changeActivity(acting, id, 2, wish()))).toEqual(
		NOT_THERE
	);
	// PostgreSQL itself refuses what the verb does not offer.
	const { responsible, ...rest } = wish();
	const forged = updateActivity(
		id,
		2,
		{
			...rest,
			what: 'Noget helt andet',
			timing: { kind: 'day', from: TODAY },
			responsible: { ...responsible!, role: volunteer.name }
		},
		'x'
	);
	await expect(world.as(volunteer).act((acting) => acting.run(forged))).rejects.toThrow();
	const grown = ask(
		sql`update samspil.plan_activity set standing = 'dropped' where id = ${id}::uuid`
	);
	await expect(world.as(volunteer).act((acting) => acting.run(grown))).rejects.toThrow();
	expect(await world.as(outside).act((acting) => acting.run(grown))).toBe(0);
});

test('a change names the version it is based on; a role may answer instead of a person', async () => {
	const { world, planned, wish, plan } = await story();
	const { leader, deputy, shelter } = world;
	const id = await planned();
	const change = (version: number, what: string) =>
		world
			.as(leader)
			.act((acting) =>
				changeActivity(
					acting,
					id,
					version,
					wish({ what, responsible: null, organisation: shelter, role: 'Daglig leder' })
				)
			);
	expect(await change(1, 'Et')).toMatchObject({ ok: true });
	expect(await change(1, 'To')).toMatchObject({ reason: 'stale', saved: { what: 'Et' } });
	expect(await change(1, 'Et')).toMatchObject({ ok: true });
	expect(await plan(deputy)).toMatchObject([
		{ what: 'Et', responsible: { name: 'Daglig leder', person: null }, version: 2 }
	]);
	const nobody = wish({ responsible: null, organisation: null, role: 'Leder' });
	expect(await world.as(leader).act((a) => proposeActivity(a, randomUUID(), nobody))).toMatchObject(
		{
			reason: 'responsible-missing'
		}
	);
	const both = wish({ role: 'Leder' });
	expect(await world.as(leader).act((a) => proposeActivity(a, randomUUID(), both))).toMatchObject({
		reason: 'responsible-twice'
	});
	expect((await world.as(leader).see(listPlanPeople())).map(({ name }) => name)).toContain(
		'Viggo Vagt'
	);
});

test('R-050 the project leader says how far each of the six goals is', async () => {
	const { world } = await story();
	const { leader, volunteer, stranger } = world;
	const tell = (who: Someone, goal: Goal, version = 0, words = '') =>
		world
			.as(who)
			.act((acting) => tellGoals(acting, [{ goal, version, standing: 'on-the-way', words }]));
	for (const goal of GOALS) expect(await tell(leader, goal)).toEqual({ ok: true, value: [] });
	expect(await tell(volunteer, 'clear-ways')).toEqual(NOT_THERE);
	expect(await tell(leader, 'clear-ways', 0, 'Nyt')).toMatchObject({
		ok: true,
		value: [{ goal: 'clear-ways', saved: { version: 1 } }]
	});
	expect(await tell(leader, 'clear-ways', 1, 'Nyt')).toEqual({ ok: true, value: [] });
	// One form holds all six, and all of it is kept or nothing: where one meets with somebody else's, or names a citizen, none is.
	const all = (words: string) =>
		world.as(leader).act((acting) =>
			tellGoals(acting, [
				{ goal: 'shared-view', version: 1, standing: 'reached', words },
				{ goal: 'clear-ways', version: 1, standing: 'reached', words: 'Andet' }
			])
		);
	expect(await all('010190-1234')).toMatchObject({
		reason: 'names-a-citizen',
		goals: ['shared-view']
	});
	expect(await all('Nået')).toMatchObject({ ok: true, value: [{ goal: 'clear-ways' }] });
	expect(await world.as(leader).see(listGoalStandings())).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ goal: 'shared-view', words: '' }),
			expect.objectContaining({ goal: 'clear-ways', words: 'Nyt' })
		])
	);
	expect(await world.as(stranger).see(listGoalStandings())).toHaveLength(6);
});
