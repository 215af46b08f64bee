/** Meetings of groups for the pages that show them. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** Meetings of a group of each collaboration: one whose minutes were sent twice, one that is held now, and one to come. */
export async function groupMeetings({ owner }: TestDatabase): Promise<Record<string, string>[]> {
	const { rows } = await owner.query(
		`with series as (
			insert into samspil.meeting_series (tenant_id, id, collaboration_id, group_kind, purpose, frequency, first_on)
			select tenant_id, gen_random_uuid(), id, 'steering', 'Vi følger op på samarbejdet', 'quarterly', current_date from samspil.collaboration
			returning *),
		meeting as (
			insert into samspil.group_meeting (tenant_id, series_id, planned_on, starts_at, ends_at, state, minutes, minutes_sent_at)
			select tenant_id, id, first_on + n, now() + n * interval '1 day', now() + n * interval '1 day' + interval '1 hour',
					case when n < 0 then 'held' else 'planned' end, case when n < 0 then 'Vi blev enige' else '' end, case when n < 0 then now() end
				from series cross join unnest(array[-7, 0, 7]) n returning *),
		sent as (
			insert into samspil.group_sending (tenant_id, id, meeting_id, content, hash, sent_at, sent_by_name)
			select tenant_id, gen_random_uuid(), id, jsonb_build_object('purpose', 'Vi følger op', 'startsAt', starts_at, 'endsAt', ends_at, 'place', '',
					'minutes', repeat('Vi blev enige. ', n), 'treated', '[]'::jsonb, 'participants', '[]'::jsonb, 'attended', '[]'::jsonb, 'agenda', '[]'::jsonb,
					'outcomes', '[]'::jsonb, 'kinds', '[]'::jsonb, 'tasks', '[]'::jsonb), encode(sha256(n::text::bytea), 'hex'), now() + n * interval '1 second',
					'Lone Lund'
				from meeting cross join unnest(array[1, 2]) n where state = 'held'),
		correction as (
			insert into samspil.group_correction (tenant_id, id, meeting_id, words, asked_by, asked_by_name)
			select m.tenant_id, gen_random_uuid(), m.id, 'Det var næste uge, vi talte om', c.leader_person_id, 'Lone Lund'
				from meeting m join series s on s.id = m.series_id join samspil.collaboration c on c.id = s.collaboration_id where m.state = 'held'),
		item as (
			insert into samspil.group_item (tenant_id, meeting_id, position, standing)
			select tenant_id, id, 1, 'promises' from meeting returning *),
		task as (
			insert into samspil.group_task (tenant_id, id, meeting_id, item_id, title, responsible_person_id, responsible_organisation_id, responsible_name,
					responsible_organisation_name, due_on, repeats, repeats_from, created_by, created_by_name)
			select i.tenant_id, gen_random_uuid(), i.meeting_id, i.id, 'Lad nøglen ligge i kassen', p.person_id, p.organisation_id, p.person_name, 'Solby Kommune',
				current_date - 1, 'monthly', current_date - 1, p.person_id, p.person_name
			from item i join meeting m on m.id = i.meeting_id join series s on s.id = m.series_id join samspil.collaboration c on c.id = s.collaboration_id
				join samspil.membership p on p.tenant_id = c.tenant_id and p.person_id = c.leader_person_id and p.organisation_id = c.leader_organisation_id
			returning *),
		helper as (
			insert into samspil.group_task_helper (tenant_id, task_id, person_id, organisation_id, name, organisation_name)
			select distinct on (t.id) t.tenant_id, t.id, p.person_id, p.organisation_id, p.person_name, 'Solby Kommune'
			from task t join samspil.membership p on p.tenant_id = t.tenant_id and p.organisation_id = t.responsible_organisation_id
				and p.person_id <> t.responsible_person_id),
		option as (
			insert into samspil.group_option (tenant_id, id, meeting_id, starts_at, ends_at)
			select tenant_id, gen_random_uuid(), id, starts_at + n * interval '1 day', ends_at + n * interval '1 day'
				from meeting cross join unnest(array[1, 2]) n where state = 'planned' returning *),
		said as (
			insert into samspil.group_option_answer (tenant_id, option_id, person_id, answer)
			select o.tenant_id, o.id, c.leader_person_id, 'if-need-be' from option o join meeting m on m.id = o.meeting_id
				join series s on s.id = m.series_id join samspil.collaboration c on c.id = s.collaboration_id),
		late as (
			insert into samspil.group_item (tenant_id, meeting_id, position, title, aim, minutes, late_reason, is_parked)
			select tenant_id, id, 2 + n, 'Hvem har nøglen i weekenden?', 'decide', 10, 'Vi hørte om det i går', n = 1
				from meeting cross join unnest(array[0, 1]) n)
		select s.collaboration_id as collaboration, m.id as meeting from meeting m join series s on s.id = m.series_id
			order by s.collaboration_id, m.starts_at`
	);
	return rows;
}
