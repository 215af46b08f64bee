/** What goes is what was approved and is due still, and the pathway's record tells of it; what is one person's alone is nobody else's to let go. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordPathway } from '#server/audit.queries.ts';
import { verifyAudit } from '#server/audit/verify-audit.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { eraseKept } from '#server/jobs/erase-waiting.ts';
import type { Kind } from '../kind.rules.ts';
import { hasStopped } from '../retention.rules.ts';
import { holdKind, letKindGo, setKindGoing, setTime } from './keep-kinds.ts';
import { placeHold } from './keep-retention.ts';
import { listKinds, listRuns, listThings } from './kind.queries.ts';

const database = await testDatabase();
const WHY = 'En klagesag er i gang';
const own = (text: string, values: unknown[] = []) => database.owner.query(text, values);
const run = () => eraseKept(database.pools.jobs);

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const { tenant } = world;
	const officer = await world.worker('Dan Data', tenant, 'data-protection-officer');
	const manager = await world.worker('Mona Mester', told.helper.organisation!, 'manager');
	const kindOf = async (who: Someone, kind: Kind, day?: string) =>
		(await world.as(who, day).see(listKinds())).find((each) => each.kind === kind)!;
	const go = async (who: Someone, kind: Kind, shown?: { until: string | null; mark: string }) => {
		const { until, mark } = shown ?? (await kindOf(who, kind));
		return world.as(who).act((acting) => letKindGo(acting, kind, until!, mark));
	};
	const set = (who: Someone, kind: Kind, months: string, version = 0) =>
		world.as(who).act((acting) => setTime(acting, kind, months, version));
	const close = async (pathway: string, on: string) => {
		await world.insert('closing', {
			tenant_id: tenant,
			id: randomUUID(),
			pathway_id: pathway,
			ground: 'moved-away',
			plan: 'Flytter',
			citizen_part: 'together',
			changed_by_name: 'x',
			closed_at: `${on}T10:00:00Z`,
			closed_by_name: 'x'
		});
		await own("update samspil.pathway set state = 'closed' where id = $1", [pathway]);
	};
	const count = async (table: string, and: string) =>
		Number(
			(await own(`select count(*) from samspil.${table} where tenant_id = $1 and ${and}`, [tenant]))
				.rows[0].count
		);
	const words = (pathway: string) =>
		count(
			'entry',
			`pathway_id = '${pathway}' and author_organisation_id = '${told.helper.organisation}'`
		);
	const hold = async (pathway: string, who: Someone) => {
		const id = randomUUID();
		await world.as(who).act((acting) => placeHold(acting, id, { pathway }, WHY));
		return () =>
			own("update samspil.legal_hold set lifted_at = now(), lifted_by_name = 'x' where id = $1", [
				id
			]);
	};
	const doubt = async (answeredAt: string | null) => {
		const id = randomUUID();
		await world.insert('doubt', {
			tenant_id: tenant,
			id,
			question: 'Er det noget?',
			asked_by: told.helper.person,
			asked_by_name: told.helper.name,
			organisation_id: told.helper.organisation,
			asked_at: '2021-01-01',
			answer: answeredAt && 'talk',
			answered_at: answeredAt,
			to_person_id: told.tovholder.person,
			to_organisation_id: told.tovholder.organisation
		});
		return id;
	};
	/** A second pathway of the same world, in which the same organisation has written, and who holds its threads. */
	const another = async () => {
		const { pathway, tovholder } = await world.coordinatedPathway();
		await world.entry(pathway, 'housing', told.helper, 'Har mistet sin bolig');
		return { pathway, tovholder };
	};
	return {
		world,
		officer,
		manager,
		kindOf,
		go,
		set,
		close,
		count,
		words,
		hold,
		doubt,
		another,
		...told
	};
}

test('L-15 whoever lets doubts go sees neither whose they are nor the day, and nothing of who notified; none that waits for its answer goes', async () => {
	const { world, manager, helper, kindOf, go, set, count, doubt } = await story();
	await doubt('2021-03-17T10:00:00Z');
	await doubt(null);
	await world.insert('own_notification', {
		tenant_id: world.tenant,
		id: randomUUID(),
		person_id: helper.person,
		organisation_id: helper.organisation,
		made_on: '2020-02-03',
		way: 'phone'
	});
	await set(manager, 'doubt', '12');
	expect(await kindOf(manager, 'doubt')).toMatchObject({ many: 1, oldest: '2021-03-31' });
	expect(await world.as(manager).see(listThings())).toEqual([]);
	// Whoever looks day by day learns no day either.
	expect(await kindOf(manager, 'doubt', '2022-03-30')).toMatchObject({ many: 0 });
	expect(await kindOf(manager, 'doubt', '2022-03-31')).toMatchObject({ many: 1 });
	expect(await go(manager, 'doubt')).toMatchObject({ ok: true });
	await run();
	expect(await count('doubt', 'answered_at is null')).toBe(1);
	expect(await count('doubt', 'answered_at is not null')).toBe(0);
	expect(await count('own_notification', 'true')).toBe(1);
});

test('L-12 a pathway that was held when the rest was approved stays, also when its hold is lifted before the job runs', async () => {
	const { world, manager, helper, tovholder, pathway, go, set, close, words, hold, another } =
		await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	const free = await another();
	await close(pathway, '2021-05-04');
	await close(free.pathway, '2021-05-04');
	await set(manager, 'part', '24');
	const lift = await hold(pathway, tovholder);
	const theirs = await words(pathway);
	expect(theirs).toBeGreaterThan(0);
	expect(await words(free.pathway)).toBeGreaterThan(0);
	expect(await go(manager, 'part')).toMatchObject({ ok: true });
	await lift();
	await run();
	expect(await words(pathway)).toBe(theirs);
	expect(await words(free.pathway)).toBe(0);
});

test('L-12 what is held after it was approved stays, and so does what is to be kept longer', async () => {
	const { world, manager, officer, pathway, go, set, doubt, count, close, words, helper } =
		await story();
	await doubt('2021-03-17T10:00:00Z');
	await set(manager, 'doubt', '12');
	expect(await go(manager, 'doubt')).toMatchObject({ ok: true });
	await set(manager, 'doubt', '120', 1);
	await run();
	expect(await count('doubt', 'true')).toBe(1);
	await set(manager, 'doubt', '12', 2);
	expect(await go(manager, 'doubt')).toMatchObject({ ok: true });
	await world.as(officer).act((acting) => holdKind(acting, 'doubt', WHY));
	await run();
	expect(await count('doubt', 'true')).toBe(1);
	// Opened again before the job runs.
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(pathway, '2021-05-04');
	await set(manager, 'part', '24');
	const before = await words(pathway);
	expect(await go(manager, 'part')).toMatchObject({ ok: true });
	await own("update samspil.pathway set state = 'open' where id = $1", [pathway]);
	await run();
	expect(await words(pathway)).toBe(before);
});

test('L-12 an approval that is sent again is the same while the job is at it and after; one of another list is not', async () => {
	const { manager, kindOf, go, set, doubt, count, world } = await story();
	await doubt('2021-03-17T10:00:00Z');
	await set(manager, 'doubt', '12');
	const shown = await kindOf(manager, 'doubt');
	expect(await go(manager, 'doubt', shown)).toMatchObject({ ok: true });
	await doubt('2021-04-17T10:00:00Z');
	expect(await go(manager, 'doubt', shown)).toMatchObject({ ok: true });
	const grown = await kindOf(manager, 'doubt');
	expect(grown.many).toBe(2);
	expect(await go(manager, 'doubt', grown)).toMatchObject({ reason: 'stale' });
	await run();
	expect(await count('doubt', 'true')).toBe(1);
	expect(await go(manager, 'doubt', shown)).toMatchObject({ ok: true });
	await run();
	expect(await count('doubt', 'true')).toBe(1);
	expect(await world.as(manager).see(listRuns())).toMatchObject([{ kind: 'doubt', gone: 1 }]);
});

test('L-9 the record of the pathway tells whose words went and how many, and whoever holds its threads hears it once', async () => {
	const { world, manager, helper, tovholder, pathway, go, set, close, words, count } =
		await story();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(pathway, '2021-05-04');
	await set(manager, 'part', '24');
	const many = await words(pathway);
	expect(await go(manager, 'part')).toMatchObject({ ok: true });
	await run();
	const { rows } = await own(
		"select organisation_id, person_id, detail from samspil.audit_event where action = 'part.gone' and pathway_id = $1",
		[pathway]
	);
	expect(rows).toEqual([
		{ organisation_id: helper.organisation, person_id: null, detail: { many } }
	]);
	expect(
		await count(
			'notice',
			`kind = 'part-gone' and person_id = '${tovholder.person}' and path = '/pathways/${pathway}'`
		)
	).toBe(1);
	expect((await verifyAudit(database.owner as never)).faults).toEqual([]);
});

test('L-12 much of one kind hides nothing of another: each is listed for itself', async () => {
	const { world, manager, helper, pathway, set, close, kindOf } = await story();
	await own(
		`insert into samspil.child_role (tenant_id, id, organisation_id, person_id, role, obtained_on, obtained_by, begins_on, ends_on)
			select $1, gen_random_uuid(), $2, $3, 'Lektiehjælp', '2015-01-01', 'Mona', '2015-02-01', '2016-01-01'::date + n from generate_series(1, 120) n`,
		[world.tenant, helper.organisation, helper.person]
	);
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await close(pathway, '2021-05-04');
	await set(manager, 'part', '24');
	await set(manager, 'child-role', '24');
	const things = await world.as(manager).see(listThings());
	expect(things.filter(({ kind }) => kind === 'child-role')).toHaveLength(100);
	expect(things.filter(({ kind }) => kind === 'part')).toHaveLength(1);
	expect(await kindOf(manager, 'child-role')).toMatchObject({ many: 120 });
});

test('L-12, L-9 what takes many steps goes whole, is counted once, and is told of once', async () => {
	const { world, manager, helper, tovholder, pathway, go, set, close, words, count, another } =
		await story();
	const next = await another();
	await world.entry(pathway, 'housing', helper, 'Har mistet sin bolig');
	await own(
		`insert into samspil.entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from samspil.entry e, generate_series(1, 350)
			where e.tenant_id = $1 and e.author_organisation_id = $2`,
		[world.tenant, helper.organisation]
	);
	for (const each of [pathway, next.pathway]) await close(each, '2021-05-04');
	const many = { [pathway]: await words(pathway), [next.pathway]: await words(next.pathway) };
	await set(manager, 'part', '24');
	expect(await go(manager, 'part')).toMatchObject({ ok: true });
	await run();
	const { rows } = await own(
		"select pathway_id, sum((detail ->> 'many')::int)::int as many, count(*)::int as times from samspil.audit_event where tenant_id = $1 and action = 'part.gone' group by 1",
		[world.tenant]
	);
	expect(Object.fromEntries(rows.map((row) => [row.pathway_id, row.many]))).toEqual(many);
	expect(Math.max(...rows.map(({ times }) => times))).toBeGreaterThan(1);
	expect(await words(pathway)).toBe(0);
	expect(await count('notice', `kind = 'part-gone' and person_id = '${tovholder.person}'`)).toBe(1);
	expect(await count('kept_run_thing', 'true')).toBe(0);
});

test('L-10, L-12 the record of a pathway that is open stays, and of one that was held when it was approved', async () => {
	const { world, officer, tovholder, pathway, set, close, count, hold, another, go, kindOf } =
		await story();
	const [held, free] = [await another(), await another()];
	for (const each of [held, free]) {
		await close(each.pathway, '2026-05-04');
		await world.as(each.tovholder).read(recordPathway('pathway.read', each.pathway));
	}
	await world.as(tovholder).read(recordPathway('pathway.read', pathway));
	const lift = await hold(held.pathway, held.tovholder);
	await set(officer, 'log', '24');
	const rows = (of: string) => count('audit_event', `pathway_id = '${of}'`);
	const before = { open: await rows(pathway), held: await rows(held.pathway) };
	expect(before.open).toBeGreaterThan(0);
	expect(await rows(free.pathway)).toBeGreaterThan(0);
	const shown = await kindOf(officer, 'log', '2029-06-01');
	const approved = await world
		.as(officer, '2029-06-01')
		.act((acting) => letKindGo(acting, 'log', shown.until!, shown.mark));
	expect(approved).toMatchObject({ ok: true });
	expect(await go(officer, 'log', shown)).toMatchObject({ ok: true });
	await lift();
	await close(pathway, '2026-05-04');
	await run();
	expect(await rows(pathway)).toBe(before.open);
	expect(await rows(held.pathway)).toBe(before.held);
	expect(await rows(free.pathway)).toBe(0);
	expect(await count('audit_event', 'emptied is not null')).toBe(shown.many);
	expect((await verifyAudit(database.owner as never)).faults).toEqual([]);
});

test('L-12 a run that breaks is in nobody’s way: it is told without a word of what it was, and the others go on', async () => {
	const [one, other] = [await story(), await story()];
	const stuck = await one.doubt('2021-03-17T10:00:00Z');
	await other.doubt('2021-03-17T10:00:00Z');
	for (const { manager, set, go } of [one, other]) {
		await set(manager, 'doubt', '12');
		expect(await go(manager, 'doubt')).toMatchObject({ ok: true });
	}
	await own(
		'create table samspil.in_the_way (tenant_id uuid, doubt_id uuid, foreign key (tenant_id, doubt_id) references samspil.doubt)'
	);
	await own('insert into samspil.in_the_way values ($1, $2)', [one.world.tenant, stuck]);
	const told: string[] = [];
	await eraseKept(database.pools.jobs, ({ message }) => void told.push(message));
	expect(told).toEqual(['keeping broke 23503 doubt']);
	expect(await one.count('doubt', 'true')).toBe(1);
	expect(await other.count('doubt', 'true')).toBe(0);
	await own('drop table samspil.in_the_way');
	// It is taken up again an hour later, and not before.
	await run();
	expect(await one.count('doubt', 'true')).toBe(1);
	await own(
		"update samspil.kept_run set broke_at = now() - interval '61 minutes' where done_at is null"
	);
	await run();
	expect(await one.count('doubt', 'true')).toBe(0);
});

test('L-12 a run that came to a stop says so and how far it came, and whoever let it go sets it going again', async () => {
	const { world, manager, officer, tovholder, doubt, set, go, count } = await story();
	await doubt('2021-03-17T10:00:00Z');
	await set(manager, 'doubt', '12');
	expect(await go(manager, 'doubt')).toMatchObject({ ok: true });
	const standing = async (now = new Date()) =>
		(await world.as(manager).see(listRuns())).map((run) => hasStopped(run, now));
	const setGoing = (who: Someone, kind: Kind = 'doubt') =>
		world.as(who).act((acting) => setKindGoing(acting, kind, new Date()));
	const told = async () =>
		(
			await own(
				"select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'erasure-stopped'",
				[world.tenant]
			)
		).rows;

	// Whoever was at it was stopped in the middle: nothing moves any more.
	expect(await standing()).toEqual([false]);
	await own(
		"update samspil.kept_run set moved_at = now() - interval '121 minutes' where tenant_id = $1",
		[world.tenant]
	);
	expect(await standing()).toEqual([true]);
	for (const who of [tovholder, officer])
		expect(await setGoing(who)).toEqual({ ok: false, reason: 'not-there' });
	expect(await setGoing(manager, 'log')).toEqual({ ok: false, reason: 'not-there' });
	expect(await setGoing(manager)).toEqual({ ok: true, value: true });
	expect(await standing()).toEqual([false]);

	// It breaks: told once, to those who let go there, and not tried for an hour, but where somebody sets it going.
	await own(
		'create table samspil.in_the_way (tenant_id uuid, doubt_id uuid, foreign key (tenant_id, doubt_id) references samspil.doubt)'
	);
	await own(
		'insert into samspil.in_the_way select tenant_id, id from samspil.doubt where tenant_id = $1',
		[world.tenant]
	);
	for (const again of [false, true]) {
		if (again) expect(await setGoing(manager)).toEqual({ ok: true, value: true });
		await run();
		expect(await standing()).toEqual([true]);
		expect(await told()).toEqual([{ person: manager.person, path: '/retention/kinds' }]);
	}
	expect(await world.as(manager).see(listRuns())).toMatchObject([{ gone: 0, shown: 1 }]);
	await own('drop table samspil.in_the_way');
	await run();
	expect(await count('doubt', 'true')).toBe(1);
	for (const _ of ['once', 'twice'])
		expect(await setGoing(manager)).toEqual({ ok: true, value: true });
	await run();
	expect(await count('doubt', 'true')).toBe(0);
	expect(await standing()).toEqual([false]);
	expect(await count('audit_event', "action = 'retention.set-going'")).toBe(3);
});

test('L-12 a need is held on its pathway, and not as a kind', async () => {
	const { world, officer } = await story();
	expect(await world.as(officer).act((acting) => holdKind(acting, 'need', WHY))).toMatchObject({
		reason: 'not-there'
	});
});

test('L-12 whatever refers to what goes, goes before it or lets go of it', async () => {
	const named = (verbs: string) =>
		`select distinct x[1] from regexp_matches((select prosrc from pg_proc where proname = 'delete_kept'), '(?:${verbs}) samspil\\.(\\w+)', 'g') x`;
	const inTheWay = async () =>
		(
			await own(`
				select distinct c.relname || ' → ' || p.relname as pair from pg_constraint k
					join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
				where k.contype = 'f' and k.confdeltype not in ('c', 'n') and p.relnamespace = 'samspil'::regnamespace
					and p.relname = any (array(${named('delete from')})) and c.relname <> all (array(${named('delete from|update')}))
				order by 1`)
		).rows.map(({ pair }) => pair);
	expect(await inTheWay()).toEqual([]);
	await own(
		'create table samspil.in_the_way (tenant_id uuid, meeting_id uuid, foreign key (tenant_id, meeting_id) references samspil.group_meeting)'
	);
	expect(await inTheWay()).toEqual(['in_the_way → group_meeting']);
	await own('drop table samspil.in_the_way');
});
