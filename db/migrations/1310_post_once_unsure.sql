-- L-30: a letter that once was in doubt stays so, whatever is answered when it is handed over again: the first may have been taken. It keeps its id, by
-- which the service knows it, and no other letter goes beside it.
-- attempt: how many times it was handed over; nobody is handed over again what was surely refused, so from the second on the first was in doubt
alter table samspil.digital_post add attempt integer not null default 1 check (attempt >= 1);
-- that it is available was said after it was said to be refused; another letter may be on its way by then
alter table samspil.digital_post add was_refused boolean not null default false;
grant update (attempt) on samspil.digital_post to samspil_app;
drop index samspil.digital_post_once;
create unique index digital_post_once on samspil.digital_post (tenant_id, sending_id) where state <> 'refused' and not was_refused;
create index digital_post_refused on samspil.digital_post (changed_at) where state = 'refused';

-- As before (1200); what was handed over again is not said to be refused.
drop policy handed_over on samspil.digital_post;
create policy handed_over on samspil.digital_post for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and state in ('sending', 'unsure'))
	with check (tenant_id = samspil.visited_tenant() and (state in ('sending', 'accepted', 'unsure') or state = 'refused' and attempt = 1));

-- As before (1200); by mail too. Not whoever has left.
create or replace function samspil.tell_undelivered(post samspil.digital_post) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	holder uuid;
	path text := '/pathways/' || post.pathway_id || '/tasks';
begin
	for holder in select t.person_id from samspil.tovholder t
		where t.tenant_id = post.tenant_id and t.pathway_id = post.pathway_id and t.until is null and t.left_on is null
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (post.tenant_id, holder, 'digital-post-undelivered', path);
		perform samspil.mail_notice(post.tenant_id, holder, path);
	end loop;
end $$;

-- As before (1200); that a letter was refused does not do away with the doubt about one that was handed over again, unless the service had said that it
-- took it; and that it is available stands whatever was said before.
create or replace function samspil.take_post_receipt(letter uuid, said text, why text, code text, at timestamptz) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	post samspil.digital_post;
	told samspil.task;
begin
	select * into post from samspil.digital_post d where d.id = letter;
	if not found then return 'unknown'; end if;
	-- in the order in which everybody takes them
	select * into told from samspil.task t where t.tenant_id = post.tenant_id and t.id = post.task_id for update;
	select * into post from samspil.digital_post d where d.id = letter for update;
	if not found then return 'unknown'; end if;
	if post.state = 'available' or post.state = 'refused' and said <> 'available' then return 'before'; end if;
	if said = 'accepted' then
		update samspil.digital_post d set state = 'accepted', reason = null, word = null, changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id and d.state in ('sending', 'unsure');
		return 'kept';
	elsif said = 'refused' then
		update samspil.digital_post d set state = case when post.attempt > 1 and post.state <> 'accepted' then 'unsure' else 'refused' end,
				reason = why, word = code, changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id returning * into post;
		perform samspil.tell_undelivered(post);
		perform samspil.append_audit(post.tenant_id, post.sent_by, post.sent_by_organisation_id,
			case post.state when 'refused' then 'digital-post.refused' else 'digital-post.given-up' end, post.pathway_id, post.id, 'tovholder', '{}');
		return 'kept';
	elsif said = 'available' then
		-- clocks differ by minutes, not by more
		if at < post.asked_at - interval '10 minutes' or at > clock_timestamp() + interval '10 minutes' then return 'strange'; end if;
		-- Whoever was told of the meeting as it was is not told of it as it is: a later sending leaves the task open. So does a closed pathway.
		if post.settles and told.state = 'open' and not exists (
				select from samspil.meeting_sending g join samspil.meeting_sending later on later.tenant_id = g.tenant_id and later.meeting_id = g.meeting_id
				where g.tenant_id = post.tenant_id and g.id = post.sending_id and later.id <> g.id and (later.sent_at, later.id) > (g.sent_at, g.id))
			and exists (select from samspil.pathway p where p.tenant_id = post.tenant_id and p.id = post.pathway_id and p.state = 'open')
		then
			update samspil.task t set state = 'done', state_note = '', state_changed_at = at, state_changed_by_name = post.sent_by_name, version = t.version + 1
				where t.tenant_id = told.tenant_id and t.id = told.id;
			-- a trigger takes who says so from the visit, and there is none here
			update samspil.task t set state_by_organisation_id = post.sent_by_organisation_id where t.tenant_id = told.tenant_id and t.id = told.id;
			post.settled := true;
		end if;
		update samspil.digital_post d set state = 'available', available_at = at, reason = null, word = null, settled = post.settled,
				was_refused = post.state = 'refused', changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id;
		perform samspil.append_audit(post.tenant_id, post.sent_by, post.sent_by_organisation_id, 'digital-post.available', post.pathway_id, post.id, 'tovholder', '{}');
		return 'kept';
	end if;
	return 'strange';
end $$;

-- As before (1200); it stands in the record. Of what was turned down when it was sent again whoever sent it knows already.
create or replace function samspil.give_up_post() returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	post samspil.digital_post;
	n integer := 0;
begin
	for post in
		update samspil.digital_post d set state = 'unsure', reason = 'no-receipt', changed_at = now()
			where d.id in (select x.id from samspil.digital_post x where x.state in ('sending', 'accepted', 'unsure') and x.reason is null
				and x.changed_at < now() - interval '1 day' for update skip locked)
			returning d.*
	loop
		perform samspil.tell_undelivered(post);
		perform samspil.append_audit(post.tenant_id, post.sent_by, post.sent_by_organisation_id, 'digital-post.given-up', post.pathway_id, post.id, 'tovholder', '{}');
		n := n + 1;
	end loop;
	return n;
end $$;

-- As before (1200); also a day after a letter was refused, since what arrived says so.
create or replace function samspil.post_waits() returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.digital_post d where d.state in ('sending', 'accepted', 'unsure') and d.changed_at > now() - interval '30 days')
		or exists (select from samspil.digital_post d where d.state = 'refused' and d.changed_at > now() - interval '1 day')
$$;
