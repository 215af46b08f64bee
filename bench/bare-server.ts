/**
 * What we are measured against: node:http and pg with nothing between, each answer one prepared statement, as JSON.
 * It asks the same of the same tables, as a role that no policy holds back, without session, record or markup.
 */
import http from 'node:http';
import pg from 'pg';

const [port, url] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });

const PATHWAY_PAGE = `
	select json_build_object(
		'pathway', (select row_to_json(x) from (
			select p.number, c.name as citizen, c.phone, c.preferred_channel, c.language, c.interpreter_needed, t.person_name, m.title, o.name, t.kind, o.contact,
				(select a.due_on from samspil.allotment a where a.tenant_id = p.tenant_id and a.pathway_id = p.id and a.decided_on is null) as due,
				n.description, n.criteria,
				array(select s.category from samspil.scope s where s.tenant_id = p.tenant_id and s.pathway_id = p.id) as open,
				(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', w.name, 'state', r.state) order by r.state, w.name), '[]') from samspil.partner r
					join samspil.organisation w on w.id = r.organisation_id
					where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.state in ('planned', 'contacted', 'agreed')) as partners,
				(select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number, 'purpose', k.purpose, 'categories', k.categories, 'until', k.valid_until) order by k.number), '[]')
					from samspil.consent k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.withdrawn_at is null and current_date between k.valid_from and k.valid_until) as consents,
				(select jsonb_build_object('id', e.id, 'at', e.starts_at) from samspil.meeting e where e.tenant_id = p.tenant_id and e.pathway_id = p.id
					and e.state = 'invited' and e.ends_at > now() order by e.starts_at limit 1) as meeting
			from samspil.pathway p
				join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
				left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
				left join samspil.membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id
				left join samspil.organisation o on o.id = t.organisation_id
				left join samspil.coordination_need n on n.tenant_id = p.tenant_id and n.pathway_id = p.id
			where p.tenant_id = $1 and p.id = $2) x),
		'words', (select json_agg(x) from (select distinct on (w.question) w.question, w.body, w.said_on, w.written_down_by_name from samspil.own_words w
			where w.tenant_id = $1 and w.pathway_id = $2 order by w.question, w.created_at desc) x),
		'tasks', (select json_agg(x) from (select k.id, k.title, k.responsible_name, k.responsible_organisation_name, k.due_on from samspil.task k
			where k.tenant_id = $1 and k.pathway_id = $2 and k.state = 'open' order by k.due_on nulls last, k.created_at, k.id limit 51) x),
		'entries', (select json_agg(x) from (select e.id, e.category, e.kind, e.title, e.body, e.starts_on, e.ends_on, e.area, e.channel, e.author_name,
			e.author_organisation_name, e.created_at, e.changed_at from samspil.entry e
			where e.tenant_id = $1 and e.pathway_id = $2 order by e.created_at desc, e.id desc limit 51) x))::text as answer`;

const MY_LIST = `
	with page as materialized (
		select p.tenant_id, p.id, p.number, p.citizen_id, p.changed_at from samspil.pathway p
		where p.tenant_id = $1 and p.state = 'open' and p.id = any (array(
			select t.pathway_id from samspil.tovholder t where t.tenant_id = $1 and t.person_id = $2 and t.organisation_id = $1 and t.until is null))
		order by p.changed_at desc, p.id desc limit 51
	)
	select coalesce(json_agg(x), '[]')::text as answer from (
		select p.id, p.number, c.name as citizen, t.person_name, t.organisation_name,
			(select min(k.due_on) from samspil.task k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.state = 'open') as next_due,
			(select a.due_on from samspil.allotment a where a.tenant_id = p.tenant_id and a.pathway_id = p.id and a.decided_on is null) as decision_due
		from page p
			left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		order by p.changed_at desc, p.id desc) x`;

const WRITE_ENTRY = `
	with written as (
		insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, body, author_id, author_organisation_id, author_name, author_organisation_name)
		select s.tenant_id, gen_random_uuid(), s.pathway_id, s.id, s.category, 'note', $4, $3, $1, 'Medarbejder', 'Kommune'
		from samspil.scope s where s.tenant_id = $1 and s.pathway_id = $2 and s.category = 'housing' returning id
	), touched as (
		update samspil.pathway set changed_at = now() where tenant_id = $1 and id = $2
	), recorded as (
		insert into bare.audit (tenant_id, person_id, action, object_id) select $1, $3, 'entry.written', id from written
	)
	select json_build_object('id', id)::text as answer from written`;

const FRAMEWORK_PAGE = `
	select json_build_object('framework', row_to_json(f), 'version', (select row_to_json(v) from samspil.framework_version v
		where v.tenant_id = f.tenant_id and v.id = f.established_version_id))::text as answer
	from samspil.framework f where f.tenant_id = $1`;

/** One statement that finds, ranks and counts; what is done with the answer is left out here. */
const FIND_OFFERS = `select samspil.find_offers($1, $2, '{}', 0, 20)::text as answer`;

const WORKS: Record<string, { name: string; text: string; fields: string[] }> = {
	'/pathway-page': { name: 'a', text: PATHWAY_PAGE, fields: ['tenant', 'pathway'] },
	'/my-list': { name: 'b', text: MY_LIST, fields: ['tenant', 'person'] },
	'/write-entry': { name: 'c', text: WRITE_ENTRY, fields: ['tenant', 'pathway', 'person', 'body'] },
	'/find-offers': { name: 'e', text: FIND_OFFERS, fields: ['tenant', 'q'] },
	'/framework-page': { name: 'd', text: FRAMEWORK_PAGE, fields: ['tenant'] }
};

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
	const address = new URL(request.url ?? '/', 'http://localhost');
	const work = WORKS[address.pathname];
	if (!work) return void response.writeHead(404).end();
	let posted = '';
	for await (const part of request) posted += part;
	const asked = new URLSearchParams(posted || address.search);
	const values = work.fields.map((field) => asked.get(field));
	const { rows } = await pool.query<{ answer: string }>({
		name: work.name,
		text: work.text,
		values
	});
	response.writeHead(200, { 'content-type': 'application/json' }).end(rows[0]?.answer ?? '{}');
}

http
	.createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			console.error(error);
			response.writeHead(500).end();
		});
	})
	.listen(Number(port), '127.0.0.1', () => console.log('listening'));
