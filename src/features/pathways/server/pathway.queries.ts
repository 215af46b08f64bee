/** Pathways as their pages show them: the list, one pathway, and the head that its other pages stand under. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Category } from '../category.rules.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { PartnerState } from '../partner.rules.ts';
import type { Criterion } from '../need.rules.ts';

/** How many pathways and entries a page shows. */
export const PAGE_SIZE = 50;

/** One line of "my pathways". */
export type PathwayLine = {
	id: string;
	number: number;
	/** Null where the citizen's contact details are not open to me. */
	citizen: string | null;
	tovholder: string | null;
	tovholderOrganisation: string | null;
	nextDue: Day | null;
	/** The last day to decide the tovholder, while it is not decided. */
	decisionDue: Day | null;
	/** When it was closed, where it is and I may know. */
	closedAt: Date | null;
	cursor: string;
};

/** A page of the list as it is read, each column by itself: JSON made row by row cost as much as finding the rows. */
type PathwaysRead = {
	ids: string[] | null;
	numbers: number[] | null;
	citizens: string[] | null;
	cursors: string[] | null;
	/** By the id of the citizen, and the others by the id of the pathway. */
	names: Record<string, string> | null;
	tovholders: { pathways: string[] | null; names: string[] | null; organisations: string[] | null };
	nextDues: Record<string, Day> | null;
	decisionDues: Record<string, Day> | null;
	closings: Record<string, string> | null;
};

/**
 * The pathways I am on that are open, or closed; the one that changed last first; one more than a page, to know whether there
 * are others. One row, which `linesOf` makes the lines of.
 *
 * The page's ids come first, and each table is asked once for all of them: looked up line by line, every look would sort
 * all that is open to me again for the sake of one row.
 */
export const listPathways = (
	after: CursorKey | null,
	state: 'open' | 'closed' = 'open',
	mark: string | null = null
) =>
	ask<PathwaysRead>(sql`
		with page as materialized (
			select p.id, p.number, p.citizen_id, p.changed_at from samspil.pathway p
			where p.tenant_id = ${actingTenant} and p.state = ${sql.lit(state)}
				and ${mark === null ? sql`true` : sql`exists (select from samspil.pathway_mark k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.mark = ${mark})`}
				and ${after ? sql`(p.changed_at, p.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
			order by p.changed_at desc, p.id desc limit ${PAGE_SIZE + 1}
		), listed as materialized (
			select array_agg(p.id) as ids, array_agg(p.number) as numbers, array_agg(p.citizen_id) as citizens,
				array_agg(p.changed_at::text || '~' || p.id) as cursors
			from (select * from page order by changed_at desc, id desc) p
		)
		select l.ids, l.numbers, l.citizens, l.cursors,
			(select json_object_agg(c.id, c.name) from samspil.citizen c
				where c.tenant_id = ${actingTenant} and c.id = any ((select l.citizens from listed l)::uuid[])) as names,
			(select json_build_object('pathways', json_agg(t.pathway_id), 'names', json_agg(t.person_name), 'organisations', json_agg(t.organisation_name))
				from samspil.tovholder t
				where t.tenant_id = ${actingTenant} and t.pathway_id = any ((select l.ids from listed l)::uuid[]) and t.until is null) as tovholders,
			(select json_object_agg(k.pathway_id, k.due_on) from (
				select k.pathway_id, min(k.due_on) as due_on from samspil.task k
				where k.tenant_id = ${actingTenant} and k.pathway_id = any ((select l.ids from listed l)::uuid[]) and k.state = 'open' and k.due_on is not null
				group by k.pathway_id) k) as "nextDues",
			(select json_object_agg(a.pathway_id, a.due_on) from samspil.allotment a
				where a.tenant_id = ${actingTenant} and a.pathway_id = any ((select l.ids from listed l)::uuid[]) and a.decided_on is null) as "decisionDues",
			${
				state === 'open'
					? sql`null::json`
					: sql`(select json_object_agg(c.pathway_id, c.closed_at) from samspil.closing c
				where c.tenant_id = ${actingTenant} and c.pathway_id = any ((select l.ids from listed l)::uuid[])
					and c.closed_at is not null and c.reopened_at is null)`
			} as closings
		from listed l`);

/** The lines of a page of the list, in its order. */
export function linesOf(read: PathwaysRead | undefined): PathwayLine[] {
	if (!read?.ids) return [];
	const { ids, names, tovholders, nextDues, decisionDues, closings } = read;
	const holders = new Map(tovholders.pathways?.map((pathway, at) => [pathway, at]));
	return ids.map((id, at) => {
		const holder = holders.get(id) ?? -1;
		const closedAt = closings?.[id];
		return {
			id,
			number: read.numbers![at]!,
			citizen: names?.[read.citizens![at]!] ?? null,
			tovholder: tovholders.names?.[holder] ?? null,
			tovholderOrganisation: tovholders.organisations?.[holder] ?? null,
			nextDue: nextDues?.[id] ?? null,
			decisionDue: decisionDues?.[id] ?? null,
			closedAt: closedAt ? new Date(closedAt) : null,
			cursor: read.cursors![at]!
		};
	});
}

/** What the other pages of a pathway stand under. No row: not there, or not mine to know of. */
export const findHead = (id: string) =>
	ask<{ number: number; citizen: string | null; isHeld: boolean; isOpen: boolean }>(sql`
		select p.number, c.name as citizen, p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.state = 'open' as "isOpen"
		from samspil.pathway p left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${id}::uuid`);

/** How old the citizen is today, in whole years; null where the reader does not know who it is. */
export const findAge = (id: string) =>
	ask<{ age: number | null }>(sql`
		select extract(year from age((select samspil.acting_day()), c.birth_date))::int as age
		from samspil.pathway p left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${id}::uuid`);

/** What the page of one pathway shows at its head and sides. Lists come as JSON, so that a page is few statements. */
export type PathwayShown = {
	number: number;
	state: 'open' | 'closed';
	citizen: string | null;
	phone: string | null;
	preferredChannel: string | null;
	contactLimits: string | null;
	language: string | null;
	/** A protected address: nothing is passed on. */
	isProtected: boolean | null;
	interpreterNeeded: boolean | null;
	tovholder: string | null;
	tovholderTitle: string | null;
	tovholderOrganisation: string | null;
	tovholderKind: 'temporary' | 'final' | null;
	tovholderMail: string | null;
	tovholderPhone: string | null;
	tovholderContact: string | null;
	decisionDue: Day | null;
	isHeld: boolean;
	/** I am on it for an organisation that said yes. */
	isPartner: boolean;
	/** Messages to the tovholder that nobody has answered, as far as they are open to me. */
	openMessages: number;
	/** Changes in what was agreed that nobody has seen (R-139), as far as they are open to me. */
	unseenChanges: number;
	need: string | null;
	criteria: Criterion[] | null;
	/** I am on it, and do not only read it: in an emergency, or for a while after having handed it over. */
	isOn: boolean;
	/** The last day on which I read what I have handed over; null for all others. */
	readsUntil: Day | null;
	/** The categories that are open to me today. */
	open: Category[];
	partners: { id: string; name: string; state: PartnerState; internal: boolean }[];
	consents: {
		id: string;
		number: number;
		purpose: string;
		categories: Category[];
		until: Day;
	}[];
	nextMeeting: { id: string; at: string } | null;
	/** Emergency accesses that run, as far as they are told to me; `isMine`: I read by it. */
	emergencies: { id: string; by: string; until: Day; isMine: boolean }[];
	/** A meeting was ever planned here. */
	hasMet: boolean;
	/** The citizen is under 18. */
	isOfChild: boolean;
	/** When the citizen was last reached, and after how many days of silence it is told; null for all but the tovholder. */
	heard: { last: Day | null; begunOn: Day; after: number | null } | null;
	/** The citizen has a page of their own; null where the citizen's contact details are not open to me. */
	hasAccount: boolean | null;
};

/**
 * Organisations and titles are looked up one by one: joined, the whole register would be read for the sake of three names.
 */
export const showPathway = (id: string) =>
	ask<PathwayShown>(sql`
		select p.number, p.state, c.name as citizen, c.phone, c.preferred_channel as "preferredChannel", c.contact_limits as "contactLimits", c.language, c.is_protected as "isProtected", c.interpreter_needed as "interpreterNeeded",
			t.name as tovholder, t.title as "tovholderTitle", t.organisation as "tovholderOrganisation", t.kind as "tovholderKind",
			t.mail as "tovholderMail", samspil.tovholder_phone(p.id) as "tovholderPhone", t.contact as "tovholderContact",
			(select a.due_on from samspil.allotment a where a.tenant_id = p.tenant_id and a.pathway_id = p.id and a.decided_on is null) as "decisionDue",
			mine.held as "isHeld",
			p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner",
			(select count(*)::int from samspil.partner_change g where g.tenant_id = p.tenant_id and g.pathway_id = p.id
				and g.acknowledged_at is null) as "unseenChanges",
			(select count(*)::int from samspil.tovholder_message g where g.tenant_id = p.tenant_id and g.pathway_id = p.id
				and g.answered_at is null) as "openMessages",
			n.description as need, n.criteria,
			mine.writes as "isOn",
			case when not mine.writes then (select max(h.handover_until) from samspil.tovholder h where h.tenant_id = p.tenant_id and h.pathway_id = p.id
				and h.person_id = ${actingPerson} and h.until is not null and h.handover_until >= samspil.acting_day()) end as "readsUntil",
			samspil.my_categories(p.id) as open,
			(select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'state', r.state, 'internal', r.internal) order by r.state, r.name), '[]')
				from (select r.id, r.state, r.organisation_id = r.tenant_id as internal,
						(select w.name from samspil.organisation w where w.id = r.organisation_id) as name
					from samspil.partner r where r.tenant_id = p.tenant_id and r.pathway_id = p.id
						and r.state in ('planned', 'contacted', 'agreed')) r) as partners,
			(select coalesce(json_agg(json_build_object('id', k.id, 'number', k.number, 'purpose', k.purpose, 'categories', k.categories, 'until', k.valid_until)
				order by k.number), '[]') from samspil.consent k where k.tenant_id = p.tenant_id and k.pathway_id = p.id
				and k.withdrawn_at is null and samspil.acting_day() between k.valid_from and k.valid_until) as consents,
			(select coalesce(json_agg(json_build_object('id', x.id, 'by', x.person_name, 'until', x.until_on, 'isMine', x.person_id = ${actingPerson}) order by x.opened_at), '[]')
				from samspil.emergency_access x where x.tenant_id = p.tenant_id and x.pathway_id = p.id
					and x.ended_at is null and x.until_on >= samspil.acting_day()) as emergencies,
			e.next as "nextMeeting",
			coalesce(e.any_at_all, false) as "hasMet",
			case when mine.held then json_build_object('begunOn', p.registered_on,
				'after', (select r.days from samspil.contact_rhythm r where r.tenant_id = p.tenant_id and r.pathway_id = p.id),
				'last', greatest(
					(select e.starts_on from samspil.entry e where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
						and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true) and e.starts_on is not null
						order by e.starts_on desc limit 1),
					(select (e.starts_at at time zone 'Europe/Copenhagen')::date from samspil.meeting e
						join samspil.meeting_participant w on w.tenant_id = e.tenant_id and w.meeting_id = e.id and w.kind = 'citizen' and w.attended
						where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.state in ('minutes', 'closed')
						order by e.starts_at desc limit 1))) end as heard,
			samspil.is_of_child(p.id) as "isOfChild",
			case when c.id is not null then c.person_id is not null end as "hasAccount"
		from samspil.pathway p
			left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			cross join lateral (select p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as held, samspil.may_write_on(p.id) as writes) mine
			left join lateral samspil.find_tovholder(p.id) t on true
			left join lateral (
				select true as any_at_all, (array_agg(json_build_object('id', e.id, 'at', e.starts_at) order by e.starts_at)
					filter (where (e.state = 'invited' or e.state = 'minutes' and e.minutes_sent_at is null) and e.ends_at > now()))[1] as next
				from samspil.meeting e where e.tenant_id = p.tenant_id and e.pathway_id = p.id having count(*) > 0
			) e on true
			left join samspil.coordination_need n on n.tenant_id = p.tenant_id and n.pathway_id = p.id
		where p.tenant_id = ${actingTenant} and p.id = ${id}::uuid`);

/** R-103: who does what, when: the open tasks, the most urgent first. */
export const listTasksToDo = (id: string) =>
	ask<{
		id: string;
		title: string;
		tells: boolean;
		responsible: string;
		organisation: string;
		due: Day | null;
	}>(sql`
		select k.id, k.title, k.tells_of is not null as tells, k.responsible_name as responsible, k.responsible_organisation_name as organisation, k.due_on as due
		from samspil.task k where k.tenant_id = ${actingTenant} and k.pathway_id = ${id}::uuid and k.state = 'open'
		order by k.due_on nulls last, k.created_at, k.id limit ${PAGE_SIZE}`);

/** Marks that something happened on a pathway, which lists are sorted by; holds it until the transaction ends. */
export const touchPathway = (id: string) =>
	ask<never>(sql`
		update samspil.pathway set changed_at = clock_timestamp()
		where tenant_id = ${actingTenant} and id = ${id}::uuid`);
