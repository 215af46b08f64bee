-- Who may end an agreement, and who must say yes to taking a notice back, are those who agreed on it: an organisation that has
-- only joined the draft of the next version is bound by nothing, and ends nothing.
create function samspil.my_agreed_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(w.document_id), '{}') from samspil.acting_visit() v join samspil.document_version w
			on w.tenant_id = v.tenant_id and w.document_id = any (samspil.my_answered_documents()) and w.fate = 'agreed'
		where not exists (select from samspil.document_version later where later.tenant_id = w.tenant_id and later.document_id = w.document_id
				and later.fate = 'agreed' and later.number > w.number)
			and exists (select from jsonb_array_elements(w.content -> 'parties') p where p ->> 'organisation' = v.organisation_id::text));
end $$;
revoke all on function samspil.my_agreed_documents() from public;
grant execute on function samspil.my_agreed_documents() to samspil_app;

alter policy given on samspil.agreement_notice
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_agreed_documents())::uuid[])
		and registered_by = (select samspil.acting_person()) and registered_by_organisation = (select samspil.acting_organisation())
		and ((by_organisation_id = registered_by_organisation and (select samspil.acting_binds()))
			or (by_organisation_id <> registered_by_organisation and evidence <> '')));
alter policy agreed on samspil.agreement_notice_withdrawal
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_agreed_documents())::uuid[])
		and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()) and (select samspil.acting_binds()));
alter policy told on samspil.agreement_breach
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_agreed_documents())::uuid[])
		and registered_by = (select samspil.acting_person()) and by_organisation_id = (select samspil.acting_organisation()) and (select samspil.acting_binds()));
