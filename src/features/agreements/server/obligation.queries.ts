/** What an agreement keeps alive: promises, and the reviews at which they are gone through. */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { LiveObligation } from '../live-objects.rules.ts';
import type { ObligationStatus } from '../obligation.rules.ts';
import type { Conclusion, Finding, Review, ReviewOutcome } from '../review.rules.ts';

const now = sql<string>`now()`;

const obligations = () =>
	tables
		.selectFrom('agreement_obligation as p')
		.innerJoin('document as d', (on) =>
			on.onRef('d.tenant_id', '=', 'p.tenant_id').onRef('d.id', '=', 'p.document_id')
		)
		.leftJoin('organisation as o', 'o.id', 'p.party_id')
		.where('p.tenant_id', '=', actingTenant)
		.select(['p.id', 'p.document_id as agreement', 'd.title', 'p.live_key as key'])
		.select(['p.party_id as party', 'o.name as partyName', 'p.what', 'p.how', 'p.due_on as dueOn'])
		.select(sql<ObligationStatus>`p.status`.as('status'))
		.select([
			'p.evidence',
			'p.version',
			'p.changed_at as changedAt',
			'p.changed_by_name as changedBy'
		])
		.select('p.retired_at as retiredAt');

/** The promises of one agreement, those no longer in it left out. */
export const listObligations = (agreement: string) =>
	obligations()
		.where('p.document_id', '=', agreement)
		.where('p.retired_at', 'is', null)
		.orderBy(sql`p.due_on nulls last`)
		.orderBy('p.what')
		.limit(500);

/** All promises that were ever in the agreement: what bringing it to life compares with. */
export const listAllObligations = (agreement: string) =>
	obligations().where('p.document_id', '=', agreement).orderBy('p.live_key');

/** One promise, or nothing where there is none for the acting person or it is no longer in its agreement. */
export const findObligation = (id: string) =>
	obligations().where('p.id', '=', id).where('p.retired_at', 'is', null);

/** Promises to a page of the list. */
export const PROMISES_A_PAGE = 30;

/** The last promise of a page: whether it is done with, its day, and its id. */
export type PlaceOfPromise = { isOver: boolean; dueOn: Day | null; id: string };

const isOver = sql<boolean>`(p.status in ('kept', 'dropped'))`;
const dueOrNever = sql<string>`coalesce(p.due_on, 'infinity'::date)`;

/**
 * What the acting organisation has promised, alone or together with others, over all its agreements that have not
 * ended: the oldest day first, so what is overdue comes first; then what has no day, and last what is done with.
 */
export const listOurObligations = (after: PlaceOfPromise | null = null) =>
	obligations()
		.where('p.retired_at', 'is', null)
		.where((by) =>
			by.or([
				by('p.party_id', 'is', null),
				by('p.party_id', '=', sql<string>`${actingOrganisation}`)
			])
		)
		.innerJoin('document_version as v', (on) =>
			on
				.onRef('v.tenant_id', '=', 'p.tenant_id')
				.on(
					'v.id',
					'=',
					sql<string>`samspil.counting_version(p.tenant_id, p.document_id, ${actingDay})`
				)
		)
		.where(sql<boolean>`(v.until_on is null or v.until_on >= ${actingDay})`)
		.where(sql<boolean>`(v.ends_on is null or v.ends_on > ${actingDay})`)
		.where(
			sql<boolean>`v.content -> 'parties' @> jsonb_build_array(jsonb_build_object('organisation', ${actingOrganisation}))`
		)
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(${isOver}, ${dueOrNever}, p.id) >
					(${after?.isOver}::boolean, coalesce(${after?.dueOn ?? null}::date, 'infinity'::date), ${after?.id}::uuid)`
			)
		)
		.orderBy(isOver)
		.orderBy(dueOrNever)
		.orderBy('p.id')
		.limit(PROMISES_A_PAGE + 1)
		.select(
			sql<string[]>`array(select q ->> 'name' from jsonb_array_elements(v.content -> 'parties') q
				where q ->> 'organisation' <> ${actingOrganisation}::text)`.as('others')
		);

/** A promise brought to life. */
export const insertObligation = (agreement: string, key: string, promise: LiveObligation) =>
	tables.insertInto('agreement_obligation').values({
		tenant_id: actingTenant,
		document_id: agreement,
		live_key: key,
		party_id: promise.party,
		what: promise.what,
		how: promise.how,
		due_on: promise.dueOn
	});

/** A promise in the words of the agreement now; what was done with it stays. */
export const rewordObligation = (id: string, promise: LiveObligation) =>
	tables
		.updateTable('agreement_obligation')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.set({
			party_id: promise.party,
			what: promise.what,
			how: promise.how,
			due_on: promise.dueOn,
			retired_at: null
		});

/** A promise that is no longer in the agreement. */
export const retireObligation = (id: string) =>
	tables
		.updateTable('agreement_obligation')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('retired_at', 'is', null)
		.set({ retired_at: now });

/** How a promise goes, on top of version `base`; no row where that is not the newest. */
export const updateObligation = (
	id: string,
	base: number,
	{ status, evidence }: { status: ObligationStatus; evidence: string },
	name: string
) =>
	tables
		.updateTable('agreement_obligation')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base)
		.set({ status, evidence, changed_at: now, changed_by_name: name, version: base + 1 });

/** The reviews held, the latest first, each with what was found of each promise. */
export const listReviews = (agreement: string) =>
	tables
		.selectFrom('agreement_review as r')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.document_id', '=', agreement)
		.orderBy('r.held_on', 'desc')
		.orderBy('r.recorded_at', 'desc')
		.limit(50)
		.select([
			'r.id',
			'r.held_on as on',
			'r.note',
			'r.next_on as nextOn',
			'r.recorded_by_name as by',
			'r.recorded_at as at'
		])
		.select(sql<Conclusion>`r.conclusion`.as('conclusion'))
		.select(sql<{ person: string; party: string; name: string }[]>`r.present`.as('present'))
		.select(
			sql<{ what: string; outcome: ReviewOutcome; note: string }[]>`coalesce((
				select json_agg(json_build_object('what', o.what, 'outcome', f.outcome, 'note', f.note) order by o.what)
				from samspil.agreement_finding f join samspil.agreement_obligation o on o.tenant_id = f.tenant_id and o.id = f.obligation_id
				where f.tenant_id = r.tenant_id and f.review_id = r.id), '[]')`.as('findings')
		);

/** A review as it was held. */
export const insertReview = (
	agreement: string,
	id: string,
	{ on, conclusion, next }: Review,
	{
		present,
		note,
		name
	}: { present: { person: string; party: string; name: string }[]; note: string; name: string }
) =>
	tables.insertInto('agreement_review').values({
		tenant_id: actingTenant,
		id,
		document_id: agreement,
		held_on: on,
		present: sql<string>`${JSON.stringify(present)}::jsonb`,
		conclusion,
		note,
		next_on: next?.on ?? null,
		recorded_by: actingPerson,
		recorded_by_organisation: sql<string>`${actingOrganisation}`,
		recorded_by_name: name
	});

/** What a review found of one promise. */
export const insertFinding = (agreement: string, review: string, finding: Finding) =>
	tables.insertInto('agreement_finding').values({
		tenant_id: actingTenant,
		document_id: agreement,
		review_id: review,
		obligation_id: finding.obligation,
		outcome: finding.outcome,
		note: finding.note
	});
