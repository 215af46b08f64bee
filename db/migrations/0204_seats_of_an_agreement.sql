-- The end of an agreement ends the seats that came with it: those of its parties' people in the groups of the collaboration that it
-- belongs to. Whoever has another agreement of the same collaboration that runs or comes stays; the municipality leads (R-061) and
-- stays too. A seat given after the end is given anew and is left alone.

-- An agreement belongs to a collaboration that whoever begins it takes part in, and is not moved to another.
alter policy begun on samspil.document
	with check (tenant_id = (select samspil.acting_tenant()) and begun_by = (select samspil.acting_beginner())
		and begun_by_organisation = (select samspil.acting_organisation())
		and (collaboration_id is null or collaboration_id = any ((select samspil.my_collaborations())::uuid[])));
revoke update (collaboration_id) on samspil.document from samspil_app;

-- Ends the seats whose agreements have ended by `today`, with their last day, and tells the project leader, who fills the groups;
-- answers how many.
create function samspil.vacate_seats(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	vacated integer := 0;
	c record;
begin
	for c in
		with said as (
			select d.tenant_id, d.collaboration_id, d.id as document_id, w.number, w.from_on, w.until_on, w.ends_on,
				(p ->> 'organisation')::uuid as organisation_id
			from samspil.document d
				join samspil.document_version w on w.tenant_id = d.tenant_id and w.document_id = d.id and w.fate = 'agreed'
				cross join lateral jsonb_array_elements(w.content -> 'parties') p
			where d.collaboration_id is not null
		), parted as (
			-- a version binds until it ends, or the next one takes its place; one that comes binds already
			select s.tenant_id, s.collaboration_id, s.organisation_id, max(x.last_on) as last_on
			from said s
				cross join lateral (select case when s.from_on <= today then least(s.until_on, s.ends_on - 1,
					(select min(later.from_on) - 1 from samspil.document_version later where later.tenant_id = s.tenant_id
						and later.document_id = s.document_id and later.fate = 'agreed' and later.number > s.number and later.from_on <= today)) end as last_on) x
			where s.organisation_id <> s.tenant_id
			group by s.tenant_id, s.collaboration_id, s.organisation_id
			having bool_and(coalesce(x.last_on < today, false))
		), gone as (
			update samspil.group_member g set until = p.last_on, version = g.version + 1
			from parted p
			where g.tenant_id = p.tenant_id and g.collaboration_id = p.collaboration_id and g.organisation_id = p.organisation_id
				and g.since <= p.last_on and (g.until is null or g.until > p.last_on)
			returning g.tenant_id, g.collaboration_id
		)
		select b.tenant_id, b.id, b.leader_person_id, count(*)::integer as seats
		from gone n join samspil.collaboration b on b.tenant_id = n.tenant_id and b.id = n.collaboration_id
		group by b.tenant_id, b.id, b.leader_person_id
	loop
		vacated := vacated + c.seats;
		insert into samspil.notice (tenant_id, person_id, kind, path) values (c.tenant_id, c.leader_person_id, 'seats-vacated', '/collaborations/' || c.id);
		perform samspil.mail_notice(c.tenant_id, c.leader_person_id, '/collaborations/' || c.id);
	end loop;
	return vacated;
end $$;
revoke all on function samspil.vacate_seats(date) from public;
grant execute on function samspil.vacate_seats(date) to samspil_jobs;
