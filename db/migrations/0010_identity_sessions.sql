-- How long a session lasts: two hours without use (half an hour as a citizen or companion, whose telephone is shared
-- more often), and twelve hours in all. Whoever writes a later end, gets this one.
create function identity.limit_session() returns trigger language plpgsql set search_path = identity, pg_temp as $$
begin
	if tg_op = 'UPDATE' then new."createdAt" := old."createdAt"; end if;
	new."expiresAt" := least(
		new."expiresAt",
		now() + case when new.hat = 'self' then interval '30 minutes' else interval '2 hours' end,
		new."createdAt" + interval '12 hours');
	return new;
end $$;
revoke all on function identity.limit_session() from public;
-- After choose_first_hat: triggers run in the order of their names.
create trigger limit_session before insert or update on identity.session
	for each row execute function identity.limit_session();
