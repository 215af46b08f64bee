-- A large import is taken in, or undone, beside requests: what is ordered lies here until it is done, and says how far it is. The row that waits is
-- the job. Whoever claims it works as the project leader who ordered it, by a ticket that the claim makes and that ends with it.
create table samspil.offer_import_work (
	tenant_id uuid not null,
	import_id uuid not null,
	what text not null check (what in ('take', 'undo')),
	-- what the preview showed (take-import.ts): what is taken in must be what was seen
	mark text not null check (length(mark) <= 100),
	ordered_by uuid not null,
	ordered_in uuid not null,
	ordered_by_name text not null check (ordered_by_name <> ''),
	ordered_at timestamptz not null default now(),
	-- rows there are to work on, and worked on so far
	total integer not null check (total >= 0),
	done integer not null default 0,
	-- why nothing came of it, in the words of the rules; it waits for nobody then
	refusal text,
	attempts integer not null default 0,
	next_try_at timestamptz default now(),
	claimed_until timestamptz,
	ticket_hash bytea,
	primary key (tenant_id, import_id),
	foreign key (tenant_id, import_id) references samspil.offer_import on delete cascade,
	foreign key (tenant_id, ordered_by, ordered_in) references samspil.membership (tenant_id, person_id, organisation_id) on delete cascade,
	check ((refusal is null) = (next_try_at is not null))
);
create index offer_import_work_ordered on samspil.offer_import_work (tenant_id, ordered_by, ordered_in);
create index offer_import_work_waiting on samspil.offer_import_work (next_try_at) where next_try_at is not null;
create unique index offer_import_work_ticket on samspil.offer_import_work (ticket_hash);

alter table samspil.offer_import_work enable row level security;
-- The municipality's project leaders alone, who order for themselves.
create policy led on samspil.offer_import_work for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
create policy ordered on samspil.offer_import_work for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and ordered_by = (select samspil.acting_project_leader()) and ordered_in = tenant_id);
-- What nothing came of makes room for another; what waits or is worked on goes only with the ticket of whoever works on it.
create policy over on samspil.offer_import_work for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null
		and (refusal is not null or samspil.light_bound() = 'import ' || import_id));
grant select (tenant_id, import_id, what, ordered_by_name, ordered_at, total, done, refusal, attempts, next_try_at, claimed_until),
	insert (tenant_id, import_id, what, mark, ordered_by, ordered_in, ordered_by_name, total), delete on samspil.offer_import_work to samspil_app;
grant execute on function samspil.light_bound() to samspil_app;
-- The jobs say how far it is.
create policy jobs on samspil.offer_import_work to samspil_jobs using (true) with check (true);
grant select (tenant_id, import_id, attempts), update (done, refusal, next_try_at, claimed_until, ticket_hash) on samspil.offer_import_work to samspil_jobs;

-- Claims what has waited longest for so many seconds, after which another may take it over. Its number is that of the claim; the ticket opens the visit.
create function samspil.claim_import(seconds double precision, ticket text)
returns table (tenant uuid, import uuid, what text, mark text, attempts integer)
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	return query
	update samspil.offer_import_work w set claimed_until = now() + make_interval(secs => seconds), attempts = w.attempts + 1,
		ticket_hash = sha256(convert_to(claim_import.ticket, 'UTF8'))
	where (w.tenant_id, w.import_id) = (
		select x.tenant_id, x.import_id from samspil.offer_import_work x
		where x.next_try_at <= now() and (x.claimed_until is null or x.claimed_until < now())
		order by x.next_try_at limit 1 for update skip locked)
	returning w.tenant_id, w.import_id, w.what, w.mark, w.attempts;
end $$;
revoke all on function samspil.claim_import(double precision, text) from public;
grant execute on function samspil.claim_import(double precision, text) to samspil_jobs;

-- Begins a transaction as the project leader who ordered it, where they still are one; no row where they are not, or the claim is over. It is bound to
-- the import as a light seat is to its link (0396): no table of a pathway can be written, and none is opened.
create function samspil.begin_import_visit(ticket text, today date) returns table (
	person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text, "organisationKind" text,
	function text, strong boolean, declared boolean, hats integer, unread integer)
language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	w samspil.offer_import_work;
	m record;
	words text;
	secret bytea;
begin
	perform set_config('samspil.token', '', true), set_config('samspil.today', today::text, true), set_config('samspil.tenant', '', true),
		set_config('samspil.about', '', true), set_config('samspil.visit', '', true), set_config('samspil.visit_seal', '', true);
	select * into w from samspil.offer_import_work x where x.ticket_hash = sha256(convert_to(begin_import_visit.ticket, 'UTF8')) and x.claimed_until >= now();
	if not found then return; end if;
	select x.function, x.person_name, o.name, o.kind into m
		from samspil.membership x join samspil.organisation o on o.id = x.organisation_id
		where x.tenant_id = w.tenant_id and x.person_id = w.ordered_by and x.organisation_id = w.ordered_in and x.function = 'project-leader'
			and x.active_from <= begin_import_visit.today and (x.active_until is null or x.active_until >= begin_import_visit.today);
	if not found then return; end if;
	person := w.ordered_by; name := m.person_name; hat := 'organisation'; tenant := w.tenant_id; "tenantName" := m.name;
	organisation := w.ordered_in; "organisationName" := m.name; "organisationKind" := m.kind; function := m.function;
	strong := false; declared := true; hats := 1; unread := 0;
	words := concat_ws(E'\x1f', person, tenant::text, organisation::text, hat, strong, false, begin_import_visit.today, '', '', '', '', '', '',
		translate(name, E'\x1f', ' '), translate("organisationName", E'\x1f', ' '), 'import ' || w.import_id);
	select k.key into secret from samspil.seal k;
	perform set_config('samspil.tenant', tenant::text, true), set_config('samspil.visit', words, true),
		set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	return next;
end $$;
revoke all on function samspil.begin_import_visit(text, date) from public;
grant execute on function samspil.begin_import_visit(text, date) to samspil_app;
