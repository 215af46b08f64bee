-- What the citizen's own page lacked: a message to the tovholder that stays inside, the tovholder's telephone, why each is involved, and
-- the citizen's own telephone, channel and languages, changed by the citizen.

-- A message to whoever holds the threads of a pathway, from its citizen or from somebody of an agreed partner (R-134). It stands with the
-- pathway and not with a person: the next tovholder finds it. The citizen is answered; what is told a partner takes a basis, and so a
-- partner's message is only seen.
create table samspil.tovholder_message (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	person_id uuid not null references samspil.person,
	-- null where the citizen wrote it
	organisation_id uuid references samspil.organisation,
	person_name text not null check (person_name <> ''),
	organisation_name text not null default '',
	body text not null check (body <> '' and length(body) <= 5000),
	sent_at timestamptz not null default now(),
	answer text not null default '' check (length(answer) <= 5000),
	answered_by uuid references samspil.person,
	answered_by_name text not null default '',
	answered_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((organisation_id is null) = (organisation_name = '')),
	check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answered_by_name = '')),
	-- the citizen gets an answer, a partner none
	check (case when organisation_id is null then (answered_at is null) = (answer = '') else answer = '' end)
);
create index tovholder_message_pathway on samspil.tovholder_message (tenant_id, pathway_id, sent_at);
create index tovholder_message_person on samspil.tovholder_message (person_id);
create index tovholder_message_organisation on samspil.tovholder_message (organisation_id);
create index tovholder_message_answered_by on samspil.tovholder_message (answered_by);
alter table samspil.tovholder_message enable row level security;
-- Those who read the whole pathway, and everybody what they wrote themselves while they are on it.
create policy whole_or_own on samspil.tovholder_message for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (person_id = (select samspil.acting_opener()) and organisation_id = (select samspil.acting_organisation())
			and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
create policy sent on samspil.tovholder_message for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and person_id = (select samspil.acting_opener()) and answered_at is null
		and ((organisation_id is null and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]))
			or (organisation_id = (select samspil.acting_organisation()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
-- Answered once, by whoever holds the threads then.
create policy answered on samspil.tovholder_message for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and answered_at is null and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and answered_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.tovholder_message to samspil_app;
grant insert (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, body) on samspil.tovholder_message to samspil_app;
grant update (answer, answered_by, answered_by_name, answered_at) on samspil.tovholder_message to samspil_app;
create trigger guard_closed before insert or update on samspil.tovholder_message for each row execute function samspil.guard_closed();

-- The telephone at work: of a place of work and not of a person, told by whoever has it.
alter table samspil.membership add phone text not null default '' check (length(phone) <= 50);
create function samspil.set_own_phone(said text) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.hat is distinct from 'organisation' then return false; end if;
	update samspil.membership m set phone = said, version = m.version + 1
		where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id;
	return found;
end $$;
-- The telephone of whoever holds the threads, as tovholder_address (0008) tells the mail address: for all who may open the pathway.
create function samspil.tovholder_phone(wanted uuid) returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways())) then return null; end if;
	return (select m.phone from samspil.acting_visit() v
		join samspil.tovholder t on t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null
		join samspil.membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id);
end $$;

-- Why each organisation is involved, in the words it was brought in with: for the citizen, whom it is about, and whoever wrote it.
create function samspil.why_involved(wanted uuid) returns table (organisation uuid, why text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return; end if;
	return query select r.organisation_id, r.reason from samspil.acting_visit() v
		join samspil.partner r on r.tenant_id = v.tenant_id and r.pathway_id = wanted
		where r.state = 'agreed' and r.reason <> '';
end $$;

-- The citizen's own telephone, channel and languages, changed by the citizen where they still stand at the version they read. The name,
-- the birth date and whether the address is protected are the tovholder's to mend: much hangs on them.
create function samspil.change_own_details(wanted uuid, based_on integer, new_phone text, new_channel text, new_limits text, new_language text,
	new_interpreter boolean) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen}'))) then return false; end if;
	update samspil.citizen c set phone = new_phone, preferred_channel = new_channel, contact_limits = new_limits, language = new_language,
			interpreter_needed = new_interpreter, version = c.version + 1
		from samspil.pathway p
		where p.tenant_id = v.tenant_id and p.id = wanted and c.tenant_id = p.tenant_id and c.id = p.citizen_id and c.version = based_on;
	return found;
end $$;
revoke all on function samspil.set_own_phone(text), samspil.tovholder_phone(uuid), samspil.why_involved(uuid),
	samspil.change_own_details(uuid, integer, text, text, text, text, boolean) from public;
grant execute on function samspil.set_own_phone(text), samspil.tovholder_phone(uuid), samspil.why_involved(uuid),
	samspil.change_own_details(uuid, integer, text, text, text, text, boolean) to samspil_app;
