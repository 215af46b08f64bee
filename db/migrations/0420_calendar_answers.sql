-- Who has been asked to which meeting, and what they answered: with a button, by the link in the mail, or from their calendar (a REPLY,
-- RFC 5546). And one mail for a burst of changes.

-- What one mail replaces: a mail about the same thing to the same person that has not left yet.
alter table samspil.mail add column burst uuid;
-- Not sent before this: more may change in the next minutes.
alter table samspil.mail add column not_before timestamptz;
create index mail_burst on samspil.mail (person_id, burst) where burst is not null;

create table samspil.calendar_seat (
	tenant_id uuid not null,
	-- the meeting: the identity of the event in calendars
	event_id uuid not null,
	person_id uuid not null references samspil.person on delete cascade,
	pathway_id uuid,
	-- what the person was told last
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	sequence integer not null,
	-- from which sequence on the meeting is at these times: an answer to an earlier one was to another time
	moved_sequence integer not null,
	answer text check (answer in ('yes', 'maybe', 'no')),
	-- when it was given, by the clock of whoever gave it: an older one that comes later changes nothing
	answered_at timestamptz,
	answered_how text check (answered_how in ('page', 'link', 'mail')),
	created_at timestamptz not null default now(),
	primary key (tenant_id, event_id, person_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((answer is null) = (answered_how is null)),
	check (answer is null or answered_at is not null)
);
create index calendar_seat_person on samspil.calendar_seat (person_id, ends_at);
create index calendar_seat_pathway on samspil.calendar_seat (tenant_id, pathway_id);
alter table samspil.calendar_seat enable row level security;
-- Whoever reads the meeting reads who comes; each answers for themselves.
create policy covered on samspil.calendar_seat for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and event_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant())));
create policy answered on samspil.calendar_seat for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person())
		and event_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant()) and m.state = 'invited'));
grant select on samspil.calendar_seat to samspil_app;
grant update (answer, answered_at, answered_how) on samspil.calendar_seat to samspil_app;
create trigger guard_closed before insert or update on samspil.calendar_seat for each row execute function samspil.guard_closed();

-- The links in mails by which somebody answers: kept as hashes, each for one answer. Nobody reads them; the functions here alone do.
create table samspil.calendar_link (
	token_hash bytea primary key,
	tenant_id uuid not null,
	event_id uuid not null,
	person_id uuid not null,
	made_at timestamptz not null default now(),
	used_at timestamptz,
	foreign key (tenant_id, event_id, person_id) references samspil.calendar_seat on delete cascade
);
create index calendar_link_seat on samspil.calendar_link (tenant_id, event_id, person_id);
alter table samspil.calendar_link enable row level security;

-- How long a change waits for the next one, and how long a mail waits at most.
create function samspil.seat_calendar() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	before samspil.mail;
	was_waiting boolean := false;
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if new.tenant_id is null or new.person_id is null or (new.burst is null and new.calendar is null) then return new; end if;
	new.burst := coalesce(new.burst, (new.calendar ->> 'id')::uuid);
	for before in
		delete from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id
			and m.state = 'waiting' and m.queued_at is null and m.not_before is not null returning *
	loop
		was_waiting := true;
		new.created_at := least(new.created_at, before.created_at);
		if new.calendar is null and before.calendar is not null then
			new.kind := before.kind;
			new.words := before.words;
			new.calendar := before.calendar;
		end if;
	end loop;
	if new.not_before is not null then
		new.not_before := least(now() + interval '2 minutes', new.created_at + interval '10 minutes');
	end if;
	if new.calendar ->> 'method' = 'CANCEL' then
		-- Who has never heard of the meeting need not hear that it is off.
		if was_waiting and not exists (select from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id)
			and exists (select from samspil.calendar_seat s where s.tenant_id = new.tenant_id and s.event_id = new.burst and s.person_id = new.person_id
				and s.created_at > now() - interval '1 day') then
			return null;
		end if;
	elsif new.calendar ->> 'method' = 'REQUEST' and not (new.words ? 'answer' and new.words ->> 'answer' <> '') then
		insert into samspil.calendar_seat as s (tenant_id, event_id, person_id, pathway_id, starts_at, ends_at, sequence, moved_sequence)
			values (new.tenant_id, new.burst, new.person_id,
				(select m.pathway_id from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = new.burst),
				(new.calendar ->> 'startsAt')::timestamptz, (new.calendar ->> 'endsAt')::timestamptz,
				(new.calendar ->> 'sequence')::int, (new.calendar ->> 'sequence')::int)
			on conflict (tenant_id, event_id, person_id) do update set
				sequence = excluded.sequence,
				moved_sequence = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.moved_sequence else excluded.sequence end,
				answer = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answer end,
				answered_how = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answered_how end,
				starts_at = excluded.starts_at, ends_at = excluded.ends_at;
		insert into samspil.calendar_link (token_hash, tenant_id, event_id, person_id)
			values (sha256(convert_to(token, 'UTF8')), new.tenant_id, new.burst, new.person_id);
		new.words := new.words || jsonb_build_object('answer', '/answers/' || token);
	end if;
	return new;
end $$;
create trigger seat_calendar before insert on samspil.mail for each row execute function samspil.seat_calendar();
-- The link stands in the mail and nowhere else.
create function samspil.forget_answer_link() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.words := new.words - 'answer';
	return new;
end $$;
create trigger forget_answer_link before update on samspil.mail for each row
	when (new.state in ('sent', 'failed') and new.words ? 'answer') execute function samspil.forget_answer_link();

-- Whether a meeting is on, and this person still of those it is told to: on its list, and, at work, covered for meetings today.
create function samspil.calendar_stands(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		select from samspil.meeting m
			join samspil.meeting_participant p on p.tenant_id = m.tenant_id and p.meeting_id = m.id
			join samspil.pathway w on w.tenant_id = m.tenant_id and w.id = m.pathway_id
		where m.tenant_id = tenant and m.id = event and m.state in ('invited', 'minutes', 'closed')
			and ((p.kind = 'citizen' and exists (select from samspil.citizen c where c.tenant_id = w.tenant_id and c.id = w.citizen_id and c.person_id = person))
				or (p.kind = 'person' and p.person_id = person and exists (
					select from samspil.scope_reader a
						join samspil.membership s on s.tenant_id = a.tenant_id and s.person_id = a.person_id and s.organisation_id = a.organisation_id
							and s.active_from <= today and (s.active_until is null or s.active_until >= today)
						join samspil.organisation o on o.id = s.organisation_id
					where a.tenant_id = m.tenant_id and a.pathway_id = m.pathway_id and a.category = 'meetings' and a.person_id = person
						and a.organisation_id = p.organisation_id and a.reason in ('tovholder', 'partner')
						and a.from_day <= today and a.until_day >= today
						-- L-5: outside the authorities the declaration comes first
						and (o.kind in ('municipality', 'region') or s.declared_on is not null)))));
end $$;
-- Whether it can still be answered.
create function samspil.calendar_is_open(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.calendar_stands(tenant, event, person, today)
		and exists (select from samspil.meeting m join samspil.pathway w on w.tenant_id = m.tenant_id and w.id = m.pathway_id
			where m.tenant_id = tenant and m.id = event and m.state = 'invited' and m.ends_at > now() and w.state = 'open');
end $$;
-- Where the person reads about it, after signing in.
create function samspil.calendar_path(tenant uuid, event uuid, person uuid) returns text
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select case when c.id is not null then '/me' else '/pathways/' || m.pathway_id || '/meetings/' || m.id end
		from samspil.meeting m join samspil.pathway w on w.tenant_id = m.tenant_id and w.id = m.pathway_id
			left join samspil.citizen c on c.tenant_id = w.tenant_id and c.id = w.citizen_id and c.person_id = person
		where m.tenant_id = tenant and m.id = event);
end $$;

-- How a link stands, for the page it leads to: when the meeting is, and nothing of what it is about. No row where there is none.
create function samspil.find_calendar_link(token text, today date)
returns table (state text, "startsAt" timestamptz, "endsAt" timestamptz, answer text, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used'
			when samspil.calendar_is_open(l.tenant_id, l.event_id, l.person_id, today) then 'open' else 'over' end,
			s.starts_at, s.ends_at, s.answer, coalesce(samspil.calendar_path(l.tenant_id, l.event_id, l.person_id), '/')
		from samspil.calendar_link l join samspil.calendar_seat s on s.tenant_id = l.tenant_id and s.event_id = l.event_id and s.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
-- Puts an answer down and in the record, as the person's own.
create function samspil.put_answer(seat samspil.calendar_seat, said text, at timestamptz, how text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.calendar_seat s set answer = said, answered_at = at, answered_how = how
		where s.tenant_id = seat.tenant_id and s.event_id = seat.event_id and s.person_id = seat.person_id;
	perform samspil.append_audit(seat.tenant_id, seat.person_id,
		(select p.organisation_id from samspil.meeting_participant p
			where p.tenant_id = seat.tenant_id and p.meeting_id = seat.event_id and p.person_id = seat.person_id limit 1),
		'meeting.answered', seat.pathway_id, seat.event_id, '', jsonb_build_object('how', how));
end $$;
-- Answers by the link, once. 'answered', or 'gone'.
create function samspil.answer_by_link(token text, said text, today date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.calendar_link;
	seat samspil.calendar_seat;
begin
	select * into l from samspil.calendar_link x where x.token_hash = sha256(convert_to(token, 'UTF8')) for update;
	if l.token_hash is null or l.used_at is not null or not samspil.calendar_is_open(l.tenant_id, l.event_id, l.person_id, today) then return 'gone'; end if;
	select * into seat from samspil.calendar_seat s where s.tenant_id = l.tenant_id and s.event_id = l.event_id and s.person_id = l.person_id;
	perform samspil.put_answer(seat, said, now(), 'link');
	update samspil.calendar_link x set used_at = now() where x.token_hash = l.token_hash;
	return 'answered';
end $$;

-- Who was asked to an event, for the job that reads answers from the mailbox: their address, and the mails they were asked with.
create function samspil.calendar_invited(event uuid, today date)
returns table (person uuid, address text, "movedSequence" integer, "answeredAt" timestamptz, mails uuid[])
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select s.person_id, lower(p.email), s.moved_sequence, s.answered_at,
			array(select m.id from samspil.mail m where m.person_id = s.person_id and m.burst = s.event_id and m.tenant_id = s.tenant_id)
		from samspil.calendar_seat s join samspil.person p on p.id = s.person_id
		where s.event_id = event and samspil.calendar_is_open(s.tenant_id, s.event_id, s.person_id, today);
end $$;
create function samspil.answer_by_mail(event uuid, person uuid, said text, at timestamptz, today date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	seat samspil.calendar_seat;
begin
	select * into seat from samspil.calendar_seat s where s.event_id = event and s.person_id = person for update;
	if seat.event_id is null or seat.answered_at >= at or not samspil.calendar_is_open(seat.tenant_id, event, person, today) then return false; end if;
	perform samspil.put_answer(seat, said, at, 'mail');
	return true;
end $$;
-- What a person has answered to the event that a mail is about: it stands in the file, so that a calendar does not ask again.
create function samspil.calendar_answer(mail_id uuid) returns text
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select s.answer from samspil.mail m join samspil.calendar_seat s on s.tenant_id = m.tenant_id and s.event_id = m.burst and s.person_id = m.person_id
		where m.id = mail_id);
end $$;

-- How far the mailbox has been read.
create table samspil.mailbox_place (
	address text primary key check (length(address) <= 400),
	uid_validity text not null,
	last_uid bigint not null,
	read_at timestamptz not null default now()
);
alter table samspil.mailbox_place enable row level security;
create policy jobs on samspil.mailbox_place for all to samspil_jobs using (true) with check (true);
grant select, insert, update on samspil.mailbox_place to samspil_jobs;

-- A calendar to subscribe to, one for each person: an address that is a secret, kept as a hash.
create table samspil.calendar_feed (
	person_id uuid primary key references samspil.person on delete cascade,
	token_hash bytea not null unique,
	made_at timestamptz not null default now()
);
alter table samspil.calendar_feed enable row level security;
create policy mine on samspil.calendar_feed for select to samspil_app using (person_id = (select samspil.acting_person()));
create policy revoked on samspil.calendar_feed for delete to samspil_app using (person_id = (select samspil.acting_person()));
grant select (person_id, made_at), delete on samspil.calendar_feed to samspil_app;
-- A new address in the place of the one there was; it is told once.
create function samspil.renew_calendar_feed() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	me uuid := samspil.acting_person();
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if me is null then return null; end if;
	insert into samspil.calendar_feed (person_id, token_hash) values (me, sha256(convert_to(token, 'UTF8')))
		on conflict (person_id) do update set token_hash = excluded.token_hash, made_at = now();
	return token;
end $$;
-- The meetings of whoever the address was made for, as far back as three months: when they are and where to read of them. No row where
-- there is no such address, or its account is closed.
create function samspil.read_calendar_feed(token text, today date) returns table (language text, events jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select p.language, coalesce((
			select jsonb_agg(jsonb_build_object('id', s.event_id, 'sequence', s.sequence, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
				'changedAt', s.created_at, 'path', samspil.calendar_path(s.tenant_id, s.event_id, s.person_id), 'answer', s.answer) order by s.starts_at, s.event_id)
			from samspil.calendar_seat s
			where s.person_id = f.person_id and s.ends_at > now() - interval '90 days'
				and samspil.calendar_stands(s.tenant_id, s.event_id, s.person_id, today)), '[]')
		from samspil.calendar_feed f join samspil.person p on p.id = f.person_id
		where f.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;

revoke all on function samspil.seat_calendar(), samspil.forget_answer_link(), samspil.calendar_stands(uuid, uuid, uuid, date),
	samspil.calendar_is_open(uuid, uuid, uuid, date), samspil.calendar_path(uuid, uuid, uuid), samspil.find_calendar_link(text, date),
	samspil.put_answer(samspil.calendar_seat, text, timestamptz, text), samspil.answer_by_link(text, text, date), samspil.calendar_invited(uuid, date),
	samspil.answer_by_mail(uuid, uuid, text, timestamptz, date), samspil.calendar_answer(uuid), samspil.renew_calendar_feed(),
	samspil.read_calendar_feed(text, date) from public;
grant execute on function samspil.find_calendar_link(text, date), samspil.answer_by_link(text, text, date), samspil.renew_calendar_feed(),
	samspil.read_calendar_feed(text, date) to samspil_app;
grant execute on function samspil.calendar_invited(uuid, date), samspil.answer_by_mail(uuid, uuid, text, timestamptz, date), samspil.calendar_answer(uuid)
	to samspil_jobs;
