/** A group finds a time: proposed by whoever keeps the meeting, answered on the page and by the link in the mail, and chosen. */
import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import {
	answerTimesByLink,
	findTimesLink,
	listTimesByLink
} from '#features/held-meetings/server/times-link.queries.ts';
import type { TimeAnswer } from '#features/held-meetings/times.rules.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { tables } from '#server/tables.ts';
import { addDays, type Day } from '#values/day.ts';
import { answerGroupTimes, pickGroupTime, proposeGroupTimes } from './find-group-time.ts';
import {
	askGroupTimes,
	listGroupOptionAnswers,
	listGroupOptions,
	saveGroupAnswer
} from './group-times.queries.ts';
import { inviteGroup } from './keep-group-meeting.ts';
import { findGroupMeeting } from './series.queries.ts';

const database = await testDatabase();
const { owner } = database;
const NOW = new Date(`${TODAY}T10:00:00Z`);
const at = (hour: number, day = 20) => {
	const on = addDays(TODAY, day);
	return {
		startsAt: new Date(`${on}T${String(hour).padStart(2, '0')}:00:00Z`),
		endsAt: new Date(`${on}T${String(hour + 1).padStart(2, '0')}:00:00Z`)
	};
};

/** A steering group of three, somebody who takes part in the collaboration and sits elsewhere, and a meeting that is planned. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const second = await world.worker('Sara Sø', shelter);
	const other = await world.worker('Otto Andersen', shelter);
	const stranger = await world.worker('Signe Strand', await world.organisation('voluntary'));
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	for (const who of [leader, chair, second]) await world.seat(collaboration, 'steering', who);
	await world.seat(collaboration, 'project', other);
	const [series, meeting] = [randomUUID(), randomUUID()];
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: addDays(TODAY, 14)
	});
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: addDays(TODAY, 14),
		starts_at: at(8, 14).startsAt,
		ends_at: at(8, 14).endsAt
	});
	const ids = { collaboration, meeting };
	const options = (who: Someone = leader) => world.as(who).see(listGroupOptions(meeting));
	const shown = async () => (await options()).map(({ id }) => id).join(' ');
	return {
		...{ world, leader, chair, second, other, stranger, ids, meeting, options, shown },
		propose: async (times: ReturnType<typeof at>[], on?: string, who = leader) => {
			const seen = on ?? (await shown());
			return world
				.as(who)
				.act((acting) => proposeGroupTimes(acting, ids, { times, shown: seen, now: NOW }));
		},
		say: (who: Someone, option: string, answer: TimeAnswer) =>
			world.as(who).act((acting) => answerGroupTimes(acting, ids, [{ option, answer }])),
		answers: (who: Someone = leader) => world.as(who).see(listGroupOptionAnswers(meeting)),
		pick: (option: string, who = leader) =>
			world.as(who).act((acting) => pickGroupTime(acting, ids, option, NOW)),
		found: async () => (await world.as(leader).see(findGroupMeeting(collaboration, meeting)))[0]!
	};
}

/** What has been sent to people, the first first. */
const mailsOf = async ({ tenant }: World) =>
	(
		await owner.query<{ kind: string; person: string; path: string; startsAt: string | null }>(
			`select kind, person_id as person, words ->> 'path' as path, calendar ->> 'startsAt' as "startsAt"
			from samspil.mail where tenant_id = $1 order by created_at, id`,
			[tenant]
		)
	).rows;
const linksTo = async (world: World, { person }: Someone) =>
	(await mailsOf(world)).flatMap((mail) =>
		mail.kind === 'times-proposed' && mail.person === person
			? [mail.path.replace('/times/', '')]
			: []
	);
const openly = async <Row>(query: { compile(): CompiledQuery<Row> }): Promise<Row[]> => {
	const { rows } = await readAs(database.pools.app, { token: undefined, today: TODAY }, query);
	return rows[0];
};
const standing = async (token: string, today: Day = TODAY) =>
	(await openly(findTimesLink(token, today)))[0]?.state;
const byLink = async (token: string, said: { option: string; answer: TimeAnswer }[]) =>
	(await openly(answerTimesByLink(token, said, TODAY)))[0]!.outcome;

test('two times are proposed; those who sit in the group are asked and answer, and nobody else does', async () => {
	const { world, leader, chair, second, other, stranger, options, shown, propose, say, answers } =
		await story();
	expect((await propose([at(8), at(9)])).ok).toBe(true);
	expect((await propose([at(8), at(9)], '')).ok).toBe(true);
	expect(await propose([at(10)], '')).toMatchObject({ reason: 'times-changed' });
	for (const who of [chair, other, stranger])
		expect(await propose([at(10)], await shown(), who)).toMatchObject({ reason: 'not-there' });
	const asked = (await mailsOf(world)).filter(({ kind }) => kind === 'times-proposed');
	expect(asked.map(({ person }) => person).sort()).toEqual([chair.person, second.person].sort());
	const notices = await owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'group-times-proposed'`,
		[world.tenant]
	);
	expect(notices.rows.map(({ person }) => person).sort()).toEqual(
		[chair.person, second.person].sort()
	);
	const [first, later] = await options(chair);
	expect((await say(chair, first!.id, 'no')).ok).toBe(true);
	expect((await say(chair, first!.id, 'if-need-be')).ok).toBe(true);
	expect((await say(leader, later!.id, 'yes')).ok).toBe(true);
	expect(await say(other, first!.id, 'yes')).toMatchObject({ reason: 'not-asked-about-times' });
	expect(await say(stranger, first!.id, 'yes')).toMatchObject({ reason: 'not-there' });
	expect([await options(stranger), await answers(stranger)]).toEqual([[], []]);
	expect(await answers(second)).toHaveLength(2);
	// PostgreSQL refuses what the verb would have: an answer of somebody who is not asked, or one for somebody else
	await expect(
		world
			.as(other)
			.act((acting) => acting.run(saveGroupAnswer({ option: first!.id, answer: 'yes' })))
	).rejects.toThrow(/row-level security/);
	const forged = tables.updateTable('group_option_answer').set({ answer: 'no' });
	expect(await world.as(second).act((acting) => acting.run(forged))).toBe(0);
	await expect(
		world
			.as(chair)
			.act((acting) =>
				acting.run(
					tables
						.updateTable('group_option_answer')
						.set({ answer: 'no' })
						.where('person_id', '=', leader.person)
				)
			)
	).resolves.toBe(0);
	// one that stays keeps what was said of it
	expect((await propose([at(9), at(10)])).ok).toBe(true);
	expect(await answers()).toMatchObject([{ option: later!.id, person: leader.person }]);
	expect(await say(chair, first!.id, 'yes')).toMatchObject({ reason: 'time-not-proposed' });
});

test('the front page of who is asked counts the question until it is answered, and nobody else’s does', async () => {
	const { world, leader, chair, other, stranger, ids, options, propose, say, pick } = await story();
	const front = async (who: Someone) => (await world.as(who).see(findWaiting()))[0]!;
	// a day that is to come by the clock of the database too
	await propose([at(8, 36_500)]);
	expect(await front(chair)).toMatchObject({
		askedTimes: 1,
		firstTimesAt: `/collaborations/${ids.collaboration}/meetings/${ids.meeting}/times`
	});
	for (const who of [leader, other, stranger]) expect((await front(who)).askedTimes).toBe(0);
	const [only] = await options();
	await say(chair, only!.id, 'if-need-be');
	expect((await front(chair)).askedTimes).toBe(0);
	await propose([at(9, 36_500)]);
	expect((await front(chair)).askedTimes).toBe(1);
	await pick((await options())[0]!.id);
	expect((await front(chair)).askedTimes).toBe(0);
});

test('the chosen time is the meeting’s and everybody in the group is invited to it', async () => {
	const { world, leader, chair, second, ids, options, propose, pick, say, found } = await story();
	await propose([at(8), at(9)]);
	const [, later] = await options();
	expect(await pick(later!.id, chair)).toMatchObject({ reason: 'not-there' });
	expect((await pick(randomUUID())).ok).toBe(false);
	expect(await pick(later!.id)).toEqual({ ok: true, value: true });
	expect(await found()).toMatchObject({ state: 'invited', ...at(9) });
	expect(await options()).toEqual([]);
	const invited = (await mailsOf(world)).filter(({ kind }) => kind === 'meeting-invitation');
	expect(invited.map(({ person }) => person).sort()).toEqual(
		[leader.person, chair.person, second.person].sort()
	);
	for (const { startsAt } of invited) expect(startsAt).toBe(at(9).startsAt.toISOString());
	expect(await pick(later!.id)).toMatchObject({ reason: 'times-are-settled' });
	expect(await propose([at(12)])).toMatchObject({ reason: 'times-are-settled' });
	expect(await say(chair, later!.id, 'no')).toMatchObject({ reason: 'times-are-settled' });
	expect(
		await world.as(leader).act((acting) => acting.first(askGroupTimes(chair.person, ids.meeting)))
	).toEqual({ isAsked: false });
});

test('a time that has passed by the time it is chosen is not the meeting’s', async () => {
	const { world, leader, ids, options, propose, found } = await story();
	await propose([at(8), at(9)]);
	const [first] = await options();
	const late = await world
		.as(leader)
		.act((acting) => pickGroupTime(acting, ids, first!.id, first!.startsAt));
	expect(late).toMatchObject({ reason: 'time-is-past' });
	expect((await found()).state).toBe('planned');
	expect(await options()).toHaveLength(2);
});

test('times are answered by the link in a mail, once, without signing in, and only what was asked', async () => {
	const { world, leader, chair, second, ids, options, propose, answers } = await story();
	await propose([at(8), at(9)]);
	const [first, later] = await options();
	expect(await linksTo(world, leader)).toEqual([]);
	const [token] = await linksTo(world, chair);
	for (let looks = 0; looks < 3; looks += 1) expect(await standing(token!)).toBe('open');
	expect(await openly(listTimesByLink(token!, TODAY))).toEqual(
		[first, later].map((option) => ({ ...option, answer: null }))
	);
	const said = [
		{ option: first!.id, answer: 'no' as const },
		{ option: later!.id, answer: 'yes' as const }
	];
	expect(await byLink(token!, [...said, { option: randomUUID(), answer: 'yes' }])).toBe('changed');
	expect(await answers()).toEqual([]);
	const outcomes = await Promise.all([byLink(token!, said), byLink(token!, said)]);
	expect(outcomes.toSorted()).toEqual(['answered', 'gone']);
	expect(await standing(token!)).toBe('used');
	expect(await openly(listTimesByLink(token!, TODAY))).toEqual([]);
	expect(await answers()).toEqual(
		expect.arrayContaining(said.map((each) => ({ ...each, person: chair.person })))
	);
	const { rows } = await owner.query(
		`select person_id as person, organisation_id as organisation from samspil.audit_event
		where tenant_id = $1 and action = 'group-meeting.times-answered'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: chair.person, organisation: chair.organisation }]);
	// whoever leaves the group is asked no more, and neither is anybody when people are invited
	const [hers] = await linksTo(world, second);
	const leave = (until: string | null) =>
		owner.query(
			'update samspil.group_member set until = $3 where tenant_id = $1 and person_id = $2',
			[world.tenant, second.person, until]
		);
	await leave(addDays(TODAY, -1));
	expect(await standing(hers!)).toBe('over');
	expect(await byLink(hers!, said)).toBe('gone');
	await leave(TODAY);
	expect(await standing(hers!)).toBe('open');
	await world.as(leader).act((acting) => inviteGroup(acting, ids, 1));
	expect(await standing(hers!)).toBe('over');
});

test('a link is of the newest question, for two weeks, and is forgotten when its mail has left', async () => {
	const { world, leader, chair, meeting, propose } = await story();
	await propose([at(8)]);
	await propose([at(9), at(10)]);
	const [old, token] = await linksTo(world, chair);
	expect([await standing(old!), await standing(token!)]).toEqual(['over', 'open']);
	const expire = (interval: string) =>
		owner.query(
			`update samspil.group_times_link set expires_at = now() + $2::interval where meeting_id = $1 and used_at is null`,
			[meeting, interval]
		);
	await expire('1 second');
	expect(await standing(token!)).toBe('open');
	await expire('-1 second');
	expect(await standing(token!)).toBe('over');
	await owner.query(`update samspil.mail set state = 'sent' where tenant_id = $1`, [world.tenant]);
	expect(await linksTo(world, chair)).not.toContain(token);
	await expect(
		world.as(leader).see(tables.selectFrom('group_times_link').select('person_id'))
	).rejects.toThrow(/permission denied/);
});
