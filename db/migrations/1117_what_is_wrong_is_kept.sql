-- What is wrong with an offer is kept though it was answered for already; and a link that has no offer left to answer for is used up, though the last
-- of them was withdrawn or went to another organisation (otherwise as 1100).
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
				'openingHours', o.opening_hours, 'price', o.price, 'confirmedOn', o.confirmed_on) order by o.name, o.id) as list
			from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.id <> all (l.answered)
				and o.organisation_id = l.organisation_id and o.withdrawn_on is null) o
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;

create or replace function samspil.confirm_by_link(token text, today date, said uuid[], versions integer[], wrong uuid[], texts text[]) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.offer_link;
	who text;
	theirs uuid[];
	newly uuid[];
	fresh uuid[];
	words text[];
begin
	select * into l from samspil.offer_link x where x.token_hash = sha256(convert_to(token, 'UTF8')) and x.expires_at >= now() for update;
	if not found then return 'gone'; end if;
	who := coalesce((select p.name from samspil.person p where p.id = l.person_id), nullif(l.address, ''), '?');
	theirs := array(select o.id from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.organisation_id = l.organisation_id
		and o.withdrawn_on is null);
	-- What is said of the link's offers and was not said in the same words of them as they stand now, or as they stood when they were shown last.
	select coalesce(array_agg(w.id), '{}'), coalesce(array_agg(w.said), '{}') into fresh, words
		from (select distinct u.id, left(u.said, 1000) as said from unnest(wrong, texts) as u(id, said) where u.said <> '' and u.id = any (l.offers)) w
		where not exists (select from samspil.offer_remark r join samspil.offer o on o.tenant_id = r.tenant_id and o.id = r.offer_id
			where r.tenant_id = l.tenant_id and r.offer_id = w.id and r.said = w.said and r.by_name = who
				and (o.id <> all (theirs) or (r.version, r.confirmed_on, r.confirmed_by_name) = (o.version, o.confirmed_on, o.confirmed_by_name)));
	-- The same answer once more, by an impatient finger: it is done.
	if cardinality(l.answered) > 0 and said || wrong <@ l.answered and cardinality(fresh) = 0 then return 'done'; end if;
	if l.used_at is not null and not said || wrong <@ l.answered then return 'gone'; end if;
	if exists (select from unnest(said, versions) as s(id, version) where s.id <> all (l.answered) and not exists (select from samspil.offer o
		where o.tenant_id = l.tenant_id and o.id = s.id and o.id = any (theirs) and o.version = s.version))
		or not fresh <@ theirs then
		return 'changed';
	end if;
	newly := array(select t.id from unnest(theirs) as t(id) where t.id = any (said || wrong) and t.id <> all (l.answered));
	update samspil.offer o set confirmed_on = today, confirmed_by_name = who
		where o.tenant_id = l.tenant_id and o.id = any (said) and o.id = any (newly);
	with remarked as (
		insert into samspil.offer_remark (tenant_id, offer_id, said, by_name, version, confirmed_on, confirmed_by_name)
			select o.tenant_id, o.id, w.said, who, o.version, o.confirmed_on, o.confirmed_by_name
			from unnest(fresh, words) as w(id, said) join samspil.offer o on o.tenant_id = l.tenant_id and o.id = w.id
			returning offer_id
	)
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select l.tenant_id, m.person_id, 'offer-wrong', '/directory/' || r.offer_id from (select distinct x.offer_id from remarked x) r
			cross join (select distinct m.person_id from samspil.membership m where m.tenant_id = l.tenant_id and m.organisation_id = l.tenant_id
				and m.function = 'project-leader' and m.active_from <= today and (m.active_until is null or m.active_until >= today)) m;
	update samspil.offer_link x set answered = l.answered || newly,
			used_at = coalesce(l.used_at, case when theirs <@ (l.answered || newly) then now() end)
		where x.tenant_id = l.tenant_id and x.id = l.id;
	perform samspil.append_audit(l.tenant_id, l.person_id, l.organisation_id, 'offers.confirmed', null, l.id, 'link',
		jsonb_build_object('count', (select count(*) from unnest(said) s where s = any (newly)),
			'wrong', (select count(distinct w) from unnest(wrong) w where w = any (newly || fresh))));
	return 'done';
end $$;
