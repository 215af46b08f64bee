/** What an agreement has set going: goals, tasks, series of meetings, people to turn to (db/migrations/0220). */
import { sql } from 'kysely';
import type { Seat } from '#features/documents/names.rules.ts';
import { actingDay, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { LiveObject, LiveObligation } from '../live-objects.rules.ts';
import type { Progress, Told } from '../progress.rules.ts';

/** Anything but a promise: those are kept by obligation.queries.ts. */
export type LiveKept = Exclude<LiveObject, LiveObligation>;

const live = () =>
	tables
		.selectFrom('agreement_live as l')
		.innerJoin('document as d', (on) =>
			on.onRef('d.tenant_id', '=', 'l.tenant_id').onRef('d.id', '=', 'l.document_id')
		)
		.leftJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 'l.tenant_id')
				.onRef('m.person_id', '=', 'l.person_id')
				.onRef('m.organisation_id', '=', 'l.organisation_id')
		)
		.leftJoin('organisation as o', 'o.id', 'l.organisation_id')
		.where('l.tenant_id', '=', actingTenant)
		.select(['l.id', 'l.document_id as agreement', 'd.title', 'l.live_key as key'])
		.select(sql<LiveKept>`l.said`.as('said'))
		.select(['l.due_on as dueOn', 'l.person_id as person', 'l.organisation_id as organisation'])
		.select(['m.person_name as personName', 'o.name as organisationName'])
		// Somebody who has left is still named in what was signed.
		.select(sql<boolean>`coalesce(m.active_until < ${actingDay}, false)`.as('hasLeft'))
		.select(sql<Progress>`l.status`.as('status'))
		.select(['l.reached', 'l.note', 'l.version', 'l.retired_at as retiredAt'])
		.select(['l.changed_at as changedAt', 'l.changed_by_name as changedBy']);

/** Everything one agreement has set going, that which is no longer in it too, in the order in which it says it. */
export const listLive = (agreement: string) =>
	live()
		.where('l.document_id', '=', agreement)
		.orderBy(sql`l.retired_at is not null`)
		.orderBy(sql`l.due_on nulls last`)
		.orderBy('l.live_key')
		.limit(1000);

/** One goal or task of an agreement; nothing where there is none for the acting person. */
export const findLive = (agreement: string, id: string) =>
	live()
		.where('l.document_id', '=', agreement)
		.where('l.id', '=', id)
		.where('l.kind', 'in', ['goal', 'task']);

/** Those of `seats` that the register knows, so that a row can point to them. */
export const listKnownSeats = (seats: readonly Seat[]) =>
	tables
		.selectFrom('membership')
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', sql<string>`any (${seats.map(({ person }) => person)}::uuid[])`)
		.select(['person_id as person', 'organisation_id as organisation']);

/** A thing brought to life. */
export const insertLive = (agreement: string, said: LiveKept, who: Seat | null) =>
	tables.insertInto('agreement_live').values({
		tenant_id: actingTenant,
		document_id: agreement,
		live_key: said.key,
		kind: said.kind,
		...columnsOf(said, who)
	});

/** A thing as the agreement says it now, whether it was retired or not; what was told of it stays. */
export const changeLive = (id: string, said: LiveKept, who: Seat | null) =>
	tables
		.updateTable('agreement_live')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.set({ ...columnsOf(said, who), retired_at: null });

/** A thing that is no longer in the agreement. */
export const retireLive = (id: string) =>
	tables
		.updateTable('agreement_live')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('retired_at', 'is', null)
		.set({ retired_at: sql<string>`now()` });

/** How a goal or task goes, on top of version `base`; no row where that is not the newest. */
export const updateProgress = (id: string, base: number, told: Told, name: string) =>
	tables
		.updateTable('agreement_live')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base)
		.set({
			status: told.status,
			reached: told.reached,
			note: told.note,
			changed_at: sql<string>`now()`,
			changed_by_name: name,
			version: base + 1
		});

/** What a version sets going when it begins, in the place of what was laid down before. */
export const layDownThings = (
	agreement: string,
	version: string,
	things: readonly { said: LiveKept; who: Seat | null }[]
) => {
	const laid = {
		things: sql<string>`${JSON.stringify(
			things.map(({ said, who }) => ({
				key: said.key,
				kind: said.kind,
				said,
				dueOn: dayOf(said),
				person: who?.person ?? null,
				organisation: who?.organisation ?? null
			}))
		)}::jsonb`
	};
	return tables
		.insertInto('agreement_live_coming')
		.values({ tenant_id: actingTenant, version_id: version, document_id: agreement, ...laid })
		.onConflict((on) => on.columns(['tenant_id', 'version_id']).doUpdateSet(laid));
};

const columnsOf = (said: LiveKept, who: Seat | null) => ({
	said: sql<string>`${JSON.stringify(said)}::jsonb`,
	due_on: dayOf(said),
	person_id: who?.person ?? null,
	organisation_id: who?.organisation ?? null
});

function dayOf(said: LiveKept): Day | null {
	if (said.kind === 'goal') return said.by;
	return said.kind === 'task' ? said.dueOn : null;
}

/** What the version that counts says well-being means in it; no row where it says nothing. */
export const findWellBeing = (agreement: string) =>
	ask<{ said: string }>(sql`
		select v.content #>> '{answers,well-being,value,text}' as said from samspil.document_version v
		where v.tenant_id = ${actingTenant} and v.document_id = ${agreement}::uuid
			and v.id = samspil.counting_version(${actingTenant}, ${agreement}::uuid, ${actingDay})
			and v.content #>> '{answers,well-being,notApplicable}' is null
			and v.content #>> '{answers,well-being,value,text}' <> ''`);
