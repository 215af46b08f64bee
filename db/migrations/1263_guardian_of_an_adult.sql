-- L-3: an adult says yes themselves, or a guardian does whose ground is written down. As before (0940).
create or replace function samspil.guard_giver() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	born date;
	is_yes boolean := tg_table_name = 'consent';
	said_on date;
	said_by text;
begin
	if session_user <> 'samspil_app' then return new; end if;
	if is_yes then
		said_on := new.valid_from;
		said_by := new.given_by;
	else
		said_on := new.refused_on;
		said_by := new.refused_by;
	end if;
	select c.birth_date into born from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id;
	if said_by = 'citizen' or (born + interval '18 years')::date <= said_on then
		if new.guardians <> '{}' then
			raise check_violation using message = 'guardians say yes or no for a child alone';
		end if;
		-- a child that says no is heard, whatever its age
		if is_yes and (born + interval '15 years')::date > said_on then
			raise check_violation using message = 'for a child under 15 those with custody say yes';
		end if;
		-- nobody answers for an adult by being their parent
		if is_yes and said_by = 'guardian' and trim(new.unable_why) = '' then
			raise check_violation using message = 'it says by what a guardian answers for an adult';
		end if;
		return new;
	end if;
	perform samspil.guard_holders(new.tenant_id, new.pathway_id, new.guardians, is_yes);
	if (born + interval '15 years')::date <= said_on and trim(new.unable_why) = '' then
		raise check_violation using message = 'from 15 the young person says it, or it says why not';
	end if;
	if not is_yes then return new; end if;
	if (born + interval '10 years')::date <= said_on and trim(new.heard) = '' then
		raise check_violation using message = 'a child of 10 is heard';
	end if;
	if new.valid_until >= (born + case when (born + interval '15 years')::date > said_on then interval '15 years' else interval '18 years' end)::date then
		raise check_violation using message = 'what is said for a child ends before they say it themselves';
	end if;
	return new;
end $$;
