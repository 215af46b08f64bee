-- A link answers the question that was asked when it was sent. Taken back and asked anew, or a task given to somebody else and back again, the
-- partner and the task are the same rows, so an old link opened the new question under the old sender's name and hour.
create function samspil.end_links_before() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.light_link l set expires_at = now()
		where l.tenant_id = new.tenant_id and l.object_id = new.id and l.used_at is null and l.expires_at > now();
	return null;
end $$;
revoke all on function samspil.end_links_before() from public;
create index light_link_object on samspil.light_link (tenant_id, object_id);
create trigger end_links_before after update of state on samspil.partner for each row
	when (new.state = 'contacted' and old.state <> 'contacted') execute function samspil.end_links_before();
create trigger end_links_before after update of responsible_person_id on samspil.task for each row
	when (new.responsible_person_id is distinct from old.responsible_person_id) execute function samspil.end_links_before();
