-- What is written about a citizen and how to reach them is corrected by the tovholder: the policy `held` (0067) says so, and
-- a misspelt name can be mended too. Who may read any of it stays what it was: the citizen, whoever holds or hands over the
-- threads, and those to whom a consent, or the citizen, has opened "contact".

alter table samspil.citizen
	-- what nobody should do: leave a message, ring at work, write to an address others read
	add contact_limits text not null default '' check (length(contact_limits) <= 500),
	add changed_at timestamptz,
	add changed_by_name text not null default '';
create function samspil.stamp_citizen() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.changed_at := now();
	new.changed_by_name := coalesce((select p.name from samspil.person p where p.id = samspil.acting_person()), '');
	return new;
end $$;
revoke all on function samspil.stamp_citizen() from public;
create trigger stamp_citizen before update on samspil.citizen for each row
	when (new.version is distinct from old.version) execute function samspil.stamp_citizen();
grant update (name, contact_limits) on samspil.citizen to samspil_app;
