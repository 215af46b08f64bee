-- A-5: a tovholder is offered, and the citizen may say no. The no stands with its day, and with what the citizen said of it, where the
-- whole pathway is read. Whoever leads the collaboration learns the day and nothing else; the need stays among those that wait.
create table samspil.tovholder_refusal (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	refused_on date not null,
	note text not null default '' check (length(note) <= 2000),
	registered_at timestamptz not null default now(),
	registered_by uuid not null references samspil.person,
	registered_by_name text not null check (registered_by_name <> ''),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index tovholder_refusal_pathway on samspil.tovholder_refusal (tenant_id, pathway_id, refused_on desc);
create index tovholder_refusal_registered_by on samspil.tovholder_refusal (registered_by);
alter table samspil.tovholder_refusal enable row level security;
create policy seen on samspil.tovholder_refusal for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy registered on samspil.tovholder_refusal for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and registered_by = (select samspil.acting_opener()) and refused_on <= samspil.acting_day());
grant select on samspil.tovholder_refusal to samspil_app;
grant insert (tenant_id, id, pathway_id, refused_on, note, registered_by, registered_by_name) on samspil.tovholder_refusal to samspil_app;
create trigger guard_closed before insert on samspil.tovholder_refusal for each row execute function samspil.guard_closed();

-- The last day on which the citizen said no; no reason to have decided again, so the version stays.
alter table samspil.allotment add refused_on date;
create function samspil.note_offer_refused() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.allotment a set refused_on = greatest(a.refused_on, new.refused_on)
		where a.tenant_id = new.tenant_id and a.pathway_id = new.pathway_id;
	return null;
end $$;
create trigger note_offer_refused after insert on samspil.tovholder_refusal for each row execute function samspil.note_offer_refused();
