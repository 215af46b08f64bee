-- A collaboration gets another project leader: given on by the one who leads, or chosen by an administrator once that
-- person has left the municipality. Everything that follows the lead (the framework, the groups, the pool, allotments)
-- asks my_led_collaborations and follows at once.

-- The collaborations of the administered municipality whose project leader does not work there any more.
create function samspil.my_leaderless_collaborations() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(c.id), '{}') from samspil.collaboration c join samspil.membership m
		on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
		where c.tenant_id = samspil.administered_tenant() and m.active_until < samspil.acting_day());
end $$;
revoke all on function samspil.my_leaderless_collaborations() from public;
grant execute on function samspil.my_leaderless_collaborations() to samspil_app;

grant update (leader_person_id) on samspil.collaboration to samspil_app;
create policy leaderless on samspil.collaboration for update to samspil_app
	using (tenant_id = (select samspil.administered_tenant()) and id = any ((select samspil.my_leaderless_collaborations())::uuid[]));
-- Who sits in the groups is told of it, also where an administrator chooses. Groups are of the collaboration level (R-045).
create policy administrators on samspil.group_member for select to samspil_app using (tenant_id = (select samspil.administered_tenant()));

-- R-060: whoever takes over works in the municipality today, and not as a volunteer. A policy cannot say which columns:
-- an administrator chooses a project leader and changes nothing else.
create function samspil.guard_leader() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	today date := coalesce(samspil.acting_day(), current_date);
begin
	if new.leader_person_id <> old.leader_person_id and not exists (select from samspil.membership m
			where m.tenant_id = new.tenant_id and m.person_id = new.leader_person_id and m.organisation_id = new.tenant_id and m.function <> 'volunteer'
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then
		raise check_violation using message = 'a project leader is employed by the municipality';
	end if;
	if session_user = 'samspil_app' and samspil.is_administrator()
		and (new.name, new.purpose, new.phase) is distinct from (old.name, old.purpose, old.phase) then
		raise insufficient_privilege using message = 'a collaboration is changed by its project leader';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_leader() from public;
create trigger guard_leader before update on samspil.collaboration for each row execute function samspil.guard_leader();

-- R-061, R-063: the project leader is a member of both groups, from the moment of taking over and until further notice.
create function samspil.seat_leader() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.group_member as g (tenant_id, collaboration_id, group_kind, person_id, organisation_id, since)
		select new.tenant_id, new.id, kind, new.leader_person_id, new.tenant_id, coalesce(samspil.acting_day(), current_date)
			from unnest(array['project', 'steering']) kind
		on conflict (tenant_id, collaboration_id, group_kind, person_id, organisation_id) do update
			set since = case when g.until < excluded.since then excluded.since else least(g.since, excluded.since) end, until = null, version = g.version + 1
			where g.until is not null or g.since > excluded.since;
	-- nobody is their own deputy
	update samspil.framework f set deputy_person_id = null, deputy_organisation_id = null, version = f.version + 1
		where f.tenant_id = new.tenant_id and f.collaboration_id = new.id and f.deputy_person_id = new.leader_person_id;
	return null;
end $$;
revoke all on function samspil.seat_leader() from public;
create trigger seat_leader after update of leader_person_id on samspil.collaboration for each row
	when (new.leader_person_id <> old.leader_person_id) execute function samspil.seat_leader();

-- As in 0006, but a deputy who has become the project leader is a deputy no more.
create or replace function samspil.guard_framework() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.state = 'established' and (old.state, old.established_version_id) is distinct from (new.state, new.established_version_id)
		and not samspil.framework_is_approved(new.tenant_id, new.established_version_id) then
		raise check_violation using message = 'a framework is established only by the steering group''s approval of this version';
	end if;
	if session_user = 'samspil_app' and (new.deputy_person_id, new.deputy_organisation_id) is distinct from (old.deputy_person_id, old.deputy_organisation_id)
		and not (new.collaboration_id = any (samspil.my_led_collaborations()))
		and not (new.deputy_person_id is null and exists (select from samspil.collaboration c
			where c.tenant_id = new.tenant_id and c.id = new.collaboration_id and c.leader_person_id = old.deputy_person_id)) then
		raise insufficient_privilege using message = 'the deputy is appointed by the project leader';
	end if;
	return new;
end $$;

-- As in 0016, but nobody is reminded of a collaboration that was theirs to lead before they left; and the lead itself is
-- a promise with a date where the one who holds it is about to stop, which the steering group hears of once it is past.
create or replace function samspil.dated_promises(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	-- R-122: a tovholder is decided within a week, or the project leader is told
	select a.tenant_id, 'tovholder', a.pathway_id, a.due_on, c.leader_person_id, '/collaborations/' || c.id || '/allotments'
	from samspil.allotment a
		join samspil.collaboration c on c.tenant_id = a.tenant_id and c.id = a.collaboration_id
		join samspil.membership m on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
			and (m.active_until is null or m.active_until >= today)
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
	where n.withdrawn_at is null and n.valid_until between today and today + 31
	union all
	-- R-057: a collaboration has a project leader; the one who stops gives it on, else the steering group hears of it
	select c.tenant_id, 'lead', c.id, m.active_until, coalesce(g.person_id, c.leader_person_id),
		'/collaborations/' || c.id || case when m.active_until >= today then '/leader' else '' end
	from samspil.membership m
		join samspil.collaboration c on c.tenant_id = m.tenant_id and c.leader_person_id = m.person_id and c.leader_organisation_id = m.organisation_id
			and c.phase <> 'ended'
		left join samspil.group_member g on m.active_until < today and g.tenant_id = c.tenant_id and g.collaboration_id = c.id and g.group_kind = 'steering'
			and g.since <= today and (g.until is null or g.until >= today)
			and exists (select from samspil.membership x where x.tenant_id = g.tenant_id and x.person_id = g.person_id and x.organisation_id = g.organisation_id
				and x.active_from <= today and (x.active_until is null or x.active_until >= today))
	where m.active_until between today - 31 and today + 31 and (m.active_until >= today or g.person_id is not null);
end $$;
create index membership_ending on samspil.membership (active_until) where active_until is not null;
