-- Whoever leads, steers or administers never sees an entry (product, R-045): no emergency access is opened by them, and one that runs ends when they
-- get the seat.
create function samspil.sees_no_entry(in_tenant uuid, wanted uuid) returns boolean language sql stable set search_path = samspil, pg_temp as $$
	select exists (select from samspil.person p where p.id = wanted and p.is_administrator)
		or exists (select from samspil.collaboration c where c.tenant_id = in_tenant and c.leader_person_id = wanted and c.phase <> 'ended')
		or exists (select from samspil.group_member g where g.tenant_id = in_tenant and g.person_id = wanted and g.group_kind = 'steering'
			and g.since <= (now() at time zone 'Europe/Copenhagen')::date and (g.until is null or g.until >= (now() at time zone 'Europe/Copenhagen')::date))
$$;
revoke all on function samspil.sees_no_entry(uuid, uuid) from public;

-- As before (1280); nor an administrator.
create or replace function samspil.may_open_emergency() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return coalesce(v.person_id is not null and v.may_open and v.hat = 'organisation' and v.organisation_id = v.tenant_id, false)
		and exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id
			and m.organisation_id = v.organisation_id and m.function in ('employee', 'manager'))
		and not samspil.sees_no_entry(v.tenant_id, v.person_id);
end $$;

-- Ends what this person has open in an emergency, of this municipality or of all; whoever had it is told.
create function samspil.end_emergencies_of(wanted uuid, in_tenant uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.emergency_access;
begin
	for e in select * from samspil.emergency_access x where x.person_id = wanted and (in_tenant is null or x.tenant_id = in_tenant) and x.ended_at is null
		and x.until_on >= (now() at time zone 'Europe/Copenhagen')::date and samspil.sees_no_entry(x.tenant_id, x.person_id)
	loop
		update samspil.emergency_access x set ended_at = now(), ended_by_name = '', version = x.version + 1 where x.tenant_id = e.tenant_id and x.id = e.id;
		perform samspil.append_audit(e.tenant_id, e.person_id, e.organisation_id, 'emergency.ended', e.pathway_id, e.id, 'seat', '{}');
		insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, e.person_id, 'emergency-ended', '/emergency');
		perform samspil.mail_notice(e.tenant_id, e.person_id, '/emergency');
	end loop;
end $$;
revoke all on function samspil.end_emergencies_of(uuid, uuid) from public;

create function samspil.end_emergencies_with_seat() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	case tg_table_name
		when 'person' then perform samspil.end_emergencies_of(new.id, null);
		when 'collaboration' then perform samspil.end_emergencies_of(new.leader_person_id, new.tenant_id);
		else perform samspil.end_emergencies_of(new.person_id, new.tenant_id);
	end case;
	return null;
end $$;
revoke all on function samspil.end_emergencies_with_seat() from public;
create trigger end_emergencies_with_seat after insert or update on samspil.group_member for each row
	when (new.group_kind = 'steering') execute function samspil.end_emergencies_with_seat();
create trigger end_emergencies_with_seat after insert or update of leader_person_id, phase on samspil.collaboration for each row
	when (new.leader_person_id is not null) execute function samspil.end_emergencies_with_seat();
create trigger end_emergencies_with_seat after update of is_administrator on samspil.person for each row
	when (new.is_administrator) execute function samspil.end_emergencies_with_seat();

-- A seat begins on its day: every hour those that run are looked at, and those of today now (1262, 1280 opened no new ones).
create function samspil.end_emergencies_with_seats() returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.end_emergencies_of(x.person_id, x.tenant_id) from (select distinct e.person_id, e.tenant_id from samspil.emergency_access e
		where e.ended_at is null and e.until_on >= (now() at time zone 'Europe/Copenhagen')::date) x;
end $$;
revoke all on function samspil.end_emergencies_with_seats() from public;
grant execute on function samspil.end_emergencies_with_seats() to samspil_jobs;
select samspil.end_emergencies_with_seats();

-- A light link to a task answers the task as it was when the link was sent: opened again, it is another (1230).
create trigger end_links_with_task after update of state on samspil.task for each row
	when (new.state = 'open' and old.state <> 'open') execute function samspil.end_links_before();
