-- Whoever keeps many offers answers for them bit by bit: a link works until each of its offers is answered for, or it has expired. What is sent a
-- second time is done already.
alter table samspil.offer_link add column answered uuid[] not null default '{}';

-- As 0440 has it, without the offers that are answered for, and with how many those are.
drop function samspil.find_offer_link(text, date);
create function samspil.find_offer_link(token text, today date)
returns table (state text, municipality text, organisation text, answered integer, offers jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired' else 'open' end,
			(select n.name from samspil.organisation n where n.id = l.tenant_id), (select n.name from samspil.organisation n where n.id = l.organisation_id),
			cardinality(l.answered),
			case when l.used_at is not null or l.expires_at < now() then '[]'::jsonb else (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'name', o.name,
					'targetGroup', o.target_group, 'content', o.content, 'admission', o.admission, 'nextStep', o.next_step, 'contact', o.contact, 'phone', o.phone, 'email', o.email,
					'openingHours', o.opening_hours, 'price', o.price, 'confirmedOn', o.confirmed_on) order by o.name, o.id), '[]')
				from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.id <> all (l.answered)
					and o.organisation_id = l.organisation_id and o.withdrawn_on is null) end
		from samspil.offer_link l where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
revoke all on function samspil.find_offer_link(text, date) from public;
grant execute on function samspil.find_offer_link(text, date) to samspil_app;

-- As 0501 has it, for those of the offers that are not answered for yet; used up with the last of them.
create or replace function samspil.confirm_by_link(token text, today date, said uuid[], versions integer[], wrong uuid[], texts text[]) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.offer_link;
	who text;
	newly uuid[];
begin
	select * into l from samspil.offer_link x where x.token_hash = sha256(convert_to(token, 'UTF8')) and x.expires_at >= now() for update;
	if not found then return 'gone'; end if;
	-- The same answer once more, by an impatient finger: it is done.
	if cardinality(l.answered) > 0 and said || wrong <@ l.answered then return 'done'; end if;
	if l.used_at is not null then return 'gone'; end if;
	who := coalesce((select p.name from samspil.person p where p.id = l.person_id), nullif(l.address, ''), '?');
	if exists (select from unnest(said, versions) as s(id, version) where s.id <> all (l.answered) and not exists (select from samspil.offer o
		where o.tenant_id = l.tenant_id and o.id = s.id
			and o.id = any (l.offers) and o.organisation_id = l.organisation_id and o.withdrawn_on is null and o.version = s.version)) then
		return 'changed';
	end if;
	newly := array(select o.id from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (said || wrong) and o.id = any (l.offers)
		and o.id <> all (l.answered) and o.organisation_id = l.organisation_id and o.withdrawn_on is null);
	update samspil.offer o set confirmed_on = today, confirmed_by_name = who
		where o.tenant_id = l.tenant_id and o.id = any (said) and o.id = any (newly);
	with remarked as (
		insert into samspil.offer_remark (tenant_id, offer_id, said, by_name, version, confirmed_on, confirmed_by_name)
			select o.tenant_id, o.id, left(w.said, 1000), who, o.version, o.confirmed_on, o.confirmed_by_name
			from unnest(wrong, texts) as w(id, said) join samspil.offer o on o.tenant_id = l.tenant_id and o.id = w.id
			where w.said <> '' and o.id = any (newly)
			returning offer_id
	)
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select l.tenant_id, m.person_id, 'offer-wrong', '/directory/' || r.offer_id from (select distinct x.offer_id from remarked x) r
			cross join (select distinct m.person_id from samspil.membership m where m.tenant_id = l.tenant_id and m.organisation_id = l.tenant_id
				and m.function = 'project-leader' and m.active_from <= today and (m.active_until is null or m.active_until >= today)) m;
	update samspil.offer_link x set answered = l.answered || newly, used_at = case when not exists (select from samspil.offer o
			where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.id <> all (l.answered || newly) and o.organisation_id = l.organisation_id
				and o.withdrawn_on is null) then now() end
		where x.tenant_id = l.tenant_id and x.id = l.id;
	perform samspil.append_audit(l.tenant_id, l.person_id, l.organisation_id, 'offers.confirmed', null, l.id, 'link',
		jsonb_build_object('count', (select count(*) from unnest(said) s where s = any (newly)), 'wrong', (select count(*) from unnest(wrong) w where w = any (newly))));
	return 'done';
end $$;
