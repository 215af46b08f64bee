-- R-051: how the citizen took part in a decision on the pathway: to involve an organisation, that an effort is not the right one, to open something without
-- consent. Read by those who read the whole pathway; what the citizen said of it is not for the partner it is about.

create table samspil.citizen_involved (
	tenant_id uuid not null,
	pathway_id uuid not null,
	-- the partner, the effort found wrong or the basis, by the id its form is made with
	object_id uuid not null,
	about text not null check (about in ('partner', 'wrong-fit', 'basis')),
	part text not null check (part in ('asked', 'told', 'not-possible')),
	note text not null default '' check (length(note) <= 2000),
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, object_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (part <> 'not-possible' or note <> '')
);
create index citizen_involved_pathway on samspil.citizen_involved (tenant_id, pathway_id);
create index citizen_involved_written_by on samspil.citizen_involved (written_by);
alter table samspil.citizen_involved enable row level security;
create policy whole on samspil.citizen_involved for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
-- Written by whoever decides: the tovholder, and a partner that finds its own effort wrong.
create policy decided on samspil.citizen_involved for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and written_by = (select samspil.acting_opener())
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (about = 'wrong-fit' and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
grant select on samspil.citizen_involved to samspil_app;
grant insert (tenant_id, pathway_id, object_id, about, part, note, written_by, written_by_name) on samspil.citizen_involved to samspil_app;
create trigger guard_closed before insert or update on samspil.citizen_involved for each row execute function samspil.guard_closed();

-- Whether it is said of this decision.
create function samspil.is_citizen_involved(wanted uuid, object uuid) returns boolean
language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.citizen_involved c
		where c.tenant_id = samspil.visited_tenant() and c.pathway_id = wanted and c.object_id = object);
$$;
revoke all on function samspil.is_citizen_involved(uuid, uuid) from public;
grant execute on function samspil.is_citizen_involved(uuid, uuid) to samspil_app;
-- None of these decisions is written without; what was decided before stays as it is.
create policy with_citizen on samspil.partner as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.is_citizen_involved(pathway_id, id));
create policy with_citizen on samspil.disclosure_basis as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.is_citizen_involved(pathway_id, id));
create function samspil.ask_citizen_involved() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not samspil.is_citizen_involved(new.pathway_id, new.id) then
		raise check_violation using message = 'a decision says how the citizen took part';
	end if;
	return new;
end $$;
revoke all on function samspil.ask_citizen_involved() from public;
create trigger ask_citizen_involved before insert on samspil.wrong_fit for each row execute function samspil.ask_citizen_involved();
