-- L-12: an erasure that came to a stop says so, and can be set going again. Since when nothing has moved is kept with it; what is called a stop is a rule
-- of the app's (retention.rules.ts), which hands over the hour. Each step is a transaction: what has gone has gone whole, and the rest is there.
alter table samspil.erasure add column moved_at timestamptz not null default now(), add column broke_at timestamptz;
alter table samspil.kept_run add column moved_at timestamptz not null default now();
grant select (moved_at, broke_at) on samspil.erasure to samspil_app;

-- Tells those who let go for an organisation that what they let go has come to a stop, once for each that did.
create function samspil.tell_of_stop(tenant uuid, owner uuid, way text, since timestamptz) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	today date := (now() at time zone 'Europe/Copenhagen')::date;
	who uuid;
begin
	for who in select m.person_id from samspil.membership m where m.tenant_id = tenant and m.organisation_id = owner
		and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		and (m.function = 'data-protection-officer' or (owner <> tenant and (m.can_bind or m.function = 'manager')))
		and not exists (select from samspil.notice n where n.tenant_id = tenant and n.person_id = m.person_id and n.kind = 'erasure-stopped' and n.path = way
			and n.created_at >= since)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (tenant, who, 'erasure-stopped', way);
		perform samspil.mail_notice(tenant, who, way);
	end loop;
end $$;

-- One step of one erasure, as before (0371).
create function samspil.erase_step_of(e samspil.erasure) returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	t text;
	n integer;
	left_over text;
	who uuid;
begin
	if e.state = 'let-go' then
		perform samspil.begin_erasure(e);
		return 'begun';
	end if;
	-- what hangs on the rest goes first; a table whose rows others still need waits its turn
	for t in select * from samspil.hanging_rows() loop
		execute t using e.tenant_id, e.pathway_id;
	end loop;
	foreach t in array samspil.pathway_tables() loop
		begin
			execute format('delete from samspil.%I where tenant_id = $1 and pathway_id = $2', t) using e.tenant_id, e.pathway_id;
			get diagnostics n = row_count;
			if n > 0 then return 'erased ' || t; end if;
		exception when foreign_key_violation then
			left_over := t;
		end;
	end loop;
	if left_over is not null then raise exception 'a table still refers to what is to be erased' using detail = left_over; end if;
	perform samspil.erase_letters(e);
	if samspil.empty_record(e, '{}') > 0 then return 'emptied the record'; end if;
	delete from samspil.pathway p where p.tenant_id = e.tenant_id and p.id = e.pathway_id;
	if not exists (select from samspil.pathway p where p.tenant_id = e.tenant_id and p.citizen_id = e.citizen_id) then
		delete from samspil.invitation i where i.tenant_id = e.tenant_id and i.citizen_id = e.citizen_id;
		delete from samspil.citizen c where c.tenant_id = e.tenant_id and c.id = e.citizen_id;
	end if;
	foreach who in array e.people loop
		if samspil.forget_person(who) then
			while samspil.empty_record(e, array[who]) > 0 loop end loop;
		end if;
	end loop;
	perform samspil.append_audit(e.tenant_id, null, null, 'erasure.done', null, e.id, e.why, '{}');
	update samspil.erasure x set state = case when x.id = e.id then 'done' else x.state end, done_at = case when x.id = e.id then now() end, pathway_id = null, ids = '{}', citizen_id = null, people = '{}', addresses = '{}'
		where x.tenant_id = e.tenant_id and (x.id = e.id or (x.state = 'stopped' and x.pathway_id = e.pathway_id));
	return 'done';
end $$;
-- The same as a worker takes it; answers what it did, 'broke' and by which kind of fault, or 'nothing' where there is nothing to do. One that broke is in
-- nobody's way, and is taken up again an hour later.
create or replace function samspil.erase_step() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.erasure;
	did text;
begin
	select * into e from samspil.erasure x where x.state in ('let-go', 'under-way') and (x.broke_at is null or x.broke_at < now() - interval '1 hour')
		order by x.let_go_at, x.id limit 1 for update skip locked;
	if not found then return 'nothing'; end if;
	begin
		did := samspil.erase_step_of(e);
		update samspil.erasure x set moved_at = now(), broke_at = null where x.tenant_id = e.tenant_id and x.id = e.id;
		return did;
	exception when others then
		update samspil.erasure x set broke_at = now() where x.tenant_id = e.tenant_id and x.id = e.id;
		perform samspil.tell_of_stop(e.tenant_id, e.tenant_id, '/retention', e.let_go_at);
		return 'broke ' || sqlstate || ' pathway';
	end;
end $$;
-- As before (1190), and when it moved.
create or replace function samspil.keep_step() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	r samspil.kept_run;
	n integer;
begin
	select * into r from samspil.kept_run x where x.done_at is null and (x.broke_at is null or x.broke_at < now() - interval '1 hour')
		order by x.let_go_at, x.id limit 1 for update skip locked;
	if not found then return 'nothing'; end if;
	begin
		n := samspil.step_of(r);
		if n is not null then
			update samspil.kept_run x set gone = x.gone + n, moved_at = now(), broke_at = null where x.tenant_id = r.tenant_id and x.id = r.id;
			return 'gone';
		end if;
		delete from samspil.kept_run_thing k where k.tenant_id = r.tenant_id and k.run_id = r.id;
		update samspil.kept_run x set done_at = now(), left_out = '{}', broke_at = null where x.tenant_id = r.tenant_id and x.id = r.id;
		perform samspil.append_audit(r.tenant_id, null, r.organisation_id, 'retention.done', null, null, '', jsonb_build_object('kind', r.kind, 'many', r.gone));
		return 'done';
	exception when others then
		update samspil.kept_run x set broke_at = now() where x.tenant_id = r.tenant_id and x.id = r.id;
		perform samspil.tell_of_stop(r.tenant_id, r.organisation_id, '/retention/kinds', r.let_go_at);
		return 'broke ' || sqlstate || ' ' || r.kind;
	end;
end $$;

-- As before (1130), what is not done first; what was shown, since when nothing has moved, and whether it broke.
drop function samspil.kept_runs();
create function samspil.kept_runs() returns table (kind text, until date, shown integer, gone integer, let_go_at timestamptz, let_go_by text, done_at timestamptz,
	moved_at timestamptz, broke_at timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select r.kind, r.until, r.shown, r.gone, r.let_go_at, r.let_go_by_name, r.done_at, r.moved_at, r.broke_at from samspil.kept_run r
		where r.tenant_id = samspil.acting_tenant() and r.organisation_id = samspil.keeping_organisation()
		order by r.done_at is null desc, r.let_go_at desc, r.id limit 30;
end $$;

-- Sets what came to a stop going again: what broke, and what has not moved since `stopped_before`. What a worker is at is left alone. Answers 'set-going',
-- also where nothing of it stands still any more; 'not-there'.
create function samspil.set_kept_going(wanted text, stopped_before timestamptz) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
begin
	if owner is null then return 'not-there'; end if;
	update samspil.kept_run x set moved_at = now(), broke_at = null where x.tenant_id = v.tenant_id and x.id in (select r.id from samspil.kept_run r
		where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted and r.done_at is null
			and (r.broke_at is not null or r.moved_at < stopped_before) for update skip locked);
	if found then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'retention.set-going', null, null, '', jsonb_build_object('kind', wanted));
	end if;
	return case when found or exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted)
		then 'set-going' else 'not-there' end;
end $$;
create function samspil.set_erasures_going(stopped_before timestamptz) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	n integer;
begin
	if samspil.reviewed_tenant() is null then return 'not-there'; end if;
	update samspil.erasure x set moved_at = now(), broke_at = null where x.tenant_id = v.tenant_id and x.id in (select e.id from samspil.erasure e
		where e.tenant_id = v.tenant_id and e.state in ('let-go', 'under-way') and (e.broke_at is not null or e.moved_at < stopped_before)
		for update skip locked);
	get diagnostics n = row_count;
	if n > 0 then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'erasure.set-going', null, null, 'data-protection-officer',
			jsonb_build_object('pathways', n));
	end if;
	return 'set-going';
end $$;
revoke all on function samspil.tell_of_stop(uuid, uuid, text, timestamptz), samspil.erase_step_of(samspil.erasure), samspil.kept_runs(),
	samspil.set_kept_going(text, timestamptz), samspil.set_erasures_going(timestamptz) from public;
grant execute on function samspil.kept_runs(), samspil.set_kept_going(text, timestamptz), samspil.set_erasures_going(timestamptz) to samspil_app;
