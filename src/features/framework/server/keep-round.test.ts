import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { answerTo, findSection } from '#features/documents/template.rules.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { addDays } from '#values/day.ts';
import { answersOf } from '../draft.rules.ts';
import { frameworkTemplate as template } from '../framework-template.rules.ts';
import { answerQuestions } from './answer-questions.ts';
import { listAnswers, listPool } from './answer.queries.ts';
import { commentAnswer } from './comment-answer.ts';
import { involveProjectGroup } from './involve-project-group.ts';
import {
	changeOwner,
	checkSection,
	giveUpRound,
	marksOf,
	openRound,
	type RoundWish
} from './keep-round.ts';
import { findOpenRound, listChecks, listOwners, listPastRounds } from './round.queries.ts';
import {
	begun,
	decide,
	established,
	framework,
	submit,
	submitted,
	type FrameworkWorld
} from './test-framework.ts';
import { listReadings } from './version.queries.ts';

const database = await testDatabase();
const audience = findSection(template, 'audience')!;
const DUE = addDays(TODAY, 21);

const seatOf = ({ person, organisation }: Someone) => ({ person, organisation: organisation! });

/** The leader looks after everything but the audience, which is the volunteer's, on `today`. */
async function opened(world: FrameworkWorld, today = TODAY, change: Partial<RoundWish> = {}) {
	const owners = template.sections.map(({ key }) => ({
		section: key,
		...seatOf(key === 'audience' ? world.volunteer : world.leader)
	}));
	return world.as(world.leader, today).act((acting) =>
		openRound(acting, {
			id: randomUUID(),
			dueOn: addDays(today, 21),
			words: 'Vi mødes den 12.',
			owners,
			...change
		})
	);
}

/** The marks of the sections as the person reads them. */
async function marks(world: FrameworkWorld, who: Someone, today = TODAY) {
	const as = world.as(who, today);
	return marksOf(answersOf(await as.see(listAnswers()), await as.see(listPool())));
}

async function check(world: FrameworkWorld, who: Someone, section: string, today = TODAY) {
	const read = (await marks(world, world.leader, today))[section]!;
	return world.as(who, today).act((acting) => checkSection(acting, section, read));
}

/** The age of those it is about, as `who` writes it. */
async function writeAge(world: FrameworkWorld, who: Someone, age: string, today = TODAY) {
	const as = world.as(who, today);
	const rows = await as.see(listAnswers());
	const answers = answersOf(rows, await as.see(listPool()));
	const version = rows.find(({ field }) => field === 'age')?.version ?? 0;
	const asked = [...audience.fields].find(({ key }) => key === 'age')!;
	const was = await markOf(answerTo(asked, answers));
	return as.act((acting) =>
		answerQuestions(acting, audience, [
			['version.age', String(version)],
			['age.text', age],
			['was.age', was]
		])
	);
}

const noticesOf = async (world: FrameworkWorld, kind: string) =>
	(
		await database.owner.query(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2 order by created_at',
			[world.tenant, kind]
		)
	).rows;

test('R-074 the project leader opens a round, one at a time, and tells who looks after a section', async () => {
	const { world } = await established(database);
	const id = randomUUID();
	expect(await opened(world, TODAY, { id })).toEqual({ ok: true, value: id });
	expect(await opened(world, TODAY, { id })).toEqual({ ok: true, value: id });
	expect(await opened(world)).toMatchObject({ reason: 'round-already-open' });
	expect(await world.as(world.volunteer).see(findWaiting())).toMatchObject([
		{ sectionsWait: 1, planMissing: false }
	]);
	expect(await world.as(world.leader).see(findWaiting())).toMatchObject([
		{ sectionsWait: 5, planMissing: true, lateActivities: 0 }
	]);
	expect(await noticesOf(world, 'framework-section')).toEqual([
		{ person: world.volunteer.person, path: '/framework/round' }
	]);
	const { leader, volunteer, manager, deputy, stranger, housing } = world;
	for (const who of [leader, volunteer, manager])
		expect(await world.as(who).see(findOpenRound())).toMatchObject([{ dueOn: DUE }]);
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'project-leader');
	for (const who of [deputy, stranger, housing, nabo]) {
		expect(await world.as(who).see(findOpenRound())).toEqual([]);
		expect(await world.as(who).see(listOwners())).toEqual([]);
		expect(await world.as(who).see(listChecks())).toEqual([]);
		expect(await world.as(who).see(listPastRounds())).toEqual([]);
	}
	for (const who of [volunteer, manager])
		expect(
			await world
				.as(who)
				.act((acting) => openRound(acting, { id: randomUUID(), dueOn: DUE, words: '', owners: [] }))
		).toMatchObject({ reason: 'not-a-writer' });
});

test('R-066 the owner of a section answers its questions while the round is open, and no others', async () => {
	const { world } = await established(database);
	const { volunteer, leader } = world;
	expect(await writeAge(world, volunteer, '18–35')).toMatchObject({ reason: 'not-a-writer' });
	await opened(world);
	expect(await writeAge(world, volunteer, '18–35')).toMatchObject({
		value: { saved: ['age'], withdrawn: false }
	});
	const plans = findSection(template, 'plans')!;
	expect(
		await world.as(volunteer).act((acting) => answerQuestions(acting, plans, []))
	).toMatchObject({ reason: 'not-a-writer' });
	// PostgreSQL itself refuses what the verb does not offer.
	const others = ask(
		sql`update samspil.framework_answer set not_applicable = 'x' where field_key = 'interpreters'`
	);
	expect(await world.as(volunteer).act((acting) => acting.run(others))).toBe(0);
	const [round] = await world.as(leader).see(findOpenRound());
	const forged =
		ask(sql`insert into samspil.framework_section_check (tenant_id, round_id, section, outcome, mark, checked_by, checked_by_name)
		values (${world.tenant}::uuid, ${round!.id}::uuid, 'plans', 'still-right', ${'a'.repeat(64)}, ${volunteer.person}::uuid, 'x')`);
	await expect(world.as(volunteer).act((acting) => acting.run(forged))).rejects.toThrow();
	expect(await world.as(leader).act((acting) => giveUpRound(acting, round!.version))).toMatchObject(
		{ ok: true }
	);
	expect(await writeAge(world, volunteer, '40')).toMatchObject({ reason: 'not-a-writer' });
});

test('somebody who is in no group reads and mends what they look after, for as long as the round is open', async () => {
	const { world } = await established(database);
	const { stranger, leader, volunteer } = world;
	await opened(world);
	await database.owner.query(
		`update samspil.framework_section_owner set person_id = $2, organisation_id = $3 where tenant_id = $1 and section = 'audience'`,
		[world.tenant, stranger.person, stranger.organisation]
	);
	expect(await writeAge(world, stranger, '20–30')).toMatchObject({ ok: true });
	expect(
		await world
			.as(stranger)
			.act((acting) => commentAnswer(acting, { id: randomUUID(), field: 'age', body: 'Sådan' }))
	).toMatchObject({ ok: true });
	expect(await check(world, stranger, 'audience')).toMatchObject({ value: 'checked' });
	// Given to somebody else, it is theirs.
	const give = (version: number, who: Someone) =>
		world.as(leader).act((acting) => changeOwner(acting, 'audience', version, seatOf(who)));
	expect(await give(9, volunteer)).toMatchObject({ reason: 'owner-changed' });
	expect(await give(1, world.deputy)).toMatchObject({ reason: 'section-without-owner' });
	expect(await give(1, volunteer)).toMatchObject({ ok: true });
	expect(await world.as(stranger).see(listAnswers())).toEqual([]);
	expect(await check(world, stranger, 'audience')).toMatchObject({ ok: false });
});

test('R-074 each section is said to be right as it was read; another answer, and it is to be said again', async () => {
	const { world } = await established(database);
	const { volunteer, leader, outside } = world;
	expect(await check(world, leader, 'audience')).toMatchObject({ reason: 'no-round' });
	await opened(world);
	expect(await check(world, outside, 'audience')).toMatchObject({ reason: 'not-section-owner' });
	const before = (await marks(world, leader)).audience!;
	await writeAge(world, volunteer, '18–35');
	expect(
		await world.as(volunteer).act((acting) => checkSection(acting, 'audience', before))
	).toMatchObject({ reason: 'section-changed-since' });
	expect(await check(world, volunteer, 'audience')).toMatchObject({ value: 'checked' });
	expect(await world.as(outside).see(listChecks())).toMatchObject([
		{ section: 'audience', outcome: 'changed', by: volunteer.name }
	]);
	for (const { key } of template.sections.slice(1, -1))
		expect(await check(world, leader, key)).toMatchObject({ value: 'checked' });
	await writeAge(world, leader, '18–40');
	const last = template.sections.at(-1)!.key;
	expect(await check(world, leader, last)).toMatchObject({ value: 'checked' });
	expect(await noticesOf(world, 'framework-round-ready')).toEqual([]);
	const refusal = await submit(world, leader);
	expect(refusal).toMatchObject({
		obstacles: [{ kind: 'round-unfinished', sections: ['audience'] }]
	});
	expect(await check(world, volunteer, 'audience')).toMatchObject({ value: 'all-checked' });
	expect(await noticesOf(world, 'framework-round-ready')).toEqual([
		{ person: leader.person, path: '/framework/round' }
	]);
	expect(await submit(world, leader)).toMatchObject({ ok: true });
});

test('S-4 a section mended while the version waits takes the version back', async () => {
	const { world } = await established(database);
	await opened(world);
	for (const { key } of template.sections) await check(world, world.leader, key);
	await submitted(world);
	expect(await writeAge(world, world.volunteer, '18–35')).toMatchObject({
		value: { withdrawn: true }
	});
	expect((await framework(world))[0].state).toBe('draft');
});

test('R-074 R-096 R-097 R-098 from empty to the third half-yearly round: each ends with a version in force that the partners are told of', async () => {
	const first = await established(database);
	const { world } = first;
	const { leader, manager, outside, volunteer, housing } = world;
	const versions = [first.version];
	let today = TODAY;
	for (const round of [1, 2, 3]) {
		today = (await framework(world))[0].nextUpdateOn!;
		const as = (who: Someone) => world.as(who, today);
		expect(await opened(world, today)).toMatchObject({ ok: true });
		await writeAge(world, volunteer, `18–${30 + round}`, today);
		for (const { key } of template.sections)
			expect(await check(world, key === 'audience' ? volunteer : leader, key, today)).toMatchObject(
				{
					ok: true
				}
			);
		expect(
			(await as(leader).see(listChecks())).filter(({ outcome }) => outcome === 'changed')
		).toMatchObject([{ section: 'audience' }]);
		await as(leader).act((acting) =>
			involveProjectGroup(acting, { id: randomUUID(), kind: 'comments', on: today, note: '' })
		);
		const version = await submittedOn(world, today);
		await decideOn(world, manager, version, today);
		expect(await as(leader).see(findOpenRound())).toHaveLength(1);
		await decideOn(world, outside, version, today);
		const [now] = await framework(world);
		expect(now).toMatchObject({
			state: 'established',
			establishedVersion: version,
			establishedOn: today,
			nextUpdatePerson: leader.person
		});
		expect(now.nextUpdateOn! > today).toBe(true);
		expect(await as(leader).see(findOpenRound())).toEqual([]);
		expect(await as(leader).see(listPastRounds())).toHaveLength(round);
		const told = await as(leader).see(listReadings());
		expect(told.map(({ person }) => person)).toContain(housing.person);
		expect(told.every(({ readAt }) => readAt === null)).toBe(true);
		versions.push(version);
	}
	expect(new Set(versions).size).toBe(4);
	expect(today > addDays(TODAY, 400)).toBe(true);
});

test('without a framework there is no round', async () => {
	const world = await begun(database);
	const nobody = await newWorld(database);
	const leader = await nobody.worker('Nis Nabo', nobody.tenant, 'project-leader');
	expect(
		await world.as(leader).act((acting) => checkSection(acting, 'audience', 'a'.repeat(64)))
	).toMatchObject({ reason: 'no-framework' });
});

async function submittedOn(world: FrameworkWorld, today: string): Promise<string> {
	const outcome = await submit(world, world.leader, today);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return outcome.value;
}

const decideOn = (world: FrameworkWorld, who: Someone, version: string, today: string) =>
	decide(world, who, version, { today });
