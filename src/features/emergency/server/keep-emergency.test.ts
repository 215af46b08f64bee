import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { keep, remind } from '#features/deadlines/test-remind.ts';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { listOpenCategories } from '#features/pathways/server/entry.queries.ts';
import { showPathway } from '#features/pathways/server/pathway.queries.ts';
import { writeEntry } from '#features/pathways/server/write-entry.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { checkTovholder } from '#features/pathways/server/check-tovholder.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { ask, tables } from '#server/tables.ts';
import { addDays, dayOf } from '#values/day.ts';
import {
	findMayOpen,
	findToReview,
	listChecks,
	listMine,
	listOnPathway,
	listToReview
} from './emergency.queries.ts';
import { endEmergency, openEmergency, reviewEmergency } from './keep-emergency.ts';

const database = await testDatabase();
const bodies = tables.selectFrom('entry').select('body').orderBy('body');
const WHY = 'Fundet bevidstløs i nat, lægen skal vide, hvad hun får';
const AMINA = { name: 'amina andersen ', birthDate: '1990-02-03' } as const;

type Asked = Partial<Parameters<typeof openEmergency>[2]> & { id?: string };
const open = (world: World, who: Someone, { id = randomUUID(), ...asked }: Asked = {}) =>
	world
		.as(who)
		.act((acting) =>
			openEmergency(acting, id, { reason: WHY, ...AMINA, lasts: 'today', ...asked })
		);
const read = async (world: World, who: Someone, day?: string) =>
	(await world.as(who, day).see(bodies)).length;
const notices = async (world: World, kind: string) =>
	(
		await database.owner.query(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		)
	).rows;

async function arranged() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const nina = await world.worker('Nina Nattevagt', world.tenant, 'employee');
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	await database.owner.query(
		`update samspil.citizen set birth_date = $3 where tenant_id = $1 and name = $2`,
		[world.tenant, 'Amina Andersen', AMINA.birthDate]
	);
	return { world, nina, officer, ...story };
}

test('with a reason, the very name and the birth date the pathway is read at once, through the day and no longer', async () => {
	const { world, nina, pathway } = await arranged();
	expect(await read(world, nina)).toBe(0);
	expect(await open(world, nina)).toEqual({ ok: true, value: pathway });
	expect(await read(world, nina)).toBe(2);
	expect(await read(world, nina, '2026-05-05')).toBe(0);
	const night = await arranged();
	await open(night.world, night.nina, { lasts: 'tomorrow' });
	expect(await read(night.world, night.nina, '2026-05-05')).toBe(2);
	expect(await read(night.world, night.nina, '2026-05-06')).toBe(0);
});

test('the citizen, the tovholder and the data protection officer hear of it, once, and read why', async () => {
	const { world, nina, officer, citizen, tovholder, pathway } = await arranged();
	const id = randomUUID();
	await open(world, nina, { id });
	await open(world, nina, { id });
	const told = await notices(world, 'emergency-opened');
	expect(told.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
		{ person: officer.person, path: `/emergency/${id}` },
		{ person: citizen.person, path: `/me/log?pathway=${pathway}` },
		{ person: tovholder.person, path: `/pathways/${pathway}/emergency` }
	]);
	for (const reader of [citizen, tovholder])
		expect(await world.as(reader).see(listOnPathway(pathway))).toMatchObject([
			{ person: 'Nina Nattevagt', reason: WHY, from: TODAY, until: TODAY, finding: null }
		]);
	const [newest] = await world.as(citizen).see(listLog(pathway, null));
	expect(newest).toMatchObject({ action: 'emergency.opened', reason: 'emergency' });
	const { rows } = await database.owner.query(
		`select words::text as words from samspil.mail where tenant_id = $1`,
		[world.tenant]
	);
	for (const { words } of rows) expect(words).not.toMatch(/bevidstløs|Amina|Nina/);
});

test('it is no way to browse: no part of a name, no other day, no protected citizen, and few questions a day', async () => {
	const { world, nina } = await arranged();
	for (const wrong of [{ name: 'Amina' }, { name: 'Amina%' }, { birthDate: '1990-02-04' as const }])
		expect(await open(world, nina, wrong)).toEqual({ ok: false, reason: 'emergency-not-found' });
	await database.owner.query(
		'update samspil.citizen set is_protected = true where tenant_id = $1',
		[world.tenant]
	);
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'emergency-not-found' });
	for (let asked = 4; asked < 20; asked += 1) await open(world, nina, { name: `Nr. ${asked}` });
	await database.owner.query(
		'update samspil.citizen set is_protected = false where tenant_id = $1',
		[world.tenant]
	);
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'emergency-too-many' });
	expect(await open(world, nina, { reason: ' akut ' })).toEqual({
		ok: false,
		reason: 'reason-too-short'
	});
	expect(await read(world, nina)).toBe(0);
});

test('R-045 whoever steers opens none, with whatever hat, and is not offered to', async () => {
	const { world, nina, collaboration } = await arranged();
	const henrik = await world.worker('Henrik Chef', world.tenant, 'manager');
	expect(await world.as(henrik).see(findMayOpen())).toEqual([{ opens: true }]);
	const seat = {
		tenant_id: world.tenant,
		collaboration_id: collaboration,
		group_kind: 'steering',
		person_id: henrik.person,
		organisation_id: world.tenant,
		since: TODAY
	};
	await world.insert('group_member', seat);
	expect(await world.as(henrik).see(findMayOpen())).toEqual([{ opens: false }]);
	expect(await open(world, henrik)).toEqual({ ok: false, reason: 'not-there' });
	expect(await read(world, henrik)).toBe(0);
	expect(await world.as(nina).see(findMayOpen())).toEqual([{ opens: true }]);
	const leading = await world.worker('Liv Leder', world.tenant, 'employee');
	await world.collaboration(leading, world.tenant);
	expect(await world.as(leading).see(findMayOpen())).toEqual([{ opens: false }]);
});

test('an emergency access that runs ends when its reader gets a seat in a steering group, leads or administers', async () => {
	const seated: ((given: Awaited<ReturnType<typeof arranged>>) => Promise<unknown>)[] = [
		({ world, nina, collaboration }) =>
			world.insert('group_member', {
				tenant_id: world.tenant,
				collaboration_id: collaboration,
				group_kind: 'steering',
				person_id: nina.person,
				organisation_id: world.tenant,
				since: TODAY
			}),
		({ world, nina }) => world.collaboration(nina, world.tenant),
		({ nina }) =>
			database.owner.query('update samspil.person set is_administrator = true where id = $1', [
				nina.person
			])
	];
	// a seat is taken by the clock of the database
	const today = dayOf(new Date());
	for (const seat of seated) {
		const given = await arranged();
		const { world, nina } = given;
		const openNow = () =>
			world
				.as(nina, today)
				.act((acting) =>
					openEmergency(acting, randomUUID(), { reason: WHY, ...AMINA, lasts: 'today' })
				);
		expect((await openNow()).ok).toBe(true);
		expect(await read(world, nina, today)).toBeGreaterThan(0);
		await seat(given);
		expect(await read(world, nina, today)).toBe(0);
		expect(await openNow()).toEqual({ ok: false, reason: 'not-there' });
		expect(await notices(world, 'emergency-ended')).toEqual([
			{ person: nina.person, path: '/emergency' }
		]);
	}
});

test('a seat that was given for a later day ends what runs when that day has come', async () => {
	const { world, nina, collaboration } = await arranged();
	const today = dayOf(new Date());
	await world
		.as(nina, today)
		.act((acting) =>
			openEmergency(acting, randomUUID(), { reason: WHY, ...AMINA, lasts: 'today' })
		);
	await world.insert('group_member', {
		tenant_id: world.tenant,
		collaboration_id: collaboration,
		group_kind: 'steering',
		person_id: nina.person,
		organisation_id: world.tenant,
		since: addDays(today, 1)
	});
	const look = () => database.pools.jobs.query('select samspil.end_emergencies_with_seats()');
	await look();
	expect(await read(world, nina, today)).toBeGreaterThan(0);
	// the day comes, and nobody writes the seat
	const client = await database.owner.connect();
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	await client.query(
		'update samspil.group_member set since = $3 where tenant_id = $1 and person_id = $2',
		[world.tenant, nina.person, today]
	);
	await client.query('commit');
	client.release();
	expect(await read(world, nina, today)).toBeGreaterThan(0);
	await look();
	expect(await read(world, nina, today)).toBe(0);
});

test('it is to read: whoever is on the pathway in an emergency alone writes nothing there, and no page offers it', async () => {
	const { world, nina, tovholder, pathway } = await arranged();
	await open(world, nina);
	const write = world.as(nina).act((acting) =>
		writeEntry(acting, pathway, randomUUID(), 'health', {
			...{ kind: 'note', title: 'Nina skriver', body: '' },
			...{ startsOn: null, endsOn: null, area: null, channel: null }
		})
	);
	expect(await write).toEqual({ ok: false, reason: 'no-such-pathway' });
	expect(await world.as(nina).see(listOpenCategories(pathway))).toEqual([]);
	const past = world.as(nina).act((acting) =>
		acting.run(
			ask(sql`insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, title, body, author_id, author_organisation_id, author_name,
					author_organisation_name)
				select s.tenant_id, ${randomUUID()}::uuid, s.pathway_id, s.id, s.category, 'note', 'x', '', ${nina.person}::uuid, s.tenant_id, 'x', 'x'
				from samspil.scope s where s.pathway_id = ${pathway}::uuid and s.category = 'health'`)
		)
	);
	await expect(past).rejects.toMatchObject({ code: '42501' });
	// The municipality's own task is not said to be done by whoever merely works there, in the app or past it.
	const { id } = await world
		.as(tovholder)
		.act((acting) =>
			acting.first(
				ask<{
					id: string;
				}>(sql`insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id,
					responsible_organisation_id, responsible_name, responsible_organisation_name, created_by, created_by_name)
				select s.tenant_id, ${randomUUID()}::uuid, s.pathway_id, s.id, s.category, 'Ring', ${tovholder.person}::uuid, s.tenant_id, 'Tove', 'Kommunen',
					${tovholder.person}::uuid, 'Tove'
				from samspil.scope s where s.pathway_id = ${pathway}::uuid and s.category = 'contact' returning id`)
			)
		)
		.then((row) => row!);
	const finish = world
		.as(nina)
		.act((acting) => finishTask(acting, pathway, id, { version: 1, to: 'done', note: '' }));
	expect(await finish).toEqual({ ok: false, reason: 'not-there' });
	const changed = world
		.as(nina)
		.act((acting) =>
			acting.run(ask(sql`update samspil.task set state = 'done' where id = ${id}::uuid`))
		);
	expect(await changed).toBe(0);
	const [shown] = await world.as(nina).see(showPathway(pathway));
	expect(shown?.emergencies).toMatchObject([{ by: 'Nina Nattevagt', until: TODAY, isMine: true }]);
});

test('the tovholder sees on the pathway who reads it in an emergency while it lasts; a partner does not', async () => {
	const { world, nina, tovholder, helper, pathway } = await arranged();
	const id = randomUUID();
	await open(world, nina, { id });
	const shown = async (who: Someone) =>
		(await world.as(who).see(showPathway(pathway)))[0]?.emergencies.map(({ by }) => by);
	expect(await shown(tovholder)).toEqual(['Nina Nattevagt']);
	expect(await shown(helper)).toEqual([]);
	await world.as(tovholder).act((acting) => endEmergency(acting, id));
	expect(await shown(tovholder)).toEqual([]);
});

test('what was found not to be in order ends at once, whoever opened it hears, and it is not opened again that day', async () => {
	const { world, nina, officer, pathway } = await arranged();
	const id = randomUUID();
	await open(world, nina, { id, lasts: 'tomorrow' });
	const waits = async () => (await world.as(officer).see(findWaiting()))[0]?.unreviewedEmergencies;
	expect(await waits()).toBe(1);
	expect(await world.as(officer).see(findWaiting())).toMatchObject([{ firstEmergencyOn: TODAY }]);
	await world
		.as(officer)
		.act((acting) => reviewEmergency(acting, id, 1, 'not-justified', 'Der var ingen fare'));
	expect(await waits()).toBe(0);
	expect(await read(world, nina)).toBe(0);
	expect(await notices(world, 'emergency-reviewed')).toContainEqual({
		person: nina.person,
		path: '/emergency'
	});
	expect(await world.as(nina).see(listMine())).toMatchObject([
		{ endedBy: officer.name, finding: 'not-justified' }
	]);
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'emergency-ended' });
	expect(await world.as(nina).see(showPathway(pathway))).toEqual([]);
});

test('what the tovholder has ended is not opened again for as long as it would have lasted; what one ended oneself is', async () => {
	const { world, nina, tovholder, pathway } = await arranged();
	const own = randomUUID();
	await open(world, nina, { id: own });
	await world.as(nina).act((acting) => endEmergency(acting, own));
	const again = randomUUID();
	expect(await open(world, nina, { id: again })).toEqual({ ok: true, value: pathway });
	await world.as(tovholder).act((acting) => endEmergency(acting, again));
	expect(await notices(world, 'emergency-ended')).toEqual([
		{ person: nina.person, path: '/emergency' }
	]);
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'emergency-ended' });
	const tomorrow = world
		.as(nina, '2026-05-05')
		.act((acting) =>
			openEmergency(acting, randomUUID(), { reason: WHY, ...AMINA, lasts: 'today' })
		);
	expect(await tomorrow).toEqual({ ok: true, value: pathway });
});

test('two who bear the same name are two: what the other has ended is not opened again', async () => {
	const { world, nina, tovholder } = await arranged();
	await database.owner.query('update samspil.person set name = $2 where id = $1', [
		tovholder.person,
		nina.name
	]);
	const id = randomUUID();
	await open(world, nina, { id });
	await world.as(tovholder).act((acting) => endEmergency(acting, id));
	expect(await world.as(nina).see(listMine())).toMatchObject([{ endedBy: nina.name }]);
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'emergency-ended' });
	// What ended before that was kept is known by the record.
	await database.owner.query('update samspil.emergency_access set ended_by = null where id = $1', [
		id
	]);
	const migration = readFileSync('db/migrations/1303_who_ended_an_emergency.sql', 'utf8');
	await database.owner.query(/^update samspil\.emergency_access e set.*?;$/ms.exec(migration)![0]);
	const { rows } = await database.owner.query(
		'select ended_by as by, person_id as opener from samspil.emergency_access where id = $1',
		[id]
	);
	expect(rows).toEqual([{ by: tovholder.person, opener: nina.person }]);
	// And where a name changes, whoever ended it is still whoever opened it.
	const other = await arranged();
	const own = randomUUID();
	await open(other.world, other.nina, { id: own });
	await other.world.as(other.nina).act((acting) => endEmergency(acting, own));
	await database.owner.query(
		'update samspil.emergency_access set ended_by_name = $2 where id = $1',
		[own, 'Nina Nygift']
	);
	expect(await open(other.world, other.nina)).toEqual({ ok: true, value: other.pathway });
});

test('nobody but the municipality’s own employees and managers opens one, and nobody where it would not be reviewed', async () => {
	const { world, officer, helper, leader, citizen, shelter } = await arranged();
	const volunteer = await world.worker('Vibe', world.tenant, 'volunteer');
	const manager = await world.worker('Mads', shelter, 'manager');
	const outside = await arranged();
	const others = [officer, helper, leader, citizen, volunteer, manager];
	for (const other of [...others, await world.administrator()])
		expect(await open(world, other)).toEqual({ ok: false, reason: 'not-there' });
	// Another municipality's finds the one of that name in her own, and not this one.
	expect(await open(world, outside.nina)).toEqual({ ok: true, value: outside.pathway });
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where tenant_id = $1 and function = 'data-protection-officer'`,
		[world.tenant]
	);
	const nina = await world.worker('Nina To', world.tenant, 'employee');
	expect(await open(world, nina)).toEqual({ ok: false, reason: 'no-reviewer' });
});

test('whoever opened it, or the tovholder, ends it at once; nobody else does', async () => {
	const { world, nina, officer, tovholder, citizen, helper, pathway } = await arranged();
	const id = randomUUID();
	await open(world, nina, { id });
	const end = (who: Someone) => world.as(who).act((acting) => endEmergency(acting, id));
	for (const other of [officer, citizen, helper])
		expect(await end(other)).toEqual({ ok: false, reason: 'not-there' });
	expect(await end(tovholder)).toEqual({ ok: true, value: true });
	expect(await end(tovholder)).toEqual({ ok: true, value: true });
	expect(await read(world, nina)).toBe(0);
	expect(await world.as(nina).see(listMine())).toMatchObject([{ endedBy: tovholder.name }]);
	expect(await world.as(nina).see(listOnPathway(pathway))).toHaveLength(1);
	const again = await arranged();
	const own = randomUUID();
	await open(again.world, again.nina, { id: own });
	expect(await again.world.as(again.nina).act((acting) => endEmergency(acting, own))).toMatchObject(
		{ ok: true }
	);
	expect(await read(again.world, again.nina)).toBe(0);
});

test('the data protection officer reviews it once, sees nothing of the pathway, and those it is about are told', async () => {
	const { world, nina, officer, tovholder, citizen } = await arranged();
	const id = randomUUID();
	await open(world, nina, { id });
	expect(await world.as(officer).see(listToReview(null))).toMatchObject([
		{ id, number: 1, reason: WHY }
	]);
	expect(await read(world, officer)).toBe(0);
	const review = (who: Someone, finding: 'justified' | 'not-justified', note: string) =>
		world.as(who).act((acting) => reviewEmergency(acting, id, 1, finding, note));
	for (const other of [nina, tovholder, citizen, (await arranged()).officer])
		expect(await review(other, 'justified', '')).toEqual({ ok: false, reason: 'not-there' });
	expect(await review(officer, 'not-justified', ' ')).toMatchObject({
		reason: 'finding-without-note'
	});
	expect(await review(officer, 'justified', 'Det var nødvendigt')).toEqual({
		ok: true,
		value: true
	});
	expect(await review(officer, 'justified', 'Det var nødvendigt')).toEqual({
		ok: true,
		value: true
	});
	expect(await review(officer, 'not-justified', 'Alligevel ikke')).toMatchObject({
		reason: 'stale',
		saved: { finding: 'justified', note: 'Det var nødvendigt', reviewedBy: 'Dan Data' }
	});
	expect(
		(await notices(world, 'emergency-reviewed')).map(({ person }) => person).toSorted()
	).toEqual([citizen, tovholder, nina].map(({ person }) => person).toSorted());
	expect(await world.as(nina).see(findToReview(id))).toEqual([]);
});

test('S-3 the review is due within a week, for the officers of the municipality and nobody else, and no more once it is done', async () => {
	const { world, nina, officer, tovholder, citizen, leader } = await arranged();
	const others = [nina, tovholder, citizen, leader, (await arranged()).officer];
	const due = async (who: Someone) => {
		await keep(database.pools.jobs, TODAY, world.tenant);
		const deadlines = await world
			.as(who)
			.see(
				tables
					.selectFrom('deadline')
					.where('kind', '=', 'emergency-review')
					.select(['due_on as dueOn', 'path', 'pathway_id as pathway'])
			);
		const work = await world.as(who).see(listMyWork(null));
		expect(work.filter(({ kind }) => kind === 'emergency-review')).toHaveLength(deadlines.length);
		return deadlines;
	};
	expect(await due(officer)).toEqual([]);
	const id = randomUUID();
	await open(world, nina, { id });
	expect(await due(officer)).toEqual([
		{ dueOn: '2026-05-11', path: `/emergency/${id}`, pathway: null }
	]);
	for (const other of others) expect(await due(other)).toEqual([]);
	// told on the last workday before, and once it is late; the mail says what kind of thing and no more
	await remind(database.pools.jobs, '2026-05-07');
	expect(await notices(world, 'emergency-review-soon')).toEqual([]);
	await remind(database.pools.jobs, '2026-05-08');
	expect(await notices(world, 'emergency-review-soon')).toEqual([
		{ person: officer.person, path: `/emergency/${id}` }
	]);
	const mails = await database.owner.query(
		`select person_id as person, words from samspil.mail where tenant_id = $1 and kind = 'reminder'`,
		[world.tenant]
	);
	expect(mails.rows).toEqual([
		{
			person: officer.person,
			words: { pathways: '1', path: `/emergency/${id}`, day: '2026-05-11' }
		}
	]);
	// whoever becomes an officer has it too, and who is one no more has not
	const second = await world.worker('Dina Data', world.tenant, 'data-protection-officer');
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[officer.person]
	);
	expect([await due(officer), (await due(second)).length]).toEqual([[], 1]);
	await world
		.as(second)
		.act((acting) => reviewEmergency(acting, id, 1, 'justified', 'Det var nødvendigt'));
	expect(await due(second)).toEqual([]);
});

test('a citizen without an account is told by the tovholder, and where that one has left the project leader hears', async () => {
	const { world, nina, tovholder, leader, pathway, collaboration } = await arranged();
	const forget = () =>
		database.owner.query('update samspil.citizen set person_id = null where tenant_id = $1', [
			world.tenant
		]);
	await forget();
	await open(world, nina);
	const mine = { person: tovholder.person, path: `/pathways/${pathway}/emergency` };
	expect(await notices(world, 'emergency-tell-citizen')).toEqual([mine]);
	expect(await notices(world, 'emergency-nobody-holds')).toEqual([]);
	const other = await world.worker('Nete Nattevagt', world.tenant, 'employee');
	await database.owner.query(
		`update samspil.tovholder set left_on = '2026-05-01' where tenant_id = $1 and until is null`,
		[world.tenant]
	);
	await open(world, other);
	expect(await notices(world, 'emergency-nobody-holds')).toEqual([
		{ person: leader.person, path: `/collaborations/${collaboration}/allotments` }
	]);
	expect(await notices(world, 'emergency-tell-citizen')).toEqual([mine]);
});

test('who asks whether somebody has a tovholder is read by the reviewer and, where they have one, by the citizen', async () => {
	const { world, officer, citizen, tovholder, helper, pathway } = await arranged();
	const askFor = (who: Someone, name: string) =>
		world.as(who).act((acting) => checkTovholder(acting, name, AMINA.birthDate));
	expect(await askFor(helper, AMINA.name)).toMatchObject({ answer: 'yes' });
	expect(await askFor(helper, 'Ingen')).toEqual({ answer: 'no' });
	const idle = await world.worker('Ib', await world.organisation('voluntary', 'Udenfor'));
	expect(await askFor(idle, AMINA.name)).toEqual({ answer: 'not-yours' });
	const counted = [{ person: helper.name, asked: 2, found: 1, on: TODAY }];
	expect(await world.as(officer).see(listChecks())).toMatchObject(counted);
	for (const other of [tovholder, helper, citizen, await world.administrator()])
		expect(await world.as(other).see(listChecks())).toEqual([]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.filter(({ action }) => action === 'tovholder.checked')).toMatchObject([
		{ name: helper.name }
	]);
	for (let more = 0; more < 21; more++) await askFor(helper, `Nr. ${more}`);
	expect(await notices(world, 'many-checks')).toEqual([
		{ person: officer.person, path: '/emergency' }
	]);
});
