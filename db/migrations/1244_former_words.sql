-- What was written on a pathway and is put right stays: whoever writes it, the tovholder and the citizen read what stood there before (R-130, L-10).
alter table samspil.entry add former jsonb not null default '[]' check (jsonb_typeof(former) = 'array');
create function samspil.keep_former() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.former := old.former || jsonb_build_array(jsonb_build_object('title', old.title, 'body', old.body, 'goal', old.goal,
		'startsOn', old.starts_on, 'endsOn', old.ends_on, 'at', coalesce(old.changed_at, old.created_at), 'by', coalesce(old.changed_by_name, old.author_name)));
	return new;
end $$;
create trigger keep_former before update on samspil.entry for each row
	when ((old.title, old.body, old.goal, old.starts_on, old.ends_on) is distinct from (new.title, new.body, new.goal, new.starts_on, new.ends_on))
	execute function samspil.keep_former();
revoke all on function samspil.keep_former() from public;
