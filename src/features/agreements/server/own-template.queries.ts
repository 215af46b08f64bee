/** A municipality's own versions of templates, and the drafts they are made in (db/migrations/0221). */
import { sql } from 'kysely';
import type { Changes } from '#features/documents/adaptation.rules.ts';
import { actingPerson, actingTenant, tables } from '#server/tables.ts';

const json = (changes: Changes) => sql<string>`${JSON.stringify(changes)}::jsonb`;

const revisions = () =>
	tables
		.selectFrom('template_revision as r')
		.where('r.tenant_id', '=', actingTenant)
		.select(['r.tenant_id as owner', 'r.template_key as kind', 'r.revision'])
		.select(['r.original_edition as edition', 'r.made_at as at', 'r.made_by_name as by'])
		.select(sql<Changes>`r.changes`.as('changes'));

/** The revision a document is written on; nothing where that is the original. */
export const findPinnedRevision = (document: string) =>
	revisions()
		.innerJoin('document as d', (on) =>
			on
				.onRef('d.tenant_id', '=', 'r.tenant_id')
				.onRef('d.template_key', '=', 'r.template_key')
				.onRef('d.template_revision', '=', 'r.revision')
		)
		.where('d.id', '=', document);

/** The revision in use for new documents of a kind, or nothing. */
export const findNewestRevision = (kind: string) =>
	revisions().where('r.template_key', '=', kind).orderBy('r.revision', 'desc').limit(1);

/** The revision in use of each kind that has one. */
export const listNewestRevisions = () =>
	revisions().distinctOn('r.template_key').orderBy('r.template_key').orderBy('r.revision', 'desc');

const drafts = () =>
	tables
		.selectFrom('template_draft as t')
		.where('t.tenant_id', '=', actingTenant)
		.select(['t.template_key as kind', 't.original_edition as edition', 't.version'])
		.select(['t.changed_at as at', 't.changed_by_name as by'])
		.select(sql<Changes>`t.changes`.as('changes'));

/** The draft of one's own version of a kind, for those who shape templates. */
export const findTemplateDraft = (kind: string) => drafts().where('t.template_key', '=', kind);

/** The drafts there are. */
export const listTemplateDrafts = () => drafts().orderBy('t.template_key');

/** What a draft holds. */
export type Drafted = { edition: number; changes: Changes };

/** The first draft of a kind; writes nothing where somebody else was first. */
export const insertTemplateDraft = (kind: string, { edition, changes }: Drafted, name: string) =>
	tables
		.insertInto('template_draft')
		.values({
			tenant_id: actingTenant,
			template_key: kind,
			original_edition: edition,
			changes: json(changes),
			changed_by: actingPerson,
			changed_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** The draft on top of version `base`; no row where that is not the newest. */
export const updateTemplateDraft = (
	kind: string,
	base: number,
	{ edition, changes }: Drafted,
	name: string
) =>
	tables
		.updateTable('template_draft')
		.where('tenant_id', '=', actingTenant)
		.where('template_key', '=', kind)
		.where('version', '=', base)
		.set({
			original_edition: edition,
			changes: json(changes),
			changed_at: sql<string>`now()`,
			changed_by: actingPerson,
			changed_by_name: name,
			version: base + 1
		});

/** A draft taken into use, as the revision after the last. */
export const insertRevision = (
	kind: string,
	revision: number,
	{ edition, changes }: Drafted,
	name: string
) =>
	tables
		.insertInto('template_revision')
		.values({
			tenant_id: actingTenant,
			template_key: kind,
			revision,
			original_edition: edition,
			changes: json(changes),
			made_by: actingPerson,
			made_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());
