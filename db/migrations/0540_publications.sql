-- R-025: what somebody of a party wants to tell others about an agreement in force. Who may speak for it stands in the version that
-- counts; what they write goes out, what others write waits for one of them. Every wish and every answer is kept.

-- Who may speak for an agreement on a day, as the version that counts says, and is still there. Where the question is said not to
-- apply, nobody.
create function samspil.agreement_communicators(tenant uuid, document uuid, today date) returns table (person uuid, organisation uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select m.person_id, m.organisation_id, m.person_name
		from samspil.document_version v
			cross join lateral jsonb_array_elements_text(case when coalesce(v.content #> '{answers,communicators,notApplicable}', 'null'::jsonb) = 'null'::jsonb
				then v.content #> '{answers,communicators,value,people}' else '[]'::jsonb end) named (seat)
			join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id::text || '.' || m.organisation_id::text = named.seat
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where v.tenant_id = tenant and v.id = samspil.counting_version(tenant, document, today);
end $$;
-- Those of an agreement that I read.
create function samspil.my_agreement_communicators(document uuid) returns table (person uuid, organisation uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if document = any (samspil.my_documents()) then
		return query select * from samspil.agreement_communicators(v.tenant_id, document, v.today);
	end if;
end $$;
-- The agreements for which I may speak, wearing this hat; and those that bind the organisation whose hat I wear.
create function samspil.my_spoken_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
		where samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
			and exists (select from samspil.agreement_communicators(p.tenant_id, p.document_id, v.today) c
				where c.person = v.person_id and c.organisation = v.organisation_id));
end $$;
create function samspil.my_bound_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v
			join samspil.document_party p on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
		where samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id));
end $$;

create table samspil.agreement_publication (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	title text not null check (title <> '' and length(title) <= 200),
	body text not null check (body <> '' and length(body) <= 20000),
	channel text not null check (channel in ('press', 'social-media', 'website', 'newsletter', 'print', 'meetings', 'other')),
	asked_by uuid not null,
	asked_by_organisation uuid not null,
	asked_by_name text not null,
	asked_by_organisation_name text not null,
	asked_at timestamptz not null default now(),
	state text not null default 'asked' check (state in ('asked', 'approved', 'declined')),
	decided_by uuid,
	decided_by_organisation uuid,
	decided_by_name text not null default '',
	decided_by_organisation_name text not null default '',
	decided_at timestamptz,
	reason text not null default '' check (length(reason) <= 5000),
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, document_id, asked_by_organisation) references samspil.document_party,
	foreign key (tenant_id, asked_by, asked_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, decided_by, decided_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((state = 'asked') = (decided_at is null)),
	check ((state = 'asked') = (decided_by is null) and (decided_by is null) = (decided_by_organisation is null)),
	check (state <> 'declined' or reason <> '')
);
create index agreement_publication_document on samspil.agreement_publication (tenant_id, document_id, asked_at desc);
create index agreement_publication_party on samspil.agreement_publication (tenant_id, document_id, asked_by_organisation);
create index agreement_publication_asked_by on samspil.agreement_publication (tenant_id, asked_by, asked_by_organisation);
create index agreement_publication_decided_by on samspil.agreement_publication (tenant_id, decided_by, decided_by_organisation);
alter table samspil.agreement_publication enable row level security;

create policy mine on samspil.agreement_publication for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
-- For one's own organisation. Only who may speak for the agreement lets it out at once, and then says so themselves.
create policy asked on samspil.agreement_publication for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_bound_documents())::uuid[])
		and asked_by = (select samspil.acting_person()) and asked_by_organisation = (select samspil.acting_organisation())
		and (state = 'asked' or (state = 'approved' and decided_by = asked_by and decided_by_organisation = asked_by_organisation
			and document_id = any ((select samspil.my_spoken_documents())::uuid[]))));
-- One of those who may speak answers, once.
create policy answered on samspil.agreement_publication for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_spoken_documents())::uuid[]) and state = 'asked')
	with check (state <> 'asked' and decided_by = (select samspil.acting_person()) and decided_by_organisation = (select samspil.acting_organisation()));
grant select, insert on samspil.agreement_publication to samspil_app;
grant update (state, decided_by, decided_by_organisation, decided_by_name, decided_by_organisation_name, decided_at, reason)
	on samspil.agreement_publication to samspil_app;

-- Those who may speak hear that something waits for them; whoever asked, what came of it.
create function samspil.tell_of_publication() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	at text := '/agreements/' || new.document_id || '/publications';
	whom uuid;
begin
	for whom in select c.person from samspil.agreement_communicators(new.tenant_id, new.document_id, coalesce(samspil.acting_day(), current_date)) c where new.state = 'asked'
			union select new.asked_by where new.state <> 'asked'
			except select samspil.acting_person()
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (new.tenant_id, whom, 'agreement-publication-' || new.state, at);
		perform samspil.mail_notice(new.tenant_id, whom, at);
	end loop;
	return null;
end $$;
create trigger tell_of_publication after insert or update of state on samspil.agreement_publication for each row execute function samspil.tell_of_publication();

revoke all on function samspil.agreement_communicators(uuid, uuid, date), samspil.my_agreement_communicators(uuid), samspil.my_spoken_documents(),
	samspil.my_bound_documents(), samspil.tell_of_publication() from public;
grant execute on function samspil.my_agreement_communicators(uuid), samspil.my_spoken_documents(), samspil.my_bound_documents() to samspil_app;
