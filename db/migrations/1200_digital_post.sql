-- L-30: what was sent of a meeting goes to a citizen without an account by Digital Post, where the installation has it. A row is one letter: its id
-- is the number that the service knows it by, so that trying again is the same letter. The civil registration number is not here, nor anywhere.
create table samspil.digital_post (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	task_id uuid not null,
	sending_id uuid not null,
	-- whether nobody but the citizen is to be told: the task is done when it is available
	settles boolean not null,
	-- sending: handed over just now; unsure: nobody knows whether it was taken; only a receipt makes it available
	state text not null default 'sending' check (state in ('sending', 'accepted', 'unsure', 'available', 'refused')),
	reason text check (reason in ('exempt', 'no-mailbox', 'rejected', 'not-let-in', 'service-away', 'not-made', 'no-receipt')),
	-- the service's own word for it: a code, no words of people
	word text check (word ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
	asked_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	available_at timestamptz,
	-- whether the task was done by it
	settled boolean not null default false,
	sent_by uuid not null references samspil.person,
	sent_by_name text not null,
	sent_by_organisation_id uuid not null references samspil.organisation,
	primary key (tenant_id, id),
	unique (id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, pathway_id, task_id) references samspil.task (tenant_id, pathway_id, id),
	foreign key (tenant_id, pathway_id, sending_id) references samspil.meeting_sending (tenant_id, pathway_id, id),
	check ((state = 'available') = (available_at is not null)),
	check (state <> 'refused' or reason is not null),
	check (settles or not settled)
);
create index digital_post_task on samspil.digital_post (tenant_id, pathway_id, task_id);
create index digital_post_sending on samspil.digital_post (tenant_id, pathway_id, sending_id);
create index digital_post_sent_by on samspil.digital_post (sent_by);
create index digital_post_organisation on samspil.digital_post (sent_by_organisation_id);
create index digital_post_waits on samspil.digital_post (changed_at) where state in ('sending', 'accepted', 'unsure');
-- what was sent is on its way once; after it was refused it may be tried anew
create unique index digital_post_once on samspil.digital_post (tenant_id, sending_id) where state <> 'refused';

alter table samspil.digital_post enable row level security;
-- That somebody is exempt, or has no mailbox, is not for partners.
create policy whole on samspil.digital_post for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
-- L-7, L-30: an authority alone sends, and only to somebody who has turned 15 and gets no mail.
create policy sent on samspil.digital_post for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and state = 'sending' and not settled and sent_by = (select samspil.acting_opener()) and sent_by_organisation_id = (select samspil.acting_organisation())
		and sent_by_organisation_id = tenant_id
		and exists (select from samspil.organisation o where o.id = digital_post.tenant_id and o.kind in ('municipality', 'region'))
		and exists (select from samspil.task t where t.tenant_id = digital_post.tenant_id and t.id = digital_post.task_id and t.tells_of is not null)
		and exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = digital_post.tenant_id and p.id = digital_post.pathway_id and c.person_id is null
				and c.birth_date <= (samspil.acting_day() - interval '15 years')::date));
-- What became of handing it over; that it is available is nobody's word here.
create policy handed_over on samspil.digital_post for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) and state in ('sending', 'unsure'))
	with check (tenant_id = samspil.visited_tenant() and state in ('sending', 'accepted', 'unsure', 'refused'));
grant select on samspil.digital_post to samspil_app;
grant insert (tenant_id, id, pathway_id, task_id, sending_id, settles, sent_by, sent_by_name, sent_by_organisation_id) on samspil.digital_post to samspil_app;
grant update (state, reason, word, changed_at) on samspil.digital_post to samspil_app;
create trigger guard_closed before insert on samspil.digital_post for each row execute function samspil.guard_closed();

-- Tells whoever holds the threads now that the citizen was not told after all.
create function samspil.tell_undelivered(post samspil.digital_post) returns void language sql security definer set search_path = samspil, pg_temp as $$
	insert into samspil.notice (tenant_id, person_id, kind, path)
	select t.tenant_id, t.person_id, 'digital-post-undelivered', '/pathways/' || t.pathway_id || '/tasks'
	from samspil.tovholder t where t.tenant_id = post.tenant_id and t.pathway_id = post.pathway_id and t.until is null
$$;

-- For the jobs: what a receipt says of a letter. Answers 'kept', 'before' where what it says is known, 'unknown' where the letter is none of ours, and
-- 'strange' where it says that it was available before it was sent, or will be: nothing counts then.
create function samspil.take_post_receipt(letter uuid, said text, why text, code text, at timestamptz) returns text
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
	if post.state in ('available', 'refused') then return 'before'; end if;
	if said = 'accepted' then
		update samspil.digital_post d set state = 'accepted', reason = null, word = null, changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id and d.state in ('sending', 'unsure');
		return 'kept';
	elsif said = 'refused' then
		update samspil.digital_post d set state = 'refused', reason = why, word = code, changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id;
		perform samspil.tell_undelivered(post);
		perform samspil.append_audit(post.tenant_id, post.sent_by, post.sent_by_organisation_id, 'digital-post.refused', post.pathway_id, post.id, 'tovholder', '{}');
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
		update samspil.digital_post d set state = 'available', available_at = at, reason = null, word = null, settled = post.settled, changed_at = now()
			where d.tenant_id = post.tenant_id and d.id = post.id;
		perform samspil.append_audit(post.tenant_id, post.sent_by, post.sent_by_organisation_id, 'digital-post.available', post.pathway_id, post.id, 'tovholder', '{}');
		return 'kept';
	end if;
	return 'strange';
end $$;

-- For the jobs: a letter that nobody has heard of for a day is not told; whoever holds the threads hears so once. A receipt that comes later counts.
create function samspil.give_up_post() returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	post samspil.digital_post;
	n integer := 0;
begin
	for post in
		update samspil.digital_post d set state = 'unsure', reason = 'no-receipt', changed_at = now()
			where d.id in (select x.id from samspil.digital_post x where x.state in ('sending', 'accepted', 'unsure') and x.reason is distinct from 'no-receipt'
				and x.changed_at < now() - interval '1 day' for update skip locked)
			returning d.*
	loop
		perform samspil.tell_undelivered(post);
		n := n + 1;
	end loop;
	return n;
end $$;

-- For the jobs: whether the service is to be asked for receipts at all.
create function samspil.post_waits() returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.digital_post d where d.state in ('sending', 'accepted', 'unsure') and d.changed_at > now() - interval '30 days')
$$;
revoke all on function samspil.tell_undelivered(samspil.digital_post), samspil.take_post_receipt(uuid, text, text, text, timestamptz), samspil.give_up_post(),
	samspil.post_waits() from public;
grant execute on function samspil.take_post_receipt(uuid, text, text, text, timestamptz), samspil.give_up_post(), samspil.post_waits() to samspil_jobs;
