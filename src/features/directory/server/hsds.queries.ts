/** Open directories as the exchange format asks for them: filters that combine, page by page (0440, 0443). */
import { sql } from 'kysely';
import { ask, tables } from '#server/tables.ts';
import { UNKNOWN_ADMISSION, type Group, type OfferState } from '../offer.rules.ts';
import type { Theme } from '../theme.rules.ts';
import type { TaxonomyKey } from './hsds-service.ts';
import type { PublicOffer } from './public.queries.ts';

/** An offer with the names that the format asks for beside it. */
export type HsdsOffer = PublicOffer & { organization: string; municipalityName: string };

/** What is asked for; what is null is not. */
export type HsdsFilters = {
	search: string | null;
	/** A code of one of the taxonomies. */
	term: { key: TaxonomyKey; code: string } | null;
	/** Any term of this taxonomy. */
	taxonomy: TaxonomyKey | null;
	organization: string | null;
	municipality: string | null;
	modifiedAfter: Date | null;
	postcode: string | null;
	/** Only those with a place. */
	isPlaced: boolean;
};

const organization = sql<string>`md5(o.tenant_id::text || '/' || o.provider)::uuid`;

/** How many places there are, and not how many are free: `fullService` says it in an attribute. */
const onlyTotal = sql<boolean>`(o.places_total is not null and o.places_free is null)`;

function filtered({ search, term, organization: wanted, ...rest }: HsdsFilters) {
	let query = tables
		.selectFrom('public_offer as o')
		.innerJoin('public_directory as p', 'p.tenant_id', 'o.tenant_id');
	if (search)
		query = query.where(
			sql<boolean>`(o.tenant_id, o.id) in (select m.tenant_id, m.offer_id from samspil.match_public_offers(${search}) m)`
		);
	if (term?.key === 'theme')
		query = query.where(sql<boolean>`o.themes @> array[${term.code}]::text[]`);
	if (term?.key === 'group') query = query.where('o.group_kind', '=', term.code);
	if (term?.code === 'preventive') query = query.where('o.is_preventive', '=', true);
	if (term?.code === 'no-referral') query = query.where('o.admission', '=', '');
	if (term?.code === 'referral')
		query = query.where('o.admission', 'not in', ['', UNKNOWN_ADMISSION]);
	if (rest.taxonomy === 'theme') query = query.where(sql<boolean>`o.themes <> '{}'`);
	if (rest.taxonomy === 'condition')
		query = query.where(sql<boolean>`(o.is_preventive or o.admission <> ${UNKNOWN_ADMISSION})`);
	if (term?.code === 'valid-until') query = query.where('o.valid_until', 'is not', null);
	if (term?.code === 'places-total') query = query.where(onlyTotal);
	if (rest.taxonomy === 'detail')
		query = query.where(sql<boolean>`(o.valid_until is not null or ${onlyTotal})`);
	if (wanted) query = query.where(sql<boolean>`${organization} = ${wanted}::uuid`);
	if (rest.municipality) query = query.where('o.tenant_id', '=', rest.municipality);
	if (rest.modifiedAfter) query = query.where('o.changed_at', '>=', rest.modifiedAfter);
	if (rest.postcode) query = query.where('o.postal_code', '=', rest.postcode);
	if (rest.isPlaced)
		query = query.where(sql<boolean>`(o.address <> '' or o.town <> '' or o.postal_code <> '')`);
	return query;
}

/** How many there are. */
export const countHsds = (filters: HsdsFilters) =>
	filtered(filters).select(sql<number>`count(*)::int`.as('count'));

/** A page of them, by name. */
export const listHsds = (filters: HsdsFilters, first: number, size: number) =>
	filtered(filters)
		.select(['o.id', 'o.name', 'o.provider', 'o.target_group as targetGroup', 'o.content'])
		.select(['o.admission', 'o.next_step as nextStep', 'o.contact', 'o.phone', 'o.email'])
		.select(['o.website', 'o.address', 'o.postal_code as postalCode', 'o.town', 'o.area'])
		.select(['o.opening_hours as openingHours', 'o.price', 'o.languages'])
		.select(['o.is_preventive as isPreventive', 'o.places_total as placesTotal'])
		.select(['o.places_free as placesFree', 'o.valid_until as validUntil'])
		.select(['o.confirmed_on as confirmedOn', 'o.changed_at as at', 'o.tenant_id as municipality'])
		.select('o.is_confirmed as isConfirmed')
		.select(['o.organisation_id as organisation', sql<OfferState>`o.state`.as('state')])
		.select([sql<Group>`o.group_kind`.as('group'), sql<Theme[]>`o.themes`.as('themes')])
		.select([organization.as('organization'), 'p.name as municipalityName'])
		.orderBy('o.name')
		.orderBy('o.id')
		.offset(first)
		.limit(size)
		.$castTo<HsdsOffer>();

/** One service of any open directory; none where it is not there. */
export const findHsds = (id: string) => listHsds(NO_FILTERS, 0, 1).where('o.id', '=', id);

export const NO_FILTERS: HsdsFilters = {
	search: null,
	term: null,
	taxonomy: null,
	organization: null,
	municipality: null,
	modifiedAfter: null,
	postcode: null,
	isPlaced: false
};

/** The organisations that give what was asked for, by name: one offer of each, which names it. */
export const listGivers = (filters: HsdsFilters, first: number, size: number) =>
	ask<{ id: string; name: string; group: Group; municipalityName: string; total: number }>(sql`
		select x.id, x.name, x.group_kind as "group", x.place as "municipalityName", count(*) over ()::int as total
		from (${filtered(filters)
			.select([
				organization.as('id'),
				sql<string>`min(o.provider)`.as('name'),
				sql<Group>`min(o.group_kind)`.as('group_kind'),
				sql<string>`min(p.name)`.as('place')
			])
			.groupBy(organization)}) x
		order by x.name, x.id offset ${first} limit ${size}`);

/** The service at a place of this id. */
export const findHsdsAt = (at: string) =>
	listHsds({ ...NO_FILTERS, isPlaced: true }, 0, 1).where(
		sql<boolean>`md5(o.id::text || '/service-at-location')::uuid = ${at}::uuid`
	);
