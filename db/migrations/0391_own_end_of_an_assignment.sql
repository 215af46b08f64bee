-- A place on a pathway may have an end of its own. Where a membership's last day cuts it short, that end is kept beside it: when the last day
-- is moved to later, the place lasts to its own end and no longer (0065 moved it past). A place that ended of itself on that very day stays.
alter table samspil.partner_person add cut_to date, add own_end date;
comment on column samspil.partner_person.cut_to is 'the last day of the membership, where that is what ends it';
comment on column samspil.partner_person.own_end is 'the end it had before it was cut; infinity for none';
update samspil.partner_person x set cut_to = x.until, own_end = 'infinity' from samspil.membership m
	where m.tenant_id = x.tenant_id and m.person_id = x.person_id and m.organisation_id = x.organisation_id and x.until = m.active_until;

-- Otherwise as before (0065).
create or replace function samspil.end_with_membership() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	held record;
begin
	if new.active_until is null then return null; end if;
	update samspil.partner_person x set until = least(new.active_until, w.own_end), cut_to = case when w.own_end > new.active_until then new.active_until end,
			own_end = case when w.own_end > new.active_until then w.own_end end
		from (select y.pathway_id, coalesce(case when y.until = y.cut_to then y.own_end else y.until end, 'infinity') as own_end from samspil.partner_person y
			where y.tenant_id = new.tenant_id and y.person_id = new.person_id and y.organisation_id = new.organisation_id
				and (y.until is null or y.until > new.active_until or (y.until = y.cut_to and y.until = old.active_until))) w
		where x.tenant_id = new.tenant_id and x.person_id = new.person_id and x.organisation_id = new.organisation_id and x.pathway_id = w.pathway_id;
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

-- Whoever is brought while their last day is known: that day is what ends it. Otherwise as before (0143).
create or replace function samspil.bring_colleague(wanted uuid, colleague uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	why text := samspil.my_reason(wanted);
begin
	select * into v from samspil.acting_visit();
	if not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	perform 1 from samspil.partner r where r.tenant_id = v.tenant_id and r.pathway_id = wanted and r.organisation_id = v.organisation_id
		and r.state = 'agreed' for no key update;
	-- asked under the lock: who was taken off a moment ago brings nobody
	if not found or not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	if exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id
		and x.person_id = colleague and x.since <= v.today and (x.until is null or x.until >= v.today)) then
		return 'done';
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = colleague and m.organisation_id = v.organisation_id
			and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today))
		-- nobody stands on both sides of one pathway
		or exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = v.tenant_id and p.id = wanted and c.person_id = colleague)
		or exists (select from samspil.companion k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.person_id = colleague and k.ended_at is null)
	then return 'not-at-work'; end if;
	insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since, until, cut_to)
		select v.tenant_id, wanted, v.organisation_id, colleague, v.today, m.active_until, m.active_until from samspil.membership m
			where m.tenant_id = v.tenant_id and m.person_id = colleague and m.organisation_id = v.organisation_id
		on conflict (tenant_id, pathway_id, organisation_id, person_id) do update set since = excluded.since, until = excluded.until,
			cut_to = excluded.cut_to, own_end = null;
	update samspil.pathway p set changed_at = clock_timestamp() where p.tenant_id = v.tenant_id and p.id = wanted;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'colleague.joined', wanted, colleague, why, '{}');
	perform samspil.tell_of_colleague(v.tenant_id, wanted, v.person_id, 'colleague-joined');
	insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, colleague, 'you-joined-pathway', '/pathways/' || wanted);
	perform samspil.mail_notice(v.tenant_id, colleague, '/pathways/' || wanted);
	return 'done';
end $$;
