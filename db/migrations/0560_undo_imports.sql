-- Undoing an import, held to what was done: an offer goes only where an import put it in and nobody has written it since, and what an import
-- says that it did cannot be written over.

-- When an offer was put in: nobody writes it. Those that stand already came before any of this.
alter table samspil.offer add column added_at timestamptz not null default '-infinity';
alter table samspil.offer alter column added_at set default now();

-- A version is never older than the one before.
create function samspil.guard_offer_version() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
begin
	raise check_violation using message = 'a version of an offer cannot be lower than the one before';
end $$;
revoke all on function samspil.guard_offer_version() from public;
create trigger guard_offer_version before update of version on samspil.offer for each row when (new.version < old.version)
	execute function samspil.guard_offer_version();

-- The version under which an offer stands as it did in `wanted`, where later imports changed it and were undone: nothing but a number is new.
create function samspil.offer_stands_as(tenant uuid, offer uuid, wanted integer) returns integer language plpgsql stable security invoker
set search_path = samspil, pg_temp as $$
declare
	later integer;
begin
	loop
		select (r.after->>'version')::integer into later from samspil.offer_import_row r
			where r.tenant_id = tenant and r.offer_id = offer and r.outcome = 'changed' and r.undone = 'undone' and (r.before->>'version')::integer = wanted;
		if later is null or later <= wanted then return wanted; end if;
		wanted := samspil.offer_stands_as(tenant, offer, later) + 1;
	end loop;
end $$;
revoke all on function samspil.offer_stands_as(uuid, uuid, integer) from public;
grant execute on function samspil.offer_stands_as(uuid, uuid, integer) to samspil_app;

-- What has become of a row is said once, by whoever does it, in the transaction that does it.
create function samspil.guard_import_row() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
declare
	now_at integer;
begin
	-- An offer that goes takes its id out of the row by itself.
	if current_user <> 'samspil_app' then return new; end if;
	if tg_op = 'INSERT' then
		if num_nonnulls(new.outcome, new.offer_id, new.said, new.before, new.after, new.taken_at, new.undone) > 0 then
			raise check_violation using message = 'nothing has become of a row before it is taken in';
		end if;
		return new;
	end if;
	if old.outcome is not null and (new.outcome, new.offer_id, new.said, new.before, new.after, new.taken_at)
		is distinct from (old.outcome, old.offer_id, old.said, old.before, old.after, old.taken_at) then
		raise check_violation using message = 'what an import did cannot be written over';
	end if;
	if old.undone is not null and new.undone is distinct from old.undone then
		raise check_violation using message = 'what an import undid cannot be written over';
	end if;
	if old.outcome is null and new.outcome in ('added', 'changed') then
		select o.version into now_at from samspil.offer o where o.tenant_id = new.tenant_id and o.id = new.offer_id and o.changed_at = now()
			and (new.outcome = 'changed' or o.added_at = now());
		if now_at is distinct from (new.after->>'version')::integer
			or now_at is distinct from (case new.outcome when 'added' then 1 else (new.before->>'version')::integer + 1 end) then
			raise check_violation using message = 'an import says what it does not do';
		end if;
	end if;
	if old.undone is null and new.undone = 'undone' and new.outcome = 'changed' and not exists (
		select from samspil.offer o where o.tenant_id = new.tenant_id and o.id = new.offer_id and o.changed_at = now()
			and o.version = samspil.offer_stands_as(new.tenant_id, new.offer_id, (new.after->>'version')::integer) + 1) then
		raise check_violation using message = 'an import says that it is undone and is not';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_import_row() from public;
create trigger guard_import_row before insert or update on samspil.offer_import_row for each row execute function samspil.guard_import_row();

drop policy taken_in on samspil.offer;
create policy taken_in on samspil.offer for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null
		and exists (select from samspil.offer_import_row r where r.tenant_id = offer.tenant_id and r.offer_id = offer.id
			and r.outcome = 'added' and r.undone = 'undone'
			and (r.after->>'confirmedOn')::date = offer.confirmed_on and r.after->>'confirmedBy' = offer.confirmed_by_name
			and samspil.offer_stands_as(r.tenant_id, r.offer_id, (r.after->>'version')::integer) = offer.version));
