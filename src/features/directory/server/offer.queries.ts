/** Offers (0440). Everybody on the staff side reads them; their own organisation and the project leaders write. */
import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#values/day.ts';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Group, Offer, OfferState } from '../offer.rules.ts';
import type { Theme } from '../theme.rules.ts';

/** An offer as it is kept. */
export type KeptOffer = Offer & {
	id: string;
	organisation: string;
	organisationName: string;
	confirmedOn: Day;
	/** Empty where it came with a file. */
	confirmedBy: string;
	/** False where nobody has found it right; then `confirmedOn` is only the day it counts from. */
	isConfirmed: boolean;
	withdrawnOn: Day | null;
	state: OfferState;
	at: Date;
	by: string;
	version: number;
};

const state = sql<OfferState>`samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, ${actingDay})`;

const offers = tables
	.selectFrom('offer as o')
	.innerJoin('offer_directory as d', 'd.tenant_id', 'o.tenant_id')
	.innerJoin('organisation as g', 'g.id', 'o.organisation_id')
	.where('o.tenant_id', '=', actingTenant);

const kept = offers
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
	.select([
		'o.places_free as placesFree',
		'o.valid_until as validUntil',
		'o.keeper_email as keeperEmail'
	])
	.select(['o.confirmed_on as confirmedOn', 'o.confirmed_by_name as confirmedBy'])
	.select('o.is_confirmed as isConfirmed')
	.select([
		'o.withdrawn_on as withdrawnOn',
		'o.changed_at as at',
		'o.changed_by_name as by',
		'o.version'
	])
	.select(['o.organisation_id as organisation', 'g.name as organisationName', state.as('state')])
	.select([sql<Group>`o.group_kind`.as('group'), sql<Theme[]>`o.themes`.as('themes')]);

/** One offer, whatever its state. */
export const findOffer = (id: string) => kept.where('o.id', '=', id);

/** All that are not withdrawn, by name: for a file to take along. */
export const listAllOffers = () =>
	kept.where('o.withdrawn_on', 'is', null).orderBy('o.name').orderBy('o.id');

/** Whose offers I may write: all organisations of the municipality for a project leader, else my own. */
export const listKeepers = () =>
	ask<{ id: string; name: string; kind: string; isProjectLeader: boolean }>(sql`
		select g.id, g.name, g.kind, l.leads as "isProjectLeader"
		from samspil.tenant_organisation x join samspil.organisation g on g.id = x.organisation_id
			cross join (select samspil.acting_project_leader() is not null as leads) l
		where x.tenant_id = ${actingTenant} and x.merged_into is null and (l.leads or x.organisation_id = (select samspil.acting_organisation()))
		order by g.id <> x.tenant_id, g.name, g.id limit 500`);

/** What the organisations of the municipality were called before they were merged, each with the id of what it is now. */
export const listFormerKeepers = () =>
	ask<{ id: string; name: string; kind: string }>(sql`
		select x.merged_into as id, g.name, g.kind from samspil.tenant_organisation x join samspil.organisation g on g.id = x.organisation_id
		where x.tenant_id = ${actingTenant} and x.merged_into is not null order by g.id`);

/** What an offer says, by the names of its columns. */
export const columnsOf = (offer: Offer) => ({
	provider: offer.provider,
	group_kind: offer.group,
	name: offer.name,
	target_group: offer.targetGroup,
	content: offer.content,
	admission: offer.admission,
	next_step: offer.nextStep,
	contact: offer.contact,
	phone: offer.phone,
	email: offer.email,
	website: offer.website,
	address: offer.address,
	postal_code: offer.postalCode,
	town: offer.town,
	area: offer.area,
	opening_hours: offer.openingHours,
	price: offer.price,
	languages: offer.languages,
	themes: offer.themes as string[],
	is_preventive: offer.isPreventive,
	places_total: offer.placesTotal,
	places_free: offer.placesFree,
	valid_until: offer.validUntil,
	keeper_email: offer.keeperEmail
});

/** Adds an offer, found right today by who writes it; nothing where the id is taken. */
export const insertOffer = (id: string, organisation: string, offer: Offer, by: string) =>
	tables
		.insertInto('offer')
		.values({
			tenant_id: actingTenant,
			id,
			organisation_id: organisation,
			...columnsOf(offer),
			confirmed_on: actingDay,
			confirmed_by_name: by,
			changed_by: actingPerson,
			changed_by_name: by
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

const changed = (version: number, by: string) => ({
	changed_at: sql<Date>`now()`,
	changed_by: actingPerson,
	changed_by_name: by,
	version: version + 1
});

const atVersion = (id: string, version: number) =>
	tables
		.updateTable('offer')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Writes an offer on top of `version`: whoever writes it has looked at it. */
export const updateOffer = (id: string, version: number, offer: Offer, by: string) =>
	atVersion(id, version).set({
		...columnsOf(offer),
		confirmed_on: actingDay,
		confirmed_by_name: by,
		...changed(version, by)
	});

/** Says that what stands in `version` is still right. */
export const confirmVersion = (id: string, version: number, by: string) =>
	atVersion(id, version)
		.where('withdrawn_on', 'is', null)
		.set({ confirmed_on: actingDay, confirmed_by_name: by, changed_by: actingPerson });

/** Takes an offer out of the directory, or puts it back in. */
export const withdrawVersion = (id: string, version: number, isWithdrawn: boolean, by: string) =>
	atVersion(id, version).set({
		withdrawn_on: isWithdrawn ? (actingDay as RawBuilder<Day | null>) : null,
		...changed(version, by)
	});
