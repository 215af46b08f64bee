/** Whether the citizen and whoever holds the threads come to the meeting at which a tovholder is found, and who reads it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerByLink } from '#features/meetings/server/answer.queries.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import { findCalled } from './allotment-meeting.queries.ts';
import { callMeeting, cancelMeeting } from './call-meeting.ts';
import { sayComes, tellCitizenComes } from './say-comes.ts';

const database = await testDatabase();
const { owner, pools } = database;
const NOW = new Date(`${TODAY}T06:00:00Z`);

/** A meeting that is called for a pathway which somebody holds for the time being. `isReached`: the citizen has an account. */
async function called(isReached = true) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { leader, tovholder, citizen, pathway } = story;
	if (!isReached)
		await owner.query('update samspil.citizen set person_id = null where tenant_id = $1', [
			world.tenant
		]);
	const nina = await world.worker('Nina Ny', world.tenant);
	const id = randomUUID();
	const call = (version = 0, year = 2097, who = [nina], place = 'Hos Amina') =>
		world.as(leader).act((acting) =>
			callMeeting(
				acting,
				pathway,
				id,
				version,
				{
					startsAt: new Date(`${year}-05-20T08:00:00Z`),
					endsAt: new Date(`${year}-05-20T09:00:00Z`),
					place,
					candidates: who.map(({ person, organisation }) => `${person} ${organisation}`)
				},
				NOW
			)
		);
	expect(await call()).toMatchObject({ ok: true });
	const comers = async (who: Someone) =>
		(await world.as(who).see(findCalled(pathway)))[0]?.comers.map(({ who, comes }) => [who, comes]);
	const say = (
		who: Someone,
		answer: 'yes' | 'maybe' | 'no',
		toSequence = 0,
		{ verb = sayComes, on = pathway } = {}
	) => world.as(who).act((acting) => verb(acting, on, id, { answer, toSequence }));
	const told = async ({ person }: Someone) =>
		(
			await owner.query<{ kind: string }>(
				`select kind from samspil.notice where person_id = $1 order by created_at`,
				[person]
			)
		).rows.map(({ kind }) => kind);
	return { ...story, world, nina, id, call, comers, say, told, leader, tovholder, citizen };
}

test('R-120 the citizen and the tovholder say whether they come; those who read of the meeting read it, and the project leader is told', async () => {
	const story = await called();
	const { world, leader, tovholder, citizen, helper, nina, comers, say, told } = story;
	expect(await comers(leader)).toEqual([
		['citizen', null],
		['tovholder', null]
	]);
	expect(await say(citizen, 'yes')).toMatchObject({ ok: true });
	expect(await say(tovholder, 'no')).toMatchObject({ ok: true });
	const both = [
		['citizen', 'yes'],
		['tovholder', 'no']
	];
	for (const who of [leader, tovholder, citizen]) expect(await comers(who)).toEqual(both);
	for (const who of [helper, nina]) expect(await comers(who)).toBeUndefined();
	// the project leader reads no name of the citizen by it
	expect(JSON.stringify(await world.as(leader).see(findCalled(story.pathway)))).not.toContain(
		citizen.name
	);
	// the same twice is one, and told once
	expect(await say(citizen, 'yes')).toMatchObject({ ok: true });
	expect((await told(leader)).filter((kind) => kind === 'allotment-meeting-comes')).toHaveLength(2);
	for (const who of [leader, helper, nina])
		expect(await say(who, 'yes')).toMatchObject({ reason: 'not-there' });
});

test('R-120 by the link in the mail it is said too; another time is answered anew, and one that is off not at all', async () => {
	const { leader, tovholder, citizen, world, pathway, id, call, comers, say, told } =
		await called();
	const { rows } = await owner.query<{ answer: string }>(
		`select words ->> 'answer' as answer from samspil.mail where person_id = $1 and burst = $2`,
		[citizen.person, id]
	);
	const link = rows[0]!.answer.replace('/answers/', '');
	await readAs(
		pools.app,
		{ token: undefined, today: TODAY },
		answerByLink(link, 'maybe', 9, TODAY)
	);
	expect(await comers(leader)).toContainEqual(['citizen', 'maybe']);
	expect(await told(leader)).toContain('allotment-meeting-comes');
	expect(await call(1, 2098)).toMatchObject({ ok: true });
	expect(await comers(leader)).toEqual([
		['citizen', null],
		['tovholder', null]
	]);
	expect(await say(tovholder, 'yes')).toMatchObject({ reason: 'meeting-moved' });
	expect(await say(tovholder, 'yes', 1)).toMatchObject({ ok: true });
	await world.as(leader).act((acting) => cancelMeeting(acting, pathway, id, 2));
	expect(await say(tovholder, 'no', 2)).toMatchObject({ reason: 'meeting-not-answerable' });
});

test('R-120 a tovholder who may be asked stands among those, and nowhere twice', async () => {
	const { tovholder, leader, nina, call, comers } = await called();
	expect(await call(1, 2097, [nina, tovholder])).toMatchObject({ ok: true });
	expect(await comers(leader)).toEqual([['citizen', null]]);
});

test('R-120 for a citizen without an account the tovholder tells it, and nobody else does; it is of that time alone', async () => {
	const story = await called(false);
	const { world, leader, tovholder, helper, pathway, comers, say, told, call } = story;
	const tell = { verb: tellCitizenComes };
	for (const who of [leader, helper])
		expect(await say(who, 'yes', 0, tell)).toMatchObject({ reason: 'not-there' });
	expect(await say(tovholder, 'yes', 0, tell)).toMatchObject({ ok: true });
	expect(await say(tovholder, 'yes', 0, tell)).toMatchObject({ ok: true });
	expect((await told(leader)).filter((kind) => kind === 'allotment-meeting-comes')).toHaveLength(1);
	expect((await world.as(leader).see(findCalled(pathway)))[0]!.comers[0]).toMatchObject({
		...{ who: 'citizen', name: '', comes: 'yes', toldBy: tovholder.name },
		...{ isMe: false, isReached: false }
	});
	// another room is no other time; another time is
	expect(await call(1, 2097, undefined, 'På biblioteket')).toMatchObject({ ok: true });
	expect(await comers(leader)).toContainEqual(['citizen', 'yes']);
	expect(await call(2, 2098)).toMatchObject({ ok: true });
	expect(await comers(leader)).toContainEqual(['citizen', null]);
	expect(await say(tovholder, 'no', 0, tell)).toMatchObject({ reason: 'meeting-moved' });
	// where the citizen has an account it is theirs to say
	const reached = await called();
	expect(await reached.say(reached.tovholder, 'yes', 0, tell)).toMatchObject({
		reason: 'not-there'
	});
});

test('nobody says it under another pathway, or reads who comes elsewhere', async () => {
	const { citizen, tovholder, id, say } = await called();
	const other = await called();
	for (const verb of [sayComes, tellCitizenComes]) {
		expect(await say(tovholder, 'yes', 0, { verb, on: other.pathway })).toMatchObject({
			reason: 'not-there'
		});
		expect(await other.say(citizen, 'yes', 0, { verb })).toMatchObject({ reason: 'not-there' });
	}
	const raw = ask(sql`select * from samspil.allotment_comers(${id}::uuid)`);
	for (const who of [other.leader, other.tovholder, other.helper])
		expect(await other.world.as(who).see(raw)).toEqual([]);
});
