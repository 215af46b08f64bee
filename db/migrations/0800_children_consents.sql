-- Who may say yes for somebody under 18 (R-046, L-3): below 15 all who have custody or are the guardian, and the child is heard;
-- from 15 the young person says it themselves, unless it is written why they cannot.

-- Custody is more than yes or no: where it is shared, one of the two decides nothing alone.
alter table samspil.guardian add custody text check (custody in ('shared', 'sole', 'appointed', 'none'));
alter table samspil.guardian disable trigger guard_closed;
-- Whether it is shared was not asked: the one of the two answers that opens less.
update samspil.guardian set custody = case when has_custody then 'shared' else 'none' end;
alter table samspil.guardian enable trigger guard_closed;
alter table samspil.guardian alter custody set not null, drop has_custody;
grant insert (custody), update (custody) on samspil.guardian to samspil_app;

alter table samspil.consent
	-- those who said yes for a child; their names are in given_by_name, as they were
	add guardians uuid[] not null default '{}',
	-- what the child says to it, or why it was not asked
	add heard text not null default '' check (length(heard) <= 2000),
	-- why somebody of 15 to 17 does not say it themselves
	add unable_why text not null default '' check (length(unable_why) <= 2000),
	-- who said stop, where somebody else wrote it down
	add withdrawn_said_by text check (withdrawn_said_by in ('citizen', 'guardian')),
	add withdrawn_said_by_name text not null default '' check (length(withdrawn_said_by_name) <= 200),
	add check (withdrawn_said_by is null or withdrawn_at is not null),
	add check ((withdrawn_said_by is null) = (withdrawn_said_by_name = ''));
grant update (withdrawn_said_by, withdrawn_said_by_name) on samspil.consent to samspil_app;
alter table samspil.consent_refusal
	add guardians uuid[] not null default '{}',
	add unable_why text not null default '' check (length(unable_why) <= 2000);
grant insert (guardians, unable_why) on samspil.consent_refusal to samspil_app;

-- What a child says of it is for those who read the whole pathway, and for nobody that the consent names.
create view samspil.consent_of_child_in_full with (security_barrier) as
	select k.tenant_id, k.id, k.pathway_id, k.guardians, k.heard, k.unable_why, k.withdrawn_said_by, k.withdrawn_said_by_name
	from samspil.consent k
	where k.tenant_id = samspil.visited_tenant() and k.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]);
grant select on samspil.consent_of_child_in_full to samspil_app;

-- The rule in words is features/consents/giver.rules.ts.
create function samspil.guard_giver() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	born date;
	is_yes boolean := tg_table_name = 'consent';
	said_on date;
	said_by text;
	holders uuid[];
	are_shared boolean;
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
	-- nobody changes who has custody while it is decided by it
	select array_agg(g.id), coalesce(bool_or(g.custody = 'shared'), false) into holders, are_shared from (
		select x.id, x.custody from samspil.guardian x
		where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.custody <> 'none' for share) g;
	if new.guardians = '{}' or not new.guardians <@ coalesce(holders, '{}') then
		raise check_violation using message = 'for a child those say yes or no who have custody or are the guardian';
	end if;
	if (born + interval '15 years')::date <= said_on and trim(new.unable_why) = '' then
		raise check_violation using message = 'from 15 the young person says it, or it says why not';
	end if;
	if not is_yes then return new; end if;
	if not (holders <@ new.guardians) or (are_shared and cardinality(holders) < 2) then
		raise check_violation using message = 'for a child all say yes who have custody';
	end if;
	if (born + interval '10 years')::date <= said_on and trim(new.heard) = '' then
		raise check_violation using message = 'a child of 10 is heard';
	end if;
	if new.valid_until >= (born + case when (born + interval '15 years')::date > said_on then interval '15 years' else interval '18 years' end)::date then
		raise check_violation using message = 'what is said for a child ends before they say it themselves';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_giver() from public;
create trigger guard_giver before insert on samspil.consent for each row execute function samspil.guard_giver();
create trigger guard_giver before insert on samspil.consent_refusal for each row execute function samspil.guard_giver();
