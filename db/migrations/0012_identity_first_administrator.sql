-- As in 0003, where "person" named the table's row as well as the argument, which PostgreSQL refuses to choose between.
create or replace function samspil.become_first_administrator(person uuid) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform 1 from samspil.installation for update;
	if samspil.has_administrator() then return false; end if;
	update samspil.person p set is_administrator = true where p.id = become_first_administrator.person;
	return found;
end $$;
