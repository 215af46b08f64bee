/** Being reminded of a meeting, and of changes that nobody was sent: who is told, when, and once. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { chooseReminders } from '#features/deadlines/server/choose-reminders.ts';
import { remind } from '#features/deadlines/test-remind.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Day } from '#values/day.ts';
import { hashOf, planOf } from '../sending.rules.ts';
import { listAgenda, listSendings } from './agenda.queries.ts';
import { answerMeeting } from './answer-meeting.ts';
import { addAgendaItem, changeAgendaItem, moveAgendaItemUp } from './keep-agenda.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { openMeeting } from './open-meeting.ts';
import {
	addParticipant,
	cancelMeeting,
	change,
	draftedMeeting,
	invite,
	ITEM,
	newItem,
	NOW,
	PLAN,
	sendChanges
} from './test-meeting.ts';

const database = await testDatabase();
const { owner, pools } = database;

/** A meeting on Wednesday 20 May 2026 that people are invited to, and what has been told since. */
async function invited(plan: Partial<typeof PLAN> = {}) {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, plan);
	await owner.query(
		`update samspil.allotment set decided_on = '2026-05-04' where tenant_id = $1 and pathway_id = $2`,
		[world.tenant, story.pathway]
	);
	expect((await invite(world, story, story.tovholder)).ok).toBe(true);
	await forget();
	async function forget() {
		await owner.query('delete from samspil.mail where tenant_id = $1', [world.tenant]);
		await owner.query('delete from samspil.notice where tenant_id = $1', [world.tenant]);
	}
	const told = async () => {
		const { rows } = await owner.query<{ person: string; kind: string; path: string }>(
			`select person_id as person, kind, path from samspil.notice where tenant_id = $1 and (kind like 'meeting-%' or kind = 'agenda-not-sent')`,
			[world.tenant]
		);
		return rows;
	};
	const mailed = async () => {
		const { rows } = await owner.query<{ person: string; kind: string; words: object }>(
			`select person_id as person, kind, words from samspil.mail where tenant_id = $1`,
			[world.tenant]
		);
		return rows;
	};
	const path = `/pathways/${story.pathway}/meetings/${story.meeting}`;
	const as = world.as(story.tovholder);
	const unsent = async () => {
		const { rows } = await owner.query<{ unsent: boolean }>(
			'select samspil.meeting_is_unsent($1, $2) as unsent',
			[world.tenant, story.meeting]
		);
		const isOther = await as.act(async (acting) => {
			const { meeting, participants, agenda } = (await openMeeting(
				acting,
				story.pathway,
				story.meeting
			))!;
			const [last] = await acting.all(listSendings(story.meeting));
			return last!.hash !== (await hashOf(planOf(meeting, participants, agenda)));
		});
		// the function of the database and the page say the same
		expect(rows[0]!.unsent).toBe(isOther);
		return isOther;
	};
	return { world, ...story, path, as, told, mailed, forget, unsent, story };
}

const days = async (...list: Day[]) => {
	for (const day of list) await remind(pools.jobs, day);
};

test('everybody who is invited is reminded the day before, the citizen on the citizen’s own page, and once', async () => {
	const { told, mailed, tovholder, helper, citizen, path } = await invited();
	await days('2026-05-18');
	expect(await told()).toEqual([]);
	await days('2026-05-19');
	await Promise.all([remind(pools.jobs, '2026-05-19'), remind(pools.jobs, '2026-05-19')]);
	await days('2026-05-20');
	const each = (kind: string) =>
		[
			{ person: tovholder.person, kind, path },
			{ person: helper.person, kind, path },
			{ person: citizen.person, kind, path: '/me' }
		].sort((a, b) => a.person.localeCompare(b.person));
	expect((await told()).sort((a, b) => a.person.localeCompare(b.person))).toEqual(
		each('meeting-tomorrow')
	);
	expect((await mailed()).map(({ person }) => person).sort()).toEqual(
		[tovholder.person, helper.person, citizen.person].sort()
	);
	expect((await mailed()).find(({ person }) => person === citizen.person)).toMatchObject({
		kind: 'reminder',
		words: { path: '/me', meetings: '1', day: '2026-05-20' }
	});
});

test('a citizen with several meetings tomorrow is led to their own page', async () => {
	const { world, story, as, citizen, tovholder, helper, mailed, forget } = await invited();
	const { pathway, shelter } = story;
	const later = {
		startsAt: new Date('2026-05-20T13:00:00Z'),
		endsAt: new Date('2026-05-20T14:00:00Z')
	};
	const meeting = await as.act(async (acting) => {
		const convened = await conveneMeeting(acting, pathway, { ...PLAN, ...later, id: randomUUID() });
		if (!convened.ok) throw new Error(convened.reason);
		await addAgendaItem(acting, pathway, convened.value.id, newItem());
		await addParticipant(acting, pathway, convened.value.id, {
			...{ id: randomUUID(), kind: 'person', person: helper.person },
			...{ organisation: shelter, reason: 'Kender boligforeningen' }
		});
		return convened.value.id;
	});
	expect(await invite(world, { ...story, meeting }, tovholder)).toMatchObject({ ok: true });
	await forget();
	await days('2026-05-19');
	const wordsTo = ({ person }: { person: string }) =>
		mailed().then((all) => all.find((each) => each.person === person)?.words);
	expect(await wordsTo(citizen)).toMatchObject({ path: '/me', meetings: '2' });
	expect(await wordsTo(tovholder)).toMatchObject({ path: '/', meetings: '2' });
});

test('L-8 no administrator reads in the outbox that a colleague is reminded as a citizen', async () => {
	const { world, citizen } = await invited();
	// a citizen who works somewhere too, and whose page is led to by its pathway
	await owner.query(
		`insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, function, active_from)
		values ($1, $2, $1, 'x', 'employee', '2026-01-01')`,
		[world.tenant, citizen.person]
	);
	for (const path of ['/me', '/me/plan', `/me?pathway=${crypto.randomUUID()}`, '/meetings']) {
		const kept = await owner.query<{ seen: boolean }>(
			`insert into samspil.mail (tenant_id, kind, person_id, words) values ($1, 'reminder', $2, jsonb_build_object('path', $3::text, 'meetings', '1'))
			returning in_outbox as seen`,
			[world.tenant, citizen.person, path]
		);
		expect([path, kept.rows[0]!.seen]).toEqual([path, path === '/meetings']);
	}
});

test('a meeting after days off is told on the last workday before', async () => {
	// Monday the 25th of May is Whit Monday
	const { told, helper } = await invited({
		startsAt: new Date('2026-05-26T08:00:00Z'),
		endsAt: new Date('2026-05-26T09:00:00Z')
	});
	await days('2026-05-21');
	expect(await told()).toEqual([]);
	await days('2026-05-22');
	expect((await told()).find(({ person }) => person === helper.person)?.kind).toBe(
		'meeting-after-days-off'
	);
});

test('whoever has said no, is not covered any more, or was called off is not reminded', async () => {
	const { told, world, helper, citizen, tovholder, pathway, meeting } = await invited();
	const people = async () => (await told()).map(({ person }) => person);
	const say = (who: Someone, answer: 'yes' | 'no') =>
		world
			.as(who)
			.act((acting) =>
				answerMeeting(acting, pathway, meeting, { answer, toSequence: 0, now: NOW })
			);
	expect((await say(helper, 'no')).ok).toBe(true);
	await owner.query(`delete from samspil.notice where kind = 'meeting-declined'`);
	await days('2026-05-19');
	expect((await people()).sort()).toEqual([tovholder.person, citizen.person].sort());

	const other = await invited();
	await owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[other.consentForMeetings]
	);
	await days('2026-05-19');
	expect((await other.told()).map(({ person }) => person)).not.toContain(other.helper.person);

	const off = await invited();
	await off.as.act((acting) => cancelMeeting(acting, off.pathway, off.meeting));
	await off.forget();
	await days('2026-05-19');
	expect(await off.told()).toEqual([]);
});

test('a meeting that is moved to another day is a new thing to be reminded of', async () => {
	const { told, world, story, helper, forget } = await invited();
	await days('2026-05-19');
	await forget();
	await change(world, story, {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	});
	await forget();
	await days('2026-05-20');
	expect((await told()).filter(({ person }) => person === helper.person)).toHaveLength(1);
});

test('of meetings one may want no mail, and is told in Samspil all the same', async () => {
	const { told, mailed, helper, world } = await invited();
	await world.as(helper).act((acting) => chooseReminders(acting, 0, { meetings: 'none' }));
	await days('2026-05-19');
	expect((await told()).map(({ person }) => person)).toContain(helper.person);
	expect((await mailed()).map(({ person }) => person)).not.toContain(helper.person);
});

test('R-163 whoever called the meeting is reminded on the last day for changes of those that nobody was sent', async () => {
	// the last day is Monday the 18th
	const { told, as, pathway, meeting, tovholder, path, unsent } = await invited();
	expect(await unsent()).toBe(false);
	await as.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomi' })));
	expect(await unsent()).toBe(true);
	await days('2026-05-15');
	expect(await told()).toEqual([]);
	await days('2026-05-18', '2026-05-18');
	expect(await told()).toEqual([{ person: tovholder.person, kind: 'agenda-not-sent', path }]);
});

test('R-163 the last day for changes brings a mail at once, whatever else has been chosen', async () => {
	for (const choices of [{ meetings: 'none' }, { meetings: 'weekly', tasks: 'weekly' }] as const) {
		const { as, mailed, pathway, meeting, tovholder, path } = await invited();
		await as.act((acting) => chooseReminders(acting, 0, choices));
		await as.act((acting) =>
			addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomi' }))
		);
		await days('2026-05-18');
		expect(await mailed()).toEqual([
			{
				person: tovholder.person,
				kind: 'reminder',
				words: { path, agendas: '1', day: '2026-05-18' }
			}
		]);
	}
});

test('R-163 nothing is told of an agenda that everybody has as it stands', async () => {
	const { told, as, pathway, meeting, helper, unsent, forget } = await invited();
	const [first] = await as.see(listAgenda(meeting));
	const second = newItem({ title: 'Økonomi', owner: null });
	await as.act((acting) => addAgendaItem(acting, pathway, meeting, second));
	await as.act((acting) => sendChanges(acting, pathway, meeting));
	expect(await unsent()).toBe(false);
	// moved up and back
	const up = async (id: string) => {
		const list = await as.see(listAgenda(meeting));
		const at = list.findIndex((each) => each.id === id);
		return as.act((acting) =>
			moveAgendaItemUp(acting, pathway, meeting, id, {
				version: list[at]!.version,
				above: list[at - 1]!.id
			})
		);
	};
	expect((await up(second.id)).ok).toBe(true);
	expect(await unsent()).toBe(true);
	expect((await up(first!.id)).ok).toBe(true);
	expect(await unsent()).toBe(false);
	await forget();
	await days('2026-05-18');
	expect(await told()).toEqual([]);
	// an owner, and somebody more on the list
	const list = await as.see(listAgenda(meeting));
	const { participants } = (await as.act((acting) => openMeeting(acting, pathway, meeting)))!;
	const owner = participants.find(({ person }) => person === helper.person)!.id;
	await as.act((acting) =>
		changeAgendaItem(acting, pathway, meeting, first!.id, list[0]!.version, { ...ITEM, owner })
	);
	expect(await unsent()).toBe(true);
	await as.act((acting) => sendChanges(acting, pathway, meeting));
	expect(await unsent()).toBe(false);
	await as.act((acting) =>
		addParticipant(acting, pathway, meeting, {
			id: crypto.randomUUID(),
			kind: 'guest',
			name: 'Anna Annesen',
			reason: 'Kender huset'
		})
	);
	expect(await unsent()).toBe(true);
});

test('R-163 the front page of whoever called it says that a meeting to come has changes nobody was sent, and nobody else’s does', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, {
		startsAt: new Date('2099-05-20T10:00:00Z'),
		endsAt: new Date('2099-05-20T11:00:00Z')
	});
	const { tovholder, helper, pathway, meeting } = story;
	await invite(world, story, tovholder);
	const waits = async (who: Someone) => (await world.as(who).see(findWaiting()))[0];
	expect(await waits(tovholder)).toMatchObject({ unsentMeetings: 0, firstUnsentAt: null });
	await world
		.as(tovholder)
		.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomi' })));
	expect(await waits(tovholder)).toMatchObject({
		unsentMeetings: 1,
		firstUnsentAt: `/pathways/${pathway}/meetings/${meeting}`
	});
	expect(await waits(helper)).toMatchObject({ unsentMeetings: 0 });
});
