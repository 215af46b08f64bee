-- L-11, L-12: an organisation that lets its own words on closed pathways go is told at least thirty days before their time comes, so that it can take
-- along what it needs, or hold it back. At most once a week, so that the look ahead is a week longer; once of each, as long as the time is the same.
alter table samspil.kept_told alter column told_on drop not null,
	add column foretold_on date, add column foretold_until date, add column foretold_months integer;

-- How many months an organisation's part stays: its own time, else the municipality's for parts, else as long as the whole pathway does.
create function samspil.part_months(tenant uuid, owner uuid) returns integer language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select coalesce(samspil.kept_months(tenant, owner, 'part'), (select r.months from samspil.retention r where r.tenant_id = tenant));
end;
-- What of an organisation's part reaches its time within thirty-seven days from `today`, and has not yet.
create function samspil.coming_parts(tenant uuid, owner uuid, today date) returns table (about uuid, label text, since date, goes_on date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	how_long interval := make_interval(months => samspil.part_months(tenant, owner));
begin
	if owner = tenant or how_long is null then return; end if;
	return query select k.about, k.label, k.since, (k.since + how_long)::date
		from samspil.kept_things(tenant, owner, 'part', (today + 37 - how_long)::date) k where k.since > (today - how_long)::date;
end $$;
-- The same for whoever lets go, by the pathways' numbers; the first hundred.
create function samspil.kept_coming() returns table (label text, goes_on date, many integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeping_organisation();
begin
	if owner is null then return; end if;
	return query select c.label, c.goes_on, count(*)::int from samspil.coming_parts(v.tenant_id, owner, v.today) c
		group by c.about, c.label, c.goes_on order by c.goes_on, c.label limit 100;
end $$;
-- Tells those who let go for an organisation that some of its part comes to its time; answers how many were told.
create function samspil.foretell_parts(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	o record;
	who uuid;
	n integer := 0;
begin
	for o in select t.tenant_id, t.organisation_id, x.foretold_until, x.foretold_months, l.months from samspil.tenant_organisation t
		left join samspil.kept_told x on x.tenant_id = t.tenant_id and x.organisation_id = t.organisation_id
		cross join lateral (select samspil.part_months(t.tenant_id, t.organisation_id) as months) l
		where t.merged_into is null and t.organisation_id <> t.tenant_id and l.months is not null
			and (x.foretold_on is null or x.foretold_on <= today - 7)
	loop
		if not exists (select from samspil.coming_parts(o.tenant_id, o.organisation_id, today) c
			where o.foretold_until is null or o.foretold_months <> o.months or c.since > o.foretold_until) then continue; end if;
		for who in select m.person_id from samspil.membership m where m.tenant_id = o.tenant_id and m.organisation_id = o.organisation_id
			and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			and (m.function = 'data-protection-officer' or m.can_bind or m.function = 'manager')
		loop
			insert into samspil.notice (tenant_id, person_id, kind, path) values (o.tenant_id, who, 'kept-part-soon', '/retention/kinds');
			perform samspil.mail_notice(o.tenant_id, who, '/retention/kinds');
			n := n + 1;
		end loop;
		insert into samspil.kept_told (tenant_id, organisation_id, foretold_on, foretold_until, foretold_months)
			values (o.tenant_id, o.organisation_id, today, (today + 37 - make_interval(months => o.months))::date, o.months)
			on conflict (tenant_id, organisation_id) do update set foretold_on = excluded.foretold_on, foretold_until = excluded.foretold_until,
				foretold_months = excluded.foretold_months;
	end loop;
	return n;
end $$;
revoke all on function samspil.part_months(uuid, uuid), samspil.coming_parts(uuid, uuid, date), samspil.kept_coming(), samspil.foretell_parts(date) from public;
grant execute on function samspil.kept_coming() to samspil_app;
grant execute on function samspil.foretell_parts(date) to samspil_jobs;
