-- L-26: a citizen's yes that somebody else wrote down stands with how it was made sure that the plan was understood.
alter table samspil.pathway_plan_answer add checked_how text
	check (checked_how in ('own-words', 'point-by-point', 'with-interpreter', 'other')),
	add constraint pathway_plan_answer_checked_as_told check (checked_how is null or (told and answer = 'accepted')),
	add constraint pathway_plan_answer_checked_otherwise check (checked_how is distinct from 'other' or note <> '');
grant select (checked_how), insert (checked_how), update (checked_how) on samspil.pathway_plan_answer to samspil_app;

create or replace view samspil.pathway_plan_answer_in_full with (security_barrier) as
	select a.* from samspil.pathway_plan_answer a
	where a.tenant_id = samspil.visited_tenant() and (a.pathway_id = any ((select samspil.my_named_pathways())::uuid[])
		or (a.organisation_id is not null and a.scope_id = any ((select samspil.my_scopes())::uuid[])));

create or replace function samspil.guard_plan_answer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform from samspil.pathway_plan p where p.tenant_id = new.tenant_id and p.id = new.plan_id and p.hash = new.hash
		and p.pathway_id = new.pathway_id and p.scope_id = new.scope_id and p.replaced_at is null for share;
	if not found then raise foreign_key_violation using message = 'an answer is to the newest edition of the plan'; end if;
	if session_user = 'samspil_app' and new.told and new.answer = 'accepted' and new.checked_how is null then
		raise check_violation using message = 'a yes that was told stands with how it was understood';
	end if;
	return new;
end $$;
