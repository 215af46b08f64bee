-- What the parties of a document decide together between its versions: a text, the people who decide it, how many of each
-- organisation must say yes, and a day on which the decision itself is looked at again (group-decision.rules.ts).
create table samspil.document_question (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	title text not null check (title <> '' and length(title) <= 200),
	body text not null check (body <> '' and length(body) <= 10000),
	-- SHA-256 of the title and the text: what a voice is given on
	hash bytea not null check (length(hash) = 32),
	-- voices needed: each, and of organisations by id
	quorum jsonb not null,
	asked_by uuid not null,
	asked_by_organisation uuid not null,
	asked_by_name text not null,
	asked_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	changed_by_name text not null,
	-- open: it waits; decided; withdrawn before it was; ended: decided, and given up when it was looked at again
	state text not null default 'open' check (state in ('open', 'decided', 'withdrawn', 'ended')),
	decided_on date check ((decided_on is not null) = (state in ('decided', 'ended'))),
	-- when the decision is looked at next
	review_on date check ((review_on is not null) = (state = 'decided')),
	closed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, document_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, asked_by, asked_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_question_document on samspil.document_question (tenant_id, document_id, asked_at desc);
create index document_question_asked_by on samspil.document_question (tenant_id, asked_by, asked_by_organisation);
create index document_question_review on samspil.document_question (review_on) where review_on is not null;
-- The group, as it was when it was asked.
create table samspil.document_question_member (
	tenant_id uuid not null,
	document_id uuid not null,
	question_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	primary key (tenant_id, question_id, person_id, organisation_id),
	foreign key (tenant_id, document_id, question_id) references samspil.document_question (tenant_id, document_id, id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_question_member_document on samspil.document_question_member (tenant_id, document_id, question_id);
create index document_question_member_person on samspil.document_question_member (tenant_id, person_id, organisation_id);
-- Each word that was given, in the order it was. Never changed: whoever thinks otherwise gives another.
create table samspil.document_voice (
	tenant_id uuid not null,
	id bigint generated always as identity,
	document_id uuid not null,
	question_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null,
	stand text not null check (stand in ('consent', 'objection', 'aside')),
	reason text not null default '' check (length(reason) <= 5000 and (stand <> 'objection' or reason <> '')),
	hash bytea not null,
	said_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id, question_id) references samspil.document_question (tenant_id, document_id, id),
	foreign key (tenant_id, question_id, person_id, organisation_id) references samspil.document_question_member
);
create index document_voice_question on samspil.document_voice (tenant_id, document_id, question_id, id);
create index document_voice_member on samspil.document_voice (tenant_id, question_id, person_id, organisation_id);
-- A decision looked at again on its day, with what came of that.
create table samspil.document_second_look (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	question_id uuid not null,
	looked_on date not null,
	outcome text not null check (outcome in ('stands', 'ended')),
	note text not null default '' check (length(note) <= 5000),
	next_on date check ((next_on is not null) = (outcome = 'stands')),
	looked_by uuid not null,
	looked_by_organisation uuid not null,
	looked_by_name text not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id, question_id) references samspil.document_question (tenant_id, document_id, id),
	foreign key (tenant_id, looked_by, looked_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_second_look_question on samspil.document_second_look (tenant_id, document_id, question_id);
create index document_second_look_by on samspil.document_second_look (tenant_id, looked_by, looked_by_organisation);
create trigger append_only before update or delete or truncate on samspil.document_voice for each statement execute function samspil.refuse_change();
create trigger append_only before update or delete or truncate on samspil.document_second_look for each statement execute function samspil.refuse_change();

-- The questions in whose group I sit, for the organisation whose hat I wear.
create function samspil.my_questions() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(m.question_id), '{}') from samspil.acting_visit() v join samspil.document_question_member m
		on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id);
end $$;
-- Whether enough of each organisation consent to this very text, and nobody objects: of several words of one the last counts.
create function samspil.question_is_decided(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (
		with said as (
			select m.organisation_id, (select v.stand from samspil.document_voice v
				where v.tenant_id = m.tenant_id and v.question_id = m.question_id and v.person_id = m.person_id
					and v.organisation_id = m.organisation_id and v.hash = q.hash order by v.id desc limit 1) as stand, q.quorum
			from samspil.document_question q
				join samspil.document_question_member m on m.tenant_id = q.tenant_id and m.question_id = q.id
			where q.tenant_id = tenant and q.id = wanted
		), counted as (
			select organisation_id, count(*) filter (where stand = 'consent') as consents,
				coalesce((quorum -> 'of' ->> organisation_id::text)::int, (quorum ->> 'each')::int) as needed
			from said group by organisation_id, quorum
		)
		select not exists (select from said where stand = 'objection') and exists (select from said where stand = 'consent')
			and coalesce((select bool_and(consents >= needed) from counted), false));
end $$;
create function samspil.guard_question() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if (new.title, new.body, new.hash, new.quorum) is distinct from (old.title, old.body, old.hash, old.quorum) and old.state <> 'open' then
		raise check_violation using message = 'what is decided does not change';
	end if;
	if new.state <> old.state and not ((old.state, new.state) in (('open', 'decided'), ('open', 'withdrawn'), ('decided', 'ended'))) then
		raise check_violation using message = 'a decision goes one way';
	end if;
	if new.state = 'decided' and old.state = 'open' and not samspil.question_is_decided(new.tenant_id, new.id) then
		raise check_violation using message = 'it is decided only with the voices it needs and no objection';
	end if;
	return new;
end $$;
create trigger guard_question before update on samspil.document_question for each row execute function samspil.guard_question();
revoke all on function samspil.my_questions(), samspil.question_is_decided(uuid, uuid), samspil.guard_question() from public;
grant execute on function samspil.my_questions() to samspil_app;

alter table samspil.document_question enable row level security;
alter table samspil.document_question_member enable row level security;
alter table samspil.document_voice enable row level security;
alter table samspil.document_second_look enable row level security;
create policy mine on samspil.document_question for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy asked on samspil.document_question for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and state = 'open'
		and asked_by = (select samspil.acting_person()) and asked_by_organisation = (select samspil.acting_organisation())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])));
create policy settled on samspil.document_question for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[])
		and (id = any ((select samspil.my_questions())::uuid[])
			or document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])));
grant select, insert on samspil.document_question to samspil_app;
grant update (title, body, hash, quorum, changed_at, changed_by_name, state, decided_on, review_on, closed_by_name, version)
	on samspil.document_question to samspil_app;
create policy mine on samspil.document_question_member for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy asked on samspil.document_question_member for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[]))
		and exists (select from samspil.document_question q where q.tenant_id = document_question_member.tenant_id
			and q.id = document_question_member.question_id and q.asked_by = (select samspil.acting_person()) and q.state = 'open'));
grant select, insert on samspil.document_question_member to samspil_app;
create policy mine on samspil.document_voice for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy said on samspil.document_voice for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person())
		and organisation_id = (select samspil.acting_organisation()) and question_id = any ((select samspil.my_questions())::uuid[])
		and document_id = any ((select samspil.my_documents())::uuid[])
		and exists (select from samspil.document_question q where q.tenant_id = document_voice.tenant_id and q.id = document_voice.question_id
			and q.state = 'open' and q.hash = document_voice.hash));
grant select, insert on samspil.document_voice to samspil_app;
create policy mine on samspil.document_second_look for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy looked on samspil.document_second_look for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and looked_by = (select samspil.acting_person())
		and looked_by_organisation = (select samspil.acting_organisation()) and document_id = any ((select samspil.my_documents())::uuid[])
		and (question_id = any ((select samspil.my_questions())::uuid[])
			or document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])));
grant select, insert on samspil.document_second_look to samspil_app;

-- Decisions whose day to be looked at again is near or past, with those of the group who are still there.
create function samspil.decision_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select distinct q.tenant_id, 'agreement-decision', q.id, q.review_on, m.person_id,
		'/agreements/' || q.document_id || '/decisions/' || q.id
	from samspil.document_question q
		join samspil.document_question_member m on m.tenant_id = q.tenant_id and m.question_id = q.id
		join samspil.membership s on s.tenant_id = m.tenant_id and s.person_id = m.person_id and s.organisation_id = m.organisation_id
			and s.active_from <= today and (s.active_until is null or s.active_until >= today)
	where q.review_on between today - 37 and today + 60
		-- what an agreement that has ended has decided asks nobody any more
		and (exists (select from samspil.agreements_running(today) r where r.tenant_id = q.tenant_id and r.document_id = q.document_id)
			or not exists (select from samspil.document_version w where w.tenant_id = q.tenant_id and w.document_id = q.document_id and w.fate = 'agreed'));
end $$;
revoke all on function samspil.decision_dues(date) from public;
grant execute on function samspil.decision_dues(date) to samspil_jobs;
