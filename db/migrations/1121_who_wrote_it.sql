-- L-11: which organisation wrote something on a pathway, where so far only a name stood there, as it was then. An organisation takes along what it wrote itself, also
-- after it got another name, and not what others wrote of it or to it. No foreign key: what an organisation that is gone wrote stays written.
alter table samspil.status_message add column sent_by_organisation_id uuid;
alter table samspil.foreseen_need add column written_by_organisation_id uuid;
alter table samspil.pathway_plan add column written_by_organisation_id uuid;
alter table samspil.wrong_fit add column told_by_organisation_id uuid;
alter table samspil.capacity_question add column asked_by_organisation_id uuid;
alter table samspil.transfer add column begun_by_organisation_id uuid, add column asked_by_organisation_id uuid, add column answered_by_organisation_id uuid;
alter table samspil.closing add column written_by_organisation_id uuid, add column reopened_by_organisation_id uuid;
alter table samspil.task add column created_by_organisation_id uuid, add column state_by_organisation_id uuid;

-- Whose organisation somebody wrote for, of what stands there already: the one whose name it is or was; where that name is gone, the only one they are in.
create function samspil.organisation_of(tenant uuid, person uuid, named text) returns uuid
language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select coalesce(
		(select t.organisation_id from samspil.tenant_organisation t join samspil.organisation o on o.id = t.organisation_id
			where t.tenant_id = tenant and o.name = named order by t.merged_into is not null, t.organisation_id limit 1),
		(select m.merged_id from samspil.organisation_merge m where m.tenant_id = tenant and m.merged_name = named order by m.merged_at desc limit 1),
		(select (array_agg(m.organisation_id))[1] from samspil.membership m where m.tenant_id = tenant and m.person_id = person having count(*) = 1));
end;
do $$
declare
	t text;
begin
	-- closed pathways and plans of before are frozen to everybody else
	foreach t in array '{status_message,foreseen_need,pathway_plan,wrong_fit,capacity_question,transfer,closing,task}'::text[] loop
		execute format('alter table samspil.%I disable trigger user', t);
	end loop;
	update samspil.status_message x set sent_by_organisation_id = samspil.organisation_of(x.tenant_id, x.sent_by, x.sent_by_organisation_name);
	update samspil.foreseen_need x set written_by_organisation_id = samspil.organisation_of(x.tenant_id, x.written_by, x.written_by_organisation_name);
	update samspil.pathway_plan x set written_by_organisation_id = samspil.organisation_of(x.tenant_id, x.written_by, x.written_by_organisation_name);
	update samspil.wrong_fit x set told_by_organisation_id = samspil.organisation_of(x.tenant_id, x.told_by, null);
	update samspil.capacity_question x set asked_by_organisation_id = samspil.organisation_of(x.tenant_id, x.asked_by, x.asked_by_organisation_name);
	update samspil.transfer x set begun_by_organisation_id = samspil.organisation_of(x.tenant_id, x.begun_by, x.begun_by_organisation_name),
		asked_by_organisation_id = case when x.asked_at is not null then samspil.organisation_of(x.tenant_id, null, x.asked_by_organisation_name) end,
		answered_by_organisation_id = case when x.answered_at is not null then samspil.organisation_of(x.tenant_id, x.answered_by, null) end;
	update samspil.closing x set written_by_organisation_id = samspil.organisation_of(x.tenant_id, null, x.closed_by_organisation_name),
		reopened_by_organisation_id = samspil.organisation_of(x.tenant_id, null, x.reopened_by_organisation_name);
	-- of whom a task was given by only the person is known; who said how it stands is known by name: of the organisation that answers for it, or that gave it
	update samspil.task x set created_by_organisation_id = samspil.organisation_of(x.tenant_id, x.created_by, null);
	update samspil.task x set state_by_organisation_id = coalesce(
			(select m.organisation_id from samspil.membership m join samspil.person p on p.id = m.person_id
				where m.tenant_id = x.tenant_id and m.organisation_id = x.responsible_organisation_id and p.name = x.state_changed_by_name limit 1),
			case when x.state_changed_by_name = x.created_by_name then x.created_by_organisation_id end)
		where x.state_changed_at is not null;
	foreach t in array '{status_message,foreseen_need,pathway_plan,wrong_fit,capacity_question,transfer,closing,task}'::text[] loop
		execute format('alter table samspil.%I enable trigger user', t);
	end loop;
end $$;
drop function samspil.organisation_of(uuid, uuid, text);

-- From now on it is whoever writes. Nobody's where the citizen does.
create function samspil.note_organisation() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	return jsonb_populate_record(new, jsonb_build_object(tg_argv[0], samspil.acting_organisation()));
end $$;
revoke all on function samspil.note_organisation() from public;
create trigger note_organisation before insert on samspil.status_message for each row when (new.sent_by_organisation_id is null)
	execute function samspil.note_organisation('sent_by_organisation_id');
create trigger note_organisation before insert on samspil.foreseen_need for each row when (new.written_by_organisation_id is null)
	execute function samspil.note_organisation('written_by_organisation_id');
create trigger note_organisation before insert on samspil.pathway_plan for each row when (new.written_by_organisation_id is null)
	execute function samspil.note_organisation('written_by_organisation_id');
create trigger note_organisation before insert on samspil.wrong_fit for each row when (new.told_by_organisation_id is null)
	execute function samspil.note_organisation('told_by_organisation_id');
create trigger note_organisation before insert on samspil.capacity_question for each row when (new.asked_by_organisation_id is null)
	execute function samspil.note_organisation('asked_by_organisation_id');
create trigger note_organisation before insert on samspil.transfer for each row when (new.begun_by_organisation_id is null)
	execute function samspil.note_organisation('begun_by_organisation_id');
create trigger note_who_asked before insert on samspil.transfer for each row when (new.asked_at is not null and new.asked_by_organisation_id is null)
	execute function samspil.note_organisation('asked_by_organisation_id');
create trigger note_who_passed_on before update on samspil.transfer for each row when (new.asked_at is distinct from old.asked_at)
	execute function samspil.note_organisation('asked_by_organisation_id');
create trigger note_who_answered before update on samspil.transfer for each row when (new.answered_at is distinct from old.answered_at)
	execute function samspil.note_organisation('answered_by_organisation_id');
create trigger note_organisation before insert on samspil.closing for each row when (new.written_by_organisation_id is null)
	execute function samspil.note_organisation('written_by_organisation_id');
create trigger note_who_goes_on before update on samspil.closing for each row when (old.closed_at is null and new.version <> old.version)
	execute function samspil.note_organisation('written_by_organisation_id');
create trigger note_who_reopened before update on samspil.closing for each row when (new.reopened_at is distinct from old.reopened_at)
	execute function samspil.note_organisation('reopened_by_organisation_id');
create trigger note_who_said before update of state, state_note on samspil.task for each row
	when (new.state <> old.state or new.state_note <> old.state_note) execute function samspil.note_organisation('state_by_organisation_id');

-- A task that comes again is given by whoever gave the first.
create function samspil.note_who_gave() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.created_by_organisation_id := coalesce(
		(select t.created_by_organisation_id from samspil.task t where t.tenant_id = new.tenant_id and t.id = new.follows_id), samspil.acting_organisation());
	return new;
end $$;
revoke all on function samspil.note_who_gave() from public;
create trigger note_who_gave before insert on samspil.task for each row when (new.created_by_organisation_id is null)
	execute function samspil.note_who_gave();
