/** Other bases than consent, as PostgreSQL keeps them. Who may see and write one is the policies' affair. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { OrganisationKind } from '#features/organisations/organisation.rules.ts';
import type { InvolvedPart } from '#features/pathways/involved.rules.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { BasisKind, BasisWish } from '../basis.rules.ts';

/** A basis as it is shown. */
export type BasisShown = {
	id: string;
	number: number;
	kind: BasisKind;
	provision: string;
	reason: string;
	categories: Category[];
	organisation: string;
	recipient: string;
	decidedByName: string;
	decidedOn: Day;
	validFrom: Day;
	validUntil: Day;
	registeredBy: string;
	endedAt: Date | null;
	endedBy: string | null;
	endedWithPathway: boolean;
	version: number;
	/** How the citizen took part; null where it was not asked yet, or is not for me. */
	citizenPart: InvolvedPart | null;
	citizenNote: string;
};

/** The bases on a pathway that I may see, those that stand first, then the newest. */
export const listBases = (pathway: string) =>
	ask<BasisShown>(sql`
		select b.id, b.number, b.kind, b.provision, b.reason, b.categories, b.organisation_id as organisation,
			(select o.name from samspil.organisation o where o.id = b.organisation_id) as recipient,
			b.decided_by_name as "decidedByName", b.decided_on as "decidedOn", b.valid_from as "validFrom", b.valid_until as "validUntil",
			b.registered_by_name as "registeredBy", b.ended_at as "endedAt", b.ended_by_name as "endedBy",
			b.ended_with_pathway as "endedWithPathway", b.version, i.part as "citizenPart", coalesce(i.note, '') as "citizenNote"
		from samspil.disclosure_basis b left join samspil.citizen_involved i on i.tenant_id = b.tenant_id and i.object_id = b.id
		where b.tenant_id = ${actingTenant} and b.pathway_id = ${pathway}::uuid
		order by b.ended_at is null and b.valid_until >= (select samspil.acting_day()) desc, b.number desc limit 100`);

/** The partners that a basis may be for, each with its kind. */
export const listBasisRecipients = (pathway: string) =>
	ask<{ id: string; name: string; kind: OrganisationKind }>(sql`
		select o.id, o.name, o.kind from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.state in ('planned', 'contacted', 'agreed')
		order by o.name, o.id`);

/** The kind of the organisation whose hat I wear. */
export const findOwnKind = () =>
	ask<{ kind: OrganisationKind }>(
		sql`select o.kind from samspil.organisation o where o.id = ${actingOrganisation}`
	);

/** Keeps the basis under the pathway's next number. */
export const insertBasis = (
	pathway: string,
	{ id, ...wish }: BasisWish & { id: string },
	registeredByName: string
) =>
	tables.insertInto('disclosure_basis').values({
		tenant_id: actingTenant,
		id,
		pathway_id: pathway,
		number: sql<number>`(select coalesce(max(b.number), 0) + 1 from samspil.disclosure_basis b where b.tenant_id = ${actingTenant} and b.pathway_id = ${pathway}::uuid)`,
		kind: wish.kind,
		provision: wish.provision,
		reason: wish.reason,
		categories: wish.categories,
		organisation_id: wish.organisation,
		decided_by_name: wish.decidedByName,
		decided_on: wish.decidedOn,
		valid_from: wish.validFrom,
		valid_until: wish.validUntil,
		registered_by: actingPerson,
		registered_organisation_id: sql<string>`${actingOrganisation}`,
		registered_by_name: registeredByName
	});

/** Ends a basis that still stands at `version`; nothing happens where it does not, or is not the visitor's. */
export const putBasisEnd = (pathway: string, id: string, version: number, byName: string) =>
	tables
		.updateTable('disclosure_basis')
		.set({ ended_at: sql<Date>`now()`, ended_by_name: byName, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('ended_at', 'is', null);
