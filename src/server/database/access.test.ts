/** Who reads what on a pathway, asked of PostgreSQL itself through the one door. */
import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readAs } from '../acting.ts';
import { tables } from '../tables.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, TODAY, type Someone, type World } from './test-world.ts';

const database = await testDatabase();

const bodies = tables.selectFrom('entry').select('body').orderBy('body');
const pathways = tables.selectFrom('pathway').select('id');
const names = tables.selectFrom('citizen').select('name');

/** What somebody reads of all that row-level security guards on pathways. */
async function seenBy(world: World, someone: Pick<Someone, 'token'>, day?: string) {
	const [entries, ways, citizens] = await world.as(someone, day).read(bodies, pathways, names);
	return {
		entries: entries.map(({ body }) => body),
		pathways: ways.length,
		names: citizens.map(({ name }) => name)
	};
}

const NOTHING = { entries: [], pathways: 0, names: [] };
const HOUSING = 'Har brug for en stuelejlighed';
const HEALTH = 'Går hos Dr. Holm';

test('the citizen and the tovholder read everything', async () => {
	const world = await newWorld(database);
	const { citizen, tovholder } = await world.coordinatedPathway();
	const everything = { entries: [HEALTH, HOUSING], pathways: 1, names: ['Amina Andersen'] };
	expect(await seenBy(world, citizen)).toEqual(everything);
	expect(await seenBy(world, tovholder)).toEqual(everything);
});

test('an assigned person of an agreed partner reads what the consent covers, while it runs, and no name without "contact"', async () => {
	const world = await newWorld(database);
	const { helper } = await world.coordinatedPathway();
	expect(await seenBy(world, helper)).toEqual({ entries: [HOUSING], pathways: 1, names: [] });
	expect((await seenBy(world, helper, '2026-12-31')).entries).toEqual([HOUSING]);
	expect((await seenBy(world, helper, '2027-01-01')).entries).toEqual([]);
});

test('a colleague, the project leader, an administrator and a partner next door read nothing', async () => {
	const world = await newWorld(database);
	const { colleague, leader, pathway, citizen } = await world.coordinatedPathway();
	const nextDoor = await world.organisation('private');
	const neighbour = await world.worker('Nabo', nextDoor);
	await world.partner(pathway, nextDoor, 'contacted', neighbour);
	expect(await seenBy(world, colleague)).toEqual(NOTHING);
	expect(await seenBy(world, leader)).toEqual(NOTHING);
	expect(await seenBy(world, neighbour)).toEqual(NOTHING);
	expect(await seenBy(world, await world.administrator())).toEqual(NOTHING);
	const other = await newWorld(database);
	const theirs = await other.coordinatedPathway();
	expect((await seenBy(other, theirs.tovholder)).names).toEqual(['Amina Andersen']);
	expect(citizen.citizen).not.toBe(theirs.citizen.citizen);
});

test('a visit about one pathway shows no other, whatever else the visitor could open', async () => {
	const world = await newWorld(database);
	const { tovholder, citizen, collaboration, pathway } = await world.coordinatedPathway();
	const second = await world.pathway(
		await world.citizen('Bent Berg', tovholder),
		collaboration,
		tovholder
	);
	await world.entry(second, 'housing', tovholder, 'Bor hos en ven');
	expect((await seenBy(world, tovholder)).pathways).toBe(2);
	const { rows } = await readAs(
		database.pools.app,
		{ token: tovholder.token, today: TODAY, about: pathway },
		pathways,
		bodies,
		names
	);
	expect(rows).toEqual([
		[{ id: pathway }],
		[{ body: HEALTH }, { body: HOUSING }],
		[{ name: citizen.name }]
	]);
});

test('withdrawing a consent ends access at the next read', async () => {
	const world = await newWorld(database);
	const { helper, citizen, consent } = await world.coordinatedPathway();
	const withdraw = tables
		.updateTable('consent')
		.set({ withdrawn_at: new Date(), withdrawn_by_name: 'Amina' })
		.where('id', '=', consent);
	expect(await world.as(helper).act((acting) => acting.run(withdraw))).toBe(0);
	expect(await world.as(citizen).act((acting) => acting.run(withdraw))).toBe(1);
	expect((await seenBy(world, helper)).entries).toEqual([]);
});

test('a session without a second factor opens no pathway', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	const weak = await world.session(tovholder.person, tovholder.name, {
		hat: 'organisation',
		organisation: tovholder.organisation,
		strong: false
	});
	expect(await seenBy(world, weak)).toEqual(NOTHING);
});

test('an ended membership opens nothing, though the session still stands', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	await database.owner.query(
		"update samspil.membership set active_until = '2026-05-03' where person_id = $1",
		[tovholder.person]
	);
	expect(await seenBy(world, tovholder)).toEqual(NOTHING);
	expect((await seenBy(world, tovholder, '2026-05-03')).pathways).toBe(1);
});

test('L-5: outside an authority nothing opens before the confidentiality declaration', async () => {
	const world = await newWorld(database);
	const { helper } = await world.coordinatedPathway();
	await database.owner.query(
		'update samspil.membership set declared_on = null, declaration_version = null where person_id = $1',
		[helper.person]
	);
	expect(await seenBy(world, helper)).toEqual(NOTHING);
});

test('the app role reads nothing without the door, nor with settings it writes itself', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	const client = await database.pools.app.connect();
	try {
		await client.query('begin');
		expect((await client.query('select id from samspil.pathway')).rows).toEqual([]);
		await client.query(
			`select set_config('samspil.person', '${tovholder.person}', true), set_config('samspil.today', '2026-05-04', true)`
		);
		expect((await client.query('select id from samspil.pathway')).rows).toEqual([]);
		expect((await client.query('select body from samspil.entry')).rows).toEqual([]);
		await client.query('rollback');
		await expect(client.query('set role samspil_owner')).rejects.toThrow('permission denied');
		await expect(client.query('select token from identity.session')).rejects.toThrow(
			'permission denied'
		);
		await expect(client.query('update samspil.audit_event set reason = $1', ['x'])).rejects.toThrow(
			'permission denied'
		);
		const { rows } = await client.query(
			'select rolsuper, rolbypassrls from pg_roles where rolname = current_user'
		);
		expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
	} finally {
		client.release();
	}
});

test('the words of a visit that somebody seals themselves open nothing, and the key is not to be had', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	const client = await database.pools.app.connect();
	const pathways = async () => (await client.query('select id from samspil.pathway')).rows;
	try {
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2)', [tovholder.token, '2026-05-04']);
		expect(await pathways()).toHaveLength(1);
		const { rows } = await client.query(
			`select current_setting('samspil.visit') as words, current_setting('samspil.visit_seal') as seal`
		);
		const { words, seal } = rows[0] as { words: string; seal: string };
		const write = (some: string, under: string) =>
			client.query(
				`select set_config('samspil.visit', $1, true), set_config('samspil.visit_seal', $2, true)`,
				[some, under]
			);
		const digest = (text: string) => createHash('sha256').update(text).digest('hex');
		for (const [some, under] of [
			[words, ''],
			[words, digest(words)],
			// the true seal, with a word more
			[`${words}\x1f`, seal],
			[words.replace(tovholder.person, randomUUID()), seal]
		] as const) {
			await write(some, under);
			expect(await pathways()).toEqual([]);
		}
		await write(words, seal);
		expect(await pathways()).toHaveLength(1);
		await client.query(
			`select set_config('samspil.visit', '', true), set_config('samspil.visit_seal', '', true)`
		);
		expect(await pathways()).toEqual([]);
		await client.query('savepoint before');
		for (const asked of ['samspil.visit_words()', 'key from samspil.seal']) {
			await expect(client.query(`select ${asked}`)).rejects.toThrow('permission denied');
			await client.query('rollback to before');
		}
		await client.query('rollback');
	} finally {
		client.release();
	}
});

test('PostgreSQL tells nobody who asks for its plans what the key of the seal is', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	const { rows } = await database.owner.query(
		`select encode(key, 'hex') as hex, array_to_string(array(select get_byte(key, at) from generate_series(0, 3) at), ' ') as bytes from samspil.seal`
	);
	const { hex, bytes } = rows[0] as { hex: string; bytes: string };
	const client = await database.pools.app.connect();
	const told: string[] = [];
	const listen = (notice: { message?: string | undefined; detail?: string | undefined }) =>
		void told.push(`${notice.message} ${notice.detail}`);
	client.on('notice', listen);
	try {
		await client.query('discard plans');
		for (const setting of ['client_min_messages = log', 'debug_print_plan = on'])
			await client.query(`set ${setting}`);
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2)', [tovholder.token, '2026-05-04']);
		await client.query('select id from samspil.pathway');
		await client.query('rollback');
		expect(told.join('\n')).toContain('FUNCEXPR');
		expect(told.join('\n')).not.toContain(hex);
		// constants are printed as signed bytes, the first after the length of what stands there
		const signed = bytes.split(' ').map((byte) => (Number(byte) > 127 ? Number(byte) - 256 : byte));
		expect(told.join('\n')).not.toContain(signed.join(' '));
	} finally {
		client.off('notice', listen);
		await client.query('reset all');
		client.release();
	}
});

test('a pathway registered under the id of one in another municipality opens nothing there', async () => {
	const theirs = await newWorld(database);
	const { pathway, consent } = await theirs.coordinatedPathway();
	const mine = await newWorld(database);
	const leader = await mine.worker('Lone', mine.tenant, 'project-leader');
	const own = await mine.pathway(
		await mine.citizen('Bent Berg', leader),
		await mine.collaboration(leader),
		leader,
		pathway
	);
	expect(own).toBe(pathway);
	await mine.entry(own, 'housing', leader, 'Bor hos en ven');

	for (const about of [pathway, undefined]) {
		const { rows } = await readAs(
			database.pools.app,
			{ token: leader.token, today: TODAY, about },
			bodies,
			names,
			tables.selectFrom('consent').select('id'),
			tables.selectFrom('tovholder').select('person_name'),
			tables.selectFrom('partner').select('id'),
			tables.selectFrom('coordination_need').select('description')
		);
		expect(rows).toEqual([
			[{ body: 'Bor hos en ven' }],
			[{ name: 'Bent Berg' }],
			[],
			[{ person_name: 'Lone' }],
			[],
			[]
		]);
	}
	const withdraw = tables
		.updateTable('consent')
		.set({ withdrawn_at: new Date(), withdrawn_by_name: 'Lone' })
		.where('id', '=', consent);
	expect(await mine.as(leader).act((acting) => acting.run(withdraw))).toBe(0);
});

test('every policy on the rows of a tenant begins with the tenant of the visit', async () => {
	const { rows } = await database.owner.query(`
		select c.relname || '.' || p.polname as policy, x.said from pg_policy p
			join pg_class c on c.oid = p.polrelid and c.relnamespace = 'samspil'::regnamespace
			join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id',
			lateral (values (pg_get_expr(p.polqual, c.oid)), (pg_get_expr(p.polwithcheck, c.oid))) x(said)
		where 'samspil_app'::regrole = any (p.polroles) and x.said is not null
			and x.said !~ '^[(]*(NOT [(])?tenant_id (=|IS DISTINCT FROM) ([(] SELECT )?samspil[.][a-z]+_tenant[(]'
		order by 1`);
	// one's own hats in every municipality, and the outbox of the whole installation
	expect(rows.map(({ policy }) => policy)).toEqual(['mail.outbox', 'membership.own']);
});

test('a visit whose tenant or day is told otherwise afterwards is no visit', async () => {
	const world = await newWorld(database);
	const { tovholder } = await world.coordinatedPathway();
	const client = await database.pools.app.connect();
	const pathwaysAfter = async (setting: string, value: string) => {
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2)', [tovholder.token, TODAY]);
		const before = (await client.query('select id from samspil.pathway')).rowCount;
		await client.query('select set_config($1, $2, true)', [setting, value]);
		const after = (await client.query('select id from samspil.pathway')).rowCount;
		await client.query('rollback');
		return [before, after];
	};
	try {
		expect(await pathwaysAfter('samspil.today', '2026-05-05')).toEqual([1, 0]);
		expect(await pathwaysAfter('samspil.tenant', randomUUID())).toEqual([1, 0]);
		expect(await pathwaysAfter('samspil.tenant', world.tenant)).toEqual([1, 1]);
	} finally {
		client.release();
	}
});

test('every table of ours is guarded: row-level security is on, and the app role owns nothing', async () => {
	const { rows } = await database.owner.query(
		`select relname from pg_class where relnamespace = 'samspil'::regnamespace and relkind = 'r' and not relrowsecurity
		and relname not in ('migration', 'installation') order by 1`
	);
	expect(rows).toEqual([]);
	const owned = await database.owner.query(
		`select relname from pg_class where relowner in (select oid from pg_roles where rolname in ('samspil_app', 'samspil_identity'))`
	);
	expect(owned.rows).toEqual([]);
});

test('every foreign key has an index that begins with its columns (of a scope: tenant and id, which are enough)', async () => {
	const { rows } = await database.owner.query(`
		select c.conrelid::regclass::text as "table", c.conname as name from pg_constraint c
		where c.contype = 'f' and c.connamespace in ('samspil'::regnamespace, 'identity'::regnamespace)
		and not exists (select from pg_index i
			where i.indrelid = c.conrelid and i.indpred is null and i.indnkeyatts >= least(cardinality(c.conkey), 2)
			and (i.indkey::int2[])[0:least(cardinality(c.conkey), 2) - 1] <@ c.conkey)
		order by 1, 2`);
	expect(rows).toEqual([]);
});

test('R-101: the history of tovholdere has no gap and no overlap, whoever writes it', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const row = (since: string, until: string | null, follows: string | null) =>
		world.insert('tovholder', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: pathway,
			person_id: tovholder.person,
			organisation_id: tovholder.organisation,
			person_name: 'x',
			organisation_name: 'x',
			kind: 'final',
			since,
			until,
			follows,
			route: 'direct',
			agreed_on: '2026-03-01',
			agreed_heard_by: 'x'
		});
	await expect(row('2026-03-01T10:00:00Z', null, '2026-03-01T10:00:00Z')).rejects.toThrow();
	await expect(
		row('2026-03-01T10:00:00Z', '2026-04-01T10:00:00Z', '2026-03-01T10:00:00Z')
	).rejects.toThrow();
	await expect(row('2026-03-01T10:00:00Z', '2026-04-01T10:00:00Z', null)).rejects.toThrow();
});

test('R-101: nobody leaves an open pathway without a tovholder, the owner of the tables neither', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const own = (text: string, values: unknown[]) => database.owner.query(text, values);
	for (const gap of [
		'update samspil.tovholder set until = now() where pathway_id = $1 and until is null',
		'delete from samspil.tovholder where pathway_id = $1'
	])
		await expect(own(gap, [pathway])).rejects.toThrow('somebody holds the threads');
	await expect(
		own(
			`insert into samspil.pathway (tenant_id, id, number, citizen_id, collaboration_id, registered_on, registered_by, registered_organisation_id)
			select tenant_id, gen_random_uuid(), 0, citizen_id, collaboration_id, registered_on, registered_by, registered_organisation_id
			from samspil.pathway where id = $1`,
			[pathway]
		)
	).rejects.toThrow('somebody holds the threads');
	const { rows } = await own(
		'select person_id from samspil.tovholder where pathway_id = $1 and until is null',
		[pathway]
	);
	expect(rows).toEqual([{ person_id: tovholder.person }]);
});

test('what is kept of access says the same as the rule', async () => {
	for (const table of ['pathway_access', 'scope_access']) {
		const { rows } = await database.owner.query(
			`(table samspil.${table} except table samspil.${table}_truth) union all (table samspil.${table}_truth except table samspil.${table})`
		);
		expect(rows).toEqual([]);
	}
});

test('a citizen’s details are changed by the tovholder and by nobody else who may read them', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, shelter, tovholder, helper, colleague, citizen } = story;
	await world.consent(pathway, [shelter], ['contact']);
	await world.handOver(pathway, tovholder, colleague, { until: '2026-05-20' });
	expect((await seenBy(world, helper)).names).toEqual(['Amina Andersen']);
	const protect = tables
		.updateTable('citizen')
		.set({ is_protected: true, phone: '12345678' })
		.where('tenant_id', '=', world.tenant)
		.where('id', '=', citizen.citizen);
	for (const reader of [helper, tovholder, citizen])
		expect(await world.as(reader).act((acting) => acting.run(protect))).toBe(0);
	expect(await world.as(colleague).act((acting) => acting.run(protect))).toBe(1);
});
