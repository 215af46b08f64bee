/** Whose notices one reads, and what the front page counts, asked of PostgreSQL through the door. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginCollaboration } from '#features/collaborations/server/begin-collaboration.ts';
import { inviteGroup } from '#features/group-meetings/server/keep-group-meeting.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tellGroupSeats } from '#server/jobs/tell-group-seats.ts';
import { addDays } from '#values/day.ts';
import { listNotices, listUnread, markRead } from './notice.queries.ts';
import { findWaiting } from './waiting.queries.ts';

const database = await testDatabase();

/** As the database itself leaves one. */
const tell = ({ insert, tenant }: World, to: Someone, kind: string) =>
	insert('notice', { tenant_id: tenant, person_id: to.person, kind, path: '/framework' });
const waiting = async (world: World, who: Someone) => (await world.as(who).see(findWaiting()))[0];

test('one reads and marks one’s own notices and nobody else’s, newest first', async () => {
	const world = await newWorld(database);
	const [maja, bo] = [
		await world.worker('Maja', world.tenant),
		await world.worker('Bo', world.tenant)
	];
	for (const kind of ['first', 'second', 'third']) await tell(world, maja, kind);
	const list = await world.as(maja).see(listNotices());
	expect(list.map(({ kind }) => kind)).toEqual(['third', 'second', 'first']);
	expect((await world.as(maja).see(listNotices(list[0]!.id))).map(({ kind }) => kind)).toEqual([
		'second',
		'first'
	]);
	expect(await world.as(maja).see(listNotices(randomUUID()))).toEqual([]);
	expect(await world.as(bo).see(listNotices())).toEqual([]);
	const mark = (who: Someone, id: string | null) =>
		world.as(who).act((acting) => acting.run(markRead(id)));
	expect(await mark(bo, list[0]!.id)).toBe(0);
	expect(await mark(maja, list[0]!.id)).toBe(1);
	expect(await mark(maja, list[0]!.id)).toBe(0);
	expect(await mark(bo, null)).toBe(0);
	expect(await world.as(maja).see(listUnread(5))).toHaveLength(2);
	expect(await mark(maja, null)).toBe(2);
	expect(await world.as(maja).see(listUnread(5))).toEqual([]);
});

test('nobody in particular is told nothing', async () => {
	const { rows } = await readAs(
		database.pools.app,
		{ token: undefined, today: TODAY },
		findWaiting(),
		listUnread(5)
	);
	expect(rows[0]).toMatchObject([{ frameworkState: null, openPathways: 0, partnerRequests: 0 }]);
	expect(rows[1]).toEqual([]);
});

test('the project leader sees the draft, the colleague does not have it waiting', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lene', world.tenant, 'project-leader');
	expect(await waiting(world, leader)).toMatchObject({ frameworkState: null, collaborations: 0 });
	await world
		.as(leader)
		.act((acting) =>
			beginCollaboration(acting, { id: randomUUID(), name: 'x', purpose: '', phase: 'start-up' })
		);
	expect(await waiting(world, leader)).toMatchObject({
		frameworkState: 'draft',
		leadsFramework: true,
		collaborations: 1
	});
	const emil = await world.worker('Emil', world.tenant);
	expect(await waiting(world, emil)).toMatchObject({ leadsFramework: false, decisionWaits: false });
});

test('R-122 the project leader counts pathways that wait for a tovholder, and those past their week', async () => {
	const world = await newWorld(database);
	const { leader, tovholder, pathway, collaboration } = await world.coordinatedPathway();
	await database.owner.query(
		`update samspil.allotment set registered_on = '2026-04-27', due_on = '2026-05-04', decided_on = null
		where tenant_id = $1 and pathway_id = $2`,
		[world.tenant, pathway]
	);
	const counted = async (who: Someone, day: string) => {
		const [row] = await world.as(who, day).see(findWaiting());
		return [row!.undecidedAllotments, row!.overdueAllotments, row!.firstAllotmentIn];
	};
	expect(await counted(leader, '2026-05-04')).toEqual([1, 0, collaboration]);
	expect(await counted(leader, '2026-05-05')).toEqual([1, 1, collaboration]);
	expect(await counted(tovholder, '2026-05-05')).toEqual([0, 0, null]);
});

test('R-122, R-128 the tovholder’s front page tells what is quiet, and what is late around them; nobody else’s does', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, helper, leader, pathway, citizen } = story;
	await database.owner.query(
		`update samspil.pathway set registered_on = '2026-04-01' where id = $1`,
		[pathway]
	);
	await database.owner.query(
		`update samspil.allotment set registered_on = '2026-04-01', due_on = '2026-04-08', decided_on = null where pathway_id = $1`,
		[pathway]
	);
	for (const who of [helper, tovholder])
		await world.task(pathway, 'housing', tovholder, 'Ring', who);
	await database.owner.query(
		`update samspil.task set due_on = '2026-05-03' where pathway_id = $1`,
		[pathway]
	);
	const told = async (who: Someone, day: string) => {
		const [row] = await world.as(who, day).see(findWaiting());
		return row && [row.silent, row.firstSilent, row.lateTasksAround, row.lateDecisions];
	};
	// 21 days, and the day itself is in time.
	expect(await told(tovholder, '2026-04-22')).toEqual([0, null, 0, 1]);
	expect(await told(tovholder, '2026-04-23')).toEqual([1, pathway, 0, 1]);
	expect(await told(tovholder, '2026-05-04')).toEqual([1, pathway, 1, 1]);
	for (const other of [helper, leader, citizen])
		expect(await told(other, '2026-05-04')).toEqual([0, null, 0, 0]);
	await world.insert('contact_rhythm', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		days: 40,
		changed_by_name: tovholder.name
	});
	expect(await told(tovholder, '2026-05-11')).toEqual([0, null, 1, 1]);
	expect(await told(tovholder, '2026-05-12')).toEqual([1, pathway, 1, 1]);
	const heard = await world.entry(pathway, 'contact', tovholder, 'Talte sammen');
	await database.owner.query(
		`update samspil.entry set kind = 'contact', starts_on = '2026-05-11', channel = 'phone', reached = true where id = $1`,
		[heard]
	);
	expect(await told(tovholder, '2026-05-12')).toEqual([0, null, 1, 1]);
});

test('what nobody answered in time waits for whoever holds the threads: to join, and of room', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const asked = await world.organisation('private');
	const partner = await world.partner(pathway, asked, 'contacted');
	const untilDay = async (day: string) =>
		database.owner.query('update samspil.partner set answer_before = $2 where id = $1', [
			partner,
			day
		]);
	const waits = async (who: Someone) => {
		const [now] = await world.as(who).see(findWaiting());
		return [now?.unanswered, now?.firstUnansweredIn];
	};
	await untilDay('2026-05-04');
	expect(await waits(tovholder)).toEqual([0, null]);
	await untilDay('2026-05-03');
	expect(await waits(tovholder)).toEqual([1, pathway]);
	expect(await waits(helper)).toEqual([0, null]);
	await world.insert('capacity_question', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		organisation_id: asked,
		organisation_name: 'x',
		question: 'Har I plads?',
		answer_before: '2026-05-01',
		asked_by: tovholder.person,
		asked_by_name: 'x',
		asked_by_organisation_name: 'x'
	});
	expect(await waits(tovholder)).toEqual([2, pathway]);
});

test('a request counts for the organisation that is asked, a pathway for those who are on it', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, colleague, pathway } = await world.coordinatedPathway();
	const asked = await world.organisation('private');
	const anna = await world.worker('Anna', asked);
	await world.partner(pathway, asked, 'contacted');
	expect(await waiting(world, anna)).toMatchObject({ partnerRequests: 1, openPathways: 0 });
	expect(await waiting(world, colleague)).toMatchObject({ partnerRequests: 0, openPathways: 0 });
	expect(await waiting(world, helper)).toMatchObject({ partnerRequests: 0, openPathways: 1 });
	expect(await waiting(world, tovholder)).toMatchObject({ openPathways: 1 });
	const unproven = await world.session(anna.person, anna.name, {
		hat: 'organisation',
		organisation: asked,
		strong: false
	});
	expect(await waiting(world, unproven)).toMatchObject({ partnerRequests: 0 });
});

test('one’s own task, the meeting one is invited to and the only pathway are found; others find none of it', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, colleague, pathway } = await world.coordinatedPathway();
	await world.task(pathway, 'housing', tovholder, 'Ring til udlejeren', helper);
	const place = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings')
	};
	const meeting = async (startsAt: string, state: string, invited: Someone) => {
		const id = randomUUID();
		await world.insert('meeting', {
			...place,
			id,
			state,
			purpose: 'Bolig',
			why_now: 'x',
			form: 'in-person',
			starts_at: startsAt,
			ends_at: startsAt.replace('T10', 'T11'),
			place: 'Biblioteket',
			place_agreed_on: TODAY,
			interpreter: 'no',
			interpreter_agreed_on: TODAY,
			companion_note: 'Hun kommer alene',
			convened_by: tovholder.person,
			convened_by_organisation_id: tovholder.organisation
		});
		await world.insert('meeting_participant', {
			...place,
			id: randomUUID(),
			meeting_id: id,
			kind: 'person',
			person_id: invited.person,
			organisation_id: invited.organisation,
			name: invited.name,
			reason: 'Tovholder'
		});
		return id;
	};
	await meeting('2020-01-01T10:00:00Z', 'invited', tovholder);
	await meeting('2199-01-01T10:00:00Z', 'draft', tovholder);
	await meeting('2199-01-02T10:00:00Z', 'invited', helper);
	const next = await meeting('2199-01-04T10:00:00Z', 'invited', tovholder);
	await meeting('2199-01-05T10:00:00Z', 'invited', tovholder);
	expect(await waiting(world, tovholder)).toMatchObject({
		onlyPathway: pathway,
		firstTaskIn: null,
		nextMeeting: { path: `/pathways/${pathway}/meetings/${next}` }
	});
	// Invited, and not let into the meetings: the helper's consent covers housing alone.
	expect(await waiting(world, helper)).toMatchObject({
		onlyPathway: pathway,
		firstTaskIn: pathway,
		nextMeeting: null
	});
	expect(await waiting(world, colleague)).toMatchObject({
		onlyPathway: null,
		firstTaskIn: null,
		nextMeeting: null
	});
});

test('R-171 tasks and meetings of groups wait for those they are for: what is late is counted, what is done is not, and others find none of it', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const chair = await world.worker('Vera Vang', world.tenant);
	const collaboration = await world.collaboration(leader, world.tenant);
	for (const who of [leader, chair]) await world.seat(collaboration, 'steering', who);
	const [series, meeting, item] = [randomUUID(), randomUUID(), randomUUID()];
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: TODAY
	});
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: TODAY,
		starts_at: '2199-01-03T10:00:00Z',
		ends_at: '2199-01-03T11:00:00Z'
	});
	await world.insert('group_item', {
		tenant_id: world.tenant,
		id: item,
		meeting_id: meeting,
		position: 1,
		standing: 'promises'
	});
	const helper = await world.worker('Hanne Hjælper', world.tenant);
	await world.seat(collaboration, 'steering', helper);
	const task = async (due: string | null, state: string) => {
		const id = randomUUID();
		await world.insert('group_task', {
			tenant_id: world.tenant,
			id,
			meeting_id: meeting,
			item_id: item,
			title: 'Lad nøglen ligge i kassen',
			responsible_person_id: chair.person,
			responsible_organisation_id: world.tenant,
			responsible_name: chair.name,
			responsible_organisation_name: 'Solby Kommune',
			due_on: due,
			state,
			created_by: leader.person,
			created_by_name: leader.name
		});
		await world.insert('group_task_helper', {
			tenant_id: world.tenant,
			task_id: id,
			person_id: helper.person,
			organisation_id: world.tenant,
			name: helper.name,
			organisation_name: 'Solby Kommune'
		});
	};
	await task(addDays(TODAY, -1), 'open');
	await task(TODAY, 'open');
	await task(null, 'open');
	await task(addDays(TODAY, -1), 'done');
	const none = { groupTasks: 0, overdueGroupTasks: 0, helpingTasks: 0, nextMeeting: null };
	// a meeting that nobody is invited to is not one's next
	expect(await waiting(world, chair)).toMatchObject({
		...none,
		groupTasks: 3,
		overdueGroupTasks: 1
	});
	// whoever helps is told so, and of no task as their own
	expect(await waiting(world, helper)).toMatchObject({
		...none,
		...{ helpingTasks: 3, overdueHelpingTasks: 1 }
	});
	expect(await waiting(world, leader)).toMatchObject(none);
	await world.as(leader).act((acting) => inviteGroup(acting, { collaboration, meeting }, 1));
	const path = `/collaborations/${collaboration}/meetings/${meeting}`;
	for (const who of [leader, chair])
		expect(await waiting(world, who)).toMatchObject({ nextMeeting: { path } });
	const outside = await world.worker('Otto Andersen', world.tenant);
	expect(await waiting(world, outside)).toMatchObject(none);
	await database.owner.query('update samspil.group_member set until = $2 where person_id = $1', [
		chair.person,
		addDays(TODAY, -1)
	]);
	// whoever has left the group has its meeting no more, and still what they have promised
	await tellGroupSeats(database.pools.jobs, TODAY);
	expect(await waiting(world, chair)).toMatchObject({ groupTasks: 3, nextMeeting: null });
});

test('R-057 who sits in a group is told that the project leader has left, and nobody else is', async () => {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary');
	const leader = await world.worker('Lene', world.tenant, 'project-leader');
	const chair = await world.worker('Hans', shelter, 'manager');
	const colleague = await world.worker('Kim', shelter, 'volunteer');
	const collaboration = await world.collaboration(leader, shelter);
	await world.seat(collaboration, 'steering', chair);
	const stops = (lastDay: string) =>
		database.owner.query('update samspil.membership set active_until = $2 where person_id = $1', [
			leader.person,
			lastDay
		]);
	await stops(TODAY);
	expect(await waiting(world, chair)).toMatchObject({ leaderlessIn: null });
	await stops('2026-05-03');
	expect(await waiting(world, chair)).toMatchObject({ leaderlessIn: collaboration });
	expect(await waiting(world, colleague)).toMatchObject({ leaderlessIn: null });
});
