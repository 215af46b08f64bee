-- R-228: a collaboration says itself at which fixed times knowledge of a young person is shared: which of the three, and its own besides.

create table samspil.sharing_setting (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	-- which of the three it keeps
	standard text[] not null check (standard <@ array['referral', 'joint-meeting', 'closing-talk']),
	-- its own, by name, in their order
	own text[] not null check (cardinality(own) <= 10 and length(array_to_string(own, '')) <= 2000 and array_position(own, '') is null
		and array_position(own, null) is null),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, collaboration_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	check (cardinality(standard) + cardinality(own) > 0)
);
create trigger stamp_change before insert or update of standard, own, version on samspil.sharing_setting
	for each row execute function samspil.stamp_change();
alter table samspil.sharing_setting enable row level security;
create policy read on samspil.sharing_setting for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_collaborations())::uuid[]));
create policy begun on samspil.sharing_setting for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy kept on samspil.sharing_setting for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.sharing_setting to samspil_app;
grant update (standard, own, version) on samspil.sharing_setting to samspil_app;

-- The fixed times of a pathway, for whoever may open it; no row where its collaboration has said nothing, and the three count.
create function samspil.sharing_points_of(wanted uuid) returns table (standard text[], own text[])
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways())) then return; end if;
	return query select s.standard, s.own from samspil.acting_visit() v join samspil.pathway p on p.tenant_id = v.tenant_id and p.id = wanted
		join samspil.sharing_setting s on s.tenant_id = p.tenant_id and s.collaboration_id = p.collaboration_id;
end $$;
revoke all on function samspil.sharing_points_of(uuid) from public;
grant execute on function samspil.sharing_points_of(uuid) to samspil_app;

-- A time that was held keeps the name it had.
alter table samspil.sharing_point drop constraint sharing_point_point_check;
alter table samspil.sharing_point add constraint sharing_point_point_check check (point in ('referral', 'joint-meeting', 'closing-talk', 'another', 'own'));
alter table samspil.sharing_point add own_point text not null default '' check (length(own_point) <= 200),
	add check ((point = 'own') = (own_point <> ''));
grant insert (own_point) on samspil.sharing_point to samspil_app;
create function samspil.guard_own_point() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not exists (select from samspil.pathway p join samspil.sharing_setting s on s.tenant_id = p.tenant_id and s.collaboration_id = p.collaboration_id
			where p.tenant_id = new.tenant_id and p.id = new.pathway_id and new.own_point = any (s.own)) then
		raise check_violation using message = 'the collaboration has no such fixed time';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_own_point() from public;
create trigger guard_own_point before insert on samspil.sharing_point for each row when (new.point = 'own') execute function samspil.guard_own_point();
