-- Times that are proposed (0524) are answered from the mail: by a link for one answer, for two weeks, kept as a hash. It shows when, and
-- nothing of what it is about; whoever has no account answers by it too.
create table samspil.times_link (
	token_hash bytea primary key,
	tenant_id uuid not null,
	meeting_id uuid not null,
	person_id uuid not null references samspil.person on delete cascade,
	expires_at timestamptz not null,
	used_at timestamptz,
	foreign key (tenant_id, meeting_id) references samspil.meeting on delete cascade
);
create index times_link_meeting on samspil.times_link (tenant_id, meeting_id, person_id);
create index times_link_person on samspil.times_link (person_id);
-- Nobody reads it; the functions here alone do.
alter table samspil.times_link enable row level security;

-- Whether somebody is asked about the times of a meeting today: on its list while nobody is invited, and, at work, covered for meetings
-- (as calendar_stands asks of one that people are invited to).
create function samspil.times_stand(tenant uuid, meeting uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		select from samspil.meeting m
			join samspil.meeting_participant p on p.tenant_id = m.tenant_id and p.meeting_id = m.id
			join samspil.pathway w on w.tenant_id = m.tenant_id and w.id = m.pathway_id and w.state = 'open'
		where m.tenant_id = tenant and m.id = times_stand.meeting and m.state = 'draft'
			and ((p.kind = 'citizen' and exists (select from samspil.citizen c where c.tenant_id = w.tenant_id and c.id = w.citizen_id and c.person_id = person))
				or (p.kind = 'person' and p.person_id = person and exists (
					select from samspil.scope_reader a
						join samspil.membership s on s.tenant_id = a.tenant_id and s.person_id = a.person_id and s.organisation_id = a.organisation_id
							and s.active_from <= today and (s.active_until is null or s.active_until >= today)
						join samspil.organisation o on o.id = s.organisation_id
					where a.tenant_id = m.tenant_id and a.pathway_id = m.pathway_id and a.category = 'meetings' and a.person_id = person
						and a.organisation_id = p.organisation_id and a.reason in ('tovholder', 'partner')
						and a.from_day <= today and a.until_day >= today
						and (o.kind in ('municipality', 'region') or s.declared_on is not null)))));
end $$;

-- Asks somebody by mail, for the tovholder who has proposed. The link stands in the mail and nowhere else, and whoever calls this does
-- not learn it; one that was sent before works no more.
create function samspil.ask_times(person uuid, meeting uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	select * into v from samspil.acting_visit();
	if samspil.light_bound() is not null or not exists (select from samspil.meeting m where m.tenant_id = v.tenant_id and m.id = ask_times.meeting
			and m.pathway_id = any (samspil.my_pathways_as('{tovholder}')))
		or not samspil.times_stand(v.tenant_id, meeting, person, v.today) then return false; end if;
	update samspil.times_link l set expires_at = least(l.expires_at, now())
		where l.tenant_id = v.tenant_id and l.meeting_id = ask_times.meeting and l.person_id = person and l.used_at is null;
	insert into samspil.times_link (token_hash, tenant_id, meeting_id, person_id, expires_at)
		values (sha256(convert_to(token, 'UTF8')), v.tenant_id, meeting, person, now() + interval '14 days');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (v.tenant_id, 'times-proposed', person, jsonb_build_object('path', '/times/' || token));
	return true;
end $$;

-- How a link stands: `over` where it has run out, or the time is found. No row where there is no such link.
create function samspil.find_times_link(token text, today date) returns table (state text, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used'
			when l.expires_at >= now() and samspil.times_stand(l.tenant_id, l.meeting_id, l.person_id, today)
				and exists (select from samspil.meeting_option o where o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id) then 'open' else 'over' end,
			(select '/pathways/' || m.pathway_id || '/meetings/' || m.id || '/times' from samspil.meeting m where m.tenant_id = l.tenant_id and m.id = l.meeting_id)
		from samspil.times_link l where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
-- The times that it asks about, while it works, with what the person has said of them.
create function samspil.list_times_by_link(token text, today date) returns table (id uuid, "startsAt" timestamptz, "endsAt" timestamptz, answer text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select o.id, o.starts_at, o.ends_at, a.answer
		from samspil.times_link l
			join samspil.meeting_option o on o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id
			left join samspil.meeting_option_answer a on a.tenant_id = o.tenant_id and a.option_id = o.id and a.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8')) and (select f.state from samspil.find_times_link(token, today) f) = 'open'
		order by o.starts_at, o.id;
end $$;
-- Answers by the link, once, as the person it was for. `said`: an answer for each time, by its id. 'answered'; 'changed' where one of them is
-- proposed no more, which leaves everything as it was; or 'gone'.
create function samspil.answer_times_by_link(token text, said jsonb, today date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.times_link;
begin
	select * into l from samspil.times_link x where x.token_hash = sha256(convert_to(token, 'UTF8'));
	-- the tovholder who proposes or chooses holds the meeting first; an answer that comes then waits, and may be late
	perform from samspil.meeting m where m.tenant_id = l.tenant_id and m.id = l.meeting_id for share;
	perform from samspil.times_link x where x.token_hash = l.token_hash for update;
	if (select f.state from samspil.find_times_link(token, today) f) is distinct from 'open' then return 'gone'; end if;
	if exists (select from jsonb_object_keys(said) k (option) where not exists (select from samspil.meeting_option o
		where o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id and o.id::text = k.option)) then return 'changed'; end if;
	insert into samspil.meeting_option_answer as a (tenant_id, option_id, pathway_id, scope_id, person_id, answer)
		select o.tenant_id, o.id, o.pathway_id, o.scope_id, l.person_id, s.value
		from jsonb_each_text(said) s join samspil.meeting_option o on o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id and o.id::text = s.key
		on conflict (tenant_id, option_id, person_id) do update set answer = excluded.answer, answered_at = now();
	update samspil.times_link x set used_at = now() where x.token_hash = l.token_hash;
	perform samspil.append_audit(l.tenant_id, l.person_id,
		(select p.organisation_id from samspil.meeting_participant p
			where p.tenant_id = l.tenant_id and p.meeting_id = l.meeting_id and p.person_id = l.person_id limit 1),
		'meeting.times-answered', (select m.pathway_id from samspil.meeting m where m.tenant_id = l.tenant_id and m.id = l.meeting_id), l.meeting_id, '',
		jsonb_build_object('how', 'link'));
	return 'answered';
end $$;
revoke all on function samspil.times_stand(uuid, uuid, uuid, date), samspil.ask_times(uuid, uuid), samspil.find_times_link(text, date),
	samspil.list_times_by_link(text, date), samspil.answer_times_by_link(text, jsonb, date) from public;
grant execute on function samspil.ask_times(uuid, uuid), samspil.find_times_link(text, date), samspil.list_times_by_link(text, date),
	samspil.answer_times_by_link(text, jsonb, date) to samspil_app;

-- Such a mail is in nobody's outbox, whoever administers (otherwise as 0440), and its link is forgotten when it has left.
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-cancelled', 'minutes-sent', 'light-request', 'light-task', 'offers-to-confirm',
			'times-proposed')
		and new.calendar is null
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/|light/|times/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
create trigger forget_times_link before update on samspil.mail for each row
	when (new.state in ('sent', 'failed') and new.kind = 'times-proposed') execute function samspil.forget_light_link();
