-- Documents that several organisations write together, freeze and agree on (src/features/documents): owned by their
-- parties and by no account. The collaboration level: never data on a citizen (R-045). The mechanism knows no kind of
-- document: what an agreement is more than a document stands in 0101.
create table samspil.document (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null,
	kind text not null check (kind in ('agreement')),
	template_key text not null check (length(template_key) <= 100),
	template_edition integer not null,
	title text not null check (title <> '' and length(title) <= 200),
	-- the language it is written in, whatever language its readers read pages in
	language text not null default 'da' check (language in ('da', 'en')),
	-- the optional sections that are picked (R-001)
	sections text[] not null default '{}',
	-- whether its parties sign, or a plain confirmation is enough (R-039)
	agreed_by text not null default 'signature' check (agreed_by in ('signature', 'confirmation')),
	collaboration_id uuid,
	-- R-005: who sees to it that it is looked at again, and when next
	owner_person_id uuid,
	owner_organisation_id uuid,
	review_on date,
	begun_by uuid not null,
	begun_by_organisation uuid not null,
	begun_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, owner_person_id, owner_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, begun_by, begun_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_collaboration on samspil.document (tenant_id, collaboration_id);
create index document_owner on samspil.document (tenant_id, owner_person_id, owner_organisation_id);
create index document_begun_by on samspil.document (tenant_id, begun_by, begun_by_organisation);
create index document_changed on samspil.document (tenant_id, changed_at desc);
create index document_review on samspil.document (review_on) where review_on is not null;
create table samspil.document_party (
	tenant_id uuid not null,
	document_id uuid not null,
	organisation_id uuid not null,
	-- the order in which they are named
	place integer not null,
	-- R-013, S-1: exactly one who is responsible
	responsible_person_id uuid,
	-- no longer a party: kept, since earlier versions name it
	left_at timestamptz,
	version integer not null default 1,
	primary key (tenant_id, document_id, organisation_id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, responsible_person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_party_organisation on samspil.document_party (tenant_id, organisation_id, document_id);
create index document_party_responsible on samspil.document_party (tenant_id, responsible_person_id, organisation_id);
-- R-179, R-291: who signs for a party, and as what. Whether they can bind it is asked on the day they sign.
create table samspil.document_signatory (
	tenant_id uuid not null,
	document_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	title text not null default '' check (length(title) <= 200),
	primary key (tenant_id, document_id, organisation_id, person_id),
	foreign key (tenant_id, document_id, organisation_id) references samspil.document_party,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_signatory_person on samspil.document_signatory (tenant_id, person_id, organisation_id);
-- R-014: who does the daily work for a party
create table samspil.document_executor (
	tenant_id uuid not null,
	document_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	primary key (tenant_id, document_id, organisation_id, person_id),
	foreign key (tenant_id, document_id, organisation_id) references samspil.document_party,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_executor_person on samspil.document_executor (tenant_id, person_id, organisation_id);
-- One row a question (and party, where each answers for itself), each with its version: two people in different fields
-- never meet.
create table samspil.document_answer (
	tenant_id uuid not null,
	document_id uuid not null,
	field_key text not null check (field_key ~ '^[a-z0-9-]{1,100}$'),
	party_id uuid,
	-- the key under which the answer stands in the document: the field's, or field@party
	question_key text not null generated always as (field_key || coalesce('@' || party_id::text, '')) stored,
	value jsonb not null,
	not_applicable text check (length(not_applicable) <= 2000),
	answered_at timestamptz not null default now(),
	answered_by uuid not null references samspil.person,
	answered_by_name text not null,
	version integer not null default 1,
	primary key (tenant_id, document_id, question_key),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, document_id, party_id) references samspil.document_party (tenant_id, document_id, organisation_id),
	check (pg_column_size(value) < 400000)
);
create index document_answer_party on samspil.document_answer (tenant_id, document_id, party_id);
create index document_answer_answered_by on samspil.document_answer (answered_by);
create table samspil.document_comment (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	question_key text not null check (length(question_key) <= 140),
	-- an answer to another comment on the same question
	answers_id uuid,
	body text not null check (body <> '' and length(body) <= 5000),
	author_id uuid not null,
	author_organisation_id uuid not null,
	author_name text not null,
	author_organisation_name text not null,
	created_at timestamptz not null default now(),
	done_at timestamptz,
	done_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, answers_id) references samspil.document_comment (tenant_id, id),
	foreign key (tenant_id, author_id, author_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_comment_question on samspil.document_comment (tenant_id, document_id, question_key, created_at);
create index document_comment_answers on samspil.document_comment (tenant_id, answers_id);
create index document_comment_author on samspil.document_comment (tenant_id, author_id, author_organisation_id);
-- A frozen version: kept for ever, and never changed but for its name and its outcome.
create table samspil.document_version (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	number integer not null,
	name text not null default '' check (length(name) <= 200),
	content jsonb not null,
	-- SHA-256 of the canonical JSON of content: what a signature is of
	hash bytea not null check (length(hash) = 32),
	summary text not null default '' check (length(summary) <= 5000),
	submitted_by_name text not null,
	submitted_at timestamptz not null default now(),
	-- submitted: it waits for its parties. withdrawn: the draft was changed; returned: a party refused
	fate text not null default 'submitted' check (fate in ('submitted', 'agreed', 'returned', 'withdrawn')),
	fate_at timestamptz,
	-- the first day it is in force, and the last that is agreed, where one is
	from_on date check ((from_on is not null) = (fate = 'agreed')),
	until_on date,
	primary key (tenant_id, id),
	unique (tenant_id, document_id, number),
	unique (tenant_id, document_id, id),
	foreign key (tenant_id, document_id) references samspil.document
);
create unique index document_version_open on samspil.document_version (tenant_id, document_id) where fate = 'submitted';
create index document_version_hash on samspil.document_version (hash);
-- R-026: who has said yes to exactly this version, for which party, and how it was proven that it was them. Never changed.
create table samspil.document_signature (
	tenant_id uuid not null,
	document_id uuid not null,
	version_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	-- whose hat was worn: the party's own, but where a side without people here said yes by word of mouth (R-039)
	person_organisation_id uuid not null,
	person_name text not null,
	title text not null default '' check (length(title) <= 200),
	organisation_name text not null,
	said_by text check (said_by <> '' and length(said_by) <= 200),
	signed_at timestamptz not null default now(),
	-- how it was proven anew who signs: by a code of the app, by one kept on paper, by signing in again
	method text not null check (method in ('app-code', 'backup-code', 'new-sign-in', 'passkey', 'broker', 'confirmation')),
	assurance text not null check (assurance in ('single', 'multi')),
	hash bytea not null,
	primary key (tenant_id, version_id, organisation_id, person_id),
	check ((said_by is null) = (person_organisation_id = organisation_id)),
	check (said_by is null or method = 'confirmation'),
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id),
	foreign key (tenant_id, document_id, organisation_id) references samspil.document_party,
	foreign key (tenant_id, person_id, person_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_signature_document on samspil.document_signature (tenant_id, document_id, version_id);
create index document_signature_party on samspil.document_signature (tenant_id, document_id, organisation_id);
create index document_signature_person on samspil.document_signature (tenant_id, person_id, person_organisation_id);
-- A decision on a version other than a signature: a return with its reason.
create table samspil.document_decision (
	tenant_id uuid not null,
	document_id uuid not null,
	version_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null,
	organisation_name text not null,
	outcome text not null check (outcome in ('return')),
	reason text not null check (reason <> '' and length(reason) <= 5000),
	hash bytea not null,
	decided_at timestamptz not null default now(),
	primary key (tenant_id, version_id, person_id, organisation_id),
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_decision_document on samspil.document_decision (tenant_id, document_id, version_id);
create index document_decision_person on samspil.document_decision (tenant_id, person_id, organisation_id);
-- Who was seen in the document last, and where: who is here now are those seen a moment ago.
create table samspil.document_presence (
	tenant_id uuid not null,
	document_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	section_key text not null default '' check (length(section_key) <= 100),
	seen_at timestamptz not null default now(),
	primary key (tenant_id, document_id, person_id, organisation_id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_presence_person on samspil.document_presence (tenant_id, person_id, organisation_id);

-- Who may begin a document: a municipality's project leader, or a manager of any organisation.
create function samspil.acting_beginner() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select m.person_id from samspil.acting_visit() v join samspil.membership m
		on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
		where m.function in ('project-leader', 'manager'));
end $$;
-- The documents I may read: those that the organisation whose hat I wear is a party of, and those I have begun for it.
create function samspil.my_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is null
		union select d.id from samspil.acting_visit() v join samspil.document d
			on d.tenant_id = v.tenant_id and d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id) x);
end $$;
-- The documents I may write: as one of a party's people in it, as the one who sees to its review, or because I began it.
create function samspil.my_written_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is null
			where p.responsible_person_id = v.person_id
				or exists (select from samspil.document_signatory s where s.tenant_id = p.tenant_id and s.document_id = p.document_id
					and s.organisation_id = p.organisation_id and s.person_id = v.person_id)
				or exists (select from samspil.document_executor e where e.tenant_id = p.tenant_id and e.document_id = p.document_id
					and e.organisation_id = p.organisation_id and e.person_id = v.person_id)
		union select d.id from samspil.acting_visit() v join samspil.document d on d.tenant_id = v.tenant_id
			where (d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id)
				or (d.owner_person_id = v.person_id and d.owner_organisation_id = v.organisation_id)) x);
end $$;
-- The documents to which I can say yes or no for my organisation: as its named signatory who can bind it, with a second
-- factor given (R-179, R-291); where a confirmation is enough (R-039), as any of its people in the document.
create function samspil.my_signing_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select d.id from samspil.acting_visit() v
			join samspil.document_signatory s on s.tenant_id = v.tenant_id and s.person_id = v.person_id and s.organisation_id = v.organisation_id
			join samspil.document_party p on p.tenant_id = s.tenant_id and p.document_id = s.document_id and p.organisation_id = s.organisation_id
				and p.left_at is null
			join samspil.document d on d.tenant_id = p.tenant_id and d.id = p.document_id and d.agreed_by = 'signature'
			join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
			where m.can_bind and v.strong
		union all select d.id from samspil.acting_visit() v join samspil.document d
			on d.tenant_id = v.tenant_id and d.id = any (samspil.my_written_documents()) and d.agreed_by = 'confirmation'
			join samspil.document_party p on p.tenant_id = d.tenant_id and p.document_id = d.id and p.organisation_id = v.organisation_id
				and p.left_at is null) x);
end $$;
-- The documents for which I may act in matters of my organisation besides signing: as responsible person or because I can bind it.
create function samspil.my_answered_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.document_id), '{}') from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is null
		join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
		where p.responsible_person_id = v.person_id or m.can_bind or m.function in ('manager', 'project-leader'));
end $$;
-- R-026: whether every party has agreed to this version's exact hash: all of its signatories, or one confirmation (R-039).
create function samspil.document_is_agreed(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce((
		select count(*) >= 2 and bool_and(
			exists (select from samspil.document_signature g where g.tenant_id = w.tenant_id and g.version_id = w.id
				and g.organisation_id = p.organisation_id and g.hash = w.hash)
			and (d.agreed_by = 'confirmation' or not exists (
				select from samspil.document_signatory s where s.tenant_id = p.tenant_id and s.document_id = p.document_id and s.organisation_id = p.organisation_id
				and not exists (select from samspil.document_signature g where g.tenant_id = w.tenant_id and g.version_id = w.id
					and g.organisation_id = s.organisation_id and g.person_id = s.person_id and g.hash = w.hash))))
		from samspil.document_version w
			join samspil.document d on d.tenant_id = w.tenant_id and d.id = w.document_id
			join samspil.document_party p on p.tenant_id = w.tenant_id and p.document_id = w.document_id and p.left_at is null
		where w.tenant_id = tenant and w.id = wanted), false);
end $$;
-- Whether an organisation has people here who can answer for it themselves.
create function samspil.has_people(tenant uuid, organisation uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.membership m where m.tenant_id = tenant and m.organisation_id = organisation
		and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day()));
end $$;
-- Whether a version of the document waits for its parties.
create function samspil.document_is_open(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.document_version w where w.tenant_id = tenant and w.document_id = wanted and w.fate = 'submitted');
end $$;

create function samspil.guard_document() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if (new.title, new.sections) is distinct from (old.title, old.sections) and samspil.document_is_open(new.tenant_id, new.id) then
		raise check_violation using message = 'a version waits for its parties: it is withdrawn before the draft changes';
	end if;
	return new;
end $$;
create trigger guard_document before update on samspil.document for each row execute function samspil.guard_document();
-- S-4: what waits for signatures cannot change underneath them. The version is withdrawn first, visibly.
create function samspil.guard_draft() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	touched record;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	if samspil.document_is_open(touched.tenant_id, touched.document_id) then
		raise check_violation using message = 'a version waits for its parties: it is withdrawn before the draft changes';
	end if;
	return touched;
end $$;
create trigger guard_draft before insert or update on samspil.document_answer for each row execute function samspil.guard_draft();
create trigger guard_draft before insert or update on samspil.document_party for each row execute function samspil.guard_draft();
create trigger guard_draft before insert or update or delete on samspil.document_signatory for each row execute function samspil.guard_draft();
create trigger guard_draft before insert or delete on samspil.document_executor for each row execute function samspil.guard_draft();
create function samspil.guard_document_version() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
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
	return new;
end $$;
create function samspil.guard_new_version() returns trigger language plpgsql as $$
begin
	if new.fate <> 'submitted' then raise check_violation using message = 'a version begins by being submitted'; end if;
	return new;
end $$;
create trigger guard_new_version before insert on samspil.document_version for each row execute function samspil.guard_new_version();
create trigger guard_document_version before update on samspil.document_version for each row execute function samspil.guard_document_version();
create trigger append_only before update or delete or truncate on samspil.document_signature for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.document_decision for each statement execute function samspil.refuse_change();

revoke all on function samspil.acting_beginner(), samspil.my_documents(), samspil.my_written_documents(), samspil.my_signing_documents(),
	samspil.my_answered_documents(), samspil.document_is_agreed(uuid, uuid), samspil.document_is_open(uuid, uuid), samspil.has_people(uuid, uuid), samspil.guard_document(), samspil.guard_new_version(), samspil.guard_draft(),
	samspil.guard_document_version() from public;
grant execute on function samspil.acting_beginner(), samspil.my_documents(), samspil.my_written_documents(), samspil.my_signing_documents(),
	samspil.my_answered_documents(), samspil.has_people(uuid, uuid) to samspil_app;

alter table samspil.document enable row level security;
alter table samspil.document_party enable row level security;
alter table samspil.document_signatory enable row level security;
alter table samspil.document_executor enable row level security;
alter table samspil.document_answer enable row level security;
alter table samspil.document_comment enable row level security;
alter table samspil.document_version enable row level security;
alter table samspil.document_signature enable row level security;
alter table samspil.document_decision enable row level security;
alter table samspil.document_presence enable row level security;

create policy mine on samspil.document for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and id = any ((select samspil.my_documents())::uuid[]));
create policy begun on samspil.document for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and begun_by = (select samspil.acting_beginner())
		and begun_by_organisation = (select samspil.acting_organisation()));
create policy written on samspil.document for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and id = any ((select samspil.my_written_documents())::uuid[]));
grant select, insert on samspil.document to samspil_app;
grant update (title, sections, collaboration_id, owner_person_id, owner_organisation_id, review_on,
	changed_at, changed_by_name, version) on samspil.document to samspil_app;

create policy mine on samspil.document_party for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy written on samspil.document_party for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[]));
create policy written_change on samspil.document_party for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_answered_documents())::uuid[]))));
grant select, insert on samspil.document_party to samspil_app;
grant update (place, responsible_person_id, left_at, version) on samspil.document_party to samspil_app;

create policy mine on samspil.document_executor for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy written on samspil.document_executor for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_answered_documents())::uuid[]))));
create policy written_away on samspil.document_executor for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_answered_documents())::uuid[]))));
grant select, insert, delete on samspil.document_executor to samspil_app;

create policy mine on samspil.document_signatory for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy written on samspil.document_signatory for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_answered_documents())::uuid[]))));
create policy written_away on samspil.document_signatory for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_answered_documents())::uuid[]))));
grant select, insert, delete on samspil.document_signatory to samspil_app;

-- A party's own answers are written by that party alone.
create policy mine on samspil.document_answer for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy written on samspil.document_answer for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[])
		and answered_by = (select samspil.acting_person()) and (party_id is null or party_id = (select samspil.acting_organisation())));
create policy written_change on samspil.document_answer for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[])
		and (party_id is null or party_id = (select samspil.acting_organisation())))
	with check (tenant_id = (select samspil.acting_tenant()) and answered_by = (select samspil.acting_person()));
grant select, insert on samspil.document_answer to samspil_app;
grant update (value, not_applicable, answered_at, answered_by, answered_by_name, version) on samspil.document_answer to samspil_app;

create policy mine on samspil.document_comment for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy said on samspil.document_comment for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[])
		and author_id = (select samspil.acting_person()) and author_organisation_id = (select samspil.acting_organisation()));
create policy done on samspil.document_comment for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
grant select, insert on samspil.document_comment to samspil_app;
grant update (done_at, done_by_name) on samspil.document_comment to samspil_app;

create policy mine on samspil.document_version for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy submitted on samspil.document_version for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[]) and fate = 'submitted');
create policy settled on samspil.document_version for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (document_id = any ((select samspil.my_written_documents())::uuid[])
		or document_id = any ((select samspil.my_answered_documents())::uuid[])));
grant select, insert on samspil.document_version to samspil_app;
grant update (name, fate, fate_at, from_on, until_on) on samspil.document_version to samspil_app;

create policy mine on samspil.document_signature for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy signed on samspil.document_signature for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person())
		and person_organisation_id = (select samspil.acting_organisation())
		and document_id = any ((select samspil.my_signing_documents())::uuid[])
		and (organisation_id = person_organisation_id or not samspil.has_people(tenant_id, organisation_id))
		and exists (select from samspil.document_version w where w.tenant_id = document_signature.tenant_id and w.id = document_signature.version_id
			and w.fate = 'submitted' and w.hash = document_signature.hash));
grant select, insert on samspil.document_signature to samspil_app;

create policy mine on samspil.document_decision for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy decided on samspil.document_decision for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation())
		and document_id = any ((select samspil.my_signing_documents())::uuid[])
		and exists (select from samspil.document_version w where w.tenant_id = document_decision.tenant_id and w.id = document_decision.version_id
			and w.fate = 'submitted' and w.hash = document_decision.hash));
grant select, insert on samspil.document_decision to samspil_app;

create policy mine on samspil.document_presence for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy here on samspil.document_presence for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[])
		and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()));
create policy here_still on samspil.document_presence for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()));
grant select, insert on samspil.document_presence to samspil_app;
grant update (section_key, seen_at) on samspil.document_presence to samspil_app;
