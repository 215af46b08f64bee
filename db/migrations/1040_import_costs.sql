-- Taking in many offers costs less (0441, 0890, 0571). Which words an offer is found by, how much each weighs, and what is refused is the same.
--
-- * A text of plain Danish is folded without going through it once for each strange letter, and its words are taken as they are found.
-- * Words are laid down in the order of their number, not of their letters.
-- * Whose new offers are is looked up once for each organisation of a statement, not for each row; what an import says that it did is held
--   against the offers once for each statement.

-- Lower case, and æ, ø, å as those write who have no such keys.
create or replace function samspil.folded(words text) returns text language sql immutable parallel safe return
	-- nearly every text: ASCII, signs of Latin-1, the Danish letters, dashes and quotes, none of which can be composed with another
	case when words !~ '[^\u0001-\u00bf\u00c5\u00c6\u00d8\u00e5\u00e6\u00f8\u2010-\u2027]' then
		replace(replace(replace(lower(replace(replace(replace(words, 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa')
	else translate(replace(replace(replace(replace(replace(lower(translate(normalize(words, nfc), 'ÆØÅÄÖÉÜ', 'æøåäöéü')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ä', 'ae'), 'ö', 'oe'),
		'éèêëáàâíìîïóòôúùûüñç', 'eeeeaaaiiiiooouuuunc') end;
-- The folded words of a text, each once.
create function samspil.lexemes_in(said text) returns tsvector language sql immutable parallel safe return
	to_tsvector('simple', replace(replace(replace(replace(replace(samspil.folded(said), '-', ' '), '/', ' '), '.', ' '), '@', ' '), '_', ' '));
-- The words of a text, in their order.
create or replace function samspil.words_in(said text) returns table (word text, place integer) language sql immutable parallel safe
	begin atomic
		select u.lexeme, min(p) from unnest(samspil.lexemes_in(said)) u(lexeme, positions, weights), unnest(u.positions) p
			where length(u.lexeme) between 2 and 60 group by u.lexeme;
	end;

-- The words of offers that have been written, a statement at a time. They are laid down in the order of the index they are found by, each stemmed once.
create or replace function samspil.index_offers(tenants uuid[], written uuid[]) returns void language plpgsql security definer set search_path = samspil, pg_temp
	set plan_cache_mode = force_custom_plan set work_mem = '32MB' set enable_sort = off as $$
begin
	delete from samspil.offer_word w using unnest(tenants, written) as n(tenant_id, id) where w.tenant_id = n.tenant_id and w.offer_id = n.id;
	with said as materialized (
		-- weights in tenths, which add up without a rest
		select o.tenant_id, o.id, w.word, sum(v.tenths) as tenths
		from unnest(tenants, written) as n(tenant_id, id) join samspil.offer o on o.tenant_id = n.tenant_id and o.id = n.id and o.withdrawn_on is null
			cross join lateral (values (o.name, 10), ((select coalesce(string_agg(samspil.theme_words(t), ' '), '') from unnest(o.themes) t), 2), (o.target_group, 6),
				(o.provider || ' ' || o.area || ' ' || o.town || ' ' || array_to_string(o.languages, ' '), 5), (o.content, 4), (o.admission || ' ' || o.next_step || ' ' || o.price, 2)) v(said, tenths)
			cross join lateral unnest(tsvector_to_array(samspil.lexemes_in(v.said))) w(word)
		where length(w.word) between 2 and 60
		group by 1, 2, 3
	), words as materialized (
		-- each stemmed once (hence the offset: what is asked of a stem would be asked of every row)
		select k.word, k.stem, row_number() over (order by k.word collate "C") as place
		from (select d.word, samspil.stem_of(d.word) as stem from (select distinct s.word from said s offset 0) d) k where k.stem is not null
	), kept as (
		insert into samspil.offer_vocabulary (word, stem, trigrams) select w.word, w.stem, samspil.trigrams_of(w.word) from words w
			where not exists (select from samspil.offer_vocabulary v where v.word = w.word) order by w.word
			on conflict do nothing
	)
	insert into samspil.offer_word (tenant_id, word, offer_id, weight)
		select s.tenant_id, w.word, s.id, s.tenths::real / 10::real from said s join words w on w.word = s.word order by w.place, s.id;
end $$;

-- Nothing new begins under a former name (0571). Whoever merges holds the row, so that what comes at the same moment waits, and meets it.
create function samspil.refuse_former_keepers() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	former uuid;
begin
	for former in select t.merged_into from samspil.tenant_organisation t
		join (select distinct n.tenant_id, n.organisation_id from new_offers n) n on n.tenant_id = t.tenant_id and n.organisation_id = t.organisation_id
		order by t.organisation_id for key share of t
	loop
		if former is not null then raise check_violation using message = 'nothing new begins under a former name'; end if;
	end loop;
	return null;
end $$;
drop trigger refuse_former on samspil.offer;
create trigger refuse_former before update of organisation_id on samspil.offer for each row execute function samspil.refuse_former('organisation_id');
create trigger refuse_former_keepers after insert on samspil.offer referencing new table as new_offers for each statement execute function samspil.refuse_former_keepers();

-- What has become of a row is said once, by whoever does it, in the transaction that does it (0560).
create or replace function samspil.guard_import_row() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
begin
	if current_user = 'samspil_app' then
		raise check_violation using message = 'nothing has become of a row before it is taken in';
	end if;
	return new;
end $$;
drop trigger guard_import_row on samspil.offer_import_row;
create trigger guard_import_row before insert on samspil.offer_import_row for each row
	when (num_nonnulls(new.outcome, new.offer_id, new.said, new.before, new.after, new.taken_at, new.undone) > 0) execute function samspil.guard_import_row();
create function samspil.guard_import_rows() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp
	set plan_cache_mode = force_custom_plan as $$
begin
	-- An offer that goes takes its id out of the row by itself.
	if current_user <> 'samspil_app' then return null; end if;
	-- Nobody can write the key of a row, so that each is found again as it was.
	if exists (select from old_rows b join new_rows n on n.tenant_id = b.tenant_id and n.import_id = b.import_id and n.number = b.number
		where b.outcome is not null and (n.outcome, n.offer_id, n.said, n.before, n.after, n.taken_at)
			is distinct from (b.outcome, b.offer_id, b.said, b.before, b.after, b.taken_at)) then
		raise check_violation using message = 'what an import did cannot be written over';
	end if;
	if exists (select from old_rows b join new_rows n on n.tenant_id = b.tenant_id and n.import_id = b.import_id and n.number = b.number
		where b.undone is not null and n.undone is distinct from b.undone) then
		raise check_violation using message = 'what an import undid cannot be written over';
	end if;
	if exists (select from old_rows b join new_rows n on n.tenant_id = b.tenant_id and n.import_id = b.import_id and n.number = b.number
			left join samspil.offer o on o.tenant_id = n.tenant_id and o.id = n.offer_id and o.changed_at = now() and (n.outcome = 'changed' or o.added_at = now())
		where b.outcome is null and n.outcome in ('added', 'changed') and (o.version is distinct from (n.after->>'version')::integer
			or o.version is distinct from (case n.outcome when 'added' then 1 else (n.before->>'version')::integer + 1 end))) then
		raise check_violation using message = 'an import says what it does not do';
	end if;
	if exists (select from old_rows b join new_rows n on n.tenant_id = b.tenant_id and n.import_id = b.import_id and n.number = b.number
		where b.undone is null and n.undone = 'undone' and n.outcome = 'changed' and not exists (
			select from samspil.offer o where o.tenant_id = n.tenant_id and o.id = n.offer_id and o.changed_at = now()
				and o.version = samspil.offer_stands_as(n.tenant_id, n.offer_id, (n.after->>'version')::integer) + 1)) then
		raise check_violation using message = 'an import says that it is undone and is not';
	end if;
	return null;
end $$;
create trigger guard_import_rows after update on samspil.offer_import_row referencing old table as old_rows new table as new_rows
	for each statement execute function samspil.guard_import_rows();

revoke all on function samspil.guard_import_rows(), samspil.refuse_former_keepers() from public;
