-- The merge itself, as one step: nothing of it can be done by hand, and nothing of it half.

-- Makes `merged` the former name of `survivor` in this municipality, and in the register. Answers 'done', also where it is so already;
-- 'not-there' to whoever does not administer here and where one of the two is not there; 'merged-already' where the register or somebody
-- quicker has decided otherwise, from either end; 'other-kind' where the two are not of one kind, or one is a municipality or a region; 'seen-since'
-- where something is different from what `seen` is the mark of.
create function samspil.merge_organisations(merged uuid, survivor uuid, seen text, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	home uuid := samspil.administered_tenant();
	me text;
	a samspil.organisation;
	b samspil.organisation;
	moves jsonb;
	former uuid;
	d uuid;
begin
	if home is null or merged = survivor then return 'not-there'; end if;
	-- always in one order: two who merge the two into each other at the same moment wait for each other, and the second meets what the first did
	perform from samspil.organisation o where o.id in (merged, survivor) order by o.id for update;
	select * into a from samspil.organisation o where o.id = merged;
	select * into b from samspil.organisation o where o.id = survivor;
	select t.merged_into into former from samspil.tenant_organisation t where t.tenant_id = home and t.organisation_id = merged for update;
	if not found or b.id is null then return 'not-there'; end if;
	if former = survivor then return 'done'; end if;
	if former is not null or b.merged_into is not null or a.merged_into <> survivor then return 'merged-already'; end if;
	if a.kind <> b.kind or a.kind in ('municipality', 'region') or exists (select from samspil.tenant t where t.id in (merged, survivor)) then
		return 'other-kind';
	end if;
	moves := samspil.what_would_move(home, merged, v.today);
	if seen is distinct from (select p.seen from samspil.preview_merge(merged, survivor) p) then return 'seen-since'; end if;
	select p.name into me from samspil.person p where p.id = v.person_id;

	insert into samspil.tenant_organisation (tenant_id, organisation_id, joined_on) values (home, survivor, v.today) on conflict do nothing;

	-- People come along as who they are, and with no more say than anybody has who is new: who leads there and who can bind it is decided there.
	insert into samspil.membership as m (tenant_id, person_id, organisation_id, person_name, title, function, active_from, active_until)
		select x.tenant_id, x.person_id, survivor, x.person_name, x.title, case x.function when 'volunteer' then 'volunteer' else 'employee' end,
			greatest(x.active_from, v.today), x.active_until
		from samspil.membership x where x.tenant_id = home and x.organisation_id = merged and (x.active_until is null or x.active_until >= v.today)
		on conflict (tenant_id, person_id, organisation_id) do update set active_until = excluded.active_until, title = excluded.title,
			function = excluded.function, can_bind = false, version = m.version + 1
			where m.active_until < v.today;
	update samspil.invitation i set revoked_at = now() where i.tenant_id = home and i.organisation_id = merged and i.used_at is null and i.revoked_at is null
		and exists (select from samspil.invitation x where x.tenant_id = home and x.organisation_id = survivor and x.email = i.email
			and x.kind = 'member' and x.used_at is null and x.revoked_at is null);
	update samspil.invitation i set organisation_id = survivor, can_bind = false, function = case i.function when 'volunteer' then 'volunteer' else 'employee' end
		where i.tenant_id = home and i.organisation_id = merged and i.used_at is null and i.revoked_at is null;

	-- Collaborations, with the seats of their groups and the tovholder pool.
	insert into samspil.collaboration_party as p (tenant_id, collaboration_id, organisation_id, joined_on)
		select x.tenant_id, x.collaboration_id, survivor, v.today from samspil.collaboration_party x
		where x.tenant_id = home and x.organisation_id = merged and x.left_on is null
		on conflict (tenant_id, collaboration_id, organisation_id) do update set left_on = null where p.left_on is not null;
	update samspil.collaboration_party p set left_on = greatest(v.today, p.joined_on)
		where p.tenant_id = home and p.organisation_id = merged and p.left_on is null;
	insert into samspil.group_member as g (tenant_id, collaboration_id, group_kind, person_id, organisation_id, since, until)
		select x.tenant_id, x.collaboration_id, x.group_kind, x.person_id, survivor, greatest(x.since, v.today), x.until from samspil.group_member x
		join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.person_id and m.organisation_id = survivor
		where x.tenant_id = home and x.organisation_id = merged and (x.until is null or x.until >= v.today)
		on conflict (tenant_id, collaboration_id, group_kind, person_id, organisation_id) do update
			set since = excluded.since, until = excluded.until, version = g.version + 1 where g.until < v.today;
	update samspil.group_member g set until = greatest(v.today - 1, g.since - 1), version = g.version + 1
		where g.tenant_id = home and g.organisation_id = merged and (g.until is null or g.until >= v.today);
	insert into samspil.tovholder_pool as t (tenant_id, collaboration_id, person_id, organisation_id, since, until, presented_on)
		select x.tenant_id, x.collaboration_id, x.person_id, survivor, v.today, x.until, x.presented_on from samspil.tovholder_pool x
		join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.person_id and m.organisation_id = survivor
		where x.tenant_id = home and x.organisation_id = merged and (x.until is null or x.until >= v.today)
		on conflict (tenant_id, collaboration_id, person_id, organisation_id) do update set until = excluded.until where t.until < v.today;
	update samspil.tovholder_pool t set until = v.today - 1
		where t.tenant_id = home and t.organisation_id = merged and (t.until is null or t.until >= v.today);

	-- From here on it is a former name, which is what lets others' rows be moved.
	update samspil.organisation o set merged_into = survivor where merged in (o.id, o.merged_into);
	update samspil.tenant_organisation t set merged_into = survivor where t.tenant_id = home and merged in (t.organisation_id, t.merged_into);

	-- What it offers and answers for. The words of who gives an offer follow, but not where a file from elsewhere says them.
	update samspil.offer o set organisation_id = survivor, provider = case when o.provider = a.name and o.source = '' then b.name else o.provider end,
			changed_at = now(), changed_by = v.person_id, changed_by_name = me, version = o.version + 1
		where o.tenant_id = home and o.organisation_id = merged;
	update samspil.offer_link l set organisation_id = survivor where l.tenant_id = home and l.organisation_id = merged and l.used_at is null;
	update samspil.offer_import i set organisation_id = survivor where i.tenant_id = home and i.organisation_id = merged;
	update samspil.plan_activity p set responsible_organisation_id = survivor, version = p.version + 1
		where p.tenant_id = home and p.responsible_organisation_id = merged and p.standing not in ('done', 'dropped')
			and (p.responsible_person_id is null or exists (select from samspil.membership m where m.tenant_id = home
				and m.organisation_id = survivor and m.person_id = p.responsible_person_id));
	update samspil.organisation_contact k set organisation_id = survivor where k.tenant_id = home and k.organisation_id = merged;

	-- Drafts that nobody has been sent yet name the one that stays, unless they name both already.
	for d in
		select p.document_id from samspil.document_party p where p.tenant_id = home and p.organisation_id = merged and p.left_at is null
			and not exists (select from samspil.document_version w where w.tenant_id = home and w.document_id = p.document_id)
			and not exists (select from samspil.document_party x where x.tenant_id = home and x.document_id = p.document_id and x.organisation_id = survivor)
	loop
		perform samspil.rename_party(home, d, merged, survivor);
	end loop;

	-- the framework as it is written now; what was approved stays as it was
	update samspil.framework_answer w set value = samspil.renamed(w.value, merged, survivor), version = w.version + 1
		where w.tenant_id = home and position(merged::text in w.value::text) > 0;

	insert into samspil.organisation_merge (tenant_id, merged_id, merged_name, into_id, into_name, reason, merged_by, merged_by_name, moved)
		values (home, merged, a.name, survivor, b.name, why, v.person_id, me, moves);
	perform samspil.append_audit(home, v.person_id, v.organisation_id, 'organisation.merged', null, merged, v.hat,
		jsonb_build_object('into', survivor, 'people', jsonb_array_length(moves -> 'people'), 'offers', jsonb_array_length(moves -> 'offers'),
			'collaborations', jsonb_array_length(moves -> 'collaborations'), 'drafts', moves -> 'drafts', 'agreements', moves -> 'agreements'));
	perform samspil.tell_of_merge(home, merged, v.today);
	perform samspil.end_former_hats(home, merged, v.today);
	return 'done';
end $$;

-- An answer that names an organisation, or people of it, once it has the name of another: whoever was named twice is named once.
create function samspil.renamed(value jsonb, merged uuid, survivor uuid) returns jsonb
language sql immutable parallel safe set search_path = samspil, pg_temp begin atomic
	select case jsonb_typeof(x.said -> 'organisations')
		when 'array' then jsonb_set(x.said, '{organisations}', (select coalesce(jsonb_agg(distinct o), '[]') from jsonb_array_elements(x.said -> 'organisations') o))
		when 'object' then jsonb_set(x.said, '{organisations}', (select coalesce(jsonb_object_agg(e.key,
				case jsonb_typeof(e.value) when 'array' then (select coalesce(jsonb_agg(distinct o), '[]') from jsonb_array_elements(e.value) o) else e.value end), '{}')
			from jsonb_each(x.said -> 'organisations') e))
		else x.said end
	from (select replace(value::text, merged::text, survivor::text)::jsonb as said) x;
end;

-- One party of a draft becomes another, with what it has answered and who acts for it. Whoever signs must be able to bind the new one.
create function samspil.rename_party(tenant uuid, draft uuid, merged uuid, survivor uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.document_party (tenant_id, document_id, organisation_id, place, responsible_person_id)
		select p.tenant_id, p.document_id, survivor, p.place, m.person_id from samspil.document_party p
			left join samspil.membership m on m.tenant_id = p.tenant_id and m.person_id = p.responsible_person_id and m.organisation_id = survivor
		where p.tenant_id = tenant and p.document_id = draft and p.organisation_id = merged;
	-- people stand in answers as 'person.organisation'
	update samspil.document_answer w set party_id = case when w.party_id = merged then survivor else w.party_id end,
			value = samspil.renamed(w.value, merged, survivor), version = w.version + 1
		where w.tenant_id = tenant and w.document_id = draft and (w.party_id = merged or position(merged::text in w.value::text) > 0);
	insert into samspil.document_signatory (tenant_id, document_id, organisation_id, person_id, title)
		select s.tenant_id, s.document_id, survivor, s.person_id, s.title from samspil.document_signatory s
			join samspil.membership m on m.tenant_id = s.tenant_id and m.person_id = s.person_id and m.organisation_id = survivor and m.can_bind
		where s.tenant_id = tenant and s.document_id = draft and s.organisation_id = merged;
	delete from samspil.document_signatory s where s.tenant_id = tenant and s.document_id = draft and s.organisation_id = merged;
	insert into samspil.document_executor (tenant_id, document_id, organisation_id, person_id)
		select e.tenant_id, e.document_id, survivor, e.person_id from samspil.document_executor e
			join samspil.membership m on m.tenant_id = e.tenant_id and m.person_id = e.person_id and m.organisation_id = survivor
		where e.tenant_id = tenant and e.document_id = draft and e.organisation_id = merged;
	delete from samspil.document_executor e where e.tenant_id = tenant and e.document_id = draft and e.organisation_id = merged;
	delete from samspil.document_party p where p.tenant_id = tenant and p.document_id = draft and p.organisation_id = merged;
	update samspil.document d set owner_organisation_id = case when d.owner_organisation_id = merged and samspil.is_member(tenant, d.owner_person_id, survivor)
				then survivor else d.owner_organisation_id end,
			begun_by_organisation = case when d.begun_by_organisation = merged and samspil.is_member(tenant, d.begun_by, survivor)
				then survivor else d.begun_by_organisation end,
			version = d.version + 1
		where d.tenant_id = tenant and d.id = draft;
end $$;
create function samspil.is_member(tenant uuid, person uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select exists (select from samspil.membership m where m.tenant_id = is_member.tenant and m.person_id = is_member.person
		and m.organisation_id = is_member.organisation);
end;

-- Tells those whom it concerns: whoever holds the threads where the former name takes part (the citizen is asked anew for the one that stays);
-- whoever acts for a party of an agreement that it stands in; and its own people. An address and a kind, as every notice.
create function samspil.tell_of_merge(tenant uuid, merged uuid, today date) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
begin
	for told in
		select distinct t.person_id, 'partner-renamed' as kind, '/pathways/' || t.pathway_id || '/partners' as path
			from samspil.tovholder t join samspil.pathway w on w.tenant_id = t.tenant_id and w.id = t.pathway_id and w.state = 'open'
			where t.tenant_id = tenant and t.until is null and (t.organisation_id = merged
				or exists (select from samspil.partner p where p.tenant_id = t.tenant_id and p.pathway_id = t.pathway_id and p.organisation_id = merged
					and p.state in ('planned', 'contacted', 'agreed')))
		union
		select p.responsible_person_id, 'document-party-renamed', '/agreements/' || p.document_id
			from samspil.document_party p
			where p.tenant_id = tenant and p.document_id = any (samspil.party_documents(tenant, merged)) and p.left_at is null
				and p.responsible_person_id is not null
		union
		select m.person_id, 'organisation-renamed', '/hats' from samspil.membership m
			where m.tenant_id = tenant and m.organisation_id = merged and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		order by 2, 3, 1
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (tenant, told.person_id, told.kind, told.path);
		perform samspil.mail_notice(tenant, told.person_id, told.path);
	end loop;
end $$;
revoke all on function samspil.merge_organisations(uuid, uuid, text, text), samspil.rename_party(uuid, uuid, uuid, uuid), samspil.renamed(jsonb, uuid, uuid),
	samspil.is_member(uuid, uuid, uuid), samspil.tell_of_merge(uuid, uuid, date) from public;
grant execute on function samspil.merge_organisations(uuid, uuid, text, text) to samspil_app;

-- As before (0527), and what stands under a former name: whoever is of the one that stays reads it, and acts in it under the name it was agreed by.
create or replace function samspil.my_documents() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select p.document_id as id from samspil.acting_visit() v join samspil.document_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id
			where p.left_at is null or samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
		union select p.document_id from samspil.acting_visit() v join samspil.tenant_organisation f
			on f.tenant_id = v.tenant_id and f.merged_into = v.organisation_id
			join samspil.document_party p on p.tenant_id = f.tenant_id and p.organisation_id = f.organisation_id
			where p.left_at is null or samspil.is_bound(p.tenant_id, p.document_id, p.organisation_id)
		union select d.id from samspil.acting_visit() v join samspil.document d
			on d.tenant_id = v.tenant_id and d.begun_by = v.person_id and d.begun_by_organisation = v.organisation_id
			where d.id <> all ((select samspil.my_left_documents())::uuid[])) x);
end $$;

-- As before (0460), but that an activity of a former name becomes that of the one that stays is decided by whoever merges.
create or replace function samspil.guard_plan_activity() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	answers uuid := old.responsible_organisation_id;
begin
	if exists (select from samspil.tenant_organisation t where t.tenant_id = new.tenant_id and t.organisation_id = answers
		and t.merged_into = new.responsible_organisation_id) then
		answers := new.responsible_organisation_id;
	end if;
	if session_user = 'samspil_app' and not new.framework_id = any (samspil.my_edited_frameworks())
		and (new.what, new.words, new.goals, new.timing, new.begins_on, new.ends_on, new.times_a_year, new.responsible_organisation_id,
			new.responsible_person_id, new.responsible_name)
		is distinct from (old.what, old.words, old.goals, old.timing, old.begins_on, old.ends_on, old.times_a_year, answers,
			old.responsible_person_id, old.responsible_name) then
		raise insufficient_privilege using message = 'only the project leader decides what is on the action plan';
	end if;
	return new;
end $$;
