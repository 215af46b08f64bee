-- Worry about a child. Whoever works for an organisation has somebody to turn to, named in its agreements (R-216), and may ask them, without
-- telling whom it is about, whether this is something to refer (R-187).

-- Whom my organisation turns to: the contacts for concerns of its agreements in force, those of the authorities first; where none is written, who
-- leads its collaborations, and then `written` is false. The names are a definer's to find: not everybody reads the agreements.
create function samspil.my_concern_contacts() returns table (person_id uuid, organisation_id uuid, name text, title text, organisation_name text,
	reach text, mail text, written boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.hat is distinct from 'organisation' or v.organisation_id is null then return; end if;
	return query
	select t.person_id, t.organisation_id, t.name, t.title, t.organisation_name, t.reach, t.mail, true from (
		select distinct on (l.person_id, l.organisation_id, l.said ->> 'name') l.person_id, l.organisation_id, coalesce(m.person_name, l.said ->> 'name') as name,
			coalesce(m.title, '') as title, coalesce(o.name, '') as organisation_name, coalesce(nullif(l.said ->> 'reach', ''), o.contact, '') as reach,
			coalesce(h.email, '') as mail, coalesce(o.kind in ('municipality', 'region'), false) as is_authority
		from samspil.document_party p
			join samspil.agreement_live l on l.tenant_id = p.tenant_id and l.document_id = p.document_id and l.kind = 'contact'
				and l.said ->> 'as' = 'concern' and l.retired_at is null
			join samspil.document_version w on w.tenant_id = l.tenant_id and w.id = samspil.counting_version(l.tenant_id, l.document_id, v.today)
				and w.from_on <= v.today and (w.until_on is null or w.until_on >= v.today) and (w.ends_on is null or w.ends_on > v.today)
			left join samspil.membership m on m.tenant_id = l.tenant_id and m.person_id = l.person_id and m.organisation_id = l.organisation_id
				and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
			left join samspil.organisation o on o.id = m.organisation_id
			left join samspil.person h on h.id = m.person_id
		where p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_at is null
			-- who has left is named and is nobody to turn to
			and (m.person_id is not null or (l.person_id is null and l.said ->> 'name' <> ''))) t
	order by t.is_authority desc, t.organisation_name, t.name limit 10;
	if found then return; end if;
	return query
	select distinct m.person_id, m.organisation_id, m.person_name, m.title, o.name, o.contact, h.email, false
	from samspil.collaboration c
		join samspil.membership m on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
			and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
		join samspil.organisation o on o.id = m.organisation_id
		join samspil.person h on h.id = m.person_id
	where c.tenant_id = v.tenant_id and c.phase <> 'ended' and c.id = any (samspil.my_collaborations())
	order by 3 limit 10;
end $$;
-- The same for whoever works as a volunteer, or for a voluntary organisation; no row for anybody else, at no cost.
create function samspil.volunteers_contacts() returns table (person_id uuid, organisation_id uuid, name text, title text, organisation_name text,
	reach text, mail text, written boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.hat is distinct from 'organisation' or not exists (select from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
			and (m.function = 'volunteer' or o.kind = 'voluntary')) then return; end if;
	return query select * from samspil.my_concern_contacts();
end $$;
revoke all on function samspil.my_concern_contacts(), samspil.volunteers_contacts() from public;
grant execute on function samspil.my_concern_contacts(), samspil.volunteers_contacts() to samspil_app;

-- A question about somebody who is not named: the one who asks and the one who is asked read it, and nobody else.
create table samspil.doubt (
	tenant_id uuid not null,
	id uuid not null,
	question text not null check (question <> '' and length(question) <= 2000),
	asked_by uuid not null references samspil.person,
	asked_by_name text not null default '',
	organisation_id uuid not null,
	organisation_name text not null default '',
	asked_at timestamptz not null default now(),
	to_person_id uuid not null,
	to_organisation_id uuid not null,
	to_name text not null default '',
	to_organisation_name text not null default '',
	answer text check (answer in ('refer', 'talk', 'not-refer')),
	answer_note text not null default '' check (length(answer_note) <= 2000),
	answered_at timestamptz,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, to_person_id, to_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((answer is null) = (answered_at is null)),
	check (answer is not null or answer_note = '')
);
create index doubt_asked_by on samspil.doubt (asked_by, asked_at desc);
create index doubt_organisation on samspil.doubt (tenant_id, organisation_id);
create index doubt_to on samspil.doubt (tenant_id, to_person_id, to_organisation_id, asked_at desc);
alter table samspil.doubt enable row level security;
create policy mine on samspil.doubt for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (
		(asked_by = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()))
		or (to_person_id = (select samspil.acting_person()) and to_organisation_id = (select samspil.acting_organisation()))));
create policy asked on samspil.doubt for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and asked_by = (select samspil.acting_person())
		and organisation_id = (select samspil.acting_organisation()) and answer is null
		and exists (select from samspil.my_concern_contacts() c where c.person_id = to_person_id and c.organisation_id = to_organisation_id)
		and to_person_id <> asked_by);
create policy answered on samspil.doubt for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and answer is null and to_person_id = (select samspil.acting_person())
		and to_organisation_id = (select samspil.acting_organisation()))
	with check (tenant_id = (select samspil.acting_tenant()) and to_person_id = (select samspil.acting_person()));
grant select on samspil.doubt to samspil_app;
grant insert (tenant_id, id, question, asked_by, organisation_id, to_person_id, to_organisation_id) on samspil.doubt to samspil_app;
grant update (answer, answer_note, answered_at, version) on samspil.doubt to samspil_app;

-- Names are the database's to write, as they are now; and whoever is to act is told that there is something, never what.
create function samspil.freeze_doubt() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	select p.name into strict new.asked_by_name from samspil.person p where p.id = new.asked_by;
	select o.name into strict new.organisation_name from samspil.organisation o where o.id = new.organisation_id;
	select m.person_name, o.name into strict new.to_name, new.to_organisation_name
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = new.tenant_id and m.person_id = new.to_person_id and m.organisation_id = new.to_organisation_id;
	return new;
end $$;
create trigger freeze_doubt before insert on samspil.doubt for each row execute function samspil.freeze_doubt();
create function samspil.tell_of_doubt() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told uuid := case when tg_op = 'INSERT' then new.to_person_id else new.asked_by end;
	path text := '/concerns/' || new.id;
begin
	if session_user <> 'samspil_app' then return null; end if;
	insert into samspil.notice (tenant_id, person_id, kind, path)
		values (new.tenant_id, told, case when tg_op = 'INSERT' then 'doubt-asked' else 'doubt-answered' end, path);
	perform samspil.mail_notice(new.tenant_id, told, path);
	return null;
end $$;
create trigger tell_of_doubt after insert or update of answer on samspil.doubt for each row execute function samspil.tell_of_doubt();
revoke all on function samspil.freeze_doubt(), samspil.tell_of_doubt() from public;
