-- Who lets in again what was taken out of a child's consents (L-3, L-17): those who say yes for it, and no child of under 15 alone. Where
-- custody is shared there are two who share it, whoever is the guardian besides. The rule in words is features/consents/giver.rules.ts.

alter table samspil.consent_denial
	-- of a child: who said that it may be read again, their ids where it was not the young person
	add lifted_said_by text check (lifted_said_by in ('citizen', 'guardian')),
	add lifted_said_by_name text not null default '' check (length(lifted_said_by_name) <= 200),
	add lifted_guardians uuid[] not null default '{}',
	-- why somebody of 15 to 17 does not say it themselves
	add lifted_unable_why text not null default '' check (length(lifted_unable_why) <= 2000),
	add check (lifted_said_by is null or lifted_at is not null),
	add check ((lifted_said_by is null) = (lifted_said_by_name = ''));
grant update (lifted_said_by, lifted_said_by_name, lifted_guardians, lifted_unable_why) on samspil.consent_denial to samspil_app;

-- Refuses where `said` are not those who have custody or are the guardian; for a yes, where they are not all of them.
create function samspil.guard_holders(of_tenant uuid, of_pathway uuid, said uuid[], is_yes boolean) returns void
	language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	holders uuid[];
	sharing integer;
begin
	-- nobody changes who has custody while it is decided by it
	select coalesce(array_agg(g.id), '{}'), count(*) filter (where g.custody = 'shared') into holders, sharing from (
		select x.id, x.custody from samspil.guardian x
		where x.tenant_id = of_tenant and x.pathway_id = of_pathway and x.custody <> 'none' for share) g;
	if said = '{}' or not said <@ holders then
		raise check_violation using message = 'for a child those say yes or no who have custody or are the guardian';
	end if;
	-- who shares custody shares it with another one
	if is_yes and (not holders <@ said or sharing = 1) then
		raise check_violation using message = 'for a child all say yes who have custody';
	end if;
end $$;
revoke all on function samspil.guard_holders(uuid, uuid, uuid[], boolean) from public;

-- As before (0800), with those who have custody asked where it is asked of a lift too.
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

create function samspil.guard_lift() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	born date;
	said_on date := (now() at time zone 'Europe/Copenhagen')::date;
begin
	if session_user <> 'samspil_app' then return new; end if;
	select c.birth_date into born from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id;
	if (born + interval '18 years')::date <= said_on then return new; end if;
	if new.lifted_said_by is null then
		raise check_violation using message = 'what was taken out of a child''s consent is let in by somebody';
	end if;
	if new.lifted_said_by = 'citizen' then
		if (born + interval '15 years')::date > said_on then
			raise check_violation using message = 'for a child under 15 those with custody let in again';
		end if;
		if new.lifted_guardians <> '{}' then
			raise check_violation using message = 'guardians say yes or no for a child alone';
		end if;
		return new;
	end if;
	perform samspil.guard_holders(new.tenant_id, new.pathway_id, new.lifted_guardians, true);
	if (born + interval '15 years')::date <= said_on and trim(new.lifted_unable_why) = '' then
		raise check_violation using message = 'from 15 the young person says it, or it says why not';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_lift() from public;
create trigger guard_lift before update on samspil.consent_denial for each row
	when (old.lifted_at is null and new.lifted_at is not null) execute function samspil.guard_lift();
