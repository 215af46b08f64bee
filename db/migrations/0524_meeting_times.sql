-- Two or three times for a meeting that nobody is invited to yet; those who are to take part say which they can, and one is chosen.
create table samspil.meeting_option (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	primary key (tenant_id, id),
	unique (tenant_id, meeting_id, starts_at, ends_at),
	foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id) on delete cascade,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index meeting_option_meeting on samspil.meeting_option (tenant_id, pathway_id, meeting_id);
create index meeting_option_scope on samspil.meeting_option (tenant_id, scope_id);
create table samspil.meeting_option_answer (
	tenant_id uuid not null,
	option_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	person_id uuid not null references samspil.person,
	answer text not null check (answer in ('yes', 'if-need-be', 'no')),
	answered_at timestamptz not null default now(),
	primary key (tenant_id, option_id, person_id),
	foreign key (tenant_id, option_id) references samspil.meeting_option on delete cascade,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index meeting_option_answer_scope on samspil.meeting_option_answer (tenant_id, scope_id);
create index meeting_option_answer_person on samspil.meeting_option_answer (person_id);
create index meeting_option_answer_pathway on samspil.meeting_option_answer (tenant_id, pathway_id);
alter table samspil.meeting_option enable row level security;
alter table samspil.meeting_option_answer enable row level security;
create policy covered on samspil.meeting_option for select to samspil_app
	using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy proposed on samspil.meeting_option for insert to samspil_app with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy taken_back on samspil.meeting_option for delete to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert, delete on samspil.meeting_option to samspil_app;
create policy covered on samspil.meeting_option_answer for select to samspil_app
	using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
-- Each says it for themselves: the citizen, and those at work who are on the list, while nobody is invited yet.
create function samspil.may_answer_option(option uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.meeting_option o join samspil.meeting m on m.tenant_id = o.tenant_id and m.id = o.meeting_id
		where o.tenant_id = samspil.acting_tenant() and o.id = option and m.state = 'draft'
			and (o.pathway_id = any (samspil.my_whole_pathways()) or o.scope_id = any (samspil.my_scopes()))
			and (o.pathway_id = any (samspil.my_pathways_as('{citizen}')) or exists (select from samspil.meeting_participant p
				where p.tenant_id = o.tenant_id and p.meeting_id = o.meeting_id and p.person_id = samspil.acting_person()
					and p.organisation_id = samspil.acting_organisation())));
end $$;
create policy said on samspil.meeting_option_answer for insert to samspil_app
	with check (person_id = (select samspil.acting_opener()) and samspil.may_answer_option(option_id));
create policy said_anew on samspil.meeting_option_answer for update to samspil_app
	using (person_id = (select samspil.acting_opener()) and samspil.may_answer_option(option_id));
grant select, insert on samspil.meeting_option_answer to samspil_app;
grant update (answer, answered_at) on samspil.meeting_option_answer to samspil_app;
create trigger guard_closed before insert or update on samspil.meeting_option for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.meeting_option_answer for each row execute function samspil.guard_closed();
revoke all on function samspil.may_answer_option(uuid) from public;
grant execute on function samspil.may_answer_option(uuid) to samspil_app;
