-- L-11: who is responsible (controller) for which data, collaboration by collaboration, and by which agreement. A matter of the
-- collaboration level: no word about a citizen. Each organisation keeps its own part, the project leader the whole register.

-- The organisation that the visitor answers for: its managers, those who can bind it, and the municipality's data protection officer.
create function samspil.answering_organisation() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w[4] is distinct from 'organisation' then return null; end if;
	return (select m.organisation_id from samspil.membership m
		where m.tenant_id = w[2]::uuid and m.person_id = samspil.acting_person() and m.organisation_id = samspil.acting_organisation()
			and (m.can_bind or m.function in ('manager', 'data-protection-officer')));
end $$;
revoke all on function samspil.answering_organisation() from public;
grant execute on function samspil.answering_organisation() to samspil_app;

create table samspil.data_responsibility (
	tenant_id uuid not null,
	id uuid not null,
	collaboration_id uuid not null,
	organisation_id uuid not null,
	-- what it is responsible for, in words that a citizen understands
	what text not null check (what <> '' and length(what) <= 1000),
	-- the kinds of things said on a pathway that it covers; none where it is about other data
	categories text[] not null default '{}'
		check (categories <@ array['contact', 'situation', 'housing', 'work', 'health', 'substance-use', 'family', 'economy', 'meetings', 'progress']),
	-- the agreement that says so: its name, and where it is kept here, which it is
	agreement_named text not null default '' check (length(agreement_named) <= 200),
	agreement_id uuid check (agreement_id is null or agreement_named <> ''),
	-- whom a citizen asks
	contact text not null check (contact <> '' and length(contact) <= 500),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, agreement_id) references samspil.document
);
create index data_responsibility_collaboration on samspil.data_responsibility (tenant_id, collaboration_id, organisation_id);
create index data_responsibility_organisation on samspil.data_responsibility (tenant_id, organisation_id);
create index data_responsibility_agreement on samspil.data_responsibility (tenant_id, agreement_id);
create trigger stamp_change before insert or update of what, categories, agreement_named, agreement_id, contact, version
	on samspil.data_responsibility for each row execute function samspil.stamp_change();
create trigger refuse_former before insert on samspil.data_responsibility for each row execute function samspil.refuse_former('organisation_id');

-- An agreement that says so is of the same collaboration.
create function samspil.guard_responsibility() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not exists (select from samspil.document d where d.tenant_id = new.tenant_id and d.id = new.agreement_id
			and d.collaboration_id = new.collaboration_id) then
		raise check_violation using message = 'the agreement is of another collaboration';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_responsibility() from public;
create trigger guard_responsibility before insert or update of agreement_id on samspil.data_responsibility for each row
	when (new.agreement_id is not null) execute function samspil.guard_responsibility();

alter table samspil.data_responsibility enable row level security;
create policy read on samspil.data_responsibility for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_collaborations())::uuid[]));
create policy begun on samspil.data_responsibility for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		and (organisation_id = (select samspil.answering_organisation())
			or collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]))
		and exists (select from samspil.collaboration_party p where p.tenant_id = data_responsibility.tenant_id
			and p.collaboration_id = data_responsibility.collaboration_id and p.organisation_id = data_responsibility.organisation_id
			and p.left_on is null));
create policy kept on samspil.data_responsibility for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		and (organisation_id = (select samspil.answering_organisation())
			or collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
create policy taken_off on samspil.data_responsibility for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		and (organisation_id = (select samspil.answering_organisation())
			or collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
grant select, insert, delete on samspil.data_responsibility to samspil_app;
grant update (what, categories, agreement_named, agreement_id, contact, version) on samspil.data_responsibility to samspil_app;

-- An organisation that gets another name takes its part along.
create function samspil.merge_responsibility() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.data_responsibility r set organisation_id = new.merged_into
		where r.tenant_id = new.tenant_id and r.organisation_id = new.organisation_id;
	return null;
end $$;
revoke all on function samspil.merge_responsibility() from public;
create trigger merge_responsibility after update of merged_into on samspil.tenant_organisation for each row
	when (new.merged_into is not null and old.merged_into is null) execute function samspil.merge_responsibility();

-- Who is responsible for what on one pathway, for whoever may open it: the municipality, whoever holds the threads, the partners that said
-- yes; and to those who read the whole of it, the organisations that have written there before. `what` is null where an organisation
-- has written nothing of its part.
create function samspil.responsible_on(wanted uuid) returns table (organisation uuid, name text, what text, categories text[],
	agreement text, contact text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	whole boolean := wanted = any (samspil.my_whole_pathways());
begin
	if v.person_id is null or not (wanted = any (samspil.my_pathways())) then return; end if;
	return query
	with involved (id) as (
		select v.tenant_id
		union select t.organisation_id from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted
			and (whole or t.until is null)
		union select p.organisation_id from samspil.partner p where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed'
		union select e.author_organisation_id from samspil.entry e where whole and e.tenant_id = v.tenant_id and e.pathway_id = wanted
	), named (id) as (
		-- under a former name an organisation answers by the name there is now
		select distinct coalesce(t.merged_into, t.organisation_id) from involved i
			join samspil.tenant_organisation t on t.tenant_id = v.tenant_id and t.organisation_id = i.id
	)
	select o.id, o.name, r.what, r.categories, r.agreement_named, r.contact
	from named n join samspil.organisation o on o.id = n.id
		join samspil.pathway w on w.tenant_id = v.tenant_id and w.id = wanted
		left join samspil.data_responsibility r on r.tenant_id = v.tenant_id and r.collaboration_id = w.collaboration_id and r.organisation_id = o.id
	order by o.id <> v.tenant_id, o.name, o.id, r.what, r.id;
end $$;
revoke all on function samspil.responsible_on(uuid) from public;
grant execute on function samspil.responsible_on(uuid) to samspil_app;

-- Whether the visitor may take along what their organisation has written on this pathway: who answers for it, and holds the threads or is
-- on the pathway for it today. Whether they were let in for an emergency, or are handing over, does not count.
create function samspil.takes_part_along(wanted uuid) returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder,partner}'))) then return null; end if;
	return samspil.answering_organisation();
end $$;
revoke all on function samspil.takes_part_along(uuid) from public;
grant execute on function samspil.takes_part_along(uuid) to samspil_app;
