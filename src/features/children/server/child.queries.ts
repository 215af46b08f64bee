/** A child's pathway: guardians, assessments, efforts found wrong, times of sharing, notifications made outside. */
import type { InvolvedPart } from '#features/pathways/involved.rules.ts';
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Course } from '../child.rules.ts';
import type { Custody } from '../custody.rules.ts';
import {
	ownName,
	type Ground,
	type Sharing,
	type SharingPoint,
	type SharingSetting
} from '../sharing.rules.ts';
import type { Notification } from './notification.queries.ts';

export type Guardian = {
	id: string;
	name: string;
	relation: string;
	contact: string;
	custody: Custody;
	words: string;
	saidOn: Day | null;
	by: string;
	version: number;
	/** When it was written last, as JSON carries it. */
	at: string;
	/** What stood there before it was put right. */
	former: Former[];
};
export type Assessment = {
	id: string;
	organisation: string;
	organisationName: string;
	need: string;
	effort: string;
	assessedBy: string;
	profession: string;
	assessedOn: Day;
	isVoid: boolean;
};
export type WrongFit = {
	id: string;
	organisationName: string;
	course: Course;
	why: string;
	on: Day;
	by: string;
	told: number;
	/** How the citizen took part; null where it was not asked yet, or is not for me. */
	citizenPart: InvolvedPart | null;
	citizenNote: string;
};

/** All of a child's pathway that is open to me. */
export type ChildShown = {
	isOpen: boolean;
	isHeld: boolean;
	/** I read the whole of it. */
	isWhole: boolean;
	/** The organisation I am on it for as a partner. */
	partner: string | null;
	birthDate: Day | null;
	/** The organisations that are thought of, asked or on it: to assess for. */
	organisations: { id: string; name: string; hasAgreed: boolean; isAsked: boolean }[];
	guardians: Guardian[];
	/** What the young person said last to each question, in their own words. */
	words: { question: 'story' | 'problems' | 'wishes'; body: string }[];
	assessments: Assessment[];
	wrong: WrongFit[];
	/** To a partner, what was shared with its organisation by what it reads by; not why somebody was not there. */
	sharings: (Omit<Sharing, 'ground'> & {
		id: string;
		by: string;
		/** In words, as it was called when it was written. */
		basis: string;
		/** Null where it was written in words alone. */
		restsOn: Pick<Ground, 'kind' | 'number'> | null;
	})[];
	/** R-228: the fixed times that its collaboration has set; null where it has set none, and the three count. */
	setting: SharingSetting | null;
	/** What sharing may rest on, the newest first; those in words are not among them. */
	grounds: Ground[];
	notifications: Notification[];
};

const list = (columns: string, table: string, order: string) => sql`
	(select coalesce(jsonb_agg(jsonb_build_object(${sql.raw(columns)}) order by ${sql.raw(order)}), '[]') from ${sql.table(`samspil.${table}`)} x
		where x.tenant_id = p.tenant_id and x.pathway_id = p.id)`;

/** Who is on it, thought of or asked, as a partner or to take a partner's work over. */
const around = sql`
	select y.id, bool_or(y.state = 'agreed') as "hasAgreed", bool_or(y.state in ('contacted', 'asked')) as "isAsked" from (
		select r.organisation_id as id, r.state from samspil.partner r
			where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.state <> 'declined'
		union all
		select x.to_organisation_id, x.state from samspil.transfer x
			where x.tenant_id = p.tenant_id and x.pathway_id = p.id and x.verb = 'hand-over' and x.role = 'partner' and x.state in ('proposed', 'asked')
	) y group by y.id`;

/** What is registered on the pathway that sharing may rest on. */
const grounds = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'kind', y.kind, 'number', y.number, 'from', y.valid_from, 'until', y.valid_until,
		'endedOn', y.ended_on) order by y.kind = 'consent' desc, y.number desc), '[]') from (
	select k.id, 'consent' as kind, k.number, k.valid_from, k.valid_until, (k.withdrawn_at at time zone 'Europe/Copenhagen')::date as ended_on
		from samspil.consent k where k.tenant_id = p.tenant_id and k.pathway_id = p.id
	union all
	select b.id, 'basis', b.number, b.valid_from, b.valid_until, (b.ended_at at time zone 'Europe/Copenhagen')::date
		from samspil.disclosure_basis b where b.tenant_id = p.tenant_id and b.pathway_id = p.id) y)`;

/** A child's pathway; no row where the citizen is no child, or the pathway is not open to me. */
export const findChild = (pathway: string) =>
	ask<ChildShown>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_whole_pathways())::uuid[]) as "isWhole",
			case when p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) then (select samspil.acting_organisation()) end as partner,
			(select c.birth_date from samspil.citizen c where c.tenant_id = p.tenant_id and c.id = p.citizen_id) as "birthDate",
			(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'hasAgreed', r."hasAgreed", 'isAsked', r."isAsked") order by o.name), '[]')
				from (${around}) r join samspil.organisation o on o.id = r.id) as organisations,
			(select coalesce(jsonb_agg(jsonb_build_object('question', w.question, 'body', w.body)), '[]') from (
				select distinct on (w.question) w.question, w.body from samspil.own_words w
				where w.tenant_id = p.tenant_id and w.pathway_id = p.id order by w.question, w.created_at desc) w) as words,
			${list(
				`'id', x.id, 'name', x.name, 'relation', x.relation, 'contact', x.contact, 'custody', x.custody, 'words', x.words,
				'saidOn', x.said_on, 'by', x.changed_by_name, 'version', x.version, 'at', x.changed_at, 'former', x.former`,
				'guardian',
				'x.name, x.id'
			)} as guardians,
			${list(
				`'id', x.id, 'organisation', x.organisation_id, 'organisationName', x.organisation_name, 'need', x.need, 'effort', x.effort,
				'assessedBy', x.assessed_by, 'profession', x.profession, 'assessedOn', x.assessed_on, 'isVoid', x.void_at is not null`,
				'child_assessment',
				'x.written_at desc'
			)} as assessments,
			${list(
				`'id', x.id, 'organisationName', x.organisation_name, 'course', x.course, 'why', x.why, 'on', x.told_on, 'by', x.told_by_name,
				'told', x.told_people, 'citizenPart', (select i.part from samspil.citizen_involved i where i.tenant_id = x.tenant_id and i.object_id = x.id),
				'citizenNote', coalesce((select i.note from samspil.citizen_involved i where i.tenant_id = x.tenant_id and i.object_id = x.id), '')`,
				'wrong_fit',
				'x.told_on desc, x.id'
			)} as wrong,
			${list(
				`'id', x.id, 'point', case when x.point = 'own' then 'own:' || x.own_point else x.point end, 'heldOn', x.held_on, 'youngPerson', x.young_person, 'parents', x.parents, 'absentWhy', case when p.id = any ((select samspil.my_whole_pathways())::uuid[]) then x.absent_why else '' end,
				'contents', x.contents, 'basis', x.basis, 'restsOn', coalesce(
					(select jsonb_build_object('kind', 'consent', 'number', k.number) from samspil.consent k where k.tenant_id = x.tenant_id and k.id = x.consent_id),
					(select jsonb_build_object('kind', 'basis', 'number', b.number) from samspil.disclosure_basis b where b.tenant_id = x.tenant_id and b.id = x.basis_id)),
				 'shared', x.shared, 'by', x.written_by_name`,
				'sharing_point',
				'x.held_on desc, x.id'
			)} as sharings,
			(select jsonb_build_object('standard', s.standard, 'own', s.own) from samspil.sharing_points_of(p.id) s) as setting,
			${grounds} as grounds,
			${list(
				`'id', x.id, 'madeOn', x.made_on, 'madeBy', x.made_by, 'madeTo', x.made_to, 'by', x.written_by_name, 'receivedAt', x.received_at,
				'assessedAt', x.assessed_at, 'receiptedOn', x.receipted_on,
				'saturdays', coalesce(x.receipted_saturdays, (select g.saturdays from samspil.notification_setting g where g.tenant_id = x.tenant_id), false),
				'clockedBy', x.changed_by_name, 'clockedAt', x.changed_at, 'version', x.version, 'former', x.former`,
				'outside_notification',
				'x.made_on desc, x.id'
			)} as notifications
		from samspil.pathway p
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid and samspil.is_of_child(p.id)`);

/** What is written on a child's pathway, and by whom. */
export type Writing = { pathway: string; id: string; by: string };
/** What each row of it begins with. */
export const head = ({ pathway, id }: Writing) => ({
	tenant_id: actingTenant,
	id,
	pathway_id: pathway,
	written_by: actingPerson
});

/** A guardian as it is written. */
export type GuardianSaid = {
	name: string;
	relation: string;
	contact: string;
	custody: Custody;
	words: string;
};

/** Mends it on top of `version`; other words are of the day on which they are written. */
export const updateGuardian = (
	{ pathway, id, by }: Writing,
	version: number,
	said: GuardianSaid,
	today: Day
) =>
	tables
		.updateTable('guardian')
		.set({
			name: said.name,
			relation: said.relation,
			contact: said.contact,
			custody: said.custody,
			words: said.words,
			said_on: sql<Day | null>`case when ${said.words} = '' then null when words = ${said.words} then said_on else ${today}::date end`,
			changed_by_name: by,
			changed_at: sql<Date>`now()`,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version);

/** Writes a guardian down; nothing where the id is taken. */
export const insertGuardian = (at: Writing, said: GuardianSaid, saidOn: Day) =>
	tables
		.insertInto('guardian')
		.values({
			...head(at),
			name: said.name,
			relation: said.relation,
			contact: said.contact,
			custody: said.custody,
			words: said.words,
			said_on: said.words === '' ? null : saidOn,
			changed_by_name: at.by
		})
		.onConflict((taken) => taken.doNothing());

/** Writes what a professional has found; the one before for the same organisation counts no more. */
export const insertAssessment = (
	at: Writing,
	said: {
		organisation: string;
		need: string;
		effort: string;
		assessedBy: string;
		profession: string;
		assessedOn: Day;
	},
	organisationName: string
) =>
	tables
		.insertInto('child_assessment')
		.values({
			...head(at),
			organisation_id: said.organisation,
			organisation_name: organisationName,
			need: said.need,
			effort: said.effort,
			assessed_by: said.assessedBy,
			profession: said.profession,
			assessed_on: said.assessedOn,
			written_by_name: at.by
		})
		.onConflict((taken) => taken.doNothing());

/** Writes a time at which something was shared. */
export const insertSharing = (at: Writing, said: Sharing & { restsOn: Ground }, basis: string) =>
	tables
		.insertInto('sharing_point')
		.values({
			...head(at),
			...(ownName(said.point) === null
				? { point: said.point as SharingPoint }
				: { point: 'own' as const, own_point: ownName(said.point)! }),
			held_on: said.heldOn,
			young_person: said.youngPerson,
			parents: said.parents,
			absent_why: said.absentWhy,
			contents: said.contents,
			basis,
			...(said.restsOn.kind === 'consent'
				? { consent_id: said.restsOn.id }
				: { basis_id: said.restsOn.id }),
			shared: said.shared,
			written_by_name: at.by
		})
		.onConflict((taken) => taken.doNothing());

/** Leaves a notice for those who read what was shared; answers who was told, and where it leads them. Sees the row once it is written. */
export const tellShared = (pathway: string, sharing: string) =>
	ask<{ person: string; path: string }>(
		sql`select person, leads_to as path from samspil.tell_shared(${pathway}::uuid, ${sharing}::uuid)`
	);

/** Says that an effort is not the right one; answers 'done' or 'not-there'. */
export const tellWrongFit = (
	pathway: string,
	id: string,
	said: { organisation: string; course: Course; why: string },
	taskTitle: string
) =>
	ask<{ said: 'done' | 'not-there' }>(
		sql`select samspil.tell_wrong_fit(${id}::uuid, ${pathway}::uuid, ${said.organisation}::uuid, ${said.course}, ${said.why}, ${taskTitle}) as said`
	);
