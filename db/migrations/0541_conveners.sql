-- R-024: the coordinators' meetings of an agreement are called, and their minutes kept, by the coordinator it names, or by whom it
-- says they leave it to, and by nobody else. Every other meeting is kept by the project leader.

-- Who calls the meetings of a series that an agreement has set going for its coordinators: those the version that counts names, who are
-- still there and take part in the collaboration. None where it is another kind of series.
create function samspil.named_conveners(tenant uuid, series uuid, today date) returns table (person uuid, organisation uuid, name text, coordinates boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select m.person_id, m.organisation_id, m.person_name, bool_or(named.coordinates)
		from samspil.meeting_series s
			join samspil.agreement_live l on l.tenant_id = s.tenant_id and l.id = s.live_id and l.said ->> 'group' = 'coordinator'
			join samspil.document_version v on v.tenant_id = s.tenant_id and v.id = samspil.counting_version(s.tenant_id, s.document_id, today)
			cross join lateral (
				select v.content #>> '{answers,coordinator,value,text}' as seat, true as coordinates
					where coalesce(v.content #> '{answers,coordinator,notApplicable}', 'null'::jsonb) = 'null'::jsonb
				union all select seat, false from jsonb_array_elements_text(case when coalesce(v.content #> '{answers,delegates,notApplicable}', 'null'::jsonb) = 'null'::jsonb
					then v.content #> '{answers,delegates,value,people}' else '[]'::jsonb end) x (seat)) named
			join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
			join samspil.membership m on m.tenant_id = s.tenant_id and m.person_id::text || '.' || m.organisation_id::text = named.seat
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where s.tenant_id = tenant and s.id = series
			and ((m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id)
				or exists (select from samspil.collaboration_party p where p.tenant_id = s.tenant_id and p.collaboration_id = s.collaboration_id
					and p.organisation_id = m.organisation_id and p.left_on is null))
		group by m.person_id, m.organisation_id, m.person_name;
end $$;
-- For those who read the series.
create function samspil.my_named_conveners(series uuid) returns table (person uuid, organisation uuid, name text, coordinates boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if exists (select from samspil.meeting_series s where s.tenant_id = v.tenant_id and s.id = series and s.collaboration_id = any (samspil.my_collaborations())
			and (s.document_id is null or s.document_id = any (samspil.my_documents()))) then
		return query select * from samspil.named_conveners(v.tenant_id, series, v.today);
	end if;
end $$;
-- The series whose meetings I keep: where somebody is named, as one of them; else as who leads the collaboration. Where nobody who is
-- named is there any more the meetings do not stop, and the project leader keeps them.
create function samspil.my_convened_series() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(s.id), '{}') from samspil.acting_visit() v
			join samspil.meeting_series s on s.tenant_id = v.tenant_id and s.collaboration_id = any (samspil.my_collaborations())
			cross join lateral (select count(*) as named,
				count(*) filter (where n.person = v.person_id and n.organisation = v.organisation_id) as me
				from samspil.named_conveners(s.tenant_id, s.id, v.today) n) x
		where case when x.named > 0 then x.me > 0 and s.document_id = any (samspil.my_documents())
			else s.collaboration_id = any (samspil.my_led_collaborations()) end);
end $$;

drop policy kept on samspil.group_meeting;
create policy kept on samspil.group_meeting for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and series_id = any ((select samspil.my_convened_series())::uuid[]));
drop policy put on samspil.group_item;
create policy put on samspil.group_item for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and standing is null and came_from is null and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_item.tenant_id and m.state in ('planned', 'invited') and m.series_id = any ((select samspil.my_convened_series())::uuid[])));
drop policy kept on samspil.group_item;
create policy kept on samspil.group_item for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_item.tenant_id and m.series_id = any ((select samspil.my_convened_series())::uuid[])));

create or replace function samspil.carry_over(tenant uuid, series uuid) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	next uuid;
	n integer;
begin
	if session_user = 'samspil_app' and (tenant is distinct from samspil.acting_tenant() or series <> all (samspil.my_convened_series())) then return 0; end if;
	select m.id into next from samspil.group_meeting m where m.tenant_id = tenant and m.series_id = series and m.state in ('planned', 'invited')
		order by m.starts_at limit 1;
	if next is null then return 0; end if;
	insert into samspil.group_item (tenant_id, meeting_id, position, title, came_from, changed_by_name)
		select i.tenant_id, next, coalesce((select max(x.position) from samspil.group_item x where x.tenant_id = tenant and x.meeting_id = next), 0)
				+ row_number() over (order by m.starts_at, i.position, i.id), i.title, i.id, i.changed_by_name
		from samspil.group_item i join samspil.group_meeting m on m.tenant_id = i.tenant_id and m.id = i.meeting_id
		where i.tenant_id = tenant and m.series_id = series and m.state in ('held', 'cancelled') and i.is_open and i.standing is null
			and not exists (select from samspil.group_item k where k.tenant_id = i.tenant_id and k.came_from = i.id)
		on conflict do nothing;
	get diagnostics n = row_count;
	return n;
end $$;

-- Whoever keeps the meetings of a series tells its group; the rest is as it was (0421).
create or replace function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
	if place = 'pathways' and about is not null then
		return kind !~ '^(lead|seat|framework|pool|document)-' and kind not in ('partner-asked', 'partner-ended', 'tovholder-needed')
			and about = any (samspil.my_pathways())
			and exists (select from samspil.pathway_access a where a.tenant_id = home and a.pathway_id = about and a.person_id = receiver);
	elsif path = '/pathways' then
		return kind = 'partner-ended' and exists (select from samspil.partner_person x where x.tenant_id = home and x.person_id = receiver
			and x.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif path = '/requests' then
		return kind = 'partner-asked' and exists (select from samspil.partner p join samspil.membership m
			on m.tenant_id = p.tenant_id and m.organisation_id = p.organisation_id and m.person_id = receiver
			where p.tenant_id = home and p.state = 'contacted' and p.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif place = 'me' then
		return exists (select from samspil.pathway_access a where a.tenant_id = home and a.person_id = receiver
			and a.reason in ('citizen', 'companion') and a.pathway_id = any (samspil.my_pathways()));
	elsif place = 'collaborations' and about is not null then
		return case
			when kind like 'seat-in-%' then about = any (samspil.my_led_collaborations())
				and exists (select from samspil.group_member g where g.tenant_id = home and g.collaboration_id = about and g.person_id = receiver)
			when kind like 'group-%' then exists (select from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, samspil.acting_day()) p
					where s.tenant_id = home and s.collaboration_id = about and p.person = receiver and s.id = any (samspil.my_convened_series()))
			-- whoever has just given the lead on leads no more, and is in the groups still
			when kind in ('lead-given', 'lead-changed') then about = any (samspil.my_collaborations())
				or exists (select from samspil.collaboration c where c.tenant_id = samspil.administered_tenant() and c.id = about)
			when kind = 'tovholder-needed' then about = any (samspil.my_collaborations())
				and exists (select from samspil.collaboration c where c.tenant_id = home and c.id = about and c.leader_person_id = receiver)
			else false end;
	elsif path = '/' then
		return kind = 'pool-added' and exists (select from samspil.tovholder_pool t where t.tenant_id = home and t.person_id = receiver
			and t.collaboration_id = any (samspil.my_led_collaborations()));
	elsif place = 'framework' then
		return kind like 'framework-%' and w[4] = 'organisation' and samspil.my_frameworks() <> '{}';
	elsif about is not null then
		-- a document has the address of its kind
		return kind !~ '^(lead|seat|framework|pool|partner)-' and about = any (samspil.my_documents());
	end if;
	return false;
end $$;

revoke all on function samspil.named_conveners(uuid, uuid, date), samspil.my_named_conveners(uuid), samspil.my_convened_series() from public;
grant execute on function samspil.my_named_conveners(uuid), samspil.my_convened_series() to samspil_app;
