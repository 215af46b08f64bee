-- What is still owed when a party leaves or an agreement ends: taking its name and logo off what the others keep (R-290). It is
-- asked for and done after the end as before it, so it is told, shown and brought up for as long as it takes.

-- Who of an organisation hears of an agreement: whoever is responsible in the draft; where nobody is there any more, whoever is in
-- the version that counts; then the others that either names; and last its managers and those who can bind it.
create function samspil.party_contacts(tenant uuid, document uuid, organisation uuid, today date) returns setof uuid language sql stable as $$
	with agreed as (
		select said from samspil.document_version w cross join lateral jsonb_array_elements(w.content -> 'parties') said
			where w.tenant_id = $1 and w.id = samspil.counting_version($1, $2, $4) and said ->> 'organisation' = $3::text
	), named as (
		select p.responsible_person_id as person, 1 as rank from samspil.document_party p
			where p.tenant_id = $1 and p.document_id = $2 and p.organisation_id = $3 and p.left_at is null
		union all select (said #>> '{responsible,person}')::uuid, 2 from agreed
		union all select s.person_id, 3 from samspil.document_signatory s where s.tenant_id = $1 and s.document_id = $2 and s.organisation_id = $3
		union all select e.person_id, 3 from samspil.document_executor e where e.tenant_id = $1 and e.document_id = $2 and e.organisation_id = $3
		union all select (one ->> 'person')::uuid, 3 from agreed
			cross join lateral jsonb_array_elements((said -> 'executing') || (said -> 'signatories')) one
		union all select m.person_id, 4 from samspil.membership m where m.tenant_id = $1 and m.organisation_id = $3 and (m.can_bind or m.function = 'manager')
	), there as (
		select n.person, n.rank, min(n.rank) over () as first from named n join samspil.membership m on m.tenant_id = $1 and m.person_id = n.person
			and m.organisation_id = $3 and m.active_from <= $4 and (m.active_until is null or m.active_until >= $4)
	)
	select distinct t.person from there t where t.rank = t.first
$$;

-- Every day that an agreement in force has set, as 0181 says. Its parties are those of the version that counts. A review whose
-- owner is there no more, or that never had one, is told at once to all who could see to it: who hears of it at each party, and its signatories and managers.
create or replace function samspil.agreement_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with due as materialized (
		select a.tenant_id, a.document_id, a.kind, a.due_on, a.party_id, coalesce(a.obligation_id, a.document_id) as subject,
			case when a.obligation_id is null then '/agreements/' || a.document_id else '/promises/' || a.obligation_id end as path, v.id as version
		from samspil.agreement_due a
			join samspil.document_version v on v.tenant_id = a.tenant_id and v.id = samspil.counting_version(a.tenant_id, a.document_id, today)
		where a.due_on between today - 37 and today + 366
			and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
	), bound as materialized (
		select d.tenant_id, d.document_id, (said ->> 'organisation')::uuid as organisation_id, said
		from (select distinct x.tenant_id, x.document_id, x.version from due x) d
			join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = d.version
			cross join lateral jsonb_array_elements(v.content -> 'parties') said
	), owned as (
		select d.*, m.person_id as owner
		from due d join samspil.document x on x.tenant_id = d.tenant_id and x.id = d.document_id
			left join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.owner_person_id and m.organisation_id = x.owner_organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where d.kind = 'review'
	)
	select distinct d.tenant_id, 'agreement-' || d.kind || case d.kind when 'review' then '-of-all' else '' end, d.subject, d.due_on, c.person, d.path
	from due d
		join bound b on b.tenant_id = d.tenant_id and b.document_id = d.document_id and (d.party_id is null or d.party_id = b.organisation_id)
		cross join lateral samspil.party_contacts(b.tenant_id, b.document_id, b.organisation_id, today) c (person)
	union all
	select o.tenant_id, 'agreement-review', o.subject, o.due_on, o.owner, o.path from owned o where o.owner is not null
	union all
	(select o.tenant_id, 'agreement-review', o.subject, o.due_on, c.person, o.path
	from owned o
		join bound b on b.tenant_id = o.tenant_id and b.document_id = o.document_id
		cross join lateral samspil.party_contacts(b.tenant_id, b.document_id, b.organisation_id, today) c (person)
	where o.owner is null
	union
	select o.tenant_id, 'agreement-review', o.subject, o.due_on, m.person_id, o.path
	from owned o
		join bound b on b.tenant_id = o.tenant_id and b.document_id = o.document_id
		join samspil.membership m on m.tenant_id = b.tenant_id and m.organisation_id = b.organisation_id
			and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			and (m.can_bind or m.function = 'manager' or b.said -> 'signatories' @> jsonb_build_array(jsonb_build_object('person', m.person_id)))
	where o.owner is null);
end $$;

-- The names that are to come off something soon or should have, with who is told at the organisation that keeps it; whether or
-- not the agreement is over.
create function samspil.removal_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select r.tenant_id, 'agreement-removal', r.id, r.due_on, c.person, '/agreements/' || r.document_id || '/removals'
	from samspil.agreement_removal r
		cross join lateral samspil.party_contacts(r.tenant_id, r.document_id, r.keeper_id, today) c (person)
	where r.done_at is null and r.due_on between today - 37 and today + 37;
end $$;
create index agreement_removal_due on samspil.agreement_removal (due_on) where done_at is null;

-- The agreements that the organisation whose hat I wear has left for good, as far as they still concern it: what they were called
-- and who their parties were in the last version it agreed on, and whether I may ask something of those on its behalf.
create function samspil.left_agreements() returns table (id uuid, title text, parties jsonb, may_ask boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select distinct on (w.document_id) w.document_id, w.content ->> 'title',
		(select jsonb_agg(jsonb_build_object('organisation', p ->> 'organisation', 'name', p ->> 'name')) from jsonb_array_elements(w.content -> 'parties') p),
		m.can_bind or m.function in ('manager', 'project-leader')
	from samspil.acting_visit() v
		join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
		join samspil.document_version w on w.tenant_id = v.tenant_id and w.document_id = any (samspil.my_left_documents()) and w.fate = 'agreed'
			and w.content -> 'parties' @> jsonb_build_array(jsonb_build_object('organisation', v.organisation_id))
	order by w.document_id, w.number desc;
end $$;
-- Those of them for which I may ask, and say that a name is off.
create function samspil.my_concluded_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(l.id), '{}') from samspil.left_agreements() l where l.may_ask);
end $$;

-- Whoever keeps the material hears that it is asked for, and whoever asked that it is done. The database tells it, since one of
-- the two may have left, and a notice about an agreement is else left by its parties alone.
create function samspil.tell_of_removal() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	at text := '/agreements/' || new.document_id || '/removals';
	hears uuid := case when new.done_at is null then new.keeper_id else new.names_id end;
	whom uuid;
begin
	for whom in select c.person from samspil.party_contacts(new.tenant_id, new.document_id, hears, coalesce(samspil.acting_day(), current_date)) c (person)
			union select new.asked_by where new.done_at is not null
			except select samspil.acting_person()
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (new.tenant_id, whom, case when new.done_at is null then 'agreement-removal-asked' else 'agreement-removed' end, at);
		perform samspil.mail_notice(new.tenant_id, whom, at);
	end loop;
	return null;
end $$;
create trigger tell_of_removal after insert or update of done_at on samspil.agreement_removal for each row execute function samspil.tell_of_removal();

revoke all on function samspil.party_contacts(uuid, uuid, uuid, date), samspil.removal_dues(date), samspil.left_agreements(), samspil.my_concluded_documents(),
	samspil.tell_of_removal() from public;
grant execute on function samspil.left_agreements(), samspil.my_concluded_documents() to samspil_app;
grant execute on function samspil.removal_dues(date) to samspil_jobs;

-- What one's own organisation has asked for, or been asked for, stays to be seen.
create policy own on samspil.agreement_removal for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and (select samspil.acting_organisation()) in (names_id, keeper_id) and document_id in (select l.id from samspil.left_agreements() l));
alter policy asked on samspil.agreement_removal
	with check (tenant_id = (select samspil.acting_tenant()) and asked_by = (select samspil.acting_person())
		and names_id = (select samspil.acting_organisation()) and done_at is null
		and (document_id = any ((select samspil.my_agreed_documents())::uuid[]) or document_id = any ((select samspil.my_concluded_documents())::uuid[])));
alter policy done on samspil.agreement_removal
	using (tenant_id = (select samspil.acting_tenant()) and keeper_id = (select samspil.acting_organisation()) and done_at is null
		and (document_id = any ((select samspil.my_kept_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
			or document_id = any ((select samspil.my_concluded_documents())::uuid[])));
