-- What the exchange format for directories (HSDS) asks for: a search over all open directories, and the organisations that give offers.
create function samspil.match_public_offers(asked text) returns table (tenant_id uuid, offer_id uuid, score real)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select d.tenant_id, m.offer_id, m.score from samspil.offer_directory d cross join lateral samspil.match_offers(d.tenant_id, asked, false) m where d.is_public;
end $$;
revoke all on function samspil.match_public_offers(text) from public;
grant execute on function samspil.match_public_offers(text) to samspil_app;
