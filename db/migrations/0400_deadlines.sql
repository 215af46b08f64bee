-- Deadlines: every day by which somebody must do something, worked out from what is agreed (src/features/deadlines). A row says what
-- kind of thing it is, of what, by when, and who may know of it; never a word of the thing itself, which is read where it stands.
create table samspil.deadline (
	tenant_id uuid not null references samspil.tenant,
	kind text not null check (length(kind) <= 40),
	subject_id uuid not null,
	due_on date not null,
	-- what it is worked out anew with: a pathway, a collaboration or an agreement
	about uuid not null,
	-- who may know of it: whoever may see the thing it belongs to
	seen text not null check (seen in ('collaboration', 'led', 'agreement', 'pathway', 'scope')),
	collaboration_id uuid,
	document_id uuid,
	pathway_id uuid,
	scope_id uuid,
	path text not null check (path like '/%'),
	primary key (tenant_id, kind, subject_id, due_on),
	check (case seen when 'agreement' then document_id is not null when 'pathway' then pathway_id is not null
		when 'scope' then pathway_id is not null and scope_id is not null else collaboration_id is not null end),
	-- R-045: what is about a citizen is no part of a collaboration's own deadlines
	check (pathway_id is null or collaboration_id is null)
);
create index deadline_about on samspil.deadline (tenant_id, about);
create index deadline_collaboration on samspil.deadline (tenant_id, collaboration_id, due_on) where collaboration_id is not null;
create index deadline_pathway on samspil.deadline (tenant_id, pathway_id) where pathway_id is not null;
-- Whom a deadline is for: who must act, and who hears of it when nobody did.
create table samspil.deadline_person (
	tenant_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	part text not null check (part in ('acts', 'hears')),
	due_on date not null,
	kind text not null,
	subject_id uuid not null,
	primary key (tenant_id, person_id, organisation_id, part, due_on, kind, subject_id),
	foreign key (tenant_id, kind, subject_id, due_on) references samspil.deadline on delete cascade
);
create index deadline_person_deadline on samspil.deadline_person (tenant_id, kind, subject_id, due_on);

-- What has changed since deadlines were last worked out. Only ever added to by those who change something, so that they never wait for
-- each other; whoever works deadlines out takes rows away.
create table samspil.deadline_stale (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	-- a pathway, a collaboration, an agreement; or the tenant: everything in it
	about uuid not null
);
create index deadline_stale_tenant on samspil.deadline_stale (tenant_id);
-- The last day on which all of a tenant was worked out: what follows from the day alone is looked at once a day.
create table samspil.deadline_day (
	tenant_id uuid primary key references samspil.tenant,
	kept_on date not null
);

alter table samspil.deadline enable row level security;
alter table samspil.deadline_person enable row level security;
alter table samspil.deadline_stale enable row level security;
alter table samspil.deadline_day enable row level security;
create policy jobs on samspil.deadline for all to samspil_jobs using (true) with check (true);
create policy jobs on samspil.deadline_person for all to samspil_jobs using (true) with check (true);
create policy jobs on samspil.deadline_stale for all to samspil_jobs using (true) with check (true);
create policy jobs on samspil.deadline_day for all to samspil_jobs using (true) with check (true);
grant select, insert, update, delete on samspil.deadline, samspil.deadline_person to samspil_jobs;
grant select, delete on samspil.deadline_stale to samspil_jobs;
grant select, insert, update on samspil.deadline_day to samspil_jobs;

create policy seen on samspil.deadline for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and case seen
		when 'collaboration' then collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		when 'led' then collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])
		when 'agreement' then document_id = any ((select samspil.my_documents())::uuid[])
		when 'pathway' then pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		else pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]) end);
grant select on samspil.deadline to samspil_app;
create policy mine on samspil.deadline_person for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()));
create policy seen on samspil.deadline_person for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and exists (select from samspil.deadline d where d.tenant_id = deadline_person.tenant_id
		and d.kind = deadline_person.kind and d.subject_id = deadline_person.subject_id and d.due_on = deadline_person.due_on));
grant select on samspil.deadline_person to samspil_app;

-- Whether something in my municipality has changed that has not been worked out yet.
create function samspil.deadlines_wait() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.deadline_stale s where s.tenant_id = samspil.visited_tenant())
		or not exists (select from samspil.deadline_day d where d.tenant_id = samspil.visited_tenant() and d.kept_on = samspil.acting_day());
end $$;
revoke all on function samspil.deadlines_wait() from public;
grant execute on function samspil.deadlines_wait() to samspil_app;

-- Marks what a changed fact belongs to.
create function samspil.mark_pathway_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select coalesce(new.tenant_id, old.tenant_id), coalesce(new.pathway_id, old.pathway_id);
	return null;
end $$;
create function samspil.mark_collaboration_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select coalesce(new.tenant_id, old.tenant_id), coalesce(new.collaboration_id, old.collaboration_id);
	return null;
end $$;
create function samspil.mark_document_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select coalesce(new.tenant_id, old.tenant_id), coalesce(new.document_id, old.document_id);
	return null;
end $$;
create function samspil.mark_itself_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about) select coalesce(new.tenant_id, old.tenant_id), coalesce(new.id, old.id);
	return null;
end $$;
-- Whoever comes to a place or leaves it may have something to do anywhere.
create function samspil.mark_tenant_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about) values (new.tenant_id, new.tenant_id);
	return null;
end $$;
revoke all on function samspil.mark_pathway_stale(), samspil.mark_collaboration_stale(), samspil.mark_document_stale(),
	samspil.mark_itself_stale(), samspil.mark_tenant_stale() from public;

create trigger mark_stale after insert or delete or update of due_on, state, responsible_person_id, responsible_organisation_id, scope_id
	on samspil.task for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or delete or update of state, starts_at, minutes_sent_at on samspil.meeting
	for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or delete on samspil.meeting_participant for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or delete or update of valid_until, withdrawn_at on samspil.consent
	for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or update of until on samspil.tovholder for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or delete or update of expected_on, settled on samspil.foreseen_need
	for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or update of state on samspil.partner for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or update or delete on samspil.partner_person for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after update of state, collaboration_id on samspil.pathway for each row execute function samspil.mark_itself_stale();
create trigger mark_collaboration_stale after update of state, collaboration_id on samspil.pathway
	for each row execute function samspil.mark_collaboration_stale();
create trigger mark_stale after insert or delete or update of due_on, decided_on, collaboration_id on samspil.allotment
	for each row execute function samspil.mark_collaboration_stale();
create trigger mark_stale after insert or update or delete on samspil.group_member for each row execute function samspil.mark_collaboration_stale();
create trigger mark_stale after insert or update of next_update_on, next_update_person_id, next_update_organisation_id, collaboration_id
	on samspil.framework for each row execute function samspil.mark_collaboration_stale();
create trigger mark_stale after insert or update of leader_person_id, leader_organisation_id, phase on samspil.collaboration
	for each row execute function samspil.mark_itself_stale();
create trigger mark_stale after update of owner_person_id, owner_organisation_id, collaboration_id on samspil.document
	for each row execute function samspil.mark_itself_stale();
create trigger mark_stale after insert or update or delete on samspil.document_party for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.document_signatory for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.document_executor for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update of fate, from_on, until_on, ends_on on samspil.document_version
	for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.agreement_due for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.agreement_removal for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.agreement_live for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or update or delete on samspil.document_question for each row execute function samspil.mark_document_stale();
create trigger mark_stale after insert or delete on samspil.document_question_member for each row execute function samspil.mark_document_stale();
create trigger mark_stale after update of active_from, active_until, function, can_bind on samspil.membership
	for each row execute function samspil.mark_tenant_stale();

-- The municipalities in which something waits to be worked out.
create function samspil.tenants_of_deadlines(today date) returns setof uuid
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select t.id from samspil.tenant t left join samspil.deadline_day d on d.tenant_id = t.id
	where d.kept_on is distinct from today or exists (select from samspil.deadline_stale s where s.tenant_id = t.id)
	order by t.id;
end $$;
revoke all on function samspil.tenants_of_deadlines(date) from public;
grant execute on function samspil.tenants_of_deadlines(date) to samspil_jobs;
