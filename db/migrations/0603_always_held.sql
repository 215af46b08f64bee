-- R-101: whoever writes it, an open pathway has one who holds the threads when the transaction is over. That there are not two,
-- and that the chain has no hole, the keys say (0007); that it has an end which is now, nothing said.
create function samspil.guard_held() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	tenant uuid;
	wanted uuid;
begin
	if tg_table_name = 'pathway' then
		tenant := new.tenant_id;
		wanted := new.id;
	else
		tenant := old.tenant_id;
		wanted := old.pathway_id;
	end if;
	if exists (select from samspil.pathway p where p.tenant_id = tenant and p.id = wanted and p.state = 'open')
		and not exists (select from samspil.tovholder t where t.tenant_id = tenant and t.pathway_id = wanted and t.until is null)
	then
		raise check_violation using message = 'somebody holds the threads of an open pathway';
	end if;
	return null;
end $$;
revoke all on function samspil.guard_held() from public;
create constraint trigger is_held after insert or update of state on samspil.pathway deferrable initially deferred
	for each row execute function samspil.guard_held();
create constraint trigger is_held after update of until or delete on samspil.tovholder deferrable initially deferred
	for each row execute function samspil.guard_held();
