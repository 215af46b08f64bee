-- L-18: an edition of a plan can say what an action plan after serviceloven § 141 says: besides its purpose and what is done, how long
-- it is thought to take, and the other matters that the law names. None of it has to be said; an edition that says none of it has the
-- hash it would have had before.
alter table samspil.pathway_plan
	add duration text not null default '' check (length(duration) <= 1000),
	add housing text not null default '' check (length(housing) <= 2000),
	add employment text not null default '' check (length(employment) <= 2000),
	add personal_help text not null default '' check (length(personal_help) <= 2000),
	add treatment text not null default '' check (length(treatment) <= 2000),
	add aids text not null default '' check (length(aids) <= 2000),
	add other_matters text not null default '' check (length(other_matters) <= 2000);
grant insert (duration, housing, employment, personal_help, treatment, aids, other_matters) on samspil.pathway_plan to samspil_app;

create or replace function samspil.freeze_pathway_plan() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	by_law text[] := array[new.duration, new.housing, new.employment, new.personal_help, new.treatment, new.aids, new.other_matters];
begin
	if tg_op = 'UPDATE' then
		if to_jsonb(new) - 'replaced_at' <> to_jsonb(old) - 'replaced_at' or old.replaced_at is not null then
			raise check_violation using message = 'an edition of a plan does not change';
		end if;
		return new;
	end if;
	new.hash := sha256(convert_to((jsonb_build_array(new.number, new.aim, new.steps, new.cooperation, new.involvement, new.review_on,
		new.owners, new.citizen_owns)
		|| case when array_to_string(by_law, '') = '' then '[]'::jsonb else jsonb_build_array(to_jsonb(by_law)) end)::text, 'UTF8'));
	new.replaced_at := null;
	update samspil.pathway_plan p set replaced_at = now()
		where p.tenant_id = new.tenant_id and p.pathway_id = new.pathway_id and p.replaced_at is null and p.number = new.number - 1;
	if not found and new.number > 1 then raise unique_violation using message = 'a newer edition of the plan is there already'; end if;
	return new;
end $$;
