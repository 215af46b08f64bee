/** How long is kept, kind by kind and organisation by organisation, and what goes, on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyAudit } from '#server/audit/verify-audit.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { eraseKept, tellOfKept } from '#server/jobs/erase-waiting.ts';
import type { Kind } from '../kind.rules.ts';
import { holdKind, letKindGo, liftKind, setTime } from './keep-kinds.ts';
import { listComing, listKinds, listRuns, listThings } from './kind.queries.ts';
import { findGoing, listDue } from './retention.queries.ts';
import { placeHold, setRetention } from './keep-retention.ts';

const database = await testDatabase();
const WHY = 'En klagesag er i gang';
type World = Awaited<ReturnType<typeof newWorld>>;

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	const manager = await world.worker('Mona Mester', told.helper.organisation!, 'manager');
	return { world, officer, manager, ...told };
}

const set = (world: World, who: Someone, kind: Kind, months: string, version = 0) =>
	world.as(who).act((acting) => setTime(acting, kind, months, version));
const kindOf = async (world: World, who: Someone, kind: Kind) =>
	(await world.as(who).see(listKinds())).find((each) => each.kind === kind)!;
/** Lets go what is shown of a kind. */
async function go(world: World, who: Someone, kind: Kind) {
	const { until, mark } = await kindOf(world, who, kind);
	return world.as(who).act((acting) => letKindGo(acting, kind, until!, mark));
}
const count = async (table: string, tenant: string, and = 'true') =>
	Number(
		(
			await database.owner.query(
				`select count(*) from samspil.${table} where tenant_id = $1 and ${and}`,
				[tenant]
			)
		).rows[0].count
	);

async function close(world: World, pathway: string, on: string) {
	await world.insert('closing', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		ground: 'moved-away',
		plan: 'Flytter',
		citizen_part: 'together',
		changed_by_name: 'x',
		closed_at: `${on}T10:00:00Z`,
		closed_by_name: 'x'
	});
	await database.owner.query("update samspil.pathway set state = 'closed' where id = $1", [
		pathway
	]);
}

test('L-12 the officer says how long for all, an organisation for what is its own, nobody else for anything', async () => {
	const { world, officer, manager, tovholder, helper, leader, citizen } = await story();
	for (const somebody of [tovholder, helper, leader, citizen, await world.administrator()]) {
		expect(await world.as(somebody).see(listKinds())).toEqual([]);
		expect(await world.as(somebody).see(listThings())).toEqual([]);
		expect(await set(world, somebody, 'doubt', '60')).toMatchObject({ reason: 'not-there' });
	}
	expect(await set(world, officer, 'doubt', '60')).toMatchObject({ ok: true });
	expect(await set(world, officer, 'doubt', '60')).toMatchObject({ ok: true });
	expect(await set(world, officer, 'doubt', '61')).toMatchObject({ reason: 'stale' });
	expect(await set(world, officer, 'doubt', '61', 1)).toMatchObject({ ok: true });
	expect(await kindOf(world, manager, 'doubt')).toMatchObject({ months: null, usual: 61 });
	expect(await set(world, manager, 'doubt', '12')).toMatchObject({ ok: true });
	expect(await kindOf(world, manager, 'doubt')).toMatchObject({ months: 12, usual: 61 });
	expect(await kindOf(world, officer, 'doubt')).toMatchObject({ months: 61, usual: null });
	// What the municipality alone is responsible for is not there for an organisation.
	expect((await world.as(manager).see(listKinds())).map(({ kind }) => kind)).toEqual([
		'part',
		'doubt',
		'child-role'
	]);
	expect(await set(world, manager, 'log', '60')).toMatchObject({ reason: 'not-there' });
	expect(await world.as(manager).act((acting) => holdKind(acting, 'log', WHY))).toMatchObject({
		reason: 'not-there'
	});
});

test('L-11 an organisation lets its own words on a closed pathway go, and nobody else’s; never longer than the whole', async () => {
	const { world, officer, manager, tovholder, helper, pathway } = await story();
	const entries = (organisation: string) =>
		count('entry', world.tenant, `author_organisation_id = '${organisation}'`);
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	const theirs = await entries(helper.organisation!);
	const others = (await count('entry', world.tenant)) - theirs;
	expect(theirs).toBeGreaterThan(0);
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	expect(await set(world, manager, 'part', '61')).toMatchObject({
		reason: 'longer-than-the-whole'
	});
	await set(world, manager, 'part', '24');
	expect((await kindOf(world, manager, 'part')).many).toBe(0); // it is open
	await close(world, pathway, '2024-05-04');
	const kept = await kindOf(world, manager, 'part');
	expect(kept).toMatchObject({ many: theirs, until: '2024-05-04' });
	const [{ number }] = (
		await database.owner.query('select number from samspil.pathway where id = $1', [pathway])
	).rows;
	// By number and day, and nothing of what stands there.
	expect(await world.as(manager).see(listThings())).toEqual([
		{ kind: 'part', label: String(number), since: '2024-05-04', many: theirs }
	]);
	// Whoever holds the threads stops it, before and after it is let go.
	const hold = randomUUID();
	expect(await go(world, manager, 'part')).toMatchObject({ ok: true });
	await world.as(tovholder).act((acting) => placeHold(acting, hold, { pathway }, WHY));
	await eraseKept(database.pools.jobs);
	expect(await entries(helper.organisation!)).toBe(theirs);
	expect(await go(world, manager, 'part')).toMatchObject({ reason: 'stale' });
	await database.owner.query(
		"update samspil.legal_hold set lifted_at = now(), lifted_by_name = 'x' where id = $1",
		[hold]
	);
	expect(await go(world, manager, 'part')).toMatchObject({ ok: true });
	expect(await go(world, manager, 'part')).toMatchObject({ ok: true });
	await eraseKept(database.pools.jobs);
	expect(await entries(helper.organisation!)).toBe(0);
	expect(await count('entry', world.tenant)).toBe(others);
	expect(await world.as(manager).see(listRuns())).toMatchObject([
		{ kind: 'part', gone: theirs, by: 'Mona Mester' },
		{ kind: 'part', gone: 0 }
	]);
	expect(await world.as(officer).see(listRuns())).toEqual([]);
	expect((await verifyAudit(database.owner as never)).faults).toEqual([]);
});

test('L-12 an entry that was taken out of the consents goes too', async () => {
	const { world, manager, helper, tovholder, pathway } = await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	const [{ id }] = (
		await database.owner.query(
			'select id from samspil.entry where tenant_id = $1 and author_organisation_id = $2 limit 1',
			[world.tenant, helper.organisation]
		)
	).rows;
	await world.insert('consent_denial', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		entry_id: id,
		said_by: 'citizen',
		said_by_name: 'Amina',
		said_on: '2026-05-01',
		registered_by: tovholder.person,
		registered_by_name: tovholder.name
	});
	await close(world, pathway, '2021-05-04');
	await set(world, manager, 'part', '24');
	await go(world, manager, 'part');
	await eraseKept(database.pools.jobs);
	expect(await count('entry', world.tenant, `id = '${id}'`)).toBe(0);
});

test('L-12 a need for which no tovholder was ever decided on goes by a time of its own', async () => {
	const { world, officer, citizen, tovholder, pathway } = await story();
	await close(world, pathway, '2026-01-04');
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	await set(world, officer, 'need', '3');
	const goesOn = async () => (await world.as(officer).see(listDue('2040-01-01')))[0]!.goesOn;
	expect(await goesOn()).toBe('2026-04-04');
	for (const somebody of [citizen, tovholder])
		expect(await world.as(somebody).see(findGoing(pathway))).toEqual([
			{ closedOn: '2026-01-04', goesOn: '2026-04-04' }
		]);
	await world.handOver(pathway, tovholder, await world.worker('Nina Ny', world.tenant), {
		until: null
	});
	expect(await goesOn()).toBe('2031-01-04');
	expect(await world.as(officer).see(findGoing(pathway))).toEqual([]);
	expect(await set(world, officer, 'need', '61', 1)).toMatchObject({
		reason: 'longer-than-the-whole'
	});
});

/** A meeting of the steering group, with what stands on it; answers its id and its item's. */
async function groupMeeting(
	world: World,
	series: string,
	on: string,
	cameFrom: string | null,
	leader: Someone
) {
	const [meeting, item] = [randomUUID(), randomUUID()];
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: on,
		starts_at: `${on}T10:00:00Z`,
		ends_at: `${on}T11:00:00Z`,
		state: 'held',
		minutes: 'Vi blev enige'
	});
	await world.insert('group_item', {
		tenant_id: world.tenant,
		id: item,
		meeting_id: meeting,
		position: 1,
		title: 'Nøglen',
		came_from: cameFrom
	});
	await world.insert('group_sending', {
		tenant_id: world.tenant,
		id: randomUUID(),
		meeting_id: meeting,
		content: '{}',
		hash: 'a'.repeat(64),
		sent_by_name: leader.name
	});
	return { meeting, item };
}

test('L-12 a group’s old meetings go with what stands on them; what is to be done still, and what goes on, stays', async () => {
	const { world, officer, leader, collaboration } = await story();
	const series = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: '2020-01-01'
	});
	await world.seat(collaboration, 'steering', leader);
	const old = await groupMeeting(world, series, '2021-01-10', null, leader);
	const next = await groupMeeting(world, series, '2026-01-10', old.item, leader);
	const task = randomUUID();
	await world.insert('group_task', {
		tenant_id: world.tenant,
		id: task,
		meeting_id: old.meeting,
		item_id: old.item,
		title: 'Lad nøglen ligge',
		responsible_person_id: leader.person,
		responsible_organisation_id: world.tenant,
		responsible_name: leader.name,
		responsible_organisation_name: 'Solby',
		created_by: leader.person,
		created_by_name: leader.name
	});
	expect(await set(world, officer, 'group-meeting', '23')).toMatchObject({
		reason: 'kept-too-short'
	});
	await set(world, officer, 'group-meeting', '24');
	expect((await kindOf(world, officer, 'group-meeting')).many).toBe(0);
	await database.owner.query("update samspil.group_task set state = 'done' where id = $1", [task]);
	expect(await kindOf(world, officer, 'group-meeting')).toMatchObject({
		many: 1,
		oldest: '2021-01-10'
	});
	await go(world, officer, 'group-meeting');
	await eraseKept(database.pools.jobs);
	const left = await database.owner.query(
		'select id from samspil.group_meeting where tenant_id = $1',
		[world.tenant]
	);
	expect(left.rows.map(({ id }) => id)).toEqual([next.meeting]);
	expect(await count('group_item', world.tenant, 'came_from is null')).toBe(1);
	expect(await count('group_sending', world.tenant)).toBe(1);
	expect(await count('group_task', world.tenant)).toBe(0);
});

test('L-12 doubts, roles and notices go at their time, each the organisation’s own; a hold on a kind stops it for all', async () => {
	const { world, officer, manager, helper, tovholder } = await story();
	const doubt = (organisation: string, asker: Someone, at: string) =>
		world.insert('doubt', {
			tenant_id: world.tenant,
			id: randomUUID(),
			question: 'Er det noget?',
			asked_by: asker.person,
			organisation_id: organisation,
			asked_at: at,
			answered_at: at,
			answer: 'talk',
			to_person_id: tovholder.person,
			to_organisation_id: tovholder.organisation
		});
	await doubt(helper.organisation!, helper, '2021-01-01');
	await doubt(helper.organisation!, helper, '2026-04-01');
	await doubt(world.tenant, tovholder, '2021-01-01');
	await world.insert('child_role', {
		tenant_id: world.tenant,
		id: randomUUID(),
		organisation_id: helper.organisation,
		person_id: helper.person,
		role: 'Lektiehjælp',
		obtained_on: '2020-01-01',
		obtained_by: 'Mona',
		begins_on: '2020-02-01',
		ends_on: '2021-02-01'
	});
	await set(world, officer, 'doubt', '12');
	await set(world, manager, 'child-role', '12');
	expect(await kindOf(world, manager, 'doubt')).toMatchObject({ many: 1 });
	expect(await kindOf(world, officer, 'doubt')).toMatchObject({ many: 1 });
	const held = () => world.as(officer).act((acting) => holdKind(acting, 'doubt', WHY));
	expect(await held()).toMatchObject({ ok: true });
	expect(await held()).toMatchObject({ ok: true });
	expect(
		await world.as(officer).act((acting) => holdKind(acting, 'doubt', 'En anden klagesag'))
	).toMatchObject({ reason: 'held-already' });
	expect(await kindOf(world, manager, 'doubt')).toMatchObject({ many: 0, heldByAll: true });
	expect(await world.as(officer).act((acting) => liftKind(acting, 'doubt'))).toMatchObject({
		ok: true
	});
	expect(await go(world, manager, 'doubt')).toMatchObject({ ok: true });
	expect(await go(world, manager, 'child-role')).toMatchObject({ ok: true });
	await eraseKept(database.pools.jobs);
	expect(await count('doubt', world.tenant)).toBe(2);
	expect(await count('child_role', world.tenant)).toBe(0);
	await database.owner.query(
		"update samspil.notice set read_at = '2025-01-01' where tenant_id = $1 and person_id = $2",
		[world.tenant, tovholder.person]
	);
	const unread = await count('notice', world.tenant, 'read_at is null');
	await set(world, officer, 'notice', '12');
	await go(world, officer, 'notice');
	await eraseKept(database.pools.jobs);
	expect(await count('notice', world.tenant)).toBe(unread);
});

test('L-12 a list that has grown since it was shown is not let go, nor one whose time was made longer', async () => {
	const { world, manager, helper, pathway } = await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(world, pathway, '2021-05-04');
	await set(world, manager, 'part', '24');
	const shown = await kindOf(world, manager, 'part');
	const goAs = (until: string, mark: string) =>
		world.as(manager).act((acting) => letKindGo(acting, 'part', until, mark));
	expect(await goAs(shown.until!, '1:1')).toMatchObject({ reason: 'stale' });
	expect(await goAs('2026-05-01', shown.mark)).toMatchObject({ reason: 'stale' });
	await set(world, manager, 'part', '120', 1);
	expect(await goAs(shown.until!, shown.mark)).toMatchObject({ reason: 'stale' });
	await set(world, manager, 'part', '', 2);
	expect(await goAs(shown.until!, shown.mark)).toMatchObject({ reason: 'stale' });
});

test('L-12, L-9 the old record is emptied of who and whom, a held pathway’s is not, and its chain holds', async () => {
	const { world, officer, tovholder, pathway } = await story();
	await world.as(tovholder).read(recordPathway('pathway.read', pathway));
	await set(world, officer, 'log', '24');
	// Three years on, everything of today has reached its time.
	const later = world.as(officer, '2029-06-01');
	const log = (await later.see(listKinds())).find(({ kind }) => kind === 'log')!;
	expect(log.many).toBeGreaterThan(0);
	await world.as(tovholder).act((acting) => placeHold(acting, randomUUID(), { pathway }, WHY));
	const held = (await later.see(listKinds())).find(({ kind }) => kind === 'log')!;
	expect(held.many).toBeGreaterThan(0);
	expect(
		await later.act((acting) => letKindGo(acting, 'log', held.until!, held.mark))
	).toMatchObject({
		ok: true
	});
	await eraseKept(database.pools.jobs);
	const of = (and: string) => count('audit_event', world.tenant, and);
	expect(await of(`pathway_id = '${pathway}'`)).toBeGreaterThan(0);
	expect(await of("emptied is not null and (person_id is not null or person_name <> '')")).toBe(0);
	expect(await of("emptied is not null and organisation_name <> ''")).toBeGreaterThan(0);
	expect((await verifyAudit(database.owner as never)).faults).toEqual([]);
});

test('L-12 those who let go are told that something waits, once in four weeks', async () => {
	const { world, officer, manager, helper, leader, pathway } = await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(world, pathway, '2021-05-04');
	await set(world, manager, 'part', '24');
	const told = async (who: Someone) =>
		(
			await database.owner.query(
				"select path from samspil.notice where person_id = $1 and kind = 'kept-long-enough'",
				[who.person]
			)
		).rows.map(({ path }) => path);
	const tell = (day: string) => tellOfKept(database.pools.jobs, day);
	await tell('2026-05-04');
	await tell('2026-05-31');
	expect(await told(manager)).toEqual(['/retention/kinds']);
	for (const somebody of [officer, helper, leader]) expect(await told(somebody)).toEqual([]);
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	await tell('2026-06-01');
	expect(await told(officer)).toEqual(['/retention']);
	expect(await told(manager)).toHaveLength(2);
});

test('L-11 whoever decides for an organisation is told thirty days before its own words reach their time, once', async () => {
	const { world, officer, manager, helper, tovholder, leader, pathway } = await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(world, pathway, '2024-06-30');
	await set(world, manager, 'part', '24');
	const told = async (who: Someone) =>
		(
			await database.owner.query(
				"select path from samspil.notice where person_id = $1 and kind = 'kept-part-soon'",
				[who.person]
			)
		).rows.map(({ path }) => path);
	const tell = (day: string) => tellOfKept(database.pools.jobs, day);
	// It reaches its time on 30 June 2026.
	await tell('2026-05-23');
	expect(await told(manager)).toEqual([]);
	for (const day of ['2026-05-31', '2026-06-01', '2026-06-08']) await tell(day);
	expect(await told(manager)).toEqual(['/retention/kinds']);
	for (const somebody of [officer, helper, tovholder, leader])
		expect(await told(somebody)).toEqual([]);
	const { rows: mails } = await database.owner.query(
		'select words from samspil.mail where person_id = $1',
		[manager.person]
	);
	expect(mails).toEqual([{ words: { path: '/retention/kinds' } }]);
	const coming = (who: Someone, day: string) => world.as(who, day).see(listComing());
	expect(await coming(manager, '2026-06-08')).toMatchObject([{ goesOn: '2026-06-30', many: 1 }]);
	for (const somebody of [officer, helper, tovholder])
		expect(await coming(somebody, '2026-06-08')).toEqual([]);
	expect(await coming(manager, '2026-06-30')).toEqual([]);
	// By another time it is another day, which is told anew; what is held back does not go.
	await set(world, manager, 'part', '25', 1);
	await tell('2026-07-01');
	expect(await told(manager)).toHaveLength(2);
	await set(world, manager, 'part', '26', 2);
	await world.as(manager).act((acting) => holdKind(acting, 'part', WHY));
	await tell('2026-08-10');
	expect(await told(manager)).toHaveLength(2);
});

test('L-11 an organisation that set no time is told before the whole pathway has reached its', async () => {
	const { world, officer, manager, helper, pathway } = await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(world, pathway, '2021-06-30');
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	await tellOfKept(database.pools.jobs, '2026-05-30');
	const { rows } = await database.owner.query(
		"select person_id as person from samspil.notice where tenant_id = $1 and kind = 'kept-part-soon'",
		[world.tenant]
	);
	expect(rows).toEqual([{ person: manager.person }]);
});
