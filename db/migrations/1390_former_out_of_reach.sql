-- What stood there before is written by the trigger alone (1360), and whoever writes the row writes nothing of it: where the app may write into every column
-- of a table, it may from now on write into every other.
do $$
declare
	t text;
	other text;
	what text;
begin
	foreach t in array '{entry,task,citizen,meeting}'::text[] loop
		select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into other from pg_attribute a
			where a.attrelid = format('samspil.%I', t)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'former';
		foreach what in array '{insert,update}'::text[] loop
			if has_table_privilege('samspil_app', format('samspil.%I', t), what) then
				execute format('revoke %s on samspil.%I from samspil_app', what, t);
				execute format('grant %s (%s) on samspil.%I to samspil_app', what, other, t);
			end if;
		end loop;
	end loop;
end $$;

-- What somebody answered to a plan before is for those who read the whole pathway, and for the organisation whose answer it is: a partner that was let in
-- later reads what is answered, and not what was put right before it came.
create or replace view samspil.pathway_plan_answer_in_full with (security_barrier) as
	select a.tenant_id, a.id, a.plan_id, a.hash, a.pathway_id, a.scope_id, a.category, a.organisation_id, a.organisation_name, a.answer, a.note, a.answered_by,
		a.answered_by_name, a.told, a.answered_at, a.version, a.checked_how,
		case when a.organisation_id = (select samspil.acting_organisation()) or a.pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
			then a.former else '[]' end as former
	from samspil.pathway_plan_answer a
	where a.tenant_id = samspil.visited_tenant() and (a.pathway_id = any ((select samspil.my_named_pathways())::uuid[])
		or (a.organisation_id is not null and a.scope_id = any ((select samspil.my_scopes())::uuid[])));
