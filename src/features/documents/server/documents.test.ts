/** What PostgreSQL itself keeps of documents, whatever the program does: who reads, who writes, what never changes. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import type { Someone } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { sql } from 'kysely';
import {
	begun,
	complete,
	newAgreementWorld,
	send,
	sign,
	type AgreementWorld
} from '#features/agreements/server/test-agreement.ts';

const database = await testDatabase();

const TABLES = [
	'document',
	'document_party',
	'document_executor',
	'document_signatory',
	'document_answer',
	'document_version',
	'document_signature',
	'document_comment',
	'document_decision',
	'document_presence'
] as const;

/** How many rows of each table somebody sees. */
const seenBy = async (world: AgreementWorld, who: Someone) =>
	Object.fromEntries(
		await Promise.all(
			TABLES.map(async (table) => {
				const [row] = await world
					.as(who)
					.see(
						ask<{ count: number }>(
							sql`select count(*)::int as count from samspil.${sql.raw(table)}`
						)
					);
				return [table, row!.count];
			})
		)
	);

/** Tries a statement as somebody, past every rule of the program. */
const force = (world: AgreementWorld, who: Someone, statement: ReturnType<typeof sql>) =>
	world.as(who).act((acting) => acting.run(ask(statement)));

describe('who reads a document', () => {
	test('all of its parties, and nobody else: not another organisation, not an administrator, not another municipality', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await sign(world, place, world.mayor, version);
		const next = await newAgreementWorld(database);
		const nothing = Object.fromEntries(TABLES.map((table) => [table, 0]));
		const citizen = await world.citizen('Amina', world.clerk);
		for (const who of [
			world.stranger,
			world.landlord,
			await world.administrator(),
			next.leader,
			citizen
		])
			expect(await seenBy(world, who)).toEqual(nothing);
		for (const who of [world.leader, world.clerk, world.helper])
			expect(await seenBy(world, who)).toMatchObject({
				document: 1,
				document_party: 2,
				document_executor: 2,
				document_signatory: 2,
				document_answer: 3,
				document_version: 1,
				document_signature: 1
			});
	});

	test('a party that is taken out reads it no longer', async () => {
		const { world, place } = await complete(database);
		await database.owner.query(
			'update samspil.document_party set left_at = now() where document_id = $1 and organisation_id = $2',
			[place.id, world.shelter]
		);
		expect((await seenBy(world, world.host)).document).toBe(0);
	});
});

describe('who writes a document', () => {
	test('who is named in it; others of the parties read only', async () => {
		const { world, place } = await complete(database);
		const outsiderOfTenant = await world.worker('Olga Øst', world.tenant);
		const rename = sql`update samspil.document set title = 'x' where id = ${place.id}::uuid`;
		expect(await force(world, outsiderOfTenant, rename)).toBe(0);
		expect(await force(world, world.stranger, rename)).toBe(0);
		expect(await force(world, world.helper, rename)).toBe(1);
	});

	test('R-004 nobody writes another party’s own answers', async () => {
		const { world, place } = await complete(database);
		const put = (party: string) =>
			sql`update samspil.document_answer set value = '{"kind":"text","text":"x"}', answered_by = ${world.host.person}::uuid
				where document_id = ${place.id}::uuid and party_id = ${party}::uuid`;
		expect(await force(world, world.host, put(world.tenant))).toBe(0);
		expect(await force(world, world.host, put(world.shelter))).toBe(1);
	});

	test('nobody begins one in another’s name, nor as an employee', async () => {
		const world = await newAgreementWorld(database);
		const put = (by: Someone) => sql`insert into samspil.document
			(tenant_id, id, kind, template_key, template_edition, title, begun_by, begun_by_organisation)
			values (${world.tenant}::uuid, ${randomUUID()}::uuid, 'agreement', 'x', 1, 'x', ${by.person}::uuid, ${by.organisation}::uuid)`;
		await expect(force(world, world.host, put(world.leader))).rejects.toThrow('row-level security');
		await expect(force(world, world.clerk, put(world.clerk))).rejects.toThrow('row-level security');
		expect(await force(world, world.host, put(world.host))).toBe(1);
	});

	test('a stranger cannot make their organisation a party', async () => {
		const world = await newAgreementWorld(database);
		const { id } = await begun(world);
		const join = sql`insert into samspil.document_party (tenant_id, document_id, organisation_id, place)
			values (${world.tenant}::uuid, ${id}::uuid, ${world.outside}::uuid, 9)`;
		await expect(force(world, world.stranger, join)).rejects.toThrow('row-level security');
	});
});

describe('what nobody can do, whatever the program forgets', () => {
	const signature = (
		world: AgreementWorld,
		version: string,
		place: string,
		who: Someone,
		hash = 'hash'
	) => sql`
		insert into samspil.document_signature (tenant_id, document_id, version_id, organisation_id, person_id, person_organisation_id,
			person_name, organisation_name, method, assurance, hash)
		select ${world.tenant}::uuid, ${place}::uuid, v.id, ${who.organisation}::uuid, ${who.person}::uuid, ${who.organisation}::uuid,
			'x', 'x', 'app-code', 'multi', ${sql.raw(hash)} from samspil.document_version v where v.id = ${version}::uuid`;

	test('R-026 bring a version into force before all have signed', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await sign(world, place, world.mayor, version);
		await expect(
			force(
				world,
				world.host,
				sql`update samspil.document_version set fate = 'agreed', from_on = current_date where id = ${version}::uuid`
			)
		).rejects.toThrow('every party has signed');
	});

	test('R-179 sign without being the named signatory, for others, without binding, weakly, or another hash', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		const by = (who: Someone, as = who, hash?: string) =>
			force(world, who, signature(world, version, place.id, as, hash));
		const refusal = 'row-level security';
		await expect(by(world.helper)).rejects.toThrow(refusal);
		await expect(by(world.host, world.mayor)).rejects.toThrow(refusal);
		await expect(by(world.host, world.host, `'\\x00'::bytea`)).rejects.toThrow(refusal);
		const weak = await world.session(world.host.person, world.host.name, {
			hat: 'organisation',
			organisation: world.shelter,
			strong: false
		});
		await expect(by(weak)).rejects.toThrow(refusal);
		expect(await by(world.host)).toBe(1);
	});

	test('S-4 change what waits for signatures, what is frozen, or what is signed', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await sign(world, place, world.host, version);
		const attempts: [ReturnType<typeof sql>, string][] = [
			[
				sql`update samspil.document_answer set value = '{"kind":"text","text":"x"}', answered_by = ${world.leader.person}::uuid
					where document_id = ${place.id}::uuid and field_key = 'purpose'`,
				'it is withdrawn before'
			],
			[
				sql`update samspil.document set title = 'x' where id = ${place.id}::uuid`,
				'it is withdrawn before'
			],
			[
				sql`delete from samspil.document_signatory where document_id = ${place.id}::uuid`,
				'it is withdrawn before'
			],
			[sql`update samspil.document_version set content = '{}'`, 'permission denied'],
			[sql`update samspil.document_signature set title = 'x'`, 'permission denied'],
			[sql`delete from samspil.document_signature`, 'permission denied']
		];
		for (const [statement, refusal] of attempts)
			await expect(force(world, world.leader, statement)).rejects.toThrow(refusal);
		// Not even the owner of the tables.
		await expect(
			database.owner.query('update samspil.document_version set content = $1 where id = $2', [
				'{}',
				version
			])
		).rejects.toThrow('does not change');
		await expect(database.owner.query('delete from samspil.document_signature')).rejects.toThrow(
			'append-only'
		);
	});

	test('undo what came of a version', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await sign(world, place, world.host, version);
		await sign(world, place, world.mayor, version);
		await expect(
			force(
				world,
				world.leader,
				sql`update samspil.document_version set fate = 'withdrawn', from_on = null where id = ${version}::uuid`
			)
		).rejects.toThrow('does not change');
	});
});
