-- The visit behind a token: who, with which hat, in which tenant, and how strongly proven.

-- The session behind a token, with its hat only while the hat is still the person's to wear on that day.
create function samspil.find_visit(
	token text, today date,
	out person_id uuid, out tenant_id uuid, out organisation_id uuid, out hat text, out strong boolean, out may_open boolean
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	s record;
	m record;
begin
	select v."userId", v.hat, v."hatTenant", v."hatOrganisation", v.assurance, i.second_factor into s
		from identity.session v, samspil.installation i
		where v.token = find_visit.token and v."expiresAt" > now();
	if not found then return; end if;
	person_id := s."userId";
	strong := s.assurance = 'multi' or s.second_factor = 'nobody' or (s.second_factor = 'staff' and s.hat = 'self');
	may_open := false;
	if s.hat = 'organisation' then
		select o.kind, x.declared_on into m from samspil.membership x
			join samspil.organisation o on o.id = x.organisation_id
			where x.tenant_id = s."hatTenant" and x.person_id = s."userId" and x.organisation_id = s."hatOrganisation"
				and x.active_from <= today and (x.active_until is null or x.active_until >= today);
		if not found then return; end if;
		-- L-5: outside an authority nobody opens a pathway before the confidentiality declaration
		may_open := strong and (m.kind in ('municipality', 'region') or m.declared_on is not null);
		organisation_id := s."hatOrganisation";
	elsif s.hat = 'administrator' then
		if not exists (select from samspil.person p where p.id = s."userId" and p.is_administrator) then return; end if;
	elsif s.hat = 'self' then
		if not exists (select from samspil.citizen c where c.tenant_id = s."hatTenant" and c.person_id = s."userId")
			and not exists (select from samspil.companion c where c.tenant_id = s."hatTenant" and c.person_id = s."userId")
			then return; end if;
		may_open := strong;
		organisation_id := samspil.nobodys_organisation();
	else
		return;
	end if;
	tenant_id := s."hatTenant";
	hat := s.hat;
end $$;

-- What begin_visit found is kept for the transaction in a setting, under a seal that only this database can make: a
-- policy asks it many times, and looking the session up each time costs ten times as much. Injected SQL can write the
-- setting and cannot seal it; the day is sealed with it.
create table samspil.seal (
	one boolean primary key default true check (one),
	key bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into samspil.seal default values;
alter table samspil.seal enable row level security;
create function samspil.sealed(words text) returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	-- the key stands on both sides, so that nothing can be added to a sealed text
	return (select encode(sha256(s.key || convert_to(words, 'UTF8') || s.key), 'hex') || '|' || words from samspil.seal s);
end $$;

-- The words of the visit as begin_visit sealed them: person, tenant, organisation, hat, strong, may open, day. Null where
-- there is no visit or the seal is not ours. One query with all of it inside: this is asked twenty times a page.
create function samspil.visit_words() returns text[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (
		select string_to_array(substr(v.kept, 66), '|', '')
		from samspil.seal s, (select current_setting('samspil.visit', true) as kept offset 0) v
		where left(v.kept, 64) = encode(sha256(s.key || convert_to(substr(v.kept, 66), 'UTF8') || s.key), 'hex'));
end $$;
create function samspil.acting_visit(
	out person_id uuid, out tenant_id uuid, out organisation_id uuid, out hat text, out strong boolean, out may_open boolean, out today date
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	person_id := w[1];
	tenant_id := w[2];
	organisation_id := w[3];
	hat := w[4];
	strong := w[5];
	may_open := coalesce(w[6], 'f');
	today := w[7];
end $$;

create function samspil.acting_person() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return w[1];
end $$;
create function samspil.acting_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return w[2];
end $$;
-- The organisation whose hat is worn; null for administrators, citizens and companions.
create function samspil.acting_organisation() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] = 'organisation' then w[3] end;
end $$;
-- The person, only where the visit is strong enough to open pathways (second factor, declaration).
create function samspil.acting_opener() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[6] = 't' then w[1] end;
end $$;
-- The tenant in which the acting person wears the administrator's hat.
create function samspil.administered_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] = 'administrator' then w[2] end;
end $$;
create function samspil.is_administrator() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return coalesce(w[4] = 'administrator', false);
end $$;
-- The tenant in which the acting person wears an organisation's or the administrator's hat: its staff side.
create function samspil.staffed_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] in ('organisation', 'administrator') then w[2] end;
end $$;
-- The one pathway a visit is about, where the address says so: it narrows what may be seen to that pathway, whatever else
-- the visitor could open. Not sealed: it can only take away.
create function samspil.visit_about() returns uuid language sql stable parallel safe
	return nullif(current_setting('samspil.about', true), '')::uuid;
-- Whether there is a visit at all, for what every visitor may look up.
create function samspil.is_visited() returns boolean language sql stable parallel safe
	return coalesce(current_setting('samspil.visit', true) <> '', false);

-- The hat a new session starts with: the oldest membership, else one's own page, else administration.
create function samspil.choose_first_hat() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	first_hat record;
begin
	if new.hat is not null then return new; end if;
	select h.hat, h.tenant_id, h.organisation_id into first_hat from (
		select 1 as rank, 'organisation' as hat, m.tenant_id, m.organisation_id, m.active_from::timestamptz as since from samspil.membership m
			where m.person_id = new."userId" and (m.active_until is null or m.active_until >= current_date)
		union all select 2, 'self', c.tenant_id, null, null from samspil.citizen c where c.person_id = new."userId"
		union all select 3, 'self', k.tenant_id, null, null from samspil.companion k where k.person_id = new."userId"
		union all select 4, 'administrator', t.id, null, t.created_at from samspil.person p left join samspil.tenant t on true
			where p.id = new."userId" and p.is_administrator
	) h order by h.rank, h.since, h.tenant_id, h.organisation_id limit 1;
	if found then
		new.hat := first_hat.hat;
		new."hatTenant" := first_hat.tenant_id;
		new."hatOrganisation" := first_hat.organisation_id;
	end if;
	return new;
end $$;
create trigger choose_first_hat before insert on identity.session for each row execute function samspil.choose_first_hat();

-- Every hat the acting person can wear today.
create function samspil.my_hats() returns table (hat text, tenant_id uuid, tenant_name text, organisation_id uuid, organisation_name text, worn boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with me as (
		select v."userId" as id, v.hat as h, v."hatTenant" as t, v."hatOrganisation" as o from identity.session v
		where v.token = samspil.acting_token() and v."expiresAt" > now()
	), mine as (
		select 'organisation' as hat, m.tenant_id, m.organisation_id from me join samspil.membership m on m.person_id = me.id
			where m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day())
		union select 'self', c.tenant_id, null from me join samspil.citizen c on c.person_id = me.id
		union select 'self', k.tenant_id, null from me join samspil.companion k on k.person_id = me.id
		union select 'administrator', t.id, null from me join samspil.person p on p.id = me.id and p.is_administrator
			left join samspil.tenant t on true
	)
	select mine.hat, mine.tenant_id, t.name, mine.organisation_id, o.name,
		mine.hat is not distinct from me.h and mine.tenant_id is not distinct from me.t and mine.organisation_id is not distinct from me.o
	from me cross join mine
		left join samspil.organisation t on t.id = mine.tenant_id
		left join samspil.organisation o on o.id = mine.organisation_id
	order by mine.hat desc, o.name, t.name;
end $$;

-- Puts on another of one's own hats; answers whether it was one of them.
create function samspil.wear_hat(wanted text, tenant uuid, organisation uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not exists (select from samspil.my_hats() h where h.hat = wanted and h.tenant_id is not distinct from tenant
		and h.organisation_id is not distinct from organisation) then return false; end if;
	update identity.session set hat = wanted, "hatTenant" = tenant, "hatOrganisation" = organisation
		where token = samspil.acting_token() and "expiresAt" > now();
	if not found then return false; end if;
	perform samspil.begin_visit(samspil.acting_token(), samspil.acting_day(), samspil.visit_about());
	return true;
end $$;

-- Begins a visit: finds who is behind the token, seals it for the transaction, and answers it for the page's header.
-- No row: no session. The day is told by the app (one clock) and may differ from the server's own.
create function samspil.begin_visit(token text, today date, about uuid default null) returns table (
	person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text,
	"organisationKind" text, function text, strong boolean, declared boolean, hats integer, unread integer)
language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.find_visit(token, today);
	words text := concat_ws('|', coalesce(v.person_id::text, ''), coalesce(v.tenant_id::text, ''), coalesce(v.organisation_id::text, ''),
		coalesce(v.hat, ''), coalesce(v.strong, false), coalesce(v.may_open, false), today);
begin
	perform set_config('samspil.token', token, true), set_config('samspil.today', today::text, true),
		set_config('samspil.tenant', coalesce(v.tenant_id::text, ''), true), set_config('samspil.about', coalesce(about::text, ''), true),
		set_config('samspil.visit', case when v.person_id is null then '' else samspil.sealed(words) end, true);
	return query
	select v.person_id, p.name, v.hat, v.tenant_id, t.name, nullif(v.organisation_id, samspil.nobodys_organisation()), o.name,
		o.kind, m.function, v.strong,
		coalesce(o.kind in ('municipality', 'region') or m.declared_on is not null, true),
		(select count(*)::int from samspil.membership x where x.person_id = v.person_id
			and x.active_from <= begin_visit.today and (x.active_until is null or x.active_until >= begin_visit.today))
		+ (select count(*)::int from samspil.citizen c where c.person_id = v.person_id)
		+ case when p.is_administrator then 1 else 0 end,
		(select count(*)::int from samspil.notice n where n.tenant_id = v.tenant_id and n.person_id = v.person_id and n.read_at is null)
	from samspil.person p
		left join samspil.organisation t on t.id = v.tenant_id
		left join samspil.organisation o on o.id = v.organisation_id
		left join samspil.membership m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
	where p.id = v.person_id;
end $$;

-- Before anybody is signed in: is there an administrator yet, what does an invitation say, and taking it.
create function samspil.has_administrator() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.person p where p.is_administrator);
end $$;
-- Makes a person the first administrator; false where there is one already (serialised, so that two cannot win).
create function samspil.become_first_administrator(person uuid) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform 1 from samspil.installation for update;
	if samspil.has_administrator() then return false; end if;
	update samspil.person set is_administrator = true where id = person;
	return found;
end $$;
create function samspil.find_invitation(hash bytea) returns table (id uuid, kind text, email text, name text, title text, function text,
	"organisationName" text, "tenantName" text, state text, "hasAccount" boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select i.id, i.kind, i.email, i.name, i.title, i.function, o.name, t.name,
		case when i.used_at is not null then 'used' when i.revoked_at is not null then 'revoked'
			when i.expires_at <= now() then 'expired' else 'open' end,
		exists (select from identity."user" u where u.email = i.email)
	from samspil.invitation i left join samspil.organisation o on o.id = i.organisation_id
		left join samspil.organisation t on t.id = i.tenant_id
	where i.token_hash = hash;
end $$;
-- Uses an invitation, once: the person joins the organisation, or is tied to the citizen. Answers whether it was open.
create function samspil.use_invitation(hash bytea, person uuid, today date) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	i samspil.invitation;
begin
	update samspil.invitation set used_at = now(), used_by = person
		where token_hash = hash and used_at is null and revoked_at is null and expires_at > now() returning * into i;
	if not found then return false; end if;
	if i.kind = 'member' then
		insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, title, function, can_bind, active_from)
			select i.tenant_id, p.id, i.organisation_id, p.name, i.title, i.function, i.can_bind, today from samspil.person p where p.id = person
			on conflict (tenant_id, person_id, organisation_id) do update set title = excluded.title, function = excluded.function,
				can_bind = excluded.can_bind, active_until = null, version = membership.version + 1;
	else
		update samspil.citizen c set person_id = person where c.tenant_id = i.tenant_id and c.id = i.citizen_id and c.person_id is null;
		if not found then return false; end if;
	end if;
	return true;
end $$;

-- Only named roles may call a function of ours.
revoke all on all functions in schema samspil from public;
grant execute on function samspil.acting_day(), samspil.acting_token(), samspil.visited_tenant(), samspil.nobodys_organisation() to samspil_app, samspil_jobs, samspil_identity;
grant execute on function samspil.acting_visit(), samspil.acting_person(), samspil.acting_tenant(), samspil.acting_organisation(),
	samspil.acting_opener(), samspil.administered_tenant(), samspil.is_administrator(), samspil.staffed_tenant(), samspil.visit_about(), samspil.is_visited(),
	samspil.my_hats(), samspil.wear_hat(text, uuid, uuid), samspil.begin_visit(text, date, uuid) to samspil_app;
grant execute on function samspil.has_administrator(), samspil.find_invitation(bytea) to samspil_app, samspil_identity;
grant execute on function samspil.become_first_administrator(uuid), samspil.use_invitation(bytea, uuid, date) to samspil_identity;

alter table samspil.person enable row level security;
alter table samspil.organisation enable row level security;
alter table samspil.tenant enable row level security;
alter table samspil.tenant_organisation enable row level security;
alter table samspil.membership enable row level security;
alter table samspil.invitation enable row level security;
alter table samspil.citizen enable row level security;
alter table samspil.companion enable row level security;
alter table samspil.notice enable row level security;

create policy myself on samspil.person for select to samspil_app using (id = (select samspil.acting_person()));
create policy my_language on samspil.person for update to samspil_app using (id = (select samspil.acting_person()));
grant select on samspil.person to samspil_app;
grant update (language) on samspil.person to samspil_app;

-- Organisations are a register, like a phone book: every signed-in person may look one up.
create policy visited on samspil.organisation for select to samspil_app using (samspil.is_visited());
create policy administrators_add on samspil.organisation for insert to samspil_app
	with check ((select samspil.is_administrator()) and created_by = (select samspil.acting_person()));
create policy administrators_change on samspil.organisation for update to samspil_app using ((select samspil.is_administrator()));
grant select, insert on samspil.organisation to samspil_app;
grant update (name, cvr, contact, version) on samspil.organisation to samspil_app;
create policy visited on samspil.tenant for select to samspil_app using (samspil.is_visited());
create policy administrators_add on samspil.tenant for insert to samspil_app with check ((select samspil.is_administrator()));
grant select, insert on samspil.tenant to samspil_app;
create policy own_tenant on samspil.tenant_organisation for select to samspil_app using (tenant_id = (select samspil.acting_tenant()));
create policy administrators_add on samspil.tenant_organisation for insert to samspil_app with check ((select samspil.is_administrator()));
grant select, insert on samspil.tenant_organisation to samspil_app;

-- Colleagues across the organisations of a tenant see each other's name, title and workplace. A citizen sees those
-- who are on the citizen's own pathway (a policy added with the pathways).
create policy staff on samspil.membership for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy own on samspil.membership for select to samspil_app using (person_id = (select samspil.acting_person()));
create policy administrators_change on samspil.membership for update to samspil_app using (tenant_id = (select samspil.administered_tenant()));
create policy own_declaration on samspil.membership for update to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and person_id = (select samspil.acting_person())
		and organisation_id = (select samspil.acting_organisation()));
grant select on samspil.membership to samspil_app;
grant update (title, function, can_bind, active_until, declared_on, declaration_version, version) on samspil.membership to samspil_app;
-- A policy cannot say which columns: one's own row may be changed to accept the declaration and nothing else.
create function samspil.guard_membership() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user <> 'samspil_app' then return new; end if;
	if (new.title, new.function, new.can_bind, new.active_until) is distinct from (old.title, old.function, old.can_bind, old.active_until)
		and samspil.administered_tenant() is distinct from new.tenant_id then
		raise insufficient_privilege using message = 'a membership is changed by an administrator';
	end if;
	if new.declared_on is distinct from old.declared_on
		and (new.person_id is distinct from samspil.acting_person() or new.organisation_id is distinct from samspil.acting_organisation()) then
		raise insufficient_privilege using message = 'a declaration is accepted by the person alone';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_membership() from public;
create trigger guard_membership before update on samspil.membership for each row execute function samspil.guard_membership();

create policy administrators_see on samspil.invitation for select to samspil_app using (tenant_id = (select samspil.administered_tenant()));
create policy administrators_invite on samspil.invitation for insert to samspil_app
	with check (kind = 'member' and tenant_id = (select samspil.administered_tenant()) and invited_by = (select samspil.acting_person()));
create policy administrators_revoke on samspil.invitation for update to samspil_app using (tenant_id = (select samspil.administered_tenant()));
grant select, insert on samspil.invitation to samspil_app;
grant update (revoked_at) on samspil.invitation to samspil_app;

create policy own on samspil.notice for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()));
create policy own_read on samspil.notice for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()));
create policy told on samspil.notice for insert to samspil_app with check (tenant_id = (select samspil.acting_tenant()));
grant select, insert on samspil.notice to samspil_app;
grant update (read_at) on samspil.notice to samspil_app;
