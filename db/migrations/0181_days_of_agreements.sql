-- Every day that an agreement in force has set and that is near or past, with whom it is for: all that the jobs role may know of
-- agreements, in the six columns of dated_promises (0016). Which of them is brought up today, rhythm.ts decides.
-- A review is its owner's; once overdue it is every party's, so it is told under both names. What is a party's is for whoever is
-- responsible there, or where nobody is, for the others that the party has named.
create function samspil.agreement_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with due as (
		select a.tenant_id, a.document_id, a.kind, a.due_on, a.party_id, coalesce(a.obligation_id, a.document_id) as subject,
			case when a.obligation_id is null then '/agreements/' || a.document_id else '/promises/' || a.obligation_id end as path
		from samspil.agreement_due a
			join lateral (select w.until_on, w.ends_on from samspil.document_version w
				where w.tenant_id = a.tenant_id and w.document_id = a.document_id and w.fate = 'agreed' order by w.number desc limit 1) v on true
		where a.due_on between today - 37 and today + 366
			and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
	), named as (
		select p.tenant_id, p.document_id, p.organisation_id, p.responsible_person_id as person, 1 as rank
		from samspil.document_party p where p.left_at is null and p.responsible_person_id is not null
		union all
		select s.tenant_id, s.document_id, s.organisation_id, s.person_id, 2 from samspil.document_signatory s
		union all
		select e.tenant_id, e.document_id, e.organisation_id, e.person_id, 2 from samspil.document_executor e
	), there as (
		select n.*, min(n.rank) over (partition by n.tenant_id, n.document_id, n.organisation_id) as first
		from named n
			join samspil.document_party p on p.tenant_id = n.tenant_id and p.document_id = n.document_id and p.organisation_id = n.organisation_id
				and p.left_at is null
			join samspil.membership m on m.tenant_id = n.tenant_id and m.person_id = n.person and m.organisation_id = n.organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where (n.tenant_id, n.document_id) in (select d.tenant_id, d.document_id from due d)
	)
	select distinct d.tenant_id, 'agreement-' || d.kind || case d.kind when 'review' then '-of-all' else '' end, d.subject, d.due_on, t.person, d.path
	from due d
		join there t on t.tenant_id = d.tenant_id and t.document_id = d.document_id and t.rank = t.first
			and (d.party_id is null or d.party_id = t.organisation_id)
	union all
	select d.tenant_id, 'agreement-review', d.subject, d.due_on, x.owner_person_id, d.path
	from due d
		join samspil.document x on x.tenant_id = d.tenant_id and x.id = d.document_id
		join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.owner_person_id and m.organisation_id = x.owner_organisation_id
			and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	where d.kind = 'review';
end $$;
revoke all on function samspil.agreement_dues(date) from public;
grant execute on function samspil.agreement_dues(date) to samspil_jobs;
