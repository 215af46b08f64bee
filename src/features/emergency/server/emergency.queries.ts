/** Emergency accesses. The policies show each to whoever opened it, to the citizen, the tovholder, and who reviews. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { Finding } from '../emergency.rules.ts';

/** One of them as pages show it. */
export type Emergency = {
	id: string;
	pathway: string;
	/** What the pathway goes by. */
	number: number;
	person: string;
	organisation: string;
	reason: string;
	from: Day;
	until: Day;
	openedAt: Date;
	endedAt: Date | null;
	endedBy: string;
	reviewedAt: Date | null;
	reviewedBy: string;
	finding: Finding | null;
	note: string;
	version: number;
};

/** Who asked on a day whether somebody has a tovholder, how often, and how often somebody had. */
export type Checks = {
	person: string;
	organisation: string;
	on: Day;
	asked: number;
	found: number;
};

/** The questions of the last thirty days, for whoever reviews; no row for anybody else. */
export const listChecks = () =>
	ask<Checks>(sql`
		select person, organisation, asked_on as "on", asked, found from samspil.checks_to_review()`);

const emergencies = () =>
	tables
		.selectFrom('emergency_access as e')
		.where('e.tenant_id', '=', actingTenant)
		.select([
			'e.id',
			'e.pathway_id as pathway',
			'e.pathway_number as number',
			'e.reason',
			'e.version'
		])
		.select(['e.person_name as person', 'e.organisation_name as organisation'])
		.select(['e.from_on as from', 'e.until_on as until', 'e.opened_at as openedAt'])
		.select(['e.ended_at as endedAt', 'e.ended_by_name as endedBy'])
		.select([
			'e.reviewed_at as reviewedAt',
			'e.reviewed_by_name as reviewedBy',
			'e.review_note as note'
		])
		.select(sql<Finding | null>`e.finding`.as('finding'))
		.orderBy('e.opened_at', 'desc')
		.orderBy('e.id', 'desc');

/** Whether I may open one: staff of the municipality who neither lead nor steer. */
export const findMayOpen = () =>
	ask<{ opens: boolean }>(sql`select samspil.may_open_emergency() as opens`);

/** How many a list shows at once. */
export const PAGE_OF_EMERGENCIES = 50;

/** Those I have opened with this hat, the newest first; the last fifty. */
export const listMine = () =>
	emergencies()
		.where('e.person_id', '=', actingPerson)
		.where(sql<boolean>`e.organisation_id = ${actingOrganisation}`)
		.limit(PAGE_OF_EMERGENCIES);

/** Those I review, the newest first, from where the page before ended; one more than a page. */
export const listToReview = (after: CursorKey | null) =>
	emergencies()
		.where('e.tenant_id', '=', sql<string>`(select samspil.reviewed_tenant())`)
		.where(
			after
				? sql<boolean>`(e.opened_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
				: sql<boolean>`true`
		)
		.select(sql<string>`e.opened_at::text || '~' || e.id`.as('cursor'))
		.limit(PAGE_OF_EMERGENCIES + 1);

/** One of those I review. */
export const findToReview = (id: string) =>
	emergencies()
		.where('e.tenant_id', '=', sql<string>`(select samspil.reviewed_tenant())`)
		.where('e.id', '=', id);

/** Those of a pathway, the newest first; the last fifty. */
export const listOnPathway = (pathway: string) =>
	emergencies().where('e.pathway_id', '=', pathway).limit(PAGE_OF_EMERGENCIES);

/** Opens one; see the function for its answers. */
export const openAccess = (id: string, name: string, birthDate: Day, reason: string, until: Day) =>
	ask<{
		answer:
			| 'opened'
			| 'not-found'
			| 'not-needed'
			| 'too-many'
			| 'not-yours'
			| 'no-reviewer'
			| 'ended';
		pathway: string | null;
	}>(sql`
		select o.answer, o.pathway
		from samspil.open_emergency(${id}::uuid, ${name}, ${birthDate}::date, ${reason}, ${until}::date) o`);

/** Ends one. */
export const endAccess = (id: string) =>
	ask<{ answer: 'ended' | 'not-yours' }>(sql`select samspil.end_emergency(${id}::uuid) as answer`);

/** Keeps what is found. */
export const reviewAccess = (id: string, version: number, finding: Finding, note: string) =>
	ask<{ answer: 'reviewed' | 'stale' | 'not-yours' }>(sql`
		select samspil.review_emergency(${id}::uuid, ${version}::int, ${finding}, ${note}) as answer`);
