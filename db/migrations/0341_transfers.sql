-- Four ways in which a responsibility on a pathway comes to somebody, each with a record of its own that keeps the names as they
-- were: *assign*, by a decision (tovholder); *refer*, an organisation asked to help (partner); *hand over*, which the receiver
-- must accept; *ask to take over*, which the tovholder or the project leader answers. The first two are written by what makes them
-- so: who decides a tovholder or asks a partner need not think of the record.

create table samspil.transfer (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	verb text not null check (verb in ('assign', 'refer', 'hand-over', 'take-over')),
	role text not null check (role in ('tovholder', 'partner')),
	-- proposed: waits for the tovholder (or the project leader); asked: waits for the receiver; overtaken: something else was decided
	state text not null check (state in ('proposed', 'asked', 'accepted', 'declined', 'withdrawn', 'overtaken')),
	from_person_id uuid,
	from_organisation_id uuid,
	from_name text not null default '',
	from_organisation_name text not null,
	-- null where an organisation is asked, and anybody there may answer
	to_person_id uuid,
	to_organisation_id uuid not null,
	to_name text not null default '',
	to_organisation_name text not null,
	reason text not null default '' check (length(reason) <= 5000),
	-- all that the receiver reads before the yes: nobody is named in it
	question text not null default '' check (length(question) <= 2000),
	citizen_part text not null default '' check (citizen_part in ('', 'present', 'heard-before', 'declined')),
	citizen_note text not null default '' check (length(citizen_note) <= 2000),
	handover_until date,
	answer_before date,
	begun_by uuid references samspil.person,
	begun_by_name text not null,
	begun_by_organisation_name text not null,
	begun_at timestamptz not null default now(),
	asked_by_name text not null default '',
	asked_by_organisation_name text not null default '',
	asked_at timestamptz,
	answered_by uuid references samspil.person,
	answered_by_name text not null default '',
	answered_at timestamptz,
	answer_note text not null default '' check (length(answer_note) <= 2000),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, from_person_id, from_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, to_person_id, to_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, to_organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, from_organisation_id) references samspil.tenant_organisation,
	check (verb <> 'assign' or (role = 'tovholder' and state = 'accepted')),
	check (verb <> 'refer' or role = 'partner'),
	check (verb <> 'take-over' or (role = 'tovholder' and to_person_id is not null)),
	check (state <> 'proposed' or verb in ('hand-over', 'take-over')),
	check (verb in ('assign', 'refer') or reason <> ''),
	check (verb <> 'hand-over' or question <> ''),
	-- R-051: the tovholder does not change without a word on the citizen's part in it
	check (verb <> 'hand-over' or role <> 'tovholder' or citizen_part <> '')
);
create index transfer_pathway on samspil.transfer (tenant_id, pathway_id, begun_at desc, id desc);
create index transfer_from_person on samspil.transfer (tenant_id, from_person_id, from_organisation_id);
create index transfer_to_person on samspil.transfer (tenant_id, to_person_id, to_organisation_id);
create index transfer_from_organisation on samspil.transfer (tenant_id, from_organisation_id);
create index transfer_to_organisation on samspil.transfer (tenant_id, to_organisation_id, state);
create index transfer_begun_by on samspil.transfer (begun_by);
create index transfer_answered_by on samspil.transfer (answered_by);
-- One hand-over of the threads at a time, one of a partner's work, and one wish to take over a person.
create unique index transfer_threads on samspil.transfer (tenant_id, pathway_id) where verb = 'hand-over' and role = 'tovholder' and state = 'asked';
create unique index transfer_work on samspil.transfer (tenant_id, pathway_id, from_organisation_id) where verb = 'hand-over' and role = 'partner' and state in ('proposed', 'asked');
create unique index transfer_wish on samspil.transfer (tenant_id, pathway_id, to_person_id) where verb = 'take-over' and state = 'proposed';
alter table samspil.transfer enable row level security;

create policy whole on samspil.transfer for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (begun_by = (select samspil.acting_opener()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
-- The tovholder hands the threads over; a partner hands its own work over, or asks to take the threads over.
create policy handed_over on samspil.transfer for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and begun_by = (select samspil.acting_opener())
		and verb = 'hand-over' and role = 'tovholder' and state = 'asked' and to_person_id is not null
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy proposed on samspil.transfer for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and begun_by = (select samspil.acting_opener()) and state = 'proposed'
		and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
		and ((verb = 'hand-over' and role = 'partner' and to_person_id is null)
			or (verb = 'take-over' and to_person_id = (select samspil.acting_opener()) and to_organisation_id = (select samspil.acting_organisation()))));
grant select on samspil.transfer to samspil_app;
grant insert (tenant_id, id, pathway_id, verb, role, state, to_person_id, to_organisation_id, reason, question, citizen_part, citizen_note, handover_until, answer_before, begun_by)
	on samspil.transfer to samspil_app;
create trigger guard_closed before insert on samspil.transfer for each row execute function samspil.guard_closed();

-- Freezes who gives, who receives and who began it, by name; what the app says of names is not asked for. From a partner it comes from the
-- organisation whose hat is worn; the threads come from whoever holds them.
create function samspil.freeze_transfer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	if session_user <> 'samspil_app' or new.verb not in ('hand-over', 'take-over') then return new; end if;
	select * into v from samspil.acting_visit();
	select p.name into new.begun_by_name from samspil.person p where p.id = v.person_id;
	select coalesce(o.name, '') into new.begun_by_organisation_name from samspil.organisation o where o.id = v.organisation_id;
	if new.role = 'partner' then
		new.from_person_id := v.person_id;
		new.from_organisation_id := v.organisation_id;
		new.from_name := new.begun_by_name;
		new.from_organisation_name := new.begun_by_organisation_name;
		if new.to_organisation_id = v.organisation_id then
			raise check_violation using message = 'work is handed over to somebody else';
		end if;
	else
		select t.person_id, t.organisation_id, t.person_name, t.organisation_name
			into new.from_person_id, new.from_organisation_id, new.from_name, new.from_organisation_name
			from samspil.tovholder t where t.tenant_id = new.tenant_id and t.pathway_id = new.pathway_id and t.until is null;
		if (new.to_person_id, new.to_organisation_id) = (new.from_person_id, new.from_organisation_id) then
			raise check_violation using message = 'the threads are handed over to somebody else';
		end if;
	end if;
	if new.handover_until > samspil.acting_day() + 30 then
		raise check_violation using message = 'a hand-over lasts at most thirty days';
	end if;
	select o.name into strict new.to_organisation_name from samspil.organisation o where o.id = new.to_organisation_id;
	if new.to_person_id is not null then
		select m.person_name into strict new.to_name from samspil.membership m
			where m.tenant_id = new.tenant_id and m.person_id = new.to_person_id and m.organisation_id = new.to_organisation_id;
	end if;
	if new.state = 'asked' then
		new.asked_by_name := new.begun_by_name;
		new.asked_by_organisation_name := new.begun_by_organisation_name;
		new.asked_at := now();
	end if;
	return new;
end $$;
create trigger freeze_transfer before insert on samspil.transfer for each row execute function samspil.freeze_transfer();

-- Tells whoever must act on it: the receiver, or the tovholder and, of a wish to take over, the project leader. Never of what it is about.
create function samspil.tell_of_transfer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
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
			perform samspil.mail_notice(new.tenant_id, told.person, told.path);
		end if;
	end loop;
	return null;
end $$;
create trigger tell_of_transfer after insert on samspil.transfer for each row execute function samspil.tell_of_transfer();

-- A new tovholder: the record of the decision, unless it is what was accepted. Whatever else was under way about the threads is overtaken.
create function samspil.record_assignment() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	before samspil.tovholder;
	wish uuid;
begin
	update samspil.transfer x set state = 'accepted', answered_at = now(), answered_by = samspil.acting_person(), answered_by_name = new.decided_by_name, version = x.version + 1
		where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.verb = 'take-over' and x.state = 'proposed'
			and x.to_person_id = new.person_id and x.to_organisation_id = new.organisation_id
		returning x.id into wish;
	update samspil.transfer x set state = 'overtaken', answered_at = now(), version = x.version + 1
		where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.role = 'tovholder' and x.state in ('proposed', 'asked') and x.id <> new.id;
	if wish is not null or exists (select from samspil.transfer x where x.tenant_id = new.tenant_id and x.id = new.id) then return null; end if;
	select * into before from samspil.tovholder t where t.tenant_id = new.tenant_id and t.pathway_id = new.pathway_id and t.until = new.follows;
	-- the chain refuses that by itself
	if not found then return null; end if;
	insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, from_person_id, from_organisation_id, from_name, from_organisation_name,
			to_person_id, to_organisation_id, to_name, to_organisation_name, reason, citizen_part, citizen_note, handover_until,
			begun_by, begun_by_name, begun_by_organisation_name, begun_at, answered_at)
		values (new.tenant_id, new.id, new.pathway_id, 'assign', 'tovholder', 'accepted', before.person_id, before.organisation_id, before.person_name, before.organisation_name,
			new.person_id, new.organisation_id, new.person_name, new.organisation_name, new.reason, new.citizen_part, new.citizen_note, before.handover_until,
			samspil.acting_person(), new.decided_by_name, coalesce((select o.name from samspil.organisation o where o.id = samspil.acting_organisation()), ''),
			new.since, new.since);
	return null;
end $$;
create trigger record_assignment after insert on samspil.tovholder for each row when (new.follows is not null) execute function samspil.record_assignment();

-- A partner is asked, and answers: the record of the reference.
create function samspil.record_reference() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.state = 'contacted' then
		insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, from_person_id, from_organisation_id, from_name, from_organisation_name,
				to_organisation_id, to_organisation_name, reason, question, answer_before, begun_by, begun_by_name, begun_by_organisation_name,
				asked_by_name, asked_by_organisation_name, asked_at)
			select t.tenant_id, gen_random_uuid(), t.pathway_id, 'refer', 'partner', 'asked', t.person_id, t.organisation_id, t.person_name, t.organisation_name,
				new.organisation_id, o.name, new.reason, new.question, new.answer_before, samspil.acting_person(), new.asked_by_name, new.asked_by_organisation_name,
				new.asked_by_name, new.asked_by_organisation_name, coalesce(new.contacted_at, now())
			from samspil.tovholder t join samspil.organisation o on o.id = new.organisation_id
			where t.tenant_id = new.tenant_id and t.pathway_id = new.pathway_id and t.until is null;
	elsif old.state = 'contacted' then
		update samspil.transfer x set state = case new.state when 'agreed' then 'accepted' when 'declined' then 'declined' else 'withdrawn' end,
				answered_at = now(), answered_by = samspil.acting_person(), answer_note = case when new.state in ('agreed', 'declined') then new.answer_note else '' end,
				answered_by_name = coalesce((select p.name from samspil.person p where p.id = samspil.acting_person()), ''), version = x.version + 1
			where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.to_organisation_id = new.organisation_id
				and x.verb = 'refer' and x.state = 'asked';
	end if;
	return null;
end $$;
create trigger record_reference after update of state on samspil.partner for each row when (new.state <> old.state) execute function samspil.record_reference();

-- A pathway that closes has nothing under way.
create function samspil.end_transfers() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.transfer x set state = 'overtaken', answered_at = now(), version = x.version + 1
		where x.tenant_id = new.tenant_id and x.pathway_id = new.id and x.verb in ('hand-over', 'take-over') and x.state in ('proposed', 'asked');
	return null;
end $$;
create trigger end_transfers after update of state on samspil.pathway for each row when (new.state = 'closed' and old.state <> 'closed') execute function samspil.end_transfers();
revoke all on function samspil.freeze_transfer(), samspil.tell_of_transfer(), samspil.record_assignment(), samspil.record_reference(), samspil.end_transfers() from public;

-- What was decided before this table was here.
insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, from_person_id, from_organisation_id, from_name, from_organisation_name,
		to_person_id, to_organisation_id, to_name, to_organisation_name, reason, citizen_part, citizen_note, handover_until,
		begun_by_name, begun_by_organisation_name, begun_at, answered_at)
	select t.tenant_id, t.id, t.pathway_id, 'assign', 'tovholder', 'accepted', b.person_id, b.organisation_id, b.person_name, b.organisation_name,
		t.person_id, t.organisation_id, t.person_name, t.organisation_name, t.reason, t.citizen_part, t.citizen_note, b.handover_until,
		t.decided_by_name, '', t.since, t.since
	from samspil.tovholder t join samspil.tovholder b on b.tenant_id = t.tenant_id and b.pathway_id = t.pathway_id and b.until = t.follows;
insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, from_person_id, from_organisation_id, from_name, from_organisation_name,
		to_organisation_id, to_organisation_name, reason, question, answer_before, begun_by_name, begun_by_organisation_name, begun_at,
		asked_by_name, asked_by_organisation_name, asked_at, answered_by, answered_at, answer_note)
	select p.tenant_id, gen_random_uuid(), p.pathway_id, 'refer', 'partner',
		case p.state when 'contacted' then 'asked' when 'declined' then 'declined' else 'accepted' end,
		t.person_id, t.organisation_id, t.person_name, t.organisation_name, p.organisation_id, o.name, p.reason, p.question, p.answer_before,
		p.asked_by_name, p.asked_by_organisation_name, p.contacted_at, p.asked_by_name, p.asked_by_organisation_name, p.contacted_at,
		p.answered_by, p.answered_at, p.answer_note
	from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		join lateral (select * from samspil.tovholder h where h.tenant_id = p.tenant_id and h.pathway_id = p.pathway_id
			and h.since <= p.contacted_at and (h.until is null or h.until > p.contacted_at) limit 1) t on true
	where p.contacted_at is not null and p.state <> 'planned';

-- What somebody who is asked to take something over may know: the question, who asks, and which of the two it is. Views of the owner's
-- on purpose: they are the gate.
create view samspil.transfer_request with (security_barrier) as
	select x.tenant_id, x.id, x.role, x.to_person_id, x.question, x.asked_by_name, x.asked_by_organisation_name, x.asked_at, x.answer_before
	from samspil.transfer x
	where x.state = 'asked' and x.verb = 'hand-over' and x.tenant_id = (select samspil.acting_tenant()) and x.to_organisation_id = (select samspil.acting_organisation())
		and (x.to_person_id is null or x.to_person_id = (select samspil.acting_opener()))
		and (x.answer_before is null or x.answer_before >= (select samspil.acting_day())) and (select samspil.acting_opener()) is not null;
-- What the project leader may know of a wish to take the threads over: who wishes it.
create view samspil.take_over_wish with (security_barrier) as
	select x.tenant_id, x.id, x.pathway_id, x.to_person_id, x.to_organisation_id, x.to_name, x.to_organisation_name, x.begun_at, x.version
	from samspil.transfer x join samspil.allotment a on a.tenant_id = x.tenant_id and a.pathway_id = x.pathway_id
	where x.state = 'proposed' and x.verb = 'take-over' and x.tenant_id = (select samspil.acting_tenant())
		and a.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]);
grant select on samspil.transfer_request, samspil.take_over_wish to samspil_app;

-- The receiver answers. A yes to the threads makes the tovholder change at that moment (R-101, R-112); a yes to a partner's work makes the
-- organisation a partner, ends the one before and gives its open tasks to whoever answers. A no leaves nothing behind.
-- Answers 'accepted' or 'declined' (also where I have answered so before), 'answered-before' or 'not-open'.
create function samspil.answer_transfer(request uuid, yes boolean, note text, out said text, out pathway uuid)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	x samspil.transfer;
	way samspil.pathway;
	current samspil.tovholder;
	giver samspil.partner;
	moment timestamptz;
	leader uuid;
	told record;
begin
	said := 'not-open';
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return; end if;
	-- the pathway first, like every decision about it, so that two of them never wait for each other
	select p.* into way from samspil.transfer t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
		where t.tenant_id = v.tenant_id and t.id = request and t.verb = 'hand-over' and t.to_organisation_id = v.organisation_id
			and (t.to_person_id is null or t.to_person_id = v.person_id)
		for no key update of p;
	if not found then return; end if;
	select * into x from samspil.transfer t where t.tenant_id = v.tenant_id and t.id = request for update;
	if x.state in ('accepted', 'declined') and x.answered_by = v.person_id then
		said := case when (x.state = 'accepted') = yes and x.answer_note = trim(note) then x.state else 'answered-before' end;
		pathway := case when said = 'accepted' then x.pathway_id end;
		return;
	end if;
	if x.state <> 'asked' or way.state <> 'open' or x.answer_before < v.today then return; end if;
	select * into current from samspil.tovholder t where t.tenant_id = x.tenant_id and t.pathway_id = x.pathway_id and t.until is null for update;
	moment := clock_timestamp();
	update samspil.transfer t set state = case when yes then 'accepted' else 'declined' end, answered_at = moment, answered_by = v.person_id,
			answered_by_name = (select p.name from samspil.person p where p.id = v.person_id), answer_note = trim(note), version = t.version + 1
		where t.tenant_id = x.tenant_id and t.id = x.id;
	if not yes then
		said := 'declined';
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'transfer.declined', null, x.id, 'asked', '{}');
		if current.left_on is null then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, current.person_id, 'transfer-declined', '/pathways/' || x.pathway_id || '/transfers');
			perform samspil.mail_notice(x.tenant_id, current.person_id, '/pathways/' || x.pathway_id || '/transfers');
		end if;
		return;
	end if;
	said := 'accepted';
	pathway := x.pathway_id;
	if x.role = 'tovholder' then
		update samspil.tovholder t set until = moment, handover_until = x.handover_until where t.tenant_id = current.tenant_id and t.id = current.id;
		insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, reason, route, citizen_part, citizen_note, decided_by_name)
			values (x.tenant_id, x.id, x.pathway_id, v.person_id, v.organisation_id, x.to_name, x.to_organisation_name, 'final', moment, moment, x.reason, 'direct',
				x.citizen_part, x.citizen_note, x.asked_by_name);
		update samspil.allotment a set decided_on = coalesce(a.decided_on, v.today), version = a.version + 1,
				tovholder_name = x.to_name, tovholder_organisation_name = x.to_organisation_name
			where a.tenant_id = x.tenant_id and a.pathway_id = x.pathway_id;
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.appointed', x.pathway_id, x.id, 'asked', '{}');
		perform samspil.mail_notice(x.tenant_id, n.person, n.leads_to)
			from samspil.leave_notices(x.pathway_id, 'tovholder-appointed', '/pathways/' || x.pathway_id) n;
		if current.person_id <> v.person_id and x.handover_until is null then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, current.person_id, 'tovholder-handed-over', '/pathways');
			perform samspil.mail_notice(x.tenant_id, current.person_id, '/pathways');
		elsif current.person_id <> v.person_id then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, current.person_id, 'tovholder-handed-over', '/pathways/' || x.pathway_id);
			perform samspil.mail_notice(x.tenant_id, current.person_id, '/pathways/' || x.pathway_id);
		end if;
		select c.leader_person_id into leader from samspil.collaboration c where c.tenant_id = x.tenant_id and c.id = way.collaboration_id;
		if leader is not null and leader <> v.person_id then
			insert into samspil.notice (tenant_id, person_id, kind, path)
				values (x.tenant_id, leader, 'tovholder-appointed', '/collaborations/' || way.collaboration_id || '/allotments');
		end if;
	else
		select * into giver from samspil.partner p where p.tenant_id = x.tenant_id and p.pathway_id = x.pathway_id and p.organisation_id = x.from_organisation_id for update;
		-- on it already, or asked before: its row is there
		insert into samspil.partner (tenant_id, pathway_id, organisation_id, id, state, reason, decided_by_name, decided_on, question, asked_by_name,
				asked_by_organisation_name, contacted_at, answered_at, answered_by, answer_note, agreed_on)
			values (x.tenant_id, x.pathway_id, v.organisation_id, gen_random_uuid(), 'agreed', x.reason, x.asked_by_name, v.today, x.question, x.asked_by_name,
				x.asked_by_organisation_name, x.asked_at, moment, v.person_id, trim(note), v.today)
			on conflict (tenant_id, pathway_id, organisation_id) do update set state = 'agreed', question = excluded.question, answered_at = excluded.answered_at,
				answered_by = excluded.answered_by, answer_note = excluded.answer_note, agreed_on = excluded.agreed_on, ended_on = null, version = partner.version + 1
				where partner.state <> 'agreed';
		insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since)
			values (x.tenant_id, x.pathway_id, v.organisation_id, v.person_id, v.today)
			on conflict (tenant_id, pathway_id, organisation_id, person_id) do update set since = least(partner_person.since, excluded.since), until = null;
		update samspil.task k set responsible_person_id = v.person_id, responsible_organisation_id = v.organisation_id, responsible_name = answered.name,
				responsible_organisation_name = x.to_organisation_name, version = k.version + 1
			from (select p.name from samspil.person p where p.id = v.person_id) answered
			where k.tenant_id = x.tenant_id and k.pathway_id = x.pathway_id and k.state = 'open' and k.responsible_organisation_id = x.from_organisation_id
				-- the tovholder's own stay with the tovholder
				and not (k.responsible_person_id = current.person_id and k.responsible_organisation_id = current.organisation_id);
		for told in
			select p.person_id as person from samspil.partner_person p where giver.state = 'agreed' and p.tenant_id = x.tenant_id and p.pathway_id = x.pathway_id
				and p.organisation_id = x.from_organisation_id and (p.until is null or p.until >= v.today) and p.person_id <> v.person_id
		loop
			insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, told.person, 'transfer-accepted', '/pathways');
			perform samspil.mail_notice(x.tenant_id, told.person, '/pathways');
		end loop;
		if giver.state = 'agreed' then
			update samspil.partner p set state = 'ended', ended_on = v.today, version = p.version + 1
				where p.tenant_id = giver.tenant_id and p.id = giver.id;
		end if;
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'transfer.accepted', x.pathway_id, x.id, 'asked', '{}');
		perform samspil.mail_notice(x.tenant_id, n.person, n.leads_to)
			from samspil.leave_notices(x.pathway_id, 'transfer-accepted', '/pathways/' || x.pathway_id) n;
	end if;
	update samspil.pathway p set changed_at = moment where p.tenant_id = x.tenant_id and p.id = x.pathway_id;
end $$;

-- The tovholder passes a partner's wish to hand its work over on to whom it is meant for, with a question that the tovholder answers for and
-- people of that organisation who are told; or says no to it. Answers 'done', 'stale' or 'not-yours'.
create function samspil.pass_transfer_on(wanted uuid, request uuid, based_on integer, question text, answer_before date, people uuid[])
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
		perform samspil.mail_notice(x.tenant_id, told, '/requests');
	end loop;
	perform samspil.record_pathway('transfer.asked', wanted, x.id);
	return 'done';
end $$;

-- Says no to what is proposed: the tovholder does, and of a wish to take over the project leader may too. Whoever wished it is told.
create function samspil.decline_transfer(wanted uuid, request uuid, based_on integer, note text)
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	x samspil.transfer;
	held boolean;
	led boolean;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-yours'; end if;
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	held := wanted = any (samspil.my_pathways_as('{tovholder}'));
	led := exists (select from samspil.allotment a where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.collaboration_id = any (samspil.my_led_collaborations()));
	if not held and not led then return 'not-yours'; end if;
	select * into x from samspil.transfer t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.id = request
		and t.verb in ('hand-over', 'take-over') and (held or t.verb = 'take-over') for update;
	if not found then return 'not-yours'; end if;
	if x.state = 'declined' and x.answered_by = v.person_id and x.answer_note = trim(note) then return 'done'; end if;
	if x.version <> based_on or x.state <> 'proposed' then return 'stale'; end if;
	update samspil.transfer t set state = 'declined', answered_at = now(), answered_by = v.person_id, answer_note = trim(note),
			answered_by_name = (select p.name from samspil.person p where p.id = v.person_id), version = t.version + 1
		where t.tenant_id = x.tenant_id and t.id = x.id;
	if held then perform samspil.record_pathway('transfer.declined', wanted, x.id);
	else perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'transfer.declined', wanted, x.id, 'project-leader', '{}'); end if;
	if exists (select from samspil.pathway_access a where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.person_id = x.begun_by
		and v.today between a.from_day and a.until_day) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (x.tenant_id, x.begun_by, 'transfer-declined', '/pathways/' || wanted || '/transfers');
		perform samspil.mail_notice(x.tenant_id, x.begun_by, '/pathways/' || wanted || '/transfers');
	end if;
	return 'done';
end $$;

-- Takes back what is under way: whoever began it, or the tovholder what a receiver is asked. It is gone for the receiver at once.
create function samspil.withdraw_transfer(wanted uuid, request uuid, based_on integer)
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	x samspil.transfer;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-yours'; end if;
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not wanted = any (samspil.my_pathways_as('{tovholder,partner}')) then return 'not-yours'; end if;
	select * into x from samspil.transfer t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.id = request and t.verb in ('hand-over', 'take-over')
		and (t.begun_by = v.person_id or (t.verb = 'hand-over' and wanted = any (samspil.my_pathways_as('{tovholder}')))) for update;
	if not found then return 'not-yours'; end if;
	if x.state = 'withdrawn' then return 'done'; end if;
	if x.version <> based_on or x.state not in ('proposed', 'asked') then return 'stale'; end if;
	update samspil.transfer t set state = 'withdrawn', answered_at = now(), version = t.version + 1 where t.tenant_id = x.tenant_id and t.id = x.id;
	perform samspil.record_pathway('transfer.withdrawn', wanted, x.id);
	return 'done';
end $$;
revoke all on function samspil.answer_transfer(uuid, boolean, text), samspil.pass_transfer_on(uuid, uuid, integer, text, date, uuid[]),
	samspil.decline_transfer(uuid, uuid, integer, text), samspil.withdraw_transfer(uuid, uuid, integer) from public;
grant execute on function samspil.answer_transfer(uuid, boolean, text), samspil.pass_transfer_on(uuid, uuid, integer, text, date, uuid[]),
	samspil.decline_transfer(uuid, uuid, integer, text), samspil.withdraw_transfer(uuid, uuid, integer) to samspil_app;

-- A partner that takes over another's work is in by that yes: it is asked by a transfer and not by its own row. Otherwise as before (0161).
create or replace function samspil.guard_partner() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
begin
	if session_user <> 'samspil_app' or new.state = old.state then return new; end if;
	if new.state in ('agreed', 'declined') and (current_user = 'samspil_app' or new.organisation_id is distinct from samspil.acting_organisation()) then
		raise insufficient_privilege using message = 'only the organisation itself answers';
	end if;
	if not (case new.state
		when 'contacted' then old.state in ('planned', 'declined', 'ended')
		when 'planned' then old.state = 'contacted'
		when 'ended' then old.state in ('planned', 'agreed')
		when 'agreed' then old.state = 'contacted' or current_user <> 'samspil_app'
		else old.state = 'contacted' end) then
		raise check_violation using message = 'a partner cannot go from there to here';
	end if;
	return new;
end $$;

-- The questions that /requests shows are recorded under their pathways, those about taking something over as well (0140).
create or replace function samspil.record_requests() returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	pathway uuid;
	request uuid;
begin
	select * into v from samspil.acting_visit();
	for request, pathway in
		(select r.id, p.pathway_id from samspil.partner_request r join samspil.partner p on p.tenant_id = r.tenant_id and p.id = r.id
			order by r.answer_before nulls last, r.contacted_at limit 100)
		union all
		(select r.id, x.pathway_id from samspil.transfer_request r join samspil.transfer x on x.tenant_id = r.tenant_id and x.id = r.id
			order by r.answer_before nulls last, r.asked_at limit 100)
	loop
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'request.read', pathway, request, 'asked', '{}');
	end loop;
end $$;
