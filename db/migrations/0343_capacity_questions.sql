-- "Do you have room for a mentor for a young man, from March?" asked before anybody is asked to take part: no pathway is named and none is
-- opened by the answer, which is yes, no or later, with words. What is answered, taken back or too late is gone for the organisation.

create table samspil.capacity_question (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null,
	organisation_name text not null,
	question text not null check (question <> '' and length(question) <= 2000),
	answer_before date,
	asked_by uuid not null references samspil.person,
	asked_by_name text not null,
	asked_by_organisation_name text not null,
	asked_at timestamptz not null default now(),
	answer text check (answer in ('yes', 'no', 'later')),
	answer_note text not null default '' check (length(answer_note) <= 2000),
	answered_by uuid references samspil.person,
	answered_by_name text not null default '',
	answered_at timestamptz,
	withdrawn_at timestamptz,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check ((answer is null) = (answered_at is null)),
	check (answer is null or withdrawn_at is null)
);
create index capacity_question_pathway on samspil.capacity_question (tenant_id, pathway_id, asked_at desc);
create index capacity_question_organisation on samspil.capacity_question (tenant_id, organisation_id) where answer is null and withdrawn_at is null;
create index capacity_question_place on samspil.capacity_question (tenant_id, organisation_id);
create index capacity_question_asked_by on samspil.capacity_question (asked_by);
create index capacity_question_answered_by on samspil.capacity_question (answered_by);
create unique index capacity_question_open on samspil.capacity_question (tenant_id, pathway_id, organisation_id) where answer is null and withdrawn_at is null;
alter table samspil.capacity_question enable row level security;
create policy whole on samspil.capacity_question for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy taken_back on samspil.capacity_question for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and answer is null and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.capacity_question to samspil_app;
grant update (withdrawn_at, version) on samspil.capacity_question to samspil_app;
create trigger guard_closed before insert on samspil.capacity_question for each row execute function samspil.guard_closed();

-- All that an organisation may know. A view of the owner's on purpose: it is the gate.
create view samspil.capacity_request with (security_barrier) as
	select q.tenant_id, q.id, q.question, q.asked_by_name, q.asked_by_organisation_name, q.asked_at, q.answer_before
	from samspil.capacity_question q join samspil.pathway p on p.tenant_id = q.tenant_id and p.id = q.pathway_id and p.state = 'open'
	where q.answer is null and q.withdrawn_at is null and q.tenant_id = (select samspil.acting_tenant()) and q.organisation_id = (select samspil.acting_organisation())
		and (q.answer_before is null or q.answer_before >= (select samspil.acting_day())) and (select samspil.acting_opener()) is not null;
grant select on samspil.capacity_request to samspil_app;

-- Asks, by whoever holds the threads, and tells the managers of the organisation, or who works there where it has none. Answers 'done' (also
-- for the same sent twice), 'under-way' where it is asked already, 'not-yours', 'no-such-organisation', 'nobody-to-tell'.
create function samspil.ask_capacity(new_id uuid, wanted uuid, organisation uuid, question text, answer_before date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	told uuid;
	anybody boolean := false;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	if exists (select from samspil.capacity_question q where q.tenant_id = v.tenant_id and q.id = new_id) then
		return case when exists (select from samspil.capacity_question q where q.tenant_id = v.tenant_id and q.id = new_id and q.pathway_id = wanted
			and q.organisation_id = ask_capacity.organisation and q.question = trim(ask_capacity.question)) then 'done' else 'under-way' end;
	end if;
	if not exists (select from samspil.tenant_organisation x where x.tenant_id = v.tenant_id and x.organisation_id = ask_capacity.organisation) then
		return 'no-such-organisation';
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = ask_capacity.organisation
		and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then
		return 'nobody-to-tell';
	end if;
	insert into samspil.capacity_question (tenant_id, id, pathway_id, organisation_id, organisation_name, question, answer_before, asked_by, asked_by_name, asked_by_organisation_name)
		values (v.tenant_id, new_id, wanted, ask_capacity.organisation, (select o.name from samspil.organisation o where o.id = ask_capacity.organisation),
			trim(ask_capacity.question), ask_capacity.answer_before, v.person_id, (select p.name from samspil.person p where p.id = v.person_id),
			coalesce((select o.name from samspil.organisation o where o.id = v.organisation_id), ''))
		on conflict do nothing;
	if not found then return 'under-way'; end if;
	for told in
		with people as (select m.person_id, m.function = 'manager' as leads, m.person_name from samspil.membership m where m.tenant_id = v.tenant_id
			and m.organisation_id = ask_capacity.organisation and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today))
		select p.person_id from people p where (p.leads or not exists (select from people q where q.leads)) and p.person_id <> v.person_id
			order by p.person_name limit 10
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, told, 'capacity-asked', '/requests');
		perform samspil.mail_notice(v.tenant_id, told, '/requests');
	end loop;
	perform samspil.record_pathway('capacity.asked', wanted, new_id);
	return 'done';
end $$;
-- Anybody of the organisation answers. Nothing is opened. Answers 'done' (also for the same sent twice), 'answered-before' or 'not-open'.
create function samspil.answer_capacity(request uuid, said text, note text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	q samspil.capacity_question;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-open'; end if;
	select * into q from samspil.capacity_question x where x.tenant_id = v.tenant_id and x.id = request and x.organisation_id = v.organisation_id for update;
	if not found then return 'not-open'; end if;
	if q.answer is not null and q.answered_by = v.person_id then
		return case when q.answer = said and q.answer_note = trim(note) then 'done' else 'answered-before' end;
	end if;
	if not exists (select from samspil.capacity_request r where r.tenant_id = v.tenant_id and r.id = request) then return 'not-open'; end if;
	update samspil.capacity_question x set answer = said, answer_note = trim(note), answered_by = v.person_id, answered_at = now(),
			answered_by_name = (select p.name from samspil.person p where p.id = v.person_id), version = x.version + 1
		where x.tenant_id = q.tenant_id and x.id = q.id;
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select t.tenant_id, t.person_id, 'capacity-answered', '/pathways/' || t.pathway_id || '/partners'
		from samspil.tovholder t where t.tenant_id = q.tenant_id and t.pathway_id = q.pathway_id and t.until is null and t.left_on is null;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'capacity.answered', null, q.id, 'asked', '{}');
	return 'done';
end $$;
revoke all on function samspil.ask_capacity(uuid, uuid, uuid, text, date), samspil.answer_capacity(uuid, text, text) from public;
grant execute on function samspil.ask_capacity(uuid, uuid, uuid, text, date), samspil.answer_capacity(uuid, text, text) to samspil_app;
