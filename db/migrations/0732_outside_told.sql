-- R-137, R-155: who helps and has no account is told by the tovholder who holds the threads, and that the pathway is to close. Each time once: on which day,
-- by what, and who told them.
alter table samspil.outside_contact add unique (tenant_id, pathway_id, id);
create table samspil.outside_told (
	tenant_id uuid not null,
	pathway_id uuid not null,
	contact_id uuid not null,
	-- what they were told of: somebody who holds the threads, or a closing
	object_id uuid not null,
	about text not null check (about in ('tovholder', 'closing')),
	told_on date not null,
	channel text not null check (channel in ('phone', 'text-message', 'mail', 'visit', 'other')),
	told_by uuid not null references samspil.person,
	told_by_name text not null check (told_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, contact_id, object_id),
	foreign key (tenant_id, pathway_id, contact_id) references samspil.outside_contact (tenant_id, pathway_id, id)
);
create index outside_told_contact on samspil.outside_told (tenant_id, pathway_id, contact_id);
create index outside_told_by on samspil.outside_told (told_by);
alter table samspil.outside_told enable row level security;
create policy whole on samspil.outside_told for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
grant select on samspil.outside_told to samspil_app;
create trigger guard_closed before insert or update on samspil.outside_told for each row execute function samspil.guard_closed();

-- Who is still to be told, and of what: somebody else holds the threads than whoever added them, or a plan for closing has begun.
create view samspil.outside_to_tell with (security_invoker) as
	select c.tenant_id, c.pathway_id, c.id as contact_id, x.object_id, x.about
	from samspil.outside_contact c cross join lateral (
		select t.id as object_id, 'tovholder' as about from samspil.tovholder t
			where t.tenant_id = c.tenant_id and t.pathway_id = c.pathway_id and t.until is null and t.person_id <> c.added_by
		union all
		select k.id, 'closing' from samspil.closing k
			where k.tenant_id = c.tenant_id and k.pathway_id = c.pathway_id and k.closed_at is null and k.reopened_at is null) x
	where c.removed_at is null
		and not exists (select from samspil.outside_told d where d.tenant_id = c.tenant_id and d.contact_id = c.id and d.object_id = x.object_id);
grant select on samspil.outside_to_tell to samspil_app;

-- The tovholder has told somebody. Answers 'told', also a second time, or 'not-yours'.
create function samspil.tell_outside(wanted uuid, contact uuid, about text, told_on date, channel text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	object uuid;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}'))
		or not exists (select from samspil.outside_contact c where c.tenant_id = v.tenant_id and c.pathway_id = wanted and c.id = contact and c.removed_at is null)
	then return 'not-yours'; end if;
	if tell_outside.told_on > v.today then raise check_violation using message = 'nobody has been told tomorrow'; end if;
	if tell_outside.about = 'tovholder' then
		select t.id into object from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null;
	else
		select k.id into object from samspil.closing k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.closed_at is null and k.reopened_at is null;
	end if;
	if object is null then return 'not-yours'; end if;
	insert into samspil.outside_told (tenant_id, pathway_id, contact_id, object_id, about, told_on, channel, told_by, told_by_name)
		select v.tenant_id, wanted, contact, object, tell_outside.about, tell_outside.told_on, tell_outside.channel, v.person_id, p.name
		from samspil.person p where p.id = v.person_id
		on conflict do nothing;
	if found then perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'outside.told', wanted, contact, 'tovholder', '{}'); end if;
	return 'told';
end $$;
revoke all on function samspil.tell_outside(uuid, uuid, text, date, text) from public;
grant execute on function samspil.tell_outside(uuid, uuid, text, date, text) to samspil_app;

-- Whoever begins to hold the threads finds among the news that there is somebody to tell.
create function samspil.remind_of_outside() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.outside_contact c where c.tenant_id = new.tenant_id and c.pathway_id = new.pathway_id and c.removed_at is null) then
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (new.tenant_id, new.person_id, 'outside-to-tell', '/pathways/' || new.pathway_id || '/outside');
	end if;
	return null;
end $$;
revoke all on function samspil.remind_of_outside() from public;
create trigger remind_of_outside after insert on samspil.tovholder for each row when (new.until is null) execute function samspil.remind_of_outside();

-- As before (0604); that somebody without an account was told stands with its day.
CREATE OR REPLACE FUNCTION samspil.close_pathway(wanted uuid, based_on integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
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
		-- who helps and has no account is told by the tovholder
		or exists (select from samspil.outside_contact k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null
			and not exists (select from samspil.outside_told d where d.tenant_id = k.tenant_id and d.contact_id = k.id and d.object_id = c.id))
	then return 'not-ready'; end if;
	select p.name into closer from samspil.person p where p.id = v.person_id;
	select o.name into place from samspil.organisation o where o.id = v.organisation_id;
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select p.tenant_id, c.id, p.organisation_id, o.name, case when p.id = any (c.told_outside) then 'outside' else 'here' end
		from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed';
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select k.tenant_id, c.id, k.id, k.name || ', ' || k.organisation, 'outside' from samspil.outside_contact k
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null;
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
