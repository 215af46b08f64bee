/** Reminders of agreements, with the clock moved: each day at its own rhythm, to those it is for, and once. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { AGREEMENT_RHYTHMS } from '#values/rhythm.ts';
import { addDays, type Day } from '#values/day.ts';
import { isWorkday } from '#values/holiday.ts';
import { testDatabase, type TestDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { remind } from '../test-remind.ts';

const database = await testDatabase();

/** An agreement in force between the municipality and a shelter; `owner` sees to its review. */
async function agreement(until: Day | null = null) {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Nattely');
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const owner = await world.worker('Olga Ordner', world.tenant);
	const host = await world.worker('Vera Vang', shelter, 'manager');
	const helper = await world.worker('Hans Hjælper', shelter, 'volunteer');
	const id = randomUUID();
	await behindTheGuard(database, async (query) => {
		await query(
			`insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, begun_by,
				begun_by_organisation, owner_person_id, owner_organisation_id)
			values ($1, $2, 'agreement', 'cooperation-contract', 1, 'Hjem igen', $3, $1, $4, $1)`,
			[world.tenant, id, leader.person, owner.person]
		);
		for (const [place, [party, responsible]] of (
			[
				[world.tenant, leader],
				[shelter, host]
			] as [string, Someone][]
		).entries())
			await query(
				`insert into samspil.document_party (tenant_id, document_id, organisation_id, place, responsible_person_id)
				values ($1, $2, $3, $4, $5)`,
				[world.tenant, id, party, place, responsible.person]
			);
		await query(
			`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate,
				fate_at, from_on, until_on)
			values ($1, $2, $3, 1, $5, decode(repeat('a1', 32), 'hex'), 'Lone Leder', 'agreed', now(), '2020-01-01', $4)`,
			[
				world.tenant,
				randomUUID(),
				id,
				until,
				JSON.stringify({
					title: 'Hjem igen',
					parties: [
						{ organisation: world.tenant, responsible: leader },
						{ organisation: shelter, responsible: host }
					].map(({ organisation, responsible: { person, name } }) => ({
						organisation,
						name: organisation,
						responsible: { person, name, title: '' },
						executing: [],
						signatories: []
					}))
				})
			]
		);
	});
	const due = (kind: string, dueOn: Day, more: object = {}) =>
		world.insert('agreement_due', {
			tenant_id: world.tenant,
			document_id: id,
			kind,
			due_on: dueOn,
			...more
		});
	const told = async () => {
		const { rows } = await database.owner.query(
			`select person_id as person, kind, path from samspil.notice where tenant_id = $1 order by created_at, kind, person_id`,
			[world.tenant]
		);
		return rows as { person: string; kind: string; path: string }[];
	};
	return { world, id, shelter, leader, owner, host, helper, due, told };
}

async function behindTheGuard(
	{ owner }: TestDatabase,
	work: (query: (text: string, values: unknown[]) => Promise<unknown>) => Promise<void>
) {
	const client = await owner.connect();
	try {
		await client.query('begin');
		await client.query('set local session_replication_role = replica');
		await work((text, values) => client.query(text, values));
		await client.query('commit');
	} finally {
		client.release();
	}
}

const remindOn = (...days: Day[]) =>
	days.reduce(
		(before, day) => before.then(() => remind(database.pools.jobs, day)),
		Promise.resolve(0)
	);

// 2026-05-04 is a Monday.
test('R-005 the owner hears of a review a month and a week before and on the day; overdue, every party does', async () => {
	const { id, leader, owner, host, due, told } = await agreement();
	await due('review', '2026-07-01'); // a Wednesday
	await remindOn('2026-05-29');
	expect(await told()).toEqual([]);
	await remindOn('2026-06-01', '2026-06-02', '2026-06-23');
	expect(await told()).toEqual([
		{ person: owner.person, kind: 'agreement-review-soon', path: `/agreements/${id}` }
	]);
	await remindOn('2026-06-24', '2026-07-01', '2026-07-02', '2026-07-07');
	expect((await told()).map(({ kind, person }) => [kind, person === owner.person])).toEqual([
		['agreement-review-soon', true],
		['agreement-review-soon', true],
		['agreement-review-due', true]
	]);
	await remindOn('2026-07-08', '2026-07-09');
	const late = (await told()).slice(3);
	expect(late.map(({ person }) => person).toSorted()).toEqual(
		[leader.person, host.person].toSorted()
	);
});

test('R-285, R-286 the last day for a notice and the expiry have rhythms of their own, for every party', async () => {
	const { leader, host, due, told } = await agreement('2027-06-30');
	await due('last-notice', '2026-11-30'); // a Monday
	await due('expiry', '2027-06-30');
	// All workdays around each step; that the days between bring up nothing, reminder.rules.test.ts walks through.
	const around = (rhythm: readonly number[], dueOn: Day) =>
		rhythm.flatMap((step) => [-3, -2, -1, 0, 1].map((days) => addDays(dueOn, step + days)));
	const days = new Set([
		TODAY,
		...around(AGREEMENT_RHYTHMS['last-notice'], '2026-11-30'),
		...around(AGREEMENT_RHYTHMS.expiry, '2027-06-30')
	]);
	for (const day of [...days].sort()) if (day >= TODAY && isWorkday(day)) await remindOn(day);
	const kinds = (person: string) => async () =>
		(await told()).filter((each) => each.person === person).map(({ kind }) => kind);
	for (const { person } of [leader, host]) {
		const all = await kinds(person)();
		expect(all.filter((kind) => kind === 'agreement-last-notice-soon')).toHaveLength(
			AGREEMENT_RHYTHMS['last-notice'].length
		);
		// That it expires within a year, half a year, three months, a month.
		expect(all.filter((kind) => kind === 'agreement-expiry-soon')).toHaveLength(
			AGREEMENT_RHYTHMS.expiry.length
		);
		expect(all).toHaveLength(8);
	}
}, 120_000);

test('a last day on a Saturday is brought up on the Friday before', async () => {
	const { due, told } = await agreement();
	await due('last-notice', '2026-05-09');
	await remindOn('2026-05-04', '2026-05-07');
	expect(await told()).toHaveLength(2);
	await remindOn('2026-05-08', '2026-05-11');
	expect(await told()).toHaveLength(4);
});

test('R-265 a promise is brought up with whoever is responsible at its party, by its own address, and late goes one step up', async () => {
	const { world, id, shelter, owner, host, due, told } = await agreement();
	const promise = randomUUID();
	await world.insert('agreement_obligation', {
		tenant_id: world.tenant,
		id: promise,
		document_id: id,
		live_key: 'a',
		party_id: shelter,
		what: 'Åbne hver nat',
		due_on: '2026-05-11'
	});
	const more = { party_id: shelter, obligation_id: promise };
	await due('obligation', '2026-05-11', more);
	await remindOn('2026-05-04');
	// The day is kept anew whenever something moves: it is the same promise on the same day.
	await database.owner.query('delete from samspil.agreement_due where document_id = $1', [id]);
	await due('obligation', '2026-05-11', more);
	await remindOn('2026-05-05', '2026-05-11', '2026-05-18');
	const all = await told();
	expect(all.filter(({ person }) => person === host.person)).toEqual(
		['soon', 'due', 'due'].map((when) => ({
			person: host.person,
			kind: `agreement-obligation-${when}`,
			path: `/promises/${promise}`
		}))
	);
	expect(all.slice(2).filter(({ person }) => person !== host.person)).toEqual([
		{ person: owner.person, kind: 'deadline-late', path: `/promises/${promise}` }
	]);
	expect(all).toHaveLength(4);
});

test('where nobody is responsible any more, the others whom the party has named hear of it', async () => {
	const { world, id, shelter, host, helper, due, told } = await agreement();
	await world.insert('document_executor', {
		tenant_id: world.tenant,
		document_id: id,
		organisation_id: shelter,
		person_id: helper.person
	});
	await database.owner.query(
		'update samspil.membership set active_until = $2 where person_id = $1',
		[host.person, '2026-05-01']
	);
	await due('renewal', '2026-05-11', { party_id: shelter });
	await remindOn('2026-05-04');
	expect(await told()).toMatchObject([{ person: helper.person, kind: 'agreement-renewal-soon' }]);
});

test('R-005 a review whose owner has left is told at once to the managers and signatories of every party', async () => {
	const { world, leader, owner, host, due, told } = await agreement();
	const mayor = await world.worker('Mads Borg', world.tenant, 'manager');
	await world.worker('Karl Kontor', world.tenant);
	const left = 'update samspil.membership set active_until = $2 where person_id = $1';
	await database.owner.query(left, [owner.person, '2026-05-01']);
	await due('review', '2026-06-01');
	await remindOn('2026-05-04', '2026-05-05');
	const all = await told();
	expect(all.map(({ person }) => person).toSorted()).toEqual(
		[leader.person, host.person, mayor.person].toSorted()
	);
	expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['agreement-review-soon']));
});

test('R-005 a review that never had an owner is nobody’s secret either', async () => {
	const { id, leader, host, due, told } = await agreement();
	await database.owner.query(
		'update samspil.document set owner_person_id = null, owner_organisation_id = null where id = $1',
		[id]
	);
	await due('review', '2026-06-01');
	await remindOn('2026-05-04');
	expect((await told()).map(({ person }) => person).toSorted()).toEqual(
		[leader.person, host.person].toSorted()
	);
});

test('who is bound by what was agreed is reminded, whoever stands in the draft by now', async () => {
	const { world, id, shelter, host, due, told } = await agreement();
	const homes = await world.organisation('housing', 'Solby Boliger');
	await world.insert('document_party', {
		tenant_id: world.tenant,
		document_id: id,
		organisation_id: homes,
		place: 9
	});
	await world.worker('Henrik Hus', homes, 'manager');
	await database.owner.query(
		'update samspil.document_party set left_at = now() where document_id = $1 and organisation_id = $2',
		[id, shelter]
	);
	await due('renewal', '2026-05-11', { party_id: shelter });
	await due('renewal', '2026-05-12', { party_id: homes });
	await remindOn('2026-05-04');
	expect(await told()).toMatchObject([{ person: host.person, kind: 'agreement-renewal-soon' }]);
});

test('R-290 a name to come off is brought up with whoever keeps the material, until it is done, also after the end', async () => {
	const { world, id, shelter, leader, host, told } = await agreement('2026-05-03');
	const removal = randomUUID();
	await world.insert('agreement_removal', {
		tenant_id: world.tenant,
		id: removal,
		document_id: id,
		material: 'Folderen',
		keeper_id: world.tenant,
		names_id: shelter,
		why: 'leaving',
		due_on: '2026-06-01',
		asked_by: host.person,
		asked_by_name: host.name
	});
	expect(await told()).toMatchObject([{ kind: 'agreement-removal-asked', person: leader.person }]);
	await remindOn('2026-05-15');
	expect(await told()).toHaveLength(1);
	await remindOn('2026-05-18', '2026-05-19', '2026-06-01', '2026-06-08');
	expect((await told()).slice(1)).toEqual(
		['soon', 'due', 'due'].map((when) => ({
			person: leader.person,
			kind: `agreement-removal-${when}`,
			path: `/agreements/${id}/removals`
		}))
	);
	await database.owner.query(
		`update samspil.agreement_removal set done_at = now(), done_by_name = 'Lone Leder' where id = $1`,
		[removal]
	);
	await remindOn('2026-07-01');
	expect((await told()).map(({ kind }) => kind).slice(4)).toEqual(['agreement-removed']);
});

test('an agreement that has ended reminds nobody of anything', async () => {
	const { due, told } = await agreement('2026-05-03');
	await due('review', '2026-05-03');
	await due('obligation', '2026-05-01');
	await remindOn('2026-05-04', '2026-05-11');
	expect(await told()).toEqual([]);
});

/** Something the agreement has set going. */
const live = (
	{ world, id }: { world: { tenant: string; insert: Insert }; id: string },
	kind: string,
	more: Record<string, unknown>
) =>
	world.insert('agreement_live', {
		tenant_id: world.tenant,
		document_id: id,
		live_key: kind,
		kind,
		said: '{}',
		...more
	});
type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

test('R-054 a task is brought up with the one who has it; with all once that person has left', async () => {
	const found = await agreement();
	const { world, id, helper, shelter, leader, host, told } = found;
	const thing = randomUUID();
	const who = { person_id: helper.person, organisation_id: shelter };
	await live(found, 'task', { id: thing, due_on: '2026-05-11', ...who });
	await remindOn('2026-05-01', '2026-05-04', '2026-05-05');
	const path = `/agreements/${id}/set-going/${thing}`;
	expect(await told()).toEqual([{ person: helper.person, kind: 'agreement-task-soon', path }]);
	await database.owner.query(
		'update samspil.membership set active_until = $2 where person_id = $1',
		[helper.person, '2026-05-08']
	);
	await remindOn('2026-05-11');
	expect((await told()).slice(1).map(({ person }) => person)).toEqual(
		expect.arrayContaining([leader.person, host.person])
	);
	await database.owner.query(
		`update samspil.agreement_live set status = 'done' where tenant_id = $1`,
		[world.tenant]
	);
	await remindOn('2026-05-18');
	expect(await told()).toHaveLength(3);
});

test('R-023, R-024 a monthly meeting is brought up a week ahead, with who calls it; a weekly one is not', async () => {
	const found = await agreement('2026-06-30');
	const { id, helper, shelter, told } = found;
	const who = { person_id: helper.person, organisation_id: shelter };
	const series = (frequency: string) => ({
		said: JSON.stringify({ frequency, firstOn: '2026-04-14', until: null }),
		live_key: frequency,
		...who
	});
	await live(found, 'series', series('monthly'));
	await live(found, 'series', series('weekly'));
	// The second Tuesday: 12 May, 9 June; 14 July is after the agreement's last day.
	await remindOn(
		'2026-05-04',
		'2026-05-05',
		'2026-05-06',
		'2026-05-12',
		'2026-06-02',
		'2026-07-07'
	);
	const meeting = {
		person: helper.person,
		kind: 'agreement-meeting-soon',
		path: `/agreements/${id}/set-going`
	};
	expect(await told()).toEqual([meeting, meeting]);
});

test('what is no longer in an agreement, and all of one that has ended, reminds nobody', async () => {
	const over = await agreement('2026-05-03');
	await live(over, 'goal', { due_on: '2026-05-04' });
	const retired = await agreement();
	await live(retired, 'goal', { due_on: '2026-05-04', retired_at: new Date() });
	await remindOn('2026-05-04');
	expect([...(await over.told()), ...(await retired.told())]).toEqual([]);
});

test('the mail that goes along says nothing of the agreement', async () => {
	const { world, id, leader, due } = await agreement();
	await due('ending', '2026-05-11');
	await remindOn('2026-05-04');
	const { rows } = await database.owner.query(
		'select kind, words from samspil.mail where tenant_id = $1 and person_id = $2',
		[world.tenant, leader.person]
	);
	expect(rows).toEqual([
		{ kind: 'reminder', words: { path: `/agreements/${id}`, endings: '1', day: '2026-05-11' } }
	]);
});

test('every step of every rhythm has its sentence', () => {
	for (const [kind, rhythm] of Object.entries(AGREEMENT_RHYTHMS))
		for (const step of rhythm) {
			const key = `notice_agreement_${kind.replaceAll('-', '_')}_${step < 0 ? 'soon' : 'due'}`;
			expect(Object.keys(m)).toContain(key);
		}
});

test('the jobs role learns of agreements only what, whose and when, and of one that is sealed what it has claimed; others learn nothing', async () => {
	const { jobs, app } = database.pools;
	for (const table of [
		'document',
		'agreement_due',
		'agreement_obligation',
		'agreement_live',
		'document_version'
	])
		await expect(jobs.query(`select * from samspil.${table}`)).rejects.toThrow('permission denied');
	for (const column of ['printed', 'file', 'certificate'])
		await expect(jobs.query(`select ${column} from samspil.document_seal`)).rejects.toThrow(
			'permission denied'
		);
	await expect(app.query('select * from samspil.claim_seal(1)')).rejects.toThrow(
		'permission denied'
	);
	await expect(
		app.query('select * from samspil.agreement_facts(gen_random_uuid(), current_date, null)')
	).rejects.toThrow('permission denied');
});
