-- What came in a file was found right by nobody here. Where the file says a day, the offer counts from it, and it is said that the file says so: nobody's name
-- stands there. Where it says none, nobody has found it right (`is_confirmed` is false), and `confirmed_on` is only the day from which it is asked about
-- soon, marked and hidden as others are. Whoever finds an offer right gives it their name, and it is confirmed.
alter table samspil.offer add column is_confirmed boolean not null default true;
alter table samspil.offer drop constraint offer_confirmed_by_name_check;
alter table samspil.offer add constraint offer_confirmed_by check (confirmed_by_name <> '' or source <> '');
alter table samspil.offer add constraint offer_is_confirmed check (is_confirmed or confirmed_by_name = '');
grant update (is_confirmed) on samspil.offer to samspil_app;

create function samspil.confirm_by_name() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.is_confirmed := true;
	return new;
end $$;
revoke all on function samspil.confirm_by_name() from public;
create trigger confirm_by_name before insert or update on samspil.offer for each row when (new.confirmed_by_name <> '' and not new.is_confirmed)
	execute function samspil.confirm_by_name();

-- What anybody reads, the list, and the link in a mail say it too (otherwise as 0440, 1170 and 1117).
create or replace view samspil.public_offer with (security_barrier) as
	select o.tenant_id, o.id, o.organisation_id, o.provider, o.group_kind, o.name, o.target_group, o.content, o.admission, o.next_step, o.contact, o.phone, o.email,
		o.website, o.address, o.postal_code, o.town, o.area, o.opening_hours, o.price, o.languages, o.themes, o.is_preventive, o.places_total, o.places_free,
		o.valid_until, o.confirmed_on, o.changed_at,
		samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day()) as state,
		o.is_confirmed
	from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
	where d.is_public and samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day())
		in ('fresh', 'soon', 'stale');

create or replace function samspil.find_offers(place uuid, asked text, wanted jsonb, first integer, size integer) returns jsonb
language plpgsql stable security definer set search_path = samspil, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set jit = off as $$
declare
	tenant uuid;
	d samspil.offer_directory;
	today date := samspil.acting_day();
	answer jsonb;
	group_wanted text := wanted ->> 'group';
	theme_wanted text[] := array[wanted ->> 'theme'];
	language_wanted text[] := array[lower(wanted ->> 'language')];
	area_wanted text := lower(wanted ->> 'area');
	open_wanted boolean := wanted ->> 'open' is not null;
	preventive_wanted boolean := wanted ->> 'preventive' is not null;
	words boolean := exists (select from samspil.words_in(left(asked, 300)) w where samspil.stem_of(w.word) is not null);
begin
	tenant := coalesce(place, samspil.staffed_tenant());
	select * into d from samspil.offer_directory x where x.tenant_id = tenant and (x.is_public or place is null);
	if not found then return null; end if;
	with fitting as materialized (
		select m.offer_id, m.score from samspil.match_offers(tenant, asked, false) m where words
	), best as (
		select max(f.score) as score from fitting f
	), found as (
		-- looked up one by one: few are found of all there are, and the planner does not know it (hence the offset)
		select x.*, f.score from fitting f cross join best b cross join lateral (select * from samspil.offer o where o.tenant_id = tenant and o.id = f.offer_id offset 0) x
			where f.score >= b.score * 0.12
		union all select x.*, 0 from samspil.offer x where not words and x.tenant_id = tenant
	), listed as materialized (
		select o.id, o.name, o.group_kind, o.themes, o.languages, o.area, o.admission = '' as is_open, o.is_preventive,
			s.state, o.score * case s.state when 'stale' then 0.8 when 'soon' then 0.97 else 1 end as score
		from found o
			cross join lateral (select samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) as state) s
		where s.state in ('fresh', 'soon', 'stale')
	), told as materialized (
		select l.*, group_wanted is null or l.group_kind = group_wanted as in_group, theme_wanted[1] is null or l.themes @> theme_wanted as in_theme,
			language_wanted[1] is null or lower(l.languages::text)::text[] @> language_wanted as in_language, area_wanted is null or lower(l.area) = area_wanted as in_area,
			l.is_open or not open_wanted as in_open, l.is_preventive or not preventive_wanted as in_preventive
		from listed l
	), passing as (
		select * from told t where t.in_group and t.in_theme and t.in_language and t.in_area and t.in_open and t.in_preventive
	), shown as (
		select row_number() over () as place, p.id, p.state from (select p.id, p.state from passing p order by p.score desc, p.name, p.id offset first limit size) p
	), alike as materialized (
		-- those that no filter tells apart are counted together
		select t.group_kind, t.themes, t.languages, t.area, t.is_open, t.is_preventive, t.in_group, t.in_theme, t.in_language, t.in_area, t.in_open, t.in_preventive, count(*) as offers
		from told t group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
	)
	select jsonb_build_object('total', (select coalesce(sum(a.offers), 0)::integer from alike a where a.in_group and a.in_theme and a.in_language and a.in_area and a.in_open and a.in_preventive), 'unfiltered', (select coalesce(sum(a.offers), 0)::integer from alike a), 'whomToAsk', d.whom_to_ask,
		'offers', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'provider', o.provider, 'group', o.group_kind, 'targetGroup', o.target_group,
			'content', left(o.content, 240), 'isOpen', o.admission = '', 'isAdmissionKnown', o.admission <> '?', 'nextStep', o.next_step, 'phone', o.phone, 'area', o.area, 'town', o.town, 'themes', o.themes, 'isPreventive', o.is_preventive,
			'state', s.state, 'confirmedOn', case when o.is_confirmed then o.confirmed_on end, 'organisation', o.organisation_id, 'version', o.version) order by s.place), '[]')
			from shown s join samspil.offer o on o.tenant_id = tenant and o.id = s.id),
		'groups', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select a.group_kind as value, sum(a.offers)::integer as count from alike a
			where a.in_theme and a.in_language and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'themes', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select h as value, sum(a.offers)::integer as count from alike a, unnest(a.themes) h
			where a.in_group and a.in_language and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'languages', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select lower(h) as value, sum(a.offers)::integer as count from alike a, unnest(a.languages) h
			where a.in_group and a.in_theme and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'areas', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select mode() within group (order by a.area) as value, sum(a.offers)::integer as count from alike a
			where a.area <> '' and a.in_group and a.in_theme and a.in_language and a.in_open and a.in_preventive group by lower(a.area) order by 2 desc limit 20) x),
		'open', (select coalesce(sum(a.offers), 0)::integer from alike a where a.is_open and a.in_group and a.in_theme and a.in_language and a.in_area and a.in_preventive),
		'preventive', (select coalesce(sum(a.offers), 0)::integer from alike a where a.is_preventive and a.in_group and a.in_theme and a.in_language and a.in_area and a.in_open)) into answer;
	if words and (answer ->> 'unfiltered')::integer = 0 then
		answer := answer || jsonb_build_object('nearest', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'provider', n.provider) order by n.score desc, n.name), '[]') from (
			select o.id, o.name, o.provider, m.score from samspil.match_offers(tenant, asked, true) m join samspil.offer o on o.tenant_id = tenant and o.id = m.offer_id
				where samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) in ('fresh', 'soon', 'stale')
				order by m.score desc, o.name limit 3) n));
	end if;
	return answer;
end $$;

create or replace function samspil.find_offer_link(token text, today date)
returns table (state text, municipality text, organisation text, answered integer, offers jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired' when o.list is null then 'used' else 'open' end,
			(select n.name from samspil.organisation n where n.id = l.tenant_id), (select n.name from samspil.organisation n where n.id = l.organisation_id),
			cardinality(l.answered),
			case when l.used_at is not null or l.expires_at < now() then '[]'::jsonb else coalesce(o.list, '[]') end
		from samspil.offer_link l cross join lateral (select jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'name', o.name,
				'targetGroup', o.target_group, 'content', o.content, 'admission', o.admission, 'nextStep', o.next_step, 'contact', o.contact, 'phone', o.phone, 'email', o.email,
				'openingHours', o.opening_hours, 'price', o.price, 'confirmedOn', case when o.is_confirmed then o.confirmed_on end) order by o.name, o.id) as list
			from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.id <> all (l.answered)
				and o.organisation_id = l.organisation_id and o.withdrawn_on is null) o
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
