-- Whether the mailbox that calendars answer to can be read: what stands in the way, and since when it is so. One row for each mailbox, whichever process
-- looks; it tells each change once.
create table samspil.mailbox_watch (
	address text primary key check (length(address) <= 400),
	-- what kind of failure it is, in a word of ours or the server's; null while the mailbox can be read
	failing text check (failing <> '' and length(failing) <= 100),
	since timestamptz not null default now()
);
alter table samspil.mailbox_watch enable row level security;
create policy jobs on samspil.mailbox_watch for all to samspil_jobs using (true) with check (true);
grant select, insert, update on samspil.mailbox_watch to samspil_jobs;

-- Since when no mailbox can be read, for an administrator who looks at the mail; no row where it can, and for nobody else.
create function samspil.mailbox_failing() returns table (since timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select min(w.since) from samspil.mailbox_watch w where w.failing is not null and samspil.is_administrator() having count(*) > 0;
end $$;
revoke all on function samspil.mailbox_failing() from public;
grant execute on function samspil.mailbox_failing() to samspil_app;
