-- The pathway level: one citizen, visible only to those involved. An entry belongs to one scope, a (pathway, category)
-- pair; who may read a scope today stands in scope_access, kept exact by triggers on everything it depends on.

create table samspil.counter (
	tenant_id uuid not null references samspil.tenant,
	kind text not null,
	last integer not null,
	primary key (tenant_id, kind)
);
alter table samspil.counter enable row level security;

create table samspil.pathway (
	tenant_id uuid not null,
	id uuid not null,
	number integer not null,
	citizen_id uuid not null,
	collaboration_id uuid not null,
	state text not null default 'open' check (state in ('open', 'closed')),
	registered_on date not null,
	registered_by uuid not null,
	registered_organisation_id uuid not null,
	-- when something last happened on it: what a list is sorted by
	changed_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, number),
	foreign key (tenant_id, citizen_id) references samspil.citizen,
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, registered_by, registered_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index pathway_citizen on samspil.pathway (tenant_id, citizen_id);
create index pathway_collaboration on samspil.pathway (tenant_id, collaboration_id);
create index pathway_registered_by on samspil.pathway (tenant_id, registered_by, registered_organisation_id);
create index pathway_changed on samspil.pathway (tenant_id, changed_at desc, id desc);
alter table samspil.companion add foreign key (tenant_id, pathway_id) references samspil.pathway;

create table samspil.scope (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	pathway_id uuid not null,
	category text not null check (category in ('contact', 'situation', 'housing', 'work', 'health', 'substance-use', 'family', 'economy', 'meetings', 'progress')),
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, category),
	-- what an entry refers to, so that it cannot be filed under a foreign pathway or category
	unique (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create function samspil.make_scopes() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.scope (tenant_id, pathway_id, category) select new.tenant_id, new.id, c
		from unnest(array['contact', 'situation', 'housing', 'work', 'health', 'substance-use', 'family', 'economy', 'meetings', 'progress']) c;
	return null;
end $$;
create function samspil.number_pathway() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.counter as c (tenant_id, kind, last) values (new.tenant_id, 'pathway', 1)
		on conflict (tenant_id, kind) do update set last = c.last + 1 returning c.last into new.number;
	return new;
end $$;
create trigger number_pathway before insert on samspil.pathway for each row
	when (new.number is null or new.number = 0 or session_user = 'samspil_app') execute function samspil.number_pathway();
create trigger make_scopes after insert on samspil.pathway for each row execute function samspil.make_scopes();

-- How the need was noticed, what was checked, and which criteria are met (R-104 to R-107, R-118).
create table samspil.coordination_need (
	tenant_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'situation' check (category = 'situation'),
	description text not null check (description <> '' and length(description) <= 10000),
	check_answer text not null check (check_answer in ('no', 'yes', 'unknown')),
	check_asked text not null default '' check (length(check_asked) <= 500),
	criteria integer[] not null default '{}' check (criteria <@ array[1, 2, 3]),
	registered_by uuid not null,
	registered_at timestamptz not null default now(),
	primary key (tenant_id, pathway_id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index coordination_need_scope on samspil.coordination_need (tenant_id, scope_id);
-- What the project leader may know of a pathway that needs a tovholder: no name, no content (A-5, R-119, R-122).
create table samspil.allotment (
	tenant_id uuid not null,
	pathway_id uuid not null,
	collaboration_id uuid not null,
	pathway_number integer not null,
	registered_on date not null,
	due_on date not null check (due_on = registered_on + 7),
	temporary_name text not null,
	temporary_organisation_name text not null,
	decided_on date,
	-- who holds the threads now, once it has been decided
	tovholder_name text,
	tovholder_organisation_name text,
	-- counts the decisions, so that two who decide at the same moment do not both win
	version integer not null default 1,
	primary key (tenant_id, pathway_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, collaboration_id) references samspil.collaboration
);
create index allotment_due on samspil.allotment (tenant_id, collaboration_id, due_on) where decided_on is null;
create index allotment_collaboration on samspil.allotment (tenant_id, collaboration_id);

-- Who holds the threads. The history is one chain: each row but the first follows the one that ended at the very moment
-- it began, so there is no gap and no overlap (R-101), and nobody can write one.
create table samspil.tovholder (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null,
	organisation_name text not null,
	kind text not null check (kind in ('temporary', 'final')),
	since timestamptz not null,
	until timestamptz check (until > since),
	follows timestamptz,
	-- why this person (R-108), how it was agreed (R-120, R-121), the citizen's part in it (R-051)
	reason text not null default '' check (length(reason) <= 5000),
	route text not null check (route in ('registration', 'meeting', 'direct')),
	citizen_part text not null default '' check (citizen_part in ('', 'present', 'heard-before', 'declined')),
	citizen_note text not null default '' check (length(citizen_note) <= 2000),
	decided_by_name text not null default '',
	-- R-112: a former tovholder keeps access only for a recorded hand-over period
	handover_until date,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	unique nulls not distinct (tenant_id, pathway_id, until),
	unique nulls not distinct (tenant_id, pathway_id, follows),
	foreign key (tenant_id, pathway_id, follows) references samspil.tovholder (tenant_id, pathway_id, until) deferrable initially deferred,
	check (follows is null or follows = since),
	check (follows is not null or kind = 'temporary'),
	check (handover_until is null or until is not null)
);
-- With the first tovholder the project leader's line is made, from the pathway itself and not from what the caller says.
create function samspil.make_allotment() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.allotment (tenant_id, pathway_id, collaboration_id, pathway_number, registered_on, due_on, temporary_name, temporary_organisation_name)
		select p.tenant_id, p.id, p.collaboration_id, p.number, p.registered_on, p.registered_on + 7, new.person_name, new.organisation_name
		from samspil.pathway p where p.tenant_id = new.tenant_id and p.id = new.pathway_id
		on conflict do nothing;
	return null;
end $$;
create trigger make_allotment after insert on samspil.tovholder for each row when (new.follows is null) execute function samspil.make_allotment();
create index tovholder_person on samspil.tovholder (tenant_id, person_id, organisation_id);
-- R-115, R-117: the municipality's pool of possible tovholdere
create table samspil.tovholder_pool (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	since date not null,
	until date,
	presented_on date,
	primary key (tenant_id, collaboration_id, person_id, organisation_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index tovholder_pool_person on samspil.tovholder_pool (tenant_id, person_id, organisation_id);

-- Partners on a pathway: planned → contacted → agreed or declined (R-150); ended when the tovholder or they stop.
create table samspil.partner (
	tenant_id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null,
	id uuid not null,
	state text not null default 'planned' check (state in ('planned', 'contacted', 'agreed', 'declined', 'ended')),
	-- R-149: who, why, when
	reason text not null default '' check (length(reason) <= 5000),
	decided_by_name text not null,
	decided_on date not null,
	-- what the organisation is asked before it says yes: no identity in it
	question text not null default '' check (length(question) <= 2000),
	asked_by_name text not null default '',
	asked_by_organisation_name text not null default '',
	contacted_at timestamptz,
	answer_before date,
	answered_at timestamptz,
	answer_note text not null default '' check (length(answer_note) <= 2000),
	agreed_on date,
	ended_on date,
	version integer not null default 1,
	primary key (tenant_id, pathway_id, organisation_id),
	unique (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check (state <> 'agreed' or agreed_on is not null),
	check (state not in ('contacted', 'agreed') or question <> '')
);
create index partner_organisation on samspil.partner (tenant_id, organisation_id, state);
create table samspil.partner_person (
	tenant_id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	since date not null,
	until date,
	primary key (tenant_id, pathway_id, organisation_id, person_id),
	foreign key (tenant_id, pathway_id, organisation_id) references samspil.partner (tenant_id, pathway_id, organisation_id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index partner_person_person on samspil.partner_person (tenant_id, person_id, organisation_id);

-- Consent to disclosure (R-147, L-3): what for, which categories, to whom; informed no later than given.
create table samspil.consent (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	number integer not null,
	purpose text not null check (purpose <> '' and length(purpose) <= 2000),
	categories text[] not null check (cardinality(categories) > 0),
	organisations uuid[] not null check (cardinality(organisations) > 0),
	from_whom text not null default '' check (length(from_whom) <= 500),
	given_by text not null check (given_by in ('citizen', 'guardian')),
	given_by_name text not null,
	given_how text not null check (given_how in ('paper', 'digital', 'oral')),
	language text not null,
	interpreter text not null default '' check (length(interpreter) <= 200),
	informed_at timestamptz not null,
	given_at timestamptz not null,
	-- the exact words the citizen was shown or read
	text_shown text not null,
	valid_from date not null,
	valid_until date not null check (valid_until >= valid_from),
	registered_by uuid not null references samspil.person,
	registered_by_name text not null,
	withdrawn_at timestamptz,
	withdrawn_by_name text,
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, number),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (informed_at <= given_at),
	check ((withdrawn_at is null) = (withdrawn_by_name is null))
);
create index consent_open on samspil.consent (tenant_id, pathway_id) where withdrawn_at is null;
create index consent_registered_by on samspil.consent (registered_by);

-- The citizen's own words: each telling is a row of its own and is never overwritten (R-130, R-146).
create table samspil.own_words (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'situation' check (category = 'situation'),
	question text not null check (question in ('story', 'problems', 'wishes')),
	body text not null check (body <> '' and length(body) <= 20000),
	said_on date not null,
	-- null where the citizen wrote it; else who wrote down what the citizen said
	written_down_by uuid references samspil.person,
	written_down_by_name text,
	created_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check ((written_down_by is null) = (written_down_by_name is null))
);
create index own_words_pathway on samspil.own_words (tenant_id, pathway_id, created_at desc);
create index own_words_scope on samspil.own_words (tenant_id, scope_id);
create index own_words_written_down_by on samspil.own_words (written_down_by);

-- What is written on a pathway: notes, measures, contacts, steps of the plan. One author organisation, one category.
create table samspil.entry (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	kind text not null check (kind in ('note', 'measure', 'contact', 'plan')),
	title text not null default '' check (length(title) <= 200),
	body text not null check (body <> '' and length(body) <= 20000),
	starts_on date,
	ends_on date check (ends_on >= starts_on),
	-- R-049: a measure is general or specialised; R-128: a contact has a channel
	area text check (area in ('general', 'specialised')),
	channel text check (channel in ('phone', 'text-message', 'mail', 'visit', 'other')),
	author_id uuid not null,
	author_organisation_id uuid not null,
	author_name text not null,
	author_organisation_name text not null,
	created_at timestamptz not null default now(),
	changed_at timestamptz,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, author_id, author_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((kind = 'measure') = (area is not null)),
	check ((kind = 'contact') = (channel is not null))
);
create index entry_pathway on samspil.entry (tenant_id, pathway_id, created_at desc, id desc);
create index entry_scope on samspil.entry (tenant_id, scope_id, created_at desc);
create index entry_author on samspil.entry (tenant_id, author_id, author_organisation_id, created_at desc);

-- R-118: "is there a tovholder?" asked by somebody who may know nothing. Each question is kept, and they are few a day.
create table samspil.tovholder_check (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null default gen_random_uuid(),
	person_id uuid not null,
	organisation_id uuid not null,
	asked_on date not null,
	asked_at timestamptz not null default now(),
	answer text not null,
	primary key (tenant_id, id)
);
create index tovholder_check_person on samspil.tovholder_check (tenant_id, person_id, asked_on);
alter table samspil.tovholder_check enable row level security;

-- Who may open which pathway, and which of its scopes: kept, so that a policy compares an indexed column with an array.
create table samspil.pathway_access (
	tenant_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	pathway_id uuid not null,
	citizen_id uuid not null,
	reason text not null check (reason in ('citizen', 'tovholder', 'former-tovholder', 'partner', 'companion')),
	source_id uuid not null,
	from_day date not null,
	until_day date not null,
	primary key (tenant_id, person_id, organisation_id, pathway_id, reason, source_id)
);
create index pathway_access_pathway on samspil.pathway_access (tenant_id, pathway_id);
create index pathway_access_mine on samspil.pathway_access (tenant_id, person_id, organisation_id) include (pathway_id, citizen_id, reason, from_day, until_day);
create table samspil.scope_access (
	tenant_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	scope_id uuid not null,
	pathway_id uuid not null,
	citizen_id uuid not null,
	category text not null,
	reason text not null check (reason in ('partner', 'companion')),
	source_id uuid not null,
	consent_number integer,
	from_day date not null,
	until_day date not null,
	primary key (tenant_id, person_id, organisation_id, scope_id, reason, source_id)
);
create index scope_access_pathway on samspil.scope_access (tenant_id, pathway_id, person_id, organisation_id);
create index scope_access_mine on samspil.scope_access (tenant_id, person_id, organisation_id) include (scope_id, category, citizen_id, from_day, until_day);
alter table samspil.pathway_access enable row level security;
alter table samspil.scope_access enable row level security;

-- What the two tables must say: the words of the access rule. A citizen and the current tovholder read everything; a
-- former one while handing over; a companion what the citizen opened; an assigned person of an agreed partner what a
-- running consent covers for that organisation. The first three read whole pathways and need no row for each scope.
create view samspil.pathway_access_truth as
	select p.tenant_id, c.person_id, samspil.nobodys_organisation() as organisation_id, p.id as pathway_id, p.citizen_id, 'citizen' as reason, c.id as source_id,
		'-infinity'::date as from_day, 'infinity'::date as until_day
	from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id where c.person_id is not null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'tovholder', t.id, '-infinity', 'infinity'
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id where t.until is null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'former-tovholder', t.id, '-infinity', t.handover_until
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
	where t.until is not null and t.handover_until is not null
	union all
	select p.tenant_id, x.person_id, x.organisation_id, p.pathway_id, w.citizen_id, 'partner', p.id,
		greatest(p.agreed_on, x.since), least(coalesce(p.ended_on, 'infinity'), coalesce(x.until, 'infinity'))
	from samspil.partner p join samspil.partner_person x on x.tenant_id = p.tenant_id and x.pathway_id = p.pathway_id and x.organisation_id = p.organisation_id
		join samspil.pathway w on w.tenant_id = p.tenant_id and w.id = p.pathway_id
	where p.state = 'agreed'
	union all
	select k.tenant_id, k.person_id, samspil.nobodys_organisation(), k.pathway_id, p.citizen_id, 'companion', k.id, k.since, coalesce(k.until, 'infinity')
	from samspil.companion k join samspil.pathway p on p.tenant_id = k.tenant_id and p.id = k.pathway_id;
create view samspil.scope_access_truth as
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
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (c.categories)
	where a.reason = 'partner' and greatest(a.from_day, c.valid_from) <= least(a.until_day, c.valid_until);

-- Recomputes one pathway under a lock on it, so that concurrent changes end in the same truth.
create function samspil.refresh_access(tenant uuid, wanted uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform 1 from samspil.pathway p where p.tenant_id = tenant and p.id = wanted for no key update;
	delete from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	insert into samspil.pathway_access (tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day)
		select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, t.citizen_id, t.reason, t.source_id, t.from_day, t.until_day
		from samspil.pathway_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
	delete from samspil.scope_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	insert into samspil.scope_access (tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number, from_day, until_day)
		select t.tenant_id, t.person_id, t.organisation_id, t.scope_id, t.pathway_id, t.citizen_id, t.category, t.reason, t.source_id, t.consent_number, t.from_day, t.until_day
		from samspil.scope_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
end $$;
create function samspil.keep_access() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op <> 'INSERT' then perform samspil.refresh_access(old.tenant_id, old.pathway_id); end if;
	if tg_op = 'INSERT' or (tg_op = 'UPDATE' and (new.tenant_id, new.pathway_id) is distinct from (old.tenant_id, old.pathway_id)) then
		perform samspil.refresh_access(new.tenant_id, new.pathway_id);
	end if;
	return null;
end $$;
create function samspil.keep_citizen_access() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.refresh_access(p.tenant_id, p.id) from samspil.pathway p where p.tenant_id = new.tenant_id and p.citizen_id = new.id;
	return null;
end $$;
create function samspil.keep_new_access() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.refresh_access(new.tenant_id, new.id);
	return null;
end $$;
-- named to fire after make_scopes: triggers of one kind fire in the order of their names
create trigger scopes_made_keep_access after insert on samspil.pathway for each row execute function samspil.keep_new_access();
create trigger keep_access after insert or update or delete on samspil.tovholder for each row execute function samspil.keep_access();
create trigger keep_access after insert or update or delete on samspil.partner for each row execute function samspil.keep_access();
create trigger keep_access after insert or update or delete on samspil.partner_person for each row execute function samspil.keep_access();
create trigger keep_access after insert or update or delete on samspil.companion for each row execute function samspil.keep_access();
create trigger keep_access after insert or update or delete on samspil.consent for each row execute function samspil.keep_access();
create trigger keep_access after update of person_id on samspil.citizen for each row execute function samspil.keep_citizen_access();
