-- What the citizen takes out of a consent again: an organisation that it names, or one entry that is nobody else's to read;
-- each with the reason, kept when it is lifted.

create table samspil.consent_denial (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	-- an organisation is taken out of one consent; a later consent that names it is a new yes
	consent_id uuid,
	-- an entry is taken out of every consent, those to come too: for this organisation, or for all
	entry_id uuid,
	organisation_id uuid references samspil.organisation,
	-- the tovholder writes it down; the citizen owes nobody one
	reason text not null default '' check (length(reason) <= 2000),
	said_by text not null check (said_by in ('citizen', 'guardian')),
	said_by_name text not null check (said_by_name <> '' and length(said_by_name) <= 200),
	said_on date not null,
	registered_at timestamptz not null default now(),
	registered_by uuid not null references samspil.person,
	registered_by_name text not null,
	lifted_at timestamptz,
	lifted_by_name text,
	lifted_note text not null default '' check (length(lifted_note) <= 2000),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, consent_id) references samspil.consent,
	foreign key (tenant_id, entry_id) references samspil.entry,
	check ((consent_id is null) <> (entry_id is null)),
	check (consent_id is null or organisation_id is not null),
	check ((lifted_at is null) = (lifted_by_name is null))
);
create unique index consent_denial_consent on samspil.consent_denial (tenant_id, consent_id, organisation_id) where lifted_at is null and consent_id is not null;
create unique index consent_denial_entry on samspil.consent_denial (tenant_id, entry_id, organisation_id) nulls not distinct where lifted_at is null and entry_id is not null;
create index consent_denial_pathway on samspil.consent_denial (tenant_id, pathway_id, registered_at);
create index consent_denial_of_consent on samspil.consent_denial (tenant_id, consent_id);
create index consent_denial_of_entry on samspil.consent_denial (tenant_id, entry_id);
create index consent_denial_organisation on samspil.consent_denial (organisation_id);
create index consent_denial_registered_by on samspil.consent_denial (registered_by);
alter table samspil.consent_denial enable row level security;

-- Why is for the citizen and whoever holds the threads. That an organisation is out of a consent stands on the consent, for
-- those it names: nothing is passed on to it.
create policy held on samspil.consent_denial for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
grant select on samspil.consent_denial to samspil_app;
create policy registered on samspil.consent_denial for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[])
		and registered_by = (select samspil.acting_opener()) and lifted_at is null);
create policy lifted on samspil.consent_denial for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[]))
	with check (tenant_id = (select samspil.acting_tenant()) and lifted_at is not null);
grant insert (tenant_id, id, pathway_id, consent_id, entry_id, organisation_id, reason, said_by, said_by_name, said_on, registered_by, registered_by_name)
	on samspil.consent_denial to samspil_app;
grant update (lifted_at, lifted_by_name, lifted_note, version) on samspil.consent_denial to samspil_app;

-- Kept on what they take something out of, by the trigger below alone, so that a policy reads it where it stands.
alter table samspil.consent add denied uuid[] not null default '{}';
-- nobody's organisation stands for all
alter table samspil.entry add denied uuid[] not null default '{}';
create function samspil.keep_denials() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform from samspil.pathway p where p.tenant_id = new.tenant_id and p.id = new.pathway_id for no key update;
	if new.consent_id is not null then
		update samspil.consent c set denied = (select coalesce(array_agg(d.organisation_id), '{}') from samspil.consent_denial d
				where d.tenant_id = c.tenant_id and d.consent_id = c.id and d.lifted_at is null)
			where c.tenant_id = new.tenant_id and c.id = new.consent_id and c.pathway_id = new.pathway_id;
	else
		update samspil.entry e set denied = (select coalesce(array_agg(coalesce(d.organisation_id, samspil.nobodys_organisation())), '{}')
				from samspil.consent_denial d where d.tenant_id = e.tenant_id and d.entry_id = e.id and d.lifted_at is null)
			where e.tenant_id = new.tenant_id and e.id = new.entry_id and e.pathway_id = new.pathway_id;
	end if;
	-- of another pathway, or an organisation that the consent does not name
	if not found or (new.consent_id is not null and not exists (select from samspil.consent c
		where c.tenant_id = new.tenant_id and c.id = new.consent_id and new.organisation_id = any (c.organisations)))
	then raise foreign_key_violation using message = 'a denial is of something on the same pathway'; end if;
	return null;
end $$;
revoke all on function samspil.keep_denials() from public;
create trigger keep_denials after insert or update on samspil.consent_denial for each row execute function samspil.keep_denials();
create trigger guard_closed before insert or update on samspil.consent_denial for each row execute function samspil.guard_closed();

-- As before (0007), without the organisations that were taken out.
create or replace view samspil.scope_access_truth as
	select a.tenant_id, a.person_id, a.organisation_id, s.id as scope_id, a.pathway_id, a.citizen_id, s.category, a.reason, a.source_id,
		null::integer as consent_number, a.from_day, a.until_day
	from samspil.pathway_access_truth a
		join samspil.companion k on k.tenant_id = a.tenant_id and k.id = a.source_id
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (k.categories)
	where a.reason = 'companion'
	union all
	select a.tenant_id, a.person_id, a.organisation_id, s.id, a.pathway_id, a.citizen_id, s.category, a.reason, c.id, c.number,
		greatest(a.from_day, c.valid_from), least(a.until_day, c.valid_until)
	from samspil.pathway_access_truth a
		join samspil.consent c on c.tenant_id = a.tenant_id and c.pathway_id = a.pathway_id and c.withdrawn_at is null and a.organisation_id = any (c.organisations)
			and not a.organisation_id = any (c.denied)
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (c.categories)
	where a.reason = 'partner' and greatest(a.from_day, c.valid_from) <= least(a.until_day, c.valid_until);

-- A consent is no longer shown to whom it was taken from.
alter policy named on samspil.consent
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
		and (select samspil.acting_organisation()) = any (organisations)
		and not (select samspil.acting_organisation()) = any (denied));
-- Whoever reads by a consent reads no entry that was taken out of it, for their organisation or for all. Who wrote it reads it
-- still; a companion reads by what the citizen opened to them, and not by a consent.
alter policy covered on samspil.entry
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (scope_id = any ((select samspil.my_scopes())::uuid[])
			and (denied = '{}' or (select samspil.acting_organisation()) is null
				or not denied && array[(select samspil.acting_organisation()), samspil.nobodys_organisation()]))
		or (author_id = (select samspil.acting_opener()) and author_organisation_id = (select samspil.acting_organisation())
			and pathway_id = coalesce(samspil.visit_about(), pathway_id))));
