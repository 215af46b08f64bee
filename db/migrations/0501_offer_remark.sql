-- What somebody who keeps offers says is wrong with one, by the link in the mail: they have no account with which to mend it. It stands until the
-- offer is written anew or found right; the project leaders are told.
create table samspil.offer_remark (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	offer_id uuid not null,
	said text not null check (said <> '' and length(said) <= 1000),
	by_name text not null check (by_name <> ''),
	made_at timestamptz not null default now(),
	-- how the offer stood when it was said
	version integer not null,
	confirmed_on date not null,
	confirmed_by_name text not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, offer_id) references samspil.offer on delete cascade
);
create index offer_remark_offer on samspil.offer_remark (tenant_id, offer_id);
alter table samspil.offer_remark enable row level security;
-- For who may write the offer: its organisation, and the municipality's project leaders. Only the link writes.
create policy kept on samspil.offer_remark for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and exists (select from samspil.offer o
		where o.tenant_id = offer_remark.tenant_id and o.id = offer_remark.offer_id
			and (o.organisation_id = (select samspil.acting_organisation()) or (select samspil.acting_project_leader()) is not null)));
grant select on samspil.offer_remark to samspil_app;

-- As 0440 has it, with what is wrong with others of the offers: each text belongs to the offer at its place.
drop function samspil.confirm_by_link(text, date, uuid[], integer[]);
create function samspil.confirm_by_link(token text, today date, said uuid[], versions integer[], wrong uuid[], texts text[]) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.offer_link;
	who text;
begin
	select * into l from samspil.offer_link x where x.token_hash = sha256(convert_to(token, 'UTF8')) and x.used_at is null and x.expires_at >= now() for update;
	if not found then return 'gone'; end if;
	who := coalesce((select p.name from samspil.person p where p.id = l.person_id), nullif(l.address, ''), '?');
	if exists (select from unnest(said, versions) as s(id, version) where not exists (select from samspil.offer o where o.tenant_id = l.tenant_id and o.id = s.id
		and o.id = any (l.offers) and o.organisation_id = l.organisation_id and o.withdrawn_on is null and o.version = s.version)) then
		return 'changed';
	end if;
	update samspil.offer o set confirmed_on = today, confirmed_by_name = who
		where o.tenant_id = l.tenant_id and o.id = any (said) and o.id = any (l.offers) and o.organisation_id = l.organisation_id;
	with remarked as (
		insert into samspil.offer_remark (tenant_id, offer_id, said, by_name, version, confirmed_on, confirmed_by_name)
			select o.tenant_id, o.id, left(w.said, 1000), who, o.version, o.confirmed_on, o.confirmed_by_name
			from unnest(wrong, texts) as w(id, said) join samspil.offer o on o.tenant_id = l.tenant_id and o.id = w.id
			where w.said <> '' and o.id = any (l.offers) and o.organisation_id = l.organisation_id and o.withdrawn_on is null
			returning offer_id
	)
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select l.tenant_id, m.person_id, 'offer-wrong', '/directory/' || r.offer_id from (select distinct x.offer_id from remarked x) r
			cross join (select distinct m.person_id from samspil.membership m where m.tenant_id = l.tenant_id and m.organisation_id = l.tenant_id
				and m.function = 'project-leader' and m.active_from <= today and (m.active_until is null or m.active_until >= today)) m;
	update samspil.offer_link x set used_at = now() where x.tenant_id = l.tenant_id and x.id = l.id;
	perform samspil.append_audit(l.tenant_id, l.person_id, l.organisation_id, 'offers.confirmed', null, l.id, 'link',
		jsonb_build_object('count', cardinality(said), 'wrong', cardinality(wrong)));
	return 'done';
end $$;
revoke all on function samspil.confirm_by_link(text, date, uuid[], integer[], uuid[], text[]) from public;
grant execute on function samspil.confirm_by_link(text, date, uuid[], integer[], uuid[], text[]) to samspil_app;
