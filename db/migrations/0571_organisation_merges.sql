-- One organisation that stands in the register twice becomes one. What lives on the collaboration level moves to the one that stays; what
-- was agreed, signed, consented to or written under the former name stays under it, and so does whoever reads by it (docs/decisions/0570).
-- Each municipality moves what is its own; the register remembers which of the two stays.

-- In the register: the organisation that this one is. Never a chain: whoever is merged takes its former names along.
alter table samspil.organisation add merged_into uuid references samspil.organisation check (merged_into <> id);
create index organisation_merged_into on samspil.organisation (merged_into);
-- In a municipality: from then on nothing new begins under the former name here.
alter table samspil.tenant_organisation add merged_into uuid check (merged_into <> organisation_id),
	add constraint tenant_organisation_merged foreign key (tenant_id, merged_into) references samspil.tenant_organisation;
create index tenant_organisation_merged_into on samspil.tenant_organisation (tenant_id, merged_into);
alter policy administrators_add on samspil.organisation
	with check ((select samspil.is_administrator()) and created_by = (select samspil.acting_person()) and merged_into is null);
-- A former name is what papers say, and stays as it was.
alter policy administrators_change on samspil.organisation using ((select samspil.is_administrator()) and merged_into is null);
alter policy administrators_add on samspil.tenant_organisation
	with check (not tenant_id is distinct from samspil.visited_tenant() and (select samspil.is_administrator()) and merged_into is null);

-- Who merged what, when and why, and what moved; written by merge_organisations alone, and never changed but for when the last hat went.
create table samspil.organisation_merge (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	merged_id uuid not null,
	merged_name text not null,
	into_id uuid not null,
	into_name text not null,
	reason text not null check (reason <> '' and length(reason) <= 2000),
	merged_by uuid not null references samspil.person,
	merged_by_name text not null,
	merged_at timestamptz not null default now(),
	moved jsonb not null,
	hats_ended_on date,
	primary key (tenant_id, id),
	unique (tenant_id, merged_id),
	foreign key (tenant_id, merged_id) references samspil.tenant_organisation,
	foreign key (tenant_id, into_id) references samspil.tenant_organisation
);
create index organisation_merge_into on samspil.organisation_merge (tenant_id, into_id);
create index organisation_merge_merged_by on samspil.organisation_merge (merged_by);
create index organisation_merge_hats on samspil.organisation_merge (tenant_id) where hats_ended_on is null;
alter table samspil.organisation_merge enable row level security;
create policy administered on samspil.organisation_merge for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.administered_tenant()));
grant select on samspil.organisation_merge to samspil_app;

-- Two that look alike and are not the same, as somebody has said here, and by what they looked alike then: what is found later is asked anew.
create table samspil.organisation_not_same (
	tenant_id uuid not null references samspil.tenant,
	one_id uuid not null references samspil.organisation,
	other_id uuid not null references samspil.organisation check (one_id < other_id),
	reasons text[] not null check (reasons <@ '{cvr,name,like-name,domain,phone,merged-elsewhere}'),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	primary key (tenant_id, one_id, other_id)
);
create index organisation_not_same_one on samspil.organisation_not_same (one_id);
create index organisation_not_same_other on samspil.organisation_not_same (other_id);
create trigger stamp_change before insert or update on samspil.organisation_not_same for each row execute function samspil.stamp_change();
alter table samspil.organisation_not_same enable row level security;
create policy administered on samspil.organisation_not_same to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.administered_tenant()))
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.administered_tenant()));
grant select, insert, delete on samspil.organisation_not_same to samspil_app;
grant update (reasons) on samspil.organisation_not_same to samspil_app;

-- Nothing new begins under a former name. Whoever merges holds the row, so one who comes at the same moment waits, and meets it.
create function samspil.refuse_former() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	named uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
	former uuid;
begin
	if named is null then return new; end if;
	select t.merged_into into former from samspil.tenant_organisation t
		where t.tenant_id = new.tenant_id and t.organisation_id = named for key share;
	if former is not null then
		raise check_violation using message = 'nothing new begins under a former name';
	end if;
	return new;
end $$;
create trigger refuse_former before insert on samspil.membership for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.invitation for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.collaboration_party for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.group_member for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.tovholder_pool for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.document_party for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.capacity_question for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.organisation_contact for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert or update of organisation_id on samspil.offer for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert on samspil.offer_import for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former before insert or update of responsible_organisation_id on samspil.plan_activity for each row
	execute function samspil.refuse_former('responsible_organisation_id');
create trigger refuse_former before insert on samspil.partner for each row execute function samspil.refuse_former('organisation_id');
-- one that was only thought of is not asked any more; a question that has been put is answered by those it was put to
create trigger refuse_former_asked before update of state on samspil.partner for each row
	when (new.state = 'contacted' and old.state <> 'contacted') execute function samspil.refuse_former('organisation_id');
-- Nor does one that is merged begin to work in another municipality.
create function samspil.refuse_merged() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	former uuid;
begin
	select o.merged_into into former from samspil.organisation o where o.id = new.organisation_id for key share;
	if former is not null then
		raise check_violation using message = 'an organisation that was merged begins nowhere';
	end if;
	return new;
end $$;
create trigger refuse_merged before insert on samspil.tenant_organisation for each row execute function samspil.refuse_merged();

-- What runs under a name: citizens' pathways that its people are in or asked about.
create function samspil.has_pathways_open(tenant uuid, organisation uuid, today date) returns boolean
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select exists (select from samspil.pathway w where w.tenant_id = has_pathways_open.tenant and w.state = 'open' and (
		exists (select from samspil.partner p where p.tenant_id = w.tenant_id and p.pathway_id = w.id
			and p.organisation_id = has_pathways_open.organisation
			and (p.state = 'contacted' or p.state = 'agreed' and coalesce(p.ended_on, today) >= today))
		or exists (select from samspil.tovholder t where t.tenant_id = w.tenant_id and t.pathway_id = w.id
			and t.organisation_id = has_pathways_open.organisation and (t.until is null or t.handover_until >= today))
		or exists (select from samspil.transfer x where x.tenant_id = w.tenant_id and x.pathway_id = w.id
			and has_pathways_open.organisation in (x.from_organisation_id, x.to_organisation_id)
			and x.state in ('proposed', 'asked'))
		or exists (select from samspil.emergency_access e where e.tenant_id = w.tenant_id and e.pathway_id = w.id
			and e.organisation_id = has_pathways_open.organisation and e.ended_at is null and e.until_on >= today)));
end;
-- Agreements that it is a party to, or still bound by.
create function samspil.party_documents(tenant uuid, organisation uuid) returns uuid[]
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select coalesce(array_agg(p.document_id order by p.document_id), '{}') from samspil.document_party p
		where p.tenant_id = party_documents.tenant and p.organisation_id = party_documents.organisation
			and (p.left_at is null or samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id));
end;
-- Who of an organisation works with an agreement that it is a party to: by name, or as a manager or one who can bind it.
create function samspil.works_with_documents(tenant uuid, organisation uuid, person uuid, documents uuid[]) returns boolean
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select exists (select from samspil.membership m where m.tenant_id = works_with_documents.tenant and m.organisation_id = works_with_documents.organisation
			and m.person_id = person and (m.can_bind or m.function = 'manager'))
		or exists (select from samspil.document_party p where p.tenant_id = works_with_documents.tenant and p.document_id = any (documents)
			and p.organisation_id = works_with_documents.organisation and p.responsible_person_id = person)
		or exists (select from samspil.document_signatory s where s.tenant_id = works_with_documents.tenant and s.document_id = any (documents)
			and s.organisation_id = works_with_documents.organisation and s.person_id = person)
		or exists (select from samspil.document_executor e where e.tenant_id = works_with_documents.tenant and e.document_id = any (documents)
			and e.organisation_id = works_with_documents.organisation and e.person_id = person)
		or exists (select from samspil.document d where d.tenant_id = works_with_documents.tenant and d.id = any (documents)
			and (d.owner_person_id = person and d.owner_organisation_id = works_with_documents.organisation
				or d.begun_by = person and d.begun_by_organisation = works_with_documents.organisation));
end;
-- Ends the hats of a former name as far as nothing is done with them any more; answers how many. While a citizen's pathway runs all stay:
-- who leaves one is decided there. While only agreements run, those stay who work with them, and all where nobody does.
create function samspil.end_former_hats(tenant uuid, former uuid, today date) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	documents uuid[] := samspil.party_documents(tenant, former);
	ended integer;
begin
	if samspil.has_pathways_open(tenant, former, today) then return 0; end if;
	with working as (
		select m.person_id, samspil.works_with_documents(tenant, former, m.person_id, documents) as stays from samspil.membership m
		where m.tenant_id = tenant and m.organisation_id = former and (m.active_until is null or m.active_until >= today)
	)
	update samspil.membership m set active_until = greatest(today - 1, m.active_from - 1), version = m.version + 1
		from working w
		where m.tenant_id = tenant and m.organisation_id = former and m.person_id = w.person_id
			and (documents = '{}' or not w.stays and exists (select from working x where x.stays));
	get diagnostics ended = row_count;
	update samspil.organisation_merge g set hats_ended_on = today
		where g.tenant_id = tenant and g.merged_id = former and g.hats_ended_on is null
			and not exists (select from samspil.membership m where m.tenant_id = tenant and m.organisation_id = former
				and (m.active_until is null or m.active_until >= today));
	return ended;
end $$;
-- The same for all former names, by night.
create function samspil.end_all_former_hats(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' then return 0; end if;
	return (select coalesce(sum(samspil.end_former_hats(g.tenant_id, g.merged_id, today)), 0) from samspil.organisation_merge g
		where g.hats_ended_on is null);
end $$;

-- What would move, and what would stay, said without a word about citizens: names that an administrator sees anyway, and numbers.
create function samspil.what_would_move(tenant uuid, merged uuid, today date) returns jsonb
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	documents uuid[] := samspil.party_documents(tenant, merged);
	drafts uuid[] := array(select d from unnest(documents) d
		where not exists (select from samspil.document_version w where w.tenant_id = tenant and w.document_id = d) order by d);
begin
	return jsonb_build_object(
		'people', (select coalesce(jsonb_agg(m.person_name order by m.person_name, m.person_id), '[]') from samspil.membership m
			where m.tenant_id = tenant and m.organisation_id = merged and (m.active_until is null or m.active_until >= today)),
		'leaders', (select coalesce(jsonb_agg(m.person_name order by m.person_name, m.person_id), '[]') from samspil.membership m
			where m.tenant_id = tenant and m.organisation_id = merged and (m.active_until is null or m.active_until >= today)
				and (m.can_bind or m.function = 'manager')),
		'collaborations', (select coalesce(jsonb_agg(c.name order by c.name, c.id), '[]') from samspil.collaboration_party p
			join samspil.collaboration c on c.tenant_id = p.tenant_id and c.id = p.collaboration_id
			where p.tenant_id = tenant and p.organisation_id = merged and p.left_on is null),
		'offers', (select coalesce(jsonb_agg(o.name order by o.name, o.id), '[]') from samspil.offer o
			where o.tenant_id = tenant and o.organisation_id = merged),
		'contacts', (select coalesce(jsonb_agg(k.name order by k.name, k.id), '[]') from samspil.organisation_contact k
			where k.tenant_id = tenant and k.organisation_id = merged),
		'invitations', (select count(*) from samspil.invitation i where i.tenant_id = tenant and i.organisation_id = merged
			and i.used_at is null and i.revoked_at is null),
		'seats', (select count(*) from samspil.group_member g where g.tenant_id = tenant and g.organisation_id = merged
			and (g.until is null or g.until >= today)),
		'pool', (select count(*) from samspil.tovholder_pool t where t.tenant_id = tenant and t.organisation_id = merged
			and (t.until is null or t.until >= today)),
		'activities', (select count(*) from samspil.plan_activity a where a.tenant_id = tenant and a.responsible_organisation_id = merged
			and a.standing not in ('done', 'dropped')),
		'imports', (select count(*) from samspil.offer_import i where i.tenant_id = tenant and i.organisation_id = merged),
		'drafts', cardinality(drafts),
		'agreements', cardinality(documents) - cardinality(drafts));
end $$;
-- The page before it is done. Null to whoever does not administer here, and where one of the two is not there. `seen` is the mark of what
-- was shown: what is merged is what was looked at, or it is looked at again.
create function samspil.preview_merge(merged uuid, survivor uuid) returns table (moved jsonb, seen text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if samspil.administered_tenant() is null then return; end if;
	return query select x.moves, md5(x.moves::text || a.version || '.' || b.version || a.name || a.kind || b.name || b.kind)
		from samspil.tenant_organisation t join samspil.organisation a on a.id = t.organisation_id
			join samspil.organisation b on b.id = survivor
			cross join lateral (select samspil.what_would_move(t.tenant_id, a.id, v.today) as moves) x
		where t.tenant_id = v.tenant_id and t.organisation_id = preview_merge.merged and t.merged_into is null;
end $$;
revoke all on function samspil.refuse_former(), samspil.refuse_merged(), samspil.has_pathways_open(uuid, uuid, date), samspil.party_documents(uuid, uuid),
	samspil.works_with_documents(uuid, uuid, uuid, uuid[]), samspil.end_former_hats(uuid, uuid, date), samspil.end_all_former_hats(date),
	samspil.what_would_move(uuid, uuid, date), samspil.preview_merge(uuid, uuid) from public;
grant execute on function samspil.preview_merge(uuid, uuid) to samspil_app;
grant execute on function samspil.end_all_former_hats(date) to samspil_jobs;
