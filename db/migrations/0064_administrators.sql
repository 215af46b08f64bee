-- Who administers the installation. The first administrator appoints others, and each can be removed again but the last:
-- an installation without one could never get another.

-- Those who administer today, for each other to see.
create function samspil.list_administrators() returns table (person uuid, name text, email text, "isMe" boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not samspil.is_administrator() then return; end if;
	return query select p.id, p.name, p.email, p.id = samspil.acting_person() from samspil.person p
		where p.is_administrator order by p.name, p.id;
end $$;
-- Makes somebody who works in this municipality an administrator. Answers 'done', also where they are one already;
-- 'not-there' for anybody whom the visitor may not appoint.
create function samspil.appoint_administrator(wanted uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not samspil.is_administrator() or v.tenant_id is null then return 'not-there'; end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = wanted
		and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then return 'not-there'; end if;
	update samspil.person p set is_administrator = true where p.id = wanted and not p.is_administrator;
	if not found then return 'done'; end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'administrator.appointed', null, wanted, v.hat, '{}');
	insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, wanted, 'administrator-appointed', '/hats');
	perform samspil.mail_notice(v.tenant_id, wanted, '/hats');
	return 'done';
end $$;
-- Ends somebody's administration, also one's own. Answers 'done', also where they were none; 'last' where nobody would be
-- left; 'not-there' for anybody who is no administrator.
create function samspil.remove_administrator(wanted uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not samspil.is_administrator() then return 'not-there'; end if;
	-- one at a time: two who remove each other at the same moment must not both succeed
	perform 1 from samspil.installation for update;
	if not exists (select from samspil.person p where p.id = wanted and p.is_administrator) then return 'done'; end if;
	if not exists (select from samspil.person p where p.id <> wanted and p.is_administrator) then return 'last'; end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'administrator.removed', null, wanted, v.hat, '{}');
	if wanted <> v.person_id and v.tenant_id is not null then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, wanted, 'administrator-removed', '/hats');
		perform samspil.mail_notice(v.tenant_id, wanted, '/hats');
	end if;
	update samspil.person p set is_administrator = false where p.id = wanted;
	return 'done';
end $$;
revoke all on function samspil.list_administrators(), samspil.appoint_administrator(uuid), samspil.remove_administrator(uuid) from public;
grant execute on function samspil.list_administrators(), samspil.appoint_administrator(uuid), samspil.remove_administrator(uuid) to samspil_app;
