-- R-139: an agreed partner tells that something has changed in what was agreed on a pathway, in one tap and with words where there
-- is time for them. Whoever holds the threads must say that it is seen; until then it stands where the tovholder works, whoever
-- that is by then. Names are as they were.

alter table samspil.task add unique (tenant_id, pathway_id, id);

create table samspil.partner_change (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null,
	-- the task it is about, where it is one
	task_id uuid,
	words text not null default '' check (length(words) <= 2000),
	told_by uuid not null references samspil.person,
	told_by_name text not null check (told_by_name <> ''),
	told_by_organisation_name text not null,
	told_at timestamptz not null default now(),
	version integer not null default 1,
	acknowledged_at timestamptz,
	acknowledged_by_name text,
	acknowledged_by_organisation_name text,
	answer text not null default '' check (length(answer) <= 2000),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id, organisation_id) references samspil.partner (tenant_id, pathway_id, organisation_id),
	foreign key (tenant_id, pathway_id, task_id) references samspil.task (tenant_id, pathway_id, id),
	check ((acknowledged_at is null) = (acknowledged_by_name is null)),
	check ((acknowledged_at is null) = (acknowledged_by_organisation_name is null)),
	check (acknowledged_at is not null or answer = '')
);
create index partner_change_pathway on samspil.partner_change (tenant_id, pathway_id, organisation_id, told_at desc, id desc);
create index partner_change_unseen on samspil.partner_change (tenant_id, pathway_id) where acknowledged_at is null;
create index partner_change_task on samspil.partner_change (tenant_id, pathway_id, task_id);
create index partner_change_told_by on samspil.partner_change (told_by);
alter table samspil.partner_change enable row level security;

-- Read by those who read the whole pathway, and by whoever told it while on it.
create policy seen on samspil.partner_change for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (told_by = (select samspil.acting_opener()) and organisation_id = (select samspil.acting_organisation())
			and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
create policy told on samspil.partner_change for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and told_by = (select samspil.acting_opener())
		and organisation_id = (select samspil.acting_organisation()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]));
create policy said_more on samspil.partner_change for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and told_by = (select samspil.acting_opener()) and acknowledged_at is null
		and organisation_id = (select samspil.acting_organisation()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]));
grant select on samspil.partner_change to samspil_app;
grant insert (tenant_id, id, pathway_id, organisation_id, task_id, words, told_by, told_by_name, told_by_organisation_name) on samspil.partner_change to samspil_app;
grant update (words, version) on samspil.partner_change to samspil_app;
create trigger guard_closed before insert or update on samspil.partner_change for each row execute function samspil.guard_closed();

-- The tovholder says that it is seen, as it stood at a version; whoever told it hears of it while they are on the pathway. Answers
-- 'done'; 'stale' where there are more words by now, or somebody else has said so; 'not-yours'.
create function samspil.acknowledge_change(wanted uuid, change uuid, based_on integer, answer text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	c samspil.partner_change;
	who text;
	place text;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.partner_change x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.id = change for update;
	if not found then return 'not-yours'; end if;
	select p.name into who from samspil.person p where p.id = v.person_id;
	if c.acknowledged_at is not null then
		-- the same sent twice
		return case when c.acknowledged_by_name = who and c.answer = trim(acknowledge_change.answer) then 'done' else 'stale' end;
	end if;
	if c.version <> based_on then return 'stale'; end if;
	select o.name into place from samspil.organisation o where o.id = v.organisation_id;
	update samspil.partner_change x set acknowledged_at = now(), acknowledged_by_name = who, acknowledged_by_organisation_name = coalesce(place, ''),
			answer = trim(acknowledge_change.answer), version = x.version + 1
		where x.tenant_id = c.tenant_id and x.id = c.id;
	perform samspil.record_pathway('change.acknowledged', wanted, c.id);
	if exists (select from samspil.pathway_access a where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.person_id = c.told_by
		and a.reason = 'partner' and v.today between a.from_day and a.until_day) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, c.told_by, 'change-acknowledged', '/pathways/' || wanted || '/changes');
	end if;
	return 'done';
end $$;
revoke all on function samspil.acknowledge_change(uuid, uuid, integer, text) from public;
grant execute on function samspil.acknowledge_change(uuid, uuid, integer, text) to samspil_app;
