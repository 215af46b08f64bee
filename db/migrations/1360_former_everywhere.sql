-- What is put right about a citizen keeps what stood there before, in whatever table it stands (R-130, L-10): with its row, so that who reads the one reads the
-- other, and it goes when the row goes. What is whose alone to change, or kept elsewhere, is named with its reason in former.test.ts.

-- Arguments: the columns that say when the row was written, and by whom, the newest first; then those whose words are kept. Without a column of names the
-- one who acts is the one who puts it right.
create or replace function samspil.keep_former() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	was jsonb := to_jsonb(old);
	becomes jsonb := to_jsonb(new);
	before jsonb := was -> 'former' -> -1;
	stood jsonb := (select jsonb_object_agg(c, was -> c) from unnest(tg_argv[2:]) c);
	-- the first of the columns that says something; '' where none does
	said text := '';
	stamp text;
begin
	-- somebody who is taken off the map or the list: no word about them stays
	if becomes ->> 'removed_at' is not null then
		new.former := '[]';
		return new;
	end if;
	if not exists (select from jsonb_each(stood) e where e.value not in ('null', '""', '[]')) then return new; end if;
	if tg_argv[1] = '' then
		said := coalesce((select p.name from samspil.person p where p.id = samspil.acting_person()), '');
	else
		foreach stamp in array string_to_array(tg_argv[1], ',') loop
			said := coalesce(becomes ->> stamp, '');
			exit when said <> '';
		end loop;
	end if;
	new.former := (was -> 'former') || jsonb_build_array(stood || jsonb_build_object(
		'at', coalesce(before ->> 'until', (select was ->> c from unnest(string_to_array(tg_argv[0], ',')) with ordinality u(c, n) where was ->> c is not null order by n limit 1)),
		'by', coalesce(before ->> 'untilBy', (select was ->> c from unnest(string_to_array(tg_argv[1], ',')) with ordinality u(c, n) where was ->> c is not null order by n limit 1), ''),
		'until', now(), 'untilBy', said));
	return new;
end $$;

drop trigger keep_former on samspil.entry;
-- What was kept of entries is spelt by the columns, as everywhere.
alter table samspil.entry disable trigger user;
update samspil.entry e set former = (select jsonb_agg((f - '{startsOn,endsOn}'::text[]) || jsonb_build_object('starts_on', f -> 'startsOn', 'ends_on', f -> 'endsOn') order by n)
	from jsonb_array_elements(e.former) with ordinality u(f, n)) where e.former <> '[]';
alter table samspil.entry enable trigger user;

do $$
declare
	t record;
	watched text[];
begin
	for t in select * from (values
		('entry', 'changed_at,created_at', 'changed_by_name,author_name', '{title,body,goal,starts_on,ends_on,area,contact,done_by_name}'::text[], ''),
		('guardian', 'changed_at', 'changed_by_name', '{name,relation,contact,custody,words,said_on}', ''),
		('guideline_mark', 'changed_at', 'changed_by_name', '{mark,words}', ''),
		('closing', 'changed_at', 'changed_by_name', '{ground,ground_note,criteria,plan,citizen_part,citizen_note}', ''),
		('caseworker', 'changed_at', 'changed_by_name', '{name,workplace}', ''),
		('outside_contact', 'changed_at', 'changed_by_name', '{name,organisation,helps_with,reach,category}', ''),
		('outside_notification', 'changed_at,written_at', 'changed_by_name,written_by_name', '{received_at,assessed_at,receipted_on}', ''),
		('network_relation', 'changed_at', 'changed_by_name', '{involve,involve_when,agreed_on}', ''),
		('partner_change', 'told_at', 'told_by_name', '{words}', ''),
		-- a plan of a meeting is what is sent of it; before, it is a draft that nobody reads
		('meeting', 'changed_at', 'changed_by_name', '{place_agreed_on,interpreter_agreed_on,prepared_on,prepared_note}', 'old.state <> ''draft'''),
		-- a step forward is no correction; and what the citizen says of a task or a plan is the citizen's to say anew, but for nobody else to write over
		('task', 'state_changed_at', 'state_changed_by_name', '{state,state_note}',
			'old.state <> ''open'' and not (old.for_citizen and old.state_changed_by_name = '''' and new.state_changed_by_name = '''')'),
		('pathway_plan_answer', 'answered_at', 'answered_by_name', '{answer,note,checked_how}',
			'old.organisation_id is not null or old.told or new.told'),
		('companion', '', 'opened_by_name', '{categories,agreed_on,agreed_note}', ''),
		('citizen', '', '', '{name,birth_date,is_protected}', '')
	) as v (tbl, stamped, names, kept, also) loop
		if t.tbl <> 'entry' then
			execute format('alter table samspil.%I add former jsonb not null default ''[]'' check (jsonb_typeof(former) = ''array'')', t.tbl);
		end if;
		-- whoever is taken off is compared by that too
		watched := t.kept || case when t.tbl in ('outside_contact', 'network_relation') then '{removed_at}'::text[] else '{}'::text[] end;
		execute format('create trigger keep_former before update on samspil.%I for each row when ((%s) is distinct from (%s)%s) execute function samspil.keep_former(%L, %L, %s)',
			t.tbl, (select string_agg('old.' || c, ', ') from unnest(watched) c), (select string_agg('new.' || c, ', ') from unnest(watched) c),
			case when t.also = '' then '' else ' and (' || t.also || ')' end, t.stamped, t.names,
			(select string_agg(quote_literal(c), ', ') from unnest(t.kept) c));
	end loop;
end $$;

-- Who answered is hidden where the answer is read, and shown by this view; so is who answered before.
create or replace view samspil.pathway_plan_answer_in_full with (security_barrier) as
	select a.* from samspil.pathway_plan_answer a
	where a.tenant_id = samspil.visited_tenant() and (a.pathway_id = any ((select samspil.my_named_pathways())::uuid[])
		or (a.organisation_id is not null and a.scope_id = any ((select samspil.my_scopes())::uuid[])));

-- A partner reads a contact by the category it stands under now; what stood before may have stood under another.
revoke select on samspil.outside_contact from samspil_app;
do $$
begin
	execute format('grant select (%s) on samspil.outside_contact to samspil_app', (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
		where a.attrelid = 'samspil.outside_contact'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'former'));
end $$;
create view samspil.outside_contact_in_full with (security_barrier) as
	select c.tenant_id, c.id, c.pathway_id, c.name, c.organisation, c.helps_with, c.reach, c.added_by, c.changed_at, c.changed_by_name, c.version, c.removed_at, c.scope_id,
		c.category, case when c.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) then c.former else '[]' end as former
	from samspil.outside_contact c
	where c.tenant_id = samspil.visited_tenant() and (c.pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (c.pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and c.scope_id = any ((select samspil.my_scopes())::uuid[])));
grant select on samspil.outside_contact_in_full to samspil_app;

-- What nobody has ever written over, nobody may.
drop policy held on samspil.coordination_need;
revoke update (criteria) on samspil.coordination_need from samspil_app;
revoke update (reason) on samspil.partner from samspil_app;
revoke update (title) on samspil.task from samspil_app;
