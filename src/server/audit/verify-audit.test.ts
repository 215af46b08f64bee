import { expect, test } from 'vitest';
import { recordPathway } from '../audit.queries.ts';
import { testDatabase } from '../database/test-database.ts';
import { newWorld } from '../database/test-world.ts';
import { verifyAudit } from './verify-audit.ts';

const database = await testDatabase();

/** A world in which the tovholder has opened the pathway four times: a chain of four rows. */
async function fourReads() {
	const world = await newWorld(database);
	const { tovholder, pathway, helper, colleague } = await world.coordinatedPathway();
	for (let n = 0; n < 4; n++)
		await world.as(tovholder).read(recordPathway('pathway.read', pathway, null, { n }));
	return { world, tovholder, pathway, helper, colleague };
}

/** The faults of one tenant, after somebody with all rights has meddled behind the triggers' back. */
async function faultsAfter(tenant: string, meddling: string) {
	const client = await database.owner.connect();
	try {
		await client.query('begin');
		await client.query('alter table samspil.audit_event disable trigger user');
		await client.query(meddling.replaceAll('$tenant', `'${tenant}'`));
		const { faults } = await verifyAudit(client);
		return faults
			.filter((fault) => fault.tenant === tenant)
			.map(({ sequence, kind }) => `${sequence} ${kind}`);
	} finally {
		await client.query('rollback');
		client.release();
	}
}

test('an untouched record is whole, and says why each reader could read', async () => {
	const { world, tovholder, pathway } = await fourReads();
	expect(await faultsAfter(world.tenant, 'select 1')).toEqual([]);
	const { rows } = await database.owner.query(
		'select person_name, action, pathway_id, reason, sequence::int from samspil.audit_event where tenant_id = $1 order by sequence',
		[world.tenant]
	);
	expect(rows).toHaveLength(4);
	expect(rows[3]).toEqual({
		person_name: tovholder.name,
		action: 'pathway.read',
		pathway_id: pathway,
		reason: 'tovholder',
		sequence: 4
	});
});

test('the reason names the consent and the categories; who may not open the pathway leaves no row', async () => {
	const { world, helper, colleague, pathway } = await fourReads();
	await world.as(colleague).read(recordPathway('pathway.read', pathway));
	await world.as(helper).read(recordPathway('pathway.read', pathway));
	const { rows } = await database.owner.query(
		`select person_name, reason from samspil.audit_event where tenant_id = $1 and person_name <> 'Tove Tovholder'`,
		[world.tenant]
	);
	expect(rows).toEqual([
		{
			person_name: helper.name,
			reason: expect.stringMatching(/^partner, consent no\. \d+: housing$/)
		}
	]);
});

test.each([
	[
		'a changed row',
		"update samspil.audit_event set reason = 'citizen' where tenant_id = $tenant and sequence = 2",
		['2 changed']
	],
	[
		'a changed moment',
		"update samspil.audit_event set at = at - interval '1 second' where tenant_id = $tenant and sequence = 3",
		['3 changed']
	],
	[
		'a removed row',
		'delete from samspil.audit_event where tenant_id = $tenant and sequence = 2',
		['3 removed']
	],
	[
		'a removed first row',
		'delete from samspil.audit_event where tenant_id = $tenant and sequence = 1',
		['2 removed']
	],
	[
		'a removed last row',
		'delete from samspil.audit_event where tenant_id = $tenant and sequence = 4',
		['4 removed']
	],
	[
		'two rows that changed places',
		`update samspil.audit_event set sequence = case sequence when 2 then -3 else -2 end where tenant_id = $tenant and sequence in (2, 3);
		update samspil.audit_event set sequence = -sequence where tenant_id = $tenant and sequence < 0`,
		['2 changed', '3 changed', '4 moved']
	],
	[
		'a row that was changed and hashed again',
		`update samspil.audit_event e set reason = 'citizen' where tenant_id = $tenant and sequence = 2;
		update samspil.audit_event e set hash = samspil.audit_hash(e) where tenant_id = $tenant and sequence = 2`,
		['3 moved']
	]
])('%s is found', async (_, meddling, found) => {
	const { world } = await fourReads();
	expect(await faultsAfter(world.tenant, meddling)).toEqual(found);
});

test('nobody can change or remove a row, not even the owner of the table', async () => {
	const { world } = await fourReads();
	for (const statement of [
		"update samspil.audit_event set reason = ''",
		'delete from samspil.audit_event',
		'truncate samspil.audit_event'
	])
		await expect(database.owner.query(statement)).rejects.toThrow('append-only');
	const client = await database.pools.app.connect();
	try {
		for (const statement of [
			"update samspil.audit_event set reason = ''",
			'delete from samspil.audit_event',
			`select samspil.append_audit('${world.tenant}', null, null, 'x', null, null, '', '{}')`
		])
			await expect(client.query(statement)).rejects.toThrow('permission denied');
	} finally {
		client.release();
	}
});
