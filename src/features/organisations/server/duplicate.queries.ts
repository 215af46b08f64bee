/** Organisations that are perhaps one, and those that somebody has said are two. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { AlikeReason, Known } from '../duplicates.rules.ts';

/**
 * The register as far as telling organisations apart needs, with what this municipality knows of how each is reached.
 * Those that were merged elsewhere are among them while they work here under their former name.
 */
export const listKnown = () =>
	ask<Known>(sql`
		select o.id, o.name, o.kind, o.cvr, o.merged_into as "mergedInto", t.organisation_id is not null as here,
			array[o.contact]
				|| array(select c.email || ' ' || c.phone from samspil.organisation_contact c
					where c.tenant_id = ${actingTenant} and c.organisation_id = o.id)
				|| array(select f.email || ' ' || f.phone || ' ' || f.website from samspil.offer f
					where f.tenant_id = ${actingTenant} and f.organisation_id = o.id and f.withdrawn_on is null) as reach
		from samspil.organisation o left join samspil.tenant_organisation t
			on t.tenant_id = ${actingTenant} and t.organisation_id = o.id and t.merged_into is null
		where o.merged_into is null or t.organisation_id is not null
		order by o.id`);

/** Two that are not the same, as somebody has said here. */
export const listNotSame = () =>
	tables
		.selectFrom('organisation_not_same as n')
		.innerJoin('organisation as a', 'a.id', 'n.one_id')
		.innerJoin('organisation as b', 'b.id', 'n.other_id')
		.where('n.tenant_id', '=', actingTenant)
		.where('a.merged_into', 'is', null)
		.where('b.merged_into', 'is', null)
		.orderBy('a.name')
		.orderBy('b.name')
		.orderBy('n.one_id')
		.orderBy('n.other_id')
		.select(['n.one_id as one', 'n.other_id as other', 'n.reasons'])
		.select(['a.name as oneName', 'b.name as otherName'])
		.select(['n.changed_by_name as by', 'n.changed_at as at']);

/** Remembers that two are not the same, though they look alike by these reasons. `one` is the lesser id. */
export const insertNotSame = (one: string, other: string, reasons: AlikeReason[]) =>
	tables
		.insertInto('organisation_not_same')
		.values({ tenant_id: actingTenant, one_id: one, other_id: other, reasons })
		.onConflict((conflict) =>
			conflict.columns(['tenant_id', 'one_id', 'other_id']).doUpdateSet({ reasons })
		);

/** Forgets it: the two are asked about again. */
export const deleteNotSame = (one: string, other: string) =>
	tables
		.deleteFrom('organisation_not_same')
		.where('tenant_id', '=', actingTenant)
		.where('one_id', '=', one)
		.where('other_id', '=', other);
