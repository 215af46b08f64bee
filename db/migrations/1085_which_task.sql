-- The page that a task's link leads to says which task it is, by what names nobody: the number of the pathway, and the day of the meeting at which
-- it was agreed. Its words may name a citizen, and a link in a mail is no sign-in, so they stand behind one as before. Otherwise as 0542.
drop function samspil.find_light_link(text, date);
create function samspil.find_light_link(token text, today date)
returns table (kind text, state text, "givenBy" text, "givenAt" timestamptz, until date, path text, number integer, "metOn" date, "openTasks" integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select l.kind,
			case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired'
				when not exists (select from samspil.membership m where m.tenant_id = l.tenant_id and m.person_id = l.person_id and m.organisation_id = l.organisation_id
					and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then 'expired'
				when l.kind = 'task' then case when k.state = 'open' then 'open' else 'over' end
				when q.is_open and (q.answer_before is null or q.answer_before >= today) then 'open' else 'over' end,
			l.given_by_name, l.given_at, case l.kind when 'task' then k.due_on else q.answer_before end,
			case l.kind when 'task' then '/pathways/' || l.pathway_id || '/tasks' else '/requests' end,
			t.number, t.met_on, t.open_tasks
		from samspil.light_link l
			left join samspil.task k on l.kind = 'task' and k.tenant_id = l.tenant_id and k.id = l.object_id
			left join lateral (
				select p.state = 'contacted' as is_open, p.answer_before from samspil.partner p
					where l.kind = 'request' and p.tenant_id = l.tenant_id and p.id = l.object_id
				union all select c.answer is null and c.withdrawn_at is null and w.state = 'open', c.answer_before from samspil.capacity_question c
					join samspil.pathway w on w.tenant_id = c.tenant_id and w.id = c.pathway_id
					where l.kind = 'capacity' and c.tenant_id = l.tenant_id and c.id = l.object_id
				union all select x.state = 'asked' and w.state = 'open', x.answer_before from samspil.transfer x
					join samspil.pathway w on w.tenant_id = x.tenant_id and w.id = x.pathway_id
					where l.kind = 'transfer' and x.tenant_id = l.tenant_id and x.id = l.object_id) q on true
			-- while it is open, and as long as the one it was given to may read it
			left join lateral (
				select y.number, (select (e.starts_at at time zone 'Europe/Copenhagen')::date from samspil.meeting e
						where e.tenant_id = k.tenant_id and e.id = k.meeting_id) as met_on,
					(select count(*)::integer from samspil.task o where o.tenant_id = k.tenant_id and o.pathway_id = k.pathway_id and o.state = 'open'
						and o.responsible_person_id = l.person_id and o.responsible_organisation_id = l.organisation_id) as open_tasks
				from samspil.pathway y where y.tenant_id = k.tenant_id and y.id = k.pathway_id and k.state = 'open' and l.used_at is null and l.expires_at >= now()
					and exists (select from samspil.scope_access a where a.tenant_id = k.tenant_id and a.scope_id = k.scope_id and a.person_id = l.person_id
						and a.organisation_id = l.organisation_id and today between a.from_day and a.until_day)) t on true
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
revoke all on function samspil.find_light_link(text, date) from public;
grant execute on function samspil.find_light_link(text, date) to samspil_app;
