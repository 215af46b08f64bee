-- The record of what was done and read: append-only and chained. A tenant has sixteen chains ("lanes", by person), so
-- that people do not wait for each other; each row holds the hash of the one before it in its lane. No role can update
-- or delete a row; the owner's own triggers refuse too.
create table samspil.audit_event (
	tenant_id uuid not null,
	lane smallint not null check (lane between 0 and 15),
	sequence bigint not null,
	at timestamptz not null,
	person_id uuid,
	person_name text not null default '',
	organisation_id uuid,
	organisation_name text not null default '',
	action text not null,
	pathway_id uuid,
	object_id uuid,
	-- why it was allowed, as the access decision says it: 'tovholder', 'partner, consent no. 3: housing'
	reason text not null default '',
	detail jsonb not null default '{}',
	previous bytea not null,
	hash bytea not null,
	primary key (tenant_id, lane, sequence)
);
create index audit_event_pathway on samspil.audit_event (tenant_id, pathway_id, at desc) where pathway_id is not null;
create table samspil.audit_head (
	tenant_id uuid not null,
	lane smallint not null,
	sequence bigint not null,
	hash bytea not null,
	primary key (tenant_id, lane)
);

create function samspil.refuse_change() returns trigger language plpgsql as $$
begin
	raise insufficient_privilege using message = tg_table_name || ' is append-only';
end $$;
create trigger append_only before update or delete or truncate on samspil.audit_event for each statement execute function samspil.refuse_change();

-- What a row's hash covers. scripts/verify-audit computes it again with this same function.
create function samspil.audit_hash(e samspil.audit_event) returns bytea language sql immutable set search_path = samspil, pg_temp
	return sha256(e.previous || convert_to(concat_ws(E'\x1f', e.tenant_id, e.lane, e.sequence, extract(epoch from e.at), coalesce(e.person_id::text, ''),
		e.person_name, coalesce(e.organisation_id::text, ''), e.organisation_name, e.action, coalesce(e.pathway_id::text, ''),
		coalesce(e.object_id::text, ''), e.reason, e.detail::text), 'UTF8'));

-- Appends one row to the chain. The tenant of what belongs to no tenant (a failed sign-in) is the nil UUID.
create function samspil.append_audit(tenant uuid, person uuid, organisation uuid, action text, pathway uuid, object uuid, reason text, detail jsonb)
returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.audit_event;
	head samspil.audit_head;
begin
	e.tenant_id := coalesce(tenant, samspil.nobodys_organisation());
	e.lane := case when person is null then 0 else get_byte(uuid_send(person), 15) & 15 end;
	select * into head from samspil.audit_head h where h.tenant_id = e.tenant_id and h.lane = e.lane for update;
	if not found then
		insert into samspil.audit_head values (e.tenant_id, e.lane, 0, '\x') on conflict do nothing;
		select * into head from samspil.audit_head h where h.tenant_id = e.tenant_id and h.lane = e.lane for update;
	end if;
	e.sequence := head.sequence + 1;
	e.at := clock_timestamp();
	e.person_id := person;
	e.person_name := coalesce((select p.name from samspil.person p where p.id = person), '');
	e.organisation_id := nullif(organisation, samspil.nobodys_organisation());
	e.organisation_name := coalesce((select o.name from samspil.organisation o where o.id = e.organisation_id), '');
	e.action := append_audit.action;
	e.pathway_id := pathway;
	e.object_id := object;
	e.reason := coalesce(append_audit.reason, '');
	e.detail := coalesce(append_audit.detail, '{}');
	e.previous := head.hash;
	e.hash := samspil.audit_hash(e);
	insert into samspil.audit_event select e.*;
	update samspil.audit_head h set sequence = e.sequence, hash = e.hash where h.tenant_id = e.tenant_id and h.lane = e.lane;
end $$;

-- What the app records: who acts is taken from the visit, never from the caller. Pathway reads and writes: 0007.
create function samspil.record(action text, object uuid, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, action, null, object, v.hat, detail);
end $$;
-- What happens at the door, before there is a visit: sign-ins, failed ones, factors.
create function samspil.record_sign_in(action text, person uuid, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.append_audit(null, person, null, action, null, null, '', detail);
end $$;
alter table samspil.audit_event enable row level security;
alter table samspil.audit_head enable row level security;
revoke all on function samspil.refuse_change(), samspil.audit_hash(samspil.audit_event), samspil.append_audit(uuid, uuid, uuid, text, uuid, uuid, text, jsonb),
	samspil.record(text, uuid, jsonb), samspil.record_sign_in(text, uuid, jsonb) from public;
grant execute on function samspil.record(text, uuid, jsonb) to samspil_app;
grant execute on function samspil.record_sign_in(text, uuid, jsonb) to samspil_identity;
