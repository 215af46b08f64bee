-- Reminders: which promise was brought to whose mind, so that nobody is told the same twice.
create table samspil.reminder (
	tenant_id uuid not null references samspil.tenant,
	kind text not null,
	-- what was promised: a pathway's allotment, a framework, a consent
	subject_id uuid not null,
	-- by when; a promise with a new date is a new promise
	due_on date not null,
	person_id uuid not null references samspil.person,
	reminded_at timestamptz not null default now(),
	primary key (tenant_id, kind, subject_id, due_on, person_id)
);
create index reminder_person on samspil.reminder (person_id);
alter table samspil.reminder enable row level security;
create policy jobs on samspil.reminder for all to samspil_jobs using (true) with check (true);
grant select, insert on samspil.reminder to samspil_jobs;
create policy reminded on samspil.notice for insert to samspil_jobs with check (true);
grant insert on samspil.notice to samspil_jobs;

-- Every promise with a date that is near or past: what kind, of what, until when, whose to keep, and where they find it.
-- All that the jobs role may know of frameworks, pathways and consents is in these six columns.
create function samspil.dated_promises(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	-- R-122: a tovholder is decided within a week, or the project leader is told
	select a.tenant_id, 'tovholder', a.pathway_id, a.due_on, c.leader_person_id, '/collaborations/' || c.id || '/allotments'
	from samspil.allotment a
		join samspil.collaboration c on c.tenant_id = a.tenant_id and c.id = a.collaboration_id
		join samspil.pathway p on p.tenant_id = a.tenant_id and p.id = a.pathway_id and p.state = 'open'
	where a.decided_on is null and a.due_on <= today + 7
	union all
	-- R-074: the framework is updated at least twice a year
	select f.tenant_id, 'framework-update', f.id, f.next_update_on, f.next_update_person_id, '/framework'
	from samspil.framework f
	where f.next_update_on <= today + 31 and f.next_update_person_id is not null
	union all
	-- L-3: a consent ends by itself; whoever holds the threads asks again in time
	select n.tenant_id, 'consent', n.id, n.valid_until, t.person_id, '/pathways/' || n.pathway_id || '/consents'
	from samspil.consent n
		join samspil.pathway p on p.tenant_id = n.tenant_id and p.id = n.pathway_id and p.state = 'open'
		join samspil.tovholder t on t.tenant_id = n.tenant_id and t.pathway_id = n.pathway_id and t.until is null
	where n.withdrawn_at is null and n.valid_until between today and today + 31;
end $$;
revoke all on function samspil.dated_promises(date) from public;
grant execute on function samspil.dated_promises(date) to samspil_jobs;
-- Read once a day over all tenants, so it may not walk through what has no date near.
create index consent_ending on samspil.consent (valid_until) where withdrawn_at is null;
create index framework_next_update on samspil.framework (next_update_on);
create index allotment_open on samspil.allotment (due_on) where decided_on is null;
