-- How a pathway goes that has been let go: step by step, each a transaction of its own, so that whoever dies in the middle has
-- lost nothing and the next goes on. The tables are found and not listed: one that is made later goes with the rest.

-- The record stays, emptied of what says which pathway, whose, and what was in it. A row keeps its hash and its place in the
-- chain; what is left of it is covered by an event of its own, 'record.emptied', which says how many rows were emptied together
-- and their fingerprint. So a row that is emptied without a word is found like one that was changed.
alter table samspil.audit_event add column emptied uuid;
create index audit_event_emptied on samspil.audit_event (emptied) where emptied is not null;
create index audit_event_person on samspil.audit_event (person_id) where person_id is not null;
create index audit_event_object on samspil.audit_event (object_id) where object_id is not null;
create function samspil.only_emptied() returns trigger language plpgsql as $$
begin
	if old.emptied is null and new.emptied is not null and new.pathway_id is null and new.object_id is null and new.reason = '' and new.detail = '{}'
		and (new.person_id is null or new.person_id = old.person_id) and new.person_name in ('', old.person_name)
		and (new.tenant_id, new.lane, new.sequence, new.at, new.action, new.organisation_name, new.previous, new.hash)
			= (old.tenant_id, old.lane, old.sequence, old.at, old.action, old.organisation_name, old.previous, old.hash)
		and new.organisation_id is not distinct from old.organisation_id then
		return new;
	end if;
	raise insufficient_privilege using message = tg_table_name || ' is append-only';
end $$;
drop trigger append_only on samspil.audit_event;
create trigger append_only before delete or truncate on samspil.audit_event for each statement execute function samspil.refuse_change();
create trigger only_emptied before update on samspil.audit_event for each row execute function samspil.only_emptied();
-- What stands for the rows that were emptied together: their hashes, and all that is left of them.
create function samspil.emptied_fingerprint(batch uuid) returns text language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select encode(sha256(string_agg(e.hash || samspil.audit_hash(e), ''::bytea order by e.tenant_id, e.lane, e.sequence)), 'hex')
		from samspil.audit_event e where e.emptied = batch;
end;
-- Empties some of the rows that say something of what goes; answers how many.
create function samspil.empty_record(e samspil.erasure, gone uuid[]) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	batch uuid := gen_random_uuid();
	n integer;
begin
	with found as (
		select a.tenant_id, a.lane, a.sequence from samspil.audit_event a
		where a.emptied is null and ((a.tenant_id = e.tenant_id and (a.pathway_id = e.pathway_id or a.object_id = any (e.ids))) or a.person_id = any (gone))
		limit 500
	)
	update samspil.audit_event a set emptied = batch, pathway_id = null, object_id = null, reason = '', detail = '{}',
			person_id = case when a.organisation_id is null or a.person_id = any (gone) then null else a.person_id end,
			person_name = case when a.organisation_id is null or a.person_id = any (gone) then '' else a.person_name end
		from found f where a.tenant_id = f.tenant_id and a.lane = f.lane and a.sequence = f.sequence;
	get diagnostics n = row_count;
	if n > 0 then
		perform samspil.append_audit(e.tenant_id, null, null, 'record.emptied', null, batch, '',
			jsonb_build_object('rows', n, 'fingerprint', samspil.emptied_fingerprint(batch)));
	end if;
	return n;
end $$;

-- The numbers of one pathway that statistics are made of.
create function samspil.numbers_of(tenant uuid, wanted uuid, today date,
	out decided integer, out decided_in_time integer, out meetings_held integer, out tasks_due integer, out tasks_in_time integer
) language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select count(d.since)::int, count(*) filter (where (d.since at time zone 'Europe/Copenhagen')::date <= p.registered_on + 7)::int,
		(select count(*)::int from samspil.meeting m where m.tenant_id = p.tenant_id and m.pathway_id = p.id and m.minutes_sent_at is not null),
		(select count(*)::int from samspil.task k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.due_on < today and k.state <> 'cancelled'),
		(select count(*)::int from samspil.task k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.due_on < today and k.state = 'done'
			and (k.state_changed_at at time zone 'Europe/Copenhagen')::date <= k.due_on)
	from samspil.pathway p
		left join lateral (select min(t.since) as since from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.kind = 'final') d on true
	where p.tenant_id = tenant and p.id = wanted
	group by p.tenant_id, p.id;
end;

-- The rows that hang on a pathway's table and say the pathway only through it: the statement that deletes them, with $1 the tenant
-- and $2 the pathway.
create function samspil.hanging_rows() returns setof text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
	-- once, and not for every constraint there is
	tables oid[] := (select array_agg(c.oid) from pg_class c where c.relnamespace = 'samspil'::regnamespace and c.relname = any (samspil.pathway_tables()));
begin
	return query select format('delete from samspil.%I c using samspil.%I p where p.tenant_id = $1 and p.pathway_id = $2 and %s', child.relname, parent.relname,
		(select string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' and ')
			from unnest(k.conkey, k.confkey) as pair (c, p)
				join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = pair.c
				join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = pair.p))
	from pg_constraint k
		join pg_class child on child.oid = k.conrelid
		join pg_class parent on parent.oid = k.confrelid
	where k.contype = 'f' and k.confrelid = any (tables) and not k.conrelid = any (tables) and child.relname <> 'erasure';
end $$;

-- Begins with one that has been let go, if nothing holds it: nobody opens it any more, its numbers are kept, and what goes is noted.
create function samspil.begin_erasure(e samspil.erasure) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	p samspil.pathway;
	t text;
	found uuid[];
	goes uuid[] := array[e.pathway_id];
begin
	select * into p from samspil.pathway x where x.tenant_id = e.tenant_id and x.id = e.pathway_id for update;
	if p.id is null or p.state <> 'closed' or exists (select from samspil.legal_hold h
		where h.tenant_id = e.tenant_id and h.pathway_id = e.pathway_id and h.lifted_at is null) then
		update samspil.erasure x set state = 'stopped' where x.tenant_id = e.tenant_id and x.id = e.id;
		return;
	end if;
	foreach t in array samspil.pathway_tables() loop
		if exists (select from information_schema.columns c where c.table_schema = 'samspil' and c.table_name = t and c.column_name = 'id' and c.data_type = 'uuid') then
			execute format('select array_agg(id) from samspil.%I where tenant_id = $1 and pathway_id = $2', t) into found using e.tenant_id, e.pathway_id;
			goes := goes || coalesce(found, '{}');
		end if;
	end loop;
	insert into samspil.kept_numbers as k (tenant_id, collaboration_id, year, pathways, decided, decided_in_time, meetings_held, tasks_due, tasks_in_time)
		select p.tenant_id, p.collaboration_id, extract(year from p.registered_on)::int, 1, n.decided, n.decided_in_time, n.meetings_held, n.tasks_due, n.tasks_in_time
		from samspil.numbers_of(p.tenant_id, p.id, current_date) n
		on conflict (tenant_id, collaboration_id, year) do update set pathways = k.pathways + 1, decided = k.decided + excluded.decided,
			decided_in_time = k.decided_in_time + excluded.decided_in_time, meetings_held = k.meetings_held + excluded.meetings_held,
			tasks_due = k.tasks_due + excluded.tasks_due, tasks_in_time = k.tasks_in_time + excluded.tasks_in_time;
	update samspil.erasure x set state = 'under-way', ids = goes || p.citizen_id, citizen_id = p.citizen_id,
			people = (select coalesce(array_agg(distinct who), '{}') from (
				select c.person_id as who from samspil.citizen c where c.tenant_id = p.tenant_id and c.id = p.citizen_id and c.person_id is not null
				union select k.person_id from samspil.companion k where k.tenant_id = p.tenant_id and k.pathway_id = p.id) w),
			addresses = (select coalesce(array_agg(distinct i.email), '{}') from samspil.invitation i
				where i.tenant_id = p.tenant_id and (i.pathway_id = p.id or i.citizen_id = p.citizen_id))
		where x.tenant_id = e.tenant_id and x.id = e.id;
	-- last, so that the trigger finds nobody who may open it
	update samspil.pathway x set state = 'erasing' where x.tenant_id = p.tenant_id and x.id = p.id;
end $$;

-- Letters and notices that lead to what goes, or went to addresses of those who go.
create function samspil.erase_letters(e samspil.erasure) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	any_id constant text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
begin
	delete from samspil.notice n where n.tenant_id = e.tenant_id
		and exists (select from regexp_matches(n.path, any_id, 'g') x where x[1]::uuid = any (e.ids));
	delete from samspil.reminder r where r.tenant_id = e.tenant_id and r.subject_id = any (e.ids);
	delete from samspil.mail m where m.tenant_id = e.tenant_id and (m.address = any (e.addresses)
		or exists (select from regexp_matches(m.words::text || coalesce(m.calendar::text, ''), any_id, 'g') x where x[1]::uuid = any (e.ids)));
end $$;

-- Forgets a person's account where nothing in Samspil is theirs any more; answers whether it did. Who works anywhere, or is a
-- citizen or companion elsewhere, stays.
create function samspil.forget_person(who uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	mail text;
begin
	select p.email into mail from samspil.person p where p.id = who and not p.is_administrator;
	if mail is null then return false; end if;
	delete from samspil.notice n where n.person_id = who;
	delete from samspil.reminder r where r.person_id = who;
	delete from samspil.mail m where m.person_id = who or m.address = mail;
	delete from samspil.new_start_witness w where w.new_start_id in (select s.id from samspil.new_start s where s.person_id = who);
	delete from samspil.new_start s where s.person_id = who;
	delete from samspil.signing_identity s where s.person_id = who;
	delete from samspil.demo_person d where d.person_id = who;
	delete from identity.verification v where strpos(v.value, who::text) > 0 or strpos(v.identifier, mail) > 0 or strpos(v.value, mail) > 0;
	delete from identity."user" u where u.id = who;
	delete from samspil.person p where p.id = who;
	return true;
exception when foreign_key_violation then
	return false;
end $$;

-- One step of one erasure; answers what it did, and 'nothing' where there is nothing to do. Any number of workers may take steps:
-- each takes another erasure.
create function samspil.erase_step() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.erasure;
	t text;
	n integer;
	left_over text;
	who uuid;
begin
	select * into e from samspil.erasure x where x.state in ('let-go', 'under-way') order by x.let_go_at, x.id limit 1 for update skip locked;
	if not found then return 'nothing'; end if;
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
revoke all on function samspil.only_emptied(), samspil.emptied_fingerprint(uuid), samspil.empty_record(samspil.erasure, uuid[]),
	samspil.numbers_of(uuid, uuid, date), samspil.hanging_rows(), samspil.begin_erasure(samspil.erasure), samspil.erase_letters(samspil.erasure),
	samspil.forget_person(uuid), samspil.erase_step() from public;
grant execute on function samspil.erase_step() to samspil_jobs;
