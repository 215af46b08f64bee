-- An item of a group's agenda has an aim and an owner, and is parked or carries a reason where it comes after the last day for changes
-- (R-163, A-3), as an item of a coordinating meeting's does.
alter table samspil.group_item
	add column aim text not null default 'discuss' check (aim in ('inform', 'discuss', 'decide')),
	add column owner_id uuid references samspil.person,
	-- as the group knew them when they were chosen; they may sit in it no more
	add column owner_name text not null default '' check ((owner_id is null) = (owner_name = '')),
	add column is_parked boolean not null default false,
	add column late_reason text not null default '' check (length(late_reason) <= 500);
create index group_item_owner on samspil.group_item (owner_id);
grant insert (aim, owner_id, is_parked, late_reason), update (aim, owner_id, is_parked, late_reason) on samspil.group_item to samspil_app;

-- Whoever is chosen sits in the group today; their name is what the group calls them.
create function samspil.name_group_owner() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.owner_id is null then new.owner_name := ''; return new; end if;
	if tg_op = 'UPDATE' and new.owner_id is not distinct from old.owner_id then return new; end if;
	if session_user <> 'samspil_app' then return new; end if;
	select p.name into new.owner_name from samspil.group_meeting m
		cross join lateral samspil.group_people(m.tenant_id, m.series_id, samspil.acting_day()) p
		where m.tenant_id = new.tenant_id and m.id = new.meeting_id and p.person = new.owner_id;
	if not found then raise insufficient_privilege using message = 'the owner of an item sits in the group'; end if;
	return new;
end $$;
create trigger name_owner before insert or update of owner_id on samspil.group_item for each row execute function samspil.name_group_owner();

-- What goes on at the next meeting has the aim it had, and its owner where they sit in the group still; what was parked is talked about
-- there (otherwise as 0590).
create or replace function samspil.carry_over(tenant uuid, series uuid) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	next uuid;
	n integer;
begin
	if session_user = 'samspil_app' and (tenant is distinct from samspil.acting_tenant() or series <> all (samspil.my_convened_series())) then return 0; end if;
	select m.id into next from samspil.group_meeting m where m.tenant_id = tenant and m.series_id = series and m.state in ('planned', 'invited')
		order by m.starts_at limit 1;
	if next is null then return 0; end if;
	insert into samspil.group_item (tenant_id, meeting_id, position, title, minutes, aim, owner_id, owner_name, came_from, changed_by_name)
		select i.tenant_id, next, coalesce((select max(x.position) from samspil.group_item x where x.tenant_id = tenant and x.meeting_id = next), 0)
				+ row_number() over (order by m.starts_at, i.position, i.id), i.title, i.minutes, i.aim, p.person, coalesce(p.name, ''), i.id, i.changed_by_name
		from samspil.group_item i join samspil.group_meeting m on m.tenant_id = i.tenant_id and m.id = i.meeting_id
			left join lateral samspil.group_people(m.tenant_id, m.series_id, coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date)) p on p.person = i.owner_id
		where i.tenant_id = tenant and m.series_id = series and m.state in ('held', 'cancelled') and i.is_open and i.standing is null
			and not exists (select from samspil.group_item k where k.tenant_id = i.tenant_id and k.came_from = i.id)
		on conflict do nothing;
	get diagnostics n = row_count;
	return n;
end $$;

revoke all on function samspil.name_group_owner() from public;
