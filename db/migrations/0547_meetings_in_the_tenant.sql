-- Policies on the rows of meetings (0521, 0524 and what came with them) say first, as every other does (0183), that the row is of the
-- municipality of the visit. What they say besides is as it was: each is read as it stands and given that before it.
do $$
declare
	p record;
begin
	for p in
		select c.relname, l.polname, pg_get_expr(l.polqual, c.oid) as seen, pg_get_expr(l.polwithcheck, c.oid) as written
		from pg_policy l join pg_class c on c.oid = l.polrelid and c.relnamespace = 'samspil'::regnamespace
		where (c.relname in ('meeting_option', 'meeting_option_answer', 'meeting_run', 'minutes_correction')
				or (c.relname in ('meeting', 'agenda_item', 'meeting_participant') and l.polname = 'minuted'))
	loop
		if p.seen !~ '^[(]*tenant_id =' then
			execute format('alter policy %I on samspil.%I using (tenant_id = samspil.visited_tenant() and (%s))', p.polname, p.relname, p.seen);
		end if;
		if p.written !~ '^[(]*tenant_id =' then
			execute format('alter policy %I on samspil.%I with check (tenant_id = samspil.visited_tenant() and (%s))', p.polname, p.relname, p.written);
		end if;
	end loop;
end $$;
