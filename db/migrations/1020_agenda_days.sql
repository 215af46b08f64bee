-- A-3: whether the two days before a meeting, by which its agenda is to be said (R-163), are days of the calendar or days on which people are at
-- work. A municipality counts in days of the calendar until its project leader says otherwise: no row is that.
create table samspil.agenda_setting (
	tenant_id uuid primary key references samspil.tenant,
	days text not null check (days in ('calendar', 'workdays')),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1
);
alter table samspil.agenda_setting enable row level security;
-- Whoever reads a meeting reads until when its agenda may be changed.
create policy told on samspil.agenda_setting for select to samspil_app using (tenant_id = samspil.visited_tenant());
create policy chosen on samspil.agenda_setting for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
create policy chosen_anew on samspil.agenda_setting for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant());
create policy jobs on samspil.agenda_setting for select to samspil_jobs using (true);
grant select on samspil.agenda_setting to samspil_app, samspil_jobs;
grant insert (tenant_id, days, changed_by_name) on samspil.agenda_setting to samspil_app;
grant update (days, changed_at, changed_by_name, version) on samspil.agenda_setting to samspil_app;
-- The agendas that are open have another day from now on.
create trigger mark_stale after insert or update of days on samspil.agenda_setting for each row execute function samspil.mark_tenant_stale();
