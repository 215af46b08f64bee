-- Who said that they can at the time that was picked is kept for as long as people are asked to the meeting, and not longer: not once minutes are written, it was held or
-- called off. A person who is forgotten is forgotten there too: no foreign key would say so.
create function samspil.forget_who_can() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.picked_by := '{}';
	return new;
end $$;
revoke all on function samspil.forget_who_can() from public;
create trigger forget_who_can before update of state on samspil.meeting for each row
	when (new.state in ('minutes', 'closed', 'cancelled') and new.picked_by <> '{}') execute function samspil.forget_who_can();
create trigger forget_who_can before update of state on samspil.group_meeting for each row
	when (new.state in ('held', 'cancelled') and new.picked_by <> '{}') execute function samspil.forget_who_can();

alter table samspil.meeting disable trigger user;
update samspil.meeting m set picked_by = '{}' where m.picked_by <> '{}' and (m.state in ('minutes', 'closed', 'cancelled')
	or exists (select from samspil.pathway p where p.tenant_id = m.tenant_id and p.id = m.pathway_id and p.state = 'closed'));
alter table samspil.meeting enable trigger user;
alter table samspil.group_meeting disable trigger user;
update samspil.group_meeting m set picked_by = '{}' where m.picked_by <> '{}' and m.state in ('held', 'cancelled');
alter table samspil.group_meeting enable trigger user;

-- Nor once a pathway is closed, on which no meeting is changed any more.
create function samspil.forget_who_can_on() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.meeting m set picked_by = '{}' where m.tenant_id = new.tenant_id and m.pathway_id = new.id and m.picked_by <> '{}';
	return new;
end $$;
revoke all on function samspil.forget_who_can_on() from public;
create trigger forget_who_can_on before update of state on samspil.pathway for each row when (new.state = 'closed' and old.state <> 'closed')
	execute function samspil.forget_who_can_on();

-- Whoever goes is taken out of them.
create function samspil.forget_who_can_of() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.meeting m set picked_by = array_remove(m.picked_by, old.id) where old.id = any (m.picked_by);
	update samspil.group_meeting m set picked_by = array_remove(m.picked_by, old.id) where old.id = any (m.picked_by);
	return old;
end $$;
revoke all on function samspil.forget_who_can_of() from public;
create trigger forget_who_can_of before delete on samspil.person for each row execute function samspil.forget_who_can_of();
