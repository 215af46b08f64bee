-- What an agreement is more than a document (0100): notice, breach, promises, reviews, and the days it has set. Its kind is
-- the document's template; what it says of its own life is read from the version that all have signed.

-- The first day on which a version is no longer in force because of a notice or a breach; null while none is in sight.
alter table samspil.document_version add column ends_on date check (ends_on is null or fate = 'agreed');
grant update (ends_on) on samspil.document_version to samspil_app;

-- Notice (R-286): what counts is the day the others received it. Never changed; taken back only by all (below).
create table samspil.agreement_notice (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	by_organisation_id uuid not null,
	received_on date not null,
	-- the end it comes to, the first day no longer in force; without effect where the agreement expires by itself before
	end_on date not null check (end_on > received_on),
	has_effect boolean not null,
	-- how one knows when it was received: a letter, a mail; given here it needs none
	evidence text not null default '' check (length(evidence) <= 2000),
	registered_by uuid not null,
	registered_by_organisation uuid not null,
	registered_by_name text not null,
	registered_at timestamptz not null default now(),
	primary key (tenant_id, id),
	unique (tenant_id, document_id, id),
	foreign key (tenant_id, document_id, by_organisation_id) references samspil.document_party,
	foreign key (tenant_id, registered_by, registered_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index agreement_notice_document on samspil.agreement_notice (tenant_id, document_id, by_organisation_id);
create index agreement_notice_registered_by on samspil.agreement_notice (tenant_id, registered_by, registered_by_organisation);
create table samspil.agreement_notice_withdrawal (
	tenant_id uuid not null,
	document_id uuid not null,
	notice_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	person_name text not null,
	agreed_at timestamptz not null default now(),
	primary key (tenant_id, notice_id, organisation_id),
	foreign key (tenant_id, document_id, notice_id) references samspil.agreement_notice (tenant_id, document_id, id),
	foreign key (tenant_id, document_id, organisation_id) references samspil.document_party,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index agreement_notice_withdrawal_notice on samspil.agreement_notice_withdrawal (tenant_id, document_id, notice_id);
create index agreement_notice_withdrawal_party on samspil.agreement_notice_withdrawal (tenant_id, document_id, organisation_id);
create index agreement_notice_withdrawal_person on samspil.agreement_notice_withdrawal (tenant_id, person_id, organisation_id);
-- Breach (R-287): its own act, with who, what and when; ends the agreement without notice.
create table samspil.agreement_breach (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	by_organisation_id uuid not null,
	against_organisation_id uuid not null check (against_organisation_id <> by_organisation_id),
	what text not null check (what <> '' and length(what) <= 5000),
	happened_on date not null,
	told_on date not null check (told_on >= happened_on),
	end_on date not null check (end_on >= told_on),
	registered_by uuid not null,
	registered_by_name text not null,
	registered_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id, by_organisation_id) references samspil.document_party,
	foreign key (tenant_id, document_id, against_organisation_id) references samspil.document_party,
	foreign key (tenant_id, registered_by, by_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index agreement_breach_document on samspil.agreement_breach (tenant_id, document_id, by_organisation_id);
create index agreement_breach_against on samspil.agreement_breach (tenant_id, document_id, against_organisation_id);
create index agreement_breach_registered_by on samspil.agreement_breach (tenant_id, registered_by, by_organisation_id);
-- What a party has promised, or all together (R-265): brought to life from the signed version, kept by the row that says it.
create table samspil.agreement_obligation (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	document_id uuid not null,
	live_key text not null check (length(live_key) <= 200),
	party_id uuid,
	what text not null,
	how text not null default '',
	due_on date,
	status text not null default 'open' check (status in ('open', 'under-way', 'kept', 'dropped')),
	evidence text not null default '' check (length(evidence) <= 2000),
	-- no longer in the agreement: what was done with it stays
	retired_at timestamptz,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, document_id, live_key),
	unique (tenant_id, document_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, document_id, party_id) references samspil.document_party (tenant_id, document_id, organisation_id),
	check (status <> 'kept' or evidence <> '')
);
create index agreement_obligation_party on samspil.agreement_obligation (tenant_id, document_id, party_id);
-- The agreement gone through together (R-199), with what was found of each promise. Never changed.
create table samspil.agreement_review (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	held_on date not null,
	-- who took part and for which party, in words and ids
	present jsonb not null,
	conclusion text not null check (conclusion in ('continue', 'adjust', 'end')),
	note text not null default '' check (length(note) <= 5000),
	next_on date,
	recorded_by uuid not null,
	recorded_by_organisation uuid not null,
	recorded_by_name text not null,
	recorded_at timestamptz not null default now(),
	primary key (tenant_id, id),
	unique (tenant_id, document_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, recorded_by, recorded_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index agreement_review_document on samspil.agreement_review (tenant_id, document_id, held_on desc);
create index agreement_review_recorded_by on samspil.agreement_review (tenant_id, recorded_by, recorded_by_organisation);
create table samspil.agreement_finding (
	tenant_id uuid not null,
	document_id uuid not null,
	review_id uuid not null,
	obligation_id uuid not null,
	outcome text not null check (outcome in ('kept', 'on-track', 'behind', 'not-begun', 'dropped')),
	note text not null default '' check (length(note) <= 2000),
	primary key (tenant_id, review_id, obligation_id),
	foreign key (tenant_id, document_id, review_id) references samspil.agreement_review (tenant_id, document_id, id),
	foreign key (tenant_id, document_id, obligation_id) references samspil.agreement_obligation (tenant_id, document_id, id)
);
create index agreement_finding_review on samspil.agreement_finding (tenant_id, document_id, review_id);
create index agreement_finding_obligation on samspil.agreement_finding (tenant_id, document_id, obligation_id);
-- Every day an agreement in force has set, as reminder.rules.ts counts them: kept anew whenever one of them moves.
create table samspil.agreement_due (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	document_id uuid not null,
	kind text not null check (kind in ('review', 'last-notice', 'expiry', 'renewal', 'ending', 'obligation')),
	due_on date not null,
	-- whom it is for: one party, or everybody; the promise it is about, where it is one
	party_id uuid,
	obligation_id uuid,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, document_id, party_id) references samspil.document_party (tenant_id, document_id, organisation_id),
	foreign key (tenant_id, document_id, obligation_id) references samspil.agreement_obligation (tenant_id, document_id, id)
);
create index agreement_due_party on samspil.agreement_due (tenant_id, document_id, party_id);
create index agreement_due_obligation on samspil.agreement_due (tenant_id, document_id, obligation_id);
-- Read once a day over all tenants.
create index agreement_due_on on samspil.agreement_due (due_on);

-- Whether the acting person can bind the organisation whose hat they wear (R-179).
create function samspil.acting_binds() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v join samspil.membership m
		on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id where m.can_bind);
end $$;
revoke all on function samspil.acting_binds() from public;
grant execute on function samspil.acting_binds() to samspil_app;

create trigger append_only before update or delete or truncate on samspil.agreement_notice for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.agreement_notice_withdrawal for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.agreement_breach for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.agreement_review for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.agreement_finding for each statement execute function samspil.refuse_change();

alter table samspil.agreement_notice enable row level security;
alter table samspil.agreement_notice_withdrawal enable row level security;
alter table samspil.agreement_breach enable row level security;
alter table samspil.agreement_obligation enable row level security;
alter table samspil.agreement_review enable row level security;
alter table samspil.agreement_finding enable row level security;
alter table samspil.agreement_due enable row level security;

-- One's own notice is given by who can bind the organisation; another's is registered by who received it, with evidence.
create policy mine on samspil.agreement_notice for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy given on samspil.agreement_notice for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_answered_documents())::uuid[])
		and registered_by = (select samspil.acting_person()) and registered_by_organisation = (select samspil.acting_organisation())
		and ((by_organisation_id = registered_by_organisation and (select samspil.acting_binds()))
			or (by_organisation_id <> registered_by_organisation and evidence <> '')));
grant select, insert on samspil.agreement_notice to samspil_app;
create policy mine on samspil.agreement_notice_withdrawal for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy agreed on samspil.agreement_notice_withdrawal for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_answered_documents())::uuid[])
		and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()) and (select samspil.acting_binds()));
grant select, insert on samspil.agreement_notice_withdrawal to samspil_app;
create policy mine on samspil.agreement_breach for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy told on samspil.agreement_breach for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_answered_documents())::uuid[])
		and registered_by = (select samspil.acting_person()) and by_organisation_id = (select samspil.acting_organisation()) and (select samspil.acting_binds()));
grant select, insert on samspil.agreement_breach to samspil_app;

create policy mine on samspil.agreement_obligation for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy brought on samspil.agreement_obligation for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[]));
create policy told on samspil.agreement_obligation for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[]));
grant select, insert on samspil.agreement_obligation to samspil_app;
grant update (party_id, what, how, due_on, status, evidence, retired_at, changed_at, changed_by_name, version) on samspil.agreement_obligation to samspil_app;

create policy mine on samspil.agreement_review for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy held on samspil.agreement_review for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[])
		and recorded_by = (select samspil.acting_person()) and recorded_by_organisation = (select samspil.acting_organisation()));
grant select, insert on samspil.agreement_review to samspil_app;
create policy mine on samspil.agreement_finding for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy held on samspil.agreement_finding for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[]));
grant select, insert on samspil.agreement_finding to samspil_app;

create policy mine on samspil.agreement_due for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy kept on samspil.agreement_due for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_answered_documents())::uuid[])));
create policy kept_anew on samspil.agreement_due for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_answered_documents())::uuid[])));
grant select, insert, delete on samspil.agreement_due to samspil_app;
