-- What a membership's end ends. Until now it only took the hat off: whoever was invited back opened every old pathway at
-- once, and the threads of whoever had gone were nobody's, without anybody hearing of it.

-- The last day of a tovholder who stops working where they hold the threads from. The chain has its end all the same:
-- the next one follows when it is decided.
alter table samspil.tovholder add left_on date;
-- The project leader's line: from when the pathway is without anybody, where its tovholder has left or is about to.
alter table samspil.allotment add left_on date;
do $$
declare
	bound text;
begin
	select conname into strict bound from pg_constraint
		where conrelid = 'samspil.allotment'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%registered_on + 7%';
	execute format('alter table samspil.allotment drop constraint %I', bound);
end $$;
-- R-122: a week from the registration, or from the day the tovholder is gone.
alter table samspil.allotment add constraint allotment_due check (due_on = coalesce(left_on, registered_on) + 7);

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
	where p.state = 'agreed'
	union all
	select k.tenant_id, k.person_id, samspil.nobodys_organisation(), k.pathway_id, p.citizen_id, 'companion', k.id, k.since, coalesce(k.until, 'infinity')
	from samspil.companion k join samspil.pathway p on p.tenant_id = k.tenant_id and p.id = k.pathway_id;

-- Ends with the membership, on its last day: the places on pathways, the seats in groups, a hand-over that would last
-- longer; and asks the project leaders for somebody new where the person holds the threads. What was ended so is ended:
-- whoever comes back is asked and seated anew. A last day that is moved, moves what stood on it.
create function samspil.end_with_membership() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	held record;
begin
	if new.active_until is null then return null; end if;
	update samspil.partner_person x set until = new.active_until
		where x.tenant_id = new.tenant_id and x.person_id = new.person_id and x.organisation_id = new.organisation_id
			and (x.until is null or x.until > new.active_until or x.until = old.active_until);
	update samspil.group_member g set until = greatest(new.active_until, g.since - 1), version = g.version + 1
		where g.tenant_id = new.tenant_id and g.person_id = new.person_id and g.organisation_id = new.organisation_id
			and (g.until is null or g.until > new.active_until);
	update samspil.tovholder t set handover_until = new.active_until
		where t.tenant_id = new.tenant_id and t.person_id = new.person_id and t.organisation_id = new.organisation_id
			and t.until is not null and t.handover_until > new.active_until;
	for held in
		update samspil.tovholder t set left_on = new.active_until
			where t.tenant_id = new.tenant_id and t.person_id = new.person_id and t.organisation_id = new.organisation_id
				and t.until is null and (t.left_on is null or t.left_on > new.active_until or t.left_on = old.active_until)
			returning t.pathway_id
	loop
		perform samspil.ask_for_tovholder(new.tenant_id, held.pathway_id, new.person_id, new.person_name, new.active_until);
	end loop;
	return null;
end $$;
-- Puts a pathway whose tovholder leaves on the project leader's list again, and tells them; once for a last day.
create function samspil.ask_for_tovholder(tenant uuid, pathway uuid, leaver uuid, leaver_name text, last_day date) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	line record;
begin
	update samspil.allotment a set decided_on = null, left_on = last_day, due_on = last_day + 7, version = a.version + 1,
			temporary_name = leaver_name,
			temporary_organisation_name = coalesce(a.tovholder_organisation_name, a.temporary_organisation_name),
			tovholder_name = null, tovholder_organisation_name = null
		from samspil.pathway p, samspil.collaboration c
		where a.tenant_id = tenant and a.pathway_id = pathway and p.tenant_id = a.tenant_id and p.id = a.pathway_id and p.state = 'open'
			and c.tenant_id = a.tenant_id and c.id = a.collaboration_id
		returning a.collaboration_id, c.leader_person_id, c.leader_organisation_id into line;
	if not found then return; end if;
	if line.leader_person_id <> leaver and exists (select from samspil.membership m where m.tenant_id = tenant and m.person_id = line.leader_person_id
		and m.organisation_id = line.leader_organisation_id and (m.active_until is null or m.active_until >= coalesce(samspil.acting_day(), current_date))) then
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (tenant, line.leader_person_id, 'tovholder-left', '/collaborations/' || line.collaboration_id || '/allotments');
		perform samspil.mail_notice(tenant, line.leader_person_id, '/collaborations/' || line.collaboration_id || '/allotments');
	end if;
end $$;
create trigger end_with_membership after update of active_until on samspil.membership for each row
	when (new.active_until is distinct from old.active_until) execute function samspil.end_with_membership();
-- Somebody new holds the threads: the line says no more that the one before has left.
create function samspil.close_vacancy() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.allotment a set left_on = null, due_on = a.registered_on + 7
		where a.tenant_id = new.tenant_id and a.pathway_id = new.pathway_id and a.left_on is not null;
	return null;
end $$;
create trigger close_vacancy after insert on samspil.tovholder for each row when (new.follows is not null) execute function samspil.close_vacancy();

-- Those who left before today: what should have ended with them, ends now.
update samspil.partner_person x set until = m.active_until from samspil.membership m
	where m.tenant_id = x.tenant_id and m.person_id = x.person_id and m.organisation_id = x.organisation_id
		and m.active_until < current_date and (x.until is null or x.until > m.active_until);
update samspil.group_member g set until = greatest(m.active_until, g.since - 1) from samspil.membership m
	where m.tenant_id = g.tenant_id and m.person_id = g.person_id and m.organisation_id = g.organisation_id
		and m.active_until < current_date and (g.until is null or g.until > m.active_until);
update samspil.tovholder t set left_on = m.active_until from samspil.membership m
	where m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id
		and t.until is null and m.active_until < current_date;
select samspil.ask_for_tovholder(t.tenant_id, t.pathway_id, t.person_id, t.person_name, t.left_on)
	from samspil.tovholder t where t.until is null and t.left_on is not null;

-- Who has no place in a municipality any more is not written to about it, whatever still names them. A mail that leads
-- nowhere in particular says nothing, and goes; reminders have asked by the day they are sent on.
create function samspil.belongs_to(tenant uuid, person uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.membership m where m.tenant_id = tenant and m.person_id = person
			and (m.active_until is null or m.active_until >= samspil.acting_day()))
		or exists (select from samspil.citizen c where c.tenant_id = tenant and c.person_id = person)
		or exists (select from samspil.companion k where k.tenant_id = tenant and k.person_id = person
			and (k.until is null or k.until >= samspil.acting_day()))
		or exists (select from samspil.person p where p.id = person and p.is_administrator);
end $$;
create function samspil.drop_unwanted_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if samspil.acting_day() is null or new.tenant_id is null or new.person_id is null or coalesce(new.words ->> 'path', '/') in ('/', '/hats') then return new; end if;
	return case when samspil.belongs_to(new.tenant_id, new.person_id) then new end;
end $$;
create trigger drop_unwanted before insert on samspil.mail for each row execute function samspil.drop_unwanted_mail();
create function samspil.drop_unwanted_notice() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	return case when samspil.acting_day() is null or new.path in ('/', '/hats') or samspil.belongs_to(new.tenant_id, new.person_id) then new end;
end $$;
create trigger drop_unwanted before insert on samspil.notice for each row execute function samspil.drop_unwanted_notice();
revoke all on function samspil.end_with_membership(), samspil.ask_for_tovholder(uuid, uuid, uuid, text, date), samspil.close_vacancy(),
	samspil.belongs_to(uuid, uuid), samspil.drop_unwanted_mail(), samspil.drop_unwanted_notice() from public;
