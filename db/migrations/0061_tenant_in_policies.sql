-- Every policy on a row of a tenant asks for the tenant as well. A pathway's id is made with the form that registers it, so
-- two tenants may hold the same one: what is open to me of mine must not open the other's.
do $$
declare
	p record;
begin
	for p in
		select c.relname as at, q.polname as policy, pg_get_expr(q.polqual, q.polrelid) as seen, pg_get_expr(q.polwithcheck, q.polrelid) as written
		from pg_policy q join pg_class c on c.oid = q.polrelid join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'samspil' and 'samspil_app'::regrole = any (q.polroles)
			and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
			-- one's own hats in every municipality; the outbox of the whole installation
			and (c.relname, q.polname) not in (('membership', 'own'), ('mail', 'outbox'))
	loop
		-- a tenant named somewhere inside, of this row or another, does not hold for the whole: it is asked in front
		if p.seen is not null then
			execute format('alter policy %I on samspil.%I using (tenant_id = samspil.visited_tenant() and (%s))', p.policy, p.at, p.seen);
		end if;
		if p.written is not null then
			execute format('alter policy %I on samspil.%I with check (tenant_id is not distinct from samspil.visited_tenant() and (%s))', p.policy, p.at, p.written);
		end if;
	end loop;
end $$;
