-- The directory of offers: who helps with what in the municipality, and what one does to get it (R-092 to R-094, R-185). On the collaboration
-- level: never a word about a citizen. Each offer is kept by one organisation, and is only as good as the day it was last found right.

-- How the municipality keeps its directory.
create table samspil.offer_directory (
	tenant_id uuid primary key references samspil.tenant,
	is_public boolean not null default false,
	-- how long an offer counts as right once somebody has said so, and how much longer it is shown with a mark
	rhythm_months integer not null default 6 check (rhythm_months between 1 and 24),
	hidden_after_days integer not null default 90 check (hidden_after_days between 7 and 730),
	whom_to_ask text not null default '' check (length(whom_to_ask) <= 500),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1
);
create table samspil.offer (
	tenant_id uuid not null references samspil.offer_directory,
	id uuid not null,
	-- who keeps it right, and who gives it in words
	organisation_id uuid not null,
	provider text not null check (provider <> '' and length(provider) <= 200),
	-- R-093: the two groups
	group_kind text not null check (group_kind in ('municipal', 'private-voluntary')),
	name text not null check (name <> '' and length(name) <= 200),
	target_group text not null check (target_group <> '' and length(target_group) <= 2000),
	content text not null check (content <> '' and length(content) <= 5000),
	-- R-094: what is asked before one may come; nothing where the door is open
	admission text not null default '' check (length(admission) <= 2000),
	next_step text not null default '' check (length(next_step) <= 1000),
	contact text not null check (contact <> '' and length(contact) <= 500),
	phone text not null default '' check (length(phone) <= 50),
	email text not null default '' check (length(email) <= 254),
	website text not null default '' check (website = '' or (website ~ '^https?://' and length(website) <= 500)),
	address text not null default '' check (length(address) <= 200),
	postal_code text not null default '' check (length(postal_code) <= 10),
	town text not null default '' check (length(town) <= 100),
	area text not null default '' check (length(area) <= 200),
	opening_hours text not null default '' check (length(opening_hours) <= 1000),
	price text not null default '' check (length(price) <= 500),
	languages text[] not null default '{}' check (cardinality(languages) <= 20),
	themes text[] not null default '{}' check (themes <@ '{housing,daily-life,work,education,economy,health,mental-health,substance-use,family,children,loneliness,leisure,violence,crime,rights,language}'),
	-- R-185: open for preventive referral
	is_preventive boolean not null default false,
	places_total integer check (places_total between 0 and 100000),
	places_free integer check (places_free between 0 and 100000),
	valid_until date,
	-- whom we write to where nobody of the organisation has an account; shown to nobody else
	keeper_email text not null default '' check (keeper_email = lower(keeper_email) and length(keeper_email) <= 254),
	confirmed_on date not null,
	confirmed_by_name text not null check (confirmed_by_name <> ''),
	withdrawn_on date,
	-- where it was taken in from, and what it is called there
	source text not null default '' check (length(source) <= 200),
	source_key text not null default '' check (length(source_key) <= 200),
	changed_at timestamptz not null default now(),
	changed_by uuid not null references samspil.person,
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check ((source = '') = (source_key = '')),
	check (places_free is null or places_total is null or places_free <= places_total)
);
create index offer_name on samspil.offer (tenant_id, name, id);
create index offer_organisation on samspil.offer (tenant_id, organisation_id);
create index offer_changed_by on samspil.offer (changed_by);
create unique index offer_source on samspil.offer (tenant_id, source, source_key) where source <> '';
create index offer_confirmed on samspil.offer (confirmed_on) where withdrawn_on is null;

-- How an offer stands on a day, as offer.rules.ts says it too: found right lately, soon to be looked at, to be doubted, not shown any more.
create function samspil.offer_state(confirmed_on date, valid_until date, withdrawn_on date, rhythm_months integer, hidden_after_days integer, today date)
returns text language sql immutable parallel safe return case
	when withdrawn_on is not null then 'withdrawn'
	when valid_until < today then 'over'
	when today > (confirmed_on + make_interval(months => rhythm_months))::date + hidden_after_days then 'hidden'
	when today > (confirmed_on + make_interval(months => rhythm_months))::date then 'stale'
	when today > (confirmed_on + make_interval(months => rhythm_months))::date - 14 then 'soon'
	else 'fresh' end;

-- Every municipality has one.
create function samspil.begin_directory() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.offer_directory (tenant_id) values (new.id) on conflict do nothing;
	return null;
end $$;
revoke all on function samspil.begin_directory() from public;
create trigger begin_directory after insert on samspil.tenant for each row execute function samspil.begin_directory();
insert into samspil.offer_directory (tenant_id) select t.id from samspil.tenant t;

alter table samspil.offer_directory enable row level security;
alter table samspil.offer enable row level security;
-- R-052: everybody on the staff side reads; the organisation of an offer and the municipality's project leaders write.
create policy staff on samspil.offer_directory for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.staffed_tenant()));
create policy led on samspil.offer_directory for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant());
grant select on samspil.offer_directory to samspil_app;
grant update (is_public, rhythm_months, hidden_after_days, whom_to_ask, changed_at, changed_by_name, version) on samspil.offer_directory to samspil_app;
create policy staff on samspil.offer for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.staffed_tenant()));
create policy added on samspil.offer for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_person())
		and (organisation_id = (select samspil.acting_organisation()) or (select samspil.acting_project_leader()) is not null));
create policy changed on samspil.offer for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and (organisation_id = (select samspil.acting_organisation()) or (select samspil.acting_project_leader()) is not null))
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_person())
		and (organisation_id = (select samspil.acting_organisation()) or (select samspil.acting_project_leader()) is not null));
grant select, insert on samspil.offer to samspil_app;
grant update (organisation_id, provider, group_kind, name, target_group, content, admission, next_step, contact, phone, email, website, address, postal_code, town, area,
	opening_hours, price, languages, themes, is_preventive, places_total, places_free, valid_until, keeper_email, confirmed_on, confirmed_by_name, withdrawn_on,
	source, source_key, changed_at, changed_by, changed_by_name, version) on samspil.offer to samspil_app;

-- What anybody may read, once the municipality has opened its directory. A view of the owner's on purpose: it is the gate, and leaves out
-- who wrote and whom we write to.
create view samspil.public_offer with (security_barrier) as
	select o.tenant_id, o.id, o.organisation_id, o.provider, o.group_kind, o.name, o.target_group, o.content, o.admission, o.next_step, o.contact, o.phone, o.email,
		o.website, o.address, o.postal_code, o.town, o.area, o.opening_hours, o.price, o.languages, o.themes, o.is_preventive, o.places_total, o.places_free,
		o.valid_until, o.confirmed_on, o.changed_at,
		samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day()) as state
	from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
	where d.is_public and samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day())
		in ('fresh', 'soon', 'stale');
create view samspil.public_directory with (security_barrier) as
	select d.tenant_id, o.name, d.whom_to_ask from samspil.offer_directory d join samspil.organisation o on o.id = d.tenant_id where d.is_public;
grant select on samspil.public_offer, samspil.public_directory to samspil_app;

-- The link in a mail by which somebody without an account says which of their offers are still right. It works once and for a month, and is
-- kept as a hash.
create table samspil.offer_link (
	tenant_id uuid not null references samspil.offer_directory,
	id uuid not null default gen_random_uuid(),
	token_hash bytea not null unique,
	organisation_id uuid not null,
	-- whom it was sent to: a person of the organisation, or the address that the offers themselves name
	person_id uuid references samspil.person,
	address text not null default '',
	offers uuid[] not null,
	given_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation
);
create index offer_link_organisation on samspil.offer_link (tenant_id, organisation_id);
create index offer_link_person on samspil.offer_link (person_id);
-- Nobody reads it; the functions here alone do.
alter table samspil.offer_link enable row level security;
-- Which offer was asked about, confirmed on which day: asked about once more only after a week, and again when it is to be doubted.
create table samspil.offer_asked (
	tenant_id uuid not null,
	offer_id uuid not null,
	confirmed_on date not null,
	step text not null check (step in ('soon', 'stale')),
	asked_on date not null,
	primary key (tenant_id, offer_id, confirmed_on, step),
	foreign key (tenant_id, offer_id) references samspil.offer on delete cascade
);
alter table samspil.offer_asked enable row level security;

-- Asks those who keep offers whether they are still right, once two weeks before the day and once when it has passed: one mail to each, with all
-- their offers behind one link. For the jobs role; answers how many mails.
create function samspil.ask_about_offers(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	keeper record;
	token text;
	mails integer := 0;
begin
	if session_user = 'samspil_app' then return 0; end if;
	for keeper in
		with due as (
			select o.tenant_id, o.id, o.organisation_id, o.keeper_email, o.confirmed_on, o.name,
				case when samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) = 'soon' then 'soon' else 'stale' end as step
			from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
			where o.withdrawn_on is null and samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) in ('soon', 'stale', 'hidden')
		), fresh as (
			insert into samspil.offer_asked (tenant_id, offer_id, confirmed_on, step, asked_on) select q.tenant_id, q.id, q.confirmed_on, q.step, today from due q
				on conflict do nothing returning tenant_id, offer_id
		), told as (
			select q.tenant_id, q.organisation_id, q.id, q.name, q.keeper_email,
				-- a manager of the organisation, else whoever works there; the address the offer names where there is nobody
				(select m.person_id from samspil.membership m where m.tenant_id = q.tenant_id and m.organisation_id = q.organisation_id
					and m.active_from <= today and (m.active_until is null or m.active_until >= today)
					order by m.function = 'manager' desc, m.function = 'project-leader' desc, m.person_name, m.person_id limit 1) as person_id
			from due q join fresh f on f.tenant_id = q.tenant_id and f.offer_id = q.id
		)
		select t.tenant_id, t.organisation_id, case when t.keeper_email = '' then t.person_id end as person_id, t.keeper_email as address,
			array_agg(t.id order by t.name, t.id) as offers
		from told t where t.keeper_email <> '' or t.person_id is not null
		group by 1, 2, 3, 4
	loop
		token := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
		insert into samspil.offer_link (tenant_id, token_hash, organisation_id, person_id, address, offers, expires_at)
			values (keeper.tenant_id, sha256(convert_to(token, 'UTF8')), keeper.organisation_id, keeper.person_id, keeper.address, keeper.offers, now() + interval '30 days');
		insert into samspil.mail (tenant_id, kind, person_id, address, words) values (keeper.tenant_id, 'offers-to-confirm', keeper.person_id,
			case when keeper.person_id is null then keeper.address end, jsonb_build_object('path', '/directory/confirm/' || token));
		if keeper.person_id is not null then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (keeper.tenant_id, keeper.person_id, 'offers-to-confirm', '/directory/mine');
		end if;
		mails := mails + 1;
	end loop;
	return mails;
end $$;

-- How a link stands, and the offers behind it as anybody would read them; no row where there is none.
create function samspil.find_offer_link(token text, today date)
returns table (state text, municipality text, organisation text, offers jsonb) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired' else 'open' end,
			(select n.name from samspil.organisation n where n.id = l.tenant_id), (select n.name from samspil.organisation n where n.id = l.organisation_id),
			case when l.used_at is not null or l.expires_at < now() then '[]'::jsonb else (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'name', o.name,
					'targetGroup', o.target_group, 'content', o.content, 'admission', o.admission, 'nextStep', o.next_step, 'contact', o.contact, 'phone', o.phone, 'email', o.email,
					'openingHours', o.opening_hours, 'price', o.price, 'confirmedOn', o.confirmed_on) order by o.name, o.id), '[]')
				from samspil.offer o where o.tenant_id = l.tenant_id and o.id = any (l.offers) and o.organisation_id = l.organisation_id and o.withdrawn_on is null) end
		from samspil.offer_link l where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
-- Those of the offers that are still right, each with the version that was read, and what to mend in words for the project leader's notice.
-- Answers 'gone' where the link does not work, 'changed' where one of them has been written anew since, else 'done'; it works no more then.
create function samspil.confirm_by_link(token text, today date, said uuid[], versions integer[]) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.offer_link;
	who text;
	wanted integer := cardinality(said);
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
	update samspil.offer_link x set used_at = now() where x.tenant_id = l.tenant_id and x.id = l.id;
	perform samspil.append_audit(l.tenant_id, l.person_id, l.organisation_id, 'offers.confirmed', null, l.id, 'link', jsonb_build_object('count', wanted));
	return 'done';
end $$;
revoke all on function samspil.ask_about_offers(date), samspil.find_offer_link(text, date), samspil.confirm_by_link(text, date, uuid[], integer[]) from public;
grant execute on function samspil.ask_about_offers(date) to samspil_jobs;
grant execute on function samspil.find_offer_link(text, date), samspil.confirm_by_link(text, date, uuid[], integer[]) to samspil_app;

-- Such a mail is in nobody's outbox, whoever administers, and its link is forgotten when it has left (0342).
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-cancelled', 'minutes-sent', 'light-request', 'light-task', 'offers-to-confirm')
		and new.calendar is null
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/|light/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
create trigger forget_offer_link before update on samspil.mail for each row
	when (new.state in ('sent', 'failed') and new.kind = 'offers-to-confirm') execute function samspil.forget_light_link();
