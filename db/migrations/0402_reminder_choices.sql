-- How somebody wants to be reminded: for each kind of reminder a mail at once, one for the day or the week, or none. A notice on the
-- front page is left in any case; and a mail about anything but deadlines always goes at once.
create table samspil.reminder_choice (
	person_id uuid primary key references samspil.person on delete cascade,
	-- the kind of reminder and its rhythm; what is not there goes at once
	choices jsonb not null default '{}' check (jsonb_typeof(choices) = 'object'),
	changed_at timestamptz not null default now(),
	version integer not null default 1,
	-- what one must do oneself is never silent (choice.rules.ts says which that is)
	check (not (choices ->> 'tasks' = 'none' or choices ->> 'pathways' = 'none' or choices ->> 'agreements' = 'none'
		or choices ->> 'collaboration' = 'none' or choices ->> 'late' = 'none'))
);
alter table samspil.reminder_choice enable row level security;
create policy own on samspil.reminder_choice for select to samspil_app using (person_id = (select samspil.acting_person()));
create policy chosen on samspil.reminder_choice for insert to samspil_app with check (person_id = (select samspil.acting_person()));
create policy chosen_anew on samspil.reminder_choice for update to samspil_app using (person_id = (select samspil.acting_person()));
create policy jobs on samspil.reminder_choice for select to samspil_jobs using (true);
grant select, insert on samspil.reminder_choice to samspil_app;
grant update (choices, changed_at, version) on samspil.reminder_choice to samspil_app;
grant select on samspil.reminder_choice to samspil_jobs;

-- Which kind of reminder a notice is; null for everything else that people are told of.
alter table samspil.notice add column about text check (length(about) <= 40);
create index notice_about on samspil.notice (person_id, created_at) where about is not null and read_at is null;
create policy counted on samspil.notice for select to samspil_jobs using (about is not null);
grant select (tenant_id, person_id, about, created_at, read_at) on samspil.notice to samspil_jobs;

-- Which collected mails have gone out: one a rhythm, a person and a day, however often it is tried.
create table samspil.reminder_digest (
	tenant_id uuid not null references samspil.tenant,
	person_id uuid not null references samspil.person on delete cascade,
	rhythm text not null check (rhythm in ('daily', 'weekly')),
	sent_on date not null,
	sent_at timestamptz not null default now(),
	primary key (tenant_id, person_id, rhythm, sent_on)
);
create index reminder_digest_person on samspil.reminder_digest (person_id);
alter table samspil.reminder_digest enable row level security;
create policy jobs on samspil.reminder_digest for all to samspil_jobs using (true) with check (true);
grant select, insert on samspil.reminder_digest to samspil_jobs;
