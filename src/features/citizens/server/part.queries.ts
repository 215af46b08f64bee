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

/** Whether a row is ours. */
function isOurs(whose: Ours) {
	if ('organisation' in whose) return sql`t.${sql.ref(whose.organisation)} = ${actingOrganisation}`;
	if ('organisationName' in whose)
		return sql`t.${sql.ref(whose.organisationName)} = (select o.name from samspil.organisation o where o.id = ${actingOrganisation})`;
	const within =
		'heldAt' in whose
			? sql`h.since <= t.${sql.ref(whose.heldAt)} and (h.until is null or t.${sql.ref(whose.heldAt)} < h.until)`
			: sql`${dayOf('since')} <= t.${sql.ref(whose.heldOn)} and (h.until is null or ${dayOf('until')} >= t.${sql.ref(whose.heldOn)})`;
	return sql`exists (select from samspil.tovholder h where h.tenant_id = t.tenant_id and h.pathway_id = t.pathway_id
		and h.organisation_id = ${actingOrganisation} and ${within})`;
}

/** The rows of one table of a pathway that are ours; none for who may not take them along. */
export const listOurs = (pathway: string, table: OurTable) =>
	ask<KeptRow>(sql`
		select to_jsonb(t) - ${OWN}::text[] ${WITH_IT[table] ?? sql``} as row from ${sourceOf(table)} t
		where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid and ${isOurs(OURS[table])}
			and (select samspil.takes_part_along(${pathway}::uuid)) is not null
		order by ${sql.raw(TOLD[table])}`);
