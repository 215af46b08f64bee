-- Who may see and do what on a pathway. Every policy compares an indexed column with an array computed once a statement.

-- The pathways I am on today with the hat I wear; none where the visit is too weak to open any. Like all that follow,
-- narrowed to the pathway the visit is about.
create function samspil.my_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	person uuid := w[1];
	tenant uuid := w[2];
	organisation uuid := w[3];
	today date := w[7];
	about uuid := samspil.visit_about();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if about is null then
		return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.from_day <= today and a.until_day >= today);
	end if;
	return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about and a.from_day <= today and a.until_day >= today);
end $$;
-- The pathways I read the whole of: my own as a citizen, and those I hold or am handing over.
create function samspil.my_whole_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	person uuid := w[1];
	tenant uuid := w[2];
	organisation uuid := w[3];
	today date := w[7];
	about uuid := samspil.visit_about();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if about is null then
		return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation
				and a.reason in ('citizen', 'tovholder', 'former-tovholder') and a.from_day <= today and a.until_day >= today);
	end if;
	return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
				and a.reason in ('citizen', 'tovholder', 'former-tovholder') and a.from_day <= today and a.until_day >= today);
end $$;
-- The scopes of other pathways open to me today: by consent as a partner, or opened to a companion.
create function samspil.my_scopes() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	person uuid := w[1];
	tenant uuid := w[2];
	organisation uuid := w[3];
	today date := w[7];
	about uuid := samspil.visit_about();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if about is null then
		return (select coalesce(array_agg(a.scope_id), '{}') from samspil.scope_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.from_day <= today and a.until_day >= today);
	end if;
	return (select coalesce(array_agg(a.scope_id), '{}') from samspil.scope_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about and a.from_day <= today and a.until_day >= today);
end $$;
-- The pathways I am on for one of these reasons.
create function samspil.my_pathways_as(reasons text[]) returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	person uuid := w[1];
	tenant uuid := w[2];
	organisation uuid := w[3];
	today date := w[7];
	about uuid := samspil.visit_about();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if about is null then
		return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.reason = any (reasons) and a.from_day <= today and a.until_day >= today);
	end if;
	return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about and a.reason = any (reasons) and a.from_day <= today and a.until_day >= today);
end $$;
-- The citizens whose contact details are open to me: of a pathway I read the whole of, or whose "contact" I may see.
create function samspil.my_citizens() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	person uuid := w[1];
	tenant uuid := w[2];
	organisation uuid := w[3];
	today date := w[7];
	about uuid := samspil.visit_about();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	return (select coalesce(array_agg(x.citizen_id), '{}') from (
		select a.citizen_id from samspil.pathway_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.reason in ('citizen', 'tovholder', 'former-tovholder')
			and a.from_day <= today and a.until_day >= today and (about is null or a.pathway_id = about)
		union all
		select a.citizen_id from samspil.scope_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.category = 'contact'
			and a.from_day <= today and a.until_day >= today and (about is null or a.pathway_id = about)) x);
end $$;
-- Those a citizen or companion may see by name: the people on the pathways they may open.
create function samspil.people_around_me() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not v.may_open or v.hat <> 'self' then return '{}'; end if;
	return (select coalesce(array_agg(distinct o.person_id), '{}') from samspil.pathway_access mine
		join samspil.pathway_access o on o.tenant_id = mine.tenant_id and o.pathway_id = mine.pathway_id
		where mine.tenant_id = v.tenant_id and mine.person_id = v.person_id and mine.organisation_id = v.organisation_id
			and mine.from_day <= v.today and mine.until_day >= v.today);
end $$;
-- The pathways I have registered and nobody holds yet: for the moments of one transaction.
create function samspil.my_unheld_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(p.id), '{}') from samspil.acting_visit() v join samspil.pathway p
		on p.tenant_id = v.tenant_id and p.registered_by = v.person_id and p.registered_organisation_id = v.organisation_id
		where v.may_open and not exists (select from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.id));
end $$;
-- The citizens I have registered who have no pathway at all yet. Asked here and not in a policy: a pathway that I may no
-- longer see must not make its citizen look new.
create function samspil.my_unplaced_citizens() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(c.id), '{}') from samspil.acting_visit() v join samspil.citizen c
		on c.tenant_id = v.tenant_id and c.registered_by = v.person_id
		where v.may_open and v.hat = 'organisation' and not exists (select from samspil.pathway p where p.tenant_id = c.tenant_id and p.citizen_id = c.id));
end $$;
-- R-118, L-6: whether somebody already holds the threads for a citizen of this name and birth date. Reveals nothing else;
-- a protected citizen is unknown to it. At most twenty questions a person and day.
create function samspil.check_tovholder(name text, birth_date date) returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	found_one boolean;
begin
	select * into v from samspil.acting_visit();
	if v.person_id is null or not v.may_open or v.hat <> 'organisation' then
		raise insufficient_privilege using message = 'only somebody at work may ask';
	end if;
	-- one question at a time, or many at once would all be the twentieth
	perform pg_advisory_xact_lock(hashtextextended('tovholder-check ' || v.person_id, 0));
	if (select count(*) from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id and k.asked_on = samspil.acting_day()) >= 20 then
		return 'too-many';
	end if;
	found_one := exists (select from samspil.citizen c
		join samspil.pathway p on p.tenant_id = c.tenant_id and p.citizen_id = c.id and p.state = 'open'
		join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where c.tenant_id = v.tenant_id and lower(c.name) = lower(trim(check_tovholder.name)) and c.birth_date = check_tovholder.birth_date and not c.is_protected);
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), case when found_one then 'yes' else 'no' end);
	return case when found_one then 'yes' else 'no' end;
end $$;
-- Tells everybody on a pathway now but the one who acts, by a notice; answers who and where it leads. Not for the app:
-- tell_pathway asks first whether the one who acts may.
create function samspil.leave_notices(wanted uuid, kind text, path text) returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	return query
	with told as (
		select a.person_id, case when bool_and(a.reason = 'citizen') then '/me' else leave_notices.path end as path
		from samspil.pathway_access a
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.reason in ('citizen', 'tovholder', 'partner')
			and a.person_id <> v.person_id and samspil.acting_day() between a.from_day and a.until_day
		group by a.person_id
	), kept as (
		insert into samspil.notice (tenant_id, person_id, kind, path)
		select v.tenant_id, t.person_id, leave_notices.kind, t.path from told t)
	select t.person_id, t.path from told t;
end $$;
-- Those who must hear of something on a pathway: everybody on it now but the one who acts (R-137).
create function samspil.tell_pathway(wanted uuid, kind text, path text) returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if wanted = any (samspil.my_pathways()) then
		return query select n.person, n.leads_to from samspil.leave_notices(wanted, kind, path) n;
	end if;
end $$;
-- Puts a mail without content in the outbox: that something happened, and where to look. Not for the app.
create function samspil.mail_notice(tenant uuid, person uuid, path text) returns void
language sql security definer set search_path = samspil, pg_temp
begin atomic
	insert into samspil.mail (tenant_id, kind, person_id, words) values (tenant, 'notice', person, jsonb_build_object('path', path));
end;
-- Hands the threads to somebody in one step: the current tovholder ends at the moment the next begins (R-101, R-112, R-114).
-- May be done by the current tovholder or the project leader of the pathway's collaboration. Everybody on the pathway,
-- the one who held the threads and the project leader are told (R-137). Answers 'appointed'; 'not-yours' for anybody
-- else; 'stale' where somebody has decided since the version it was based on; 'not-at-work' where the new one is not.
create function samspil.appoint_tovholder(new_id uuid, wanted uuid, based_on integer, person uuid, organisation uuid, reason text, route text, citizen_part text, citizen_note text, handover date)
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	way samspil.pathway;
	current samspil.tovholder;
	moment timestamptz;
	led boolean;
	leader uuid;
begin
	select * into v from samspil.acting_visit();
	select * into way from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted and p.state = 'open' for no key update;
	if not found or not coalesce(v.may_open, false) then return 'not-yours'; end if;
	-- asked under the lock: who has handed the threads over a moment ago hands nothing over any more
	led := way.collaboration_id = any (samspil.my_led_collaborations());
	if not led and not (wanted = any (samspil.my_pathways_as(array['tovholder']))) then return 'not-yours'; end if;
	if exists (select from samspil.allotment a where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.version <> based_on) then
		return 'stale';
	end if;
	select * into current from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null for update;
	if not found then return 'not-yours'; end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = person and m.organisation_id = organisation
		and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day())) then
		return 'not-at-work';
	end if;
	if coalesce(appoint_tovholder.citizen_part, '') = '' then
		raise check_violation using message = 'a decision says how the citizen took part';
	end if;
	if handover > samspil.acting_day() + 30 then
		raise check_violation using message = 'a hand-over lasts at most thirty days';
	end if;
	moment := clock_timestamp();
	update samspil.tovholder t set until = moment, handover_until = handover where t.tenant_id = current.tenant_id and t.id = current.id;
	insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, reason, route, citizen_part, citizen_note, decided_by_name)
		select v.tenant_id, new_id, wanted, m.person_id, m.organisation_id, m.person_name, o.name, 'final', moment, moment, appoint_tovholder.reason, appoint_tovholder.route,
			appoint_tovholder.citizen_part, appoint_tovholder.citizen_note, (select p.name from samspil.person p where p.id = v.person_id)
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = v.tenant_id and m.person_id = person and m.organisation_id = organisation;
	update samspil.allotment a set decided_on = coalesce(a.decided_on, samspil.acting_day()), version = a.version + 1,
			tovholder_name = t.person_name, tovholder_organisation_name = t.organisation_name
		from samspil.tovholder t where t.tenant_id = v.tenant_id and t.id = new_id and a.tenant_id = v.tenant_id and a.pathway_id = wanted;
	update samspil.pathway p set changed_at = moment where p.tenant_id = v.tenant_id and p.id = wanted;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.appointed', wanted, new_id,
		case when led then 'project-leader' else 'tovholder' end, '{}');
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to)
		from samspil.leave_notices(wanted, 'tovholder-appointed', '/pathways/' || wanted) n;
	-- the one who held the threads may not open the pathway any more, and is told all the same
	if current.person_id not in (person, v.person_id) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, current.person_id, 'tovholder-handed-over', '/pathways');
		perform samspil.mail_notice(v.tenant_id, current.person_id, '/pathways');
	end if;
	if not led then
		select c.leader_person_id into leader from samspil.collaboration c where c.tenant_id = v.tenant_id and c.id = way.collaboration_id;
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (v.tenant_id, leader, 'tovholder-appointed', '/collaborations/' || way.collaboration_id || '/allotments');
	end if;
	return 'appointed';
end $$;
-- A contacted organisation answers: yes assigns the person who answers, no leaves nothing behind for them (R-150).
create function samspil.answer_partner_request(request uuid, yes boolean, note text) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	p samspil.partner;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return false; end if;
	update samspil.partner x set state = case when yes then 'agreed' else 'declined' end, answered_at = now(), answer_note = note,
			agreed_on = case when yes then samspil.acting_day() end, ended_on = null, version = x.version + 1
		where x.tenant_id = v.tenant_id and x.id = request and x.organisation_id = v.organisation_id and x.state = 'contacted'
			and (x.answer_before is null or x.answer_before >= samspil.acting_day())
		returning * into p;
	if not found then return false; end if;
	-- those who were on it before an earlier end come back only by answering themselves
	update samspil.partner_person x set until = samspil.acting_day() - 1
		where x.tenant_id = p.tenant_id and x.pathway_id = p.pathway_id and x.organisation_id = p.organisation_id and x.until is null;
	if yes then
		insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since)
			values (p.tenant_id, p.pathway_id, p.organisation_id, v.person_id, samspil.acting_day())
			on conflict (tenant_id, pathway_id, organisation_id, person_id) do update set since = excluded.since, until = null;
	end if;
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select t.tenant_id, t.person_id, case when yes then 'partner-agreed' else 'partner-declined' end, '/pathways/' || t.pathway_id || '/partners'
		from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.pathway_id and t.until is null;
	perform samspil.mail_notice(t.tenant_id, t.person_id, '/pathways/' || t.pathway_id || '/partners')
		from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.pathway_id and t.until is null;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, case when yes then 'partner.agreed' else 'partner.declined' end,
		case when yes then p.pathway_id end, p.id, 'asked', '{}');
	return true;
end $$;
-- What a contacted organisation may know: the question and who asks. A view of the owner's on purpose: it is the gate.
create view samspil.partner_request with (security_barrier) as
	select p.tenant_id, p.id, p.organisation_id, p.question, p.asked_by_name, p.asked_by_organisation_name, p.contacted_at, p.answer_before
	from samspil.partner p
	where p.state = 'contacted' and p.tenant_id = (select samspil.acting_tenant()) and p.organisation_id = (select samspil.acting_organisation())
		and (p.answer_before is null or p.answer_before >= (select samspil.acting_day())) and (select samspil.acting_opener()) is not null;

-- Why the acting person may open a pathway today, as the record and the citizen's page say it; null where they may not.
create function samspil.my_reason(wanted uuid) returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	whys text[];
begin
	if not v.may_open then return null; end if;
	select array_agg(distinct a.reason) into whys from samspil.pathway_access a
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.person_id = v.person_id and a.organisation_id = v.organisation_id
			and a.from_day <= v.today and a.until_day >= v.today;
	if whys is null then return null; end if;
	if not 'partner' = any (whys) then return array_to_string(whys, '; '); end if;
	return array_to_string(array_remove(whys, 'partner') || (
		select coalesce('partner, consent no. ' || string_agg(distinct s.consent_number::text, ', ') || ': ' || string_agg(distinct s.category, ', '), 'partner, no consent')
		from samspil.scope_access s where s.tenant_id = v.tenant_id and s.pathway_id = wanted and s.person_id = v.person_id and s.organisation_id = v.organisation_id
			and s.reason = 'partner' and s.from_day <= v.today and s.until_day >= v.today), '; ');
end $$;
-- Records a read or write on a pathway with the reason it was allowed; silent where it was not (nothing was shown).
create function samspil.record_pathway(action text, wanted uuid, object uuid default null, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	why text := samspil.my_reason(wanted);
begin
	if why is null then return; end if;
	v := samspil.acting_visit();
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, action, wanted, object, why, detail);
end $$;

-- R-127, R-134: where the citizen and the partners write to the tovholder; null for those who are not on the pathway.
create function samspil.tovholder_address(wanted uuid) returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	-- asked once and not in the query, which would ask it of every row
	if not (wanted = any (samspil.my_pathways())) then return null; end if;
	return (select p.email from samspil.acting_visit() v
		join samspil.tovholder t on t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null
		join samspil.person p on p.id = t.person_id);
end $$;

revoke all on function samspil.make_scopes(), samspil.number_pathway(), samspil.refresh_access(uuid, uuid), samspil.keep_access(), samspil.keep_citizen_access(), samspil.keep_new_access(), samspil.make_allotment(),
	samspil.leave_notices(uuid, text, text), samspil.mail_notice(uuid, uuid, text),
	samspil.my_pathways(), samspil.my_whole_pathways(), samspil.my_scopes(), samspil.my_pathways_as(text[]), samspil.my_citizens(), samspil.people_around_me(), samspil.my_unheld_pathways(), samspil.my_unplaced_citizens(),
	samspil.check_tovholder(text, date), samspil.appoint_tovholder(uuid, uuid, integer, uuid, uuid, text, text, text, text, date), samspil.answer_partner_request(uuid, boolean, text),
	samspil.my_reason(uuid), samspil.record_pathway(text, uuid, uuid, jsonb), samspil.tell_pathway(uuid, text, text), samspil.tovholder_address(uuid) from public;
grant execute on function samspil.my_pathways(), samspil.my_whole_pathways(), samspil.my_scopes(), samspil.my_pathways_as(text[]), samspil.my_citizens(), samspil.people_around_me(), samspil.my_unheld_pathways(), samspil.my_unplaced_citizens(),
	samspil.check_tovholder(text, date), samspil.appoint_tovholder(uuid, uuid, integer, uuid, uuid, text, text, text, text, date), samspil.answer_partner_request(uuid, boolean, text),
	samspil.my_reason(uuid), samspil.record_pathway(text, uuid, uuid, jsonb), samspil.tell_pathway(uuid, text, text), samspil.tovholder_address(uuid) to samspil_app;
grant select on samspil.partner_request to samspil_app;

alter table samspil.pathway enable row level security;
alter table samspil.scope enable row level security;
alter table samspil.coordination_need enable row level security;
alter table samspil.allotment enable row level security;
alter table samspil.tovholder enable row level security;
alter table samspil.tovholder_pool enable row level security;
alter table samspil.partner enable row level security;
alter table samspil.partner_person enable row level security;
alter table samspil.consent enable row level security;
alter table samspil.own_words enable row level security;
alter table samspil.entry enable row level security;

create policy around on samspil.membership for select to samspil_app using (person_id = any ((select samspil.people_around_me())::uuid[]));

create policy contact on samspil.citizen for select to samspil_app using (id = any ((select samspil.my_citizens())::uuid[]));
create policy registered on samspil.citizen for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and registered_by = (select samspil.acting_opener()) and person_id is null
		and (select samspil.acting_organisation()) is not null);
create policy held on samspil.citizen for update to samspil_app using (id = any ((select samspil.my_citizens())::uuid[]));
grant select, insert on samspil.citizen to samspil_app;
grant update (phone, preferred_channel, language, interpreter_needed, is_protected, version) on samspil.citizen to samspil_app;
create policy held on samspil.invitation for insert to samspil_app
	with check (kind = 'citizen' and tenant_id = (select samspil.acting_tenant()) and invited_by = (select samspil.acting_opener())
		and citizen_id in (select p.citizen_id from samspil.pathway p where p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])));

-- The tovholder sees which invitation stands open, and takes it back.
create policy held_open on samspil.invitation for select to samspil_app
	using (kind = 'citizen' and tenant_id = (select samspil.acting_tenant()) and invited_by = (select samspil.acting_opener()));
create policy held_revoke on samspil.invitation for update to samspil_app
	using (kind = 'citizen' and tenant_id = (select samspil.acting_tenant()) and invited_by = (select samspil.acting_opener()));

create policy mine on samspil.pathway for select to samspil_app using (id = any ((select samspil.my_pathways())::uuid[]));
create policy registered on samspil.pathway for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and registered_by = (select samspil.acting_opener())
		and registered_organisation_id = (select samspil.acting_organisation()) and state = 'open'
		and registered_on = (select samspil.acting_day())
		and collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		and citizen_id = any ((select samspil.my_unplaced_citizens())::uuid[]));
create policy changed on samspil.pathway for update to samspil_app using (id = any ((select samspil.my_pathways())::uuid[]));
grant select, insert on samspil.pathway to samspil_app;
grant update (changed_at) on samspil.pathway to samspil_app;
-- To register a pathway for a citizen, one must see that one has just registered the citizen.
create policy just_registered on samspil.citizen for select to samspil_app using (id = any ((select samspil.my_unplaced_citizens())::uuid[]));

create policy mine on samspil.scope for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways())::uuid[]) or pathway_id = any ((select samspil.my_unheld_pathways())::uuid[]));
grant select on samspil.scope to samspil_app;

create policy covered on samspil.coordination_need for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy registered on samspil.coordination_need for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and registered_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_unheld_pathways())::uuid[]));
create policy held on samspil.coordination_need for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert on samspil.coordination_need to samspil_app;
grant update (criteria) on samspil.coordination_need to samspil_app;

create policy led on samspil.allotment for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy held on samspil.allotment for select to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.allotment to samspil_app;

create policy mine on samspil.tovholder for select to samspil_app using (pathway_id = any ((select samspil.my_pathways())::uuid[]));
-- R-113: who registers a need becomes the temporary tovholder; everything after that goes through appoint_tovholder.
create policy first on samspil.tovholder for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and kind = 'temporary' and follows is null and until is null
		and person_id = (select samspil.acting_opener()) and organisation_id = (select samspil.acting_organisation())
		and pathway_id = any ((select samspil.my_unheld_pathways())::uuid[]));
grant select, insert on samspil.tovholder to samspil_app;

create policy staff on samspil.tovholder_pool for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy led on samspil.tovholder_pool for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy led_change on samspil.tovholder_pool for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.tovholder_pool to samspil_app;
grant update (until, presented_on) on samspil.tovholder_pool to samspil_app;

-- The tovholder and the citizen see every partner; a partner sees the agreed ones and itself.
create policy held on samspil.partner for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{tovholder,former-tovholder,citizen}'))::uuid[]));
create policy agreed on samspil.partner for select to samspil_app
	using (state = 'agreed' and pathway_id = any ((select samspil.my_pathways())::uuid[]));
create policy planned on samspil.partner for insert to samspil_app
	with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and state in ('planned', 'contacted'));
create policy changed on samspil.partner for update to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
-- Only the organisation itself says yes (answer_partner_request).
create function samspil.guard_partner() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and new.state = 'agreed' and old.state <> 'agreed' and new.organisation_id is distinct from samspil.acting_organisation() then
		raise insufficient_privilege using message = 'only the organisation itself agrees';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_partner() from public;
create trigger guard_partner before update on samspil.partner for each row execute function samspil.guard_partner();
grant select, insert on samspil.partner to samspil_app;
grant update (state, reason, question, asked_by_name, asked_by_organisation_name, contacted_at, answer_before, ended_on, version) on samspil.partner to samspil_app;
create policy mine on samspil.partner_person for select to samspil_app using (pathway_id = any ((select samspil.my_pathways())::uuid[]));
grant select on samspil.partner_person to samspil_app;

-- The consents themselves: for the citizen and the tovholder; a partner sees those that name its organisation.
create policy held on samspil.consent for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{tovholder,former-tovholder,citizen}'))::uuid[]));
create policy named on samspil.consent for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and (select samspil.acting_organisation()) = any (organisations));
create policy registered on samspil.consent for insert to samspil_app
	with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[]) and registered_by = (select samspil.acting_opener()) and withdrawn_at is null);
create policy withdrawn on samspil.consent for update to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[]))
	with check (withdrawn_at is not null);
grant select, insert on samspil.consent to samspil_app;
grant update (withdrawn_at, withdrawn_by_name, version) on samspil.consent to samspil_app;

create policy covered on samspil.own_words for select to samspil_app using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy said on samspil.own_words for insert to samspil_app
	with check ((written_down_by is null and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]))
		or (written_down_by = (select samspil.acting_opener()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])));
grant select, insert on samspil.own_words to samspil_app;

-- In this order: the first that holds spares computing the others.
create policy covered on samspil.entry for select to samspil_app
	using (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])
		or (author_id = (select samspil.acting_opener()) and author_organisation_id = (select samspil.acting_organisation())
			and pathway_id = coalesce(samspil.visit_about(), pathway_id)));
create policy writes on samspil.entry for insert to samspil_app
	with check (author_id = (select samspil.acting_opener()) and author_organisation_id = (select samspil.acting_organisation())
		and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy rewrites on samspil.entry for update to samspil_app
	using (author_id = (select samspil.acting_opener()) and author_organisation_id = (select samspil.acting_organisation())
		and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
grant select, insert on samspil.entry to samspil_app;
grant update (title, body, starts_on, ends_on, changed_at, version) on samspil.entry to samspil_app;

create policy my_own on samspil.pathway_access for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
create policy my_own on samspil.scope_access for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[])
		or (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_opener()) and organisation_id = coalesce((select samspil.acting_organisation()), samspil.nobodys_organisation())));
grant select on samspil.pathway_access, samspil.scope_access to samspil_app;
create policy about_me on samspil.audit_event for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]));
grant select on samspil.audit_event to samspil_app;
create policy companions on samspil.companion for select to samspil_app
	using (pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder,companion}'))::uuid[]));
create policy closed_by_citizen on samspil.companion for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]));
grant select on samspil.companion to samspil_app;
grant update (categories, until, version) on samspil.companion to samspil_app;

-- Everybody who reads a scope, for those who may know (policies of the tables beneath): whole pathways scope by scope.
create view samspil.scope_reader with (security_invoker) as
	select a.tenant_id, a.person_id, a.organisation_id, s.id as scope_id, a.pathway_id, s.category, a.reason, a.from_day, a.until_day
	from samspil.pathway_access a join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id
	where a.reason in ('citizen', 'tovholder', 'former-tovholder')
	union all
	select a.tenant_id, a.person_id, a.organisation_id, a.scope_id, a.pathway_id, a.category, a.reason, a.from_day, a.until_day
	from samspil.scope_access a;
grant select on samspil.scope_reader to samspil_app;
