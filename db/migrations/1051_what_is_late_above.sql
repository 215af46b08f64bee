-- Whoever hears of a deadline that somebody else has let pass, and may not see the thing itself, is led to the counts (R-122): there they read
-- what kind of thing it is, since when, of which collaboration and whose it is to do; nothing of the thing, and of no citizen.
create function samspil.late_above(today date) returns table (kind text, due_on date, collaboration text, acts text[])
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	return query
	select p.kind, p.due_on, c.name, array(select m.person_name from samspil.deadline_person a
			join samspil.membership m on m.tenant_id = a.tenant_id and m.person_id = a.person_id and m.organisation_id = a.organisation_id
			where a.tenant_id = p.tenant_id and a.kind = p.kind and a.subject_id = p.subject_id and a.due_on = p.due_on and a.part = 'acts'
			order by m.person_name)
	from samspil.deadline_person p
		join samspil.deadline d on d.tenant_id = p.tenant_id and d.kind = p.kind and d.subject_id = p.subject_id and d.due_on = p.due_on
		join samspil.collaboration c on c.tenant_id = d.tenant_id and c.id = d.collaboration_id
	where p.tenant_id = v.tenant_id and p.person_id = v.person_id and p.organisation_id = v.organisation_id and p.part = 'hears'
		and p.due_on < late_above.today and d.seen = 'led'
		and d.collaboration_id = any (samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering'))
	order by p.due_on, c.name, p.subject_id limit 50;
end $$;
revoke all on function samspil.late_above(date) from public;
grant execute on function samspil.late_above(date) to samspil_app;
