-- The plan of a pathway (R-055, R-148): each edition stands as it was written, with who owns it and how the cooperation with the
-- citizen goes on. The citizen and each partner answer to one edition, and a newer one asks everybody again.
create table samspil.pathway_plan (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	number integer not null check (number > 0),
	aim text not null check (aim <> '' and length(aim) <= 2000),
	steps text not null check (steps <> '' and length(steps) <= 10000),
	cooperation text not null check (cooperation <> '' and length(cooperation) <= 5000),
	involvement text not null check (involvement <> '' and length(involvement) <= 5000),
	review_on date,
	-- [{person, organisation, name, organisationName}], as they were called when it was written
	owners jsonb not null check (jsonb_typeof(owners) = 'array'),
	citizen_owns boolean not null,
	hash bytea not null check (length(hash) = 32),
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_by_organisation_name text not null,
	written_at timestamptz not null default now(),
	-- when a newer edition took its place
	replaced_at timestamptz,
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, number),
	unique (tenant_id, id, hash),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check (citizen_owns or owners <> '[]')
);
create index pathway_plan_scope on samspil.pathway_plan (tenant_id, scope_id);
create index pathway_plan_written_by on samspil.pathway_plan (written_by);

create table samspil.pathway_plan_answer (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	plan_id uuid not null,
	-- of exactly the text that was answered
	hash bytea not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	-- null: the citizen's
	organisation_id uuid references samspil.organisation,
	organisation_name text not null,
	answer text not null check (answer in ('accepted', 'not-yet', 'disagrees')),
	note text not null default '' check (length(note) <= 2000),
	answered_by uuid not null references samspil.person,
	answered_by_name text not null check (answered_by_name <> ''),
	-- the citizen told it, and whoever holds the threads wrote it down
	told boolean not null default false,
	answered_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	unique nulls not distinct (tenant_id, plan_id, organisation_id),
	foreign key (tenant_id, plan_id, hash) references samspil.pathway_plan (tenant_id, id, hash),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check (answer <> 'disagrees' or note <> '')
);
create index pathway_plan_answer_pathway on samspil.pathway_plan_answer (tenant_id, pathway_id);
create index pathway_plan_answer_scope on samspil.pathway_plan_answer (tenant_id, scope_id);
create index pathway_plan_answer_organisation on samspil.pathway_plan_answer (organisation_id);
create index pathway_plan_answer_by on samspil.pathway_plan_answer (answered_by);
alter table samspil.pathway_plan enable row level security;
alter table samspil.pathway_plan_answer enable row level security;

-- An edition is sealed by its hash and takes the place of the one before; its words never change.
create function samspil.freeze_pathway_plan() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		if to_jsonb(new) - 'replaced_at' <> to_jsonb(old) - 'replaced_at' or old.replaced_at is not null then
			raise check_violation using message = 'an edition of a plan does not change';
		end if;
		return new;
	end if;
	new.hash := sha256(convert_to(jsonb_build_array(new.number, new.aim, new.steps, new.cooperation, new.involvement, new.review_on,
		new.owners, new.citizen_owns)::text, 'UTF8'));
	new.replaced_at := null;
	update samspil.pathway_plan p set replaced_at = now()
		where p.tenant_id = new.tenant_id and p.pathway_id = new.pathway_id and p.replaced_at is null and p.number = new.number - 1;
	if not found and new.number > 1 then raise unique_violation using message = 'a newer edition of the plan is there already'; end if;
	return new;
end $$;
create trigger keep_frozen before insert or update on samspil.pathway_plan for each row execute function samspil.freeze_pathway_plan();

-- An answer is to the newest edition: it holds that one fast until it is given.
create function samspil.guard_plan_answer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform from samspil.pathway_plan p where p.tenant_id = new.tenant_id and p.id = new.plan_id and p.hash = new.hash
		and p.pathway_id = new.pathway_id and p.scope_id = new.scope_id and p.replaced_at is null for share;
	if not found then raise foreign_key_violation using message = 'an answer is to the newest edition of the plan'; end if;
	return new;
end $$;
create trigger guard_newest before insert or update on samspil.pathway_plan_answer for each row execute function samspil.guard_plan_answer();
create trigger guard_closed before insert on samspil.pathway_plan for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.pathway_plan_answer for each row execute function samspil.guard_closed();
revoke all on function samspil.freeze_pathway_plan(), samspil.guard_plan_answer() from public;

create policy covered on samspil.pathway_plan for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy held on samspil.pathway_plan for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and written_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.pathway_plan to samspil_app;
grant insert (tenant_id, id, pathway_id, scope_id, category, number, aim, steps, cooperation, involvement, review_on, owners, citizen_owns,
	hash, written_by, written_by_name, written_by_organisation_name) on samspil.pathway_plan to samspil_app;

create policy covered on samspil.pathway_plan_answer for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy answered on samspil.pathway_plan_answer for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and answered_by = (select samspil.acting_opener())
		and ((organisation_id is null and not told and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]))
			or (organisation_id is null and told and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
			or (organisation_id = (select samspil.acting_organisation()) and not told
				and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and scope_id = any ((select samspil.my_scopes())::uuid[]))));
create policy answered_anew on samspil.pathway_plan_answer for update to samspil_app
	using (tenant_id = samspil.visited_tenant()
		and (organisation_id = (select samspil.acting_organisation())
			or (organisation_id is null and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]))))
	with check (tenant_id = samspil.visited_tenant() and answered_by = (select samspil.acting_opener())
		and ((organisation_id is null and not told and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]))
			or (organisation_id is null and told and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
			or (organisation_id = (select samspil.acting_organisation()) and not told
				and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and scope_id = any ((select samspil.my_scopes())::uuid[]))));
grant select on samspil.pathway_plan_answer to samspil_app;
grant insert (tenant_id, plan_id, hash, pathway_id, scope_id, category, organisation_id, organisation_name, answer, note, answered_by,
	answered_by_name, told) on samspil.pathway_plan_answer to samspil_app;
grant update (answer, note, answered_by, answered_by_name, told, answered_at, version) on samspil.pathway_plan_answer to samspil_app;
