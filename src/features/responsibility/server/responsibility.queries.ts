/** The register of who is responsible for which data in a collaboration (L-11). */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { AgreementKept, PartSaid, Reader, Told } from '../responsibility.rules.ts';

/** The collaboration as the register needs it; no row where the reader takes no part in it. */
export const findRegister = (collaboration: string) =>
	ask<Reader & { id: string; name: string }>(sql`
		select c.id, c.name, c.id = any ((select samspil.my_led_collaborations())::uuid[]) as leads,
			(select samspil.answering_organisation()) as "answersFor"
		from samspil.collaboration c where c.tenant_id = ${actingTenant} and c.id = ${collaboration}::uuid
			and c.id = any ((select samspil.my_collaborations())::uuid[])`);

/** A part as it is kept. */
export type KeptPart = PartSaid & {
	id: string;
	collaboration: string;
	organisation: string;
	name: string;
	/** The reader may open the agreement. */
	opensAgreement: boolean;
	version: number;
	changedAt: Date;
	changedBy: string;
};

const kept = () =>
	tables
		.selectFrom('data_responsibility as r')
		.innerJoin('organisation as o', 'o.id', 'r.organisation_id')
		.where('r.tenant_id', '=', actingTenant)
		.select([
			'r.id',
			'r.collaboration_id as collaboration',
			'r.organisation_id as organisation',
			'o.name',
			'r.what',
			sql<Category[]>`r.categories`.as('categories'),
			sql<string>`coalesce(r.agreement_id::text, '')`.as('agreement'),
			'r.agreement_named as agreementNamed',
			sql<boolean>`exists (select from samspil.document d where d.tenant_id = r.tenant_id and d.id = r.agreement_id)`.as(
				'opensAgreement'
			),
			'r.contact',
			'r.version',
			'r.changed_at as changedAt',
			'r.changed_by_name as changedBy'
		]);

/** Every part of a collaboration's register, the municipality's first. */
export const listParts = (collaboration: string) =>
	kept()
		.where('r.collaboration_id', '=', collaboration)
		.orderBy(sql`r.organisation_id <> r.tenant_id`)
		.orderBy('o.name')
		.orderBy('r.organisation_id')
		.orderBy('r.what')
		.orderBy('r.id')
		.limit(500);

/** One of them. */
export const findPart = (collaboration: string, id: string) =>
	kept().where('r.collaboration_id', '=', collaboration).where('r.id', '=', id);

/** The agreements of a collaboration that the reader may open, to choose from. */
export const listAgreementsKept = (collaboration: string) =>
	ask<AgreementKept>(sql`
		select d.id, d.title from samspil.document d where d.tenant_id = ${actingTenant} and d.kind = 'agreement'
			and d.collaboration_id = ${collaboration}::uuid
		order by d.title, d.id limit 200`);

/** The organisations that are with the collaboration and whose part the reader keeps. */
export const listKeptOrganisations = (collaboration: string) =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.collaboration_party p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = ${actingTenant} and p.collaboration_id = ${collaboration}::uuid and p.left_on is null
			and (p.organisation_id = (select samspil.answering_organisation())
				or p.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]))
		order by p.organisation_id <> p.tenant_id, o.name, o.id limit 500`);

const columns = (said: Settled) => ({
	what: said.what,
	categories: said.categories,
	agreement_id: said.agreement,
	agreement_named: said.named,
	contact: said.contact
});

/** What is written: what was said, with the agreement settled. */
export type Settled = Pick<PartSaid, 'what' | 'categories' | 'contact'> & {
	agreement: string | null;
	named: string;
};

/** Writes a part down; no row where the id is there already. */
export const insertPart = (
	collaboration: string,
	organisation: string,
	id: string,
	said: Settled
) =>
	tables
		.insertInto('data_responsibility')
		.values({
			tenant_id: actingTenant,
			id,
			collaboration_id: collaboration,
			organisation_id: organisation,
			...columns(said)
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Writes a change that is based on `version`; no row where there is a newer one, or it is not the reader's to keep. */
export const updatePart = (collaboration: string, id: string, version: number, said: Settled) =>
	tables
		.updateTable('data_responsibility')
		.set({ ...columns(said), version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('id', '=', id)
		.where('version', '=', version);

/** Takes a part off, as it was read at `version`. */
export const deletePart = (collaboration: string, id: string, version: number) =>
	tables
		.deleteFrom('data_responsibility')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('id', '=', id)
		.where('version', '=', version);

/** Who is responsible for what on a pathway, for whoever may open it: the municipality first. */
export const listResponsible = (pathway: string) =>
	ask<Told>(sql`
		select organisation, name, what, categories, agreement, contact from samspil.responsible_on(${pathway}::uuid)`);
