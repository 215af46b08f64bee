-- Which documents one has left is asked once, not for each document that one has begun (0200). Everything else is as it was.
create or replace function samspil.my_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			where p.left_at is null or samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
		union select d.id from samspil.acting_visit() v join samspil.document d
			on d.tenant_id = v.tenant_id and d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id
			where d.id <> all ((select samspil.my_left_documents())::uuid[])) x);
end $$;
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
			where d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id and d.id <> all ((select samspil.my_left_documents())::uuid[])) x);
end $$;
