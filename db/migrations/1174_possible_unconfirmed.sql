-- An offer on a citizen's page that came with a file, and that nobody has confirmed, is marked there as it is in the directory (otherwise as 1120).
create or replace function samspil.possible_offers(wanted uuid) returns table (offer uuid, name text, provider text, why text, chosen_at timestamptz,
	chosen_by text, is_there boolean, is_stale boolean, content text, next_step text, contact text, phone text, website text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_whole_pathways())) then return; end if;
	return query
	select k.offer_id, coalesce(o.name, k.name), coalesce(o.provider, k.provider), k.why, k.chosen_at, k.chosen_by_name, o.id is not null,
		coalesce(o.state = 'stale' or not o.is_confirmed, false), coalesce(o.content, ''), coalesce(o.next_step, ''), coalesce(o.contact, ''), coalesce(o.phone, ''),
		coalesce(o.website, '')
	from samspil.acting_visit() v join samspil.pathway_offer k on k.tenant_id = v.tenant_id and k.pathway_id = wanted
		left join lateral (
			select f.*, samspil.offer_state(f.confirmed_on, f.valid_until, f.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day()) as state
			from samspil.offer f join samspil.offer_directory d on d.tenant_id = f.tenant_id
			where f.tenant_id = k.tenant_id and f.id = k.offer_id
		) o on o.state in ('fresh', 'soon', 'stale')
	order by k.chosen_at, k.offer_id limit 50;
end $$;
