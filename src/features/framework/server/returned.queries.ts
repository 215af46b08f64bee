/** What the steering group has sent back and nobody has put before it again. */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';

/** A version that was sent back, with what was said to it. */
export type Returned = {
	id: string;
	number: number;
	at: Date;
	comments: { name: string; organisation: string; comment: string }[];
};

/**
 * The version that was sent back last, or nothing where a later one waits, is in force, or was sent back since; what was taken
 * back by its writers answers nothing. Row-level security shows the steering group's words to those who take part.
 */
export const findReturned = () =>
	ask<Returned>(sql`
		select v.id, v.number, v.outcome_at as at,
			(select coalesce(jsonb_agg(jsonb_build_object('name', d.person_name, 'organisation', d.organisation_name, 'comment', d.comment)
					order by d.decided_at), '[]') from samspil.framework_decision d
				where d.tenant_id = v.tenant_id and d.version_id = v.id and d.outcome = 'return') as comments
		from samspil.framework_version v
		where v.tenant_id = ${actingTenant} and v.outcome = 'returned'
			and not exists (select from samspil.framework_version w where w.tenant_id = v.tenant_id and w.framework_id = v.framework_id
				and w.number > v.number and w.outcome is distinct from 'withdrawn')`);
