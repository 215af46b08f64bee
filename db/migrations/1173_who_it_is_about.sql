-- A question says who it is about, and that is lost where it is taken apart into words: whoever is beaten by a partner is looking for another place than whoever
-- beats, and whoever drinks for another than those who live with somebody who does. 'My man' is a partner, and nobody who looks for something for men.
-- The words are folded as those of the offers are (`folded`); what is not about that is left as it stands.
create function samspil.meant_by(asked text) returns text language sql immutable parallel safe return
	regexp_replace(regexp_replace(regexp_replace(regexp_replace(samspil.folded(asked),
		'\m(min (kone|hustru|ekskone)|hun|my wife) ((slaar|banker|taesker|taever|sparker|kvaeler|hits|beats|hurts) (mig|me)|er voldelig( (mod|over for) mig)?)\M', ' voldsramt krisecenter maend ', 'g'),
		'\m((min (mand|kaereste|ekskaereste|eksmand|eks|samlever|partner)|han|my (husband|boyfriend|partner|ex)|he) ((slaar|banker|taesker|taever|sparker|kvaeler|hits|beats|hurts) (mig|me)|er voldelig( (mod|over for) mig)?)|jeg bliver (slaaet|banket|taesket|taevet))\M', ' voldsramt krisecenter ', 'g'),
		'\m(jeg (er begyndt at )?drikker?( alt)?( for)?( meget)?|i drink( too)?( much)?)\M', ' alkoholbehandling ', 'g'),
		'\mmin (mand|kone)\M', ' min aegtefaelle ', 'g');

-- Otherwise as 0890.
create or replace function samspil.match_offers(tenant uuid, asked text, near boolean) returns table (offer_id uuid, score real)
language plpgsql stable security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
begin
	return query
	with asked_words as materialized (
		select row_number() over (order by t.place)::integer as q, t.word, t.stem, length(t.word) as size,
			exists (select from samspil.offer_vocabulary v where v.stem = t.stem) as is_known
		from (select w.word, w.place, samspil.stem_of(w.word) as stem from samspil.words_in(samspil.meant_by(left(asked, 300))) w
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
