/** What falls due in a collaboration and is not told in the invented data: how it came about is told in other stories. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type {
	LiveGoal,
	LiveSeries,
	LiveTask
} from '../../src/features/agreements/live-objects.rules.ts';

type Solby = { tenant: string; agreement: string; collaboration: string };

/** Adds to Solby what its year is to hold; answers its tenant, and the agreement in force with its collaboration. */
export async function letMoreFallDue(owner: Pool): Promise<Solby> {
	const client = await owner.connect();
	const one = async <Row>(text: string, values: unknown[] = []) =>
		(await client.query(text, values)).rows[0] as Row;
	try {
		const solby = await one<Solby>(
			`select d.tenant_id as tenant, d.id as agreement, d.collaboration_id as collaboration
			from samspil.agreement_due a join samspil.document d on d.tenant_id = a.tenant_id and d.id = a.document_id where a.kind = 'expiry'`
		);
		const { tenant, agreement } = solby;
		const who = async (name: string) =>
			one<{ person: string; organisation: string }>(
				'select person_id as person, organisation_id as organisation from samspil.membership where tenant_id = $1 and person_name = $2',
				[tenant, name]
			);
		const [rasmus, birgitte, gitte] = [
			await who('Rasmus Toft'),
			await who('Birgitte Holm'),
			await who('Gitte Lindberg')
		];
		await client.query('begin');
		// what has been agreed and decided is guarded by triggers that ask how
		await client.query('set local session_replication_role = replica');
		const living: [string | null, LiveTask | LiveGoal | LiveSeries][] = [
			[
				'2026-08-14',
				{
					kind: 'task',
					about: 'anchoring',
					what: 'Skrive til naboerne',
					responsible: null,
					dueOn: null,
					when: ''
				}
			],
			[
				'2026-09-30',
				{
					kind: 'goal',
					goal: '25 gæster',
					goalKind: 'activity',
					number: 25,
					unit: 'unge',
					period: null,
					by: null
				}
			],
			[
				null,
				{
					kind: 'series',
					group: 'coordinator',
					purpose: 'Vagtmøde',
					frequency: 'weekly',
					participants: 'Vagterne',
					firstOn: '2026-05-05',
					until: null,
					convener: null
				}
			]
		];
		for (const [dueOn, said] of living)
			await client.query(
				`insert into samspil.agreement_live (tenant_id, id, document_id, live_key, kind, said, due_on, person_id, organisation_id)
				values ($1, gen_random_uuid(), $2, 'year ' || $3::text, $3::text, $4, $5, $6::uuid, $7)`,
				[
					...[tenant, agreement, said.kind, JSON.stringify(said), dueOn],
					...(said.kind === 'goal' ? [null, null] : [rasmus.person, rasmus.organisation])
				]
			);
		const question = randomUUID();
		await client.query(
			`insert into samspil.document_question (tenant_id, id, document_id, title, body, hash, quorum, asked_by, asked_by_organisation, asked_by_name,
				changed_by_name, state, decided_on, review_on)
			values ($1, $2, $3, 'Sommerlukning', 'Vi lukker i uge 29 og 30.', sha256('x'), '{"each": 1, "of": {}}', $4, $5, 'Rasmus Toft', 'Rasmus Toft',
				'decided', '2026-05-01', '2026-09-15')`,
			[tenant, question, agreement, rasmus.person, rasmus.organisation]
		);
		await client.query(
			'insert into samspil.document_question_member (tenant_id, document_id, question_id, person_id, organisation_id) values ($1, $2, $3, $4, $5)',
			[tenant, agreement, question, birgitte.person, birgitte.organisation]
		);
		await client.query(
			`insert into samspil.agreement_removal (tenant_id, id, document_id, material, keeper_id, names_id, why, due_on, asked_by, asked_by_name)
			values ($1, gen_random_uuid(), $2, 'Folderen', $3, $4, 'outdated', '2026-08-20', $5, 'Birgitte Holm')`,
			[tenant, agreement, gitte.organisation, birgitte.organisation, birgitte.person]
		);
		await closeOne(client.query.bind(client), tenant);
		await client.query('commit');
		// whatever was written behind the triggers is worked out too
		await client.query('insert into samspil.deadline_stale (tenant_id, about) values ($1, $1)', [
			tenant
		]);
		return solby;
	} finally {
		client.release();
	}
}

/** Tarek's pathway is closed on the first day; the municipality keeps what it has closed for half a year. */
async function closeOne(
	query: (text: string, values: unknown[]) => Promise<{ rows: { pathway: string }[] }>,
	tenant: string
) {
	const { rows } = await query(
		`select t.pathway_id as pathway from samspil.tovholder t where t.tenant_id = $1 and t.until is null and t.person_name = 'Tarek Haddad'`,
		[tenant]
	);
	const pathway = rows[0]!.pathway;
	await query(
		`insert into samspil.closing (tenant_id, id, pathway_id, ground, plan, citizen_part, changed_by_name, closed_at, closed_by_name)
		values ($1, gen_random_uuid(), $2, 'moved-away', 'Flytter', 'together', 'x', '2026-05-04T10:00:00Z', 'x')`,
		[tenant, pathway]
	);
	await query(`update samspil.pathway set state = 'closed' where id = $1`, [pathway]);
	// the citizen has asked for it to be erased, and nobody has answered
	await query(
		`insert into samspil.erasure_request (tenant_id, id, citizen_id, pathway_id, pathway_number, asked_by_name, is_citizens_own, asked_at)
		select p.tenant_id, gen_random_uuid(), p.citizen_id, p.id, p.number, '', true, '2026-04-20T10:00:00Z' from samspil.pathway p
		where p.tenant_id = $1 and p.id = $2`,
		[tenant, pathway]
	);
	await query(
		`insert into samspil.retention (tenant_id, months, changed_by_name) values ($1, 6, 'x') on conflict (tenant_id) do update set months = 6`,
		[tenant]
	);
}

/** The steering group’s meeting agrees on a task for one of it. */
export async function giveGroupTask(owner: Pool, to: string, dueOn: string): Promise<void> {
	const { rowCount } = await owner.query(
		`insert into samspil.group_task (tenant_id, id, meeting_id, item_id, title, responsible_person_id, responsible_organisation_id, responsible_name,
			responsible_organisation_name, due_on, created_by, created_by_name)
		select g.tenant_id, gen_random_uuid(), g.id, i.id, 'Finde et lokale', b.person_id, b.organisation_id, b.person_name, 'x', $2, b.person_id, b.person_name
		from samspil.group_meeting g join samspil.meeting_series s on s.tenant_id = g.tenant_id and s.id = g.series_id and s.group_kind = 'steering'
			join samspil.group_item i on i.tenant_id = g.tenant_id and i.meeting_id = g.id
			join samspil.membership b on b.tenant_id = g.tenant_id and b.person_name = $1
		where g.state = 'invited' order by i.position limit 1`,
		[to, dueOn]
	);
	if (rowCount !== 1) throw new Error('no meeting to agree on a task');
}

/** Somebody’s last day at work is known. */
export const letLeave = (owner: Pool, name: string, lastDay: string) =>
	owner.query('update samspil.membership set active_until = $2 where person_name = $1', [
		name,
		lastDay
	]);

/** A party has said that it leaves, and the parties are to talk of whether they go on. */
export async function bringTheEndInSight(owner: Pool, agreement: string): Promise<void> {
	for (const [kind, dueOn, party] of [
		['renewal', '2026-10-15', 'Værestedet Kilden'],
		['ending', '2027-03-01', null]
	])
		await owner.query(
			`insert into samspil.agreement_due (tenant_id, document_id, kind, due_on, party_id)
			select tenant_id, id, $2, $3, (select o.id from samspil.organisation o where o.name = $4) from samspil.document where id = $1`,
			[agreement, kind, dueOn, party]
		);
}
