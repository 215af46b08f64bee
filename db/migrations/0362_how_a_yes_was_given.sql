-- How a yes was given: whether an interpreter helped, who, how and in which language (L-23); and the paper it was given on.
alter table samspil.consent
	add interpreter_used boolean not null default false,
	add interpreter_how text check (interpreter_how in ('present', 'video', 'phone')),
	add interpreter_language text not null default '' check (length(interpreter_language) <= 100),
	-- of age, and neither a relative nor the companion
	add interpreter_adult boolean not null default false;
update samspil.consent set interpreter_used = true where interpreter <> '';
alter table samspil.consent add check (interpreter_used or (interpreter = '' and interpreter_how is null and interpreter_language = '' and not interpreter_adult));
-- R-147: nobody says yes to nothing
alter table samspil.consent add check (text_shown <> ''), add check (given_by_name <> '');
alter table samspil.consent_refusal
	add interpreter_used boolean not null default false,
	add interpreter_how text check (interpreter_how in ('present', 'video', 'phone')),
	add interpreter_language text not null default '' check (length(interpreter_language) <= 100),
	add interpreter_adult boolean not null default false;
update samspil.consent_refusal set interpreter_used = true where interpreter <> '';
alter table samspil.consent_refusal add check (interpreter_used or (interpreter = '' and interpreter_how is null and interpreter_language = '' and not interpreter_adult));
grant insert (interpreter_used, interpreter_how, interpreter_language, interpreter_adult) on samspil.consent_refusal to samspil_app;

-- The signed paper, scanned: looked into before it is taken in (src/server/uploads), never changed, and emptied where it was
-- another's. That it was there stays.
alter table samspil.consent add unique (tenant_id, id, pathway_id);
create table samspil.consent_scan (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	consent_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	file bytea check (length(file) between 1 and 25000000),
	size integer not null check (size > 0),
	hash bytea not null check (length(hash) = 32),
	pages integer not null check (pages between 1 and 500),
	added_at timestamptz not null default now(),
	added_by uuid not null references samspil.person,
	added_by_name text not null,
	emptied_at timestamptz,
	emptied_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, consent_id, pathway_id) references samspil.consent (tenant_id, id, pathway_id),
	check ((file is null) = (emptied_at is not null)),
	check ((emptied_at is null) = (emptied_by_name is null)),
	check (file is null or (length(file) = size and sha256(file) = hash))
);
alter table samspil.consent_scan alter column file set storage external;
create index consent_scan_consent on samspil.consent_scan (tenant_id, consent_id, pathway_id, added_at);
create index consent_scan_pathway on samspil.consent_scan (tenant_id, pathway_id);
create index consent_scan_added_by on samspil.consent_scan (added_by);
alter table samspil.consent_scan enable row level security;

create function samspil.guard_scan() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		if old.file is null or new.file is not null
			or (new.name, new.size, new.hash, new.pages, new.consent_id, new.pathway_id, new.added_at, new.added_by)
				is distinct from (old.name, old.size, old.hash, old.pages, old.consent_id, old.pathway_id, old.added_at, old.added_by) then
			raise check_violation using message = 'a scan that was taken in is emptied at most';
		end if;
	elsif (select count(*) from samspil.consent_scan s where s.tenant_id = new.tenant_id and s.consent_id = new.consent_id and s.file is not null) >= 5 then
		raise check_violation using message = 'a consent has five scans at most';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_scan() from public;
create trigger guard_scan before insert or update on samspil.consent_scan for each row execute function samspil.guard_scan();
create trigger guard_closed before insert on samspil.consent_scan for each row execute function samspil.guard_closed();

-- Read by whoever may read the consent, and by nobody else.
create policy with_its_consent on samspil.consent_scan for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and exists (select from samspil.consent c
		where c.tenant_id = consent_scan.tenant_id and c.id = consent_scan.consent_id and c.pathway_id = consent_scan.pathway_id));
create policy added on samspil.consent_scan for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and added_by = (select samspil.acting_opener()) and emptied_at is null);
create policy emptied on samspil.consent_scan for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and emptied_at is not null);
grant select on samspil.consent_scan to samspil_app;
grant insert (tenant_id, id, pathway_id, consent_id, name, file, size, hash, pages, added_by, added_by_name) on samspil.consent_scan to samspil_app;
grant update (file, emptied_at, emptied_by_name) on samspil.consent_scan to samspil_app;
