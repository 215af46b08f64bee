/**
 * Fills a migrated database with an invented country: municipalities, organisations, staff, pathways, entries.
 *
 * Written set by set in SQL with triggers and checks of keys off, then what the triggers would have kept is computed
 * from the same views, and everything is analysed. Ids are made from numbers, so that a run knows them without asking.
 */
import type { ClientBase } from 'pg';
import { seedFrameworks } from './seed-framework.ts';

export type Scale = {
	municipalities: number;
	organisations: number;
	pathways: number;
	entries: number;
};

export const SCALES: Record<'small' | 'full', Scale> = {
	small: { municipalities: 10, organisations: 200, pathways: 10_000, entries: 100_000 },
	full: { municipalities: 98, organisations: 2_000, pathways: 100_000, entries: 1_000_000 }
};

/** How many pathways a tovholder holds: the length of the list that is measured. */
export const LIST = 50;

/** Fills the database that `client` is connected to with all rights. */
export async function seed(
	client: ClientBase,
	{ municipalities, organisations, pathways, entries }: Scale
): Promise<void> {
	const perMunicipality = Math.ceil(pathways / municipalities);
	const tovholdere = Math.ceil(perMunicipality / LIST);
	const outside = Math.floor(organisations / municipalities);
	const each = Math.round(entries / pathways);
	await client.query('set session_replication_role = replica');
	await client.query(`
		create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
			return md5(kind || n)::uuid;
		create temp table town as select g as n, pg_temp.id('town', g) as id from generate_series(0, ${municipalities - 1}) g;
		insert into samspil.organisation (id, name, kind) select id, 'Kommune nr. ' || n, 'municipality' from town;
		insert into samspil.tenant (id) select id from town;
		insert into samspil.tenant_organisation select id, id, '2025-01-01' from town;
		insert into samspil.organisation (id, name, kind)
			select pg_temp.id('outside', t.n * ${outside} + g), 'Forening nr. ' || t.n * ${outside} + g, 'voluntary' from town t, generate_series(0, ${outside - 1}) g;
		insert into samspil.tenant_organisation
			select t.id, pg_temp.id('outside', t.n * ${outside} + g), '2025-01-01' from town t, generate_series(0, ${outside - 1}) g;

		-- people at the municipality (the first leads the project) and three in each organisation outside
		create temp table worker as
			select t.id as tenant, t.id as organisation, pg_temp.id('staff', t.n * 1000 + g) as id, 'Medarbejder ' || g as name, g as place
			from town t, generate_series(0, ${tovholdere}) g
			union all
			select t.id, pg_temp.id('outside', t.n * ${outside} + o), pg_temp.id('helper', (t.n * ${outside} + o) * 10 + g), 'Frivillig ' || g, null
			from town t, generate_series(0, ${outside - 1}) o, generate_series(0, 2) g;
		insert into identity."user" (id, name, email) select id, name, id || '@example.test' from worker;
		insert into samspil.person (id, name, email) select id, name, id || '@example.test' from worker;
		insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, function, active_from, declared_on, declaration_version)
			select tenant, id, organisation, name, case when place = 0 then 'project-leader' else 'employee' end, '2025-01-01', '2025-01-01', '1' from worker;
		insert into samspil.collaboration (tenant_id, id, name, leader_person_id, leader_organisation_id)
			select t.id, pg_temp.id('collaboration', t.n), 'Hjem og hverdag', pg_temp.id('staff', t.n * 1000), t.id from town t;

		create temp table way as
			select g as n, t.id as tenant, t.n as town, pg_temp.id('pathway', g) as id, pg_temp.id('citizen', g) as citizen, g / ${municipalities} as number,
				pg_temp.id('staff', t.n * 1000 + 1 + (g / ${municipalities}) / ${LIST}) as tovholder,
				pg_temp.id('outside', t.n * ${outside} + (g / ${municipalities}) % ${outside}) as first_partner,
				pg_temp.id('helper', (t.n * ${outside} + (g / ${municipalities}) % ${outside}) * 10) as first_helper,
				pg_temp.id('outside', t.n * ${outside} + (g / ${municipalities} + 1) % ${outside}) as second_partner,
				pg_temp.id('helper', (t.n * ${outside} + (g / ${municipalities} + 1) % ${outside}) * 10 + 1) as second_helper
			from generate_series(0, ${pathways - 1}) g join town t on t.n = g % ${municipalities};
		create index on way (id);
		insert into samspil.citizen (tenant_id, id, name, birth_date, phone, registered_by)
			select tenant, citizen, 'Borger nr. ' || n, '1990-01-01', '12345678', tovholder from way;
		insert into samspil.pathway (tenant_id, id, number, citizen_id, collaboration_id, registered_on, registered_by, registered_organisation_id, changed_at)
			select tenant, id, number + 1, citizen, pg_temp.id('collaboration', town), '2026-01-01', tovholder, tenant, '2026-06-01'::timestamptz + n * interval '1 second' from way;
		insert into samspil.counter select id, 'pathway', ${perMunicipality} from town;
		insert into samspil.scope (tenant_id, id, pathway_id, category)
			select w.tenant, md5(w.id || c.category)::uuid, w.id, c.category from way w,
			unnest(array['contact', 'situation', 'housing', 'work', 'health', 'substance-use', 'family', 'economy', 'meetings', 'progress']) c(category);
		insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, route)
			select tenant, pg_temp.id('tovholder', n), id, tovholder, tenant, 'Medarbejder', 'Kommune', 'temporary', '2026-01-01', 'registration' from way;
		insert into samspil.coordination_need (tenant_id, pathway_id, scope_id, description, check_answer, criteria, registered_by)
			select tenant, id, md5(id || 'situation')::uuid, 'Flere tilbud er i gang, og ingen samler trådene.', 'no', '{1}', tovholder from way;
		insert into samspil.partner (tenant_id, pathway_id, organisation_id, id, state, question, decided_by_name, decided_on, agreed_on)
			select tenant, id, first_partner, md5(id || 'first')::uuid, 'agreed', 'Har I plads?', 'Medarbejder', '2026-01-02'::date, '2026-01-02'::date from way
			union all select tenant, id, second_partner, md5(id || 'second')::uuid, 'agreed', 'Har I plads?', 'Medarbejder', '2026-01-02'::date, '2026-01-02'::date from way;
		insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since)
			select tenant, id, first_partner, first_helper, '2026-01-02'::date from way
			union all select tenant, id, second_partner, second_helper, '2026-01-02'::date from way;
		insert into samspil.consent (tenant_id, id, pathway_id, number, purpose, categories, organisations, given_by, given_by_name, given_how, language,
				informed_at, given_at, text_shown, valid_from, valid_until, registered_by, registered_by_name)
			select tenant, pg_temp.id('consent', n), id, 1, 'At finde en bolig sammen', '{contact,housing,work,progress}', array[first_partner, second_partner],
				'citizen', 'Borger', 'paper', 'da', '2026-01-02', '2026-01-02', 'Tekst', '2026-01-02', '2099-01-02', tovholder, 'Medarbejder' from way;
		insert into samspil.own_words (tenant_id, id, pathway_id, scope_id, question, body, said_on)
			select tenant, md5(id || q)::uuid, id, md5(id || 'situation')::uuid, q, 'Jeg vil gerne have et sted at bo, hvor jeg kan lukke døren.', '2026-01-03'
			from way, unnest(array['story', 'problems', 'wishes']) q;
		insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, body, author_id, author_organisation_id, author_name, author_organisation_name, created_at)
			select w.tenant, pg_temp.id('entry', w.n::bigint * ${each} + g), w.id, md5(w.id || c.category)::uuid, c.category, 'note',
				'Talte med borgeren om hverdagen og aftalte næste skridt. Der er fremgang, og vi ses igen i næste uge.', w.tovholder, w.tenant, 'Medarbejder', 'Kommune',
				'2026-02-01'::timestamptz + g * interval '1 day'
			from way w, generate_series(0, ${each - 1}) g,
				lateral (select (array['housing', 'work', 'health', 'progress', 'contact'])[1 + g % 5] as category) c;
		insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id, responsible_name,
				responsible_organisation_name, due_on, created_by, created_by_name)
			select w.tenant, pg_temp.id('task', w.n * 3 + g), w.id, md5(w.id || 'progress')::uuid, 'progress', 'Ring til boligforeningen', w.tovholder, w.tenant, 'Medarbejder',
				'Kommune', '2026-12-01'::date + g, w.tovholder, 'Medarbejder' from way w, generate_series(0, 2) g;
		insert into samspil.meeting (tenant_id, id, pathway_id, scope_id, state, purpose, why_now, form, starts_at, ends_at, place, place_agreed_on, interpreter,
				convened_by, convened_by_organisation_id)
			select tenant, pg_temp.id('meeting', n), id, md5(id || 'meetings')::uuid, 'invited', 'Næste skridt', 'Ny bolig', 'in-person', '2099-01-01 10:00Z', '2099-01-01 11:00Z',
				'Biblioteket', '2026-06-01', 'no', tovholder, tenant from way`);
	await client.query(`
		insert into samspil.pathway_access (tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day)
			select tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day from samspil.pathway_access_truth;
		insert into samspil.scope_access (tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number, from_day, until_day)
			select tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number, from_day, until_day from samspil.scope_access_truth`);
	await client.query(
		"update samspil.person set is_administrator = true where id = md5('staff0')::uuid"
	);
	await seedFrameworks(client);
	await openSessions(client);
	await client.query('set session_replication_role = default');
	await client.query('vacuum analyze');
}

/** One open session for every tovholder, with a second factor shown. */
async function openSessions(client: ClientBase): Promise<void> {
	await client.query(`
		insert into identity.session (token, "userId", "expiresAt", assurance, hat, "hatTenant", "hatOrganisation")
		select 'bench-' || person_id, person_id, now() + interval '10 years', 'multi', 'organisation', tenant_id, organisation_id
		from (select distinct tenant_id, person_id, organisation_id from samspil.tovholder) t`);
}
