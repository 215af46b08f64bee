/** How a municipality keeps its directory, the words that mean the same, and what anybody reads where it is open (0440, 0441). */
import { sql } from 'kysely';
import { actingDay, actingTenant, ask, tables } from '#server/tables.ts';

/** The directory of the visitor's municipality, and whether they lead there. */
export const findDirectory = () =>
	ask<{
		isPublic: boolean;
		rhythmMonths: number;
		hiddenAfterDays: number;
		whomToAsk: string;
		at: Date;
		by: string;
		version: number;
		isLed: boolean;
	}>(sql`
		select d.is_public as "isPublic", d.rhythm_months as "rhythmMonths", d.hidden_after_days as "hiddenAfterDays", d.whom_to_ask as "whomToAsk",
			d.changed_at as at, d.changed_by_name as by, d.version, (select samspil.acting_project_leader()) is not null as "isLed"
		from samspil.offer_directory d where d.tenant_id = ${actingTenant}`);

/** How fresh the directory is: how many offers it shows, how many of these are to be doubted, and how many are not shown for that. */
export const findFreshness = () =>
	ask<{ shown: number; stale: number; hidden: number }>(sql`
		select count(*) filter (where x.state in ('fresh', 'soon', 'stale'))::int as shown, count(*) filter (where x.state = 'stale')::int as stale,
			count(*) filter (where x.state = 'hidden')::int as hidden
		from (select samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, ${actingDay}) as state
			from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id where o.tenant_id = ${actingTenant}) x`);

/** How many offers stand in the directory now, and how many of these would stand there no more by another rhythm. */
export const countHiddenBy = (rhythm: { rhythmMonths: number; hiddenAfterDays: number }) =>
	ask<{ shown: number; hidden: number }>(sql`
		select count(*)::int as shown, count(*) filter (where x.after = 'hidden')::int as hidden
		from (select samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, ${actingDay}) as state,
				samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, ${rhythm.rhythmMonths}::int, ${rhythm.hiddenAfterDays}::int, ${actingDay}) as after
			from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id where o.tenant_id = ${actingTenant}) x
		where x.state in ('fresh', 'soon', 'stale')`);

/** How the directory is kept, as its form says it. */
export type DirectoryRules = {
	isPublic: boolean;
	rhythmMonths: number;
	hiddenAfterDays: number;
	whomToAsk: string;
};

/** Writes on top of `version`. */
export const updateDirectory = (version: number, rules: DirectoryRules, by: string) =>
	tables
		.updateTable('offer_directory')
		.set({
			is_public: rules.isPublic,
			rhythm_months: rules.rhythmMonths,
			hidden_after_days: rules.hiddenAfterDays,
			whom_to_ask: rules.whomToAsk,
			changed_at: sql<Date>`now()`,
			changed_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('version', '=', version);

/** A group of words that mean the same: one of ours, the municipality's own in its place, or wholly its own. */
export type Synonyms = {
	id: string | null;
	replaces: string | null;
	words: string[];
	version: number;
};

/** The groups that count here, by their first words. */
export const listSynonyms = () =>
	ask<Synonyms>(sql`
		select y.id, y.replaces, y.words, y.version from samspil.offer_synonym y where y.tenant_id = ${actingTenant}
		union all
		select null, s.id, s.words, 0 from samspil.offer_synonym_start s
			where not exists (select from samspil.offer_synonym y where y.tenant_id = ${actingTenant} and y.replaces = s.id)
		order by words, replaces, id`);

export const findSynonyms = (id: string) =>
	tables
		.selectFrom('offer_synonym')
		.select(['id', 'replaces', 'words', 'version', 'changed_at as at', 'changed_by_name as by'])
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** The group that stands in the place of one of ours, if any. */
export const findReplacing = (replaces: string) =>
	ask<{ id: string | null; words: string[] }>(sql`
		select y.id, s.words from samspil.offer_synonym_start s left join samspil.offer_synonym y
			on y.tenant_id = ${actingTenant} and y.replaces = s.id where s.id = ${replaces}`);

export const insertSynonyms = (id: string, replaces: string | null, words: string[], by: string) =>
	tables
		.insertInto('offer_synonym')
		.values({ tenant_id: actingTenant, id, replaces, words, changed_by_name: by })
		.onConflict((conflict) => conflict.doNothing());

export const updateSynonyms = (id: string, version: number, words: string[], by: string) =>
	tables
		.updateTable('offer_synonym')
		.set({ words, changed_at: sql<Date>`now()`, changed_by_name: by, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);
