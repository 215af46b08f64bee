-- R-112: whoever has handed the threads over reads on for the days that were agreed, and writes nothing; what they were given to do they still finish.
-- Who is on the pathway in another way too, as a partner, writes by that. Otherwise as 1262.
create or replace function samspil.may_write_on(wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return wanted = any (samspil.my_pathways_as('{citizen,tovholder,partner,companion}'));
end $$;
