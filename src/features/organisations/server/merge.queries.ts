/** Merges: what one would move, the step itself, and what has been merged here. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Moved } from '../merge.rules.ts';

/** What would move if `merged` went into `survivor`, with the mark of it; no row to whoever does not administer here. */
export const previewMerge = (merged: string, survivor: string) =>
	ask<{ moved: Moved; seen: string }>(
		sql`select p.moved, p.seen from samspil.preview_merge(${merged}::uuid, ${survivor}::uuid) p`
	);

/** What the database answers to a merge. */
export type MergeAnswer = 'done' | 'not-there' | 'merged-already' | 'other-kind' | 'seen-since';

/** Merges, as one step. `seen` is the mark of what was shown. */
export const runMerge = (merged: string, survivor: string, seen: string, reason: string) =>
	ask<{ answer: MergeAnswer }>(
		sql`select samspil.merge_organisations(${merged}::uuid, ${survivor}::uuid, ${seen}, ${reason}) as answer`
	);

const merges = tables
	.selectFrom('organisation_merge as g')
	.where('g.tenant_id', '=', actingTenant)
	.select(['g.id', 'g.merged_id as merged', 'g.merged_name as mergedName'])
	.select(['g.into_id as into', 'g.into_name as intoName', 'g.reason'])
	.select(['g.merged_by_name as by', 'g.merged_at as at', 'g.hats_ended_on as hatsEndedOn'])
	.select(sql<Moved>`g.moved`.as('moved'));

/** What went into this organisation here, the newest first, and where it went itself. */
export const listMerges = (organisation: string) =>
	merges
		.where(({ or, eb }) =>
			or([
				eb('g.merged_id', '=', organisation),
				eb('g.into_id', '=', organisation),
				// a former name of one that was merged itself is a former name of the one that stays
				eb(
					'g.merged_id',
					'in',
					tables
						.selectFrom('tenant_organisation as t')
						.where('t.tenant_id', '=', actingTenant)
						.where('t.merged_into', '=', organisation)
						.select('t.organisation_id')
				)
			])
		)
		.orderBy('g.merged_at', 'desc')
		.orderBy('g.id');

/** The former names of the municipality's organisations, by name. */
export const listFormerNames = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.innerJoin('organisation as n', 'n.id', 't.merged_into')
		.where('t.tenant_id', '=', actingTenant)
		.orderBy('o.name')
		.orderBy('o.id')
		.select(['o.id', 'o.name', 'n.id as into', 'n.name as intoName']);
