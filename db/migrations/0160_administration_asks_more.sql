-- The administrator's hat opens nothing on the strength of a password alone, unless the installation says otherwise: who is
-- invited and appointed with it reads and writes in somebody's name. Every policy and function about organisations, people,
-- invitations and the outbox asks one of these three, so each of them closes here. As in 0003, and sealed with the visit.

-- The tenant in which the acting person wears the administrator's hat.
create or replace function samspil.administered_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] = 'administrator' and w[5] = 't' then w[2] end;
end $$;
create or replace function samspil.is_administrator() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return coalesce(w[4] = 'administrator' and w[5] = 't', false);
end $$;
-- The tenant in which the acting person wears an organisation's or the administrator's hat: its staff side.
create or replace function samspil.staffed_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] = 'organisation' or w[4] = 'administrator' and w[5] = 't' then w[2] end;
end $$;
