/**
 * What the acting organisation has written on a pathway (L-11). Asked as whoever asks: a row that the policies do not show them does not come
 * along, whoever wrote it.
 */
import { sql } from 'kysely';
import { actingOrganisation, actingTenant, ask } from '#server/tables.ts';
import { OURS, type Ours, type OurTable } from '../part.rules.ts';
import { IN_FULL, OWN, TOLD, WITH_IT, type KeptRow } from './export.queries.ts';

/** The pathway and the organisation; no row for anybody but who answers for it and is on the pathway today. */
export const findPartOf = (pathway: string) =>
	ask<{ number: number; organisation: string; organisationId: string }>(sql`
		select p.number, o.name as organisation, o.id as "organisationId"
		from samspil.pathway p join samspil.organisation o on o.id = (select samspil.takes_part_along(${pathway}::uuid))
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Where the rows of a table stand. How somebody came to be a partner, its own organisation reads without the words about the citizen. */
const sourceOf = (table: OurTable) =>
	table === 'partner'
		? sql`(select p.tenant_id, p.pathway_id, p.id, p.organisation_id, p.state, p.decided_on, p.decided_by_name, p.asked_by_name,
			p.asked_by_organisation_name, p.contacted_at, p.answered_at, p.agreed_on, p.ended_on, f.reason, f.question, f.answer_note
			from samspil.partner p left join samspil.partner_in_full f on f.tenant_id = p.tenant_id and f.id = p.id)`
		: sql`samspil.${sql.table(IN_FULL[table] ?? table)}`;

const dayOf = (moment: 'since' | 'until') =>
	sql`(h.${sql.ref(moment)} at time zone 'Europe/Copenhagen')::date`;

/** The acting organisation, and those that have become it: what they wrote is ours. */
const us = sql`(select u.organisation_id from samspil.tenant_organisation u
	where u.tenant_id = ${actingTenant} and ${actingOrganisation} in (u.organisation_id, u.merged_into))`;

/** Whether somebody's words are ours. */
function areOurs(whose: Ours) {
	if ('organisation' in whose)
		return sql`coalesce(t.${sql.ref(whose.organisation)} in ${us}, false)`;
	const within =
		'heldAt' in whose
			? sql`h.since <= t.${sql.ref(whose.heldAt)} and (h.until is null or t.${sql.ref(whose.heldAt)} < h.until)`
			: sql`${dayOf('since')} <= t.${sql.ref(whose.heldOn)} and (h.until is null or ${dayOf('until')} >= t.${sql.ref(whose.heldOn)})`;
	return sql`exists (select from samspil.tovholder h where h.tenant_id = t.tenant_id and h.pathway_id = t.pathway_id
		and h.organisation_id in ${us} and ${within})`;
}

/** The columns of others, where several write in one row. */
const withoutOthers = (whose: readonly Ours[]) =>
	sql.join(
		whose
			.filter(({ wrote = [] }) => wrote.length > 0)
			.map(
				(each) => sql`- (case when ${areOurs(each)} then '{}' else ${[...each.wrote!]}::text[] end)`
			),
		sql` `
	);

/** What stood in a row before may be what another organisation wrote, who held the threads then; an entry stays its author’s. */
const WITHOUT_FORMER = sql`- 'former'`;

/** The rows of one table of a pathway that are ours, without what others wrote in them; none for who may not take them along. */
export const listOurs = (pathway: string, table: OurTable) => {
	const whose: readonly Ours[] = OURS[table];
	return ask<KeptRow>(sql`
		select to_jsonb(t) - ${OWN}::text[] ${table === 'entry' ? sql`` : WITHOUT_FORMER} ${withoutOthers(whose)} ${WITH_IT[table] ?? sql``} as row from ${sourceOf(table)} t
		where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid and (${sql.join(whose.map(areOurs), sql` or `)})
			and (select samspil.takes_part_along(${pathway}::uuid)) is not null
		order by ${sql.raw(TOLD[table])}`);
};
