/** What an administrator's hat opens without a second factor: nothing, asked of PostgreSQL itself through the one door. */
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Query } from '../acting.ts';
import { ask, tables } from '../tables.ts';
import { testDatabase } from './test-database.ts';
import { newWorld, type Someone, type World } from './test-world.ts';

const database = await testDatabase();

/** An administrator twice, with a second factor and on the strength of a password, and what there is to administer. */
async function installation() {
	const world = await newWorld(database);
	const { organisation, tenant } = world;
	const strong = await world.administrator();
	const weak = await world.session(strong.person, strong.name, {
		hat: 'administrator',
		strong: false
	});
	const leader = await world.worker('Lene', tenant, 'project-leader');
	const collaboration = await world.collaboration(leader, await organisation('voluntary'));
	await world.seat(collaboration, 'steering', leader);
	await world.insert('framework', {
		tenant_id: tenant,
		id: randomUUID(),
		collaboration_id: collaboration,
		template_version: 1
	});
	await world.as(strong).act(async (acting) => {
		await acting.run(invite(world, strong));
		await acting.run(
			tables.insertInto('mail').values({
				tenant_id: tenant,
				kind: 'invitation',
				address: `${randomUUID()}@example.test`,
				words: JSON.stringify({ path: '/invitations/link' })
			})
		);
	});
	return { world, strong, weak, leader };
}

const invite = ({ tenant }: World, by: Someone) =>
	tables.insertInto('invitation').values({
		tenant_id: tenant,
		id: randomUUID(),
		kind: 'member',
		organisation_id: tenant,
		email: `${randomUUID()}@example.test`,
		name: 'Ny',
		function: 'manager',
		token_hash: randomBytes(32),
		invited_by: by.person,
		expires_at: new Date(Date.now() + 1000 * 60)
	});

const GUARDED = [
	'invitation',
	'membership',
	'collaboration',
	'collaboration_party',
	'group_member',
	'framework',
	'mail'
] as const;

const countOf = (table: (typeof GUARDED)[number], mine: Someone) =>
	ask<{ rows: number }>(
		sql`select count(*)::int as rows from samspil.${sql.ref(table)} x
			where ${table} <> 'membership' or (to_jsonb(x) ->> 'person_id')::uuid <> ${mine.person}`
	);

test('with a password alone an administrator reads no invitation, mail, person or group', async () => {
	const { world, strong, weak } = await installation();
	for (const table of GUARDED) {
		const seen = await world.as(strong).see(countOf(table, strong));
		expect.soft(seen[0]!.rows, `${table} with a second factor`).toBeGreaterThan(0);
		expect(await world.as(weak).see(countOf(table, weak)), table).toEqual([{ rows: 0 }]);
	}
	const mails = tables.selectFrom('mail').select('id');
	const [mail] = await world.as(strong).see(mails);
	const address = ask(sql`select * from samspil.address_of(${mail!.id})`);
	expect(await world.as(strong).see(address)).toHaveLength(1);
	expect(await world.as(weak).see(address)).toEqual([]);
	const administrators = ask(sql`select * from samspil.list_administrators()`);
	expect(await world.as(weak).see(administrators)).toEqual([]);
});

test('nor does such an administrator invite, add, change, end or appoint anybody', async () => {
	const { world, strong, weak, leader } = await installation();
	const { tenant } = world;
	const run = (someone: Someone, query: Query<unknown>) =>
		world.as(someone).act((acting) => acting.run(query));
	await expect(run(weak, invite(world, weak))).rejects.toThrow(/row-level security/);
	const id = randomUUID();
	const add = tables.insertInto('organisation').values({
		id,
		name: 'Falsk kommune',
		kind: 'municipality',
		created_by: weak.person
	});
	await expect(run(weak, add)).rejects.toThrow(/row-level security/);
	await expect(run(weak, tables.insertInto('tenant').values({ id: tenant }))).rejects.toThrow(
		/row-level security/
	);
	const join = tables
		.insertInto('tenant_organisation')
		.values({ tenant_id: tenant, organisation_id: id, joined_on: '2026-01-01' });
	await expect(run(weak, join)).rejects.toThrow(/row-level security/);

	const rename = tables
		.updateTable('organisation')
		.set({ name: 'Kapret' })
		.where('id', '=', tenant);
	expect(await run(weak, rename)).toBe(0);
	const end = tables
		.updateTable('membership')
		.set({ active_until: '2026-05-04' })
		.where('person_id', '=', leader.person);
	expect(await run(weak, end)).toBe(0);
	const revoke = tables
		.updateTable('invitation')
		.set({ revoked_at: new Date() })
		.where('tenant_id', '=', tenant);
	expect(await run(weak, revoke)).toBe(0);
	const lead = tables
		.updateTable('collaboration')
		.set({ leader_person_id: weak.person })
		.where('tenant_id', '=', tenant);
	expect(await run(weak, lead)).toBe(0);

	const said = async (someone: Someone, verb: string) =>
		(
			await world
				.as(someone)
				.act((acting) =>
					acting.first(
						ask<{ said: string }>(sql`select samspil.${sql.ref(verb)}(${leader.person}) as said`)
					)
				)
		)?.said;
	expect(await said(weak, 'appoint_administrator')).toBe('not-there');
	expect(await said(strong, 'appoint_administrator')).toBe('done');
	expect(await said(weak, 'remove_administrator')).toBe('not-there');
	expect(await run(strong, revoke)).toBe(1);
});

test('where the installation asks nobody for a second factor, an administrator works with a password', async () => {
	const { world, weak } = await installation();
	await database.owner.query(`update samspil.installation set second_factor = 'staff'`);
	expect(await world.as(weak).see(countOf('invitation', weak))).toEqual([{ rows: 0 }]);
	await database.owner.query(`update samspil.installation set second_factor = 'nobody'`);
	expect(await world.as(weak).see(countOf('invitation', weak))).toEqual([{ rows: 1 }]);
	await database.owner.query(`update samspil.installation set second_factor = 'everyone'`);
});
