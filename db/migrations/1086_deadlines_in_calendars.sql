-- The calendar that a person subscribes to has their deadlines too: what they must act on, at each work of theirs, in the days around today. What kind of thing, by
-- when, and where it is read after signing in; meetings are there as meetings (0420). At work, and of a citizen's pathway outside the authorities
-- after the declaration (L-5).
create function samspil.read_feed_deadlines(token text, today date) returns table (kind text, subject uuid, "dueOn" date, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select d.kind, d.subject_id, d.due_on, d.path
		from samspil.calendar_feed f
			join samspil.membership m on m.person_id = f.person_id and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			join samspil.organisation o on o.id = m.organisation_id
			join samspil.deadline_person p on p.tenant_id = m.tenant_id and p.person_id = m.person_id and p.organisation_id = m.organisation_id
				and p.part = 'acts' and p.due_on between today - 30 and today + 366
			join samspil.deadline d on d.tenant_id = p.tenant_id and d.kind = p.kind and d.subject_id = p.subject_id and d.due_on = p.due_on
		where f.token_hash = sha256(convert_to(token, 'UTF8'))
			and d.kind not in ('meeting', 'group-meeting', 'agreement-meeting', 'agreement-frequent-meeting')
			and (d.seen not in ('pathway', 'scope', 'led') or o.kind in ('municipality', 'region') or m.declared_on is not null)
		order by d.due_on, d.kind, d.subject_id limit 500;
end $$;
revoke all on function samspil.read_feed_deadlines(text, date) from public;
grant execute on function samspil.read_feed_deadlines(text, date) to samspil_app;
