/** Parts of the framework in force that other pages offer as choices: said once, in one place. */
import { sql } from 'kysely';
import type { SeriesGroup } from '#features/group-meetings/series.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Frequency } from '#values/meeting-dates.ts';

const inForce = sql`samspil.framework f join samspil.framework_version v on v.tenant_id = f.tenant_id and v.id = f.established_version_id`;

/** A way to an interpreter. */
export type InterpreterOption = {
	provider: string;
	languages: string;
	howToOrder: string;
	leadTime: string;
	payer: string;
};

/** The interpreters that the framework in force names, in its order. */
export const listInterpreters = () =>
	ask<InterpreterOption>(sql`
		select coalesce(r.cells ->> 'provider', '') as provider, coalesce(r.cells ->> 'languages', '') as languages,
			coalesce(r.cells ->> 'how-to-order', '') as "howToOrder", coalesce(r.cells ->> 'lead-time', '') as "leadTime",
			coalesce(r.cells ->> 'payer', '') as payer
		from ${inForce}
			cross join lateral jsonb_array_elements(v.content #> '{answers,interpreters,value,rows}') with ordinality x (row, number)
			cross join lateral (select x.row -> 'cells' as cells) r
		where f.tenant_id = ${actingTenant} and coalesce(r.cells ->> 'provider', '') <> '' order by x.number limit 50`);

/** Somebody of a home municipality, or who else is turned to there. */
export type HomeContact = { name: string; workplace: string; contact: string };

/** Those whom the framework in force names for a citizen's home municipality, in its order. */
export const listHomeContacts = () =>
	ask<HomeContact>(sql`
		select coalesce(r.cells ->> 'name', '') as name, coalesce(r.cells ->> 'workplace', '') as workplace, coalesce(r.cells ->> 'contact', '') as contact
		from ${inForce}
			cross join lateral jsonb_array_elements(v.content #> '{answers,home-municipality-partners,value,rows}') with ordinality x (row, number)
			cross join lateral (select x.row -> 'cells' as cells) r
		where f.tenant_id = ${actingTenant} and coalesce(r.cells ->> 'name', '') <> '' order by x.number limit 50`);

/** Of these, the agreements kept here that the acting person reads. */
export const listAgreementsNamed = (ids: readonly string[]) =>
	tables
		.selectFrom('document')
		.where('tenant_id', '=', actingTenant)
		.where('kind', '=', 'agreement')
		.where(sql<boolean>`id = any (${[...new Set(ids)]}::uuid[])`)
		.orderBy('id')
		.limit(300)
		.select('id');

/** A series of meetings that a forum may point to. */
export type SeriesToPointTo = {
	id: string;
	collaboration: string;
	group: SeriesGroup;
	purpose: string;
	frequency: Frequency;
	next: Day | null;
};

/** Series of meetings that run and that the acting person reads, with when each is held next. */
export const listSeriesToPointTo = () =>
	ask<SeriesToPointTo>(sql`
		select s.id, s.collaboration_id as collaboration, s.group_kind as "group", s.purpose, s.frequency,
			(select min((m.starts_at at time zone 'Europe/Copenhagen')::date) from samspil.group_meeting m
				where m.tenant_id = s.tenant_id and m.series_id = s.id and m.state in ('planned', 'invited')) as next
		from samspil.meeting_series s where s.tenant_id = ${actingTenant} and s.ended_at is null
		order by s.group_kind, s.first_on, s.id limit 100`);

/** How people reach the citizen, as the framework in force says, in its order. */
export const listCitizenChannels = () =>
	ask<{ channel: string; usedFor: string }>(sql`
		select coalesce(r.cells ->> 'channel', '') as channel, coalesce(r.cells ->> 'used-for', '') as "usedFor"
		from ${inForce}
			cross join lateral jsonb_array_elements(v.content #> '{answers,channels,value,groups,citizen,rows}') with ordinality x (row, number)
			cross join lateral (select x.row -> 'cells' as cells) r
		where f.tenant_id = ${actingTenant} and coalesce(r.cells ->> 'channel', '') <> '' order by x.number limit 50`);
