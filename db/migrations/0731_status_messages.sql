-- R-138: whoever holds the threads tells chosen partners how it goes. A message stands under one category; its recipients are covered for it when it is
-- sent, and read it only while they are. Nothing of it is changed afterwards.

create table samspil.status_message (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	-- R-151: by what else it was told, a channel of the framework; '' where only here
	channel text not null default '' check (length(channel) <= 500),
	body text not null check (body <> '' and length(body) <= 5000),
	sent_by uuid not null references samspil.person,
	sent_by_name text not null check (sent_by_name <> ''),
	sent_by_organisation_name text not null,
	sent_at timestamptz not null default now(),
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index status_message_pathway on samspil.status_message (tenant_id, pathway_id, sent_at);
create index status_message_scope on samspil.status_message (tenant_id, scope_id, pathway_id, category);
create index status_message_sent_by on samspil.status_message (sent_by);
create table samspil.status_recipient (
	tenant_id uuid not null,
	message_id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	organisation_name text not null,
	primary key (tenant_id, message_id, organisation_id),
	foreign key (tenant_id, pathway_id, message_id) references samspil.status_message (tenant_id, pathway_id, id)
);
create index status_recipient_message on samspil.status_recipient (tenant_id, pathway_id, message_id);
create index status_recipient_organisation on samspil.status_recipient (organisation_id);
alter table samspil.status_message enable row level security;
alter table samspil.status_recipient enable row level security;
-- Those who read the whole pathway; of the others each the row of their own organisation, and by it the message, while what it stands under is open to them.
create policy whole_or_own on samspil.status_recipient for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
create policy whole_or_told on samspil.status_message for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (scope_id = any ((select samspil.my_scopes())::uuid[]) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
			and id in (select r.message_id from samspil.status_recipient r where r.tenant_id = samspil.visited_tenant()
				and r.organisation_id = (select samspil.acting_organisation())))));
grant select on samspil.status_message, samspil.status_recipient to samspil_app;
create trigger guard_closed before insert or update on samspil.status_message for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.status_recipient for each row execute function samspil.guard_closed();

-- Sends one, to agreed partners of whom somebody may read under that category today, and tells those people that something waits. Answers 'sent', 'there'
-- where the id is taken, 'not-covered' or 'not-yours'.
create function samspil.send_status(new_id uuid, wanted uuid, category text, channel text, body text, organisations uuid[])
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	place uuid;
	told record;
begin
	select * into v from samspil.acting_visit();
	-- the pathway first, like every decision about it: a consent that is withdrawn at the same moment has come before, or comes after
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	if exists (select from samspil.status_message s where s.tenant_id = v.tenant_id and s.id = new_id) then return 'there'; end if;
	select s.id into place from samspil.scope s where s.tenant_id = v.tenant_id and s.pathway_id = wanted and s.category = send_status.category;
	if place is null or organisations = '{}' or exists (select from unnest(organisations) o where not exists (
		select from samspil.partner p join samspil.scope_access a on a.tenant_id = p.tenant_id and a.pathway_id = p.pathway_id and a.organisation_id = p.organisation_id
		where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.organisation_id = o and p.state = 'agreed'
			and a.scope_id = place and a.reason = 'partner' and v.today between a.from_day and a.until_day)) then return 'not-covered'; end if;
	insert into samspil.status_message (tenant_id, id, pathway_id, scope_id, category, channel, body, sent_by, sent_by_name, sent_by_organisation_name)
		select v.tenant_id, new_id, wanted, place, send_status.category, send_status.channel, send_status.body, v.person_id, p.name, o.name
		from samspil.person p, samspil.organisation o where p.id = v.person_id and o.id = v.organisation_id;
	insert into samspil.status_recipient (tenant_id, message_id, pathway_id, organisation_id, organisation_name)
		select v.tenant_id, new_id, wanted, o.id, o.name from samspil.organisation o where o.id = any (organisations);
	for told in
		select distinct a.person_id from samspil.scope_access a where a.tenant_id = v.tenant_id and a.scope_id = place and a.reason = 'partner'
			and a.organisation_id = any (organisations) and v.today between a.from_day and a.until_day and a.person_id <> v.person_id
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, told.person_id, 'status-sent', '/pathways/' || wanted || '/status');
		perform samspil.mail_notice(v.tenant_id, told.person_id, '/pathways/' || wanted || '/status');
	end loop;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'status.sent', wanted, new_id, 'tovholder', '{}');
	return 'sent';
end $$;
revoke all on function samspil.send_status(uuid, uuid, text, text, text, uuid[]) from public;
grant execute on function samspil.send_status(uuid, uuid, text, text, text, uuid[]) to samspil_app;
