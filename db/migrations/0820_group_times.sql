-- Two or three times for a meeting of a group that nobody is invited to yet (0524 for coordinating meetings): those who sit in the group say
-- which they can, and whoever keeps the meeting chooses one. Never about a citizen (R-045).
create table samspil.group_option (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	primary key (tenant_id, id),
	unique (tenant_id, meeting_id, starts_at, ends_at),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting
);
create table samspil.group_option_answer (
	tenant_id uuid not null,
	option_id uuid not null,
	person_id uuid not null references samspil.person,
	answer text not null check (answer in ('yes', 'if-need-be', 'no')),
	answered_at timestamptz not null default now(),
	primary key (tenant_id, option_id, person_id),
	foreign key (tenant_id, option_id) references samspil.group_option on delete cascade
);
create index group_option_answer_person on samspil.group_option_answer (person_id);
-- The link in the mail that asks: for one answer, for two weeks, kept as a hash. Nobody reads it; the functions below alone do.
create table samspil.group_times_link (
	token_hash bytea primary key,
	tenant_id uuid not null,
	meeting_id uuid not null,
	person_id uuid not null references samspil.person on delete cascade,
	expires_at timestamptz not null,
	used_at timestamptz,
	foreign key (tenant_id, meeting_id) references samspil.group_meeting
);
create index group_times_link_meeting on samspil.group_times_link (tenant_id, meeting_id, person_id);
create index group_times_link_person on samspil.group_times_link (person_id);

alter table samspil.group_option enable row level security;
alter table samspil.group_option_answer enable row level security;
alter table samspil.group_times_link enable row level security;

-- Whether somebody is asked about the times of a meeting: they sit in its group on that day, and nobody is invited yet.
create function samspil.group_times_stand(tenant uuid, meeting uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.group_meeting m cross join lateral samspil.group_people(m.tenant_id, m.series_id, today) p
		where m.tenant_id = tenant and m.id = group_times_stand.meeting and m.state = 'planned' and p.person = group_times_stand.person);
end $$;
create function samspil.may_answer_group_option(option uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.group_option o where o.tenant_id = samspil.acting_tenant() and o.id = option
		and samspil.group_times_stand(o.tenant_id, o.meeting_id, samspil.acting_person(), samspil.acting_day()));
end $$;

-- Read by whoever reads the meeting; proposed and taken back by whoever keeps it, while nobody is invited.
create policy part on samspil.group_option for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_option.tenant_id));
create policy proposed on samspil.group_option for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_option.tenant_id and m.state = 'planned' and m.series_id = any ((select samspil.my_convened_series())::uuid[])));
create policy taken_back on samspil.group_option for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_option.tenant_id and m.state = 'planned' and m.series_id = any ((select samspil.my_convened_series())::uuid[])));
grant select, insert, delete on samspil.group_option to samspil_app;
-- Each says it for themselves.
create policy part on samspil.group_option_answer for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and option_id in (select o.id from samspil.group_option o where o.tenant_id = group_option_answer.tenant_id));
create policy said on samspil.group_option_answer for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and samspil.may_answer_group_option(option_id));
create policy said_anew on samspil.group_option_answer for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and samspil.may_answer_group_option(option_id))
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and samspil.may_answer_group_option(option_id));
grant select, insert on samspil.group_option_answer to samspil_app;
grant update (answer, answered_at) on samspil.group_option_answer to samspil_app;

-- Asks somebody of the group by mail, for whoever keeps the meeting. The link stands in the mail and nowhere else; one sent before works no more.
create function samspil.ask_group_times(person uuid, meeting uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	select * into v from samspil.acting_visit();
	if samspil.light_bound() is not null or not coalesce(meeting = any (samspil.my_kept_meetings()), false)
		or not samspil.group_times_stand(v.tenant_id, meeting, person, v.today) then return false; end if;
	update samspil.group_times_link l set expires_at = least(l.expires_at, now())
		where l.tenant_id = v.tenant_id and l.meeting_id = ask_group_times.meeting and l.person_id = ask_group_times.person and l.used_at is null;
	insert into samspil.group_times_link (token_hash, tenant_id, meeting_id, person_id, expires_at)
		values (sha256(convert_to(token, 'UTF8')), v.tenant_id, meeting, person, now() + interval '14 days');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (v.tenant_id, 'times-proposed', person, jsonb_build_object('path', '/times/' || token));
	return true;
end $$;

-- The three functions of the page that such a link leads to know both kinds of meeting; of coordinating meetings as 0591.
create or replace function samspil.find_times_link(token text, today date) returns table (state text, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used'
			when l.expires_at >= now() and samspil.times_stand(l.tenant_id, l.meeting_id, l.person_id, today)
				and exists (select from samspil.meeting_option o where o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id) then 'open' else 'over' end,
			(select '/pathways/' || m.pathway_id || '/meetings/' || m.id || '/times' from samspil.meeting m where m.tenant_id = l.tenant_id and m.id = l.meeting_id)
		from samspil.times_link l where l.token_hash = sha256(convert_to(token, 'UTF8'))
	union all
		select case when l.used_at is not null then 'used'
			when l.expires_at >= now() and samspil.group_times_stand(l.tenant_id, l.meeting_id, l.person_id, today)
				and exists (select from samspil.group_option o where o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id) then 'open' else 'over' end,
			(select '/collaborations/' || s.collaboration_id || '/meetings/' || m.id || '/times' from samspil.group_meeting m
				join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id where m.tenant_id = l.tenant_id and m.id = l.meeting_id)
		from samspil.group_times_link l where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
create or replace function samspil.list_times_by_link(token text, today date) returns table (id uuid, "startsAt" timestamptz, "endsAt" timestamptz, answer text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if (select f.state from samspil.find_times_link(token, today) f) is distinct from 'open' then return; end if;
	return query select x.id, x.starts_at, x.ends_at, x.answer from (
		select o.id, o.starts_at, o.ends_at, a.answer
		from samspil.times_link l
			join samspil.meeting_option o on o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id
			left join samspil.meeting_option_answer a on a.tenant_id = o.tenant_id and a.option_id = o.id and a.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8'))
		union all
		select o.id, o.starts_at, o.ends_at, a.answer
		from samspil.group_times_link l
			join samspil.group_option o on o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id
			left join samspil.group_option_answer a on a.tenant_id = o.tenant_id and a.option_id = o.id and a.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8'))) x
		order by x.starts_at, x.id;
end $$;
-- Of a group's meeting: as answer_times_by_link below says.
create function samspil.answer_group_times_by_link(token text, said jsonb, today date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.group_times_link;
begin
	select * into l from samspil.group_times_link x where x.token_hash = sha256(convert_to(token, 'UTF8'));
	-- whoever keeps the meeting holds it first; an answer that comes then waits, and may be late
	perform from samspil.group_meeting m where m.tenant_id = l.tenant_id and m.id = l.meeting_id for share;
	perform from samspil.group_times_link x where x.token_hash = l.token_hash for update;
	if (select f.state from samspil.find_times_link(token, today) f) is distinct from 'open' then return 'gone'; end if;
	if exists (select from jsonb_object_keys(said) k (option) where not exists (select from samspil.group_option o
		where o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id and o.id::text = k.option)) then return 'changed'; end if;
	insert into samspil.group_option_answer as a (tenant_id, option_id, person_id, answer)
		select o.tenant_id, o.id, l.person_id, s.value
		from jsonb_each_text(said) s join samspil.group_option o on o.tenant_id = l.tenant_id and o.meeting_id = l.meeting_id and o.id::text = s.key
		on conflict (tenant_id, option_id, person_id) do update set answer = excluded.answer, answered_at = now();
	update samspil.group_times_link x set used_at = now() where x.token_hash = l.token_hash;
	perform samspil.append_audit(l.tenant_id, l.person_id,
		(select p.organisation from samspil.group_meeting m cross join lateral samspil.group_people(m.tenant_id, m.series_id, today) p
			where m.tenant_id = l.tenant_id and m.id = l.meeting_id and p.person = l.person_id),
		'group-meeting.times-answered', null, l.meeting_id, '', jsonb_build_object('how', 'link'));
	return 'answered';
end $$;
-- Answers by the link, once, as the person it was for. `said`: an answer for each time, by its id. 'answered'; 'changed' where one of them is
-- proposed no more, which leaves everything as it was; or 'gone'.
create or replace function samspil.answer_times_by_link(token text, said jsonb, today date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.times_link;
begin
	select * into l from samspil.times_link x where x.token_hash = sha256(convert_to(token, 'UTF8'));
	if l.token_hash is null then return samspil.answer_group_times_by_link(token, said, today); end if;
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

revoke all on function samspil.group_times_stand(uuid, uuid, uuid, date), samspil.may_answer_group_option(uuid), samspil.ask_group_times(uuid, uuid),
	samspil.answer_group_times_by_link(text, jsonb, date) from public;
grant execute on function samspil.may_answer_group_option(uuid), samspil.ask_group_times(uuid, uuid) to samspil_app;
