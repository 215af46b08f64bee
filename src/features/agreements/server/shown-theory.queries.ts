/** Links by which others read the theory of change of an agreement. */
import { sql } from 'kysely';
import type { Answers, Section } from '#features/documents/template.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Language } from '#values/say.ts';

/** Those of an agreement, the newest first: whom each is meant for, who made it and, where it is closed, who closed it. */
export const listTheoryLinks = (agreement: string) =>
	tables
		.selectFrom('theory_link')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement)
		.orderBy('made_at', 'desc')
		.orderBy('id')
		.limit(200)
		.select([
			'id',
			'meant_for as meantFor',
			'made_by_name as by',
			'made_by_organisation_name as organisation',
			'made_at as at',
			'closed_by_name as closedBy',
			'closed_at as closedAt'
		]);

/** A new one, of whose secret the hash is kept; no row where there is one of this id. */
export const insertTheoryLink = (
	agreement: string,
	link: { id: string; hash: Buffer; meantFor: string },
	by: { name: string; organisation: string }
) =>
	tables
		.insertInto('theory_link')
		.values({
			tenant_id: actingTenant,
			id: link.id,
			document_id: agreement,
			token_hash: link.hash,
			meant_for: link.meantFor,
			made_by_name: by.name,
			made_by_organisation_name: by.organisation
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Closes one for good; no row where it is closed, or is none of this agreement's. */
export const closeTheoryLink = (agreement: string, link: string, by: string) =>
	tables
		.updateTable('theory_link')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement)
		.where('id', '=', link)
		.where('closed_at', 'is', null)
		.set({ closed_by_name: by, closed_at: sql<Date>`now()` });

/** The theory behind a link's secret; no row where there is none, or none any more. Asked without a visitor. */
export const findSharedTheory = (token: string, today: Day) =>
	ask<{
		title: string;
		language: Language;
		number: number;
		from: Day;
		parties: string[];
		/** Key and questions of each, with its words as they were frozen. */
		sections: Pick<Section, 'key' | 'fields'>[];
		answers: Answers;
	}>(sql`
		select t.title, t.language, t.number, t.from_on as "from", t.parties, t.sections, t.answers
		from samspil.shared_theory(${token}, ${today}::date) t`);
