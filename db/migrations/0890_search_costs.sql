-- Finding an offer costs less, and so does laying down the words of many (0441). What is found, in which order and how many, is the same.
--
-- * A word that nobody knows is compared with those that are spelt like it once; one that is known is not compared at all.
-- * The words of a question are found in their index alone; how rare each is, is counted while it is read and not by a join over all that was found.
-- * An offer that was found is looked up by its key, in place of reading all there are; those that no filter tells apart are counted together.
alter table samspil.offer_word drop constraint offer_word_pkey;
alter table samspil.offer_word add primary key (tenant_id, word, offer_id) include (weight);

-- The words of offers that have been written, a statement at a time. They are laid down in the order of the index they are found by, each stemmed once.
create or replace function samspil.index_offers(tenants uuid[], written uuid[]) returns void language plpgsql security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_custom_plan set work_mem = '32MB' as $$
begin
	delete from samspil.offer_word w using unnest(tenants, written) as n(tenant_id, id) where w.tenant_id = n.tenant_id and w.offer_id = n.id;
	with said as materialized (
		select o.tenant_id, o.id, w.word, sum(v.weight) as weight
		from unnest(tenants, written) as n(tenant_id, id) join samspil.offer o on o.tenant_id = n.tenant_id and o.id = n.id and o.withdrawn_on is null
			cross join lateral (values (o.name, 1.0), ((select coalesce(string_agg(samspil.theme_words(t), ' '), '') from unnest(o.themes) t), 0.2), (o.target_group, 0.6),
				(o.provider || ' ' || o.area || ' ' || o.town || ' ' || array_to_string(o.languages, ' '), 0.5), (o.content, 0.4), (o.admission || ' ' || o.next_step || ' ' || o.price, 0.2)) v(said, weight)
			cross join lateral samspil.words_in(v.said) w
		group by 1, 2, 3
	), words as materialized (
		select d.word, samspil.stem_of(d.word) as stem from (select distinct s.word from said s) d
	), kept as (
		insert into samspil.offer_vocabulary (word, stem, trigrams) select w.word, w.stem, samspil.trigrams_of(w.word) from words w
			where w.stem is not null and not exists (select from samspil.offer_vocabulary v where v.word = w.word) order by w.word
			on conflict do nothing
	)
	insert into samspil.offer_word (tenant_id, word, offer_id, weight)
		select s.tenant_id, s.word, s.id, s.weight from said s join words w on w.word = s.word where w.stem is not null order by s.tenant_id, s.word, s.id;
end $$;

-- The offers of a municipality that a question is about, and how well each fits. `near`: words that are only spelt alike count too.
create or replace function samspil.match_offers(tenant uuid, asked text, near boolean) returns table (offer_id uuid, score real)
language plpgsql stable security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
begin
	return query
	with asked_words as materialized (
		select row_number() over (order by t.place)::integer as q, t.word, t.stem, length(t.word) as size,
			exists (select from samspil.offer_vocabulary v where v.stem = t.stem) as is_known
		from (select w.word, w.place, samspil.stem_of(w.word) as stem from samspil.words_in(left(asked, 300)) w
			where samspil.stem_of(w.word) is not null order by w.place limit 12) t
	), unknown as materialized (
		select a.q, a.word, a.stem, a.size, samspil.trigrams_of(a.word) as trigrams from asked_words a where not a.is_known
	), spelt as materialized (
		-- the word that is asked for, and where nobody knows it, those that are spelt most nearly so
		select a.q, a.word, a.stem, a.size, samspil.inner_trigrams(a.word) as inside,
			case when samspil.is_general(a.word) then 0.15 else 1.0 end::real as sure from asked_words a
		union all
		select u.q, n.word, n.stem, length(n.word), samspil.inner_trigrams(n.word), (n.likeness * 0.95)::real
		from unknown u cross join lateral (
			select v.word, v.stem, l.likeness from samspil.offer_vocabulary v
				cross join lateral (select c.both::real / (cardinality(u.trigrams) + cardinality(v.trigrams) - c.both) as likeness
					from (select count(*) as both from unnest(v.trigrams) t where t = any (u.trigrams)) c) l
				where v.trigrams && u.trigrams and length(v.word) between u.size - 3 and u.size + 3 and l.likeness >= case when near then 0.25 else 0.4 end
				order by l.likeness desc, v.word limit 4) n
		where u.size >= 4
		union all
		select u.q, v.word, v.stem, length(v.word), samspil.inner_trigrams(v.word), 0.97
		from unknown u join samspil.offer_vocabulary v on v.plain in (replace(replace(replace(u.stem, 'oe', 'o'), 'ae', 'a'), 'aa', 'a'), u.word)
	), known as materialized (
		-- where the word itself, or how it ought to be spelt, is known, its parts tell less
		select a.q, a.word, a.size, case when a.is_known or exists (select from spelt s where s.q = a.q and s.sure between 0.9 and 0.99) then 0.6 else 1 end as share,
			array(select left(a.word, n) from generate_series(4, a.size - 2) n union select right(a.word, n) from generate_series(4, a.size - 3) n) as parts
		from asked_words a where a.size >= 7
	), all_asked as materialized (
		select array_agg(distinct s.stem) as stems from spelt s
	), alike as materialized (
		-- what means the same: the words of each group that one of the words, or all the words of one phrase, stands in
		select s.q, t.said, t.stem, samspil.inner_trigrams(t.said) as inside, max(s.sure) as sure
		from spelt s cross join all_asked x
			join lateral (
				select g.singles, g.stems, g.phrases from samspil.offer_synonym_start g
					where not exists (select from samspil.offer_synonym y where y.tenant_id = tenant and y.replaces = g.id)
				union all select y.singles, y.stems, y.phrases from samspil.offer_synonym y where y.tenant_id = tenant
			) g on s.stem = any (g.stems) or exists (select from unnest(g.phrases) phrase
				where s.stem = any (string_to_array(phrase, ' ')) and string_to_array(phrase, ' ') <@ x.stems)
			cross join lateral unnest(g.singles, g.stems) t(said, stem)
		where t.stem <> s.stem group by s.q, t.said, t.stem
	), meant as materialized (
		select s.q, v.word, s.sure * case when v.word = s.word then 1.0 else 0.95 end as factor
			from spelt s join samspil.offer_vocabulary v on v.stem = s.stem
		union all
		select s.q, v.word, s.sure * case when starts_with(v.word, s.word) then 0.75 else 0.65 end
			from spelt s join samspil.offer_vocabulary v on v.trigrams @> s.inside and strpos(v.word, s.word) > 0
			where s.size >= 4
		union all
		-- a short word only at the beginning: "rus" in "rusmidler"
		select s.q, v.word, 0.5 from spelt s join samspil.offer_vocabulary v on v.word > s.word and v.word < s.word || '~' where s.size = 3
		union all
		-- the parts of a compound
		select a.q, v.word, 0.5 * a.share from known a join samspil.offer_vocabulary v on v.word = any (a.parts)
		union all
		-- other compounds that begin as it does: the more of it they share, the better
		select a.q, v.word, a.share * least(0.5, 0.2 + 0.6 * c.alike / a.size) from known a cross join lateral (select left(a.word, 4) as start) p
			join samspil.offer_vocabulary v on v.word > p.start and v.word < p.start || '~'
			cross join lateral (select max(n) as alike from generate_series(4, least(a.size, length(v.word))) n where left(v.word, n) = left(a.word, n)) c
		union all
		select k.q, v.word, k.sure * 0.85 from alike k join samspil.offer_vocabulary v on v.stem = k.stem
		union all
		select k.q, v.word, k.sure * case when starts_with(v.word, k.said) then 0.7 else 0.55 end
			from alike k join samspil.offer_vocabulary v on v.trigrams @> k.inside and strpos(v.word, k.said) > 0
			where length(k.said) >= 5
	), chosen as materialized (
		-- a word that stands in front of everything tells little of what is looked for
		select m.q, m.word, (max(m.factor) * case when samspil.is_general(m.word) then 0.25 else 1 end)::real as factor
		from meant m group by m.q, m.word
	), size as materialized (
		select count(*) as offers from samspil.offer o where o.tenant_id = tenant
	), told as materialized (
		-- the offers that speak of each word; what few of them speak of tells more than what they all do
		select c.q, c.factor, ln(1.0 + (select s.offers from size s)::real / p.offers) as rarity, p.ids, p.weights
		from chosen c cross join lateral (
			select count(*) as offers, array_agg(w.offer_id) as ids, array_agg(w.weight) as weights
				from samspil.offer_word w where w.tenant_id = tenant and w.word = c.word) p
		where p.offers > 0
	), fits as (
		select t.q, w.offer_id, max(t.factor * w.weight * t.rarity) + 0.25 * (sum(t.factor * w.weight * t.rarity) - max(t.factor * w.weight * t.rarity)) as fit
		from told t cross join lateral unnest(t.ids, t.weights) w(offer_id, weight) group by t.q, w.offer_id
	)
	select f.offer_id, (sum(f.fit) * (0.4 + 0.6 * count(*)::real / (select count(distinct t.q) from told t)))::real
	from fits f group by f.offer_id;
end $$;

-- A page of the directory: the offers that fit, in their order, how many there are, and how many each answer of each filter would leave.
-- `place`: the municipality whose open directory is asked; null for the visitor's own, as staff. Null where neither is there.
create or replace function samspil.find_offers(place uuid, asked text, wanted jsonb, first integer, size integer) returns jsonb
language plpgsql stable security definer set search_path = samspil, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set jit = off as $$
declare
	tenant uuid;
	d samspil.offer_directory;
	today date := samspil.acting_day();
	answer jsonb;
	group_wanted text := wanted ->> 'group';
	theme_wanted text[] := array[wanted ->> 'theme'];
	language_wanted text[] := array[wanted ->> 'language'];
	area_wanted text := wanted ->> 'area';
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
			language_wanted[1] is null or l.languages @> language_wanted as in_language, area_wanted is null or l.area = area_wanted as in_area,
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
			'content', left(o.content, 240), 'isOpen', o.admission = '', 'nextStep', o.next_step, 'phone', o.phone, 'area', o.area, 'town', o.town, 'themes', o.themes, 'isPreventive', o.is_preventive,
			'state', s.state, 'confirmedOn', o.confirmed_on, 'organisation', o.organisation_id, 'version', o.version) order by s.place), '[]')
			from shown s join samspil.offer o on o.tenant_id = tenant and o.id = s.id),
		'groups', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select a.group_kind as value, sum(a.offers)::integer as count from alike a
			where a.in_theme and a.in_language and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'themes', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select h as value, sum(a.offers)::integer as count from alike a, unnest(a.themes) h
			where a.in_group and a.in_language and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'languages', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select h as value, sum(a.offers)::integer as count from alike a, unnest(a.languages) h
			where a.in_group and a.in_theme and a.in_area and a.in_open and a.in_preventive group by 1) x),
		'areas', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select a.area as value, sum(a.offers)::integer as count from alike a
			where a.area <> '' and a.in_group and a.in_theme and a.in_language and a.in_open and a.in_preventive group by 1 order by 2 desc limit 20) x),
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
