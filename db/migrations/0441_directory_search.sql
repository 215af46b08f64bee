-- Finding an offer in plain Danish, in PostgreSQL alone and without an extension. Every word of an offer stands in offer_word with how much it
-- weighs there; offer_vocabulary holds each word once, with its stem and its trigrams. A question is made into the words that are
-- meant by it: itself, its other forms, compounds that it stands in ("bolig" in "boligrådgivning"), the parts of a compound that is asked for,
-- words that mean the same, and where none of these is there, words that are spelt nearly like it.
-- docs/decisions/0440-search.md has the reasons.

-- Lower case, and æ, ø, å as those write who have no such keys.
create function samspil.folded(words text) returns text language sql immutable parallel safe return
	translate(replace(replace(replace(replace(replace(lower(translate(normalize(words, nfc), 'ÆØÅÄÖÉÜ', 'æøåäöéü')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ä', 'ae'), 'ö', 'oe'),
		'éèêëáàâíìîïóòôúùûüñç', 'eeeeaaaiiiiooouuuunc');
-- The stem of a folded word; null for one that says nothing of itself.
create function samspil.stem_of(word text) returns text language sql immutable parallel safe return case
	when word = any ('{paa,saa,naar,naer,ogsaa,maa,vaere,vaeret,faa,faar,faaet,gaa,gaar,kan,vil,skal,have,hvor,hvem,hvad,hvordan,hvornaar,hvilke,hvilken,bare,lige,gerne,meget,lidt,hele,nogen,noget,nogle,andre,via,samt,mens,inden,omkring,blandt,mellem,selv,mig,jer,dit,din,dine,mit,min,mine,sit,sin,sine,jeg,the,and,for,with,who,how,where,can,need,get,want,you,your,about,are,what,does,find,finde,finder,brug,bruger,soeger,oensker,tilbud,kommune,kommunen,borger,borgere,borgeren}'::text[]) then null
	else (ts_lexize('danish_stem', word))[1] end;
-- The words of a text, in their order.
create function samspil.words_in(said text) returns table (word text, place integer) language sql immutable parallel safe
	begin atomic
		select u.lexeme, min(p) from unnest(to_tsvector('simple', translate(samspil.folded(said), '-/.@_', '     '))) u(lexeme, positions, weights), unnest(u.positions) p
			where length(u.lexeme) between 2 and 60 group by u.lexeme;
	end;
create function samspil.trigrams_of(word text) returns text[] language sql immutable parallel safe return
	array(select distinct substr(' ' || word || ' ', i, 3) from generate_series(1, length(word)) i);
-- What a theme is called by those who look for it.
create function samspil.theme_words(theme text) returns text language sql immutable parallel safe return case theme
	when 'housing' then 'bolig hjemløshed' when 'daily-life' then 'hverdag støtte' when 'work' then 'arbejde job beskæftigelse' when 'education' then 'uddannelse skole'
	when 'economy' then 'økonomi gæld penge' when 'health' then 'sundhed sygdom' when 'mental-health' then 'psykisk psykiatri' when 'substance-use' then 'misbrug rusmidler'
	when 'family' then 'familie forældre' when 'children' then 'børn unge' when 'loneliness' then 'ensomhed fællesskab' when 'leisure' then 'fritid'
	when 'violence' then 'vold krise' when 'crime' then 'kriminalitet' when 'rights' then 'rettigheder rådgivning' when 'language' then 'sprog dansk' else '' end;

create table samspil.offer_word (
	tenant_id uuid not null,
	word text collate "C" not null,
	offer_id uuid not null,
	weight real not null,
	-- No foreign key: it would be asked for each of an offer's fifty words. The triggers below write and take away all there is.
	primary key (tenant_id, word, offer_id)
);
create index offer_word_offer on samspil.offer_word (tenant_id, offer_id);
-- Words of the language, each once for all: of what they stand in, nothing is told here.
create table samspil.offer_vocabulary (
	word text collate "C" primary key,
	stem text collate "C" not null,
	-- the stem as those write it who leave the dots and rings out: "hjemlos"
	plain text collate "C" not null generated always as (replace(replace(replace(stem, 'oe', 'o'), 'ae', 'a'), 'aa', 'a')) stored,
	trigrams text[] collate "C" not null
);
create index offer_vocabulary_stem on samspil.offer_vocabulary (stem);
create index offer_vocabulary_plain on samspil.offer_vocabulary (plain);
create index offer_vocabulary_trigrams on samspil.offer_vocabulary using gin (trigrams);
-- Nobody reads them; the functions here alone do.
alter table samspil.offer_word enable row level security;
alter table samspil.offer_vocabulary enable row level security;

-- The words of offers that have been written, a statement at a time.
create function samspil.index_offers(tenants uuid[], written uuid[]) returns void language plpgsql security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_custom_plan as $$
begin
	delete from samspil.offer_word w using unnest(tenants, written) as n(tenant_id, id) where w.tenant_id = n.tenant_id and w.offer_id = n.id;
	with said as materialized (
		select o.tenant_id, o.id, w.word, sum(v.weight) as weight
		from unnest(tenants, written) as n(tenant_id, id) join samspil.offer o on o.tenant_id = n.tenant_id and o.id = n.id and o.withdrawn_on is null
			cross join lateral (values (o.name, 1.0), ((select coalesce(string_agg(samspil.theme_words(t), ' '), '') from unnest(o.themes) t), 0.2), (o.target_group, 0.6),
				(o.provider || ' ' || o.area || ' ' || o.town || ' ' || array_to_string(o.languages, ' '), 0.5), (o.content, 0.4), (o.admission || ' ' || o.next_step || ' ' || o.price, 0.2)) v(said, weight)
			cross join lateral samspil.words_in(v.said) w
		group by 1, 2, 3
	), kept as (
		insert into samspil.offer_vocabulary (word, stem, trigrams) select t.word, t.stem, samspil.trigrams_of(t.word)
			from (select d.word, samspil.stem_of(d.word) as stem from (select distinct s.word from said s) d) t
			where t.stem is not null and not exists (select from samspil.offer_vocabulary v where v.word = t.word) order by t.word
			on conflict do nothing
	)
	insert into samspil.offer_word (tenant_id, word, offer_id, weight)
		select s.tenant_id, s.word, s.id, s.weight from said s where samspil.stem_of(s.word) is not null;
end $$;
create function samspil.index_new_offers() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.index_offers(array_agg(n.tenant_id), array_agg(n.id)) from new_offers n having count(*) > 0;
	return null;
end $$;
create function samspil.index_changed_offers() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.index_offers(array_agg(n.tenant_id), array_agg(n.id)) from new_offers n join old_offers o on o.tenant_id = n.tenant_id and o.id = n.id
		where (o.name, o.themes, o.target_group, o.provider, o.area, o.town, o.languages, o.content, o.admission, o.next_step, o.price, o.withdrawn_on)
			is distinct from (n.name, n.themes, n.target_group, n.provider, n.area, n.town, n.languages, n.content, n.admission, n.next_step, n.price, n.withdrawn_on)
		having count(*) > 0;
	return null;
end $$;
create function samspil.forget_offer_words() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	delete from samspil.offer_word w using old_offers o where w.tenant_id = o.tenant_id and w.offer_id = o.id;
	return null;
end $$;
create trigger forget_offer_words after delete on samspil.offer referencing old table as old_offers for each statement execute function samspil.forget_offer_words();
create trigger index_new_offers after insert on samspil.offer referencing new table as new_offers for each statement execute function samspil.index_new_offers();
create trigger index_changed_offers after update on samspil.offer referencing old table as old_offers new table as new_offers
	for each statement execute function samspil.index_changed_offers();

-- The stems of a phrase, in no order; of phrases, the words and stems of those that are one word, and the stems of those that are more.
create function samspil.phrase_stems(phrase text) returns text[] language sql immutable parallel safe return
	array(select samspil.stem_of(w.word) from samspil.words_in(phrase) w where samspil.stem_of(w.word) is not null order by w.place);
create function samspil.single_words(phrases text[]) returns text[] language sql immutable parallel safe return
	array(select w.word from unnest(phrases) with ordinality p(phrase, place), samspil.words_in(p.phrase) w
		where samspil.stem_of(w.word) is not null and cardinality(samspil.phrase_stems(p.phrase)) = 1 order by p.place);
create function samspil.single_stems(phrases text[]) returns text[] language sql immutable parallel safe return
	array(select samspil.stem_of(w) from unnest(samspil.single_words(phrases)) with ordinality u(w, place) order by u.place);
create function samspil.long_phrases(phrases text[]) returns text[] language sql immutable parallel safe return
	array(select array_to_string(samspil.phrase_stems(p), ' ') from unnest(phrases) p where cardinality(samspil.phrase_stems(p)) > 1);
-- Words that mean the same: our own set to start with, and what each municipality adds, changes or takes out.
create table samspil.offer_synonym_start (
	id text primary key,
	words text[] not null,
	singles text[] not null generated always as (samspil.single_words(words)) stored,
	stems text[] not null generated always as (samspil.single_stems(words)) stored,
	phrases text[] not null generated always as (samspil.long_phrases(words)) stored
);
alter table samspil.offer_synonym_start enable row level security;
create policy everybody on samspil.offer_synonym_start for select to samspil_app using (true);
grant select on samspil.offer_synonym_start to samspil_app;
create table samspil.offer_synonym (
	tenant_id uuid not null references samspil.offer_directory,
	id uuid not null,
	-- the one of ours that it stands in the place of
	replaces text references samspil.offer_synonym_start,
	words text[] not null check (cardinality(words) <= 30 and pg_column_size(words) < 4000),
	singles text[] not null generated always as (samspil.single_words(words)) stored,
	stems text[] not null generated always as (samspil.single_stems(words)) stored,
	phrases text[] not null generated always as (samspil.long_phrases(words)) stored,
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, id)
);
create unique index offer_synonym_replaces on samspil.offer_synonym (tenant_id, replaces) where replaces is not null;
create index offer_synonym_start_of on samspil.offer_synonym (replaces);
alter table samspil.offer_synonym enable row level security;
create policy staff on samspil.offer_synonym for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.staffed_tenant()));
create policy added on samspil.offer_synonym for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
create policy led on samspil.offer_synonym for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant());
grant select, insert on samspil.offer_synonym to samspil_app;
grant update (words, changed_at, changed_by_name, version) on samspil.offer_synonym to samspil_app;

-- Whether a word stands in front of everything, so that it tells little of what is looked for.
create function samspil.is_general(word text) returns boolean language sql immutable parallel safe return
	word ~ '^(hjaelp|stoette|behandling|raadgivning|gruppe|kursus|center|centret|samtale|problem|moede|help|support)(en|er|et|r|s|erne|n|ne)?$';
-- The offers of a municipality that a question is about, and how well each fits. `near`: words that are only spelt alike count too.
create function samspil.match_offers(tenant uuid, asked text, near boolean) returns table (offer_id uuid, score real)
language plpgsql stable security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
	return query
	with asked_words as materialized (
		select w.word, samspil.stem_of(w.word) as stem, length(w.word) as size
		from samspil.words_in(left(asked, 300)) w where samspil.stem_of(w.word) is not null order by w.place limit 12
	), spelt as materialized (
		-- the word that is asked for, and where nobody knows it, those that are spelt most nearly so
		select a.word as q, a.word, a.stem, a.size, samspil.inner_trigrams(a.word) as inside,
			case when samspil.is_general(a.word) then 0.15 else 1.0 end::real as sure from asked_words a
		union all
		select a.word, n.word, n.stem, length(n.word), samspil.inner_trigrams(n.word), (n.likeness * 0.95)::real
		from asked_words a cross join lateral (select samspil.trigrams_of(a.word) as trigrams) g cross join lateral (
			select v.word, v.stem, l.likeness from samspil.offer_vocabulary v
				cross join lateral (select c.both::real / (cardinality(g.trigrams) + cardinality(v.trigrams) - c.both) as likeness
					from (select count(*) as both from unnest(v.trigrams) t where t = any (g.trigrams)) c) l
				where v.trigrams && g.trigrams and length(v.word) between a.size - 3 and a.size + 3 and l.likeness >= case when near then 0.25 else 0.4 end
				order by l.likeness desc, v.word limit 4) n
		where a.size >= 4 and not exists (select from samspil.offer_vocabulary v where v.stem = a.stem)
		union all
		select a.word, v.word, v.stem, length(v.word), samspil.inner_trigrams(v.word), 0.97
		from asked_words a join samspil.offer_vocabulary v on v.plain in (replace(replace(replace(a.stem, 'oe', 'o'), 'ae', 'a'), 'aa', 'a'), a.word)
		where not exists (select from samspil.offer_vocabulary v where v.stem = a.stem)
	), known as materialized (
		-- where the word itself, or how it ought to be spelt, is known, its parts tell less
		select a.word, a.size, case when exists (select from samspil.offer_vocabulary v where v.stem = a.stem) or exists (select from spelt s where s.q = a.word and s.sure between 0.9 and 0.99) then 0.6 else 1 end as share
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
		select a.word, v.word, 0.5 * a.share from known a
			cross join lateral (select left(a.word, n) as part from generate_series(4, a.size - 2) n union select right(a.word, n) from generate_series(4, a.size - 3) n) p
			join samspil.offer_vocabulary v on v.word = p.part
		union all
		-- other compounds that begin as it does: the more of it they share, the better
		select a.word, v.word, a.share * least(0.5, 0.2 + 0.6 * c.alike / a.size) from known a cross join lateral (select left(a.word, 4) as start) p
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
	), hits as materialized (
		select c.q, w.offer_id, c.word, c.factor * w.weight as fit
		from chosen c join samspil.offer_word w on w.tenant_id = tenant and w.word = c.word
	), size as materialized (
		select count(*) as offers from samspil.offer o where o.tenant_id = tenant
	), rare as materialized (
		-- what few offers speak of tells more than what they all do
		select h.q, h.word, ln(1.0 + (select s.offers from size s)::real / count(*)) as rarity from hits h group by h.q, h.word
	), fits as (
		select h.q, h.offer_id, max(h.fit * r.rarity) + 0.25 * (sum(h.fit * r.rarity) - max(h.fit * r.rarity)) as fit
		from hits h join rare r on r.q = h.q and r.word = h.word group by h.q, h.offer_id
	)
	select f.offer_id, (sum(f.fit) * (0.4 + 0.6 * count(*)::real / (select count(distinct h.q) from hits h)))::real
	from fits f group by f.offer_id;
end $$;
create function samspil.inner_trigrams(word text) returns text[] language sql immutable parallel safe return
	array(select distinct substr(word, i, 3) from generate_series(1, length(word) - 2) i);
revoke all on function samspil.index_offers(uuid[], uuid[]), samspil.index_new_offers(), samspil.index_changed_offers(), samspil.forget_offer_words(), samspil.match_offers(uuid, text, boolean) from public;

-- A page of the directory: the offers that fit, in their order, how many there are, and how many each answer of each filter would leave.
-- `place`: the municipality whose open directory is asked; null for the visitor's own, as staff. Null where neither is there.
create function samspil.find_offers(place uuid, asked text, wanted jsonb, first integer, size integer) returns jsonb
language plpgsql stable security definer set search_path = samspil, pg_temp set enable_seqscan = off as $$
declare
	tenant uuid;
	d samspil.offer_directory;
	today date := samspil.acting_day();
	answer jsonb;
	words boolean := exists (select from samspil.words_in(left(asked, 300)) w where samspil.stem_of(w.word) is not null);
begin
	tenant := coalesce(place, samspil.staffed_tenant());
	select * into d from samspil.offer_directory x where x.tenant_id = tenant and (x.is_public or place is null);
	if not found then return null; end if;
	with fitting as materialized (
		select m.offer_id, m.score from samspil.match_offers(tenant, asked, false) m where words
	), best as (
		select max(f.score) as score from fitting f
	), listed as materialized (
		select o.id, o.name, o.group_kind, o.themes, o.languages, o.area, o.admission = '' as is_open, o.is_preventive,
			s.state, f.score * case s.state when 'stale' then 0.8 when 'soon' then 0.97 else 1 end as score
		from (select f.offer_id, f.score from fitting f, best b where f.score >= b.score * 0.12
				union all select x.id, 0 from samspil.offer x where not words and x.tenant_id = tenant) f
			join samspil.offer o on o.tenant_id = tenant and o.id = f.offer_id
			cross join lateral (select samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) as state) s
		where s.state in ('fresh', 'soon', 'stale')
	), told as materialized (
		select l.*, coalesce(l.group_kind = wanted ->> 'group', true) as in_group, coalesce(l.themes @> array[wanted ->> 'theme'] or wanted ->> 'theme' is null, true) as in_theme,
			coalesce(l.languages @> array[wanted ->> 'language'] or wanted ->> 'language' is null, true) as in_language, coalesce(l.area = wanted ->> 'area', true) as in_area,
			l.is_open or wanted ->> 'open' is null as in_open, l.is_preventive or wanted ->> 'preventive' is null as in_preventive
		from listed l
	), passing as (
		select * from told t where t.in_group and t.in_theme and t.in_language and t.in_area and t.in_open and t.in_preventive
	), shown as (
		select p.id, p.score, p.state, row_number() over (order by p.score desc, p.name, p.id) as place from passing p order by p.score desc, p.name, p.id offset first limit size
	)
	select jsonb_build_object('total', (select count(*) from passing), 'unfiltered', (select count(*) from listed), 'whomToAsk', d.whom_to_ask,
		'offers', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'provider', o.provider, 'group', o.group_kind, 'targetGroup', o.target_group,
			'content', left(o.content, 240), 'isOpen', o.admission = '', 'nextStep', o.next_step, 'phone', o.phone, 'area', o.area, 'town', o.town, 'themes', o.themes, 'isPreventive', o.is_preventive,
			'state', s.state, 'confirmedOn', o.confirmed_on, 'organisation', o.organisation_id, 'version', o.version) order by s.place), '[]')
			from shown s join samspil.offer o on o.tenant_id = tenant and o.id = s.id),
		'groups', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select t.group_kind as value, count(*) from told t
			where t.in_theme and t.in_language and t.in_area and t.in_open and t.in_preventive group by 1) x),
		'themes', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select h as value, count(*) from told t, unnest(t.themes) h
			where t.in_group and t.in_language and t.in_area and t.in_open and t.in_preventive group by 1) x),
		'languages', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select h as value, count(*) from told t, unnest(t.languages) h
			where t.in_group and t.in_theme and t.in_area and t.in_open and t.in_preventive group by 1) x),
		'areas', (select coalesce(jsonb_object_agg(x.value, x.count), '{}') from (select t.area as value, count(*) from told t
			where t.area <> '' and t.in_group and t.in_theme and t.in_language and t.in_open and t.in_preventive group by 1 order by 2 desc limit 20) x),
		'open', (select count(*) from told t where t.is_open and t.in_group and t.in_theme and t.in_language and t.in_area and t.in_preventive),
		'preventive', (select count(*) from told t where t.is_preventive and t.in_group and t.in_theme and t.in_language and t.in_area and t.in_open)) into answer;
	if words and (answer ->> 'unfiltered')::integer = 0 then
		answer := answer || jsonb_build_object('nearest', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'provider', n.provider) order by n.score desc, n.name), '[]') from (
			select o.id, o.name, o.provider, m.score from samspil.match_offers(tenant, asked, true) m join samspil.offer o on o.tenant_id = tenant and o.id = m.offer_id
				where samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) in ('fresh', 'soon', 'stale')
				order by m.score desc, o.name limit 3) n));
	end if;
	return answer;
end $$;
revoke all on function samspil.find_offers(uuid, text, jsonb, integer, integer) from public;
grant execute on function samspil.find_offers(uuid, text, jsonb, integer, integer) to samspil_app;
