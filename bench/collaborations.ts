/** Collaborations with an agreement each, laid into the stage's database: two parties, days of their own, promises, tasks, a series. */
import type pg from 'pg';

/** Lays `count` of them in, for a municipality of the stage; those of an earlier run are there already. */
export async function layInCollaborations(
	owner: pg.Pool,
	tenant: string,
	count: number
): Promise<void> {
	const client = await owner.connect();
	try {
		await layIn(client, tenant, count);
	} finally {
		client.release();
	}
	await owner.query('vacuum analyze');
}

async function layIn(client: pg.PoolClient, tenant: string, count: number): Promise<void> {
	await client.query('begin');
	// As it came to be is not what is measured.
	await client.query('set local session_replication_role = replica');
	await client.query(
		`create temp table made on commit drop as
		select n, md5('bench collaboration ' || n)::uuid as collaboration, md5('bench agreement ' || n)::uuid as document,
			(select organisation_id from samspil.tenant_organisation where tenant_id = $1 and organisation_id <> $1 order by organisation_id offset n % 50 limit 1) as other,
			$1::uuid as tenant,
			(select m.person_id from samspil.membership m where m.tenant_id = $1 and m.function = 'project-leader' limit 1) as person
		from generate_series(1, ${count}) n`,
		[tenant]
	);
	await client.query(`
		insert into samspil.collaboration (tenant_id, id, name, leader_person_id, leader_organisation_id)
			select tenant, collaboration, 'Samarbejde nr. ' || n, person, tenant from made on conflict do nothing;
		insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, collaboration_id, begun_by, begun_by_organisation,
				owner_person_id, owner_organisation_id)
			select tenant, document, 'agreement', 'cooperation-contract', 1, 'Aftale nr. ' || n, collaboration, person, tenant, person, tenant
			from made on conflict do nothing;
		insert into samspil.document_party (tenant_id, document_id, organisation_id, place, responsible_person_id)
			select tenant, document, tenant, 0, person from made
			union all select tenant, document, other, 1,
				(select m.person_id from samspil.membership m where m.tenant_id = tenant and m.organisation_id = other order by m.person_id limit 1) from made
			on conflict do nothing;
		insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at, from_on, until_on)
			select tenant, md5('bench version ' || n)::uuid, document, 1, jsonb_build_object('title', 'Aftale', 'parties', jsonb_build_array(
				jsonb_build_object('organisation', tenant, 'name', 'x', 'responsible', jsonb_build_object('person', person), 'executing', '[]'::jsonb, 'signatories', '[]'::jsonb),
				jsonb_build_object('organisation', other, 'name', 'y', 'responsible', null, 'executing', '[]'::jsonb, 'signatories', '[]'::jsonb))),
				decode(repeat('a1', 32), 'hex'), 'x', 'agreed', now(), '2026-01-01', '2028-12-31'
			from made on conflict do nothing;
		insert into samspil.agreement_obligation (tenant_id, id, document_id, live_key, party_id, what, due_on)
			select tenant, md5('bench promise ' || n || ' ' || g)::uuid, document, 'p' || g, case g % 2 when 0 then tenant else other end, 'Et løfte', '2026-12-01'::date + g * 30
			from made cross join generate_series(1, 4) g on conflict do nothing;
		insert into samspil.agreement_due (tenant_id, id, document_id, kind, due_on, party_id, obligation_id)
			select tenant, md5('bench due ' || n || kind)::uuid, document, kind, day::date, null::uuid, null::uuid
				from made cross join (values ('review', '2027-01-01'), ('last-notice', '2028-05-31'), ('expiry', '2028-12-31'), ('renewal', '2028-06-30')) x (kind, day)
			union all select tenant_id, md5('bench due ' || id)::uuid, document_id, 'obligation', due_on, party_id, id
				from samspil.agreement_obligation where live_key like 'p%' and document_id in (select document from made)
			on conflict do nothing;
		insert into samspil.agreement_live (tenant_id, id, document_id, live_key, kind, said, due_on, person_id, organisation_id)
			select tenant, md5('bench task ' || n || ' ' || g)::uuid, document, 't' || g, 'task', '{"what": "En opgave"}'::jsonb, '2026-12-01'::date + g * 20, person, tenant
				from made cross join generate_series(1, 3) g
			union all select tenant, md5('bench series ' || n)::uuid, document, 's', 'series', '{"frequency": "quarterly", "firstOn": "2026-01-13"}'::jsonb, null::date, person, tenant from made
			on conflict do nothing`);
	await client.query('commit');
}
