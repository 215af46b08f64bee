-- A companion of a child of under 15 is let in on what is agreed with all who have custody or are the guardian, as what is shared about the
-- child is (L-17); from 15 the young person invites, as any citizen does (R-142). The rule in words is features/citizens/companion.rules.ts.

alter table samspil.invitation
	-- of a child: those it was agreed with
	add agreed_guardians uuid[] not null default '{}';

-- As before (0142), with the children whose account decides nothing alone.
create or replace function samspil.my_pathways_to_open() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.my_pathways_as('{citizen}') || (select coalesce(array_agg(p.id), '{}') from samspil.acting_visit() v
		join samspil.pathway p on p.tenant_id = v.tenant_id and p.id = any (samspil.my_pathways_as('{tovholder}'))
		join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			and (c.person_id is null or (c.birth_date + interval '15 years')::date > (now() at time zone 'Europe/Copenhagen')::date));
end $$;

create function samspil.guard_companion() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	born date;
begin
	if session_user <> 'samspil_app' then return new; end if;
	select c.birth_date into born from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id;
	if (born + interval '15 years')::date > (now() at time zone 'Europe/Copenhagen')::date then
		if new.agreed_on is null then
			raise check_violation using message = 'a companion of a child under 15 is let in by those with custody';
		end if;
		perform samspil.guard_holders(new.tenant_id, new.pathway_id, new.agreed_guardians, true);
	end if;
	return new;
end $$;
revoke all on function samspil.guard_companion() from public;
create trigger guard_companion before insert on samspil.invitation for each row when (new.kind = 'companion')
	execute function samspil.guard_companion();
