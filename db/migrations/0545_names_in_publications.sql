-- R-261: what is told to others and carries a party's name or logo waits for that party, where the agreement says that it wants to approve
-- it: one row for each such party, answered by the person it has named for that exact text (0540), which does not change.

-- Who answers for a party: the person the version that counts names, at that party and still there; else whoever hears of the agreement there.
create function samspil.name_approvers(tenant uuid, document uuid, party uuid, today date) returns setof uuid
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	named uuid;
begin
	select m.person_id into named from samspil.document_version v join samspil.membership m on m.tenant_id = v.tenant_id and m.organisation_id = party
			and m.person_id::text || '.' || m.organisation_id::text = v.content #>> array['answers', 'approval-contact@' || party, 'value', 'text']
			and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where v.tenant_id = tenant and v.id = samspil.counting_version(tenant, document, today)
			and coalesce(v.content #> array['answers', 'approval-contact@' || party, 'notApplicable'], 'null'::jsonb) = 'null'::jsonb;
	if named is not null then return next named; return; end if;
	return query select * from samspil.party_contacts(tenant, document, party, today);
end $$;

create table samspil.agreement_publication_name (
	tenant_id uuid not null,
	publication_id uuid not null,
	document_id uuid not null,
	party_id uuid not null,
	party_name text not null,
	state text not null default 'asked' check (state in ('asked', 'approved', 'declined')),
	decided_by uuid,
	decided_by_name text not null default '',
	decided_at timestamptz,
	reason text not null default '' check (length(reason) <= 5000),
	primary key (tenant_id, publication_id, party_id),
	foreign key (tenant_id, publication_id) references samspil.agreement_publication,
	foreign key (tenant_id, document_id, party_id) references samspil.document_party,
	foreign key (tenant_id, decided_by, party_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((state = 'asked') = (decided_at is null) and (state = 'asked') = (decided_by is null)),
	check (state <> 'declined' or reason <> '')
);
create index agreement_publication_name_party on samspil.agreement_publication_name (tenant_id, document_id, party_id);
create index agreement_publication_name_decided_by on samspil.agreement_publication_name (tenant_id, decided_by, party_id);
alter table samspil.agreement_publication_name enable row level security;
create policy mine on samspil.agreement_publication_name for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy asked on samspil.agreement_publication_name for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and state = 'asked' and publication_id in (select p.id from samspil.agreement_publication p
		where p.tenant_id = agreement_publication_name.tenant_id and p.document_id = agreement_publication_name.document_id
			and p.asked_by = (select samspil.acting_person()) and p.asked_by_organisation = (select samspil.acting_organisation())));
-- The documents for which I answer for the use of the name of the organisation whose hat I wear.
create function samspil.my_named_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
		where samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
			and v.person_id in (select a.person from samspil.name_approvers(p.tenant_id, p.document_id, p.organisation_id, v.today) a (person)));
end $$;
create policy answered on samspil.agreement_publication_name for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and state = 'asked' and party_id = (select samspil.acting_organisation())
		and document_id = any ((select samspil.my_named_documents())::uuid[]))
	with check (state <> 'asked' and decided_by = (select samspil.acting_person()));
grant select, insert on samspil.agreement_publication_name to samspil_app;
grant update (state, decided_by, decided_by_name, decided_at, reason) on samspil.agreement_publication_name to samspil_app;

create function samspil.tell_of_name() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	at text := '/agreements/' || new.document_id || '/publications';
	whom uuid;
begin
	for whom in select a.person from samspil.name_approvers(new.tenant_id, new.document_id, new.party_id, coalesce(samspil.acting_day(), current_date)) a (person) where new.state = 'asked'
			union select p.asked_by from samspil.agreement_publication p where new.state <> 'asked' and p.tenant_id = new.tenant_id and p.id = new.publication_id
			except select samspil.acting_person()
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (new.tenant_id, whom, 'agreement-publication-' || new.state, at);
		perform samspil.mail_notice(new.tenant_id, whom, at);
	end loop;
	return null;
end $$;
create trigger tell_of_name after insert or update of state on samspil.agreement_publication_name for each row execute function samspil.tell_of_name();

-- Where an agreement has no question of who may speak for it, anybody at a party tells of it; whose name it carries answers for that.
create function samspil.my_open_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			join samspil.document d on d.tenant_id = p.tenant_id and d.id = p.document_id and d.template_key not in ('cooperation-contract', 'cooperation-agreement')
		where samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id));
end $$;
drop policy asked on samspil.agreement_publication;
create policy asked on samspil.agreement_publication for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_bound_documents())::uuid[])
		and asked_by = (select samspil.acting_person()) and asked_by_organisation = (select samspil.acting_organisation())
		and (state = 'asked' or (state = 'approved' and decided_by = asked_by and decided_by_organisation = asked_by_organisation
			and (document_id = any ((select samspil.my_spoken_documents())::uuid[]) or document_id = any ((select samspil.my_open_documents())::uuid[])))));
revoke all on function samspil.name_approvers(uuid, uuid, uuid, date), samspil.my_named_documents(), samspil.tell_of_name(), samspil.my_open_documents() from public;
grant execute on function samspil.my_named_documents(), samspil.my_open_documents() to samspil_app;
