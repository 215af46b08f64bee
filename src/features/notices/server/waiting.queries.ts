import { sql } from 'kysely';
import { USUAL_SILENCE } from '#features/contacts/contact.rules.ts';
import type { Waiting } from '../waiting.rules.ts';
import { actingDay, actingOrganisation, actingPerson, actingTenant, ask } from '#server/tables.ts';

const isHeld = (pathway: ReturnType<typeof sql>) =>
	sql`${pathway} = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])`;

/** The last day on which the citizen of pathway `p` was reached, as on the pathway's own page. */
const lastHeard = sql`
	(select e.starts_on from samspil.entry e where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
		and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true) and e.starts_on is not null
		order by e.starts_on desc limit 1),
	(select (e.starts_at at time zone 'Europe/Copenhagen')::date from samspil.meeting e
		join samspil.meeting_participant i on i.tenant_id = e.tenant_id and i.meeting_id = e.id and i.kind = 'citizen' and i.attended
		where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.state in ('minutes', 'closed')
		order by e.starts_at desc limit 1)`;

const ledOrSteered = sql`coalesce(f.collaboration_id = any (samspil.my_led_collaborations()) or f.id = any (samspil.my_steered_frameworks()), false)`;

/**
 * The meetings to come, or being held, that I am invited to: coordinating ones, those of my groups that I have been told of, and those at which a tovholder
 * is found, which say nothing of whom they are about.
 */
const myMeetings = sql`
	select '/pathways/' || e.pathway_id || '/meetings/' || e.id as path, e.starts_at from samspil.meeting e
		where e.tenant_id = ${actingTenant} and (e.state = 'invited' or e.state = 'minutes' and e.minutes_sent_at is null) and e.ends_at > now()
			and exists (select from samspil.meeting_participant i where i.tenant_id = e.tenant_id and i.meeting_id = e.id
				and i.person_id = ${actingPerson} and i.organisation_id = ${actingOrganisation})
	union all
	select '/collaborations/' || s.collaboration_id || '/meetings/' || e.id, e.starts_at
		from samspil.calendar_seat k join samspil.group_meeting e on e.tenant_id = k.tenant_id and e.id = k.event_id
			join samspil.meeting_series s on s.tenant_id = e.tenant_id and s.id = e.series_id
		where k.tenant_id = ${actingTenant} and k.person_id = ${actingPerson} and k.pathway_id is null and k.ends_at > now()
			and e.state = 'invited' and e.ends_at > now()
	union all
	select '/requests', q.starts_at from samspil.allotment_meeting_asked q where q.ends_at > now() and q.answer is distinct from 'no'
	union all
	select '/pathways/' || w.pathway_id || '/tovholder', w.starts_at from samspil.allotment_meeting w
		where w.tenant_id = ${actingTenant} and w.state = 'called' and w.ends_at > now() and ${isHeld(sql`w.pathway_id`)}
	union all
	select '/collaborations/' || w.collaboration_id || '/allotments/' || w.pathway_id, w.starts_at from samspil.allotment_meeting w
		where w.tenant_id = ${actingTenant} and w.state = 'called' and w.ends_at > now()
			and w.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])`;

/** The meetings to come that I am invited to and have not said whether I come to: coordinating ones, and those of my groups. */
const askedMeetings = sql`
	select '/pathways/' || e.pathway_id || '/meetings/' || e.id as path, e.starts_at from samspil.calendar_seat k
			join samspil.meeting e on e.tenant_id = k.tenant_id and e.id = k.event_id
		where k.tenant_id = ${actingTenant} and k.person_id = ${actingPerson} and k.answer is null and k.off_at is null and k.ends_at > now()
			and e.state = 'invited' and exists (select from samspil.meeting_participant i where i.tenant_id = e.tenant_id and i.meeting_id = e.id
				and i.person_id = ${actingPerson} and i.organisation_id = ${actingOrganisation})
	union all
	select '/collaborations/' || s.collaboration_id || '/meetings/' || e.id, e.starts_at
		from samspil.calendar_seat k join samspil.group_meeting e on e.tenant_id = k.tenant_id and e.id = k.event_id
			join samspil.meeting_series s on s.tenant_id = e.tenant_id and s.id = e.series_id
		where k.tenant_id = ${actingTenant} and k.person_id = ${actingPerson} and k.pathway_id is null and k.answer is null and k.off_at is null
			and k.ends_at > now()
			and e.state = 'invited'`;

/** The times that I am asked about by somebody else and have not answered: of coordinating meetings, and of groups'. */
const askedTimes = sql`
	select o.meeting_id, '/pathways/' || o.pathway_id || '/meetings/' || o.meeting_id || '/times' as path, o.starts_at from samspil.meeting_option o
		where o.tenant_id = ${actingTenant} and o.starts_at > now() and not ${isHeld(sql`o.pathway_id`)} and samspil.may_answer_option(o.id)
			and not exists (select from samspil.meeting_option_answer a where a.tenant_id = o.tenant_id and a.option_id = o.id and a.person_id = ${actingPerson})
	union all
	select o.meeting_id, '/collaborations/' || s.collaboration_id || '/meetings/' || o.meeting_id || '/times', o.starts_at
		from samspil.group_option o join samspil.group_meeting e on e.tenant_id = o.tenant_id and e.id = o.meeting_id
			join samspil.meeting_series s on s.tenant_id = e.tenant_id and s.id = e.series_id
		where o.tenant_id = ${actingTenant} and o.starts_at > now() and samspil.may_answer_group_option(o.id)
			and not s.id = any ((select samspil.my_convened_series())::uuid[])
			and not exists (select from samspil.group_option_answer a where a.tenant_id = o.tenant_id and a.option_id = o.id and a.person_id = ${actingPerson})`;

/** The corrections of minutes that wait for me, who keep them. */
const askedCorrections = sql`
	select '/pathways/' || k.pathway_id || '/meetings/' || k.meeting_id || '/corrections' as path, k.asked_at from samspil.minutes_correction k
		where k.tenant_id = ${actingTenant} and k.answer is null and ${isHeld(sql`k.pathway_id`)}
	union all
	select '/collaborations/' || s.collaboration_id || '/meetings/' || k.meeting_id || '/corrections', k.asked_at
		from samspil.group_correction k join samspil.group_meeting e on e.tenant_id = k.tenant_id and e.id = k.meeting_id
			join samspil.meeting_series s on s.tenant_id = e.tenant_id and s.id = e.series_id
		where k.tenant_id = ${actingTenant} and k.answer is null and s.id = any ((select samspil.my_convened_series())::uuid[])`;

/** What was asked on pathways I hold, and can be answered no more: whether an organisation joins, and whether it has room. */
const unanswered = sql`
	select r.pathway_id, r.answer_before from samspil.partner r where r.tenant_id = ${actingTenant} and r.state = 'contacted'
		and r.answer_before < ${actingDay} and ${isHeld(sql`r.pathway_id`)}
	union all
	select c.pathway_id, c.answer_before from samspil.capacity_question c where c.tenant_id = ${actingTenant} and c.answer is null
		and c.withdrawn_at is null and c.answer_before < ${actingDay} and ${isHeld(sql`c.pathway_id`)}`;

/** The open tasks with which I help while somebody else is responsible; my own are counted for themselves. */
const helpedTasks = sql`
	select k.due_on from samspil.task_helper h join samspil.task k on k.tenant_id = h.tenant_id and k.id = h.task_id
		where h.tenant_id = ${actingTenant} and h.person_id = ${actingPerson} and h.organisation_id = ${actingOrganisation} and k.state = 'open'
			and (k.responsible_person_id, k.responsible_organisation_id) is distinct from (h.person_id, h.organisation_id)
	union all
	select j.due_on from samspil.group_task_helper h join samspil.group_task j on j.tenant_id = h.tenant_id and j.id = h.task_id
		where h.tenant_id = ${actingTenant} and h.person_id = ${actingPerson} and h.organisation_id = ${actingOrganisation} and j.state = 'open'
			and (j.responsible_person_id, j.responsible_organisation_id) is distinct from (h.person_id, h.organisation_id)`;

/** Everything the front page tells, as one row. Row-level security decides what counts. */
export const findWaiting = () =>
	ask<Waiting>(sql`
		select f.state as "frameworkState", f.next_update_on as "frameworkUpdateOn",
			coalesce(f.collaboration_id = any (samspil.my_led_collaborations()), false) as "leadsFramework",
			exists (select from samspil.framework_version w
				where w.tenant_id = f.tenant_id and w.framework_id = f.id and w.outcome = 'returned'
					and not exists (select from samspil.framework_version v where v.tenant_id = w.tenant_id and v.framework_id = w.framework_id
						and v.number > w.number and v.outcome is distinct from 'withdrawn')) as "frameworkReturned",
			exists (select from samspil.framework_version w
				where w.tenant_id = f.tenant_id and w.framework_id = f.id and w.outcome is null
					and f.id = any (samspil.my_steered_frameworks())
					and not exists (select from samspil.framework_decision d where d.tenant_id = w.tenant_id and d.version_id = w.id
						and d.hash = w.hash and d.person_id = ${actingPerson} and d.organisation_id = ${actingOrganisation})) as "decisionWaits",
			exists (select from samspil.framework_reading r
				where r.tenant_id = f.tenant_id and r.version_id = f.established_version_id and r.read_at is null
					and r.person_id = ${actingPerson} and r.organisation_id = ${actingOrganisation}) as "readingWaits",
			(select count(*) from samspil.framework_section_owner s
				join samspil.framework_round r on r.tenant_id = s.tenant_id and r.framework_id = s.framework_id and r.closed_at is null
				where s.tenant_id = ${actingTenant} and s.person_id = ${actingPerson} and s.organisation_id = ${actingOrganisation}
					and not exists (select from samspil.framework_section_check k where k.tenant_id = r.tenant_id and k.round_id = r.id
						and k.section = s.section))::int as "sectionsWait",
			f.established_version_id is not null and ${ledOrSteered}
				and not exists (select from samspil.plan_activity y where y.tenant_id = f.tenant_id and y.framework_id = f.id
					and y.standing in ('planned', 'under-way', 'done')) as "planMissing",
			(select count(*) from samspil.deadline d where d.tenant_id = f.tenant_id and d.kind = 'plan-activity' and d.due_on < ${actingDay}
				and ${ledOrSteered})::int as "lateActivities",
			(select count(*) from samspil.pathway p where p.tenant_id = ${actingTenant} and p.state = 'open')::int as "openPathways",
			(select (array_agg(o.id))[1] from (select p.id from samspil.pathway p
				where p.tenant_id = ${actingTenant} and p.state = 'open' limit 2) o having count(*) = 1) as "onlyPathway",
			(select jsonb_build_object('path', x.path, 'at', x.starts_at) from (${myMeetings}) x order by x.starts_at, x.path limit 1) as "nextMeeting",
			z.meetings as "askedTimes", z.first as "firstTimesAt", i.meetings as "askedMeetings", i.first as "firstAskedAt", v.waiting as "askedCorrections", v.first as "firstCorrectionAt",
			e.meetings as "unsentMeetings", e.first as "firstUnsentAt",
			j.open as "groupTasks", j.overdue as "overdueGroupTasks",
			g.open as "agreementTasks", g.overdue as "overdueAgreementTasks",
			x.open as "helpingTasks", x.overdue as "overdueHelpingTasks",
			t.open as "openTasks", t.overdue as "overdueTasks", t.first as "firstTaskIn",
			a.undecided as "undecidedAllotments", a.overdue as "overdueAllotments", a.first as "firstAllotmentIn",
			((select count(*) from samspil.partner_request) + (select count(*) from samspil.transfer_request)
				+ (select count(*) from samspil.capacity_request)
				+ (select count(*) from samspil.allotment_meeting_asked q where q.answer is null))::int as "partnerRequests",
			(select count(*) from samspil.emergency_access m where m.tenant_id = (select samspil.reviewed_tenant()) and m.reviewed_at is null
				and m.person_id <> ${actingPerson})::int as "unreviewedEmergencies",
			(select min(m.from_on) from samspil.emergency_access m where m.tenant_id = (select samspil.reviewed_tenant()) and m.reviewed_at is null
				and m.person_id <> ${actingPerson}) as "firstEmergencyOn",
			(select count(*) from samspil.tovholder_pool l where l.tenant_id = ${actingTenant} and l.until is null and l.presented_on is null
				and l.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]))::int as "unpresented",
			(select l.collaboration_id from samspil.tovholder_pool l where l.tenant_id = ${actingTenant} and l.until is null and l.presented_on is null
				and l.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]) order by l.since, l.person_id limit 1) as "firstPoolIn",
			o.proposed as "proposedTransfers", o.first as "firstTransferIn",
			n.waiting as unanswered, n.first as "firstUnansweredIn",
			h.unseen as "unseenChanges", h.first as "firstChangeIn",
			q.silent, q.first as "firstSilent", b.late as "lateTasksAround", b.first as "firstLateIn",
			y.late as "lateDecisions", y.first as "firstLateDecision",
			(select c.id from samspil.collaboration c join samspil.membership m on m.tenant_id = c.tenant_id
					and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
				where c.tenant_id = ${actingTenant} and c.phase <> 'ended' and m.active_until < ${actingDay}
					and c.id = any (samspil.my_grouped_collaborations('steering') || samspil.my_grouped_collaborations('project'))
				order by c.name limit 1) as "leaderlessIn",
			case when samspil.reviewed_tenant() is null then 0 else (select count(*) from samspil.erasure_request q
				where q.tenant_id = ${actingTenant} and q.decided_at is null) end::int as "askedErasures",
			case when samspil.reviewed_tenant() is not null then (select min((q.asked_at at time zone 'Europe/Copenhagen')::date) from samspil.erasure_request q
				where q.tenant_id = ${actingTenant} and q.decided_at is null) end as "firstErasureOn",
			(select count(*) from samspil.collaboration c where c.tenant_id = ${actingTenant})::int as collaborations
		from (select count(*)::int as open, count(*) filter (where due_on < ${actingDay})::int as overdue,
					(array_agg(pathway_id order by due_on nulls last, id))[1] as first
				from samspil.task where tenant_id = ${actingTenant} and state = 'open'
					and responsible_person_id = ${actingPerson} and responsible_organisation_id = ${actingOrganisation}) t
			cross join (select count(*)::int as open, count(*) filter (where due_on < ${actingDay})::int as overdue
				from samspil.agreement_live l where tenant_id = ${actingTenant} and kind = 'task' and status <> 'done' and retired_at is null
					and person_id = ${actingPerson} and organisation_id = ${actingOrganisation}
					and exists (select from samspil.document_version v
						where v.tenant_id = l.tenant_id and v.id = samspil.counting_version(l.tenant_id, l.document_id, ${actingDay})
							and (v.until_on is null or v.until_on >= ${actingDay}) and (v.ends_on is null or v.ends_on > ${actingDay}))) g
			cross join (select count(*)::int as open, count(*) filter (where due_on < ${actingDay})::int as overdue
				from samspil.group_task where tenant_id = ${actingTenant} and state = 'open'
					and responsible_person_id = ${actingPerson} and responsible_organisation_id = ${actingOrganisation}) j
			cross join (select count(*)::int as open, count(*) filter (where k.due_on < ${actingDay})::int as overdue from (${helpedTasks}) k) x
			cross join (select count(*)::int as waiting, (array_agg(x.pathway_id order by x.answer_before, x.pathway_id))[1] as first
				from (${unanswered}) x) n
			cross join (select count(distinct x.meeting_id)::int as meetings, (array_agg(x.path order by x.starts_at, x.path))[1] as first
				from (${askedTimes}) x) z
			cross join (select count(*)::int as meetings, (array_agg(x.path order by x.starts_at, x.path))[1] as first
				from (${askedMeetings}) x) i
			cross join (select count(*)::int as waiting, (array_agg(x.path order by x.asked_at, x.path))[1] as first
				from (${askedCorrections}) x) v
			cross join (select count(*)::int as meetings, (array_agg(x.path order by x.starts_at, x.path))[1] as first
				from samspil.my_unsent_meetings() x) e
			cross join (select count(*)::int as undecided, count(*) filter (where due_on < ${actingDay})::int as overdue,
					(array_agg(collaboration_id order by due_on))[1] as first
				from samspil.allotment where tenant_id = ${actingTenant} and decided_on is null
					and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])) a
			cross join (select count(*)::int as unseen, (array_agg(pathway_id order by told_at, id))[1] as first
				from samspil.partner_change where tenant_id = ${actingTenant} and acknowledged_at is null
					and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])) h
			cross join (select count(*)::int as proposed, (array_agg(pathway_id order by begun_at, id))[1] as first
				from samspil.transfer where tenant_id = ${actingTenant} and state = 'proposed'
					and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])) o
			cross join (select count(*)::int as silent, (array_agg(w.id order by w.since, w.id))[1] as first from (
					select p.id, greatest(p.registered_on, ${lastHeard}) as since,
						coalesce((select r.days from samspil.contact_rhythm r where r.tenant_id = p.tenant_id and r.pathway_id = p.id), ${USUAL_SILENCE}::int) as days
					from samspil.pathway p where ${isHeld(sql`p.id`)} and p.tenant_id = ${actingTenant} and p.state = 'open') w
				where w.since + w.days < ${actingDay}) q
			cross join (select count(*)::int as late, (array_agg(pathway_id order by due_on, id))[1] as first
				from samspil.task where tenant_id = ${actingTenant} and state = 'open' and due_on < ${actingDay} and ${isHeld(sql`pathway_id`)}
					and (responsible_person_id, responsible_organisation_id) is distinct from (${actingPerson}, ${actingOrganisation})) b
			cross join (select count(*)::int as late, (array_agg(pathway_id order by due_on, pathway_id))[1] as first
				from samspil.allotment where tenant_id = ${actingTenant} and decided_on is null and closed_on is null and due_on < ${actingDay}
					and ${isHeld(sql`pathway_id`)}) y
			left join samspil.framework f on f.tenant_id = ${actingTenant}`);
