-- A meeting of a group is held on the screen as a coordinating meeting is (0521): where it is, who is there, and who writes its
-- minutes together.
alter table samspil.group_item
	add column minutes integer check (minutes between 1 and 480),
	add unique (tenant_id, meeting_id, id);
grant insert (minutes), update (minutes) on samspil.group_item to samspil_app;

-- Those of the group who are at a meeting: put there from the group when somebody says who is there, or who writes along.
create table samspil.group_seat (
	tenant_id uuid not null,
	meeting_id uuid not null,
	person_id uuid not null references samspil.person,
	organisation_id uuid not null references samspil.organisation,
	name text not null,
	-- null: nobody has said yet
	attended boolean,
	-- asked by whoever keeps the meeting to write its minutes along
	writes boolean not null default false,
	primary key (tenant_id, meeting_id, person_id),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting
);
create index group_seat_person on samspil.group_seat (person_id);
create index group_seat_organisation on samspil.group_seat (organisation_id);
-- Where a meeting is: the item talked about now and since when, the two minutes of silence and the round (R-168).
create table samspil.group_run (
	tenant_id uuid not null,
	meeting_id uuid not null,
	item_id uuid,
	item_since timestamptz,
	quiet_since timestamptz,
	-- those who have had their turn; null where there is no round
	round_done uuid[],
	version integer not null default 1,
	primary key (tenant_id, meeting_id),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting,
	foreign key (tenant_id, meeting_id, item_id) references samspil.group_item (tenant_id, meeting_id, id) on delete set null (item_id)
);
create index group_run_item on samspil.group_run (tenant_id, meeting_id, item_id);

-- The meetings whose minutes the visitor writes along: while they are not closed, and as long as one sits in the group.
create function samspil.my_group_minutings() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(m.id), '{}') from samspil.acting_visit() v
			join samspil.group_seat a on a.tenant_id = v.tenant_id and a.person_id = v.person_id and a.organisation_id = v.organisation_id and a.writes
			join samspil.group_meeting m on m.tenant_id = a.tenant_id and m.id = a.meeting_id and m.state in ('planned', 'invited')
			join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id and s.collaboration_id = any (samspil.my_collaborations())
				and (s.document_id is null or s.document_id = any (samspil.my_documents()))
		where exists (select from samspil.group_people(m.tenant_id, m.series_id, v.today) p where p.person = a.person_id and p.organisation = a.organisation_id));
end $$;
-- The meetings that the visitor keeps, and are still ahead or held now.
create function samspil.my_kept_meetings() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(m.id), '{}') from samspil.group_meeting m
		where m.tenant_id = samspil.acting_tenant() and m.state in ('planned', 'invited') and m.series_id = any (samspil.my_convened_series()));
end $$;
-- Puts those who sit in the group today on the list of a meeting, for whoever keeps it or writes along.
create function samspil.seat_group(meeting uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not coalesce(meeting = any (samspil.my_kept_meetings() || samspil.my_group_minutings()), false) then return; end if;
	insert into samspil.group_seat (tenant_id, meeting_id, person_id, organisation_id, name)
		select m.tenant_id, m.id, p.person, p.organisation, p.name from samspil.group_meeting m
			cross join lateral samspil.group_people(m.tenant_id, m.series_id, samspil.acting_day()) p
			where m.tenant_id = samspil.acting_tenant() and m.id = seat_group.meeting
		on conflict do nothing;
end $$;

create policy minuted on samspil.group_meeting for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and id = any ((select samspil.my_group_minutings())::uuid[]));
create policy minuted on samspil.group_item for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_group_minutings())::uuid[]));

-- Whoever writes along writes minutes and nothing else, and only while they are not closed.
create function samspil.guard_group_minuting() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	minuted text[] := case tg_table_name
		when 'group_meeting' then array['minutes', 'treated', 'version', 'changed_at', 'changed_by_name']
		when 'group_item' then array['outcome', 'outcome_kind', 'is_open', 'version', 'changed_at', 'changed_by_name']
		else array['attended'] end;
	about uuid := (to_jsonb(new) ->> case tg_table_name when 'group_meeting' then 'id' else 'meeting_id' end)::uuid;
begin
	if session_user <> 'samspil_app' or exists (select from samspil.group_meeting m
		where m.tenant_id = new.tenant_id and m.id = about and m.series_id = any (samspil.my_convened_series())) then return new; end if;
	-- whoever closes them holds the meeting; whoever writes then waits, and sees that it is closed
	if tg_table_name <> 'group_meeting' then
		perform from samspil.group_meeting m where m.tenant_id = new.tenant_id and m.id = about and m.state in ('planned', 'invited') for share;
		if not found then raise insufficient_privilege using message = 'the minutes are not written now'; end if;
	end if;
	if to_jsonb(new) - minuted <> to_jsonb(old) - minuted then
		raise insufficient_privilege using message = 'whoever writes along writes minutes and nothing else';
	end if;
	return new;
end $$;
create trigger guard_minuting before update on samspil.group_meeting for each row execute function samspil.guard_group_minuting();
create trigger guard_minuting before update on samspil.group_item for each row execute function samspil.guard_group_minuting();
create trigger guard_minuting before update on samspil.group_seat for each row execute function samspil.guard_group_minuting();

alter table samspil.group_seat enable row level security;
alter table samspil.group_run enable row level security;
create policy part on samspil.group_seat for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_seat.tenant_id));
create policy kept on samspil.group_seat for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_kept_meetings())::uuid[]));
create policy minuted on samspil.group_seat for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_group_minutings())::uuid[]));
grant select, update (attended, writes) on samspil.group_seat to samspil_app;
create policy part on samspil.group_run for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_run.tenant_id));
create policy led on samspil.group_run for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_kept_meetings())::uuid[]));
create policy led_on on samspil.group_run for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_kept_meetings())::uuid[]))
	with check (tenant_id = (select samspil.acting_tenant()) and meeting_id = any ((select samspil.my_kept_meetings())::uuid[]));
grant select, insert on samspil.group_run to samspil_app;
grant update (item_id, item_since, quiet_since, round_done, version) on samspil.group_run to samspil_app;

-- What goes on at the next meeting has the time it had (otherwise as 0541).
create or replace function samspil.carry_over(tenant uuid, series uuid) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	next uuid;
	n integer;
begin
	if session_user = 'samspil_app' and (tenant is distinct from samspil.acting_tenant() or series <> all (samspil.my_convened_series())) then return 0; end if;
	select m.id into next from samspil.group_meeting m where m.tenant_id = tenant and m.series_id = series and m.state in ('planned', 'invited')
		order by m.starts_at limit 1;
	if next is null then return 0; end if;
	insert into samspil.group_item (tenant_id, meeting_id, position, title, minutes, came_from, changed_by_name)
		select i.tenant_id, next, coalesce((select max(x.position) from samspil.group_item x where x.tenant_id = tenant and x.meeting_id = next), 0)
				+ row_number() over (order by m.starts_at, i.position, i.id), i.title, i.minutes, i.id, i.changed_by_name
		from samspil.group_item i join samspil.group_meeting m on m.tenant_id = i.tenant_id and m.id = i.meeting_id
		where i.tenant_id = tenant and m.series_id = series and m.state in ('held', 'cancelled') and i.is_open and i.standing is null
			and not exists (select from samspil.group_item k where k.tenant_id = i.tenant_id and k.came_from = i.id)
		on conflict do nothing;
	get diagnostics n = row_count;
	return n;
end $$;

revoke all on function samspil.my_group_minutings(), samspil.my_kept_meetings(), samspil.seat_group(uuid), samspil.guard_group_minuting() from public;
grant execute on function samspil.my_group_minutings(), samspil.my_kept_meetings(), samspil.seat_group(uuid) to samspil_app;
