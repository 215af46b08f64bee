/** How an agreement ends, and the days it has set: notices, breaches, dues, and which are asleep. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Breach } from '../ending.rules.ts';
import type { LiveObligation } from '../live-objects.rules.ts';
import type { Notice } from '../notice.rules.ts';
import type { Due } from '../reminder.rules.ts';

/** Whether the acting person can bind the organisation whose hat they wear. */
export const findBinding = () =>
	ask<{ binds: boolean }>(sql`select (select samspil.acting_binds()) as binds`);

/** The notices given, the latest first, each with the parties that have said yes to taking it back. */
export const listNotices = (agreement: string) =>
	tables
		.selectFrom('agreement_notice as n')
		.innerJoin('organisation as o', 'o.id', 'n.by_organisation_id')
		.where('n.tenant_id', '=', actingTenant)
		.where('n.document_id', '=', agreement)
		.orderBy('n.registered_at', 'desc')
		.limit(100)
		.select(['n.id', 'n.by_organisation_id as by', 'o.name as byName', 'n.received_on as received'])
		.select(['n.end_on as end', 'n.has_effect as hasEffect', 'n.evidence', 'n.reason'])
		.select(['n.registered_by_name as registeredBy', 'n.registered_at as at'])
		.select(
			sql<string[]>`array(select w.organisation_id from samspil.agreement_notice_withdrawal w
				where w.tenant_id = n.tenant_id and w.notice_id = n.id)`.as('takenBackBy')
		);

/** A notice as it was registered by the acting person. */
export const insertNotice = (
	agreement: string,
	id: string,
	{ by, received, end, hasEffect }: Notice,
	{ evidence, reason, name }: { evidence: string; reason: string; name: string }
) =>
	tables
		.insertInto('agreement_notice')
		.values({
			tenant_id: actingTenant,
			id,
			document_id: agreement,
			by_organisation_id: by,
			received_on: received,
			end_on: end,
			has_effect: hasEffect,
			evidence,
			reason,
			registered_by: actingPerson,
			registered_by_organisation: sql<string>`${actingOrganisation}`,
			registered_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** The acting organisation's yes to taking a notice back. */
export const insertWithdrawal = (agreement: string, notice: string, name: string) =>
	tables
		.insertInto('agreement_notice_withdrawal')
		.values({
			tenant_id: actingTenant,
			document_id: agreement,
			notice_id: notice,
			organisation_id: sql<string>`${actingOrganisation}`,
			person_id: actingPerson,
			person_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** The breaches for which the agreement was ended, the latest first. */
export const listBreaches = (agreement: string) =>
	tables
		.selectFrom('agreement_breach as b')
		.innerJoin('organisation as o', 'o.id', 'b.by_organisation_id')
		.innerJoin('organisation as a', 'a.id', 'b.against_organisation_id')
		.where('b.tenant_id', '=', actingTenant)
		.where('b.document_id', '=', agreement)
		.orderBy('b.registered_at', 'desc')
		.limit(100)
		.select(['b.id', 'o.name as byName', 'a.name as againstName', 'b.what'])
		.select(['b.happened_on as happenedOn', 'b.told_on as toldOn', 'b.end_on as end'])
		.select(['b.registered_by_name as registeredBy', 'b.registered_at as at']);

/** A breach for which the agreement is ended. */
export const insertBreach = (agreement: string, id: string, breach: Breach, name: string) =>
	tables
		.insertInto('agreement_breach')
		.values({
			tenant_id: actingTenant,
			id,
			document_id: agreement,
			by_organisation_id: breach.by,
			against_organisation_id: breach.against,
			what: breach.what,
			happened_on: breach.happenedOn,
			told_on: breach.toldOn,
			end_on: breach.end,
			registered_by: actingPerson,
			registered_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** The days the agreement had set are forgotten: they are counted anew. */
export const deleteDues = (agreement: string) =>
	tables
		.deleteFrom('agreement_due')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement);

/** A day the agreement has set. */
export const insertDue = (agreement: string, { kind, dueOn, about, whom }: Due) =>
	tables.insertInto('agreement_due').values({
		tenant_id: actingTenant,
		document_id: agreement,
		kind,
		due_on: dueOn,
		party_id: whom.is === 'party' ? whom.party : null,
		obligation_id: about
	});

/** What a version that comes later sets going on its first day. */
export type Coming = {
	promises: (Pick<LiveObligation, 'party' | 'what' | 'how' | 'dueOn'> & { key: string })[];
	/** Null where what stands then goes on standing. */
	review: { on: Day | null; person: string | null; organisation: string | null } | null;
	dues: { kind: Due['kind']; dueOn: Day; party: string | null; key: string | null }[];
};

/** Lays down what a version sets going when it begins, in the place of what was laid down before. */
export const layDownComing = (
	agreement: string,
	version: string,
	{ promises, review, dues }: Coming
) => {
	const said = {
		promises: sql<string>`${JSON.stringify(promises)}::jsonb`,
		review: review && sql<string>`${JSON.stringify(review)}::jsonb`,
		dues: sql<string>`${JSON.stringify(dues)}::jsonb`
	};
	return tables
		.insertInto('agreement_coming')
		.values({ tenant_id: actingTenant, version_id: version, document_id: agreement, ...said })
		.onConflict((on) => on.columns(['tenant_id', 'version_id']).doUpdateSet(said));
};

/** The agreements in force that nobody has opened or gone through since `before`, the longest asleep first. */
export const listSleeping = (before: Day) =>
	ask<{ id: string; title: string; from: Day; openedOn: Day | null; reviewedOn: Day | null }>(sql`
		select d.id, d.title, v.from_on as "from", s.on as "openedOn", r.on as "reviewedOn"
		from samspil.document d
			join samspil.document_version v on v.tenant_id = d.tenant_id
				and v.id = samspil.counting_version(d.tenant_id, d.id, (select samspil.acting_day()))
			left join lateral (select max(p.seen_at)::date as on from samspil.document_presence p
				where p.tenant_id = d.tenant_id and p.document_id = d.id) s on true
			left join lateral (select max(x.held_on) as on from samspil.agreement_review x
				where x.tenant_id = d.tenant_id and x.document_id = d.id) r on true
		where d.tenant_id = ${actingTenant}
			and v.from_on <= (select samspil.acting_day())
			and (v.until_on is null or v.until_on >= (select samspil.acting_day()))
			and (v.ends_on is null or v.ends_on > (select samspil.acting_day()))
			and greatest(v.from_on, s.on, r.on) <= ${before}::date
		order by greatest(v.from_on, s.on, r.on), d.title
		limit 200`);
