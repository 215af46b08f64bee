-- Who the citizen is, is opened by the category "contact". Whoever reads a consent or a plan without it reads no name of the
-- citizen there either, nor that of a guardian, who leads to the citizen.

-- The pathways whose citizen I may know by name.
create function samspil.my_named_pathways() returns uuid[] language sql stable security definer set search_path = samspil, pg_temp as $$
	select coalesce(array_agg(p.id), '{}') from samspil.pathway p
		where p.tenant_id = samspil.visited_tenant() and p.citizen_id = any ((select samspil.my_citizens())::uuid[]);
$$;
revoke all on function samspil.my_named_pathways() from public;
grant execute on function samspil.my_named_pathways() to samspil_app;

revoke select on samspil.consent, samspil.pathway_plan_answer from samspil_app;
do $$
declare
	each record;
begin
	-- all the other columns, as they were
	for each in select c.table_name, string_agg(quote_ident(c.column_name), ', ') as columns from information_schema.columns c
		where c.table_schema = 'samspil' and c.table_name in ('consent', 'pathway_plan_answer')
			and c.column_name not in ('given_by_name', 'registered_by', 'registered_by_name', 'withdrawn_by_name', 'answered_by', 'answered_by_name')
		group by c.table_name
	loop
		execute format('grant select (%s) on samspil.%I to samspil_app', each.columns, each.table_name);
	end loop;
end $$;
create view samspil.consent_in_full with (security_barrier) as
	select k.* from samspil.consent k
	where k.tenant_id = samspil.visited_tenant() and k.pathway_id = any ((select samspil.my_named_pathways())::uuid[]);
-- What an organisation answers, somebody at work has said: whoever reads the answer reads who.
create view samspil.pathway_plan_answer_in_full with (security_barrier) as
	select a.* from samspil.pathway_plan_answer a
	where a.tenant_id = samspil.visited_tenant() and (a.pathway_id = any ((select samspil.my_named_pathways())::uuid[])
		or (a.organisation_id is not null and a.scope_id = any ((select samspil.my_scopes())::uuid[])));
grant select on samspil.consent_in_full, samspil.pathway_plan_answer_in_full to samspil_app;

-- A citizen who says how a task of theirs stands is written down as no name, like whose task it is.
alter table samspil.task disable trigger guard_closed;
update samspil.task t set state_changed_by_name = '' from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
	where p.tenant_id = t.tenant_id and p.id = t.pathway_id and t.for_citizen and t.state_changed_by_name = c.name;
alter table samspil.task enable trigger guard_closed;
