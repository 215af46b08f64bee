-- Mail that waits to be sent. A row says what kind of mail goes to whom with which neutral words (a name of the
-- receiver, a link, a time): never anything about a citizen. The text is made from messages/ when it is sent or shown.
create table samspil.mail (
	tenant_id uuid,
	id uuid primary key default gen_random_uuid(),
	kind text not null,
	-- a person of ours, or an address that has no account yet (an invitation)
	person_id uuid references samspil.person,
	address text check (address = lower(address) and length(address) <= 320),
	language text not null default 'da' check (language in ('da', 'en')),
	words jsonb not null default '{}',
	-- set where a calendar file goes along: what the calendar must know and nothing else
	calendar jsonb,
	state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
	attempts integer not null default 0,
	last_error text,
	created_at timestamptz not null default now(),
	claimed_at timestamptz,
	sent_at timestamptz,
	check ((person_id is null) <> (address is null))
);
create index mail_waiting on samspil.mail (created_at) where state in ('waiting', 'sending');
create index mail_created on samspil.mail (created_at desc, id);
create index mail_person on samspil.mail (person_id);
create index mail_tenant on samspil.mail (tenant_id, created_at desc);
alter table samspil.mail enable row level security;

-- The app puts mail in and cannot read it; an administrator reads the outbox; the jobs role sends it.
create policy queued on samspil.mail for insert to samspil_app
	with check (tenant_id is not distinct from (select samspil.acting_tenant()) and state = 'waiting');
create policy outbox on samspil.mail for select to samspil_app using ((select samspil.is_administrator()));
create policy jobs on samspil.mail for all to samspil_jobs using (true) with check (true);
grant select, insert on samspil.mail to samspil_app;
grant select, insert, update on samspil.mail to samspil_jobs;
-- Mail that identity sends (reset of a password) belongs to no tenant.
create policy identity_mail on samspil.mail for insert to samspil_identity with check (tenant_id is null and state = 'waiting');
grant insert on samspil.mail to samspil_identity;

-- Where a mail goes: the jobs role reads addresses one mail at a time, and never who belongs where.
create function samspil.address_of(mail_id uuid) returns table (address text, name text, language text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select coalesce(m.address, p.email), coalesce(p.name, m.words ->> 'name', ''), coalesce(p.language, m.language)
		from samspil.mail m left join samspil.person p on p.id = m.person_id
		where m.id = mail_id and (session_user = 'samspil_jobs' or samspil.is_administrator());
end $$;
revoke all on function samspil.address_of(uuid) from public;
grant execute on function samspil.address_of(uuid) to samspil_jobs, samspil_app;
