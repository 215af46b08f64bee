-- R-125: offers of the directory that whoever holds the threads thinks of for this citizen. They stand on the citizen's page in plain words;
-- nobody is asked, and nobody but the citizen and the tovholder reads which they are.
create table samspil.pathway_offer (
	tenant_id uuid not null,
	pathway_id uuid not null,
	-- no foreign key: an offer can be taken out of the directory, and the name stays
	offer_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	provider text not null default '' check (length(provider) <= 200),
	-- why, to the citizen
	why text not null default '' check (length(why) <= 500),
	chosen_at timestamptz not null default now(),
	chosen_by_name text not null check (chosen_by_name <> ''),
	primary key (tenant_id, pathway_id, offer_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
alter table samspil.pathway_offer enable row level security;
create policy mine on samspil.pathway_offer for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy chosen on samspil.pathway_offer for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy dropped on samspil.pathway_offer for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, delete on samspil.pathway_offer to samspil_app;
grant insert (tenant_id, pathway_id, offer_id, name, provider, why, chosen_by_name) on samspil.pathway_offer to samspil_app;
create trigger guard_closed before insert on samspil.pathway_offer for each row execute function samspil.guard_closed();
create trigger guard_taken_off before delete on samspil.pathway_offer for each row execute function samspil.guard_mark_taken_off();

-- Which they are, with what the directory says of them today, for those who read the whole pathway: a citizen reads an offer that was chosen for
-- them also where the municipality keeps its directory to itself. `is_there` is false where it has been taken out.
create function samspil.possible_offers(wanted uuid) returns table (offer uuid, name text, provider text, why text, chosen_at timestamptz,
	chosen_by text, is_there boolean, content text, next_step text, contact text, phone text, website text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_whole_pathways())) then return; end if;
	return query
	select k.offer_id, coalesce(o.name, k.name), coalesce(o.provider, k.provider), k.why, k.chosen_at, k.chosen_by_name, o.id is not null,
		coalesce(o.content, ''), coalesce(o.next_step, ''), coalesce(o.contact, ''), coalesce(o.phone, ''), coalesce(o.website, '')
	from samspil.acting_visit() v join samspil.pathway_offer k on k.tenant_id = v.tenant_id and k.pathway_id = wanted
		left join samspil.offer o on o.tenant_id = k.tenant_id and o.id = k.offer_id and o.withdrawn_on is null
	order by k.chosen_at, k.offer_id limit 50;
end $$;
revoke all on function samspil.possible_offers(uuid) from public;
grant execute on function samspil.possible_offers(uuid) to samspil_app;
