-- R-087, R-088: an edition of a plan can say which of the municipality's kinds of plan it is, by the name that the framework gave it when
-- it was chosen. An edition that says none has the hash it would have had before.
alter table samspil.pathway_plan add plan_type text not null default '' check (length(plan_type) <= 2000);
grant insert (plan_type) on samspil.pathway_plan to samspil_app;

create or replace function samspil.freeze_pathway_plan() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	by_law text[] := array[new.duration, new.housing, new.employment, new.personal_help, new.treatment, new.aids, new.other_matters];
begin
	if tg_op = 'UPDATE' then
		if to_jsonb(new) - 'replaced_at' <> to_jsonb(old) - 'replaced_at' or old.replaced_at is not null then
			raise check_violation using message = 'an edition of a plan does not change';
		end if;
		return new;
	end if;
	new.hash := sha256(convert_to((jsonb_build_array(new.number, new.aim, new.steps, new.cooperation, new.involvement, new.review_on,
		new.owners, new.citizen_owns)
		|| case when array_to_string(by_law, '') = '' then '[]'::jsonb else jsonb_build_array(to_jsonb(by_law)) end
		|| case when new.plan_type = '' then '[]'::jsonb else jsonb_build_array(new.plan_type) end)::text, 'UTF8'));
	new.replaced_at := null;
	update samspil.pathway_plan p set replaced_at = now()
		where p.tenant_id = new.tenant_id and p.pathway_id = new.pathway_id and p.replaced_at is null and p.number = new.number - 1;
	if not found and new.number > 1 then raise unique_violation using message = 'a newer edition of the plan is there already'; end if;
	return new;
end $$;

-- The organisations that have access to a kind of plan by the framework in force, for whoever visits its municipality: also the citizen,
-- who reads nothing else of it. Null where the framework names no such kind; none where it says nothing of who has access.
create function samspil.access_to_plan_type(kind text) returns text[] language sql stable security definer set search_path = samspil, pg_temp as $$
	select case when count(*) > 0 then coalesce(array_agg(distinct n.name order by n.name) filter (where n.name is not null), '{}') end
	from samspil.framework f
		join samspil.framework_version w on w.tenant_id = f.tenant_id and w.id = f.established_version_id
		cross join lateral jsonb_array_elements(w.content #> '{answers,plan-types,value,rows}') r
		left join lateral jsonb_array_elements_text(case when w.content #> '{answers,plan-access,notApplicable}' = 'null'
			then w.content #> array['answers', 'plan-access', 'value', 'organisations', r ->> 'id'] end) o on true
		left join lateral (select w.content #>> array['names', 'organisations', o.value] as name) n on true
	where f.tenant_id = (select samspil.acting_tenant()) and w.content #> '{answers,plan-types,notApplicable}' = 'null'
		and btrim(r #>> '{cells,name}', E' \t\u00a0') = kind and kind <> ''
$$;
revoke all on function samspil.access_to_plan_type(text) from public;
grant execute on function samspil.access_to_plan_type(text) to samspil_app;
