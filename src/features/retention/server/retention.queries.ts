/** How long pathways are kept, what holds them, and what goes. Everything that changes is a function that asks who may. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Decision, DuePathway } from '../retention.rules.ts';

/** How long, and who said so. */
export const findRetention = () =>
	tables
		.selectFrom('retention')
		.where('tenant_id', '=', actingTenant)
		.select(['months', 'version', 'changed_at as at', 'changed_by_name as by']);

/** The officer's list: what goes by `day`, and what is held. */
export const listDue = (day: Day) =>
	ask<DuePathway>(sql`
		select d.pathway, d.number, d.closed_on as "closedOn", d.goes_on as "goesOn", d.held, d.let_go as "letGo"
		from samspil.due_pathways(${day}::date) d`);

/** How much stands on pathways, kind by kind: for the officer of any, for those who read a pathway whole of theirs. */
export const countKept = (pathways: readonly string[]) =>
	ask<{ kind: string; rows: number }>(
		sql`select k.kind, k.rows from samspil.count_kept(${pathways}::uuid[]) k order by k.rows desc, k.kind`
	);
/** The same for everything that is due by `today`. */
export const countDue = (today: Day) =>
	ask<{ kind: string; rows: number }>(sql`
		select k.kind, k.rows from samspil.count_kept((select coalesce(array_agg(d.pathway), '{}') from samspil.due_pathways(${today}::date) d
			where not d.held and not d.let_go and d.goes_on <= ${today}::date)) k order by k.rows desc, k.kind`);

/** A hold, standing or lifted. */
export type Hold = {
	id: string;
	number: number;
	reason: string;
	at: Date;
	by: string;
	liftedAt: Date | null;
	liftedBy: string | null;
	liftedWhy: string;
	/** The data protection officer holds it back, who alone lifts it. */
	byOfficer: boolean;
	version: number;
};
const holds = () =>
	tables
		.selectFrom('legal_hold')
		.where('tenant_id', '=', actingTenant)
		.select(['id', 'pathway_number as number', 'reason', 'placed_at as at', 'placed_by_name as by'])
		.select(['lifted_at as liftedAt', 'lifted_by_name as liftedBy', 'version'])
		.select(['lifted_reason as liftedWhy', 'by_officer as byOfficer'])
		.orderBy('placed_at', 'desc')
		.orderBy('id');
/** The holds that stand, of all pathways whose holds one may see. */
export const listHolds = () => holds().where('lifted_at', 'is', null).limit(200);
/** The holds of a pathway, those lifted too. */
export const listHoldsOf = (pathway: string) => holds().where('pathway_id', '=', pathway).limit(50);

/** A citizen's wish that all be erased, and what it was answered. */
export type ErasureRequest = {
	id: string;
	number: number;
	at: Date;
	by: string;
	isCitizensOwn: boolean;
	decidedAt: Date | null;
	decidedBy: string | null;
	decision: Decision | 'taken-back' | null;
	reason: string;
	version: number;
};
const requests = () =>
	tables
		.selectFrom('erasure_request')
		.where('tenant_id', '=', actingTenant)
		.select(['id', 'pathway_number as number', 'asked_at as at', 'asked_by_name as by', 'version'])
		.select(['is_citizens_own as isCitizensOwn', 'decided_at as decidedAt'])
		.select(['decided_by_name as decidedBy', 'decision_reason as reason'])
		.select(sql<Decision | 'taken-back' | null>`decision`.as('decision'))
		.orderBy('asked_at', 'desc')
		.orderBy('id');
/** Those that wait for an answer. Who asked is not said to one who may not know. */
export const listRequests = () => requests().where('decided_at', 'is', null).limit(100);
/** Those of a pathway. */
export const listRequestsOf = (pathway: string) =>
	requests().where('pathway_id', '=', pathway).limit(20);

/** What is on its way or has gone: what moved least lately of the one, then the newest of the other; nothing in it says which. */
export const listErasures = () =>
	tables
		.selectFrom('erasure')
		.where('tenant_id', '=', actingTenant)
		.select(['id', 'let_go_at as at', 'let_go_by_name as by', 'done_at as doneAt'])
		.select(['moved_at as movedAt', 'broke_at as brokeAt'])
		.select(sql<'retention' | 'request'>`why`.as('why'))
		.select(sql<'let-go' | 'under-way' | 'stopped' | 'done'>`state`.as('state'))
		.orderBy(sql`case when state in ('let-go', 'under-way') then moved_at end`)
		.orderBy('let_go_at', 'desc')
		.orderBy('id')
		.limit(50);

/** How many pathways are on their way, and how many came to a stop on it: they broke, or have not moved since `stoppedBefore`. */
export const countOnTheirWay = (stoppedBefore: Date) =>
	tables
		.selectFrom('erasure')
		.where('tenant_id', '=', actingTenant)
		.where('state', 'in', ['let-go', 'under-way'])
		.select([
			sql<number>`(count(*) filter (where broke_at is null and moved_at >= ${stoppedBefore}))::int`.as(
				'moving'
			),
			sql<number>`(count(*) filter (where broke_at is not null or moved_at < ${stoppedBefore}))::int`.as(
				'stopped'
			)
		]);

/** When a closed pathway of mine goes; no row while it is open. */
export const findGoing = (pathway: string) =>
	ask<{ closedOn: Day; goesOn: Day | null }>(
		sql`select g.closed_on as "closedOn", g.goes_on as "goesOn" from samspil.going_of(${pathway}::uuid) g`
	);

/** The functions that change something; see 0370 for their answers. */
export const setMonths = (months: number, version: number) =>
	ask<{ answer: 'set' | 'stale' | 'not-yours' }>(
		sql`select samspil.set_retention(${months}::int, ${version}::int) as answer`
	);
export const placeHoldOn = (id: string, pathway: string | null, number: number, reason: string) =>
	ask<{ answer: 'held' | 'held-already' | 'not-there' | 'too-late' }>(
		sql`select samspil.place_hold(${id}::uuid, ${pathway}::uuid, ${number}::int, ${reason}) as answer`
	);
export const liftHoldOf = (hold: string, version: number, why: string) =>
	ask<{ answer: 'lifted' | 'no-reason' | 'stale' | 'not-there' }>(
		sql`select samspil.lift_hold(${hold}::uuid, ${version}::int, ${why}) as answer`
	);
export const takeBackErasureOf = (request: string) =>
	ask<{ answer: 'taken-back' | 'decided' | 'not-there' }>(
		sql`select samspil.take_back_erasure(${request}::uuid) as answer`
	);
export const askErasureOf = (id: string, pathway: string) =>
	ask<{ answer: 'asked' | 'not-there' }>(
		sql`select samspil.ask_erasure(${id}::uuid, ${pathway}::uuid) as answer`
	);
export const decideRequest = (id: string, version: number, decision: Decision, reason: string) =>
	ask<{ answer: 'decided' | 'still-open' | 'held' | 'stale' | 'not-there' }>(
		sql`select samspil.decide_erasure(${id}::uuid, ${version}::int, ${decision}, ${reason}) as answer`
	);
export const letGoOf = (pathways: readonly string[]) =>
	ask<{ answer: 'let-go' | 'stale' | 'not-there' }>(
		sql`select samspil.let_go(${pathways}::uuid[]) as answer`
	);
export const setErasuresGoingOf = (stoppedBefore: Date) =>
	ask<{ answer: 'set-going' | 'not-there' }>(
		sql`select samspil.set_erasures_going(${stoppedBefore}) as answer`
	);
