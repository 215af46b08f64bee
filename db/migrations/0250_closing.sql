-- Closing a pathway, and opening it again (R-153 to R-155): why nobody needs to hold the threads any more, a plan for the
-- further course made with the citizen, and all who are on it told. Who holds the threads and who said yes stay readable; what
-- consents opened ends, and does not come back when the pathway does.

create table samspil.closing (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	ground text check (ground in ('criteria-gone', 'citizens-wish', 'moved-away', 'other')),
	ground_note text not null default '' check (length(ground_note) <= 2000),
	-- the criteria that are still met, by the assessment made now (R-153)
	criteria integer[] not null default '{}' check (criteria <@ array[1, 2, 3]),
	plan text not null default '' check (length(plan) <= 10000),
	citizen_part text check (citizen_part in ('together', 'heard', 'declined')),
	citizen_note text not null default '' check (length(citizen_note) <= 2000),
	-- partners without anybody in Samspil, whom the tovholder has told
	told_outside uuid[] not null default '{}',
	version integer not null default 1,
	changed_at timestamptz not null default now(),
	changed_by_name text not null,
	closed_at timestamptz,
	closed_by_name text,
	closed_by_organisation_name text,
	reopened_at timestamptz,
	reopened_by_name text,
	reopened_by_organisation_name text,
	reopen_reason text check (reopen_reason <> '' and length(reopen_reason) <= 2000),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (closed_at is null or (ground is not null and plan <> '' and citizen_part is not null and closed_by_name is not null)),
	check (ground is distinct from 'criteria-gone' or closed_at is null or criteria = '{}'),
	check ((reopened_at is null) = (reopen_reason is null)),
	check (reopened_at is null or closed_at is not null)
);
-- one at a time: a plan in the making, or the closing that stands
create unique index closing_standing on samspil.closing (tenant_id, pathway_id) where reopened_at is null;
create index closing_pathway on samspil.closing (tenant_id, pathway_id, closed_at);

-- Who was told that the pathway closes, by name as it was then (R-155).
create table samspil.closing_told (
	tenant_id uuid not null,
	closing_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	organisation_name text not null,
	how text not null check (how in ('here', 'outside')),
	primary key (tenant_id, closing_id, organisation_id),
	foreign key (tenant_id, closing_id) references samspil.closing
);
create index closing_told_organisation on samspil.closing_told (organisation_id);
alter table samspil.closing enable row level security;
alter table samspil.closing_told enable row level security;

-- Read by those who read the whole pathway; written by whoever holds the threads, until it is closed.
create policy mine on samspil.closing for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy begun on samspil.closing for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and closed_at is null);
create policy planned on samspil.closing for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and closed_at is null);
grant select on samspil.closing to samspil_app;
grant insert (tenant_id, id, pathway_id, ground, ground_note, criteria, plan, citizen_part, citizen_note, told_outside, changed_by_name) on samspil.closing to samspil_app;
grant update (ground, ground_note, criteria, plan, citizen_part, citizen_note, told_outside, version, changed_at, changed_by_name) on samspil.closing to samspil_app;
create policy mine on samspil.closing_told for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and closing_id in (select c.id from samspil.closing c
		where c.tenant_id = closing_told.tenant_id and c.id = closing_told.closing_id));
grant select on samspil.closing_told to samspil_app;

-- Nobody was chosen: the pathway closed before.
alter table samspil.allotment add closed_on date;
-- A consent that ended because the pathway did; nobody has withdrawn it.
alter table samspil.consent add ended_with_pathway boolean not null default false;
alter table samspil.consent add check (withdrawn_at is not null or not ended_with_pathway);

-- A partner opens a pathway while it is open. Everything else of the view is as it was (0142).
create or replace view samspil.pathway_access_truth as
	select p.tenant_id, c.person_id, samspil.nobodys_organisation() as organisation_id, p.id as pathway_id, p.citizen_id, 'citizen' as reason, c.id as source_id,
		'-infinity'::date as from_day, 'infinity'::date as until_day
	from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id where c.person_id is not null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'tovholder', t.id, '-infinity', coalesce(t.left_on, 'infinity')
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id where t.until is null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'former-tovholder', t.id, '-infinity', t.handover_until
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
	where t.until is not null and t.handover_until is not null
	union all
	select p.tenant_id, x.person_id, x.organisation_id, p.pathway_id, w.citizen_id, 'partner', p.id,
		greatest(p.agreed_on, x.since), least(coalesce(p.ended_on, 'infinity'), coalesce(x.until, 'infinity'))
	from samspil.partner p join samspil.partner_person x on x.tenant_id = p.tenant_id and x.pathway_id = p.pathway_id and x.organisation_id = p.organisation_id
		join samspil.pathway w on w.tenant_id = p.tenant_id and w.id = p.pathway_id
	where p.state = 'agreed' and w.state = 'open'
	union all
	select k.tenant_id, k.person_id, samspil.nobodys_organisation(), k.pathway_id, p.citizen_id, 'companion', k.id, k.since, coalesce(k.until, 'infinity')
	from samspil.companion k join samspil.pathway p on p.tenant_id = k.tenant_id and p.id = k.pathway_id
	where k.ended_at is null;
create trigger keep_access_with_state after update of state on samspil.pathway for each row
	when (new.state is distinct from old.state) execute function samspil.keep_new_access();

-- Nothing is written on a closed pathway: it is opened again first. The code is Samspil's own (src/server/database/closed.ts).
create function samspil.guard_closed() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.pathway p where p.tenant_id = new.tenant_id and p.id = new.pathway_id and p.state = 'closed') then
		raise exception using errcode = 'SA001', message = 'the pathway is closed';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_closed() from public;
create trigger guard_closed before insert or update on samspil.entry for each row execute function samspil.guard_closed();
create trigger guard_closed before insert on samspil.own_words for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.task for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.meeting for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.agenda_item for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.meeting_participant for each row execute function samspil.guard_closed();
create trigger guard_closed before insert on samspil.consent for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.partner for each row execute function samspil.guard_closed();
create trigger guard_closed before insert on samspil.partner_person for each row execute function samspil.guard_closed();
create trigger guard_closed before insert on samspil.companion for each row execute function samspil.guard_closed();

-- Closes a pathway by the plan that stands at this version. Answers 'closed'; 'not-yours'; 'stale' where the plan has changed;
-- 'not-ready' where something is open still (closing.rules.ts says what; PostgreSQL only makes sure).
create function samspil.close_pathway(wanted uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	c samspil.closing;
	closer text;
	place text;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.closing x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.reopened_at is null for update;
	if not found then return 'stale'; end if;
	-- the same sent twice
	if c.closed_at is not null then return 'closed'; end if;
	if c.version <> based_on then return 'stale'; end if;
	if c.ground is null or c.plan = '' or c.citizen_part is null or (c.ground = 'criteria-gone' and c.criteria <> '{}')
		or exists (select from samspil.task k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.state = 'open')
		or exists (select from samspil.meeting m where m.tenant_id = v.tenant_id and m.pathway_id = wanted
			and m.state not in ('closed', 'cancelled'))
		or exists (select from samspil.partner p where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed'
			and not p.id = any (c.told_outside) and not exists (select from samspil.pathway_access a
				where a.tenant_id = p.tenant_id and a.pathway_id = wanted and a.reason = 'partner' and a.source_id = p.id
					and samspil.acting_day() between a.from_day and a.until_day))
	then return 'not-ready'; end if;
	select p.name into closer from samspil.person p where p.id = v.person_id;
	select o.name into place from samspil.organisation o where o.id = v.organisation_id;
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select p.tenant_id, c.id, p.organisation_id, o.name, case when p.id = any (c.told_outside) then 'outside' else 'here' end
		from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed';
	-- told while they are on it still: afterwards nobody knows who was
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to) from samspil.leave_notices(wanted, 'pathway-closed', '/pathways') n;
	perform samspil.record_pathway('pathway.closed', wanted, c.id);
	update samspil.partner p set state = 'planned', version = p.version + 1 where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'contacted';
	update samspil.consent k set withdrawn_at = now(), withdrawn_by_name = closer, ended_with_pathway = true, version = k.version + 1
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.withdrawn_at is null;
	-- nobody needs to be found any more
	update samspil.allotment a set decided_on = samspil.acting_day(), closed_on = samspil.acting_day(), version = a.version + 1
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.decided_on is null;
	update samspil.closing x set closed_at = now(), closed_by_name = closer, closed_by_organisation_name = coalesce(place, ''), version = x.version + 1
		where x.tenant_id = c.tenant_id and x.id = c.id;
	update samspil.pathway p set state = 'closed', changed_at = now() where p.tenant_id = v.tenant_id and p.id = wanted;
	return 'closed';
end $$;
-- Opens a closed pathway again: the roles are as they were, the consents are not. Answers 'open', 'not-yours' or 'stale'.
create function samspil.reopen_pathway(wanted uuid, based_on integer, reason text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	c samspil.closing;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.closing x where x.tenant_id = v.tenant_id and x.pathway_id = wanted order by x.closed_at desc nulls first limit 1 for update;
	if not found or c.closed_at is null then return 'stale'; end if;
	-- the same sent twice
	if c.reopened_at is not null then return case when c.reopen_reason = trim(reason) then 'open' else 'stale' end; end if;
	if c.version <> based_on then return 'stale'; end if;
	update samspil.closing x set reopened_at = now(), reopen_reason = trim(reason), version = x.version + 1,
			reopened_by_name = (select p.name from samspil.person p where p.id = v.person_id),
			reopened_by_organisation_name = coalesce((select o.name from samspil.organisation o where o.id = v.organisation_id), '')
		where x.tenant_id = c.tenant_id and x.id = c.id;
	update samspil.pathway p set state = 'open', changed_at = now() where p.tenant_id = v.tenant_id and p.id = wanted;
	-- where nobody had been chosen, somebody is to be chosen again
	update samspil.allotment a set decided_on = null, closed_on = null, version = a.version + 1
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.closed_on is not null;
	perform samspil.record_pathway('pathway.reopened', wanted, c.id);
	-- told now that they are on it again
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to) from samspil.leave_notices(wanted, 'pathway-reopened', '/pathways/' || wanted) n;
	return 'open';
end $$;
revoke all on function samspil.close_pathway(uuid, integer), samspil.reopen_pathway(uuid, integer, text) from public;
grant execute on function samspil.close_pathway(uuid, integer), samspil.reopen_pathway(uuid, integer, text) to samspil_app;
