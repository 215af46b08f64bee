/** The meeting at which a tovholder is found, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { appoint, listHolders } from '#features/pathways/server/tovholder.queries.ts';
import type { Decision } from '#features/pathways/tovholder.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { addDays, type Day } from '#values/day.ts';
import { findCalled, listAsked } from './allotment-meeting.queries.ts';
import { answerCall } from './answer-call.ts';
import { callMeeting, cancelMeeting } from './call-meeting.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const APPOINTED = { ok: true, value: null };
const NOT_THERE = { ok: false, reason: 'not-there' };
const NOW = new Date(`${TODAY}T06:00:00Z`);
const MEETS = addDays(TODAY, 2);

const at = (day: Day) => ({
	startsAt: new Date(`${day}T08:00:00Z`),
	endsAt: new Date(`${day}T09:00:00Z`)
});
const seatOf = ({ person, organisation }: Someone) => `${person} ${organisation}`;

/** A pathway that somebody holds for the time being, and one who may be asked. */
async function undecided() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const nina = await world.worker('Nina Ny', world.tenant);
	const id = randomUUID();
	const call = (by: Someone, version = 0, change = {}) =>
		world
			.as(by)
			.act((acting) =>
				callMeeting(
					acting,
					story.pathway,
					id,
					version,
					{ ...at(MEETS), place: 'Hos Amina', candidates: [seatOf(nina)], ...change },
					NOW
				)
			);
	const called = async (by: Someone) => (await world.as(by).see(findCalled(story.pathway)))[0];
	return { ...story, world, nina, id, call, called };
}
const decisionFor = (to: Someone, change: Partial<Decision> = {}): Decision => ({
	person: to.person,
	organisation: to.organisation!,
	reason: 'De kender hinanden',
	route: 'direct',
	citizenPart: 'present',
	citizenNote: '',
	agreedOn: TODAY,
	heardBy: 'Lea',
	handoverUntil: null,
	...change
});
const decide = (world: World, by: Someone, pathway: string, decision: Decision, today = TODAY) =>
	world.as(by, today).act((acting) => appointTovholder(acting, pathway, 1, decision, randomUUID()));
const newsOf = async (world: World, { person }: Someone) =>
	(
		await database.owner.query(
			'select kind from samspil.notice where tenant_id = $1 and person_id = $2 order by created_at, kind',
			[world.tenant, person]
		)
	).rows.map(({ kind }) => kind);

test('R-120 the project leader calls those who may be asked and the citizen; nobody else does, and once is enough', async () => {
	const { world, leader, tovholder, citizen, nina, call, called, id } = await undecided();
	for (const other of [tovholder, nina, citizen]) expect(await call(other)).toEqual(NOT_THERE);
	expect(await call(leader)).toEqual(DONE);
	expect(await call(leader)).toEqual(DONE);
	for (const reader of [leader, tovholder, citizen])
		expect(await called(reader)).toMatchObject({
			id,
			candidates: [{ name: nina.name, answer: null }]
		});
	for (const told of [tovholder, citizen, nina])
		expect(await newsOf(world, told)).toEqual(['allotment-meeting-called']);
});

test('R-120 who may be asked learns when and where, and not who it is about; others learn nothing', async () => {
	const { world, leader, helper, nina, call, called, id } = await undecided();
	await call(leader);
	expect(await world.as(nina).see(listAsked())).toMatchObject([
		{ id, place: 'Hos Amina', answer: null }
	]);
	for (const other of [nina, helper]) expect(await called(other)).toBeUndefined();
	expect(await world.as(helper).see(listAsked())).toEqual([]);
	expect(await world.as(helper).act((acting) => answerCall(acting, id, true, ''))).toEqual({
		ok: false,
		reason: 'request-not-open'
	});
	expect(await world.as(nina).act((acting) => answerCall(acting, id, true, 'Gerne'))).toEqual(DONE);
	expect(await called(leader)).toMatchObject({ candidates: [{ answer: 'yes', note: 'Gerne' }] });
	// The day after it there is nothing to answer any more.
	expect(await world.as(nina, addDays(MEETS, 1)).see(listAsked())).toEqual([]);
});

test('R-120 another time is answered anew, a stale change shows what is saved, and it can be called off', async () => {
	const { world, leader, nina, pathway, id, call, called } = await undecided();
	await call(leader);
	await world.as(nina).act((acting) => answerCall(acting, id, true, ''));
	const later = { ...at(addDays(MEETS, 1)) };
	expect(await call(leader, 1, later)).toEqual(DONE);
	expect(await call(leader, 1, later)).toEqual(DONE);
	expect(await called(leader)).toMatchObject({ version: 2, candidates: [{ answer: null }] });
	expect(await call(leader, 1, { place: 'Biblioteket' })).toMatchObject({
		reason: 'stale',
		saved: { version: 2, place: 'Hos Amina' }
	});
	const cancel = (version: number) =>
		world.as(leader).act((acting) => cancelMeeting(acting, pathway, id, version));
	expect(await cancel(1)).toEqual({ ok: false, reason: 'call-changed-meanwhile' });
	expect(await cancel(2)).toEqual(DONE);
	expect(await cancel(2)).toEqual(DONE);
	expect(await called(leader)).toBeUndefined();
	expect(await world.as(nina).see(listAsked())).toEqual([]);
});

test('R-120 it is decided at the meeting from its day on, and then there is none to call', async () => {
	const { world, leader, nina, pathway, call, called } = await undecided();
	const decideOn = (today: Day) =>
		decide(world, leader, pathway, decisionFor(nina, { route: 'meeting' }), today);
	const NONE = { ok: false, reason: 'no-meeting' };
	expect(await decideOn(MEETS)).toEqual(NONE);
	await call(leader);
	expect(await decideOn(addDays(MEETS, -1))).toEqual(NONE);
	expect(await decideOn(MEETS)).toEqual(APPOINTED);
	expect(await called(leader)).toBeUndefined();
	expect(await call(leader)).toEqual({ ok: false, reason: 'tovholder-decided' });
});

test('R-120 a meeting that is decided without, or whose pathway closes, is called off and those who would come are told', async () => {
	const first = await undecided();
	await first.call(first.leader);
	expect(await decide(first.world, first.leader, first.pathway, decisionFor(first.helper))).toEqual(
		APPOINTED
	);
	expect(await first.called(first.leader)).toBeUndefined();
	expect(await newsOf(first.world, first.nina)).toContain('allotment-meeting-cancelled');
	const second = await undecided();
	await second.call(second.leader);
	await database.owner.query(
		`update samspil.pathway set state = 'closed' where tenant_id = $1 and id = $2`,
		[second.world.tenant, second.pathway]
	);
	expect(await second.called(second.leader)).toBeUndefined();
	expect(await newsOf(second.world, second.nina)).toContain('allotment-meeting-cancelled');
});

test('R-121 the yes stands with its day and who heard it, and PostgreSQL appoints nobody without', async () => {
	const { world, leader, nina, pathway } = await undecided();
	const past = (agreedOn: Day | null, heardBy: string) =>
		world
			.as(leader)
			.act((acting) =>
				acting.first(appoint(randomUUID(), pathway, 1, decisionFor(nina, { agreedOn, heardBy })))
			);
	await expect(past(null, 'Lea')).rejects.toThrow('has said yes');
	await expect(past(TODAY, '')).rejects.toThrow('has said yes');
	await expect(past(addDays(TODAY, 1), 'Lea')).rejects.toThrow('has said yes');
	expect(
		await decide(world, leader, pathway, decisionFor(nina, { heardBy: 'Mona fra boformen' }))
	).toEqual(APPOINTED);
	const [holder] = await world.as(nina).see(listHolders(pathway));
	expect(holder).toMatchObject({ agreedOn: TODAY, heardBy: 'Mona fra boformen' });
});
