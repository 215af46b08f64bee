-- How mail leaves: the jobs role takes a waiting row over into the queue, once, and the row keeps the outcome.
alter table samspil.mail add column queued_at timestamptz;
create index mail_unqueued on samspil.mail (created_at) where state = 'waiting' and queued_at is null;

-- The outbox is read by administrators, who are nobody's tovholder. So a mail that would tell who is a citizen, or whose
-- link opens a citizen's page or somebody's account, is not in it, sent or not.
alter table samspil.mail add column in_outbox boolean not null default false;
create function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset')
		and coalesce(new.words ->> 'path', '') !~ '^/me(/|$)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
revoke all on function samspil.place_mail() from public;
create trigger place_mail before insert on samspil.mail for each row execute function samspil.place_mail();
drop index samspil.mail_created;
create index mail_in_outbox on samspil.mail (created_at desc, id desc) where in_outbox;
drop policy outbox on samspil.mail;
create policy outbox on samspil.mail for select to samspil_app using (in_outbox and (select samspil.is_administrator()));

create or replace function samspil.address_of(mail_id uuid) returns table (address text, name text, language text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select coalesce(m.address, p.email), coalesce(p.name, m.words ->> 'name', ''), coalesce(p.language, m.language)
		from samspil.mail m left join samspil.person p on p.id = m.person_id
		where m.id = mail_id and (session_user = 'samspil_jobs' or (m.in_outbox and samspil.is_administrator()));
end $$;

-- What has been sent is not kept for ever: it holds addresses.
grant delete on samspil.mail to samspil_jobs;
