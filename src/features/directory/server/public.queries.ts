/** What anybody reads of the directories that are open (0440): the views are the gate. */
import { sql } from 'kysely';
import { actingTenant, tables } from '#server/tables.ts';
import type { Group, Offer, OfferState } from '../offer.rules.ts';
import type { Theme } from '../theme.rules.ts';

/** A municipality whose directory is open; no row where it is not. */
export const findPublicDirectory = (municipality: string) =>
	tables
		.selectFrom('public_directory as p')
		.where('p.tenant_id', '=', municipality)
		.select([sql<string>`p.tenant_id`.as('id'), sql<string>`p.name`.as('name')]);

/** The same of the visitor's own municipality. */
export const findOwnPublicDirectory = () =>
	tables
		.selectFrom('public_directory as p')
		.where('p.tenant_id', '=', actingTenant)
		.select([sql<string>`p.tenant_id`.as('id'), sql<string>`p.name`.as('name')]);

/** An offer as anybody reads it. */
export type PublicOffer = Omit<Offer, 'keeperEmail'> & {
	id: string;
	municipality: string;
	organisation: string;
	state: OfferState;
	confirmedOn: string;
	isConfirmed: boolean;
	at: Date;
};

const shown = tables
	.selectFrom('public_offer as o')
	.select([
		'o.id',
		'o.name',
		'o.provider',
		'o.target_group as targetGroup',
		'o.content',
		'o.admission'
	])
	.select(['o.next_step as nextStep', 'o.contact', 'o.phone', 'o.email', 'o.website', 'o.address'])
	.select(['o.postal_code as postalCode', 'o.town', 'o.area', 'o.opening_hours as openingHours'])
	.select([
		'o.price',
		'o.languages',
		'o.is_preventive as isPreventive',
		'o.places_total as placesTotal'
	])
	.select(['o.places_free as placesFree', 'o.valid_until as validUntil'])
	.select(['o.confirmed_on as confirmedOn', 'o.changed_at as at', 'o.tenant_id as municipality'])
	.select('o.is_confirmed as isConfirmed')
	.select(['o.organisation_id as organisation', sql<OfferState>`o.state`.as('state')])
	.select([sql<Group>`o.group_kind`.as('group'), sql<Theme[]>`o.themes`.as('themes')])
	.$castTo<PublicOffer>();

/** One offer of an open directory. */
export const findPublicOffer = (municipality: string, id: string) =>
	shown.where('o.tenant_id', '=', municipality).where('o.id', '=', id);

/** The offers of an open directory by name: `most` of them, and one more where there are more. */
export const listPublicOffers = (municipality: string, most: number) =>
	shown
		.where('o.tenant_id', '=', municipality)
		.orderBy('o.name')
		.orderBy('o.id')
		.limit(most + 1);
