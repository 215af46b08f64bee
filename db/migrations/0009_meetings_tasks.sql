-- Coordinating meetings and tasks. A meeting is one document: invitation, agenda and minutes (R-162).
create table samspil.meeting (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	state text not null default 'draft' check (state in ('draft', 'invited', 'minutes', 'closed', 'cancelled')),
	-- R-159, R-166: what for, why now, in which form, until when
	purpose text not null check (purpose <> '' and length(purpose) <= 2000),
	why_now text not null check (why_now <> '' and length(why_now) <= 2000),
	form text not null check (form in ('in-person', 'video', 'phone')),
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	-- R-140: asked for each meeting; R-141, L-24: unknown blocks the invitation
	place text not null default '' check (length(place) <= 500),
	place_agreed_on date,
	interpreter text not null default 'unknown' check (interpreter in ('unknown', 'yes', 'no')),
	interpreter_language text not null default '' check (length(interpreter_language) <= 100),
	interpreter_agreed_on date,
	-- L-23: the booking; no relative, no companion, nobody under 18 (LOV 469 of 14 May 2025)
	interpreter_provider text not null default '' check (length(interpreter_provider) <= 200),
	interpreter_ordered_on date,
	interpreter_confirmed_on date,
	interpreter_paid_by text not null default '' check (length(interpreter_paid_by) <= 200),
	interpreter_is_fit boolean not null default false,
	companion_note text not null default '' check (length(companion_note) <= 2000),
	-- R-161: prepared together with the citizen
	prepared_on date,
	prepared_note text not null default '' check (length(prepared_note) <= 2000),
	convened_by uuid not null,
	convened_by_organisation_id uuid not null,
	invited_at timestamptz,
	-- iCalendar: the identity is the id, the sequence grows with each change that is sent (RFC 5545)
	calendar_sequence integer not null default 0,
	minutes text not null default '' check (length(minutes) <= 50000),
	minutes_sent_at timestamptz,
	-- R-133: what the decisions mean, explained to the citizen, or declined; L-25: through the interpreter where there is one
	explained_on date,
	explained_how text check (explained_how in ('explained', 'with-interpreter', 'declined')),
	explained_note text not null default '' check (length(explained_note) <= 2000),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, convened_by, convened_by_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check (state in ('draft', 'cancelled') or (interpreter <> 'unknown' and place <> '' and place_agreed_on is not null)),
	check (interpreter <> 'yes' or interpreter_language <> ''),
	check ((explained_on is null) = (explained_how is null)),
	check (interpreter <> 'yes' or explained_how <> 'explained'),
	check (state <> 'closed' or (minutes_sent_at is not null and explained_on is not null))
);
create index meeting_pathway on samspil.meeting (tenant_id, pathway_id, starts_at desc);
create index meeting_scope on samspil.meeting (tenant_id, scope_id);
create index meeting_convened_by on samspil.meeting (tenant_id, convened_by, convened_by_organisation_id);
create table samspil.meeting_participant (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	kind text not null check (kind in ('citizen', 'person', 'guest')),
	person_id uuid,
	organisation_id uuid,
	name text not null check (name <> '' and length(name) <= 200),
	-- R-160: why they are there
	reason text not null check (reason <> '' and length(reason) <= 500),
	attended boolean,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id) references samspil.meeting on delete cascade,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check ((kind = 'person') = (organisation_id is not null))
);
create index meeting_participant_meeting on samspil.meeting_participant (tenant_id, meeting_id);
create index meeting_participant_scope on samspil.meeting_participant (tenant_id, scope_id);
create unique index meeting_participant_person on samspil.meeting_participant (tenant_id, meeting_id, person_id, organisation_id) where person_id is not null;
create table samspil.agenda_item (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	position integer not null,
	title text not null check (title <> '' and length(title) <= 300),
	aim text not null default 'discuss' check (aim in ('inform', 'discuss', 'decide')),
	minutes integer check (minutes between 1 and 480),
	outcome text not null default '' check (length(outcome) <= 20000),
	parked boolean not null default false,
	-- R-163: why it was put on after the last day for changes
	late_reason text not null default '' check (length(late_reason) <= 500),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id) references samspil.meeting on delete cascade,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index agenda_item_meeting on samspil.agenda_item (tenant_id, meeting_id, position);
create index agenda_item_scope on samspil.agenda_item (tenant_id, scope_id);
-- The exact words that were sent, kept unchanged (L-20): invitations and minutes, with their hash.
create table samspil.meeting_sending (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	kind text not null check (kind in ('invitation', 'change', 'cancellation', 'minutes')),
	content jsonb not null,
	hash bytea not null check (length(hash) = 32),
	sent_at timestamptz not null default now(),
	sent_by_name text not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id) references samspil.meeting,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index meeting_sending_meeting on samspil.meeting_sending (tenant_id, meeting_id, sent_at desc);
create index meeting_sending_scope on samspil.meeting_sending (tenant_id, scope_id);

-- R-054: a task has exactly one who is responsible: a person at work, or the citizen.
create table samspil.task (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	title text not null check (title <> '' and length(title) <= 300),
	responsible_person_id uuid,
	responsible_organisation_id uuid,
	responsible_name text not null,
	responsible_organisation_name text not null default '',
	for_citizen boolean not null default false,
	due_on date,
	state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
	state_note text not null default '' check (length(state_note) <= 2000),
	state_changed_at timestamptz,
	state_changed_by_name text not null default '',
	meeting_id uuid,
	agenda_item_id uuid,
	created_by uuid not null references samspil.person,
	created_by_name text not null,
	created_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, responsible_person_id, responsible_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, meeting_id) references samspil.meeting,
	foreign key (tenant_id, agenda_item_id) references samspil.agenda_item,
	check (for_citizen = (responsible_person_id is null)),
	check ((responsible_person_id is null) = (responsible_organisation_id is null))
);
create index task_pathway on samspil.task (tenant_id, pathway_id, state, due_on);
create index task_scope on samspil.task (tenant_id, scope_id);
create index task_responsible on samspil.task (tenant_id, responsible_person_id, responsible_organisation_id, state, due_on);
create index task_meeting on samspil.task (tenant_id, meeting_id);
create index task_agenda_item on samspil.task (tenant_id, agenda_item_id);
create index task_created_by on samspil.task (created_by);

alter table samspil.meeting enable row level security;
alter table samspil.meeting_participant enable row level security;
alter table samspil.agenda_item enable row level security;
alter table samspil.meeting_sending enable row level security;
alter table samspil.task enable row level security;

-- R-157: only the current tovholder convenes, and writes the document.
create policy covered on samspil.meeting for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy convened on samspil.meeting for insert to samspil_app
	with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and convened_by = (select samspil.acting_opener())
		and convened_by_organisation_id = (select samspil.acting_organisation()));
create policy held on samspil.meeting for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert, update on samspil.meeting to samspil_app;

create policy covered on samspil.meeting_participant for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy held on samspil.meeting_participant for insert to samspil_app with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy held_change on samspil.meeting_participant for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy held_remove on samspil.meeting_participant for delete to samspil_app
	using (kind <> 'citizen' and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert, delete on samspil.meeting_participant to samspil_app;
grant update (reason, attended) on samspil.meeting_participant to samspil_app;

create policy covered on samspil.agenda_item for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy held on samspil.agenda_item for insert to samspil_app with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy held_change on samspil.agenda_item for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
-- What nobody has been sent can be taken off again.
create policy held_remove on samspil.agenda_item for delete to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and meeting_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant()) and m.state = 'draft'));
grant select, insert, delete on samspil.agenda_item to samspil_app;
grant update (position, title, aim, minutes, outcome, parked, late_reason, changed_at, changed_by_name, version) on samspil.agenda_item to samspil_app;

create policy covered on samspil.meeting_sending for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy held on samspil.meeting_sending for insert to samspil_app with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert on samspil.meeting_sending to samspil_app;

create policy covered on samspil.task for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
-- R-150: beside the citizen and the tovholder's own organisation, only an agreed partner is given tasks.
create policy given on samspil.task for insert to samspil_app
	with check (created_by = (select samspil.acting_opener()) and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and (for_citizen or responsible_organisation_id = (select samspil.acting_organisation())
			or exists (select from samspil.partner p where p.tenant_id = task.tenant_id and p.pathway_id = task.pathway_id
				and p.organisation_id = task.responsible_organisation_id and p.state = 'agreed')));
-- R-152: an organisation keeps the state of its own tasks; the tovholder may too, with a note; the citizen ticks the citizen's.
create policy kept on samspil.task for update to samspil_app
	using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or responsible_organisation_id = (select samspil.acting_organisation())
			or (for_citizen and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]))));
grant select, insert on samspil.task to samspil_app;
grant update (title, due_on, state, state_note, state_changed_at, state_changed_by_name, version) on samspil.task to samspil_app;
