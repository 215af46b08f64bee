-- Who is taken out of a draft has left the draft, and not the agreement: it reads, keeps and can end what it has agreed on until
-- a version without it counts. What stands in the draft says nothing of that; the version says it, which names its parties.

-- The version of a document that counts on a day: the one in force, or gone by; before there is one, the first to come.
create function samspil.counting_version(tenant uuid, document uuid, today date) returns uuid language sql stable as $$
	select w.id from samspil.document_version w where w.tenant_id = $1 and w.document_id = $2 and w.fate = 'agreed'
	order by w.from_on > $3, case when w.from_on <= $3 then w.number end desc, w.from_on, w.number desc limit 1
$$;
-- Whether an organisation has agreed on a version that no later one has taken the place of.
create function samspil.is_bound(tenant uuid, document uuid, organisation uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.document_version w where w.tenant_id = tenant and w.document_id = document and w.fate = 'agreed'
		and w.content -> 'parties' @> jsonb_build_array(jsonb_build_object('organisation', organisation))
		and not exists (select from samspil.document_version later where later.tenant_id = w.tenant_id and later.document_id = w.document_id
			and later.fate = 'agreed' and later.number > w.number and later.from_on <= samspil.acting_day()));
end $$;
-- The documents that the organisation whose hat I wear has nothing to do with any more: it has been taken out of the draft, and
-- what was agreed without it is in force.
create function samspil.my_left_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is not null
		where not samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
			and exists (select from samspil.document_version w where w.tenant_id = p.tenant_id and w.document_id = p.document_id
				and w.fate = 'agreed' and w.from_on <= samspil.acting_day()));
end $$;

create or replace function samspil.my_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			where p.left_at is null or samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
		union select d.id from samspil.acting_visit() v join samspil.document d
			on d.tenant_id = v.tenant_id and d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id
			where d.id <> all (samspil.my_left_documents())) x);
end $$;
-- The draft is written by those whom its parties of today name, by whoever sees to its review for one of them, and by whoever
-- began it, for as long as their organisation is one of those it is about.
create or replace function samspil.my_written_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is null
			where p.responsible_person_id = v.person_id
				or exists (select from samspil.document d where d.tenant_id = p.tenant_id and d.id = p.document_id
					and d.owner_person_id = v.person_id and d.owner_organisation_id = v.organisation_id)
				or exists (select from samspil.document_signatory s where s.tenant_id = p.tenant_id and s.document_id = p.document_id
					and s.organisation_id = p.organisation_id and s.person_id = v.person_id)
				or exists (select from samspil.document_executor e where e.tenant_id = p.tenant_id and e.document_id = p.document_id
					and e.organisation_id = p.organisation_id and e.person_id = v.person_id)
		union select d.id from samspil.acting_visit() v join samspil.document d on d.tenant_id = v.tenant_id
			where d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id and d.id <> all (samspil.my_left_documents())) x);
end $$;
-- Who may end an agreement for my organisation, as 0191 says: a party of the version that counts, whatever stands in the draft.
create or replace function samspil.my_agreed_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			join samspil.document_version w on w.tenant_id = p.tenant_id and w.id = samspil.counting_version(p.tenant_id, p.document_id, samspil.acting_day())
			cross join lateral jsonb_array_elements(w.content -> 'parties') said
		where said ->> 'organisation' = v.organisation_id::text
			and (m.can_bind or m.function in ('manager', 'project-leader') or p.responsible_person_id = v.person_id
				or said #>> '{responsible,person}' = v.person_id::text));
end $$;
-- The agreements I keep for my organisation, a party of the version that counts: as one whom that version names for it, as one
-- who writes the draft, or because I see to the review. They tell how promises go, and go through the agreement with the others.
create function samspil.my_kept_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			join samspil.document d on d.tenant_id = p.tenant_id and d.id = p.document_id
			join samspil.document_version w on w.tenant_id = p.tenant_id and w.id = samspil.counting_version(p.tenant_id, p.document_id, samspil.acting_day())
			cross join lateral jsonb_array_elements(w.content -> 'parties') said
			cross join lateral (select jsonb_build_array(jsonb_build_object('person', v.person_id)) as me) x
		where said ->> 'organisation' = v.organisation_id::text
			and (d.id = any (samspil.my_written_documents())
				or (d.owner_person_id = v.person_id and d.owner_organisation_id = v.organisation_id)
				or said #>> '{responsible,person}' = v.person_id::text
				or said -> 'executing' @> x.me or said -> 'signatories' @> x.me));
end $$;
revoke all on function samspil.counting_version(uuid, uuid, date), samspil.is_bound(uuid, uuid, uuid), samspil.my_left_documents(),
	samspil.my_kept_documents() from public;
grant execute on function samspil.counting_version(uuid, uuid, date), samspil.my_kept_documents() to samspil_app;

-- Who keeps an agreement writes down when it is gone through next, and nothing else of the document.
alter policy written on samspil.document
	using (tenant_id = (select samspil.acting_tenant()) and (id = any ((select samspil.my_written_documents())::uuid[])
		or id = any ((select samspil.my_kept_documents())::uuid[])));
create or replace function samspil.guard_document() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if (new.title, new.sections) is distinct from (old.title, old.sections) and samspil.document_is_open(new.tenant_id, new.id) then
		raise check_violation using message = 'a version waits for its parties: it is withdrawn before the draft changes';
	end if;
	if session_user = 'samspil_app' and (new.title, new.sections, new.collaboration_id, new.changed_at, new.changed_by_name)
			is distinct from (old.title, old.sections, old.collaboration_id, old.changed_at, old.changed_by_name)
		and new.id <> all (samspil.my_written_documents()) then
		raise insufficient_privilege using message = 'who only keeps an agreement does not write its draft';
	end if;
	return new;
end $$;

alter policy settled on samspil.document_version
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_answered_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
		or document_id = any ((select samspil.my_kept_documents())::uuid[])));
-- Who has left the draft says only when the version ends, and neither names it nor settles another.
create or replace function samspil.guard_document_version() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if (new.content, new.hash, new.number, new.document_id, new.submitted_by_name, new.submitted_at)
		is distinct from (old.content, old.hash, old.number, old.document_id, old.submitted_by_name, old.submitted_at) then
		raise check_violation using message = 'a frozen version does not change';
	end if;
	if (new.fate, new.from_on, new.until_on) is distinct from (old.fate, old.from_on, old.until_on) and old.fate <> 'submitted' then
		raise check_violation using message = 'what came of a version does not change';
	end if;
	if new.fate = 'agreed' and old.fate = 'submitted' and not samspil.document_is_agreed(new.tenant_id, new.id) then
		raise check_violation using message = 'a version is agreed only when every party has signed it';
	end if;
	if session_user = 'samspil_app' and (new.fate, new.name) is distinct from (old.fate, old.name)
		and new.document_id <> all (samspil.my_written_documents()) and new.document_id <> all (samspil.my_answered_documents()) then
		raise insufficient_privilege using message = 'a version is settled by those of its draft';
	end if;
	return new;
end $$;
alter policy kept on samspil.agreement_due
	with check (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_agreed_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])));
alter policy kept_anew on samspil.agreement_due
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_agreed_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])));
alter policy told on samspil.agreement_obligation
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_kept_documents())::uuid[])));
alter policy held on samspil.agreement_review
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_kept_documents())::uuid[])
		and recorded_by = (select samspil.acting_person()) and recorded_by_organisation = (select samspil.acting_organisation()));
alter policy held on samspil.agreement_finding
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_kept_documents())::uuid[]));
alter policy asked on samspil.agreement_removal
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_agreed_documents())::uuid[])
		and asked_by = (select samspil.acting_person()) and names_id = (select samspil.acting_organisation()) and done_at is null);
alter policy done on samspil.agreement_removal
	using (tenant_id = (select samspil.acting_tenant()) and keeper_id = (select samspil.acting_organisation()) and done_at is null
		and (document_id = any ((select samspil.my_kept_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])));
