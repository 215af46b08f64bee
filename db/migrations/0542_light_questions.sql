-- A question of room, and a hand-over, are answered from a mail as well: by the same links as a question to a partner (0342), with
-- nothing in the mail but the link, one use, for two weeks. What is opened by such a yes is read by who signs in, with a second factor.
alter table samspil.light_link drop constraint light_link_kind_check;
alter table samspil.light_link add constraint light_link_kind_check check (kind in ('request', 'task', 'capacity', 'transfer'));

-- Sends somebody such a link in the place of a mail that only says that there is something to answer. Called by what asks, and by
-- nobody else.
create function samspil.send_light_link(tenant uuid, person uuid, at_work uuid, kind text, object uuid, pathway uuid, giver uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	insert into samspil.light_link (tenant_id, token_hash, person_id, organisation_id, kind, object_id, pathway_id, given_by_name, expires_at)
		values (tenant, sha256(convert_to(token, 'UTF8')), person, at_work, kind, object, pathway,
			(select p.name from samspil.person p where p.id = giver), now() + interval '14 days');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (tenant, 'light-request', person, jsonb_build_object('path', '/light/' || token));
end $$;

create or replace function samspil.ask_capacity(new_id uuid, wanted uuid, organisation uuid, question text, answer_before date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	told uuid;
	anybody boolean := false;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	if exists (select from samspil.capacity_question q where q.tenant_id = v.tenant_id and q.id = new_id) then
		return case when exists (select from samspil.capacity_question q where q.tenant_id = v.tenant_id and q.id = new_id and q.pathway_id = wanted
			and q.organisation_id = ask_capacity.organisation and q.question = trim(ask_capacity.question)) then 'done' else 'under-way' end;
	end if;
	if not exists (select from samspil.tenant_organisation x where x.tenant_id = v.tenant_id and x.organisation_id = ask_capacity.organisation) then
		return 'no-such-organisation';
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = ask_capacity.organisation
		and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then
		return 'nobody-to-tell';
	end if;
	insert into samspil.capacity_question (tenant_id, id, pathway_id, organisation_id, organisation_name, question, answer_before, asked_by, asked_by_name, asked_by_organisation_name)
		values (v.tenant_id, new_id, wanted, ask_capacity.organisation, (select o.name from samspil.organisation o where o.id = ask_capacity.organisation),
			trim(ask_capacity.question), ask_capacity.answer_before, v.person_id, (select p.name from samspil.person p where p.id = v.person_id),
			coalesce((select o.name from samspil.organisation o where o.id = v.organisation_id), ''))
		on conflict do nothing;
	if not found then return 'under-way'; end if;
	for told in
		with people as (select m.person_id, m.function = 'manager' as leads, m.person_name from samspil.membership m where m.tenant_id = v.tenant_id
			and m.organisation_id = ask_capacity.organisation and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today))
		select p.person_id from people p where (p.leads or not exists (select from people q where q.leads)) and p.person_id <> v.person_id
			order by p.person_name limit 10
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, told, 'capacity-asked', '/requests');
		perform samspil.send_light_link(v.tenant_id, told, ask_capacity.organisation, 'capacity', new_id, wanted, v.person_id);
	end loop;
	perform samspil.record_pathway('capacity.asked', wanted, new_id);
	return 'done';
end $$;

create or replace function samspil.pass_transfer_on(wanted uuid, request uuid, based_on integer, question text, answer_before date, people uuid[])
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	x samspil.transfer;
	told uuid;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-yours'; end if;
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted and p.state = 'open' for no key update;
	if not found or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into x from samspil.transfer t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.id = request
		and t.verb = 'hand-over' and t.role = 'partner' for update;
	if not found then return 'not-yours'; end if;
	if x.state = 'asked' and x.question = trim(pass_transfer_on.question) then return 'done'; end if;
	if x.version <> based_on or x.state <> 'proposed' then return 'stale'; end if;
	update samspil.transfer t set state = 'asked', question = trim(pass_transfer_on.question), answer_before = pass_transfer_on.answer_before, asked_at = now(),
			asked_by_name = (select p.name from samspil.person p where p.id = v.person_id),
			asked_by_organisation_name = (select o.name from samspil.organisation o where o.id = v.organisation_id), version = t.version + 1
		where t.tenant_id = x.tenant_id and t.id = x.id;
	for told in select m.person_id from samspil.membership m where m.tenant_id = x.tenant_id and m.organisation_id = x.to_organisation_id
		and m.person_id = any (people) and m.person_id <> v.person_id and (m.active_until is null or m.active_until >= v.today)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, told, 'transfer-asked', '/requests');
		perform samspil.send_light_link(x.tenant_id, told, x.to_organisation_id, 'transfer', x.id, wanted, v.person_id);
	end loop;
	perform samspil.record_pathway('transfer.asked', wanted, x.id);
	return 'done';
end $$;

create or replace function samspil.tell_of_transfer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
begin
	if new.verb not in ('hand-over', 'take-over') or session_user <> 'samspil_app' then return null; end if;
	for told in
		select new.to_person_id as person, 'transfer-asked' as kind, '/requests' as path where new.state = 'asked'
		union all
		select t.person_id, 'transfer-proposed', '/pathways/' || new.pathway_id || '/transfers' from samspil.tovholder t
			where new.state = 'proposed' and t.tenant_id = new.tenant_id and t.pathway_id = new.pathway_id and t.until is null
		union all
		select c.leader_person_id, 'take-over-asked', '/collaborations/' || c.id || '/allotments/' || p.id
			from samspil.pathway p join samspil.collaboration c on c.tenant_id = p.tenant_id and c.id = p.collaboration_id
			where new.verb = 'take-over' and p.tenant_id = new.tenant_id and p.id = new.pathway_id
	loop
		if told.person is not null and told.person <> new.begun_by then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (new.tenant_id, told.person, told.kind, told.path);
			if told.kind = 'transfer-asked' then
				perform samspil.send_light_link(new.tenant_id, told.person, new.to_organisation_id, 'transfer', new.id, new.pathway_id, new.begun_by);
			else perform samspil.mail_notice(new.tenant_id, told.person, told.path); end if;
		end if;
	end loop;
	return null;
end $$;

-- How a link stands (0342), of all that it may be for.
create or replace function samspil.find_light_link(token text, today date)
returns table (kind text, state text, "givenBy" text, "givenAt" timestamptz, until date, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select l.kind,
			case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired'
				when not exists (select from samspil.membership m where m.tenant_id = l.tenant_id and m.person_id = l.person_id and m.organisation_id = l.organisation_id
					and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then 'expired'
				when l.kind = 'task' then case when k.state = 'open' then 'open' else 'over' end
				when q.is_open and (q.answer_before is null or q.answer_before >= today) then 'open' else 'over' end,
			l.given_by_name, l.given_at, case l.kind when 'task' then k.due_on else q.answer_before end,
			case l.kind when 'task' then '/pathways/' || l.pathway_id || '/tasks' else '/requests' end
		from samspil.light_link l
			left join samspil.task k on l.kind = 'task' and k.tenant_id = l.tenant_id and k.id = l.object_id
			left join lateral (
				select p.state = 'contacted' as is_open, p.answer_before from samspil.partner p
					where l.kind = 'request' and p.tenant_id = l.tenant_id and p.id = l.object_id
				union all select c.answer is null and c.withdrawn_at is null and w.state = 'open', c.answer_before from samspil.capacity_question c
					join samspil.pathway w on w.tenant_id = c.tenant_id and w.id = c.pathway_id
					where l.kind = 'capacity' and c.tenant_id = l.tenant_id and c.id = l.object_id
				union all select x.state = 'asked' and w.state = 'open', x.answer_before from samspil.transfer x
					join samspil.pathway w on w.tenant_id = x.tenant_id and w.id = x.pathway_id
					where l.kind = 'transfer' and x.tenant_id = l.tenant_id and x.id = l.object_id) q on true
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;

-- What a question asks, to whom its link was sent; as the views of each kind show it.
create function samspil.light_question() returns table (question text, asked_by_name text, asked_by_organisation_name text, role text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	bound text := samspil.light_bound();
	object uuid := nullif(split_part(bound, ' ', 2), '')::uuid;
begin
	return query
		select r.question, r.asked_by_name, r.asked_by_organisation_name, 'partner' from samspil.partner_request r where bound = 'request ' || r.id and r.id = object
		union all select r.question, r.asked_by_name, r.asked_by_organisation_name, '' from samspil.capacity_request r where bound = 'capacity ' || r.id and r.id = object
		union all select r.question, r.asked_by_name, r.asked_by_organisation_name, r.role from samspil.transfer_request r where bound = 'transfer ' || r.id and r.id = object;
end $$;
-- That it was shown is recorded where the citizen reads it. A question of room is about nobody.
create or replace function samspil.record_request(request uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	pathway uuid;
begin
	select * into v from samspil.acting_visit();
	select p.pathway_id into pathway from samspil.partner_request r join samspil.partner p on p.tenant_id = r.tenant_id and p.id = r.id where r.id = request;
	if pathway is null then
		select x.pathway_id into pathway from samspil.transfer_request r join samspil.transfer x on x.tenant_id = r.tenant_id and x.id = r.id where r.id = request;
	end if;
	if pathway is not null then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'request.read', pathway, request, 'asked', '{}');
	end if;
end $$;

-- A question of room is one row, which is written. What a yes to a hand-over makes of itself is written by one function for that very
-- hand-over (below); under its link nothing else is.
create or replace function samspil.light_may(bound text, wanted_table text, operation text, row_id text) returns boolean language sql immutable as $$
	select case split_part(bound, ' ', 1)
		-- what the answer makes of itself: the person is on it, and the reference is answered
		when 'request' then (wanted_table = 'partner' and operation = 'UPDATE' and row_id = split_part(bound, ' ', 2)) or wanted_table in ('partner_person', 'transfer')
		when 'task' then wanted_table = 'task' and operation = 'UPDATE' and row_id = split_part(bound, ' ', 2)
		when 'capacity' then wanted_table = 'capacity_question' and operation = 'UPDATE' and row_id = split_part(bound, ' ', 2)
		else false end;
$$;
alter function samspil.answer_transfer(uuid, boolean, text) rename to answer_transfer_unbound;
revoke all on function samspil.answer_transfer_unbound(uuid, boolean, text) from public, samspil_app;
-- Answers a hand-over, also from the link in a mail about that very one: for as long as it takes the visit is that of the person, who
-- could sign in and do the same, and is bound to the link again before anything else is done.
create function samspil.answer_transfer(request uuid, yes boolean, note text, out said text, out pathway uuid)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	bound text := samspil.light_bound();
	kept text := current_setting('samspil.visit', true);
	sealed text := current_setting('samspil.visit_seal', true);
	words text;
	secret bytea;
begin
	if bound is not null then
		if bound <> 'transfer ' || request then raise insufficient_privilege using message = 'a light seat does what its link is for'; end if;
		words := array_to_string((string_to_array(kept, E'\x1f'))[1:15], E'\x1f');
		select k.key into secret from samspil.seal k;
		perform set_config('samspil.visit', words, true),
			set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	end if;
	select a.said, a.pathway into said, pathway from samspil.answer_transfer_unbound(request, yes, note) a;
	if bound is not null then perform set_config('samspil.visit', kept, true), set_config('samspil.visit_seal', sealed, true); end if;
end $$;
revoke all on function samspil.send_light_link(uuid, uuid, uuid, text, uuid, uuid, uuid), samspil.light_question(), samspil.answer_transfer(uuid, boolean, text) from public;
grant execute on function samspil.light_question(), samspil.answer_transfer(uuid, boolean, text) to samspil_app;
