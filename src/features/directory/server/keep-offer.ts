/** Offers are written, found right and taken out by their own organisation and by the municipality's project leaders. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { changedFields, checkPlaces, groupOf, mayKeep, type Offer } from '../offer.rules.ts';
import { isTheme } from '../theme.rules.ts';
import { asTyped } from '../typed-offer.ts';
import {
	confirmVersion,
	findOffer,
	insertOffer,
	listKeepers,
	updateOffer,
	withdrawVersion,
	type KeptOffer
} from './offer.queries.ts';

export type OfferRefusal = 'not-there' | 'offer-not-yours' | 'more-free-than-places';

/** An offer as a form sends it: what its group is, follows from whose it is; themes that nobody knows are left out. */
export type WrittenOffer = Omit<Offer, 'group' | 'themes'> & { themes: string[] };

/** Adds an offer of `organisation`. The same form sent twice adds one. */
export async function addOffer(
	acting: Acting,
	id: string,
	organisation: string,
	written: WrittenOffer
): Promise<Outcome<string, OfferRefusal> | SentBefore> {
	const keepers = await acting.all(listKeepers());
	const keeper = keepers.find((each) => each.id === organisation);
	if (!keeper) return refused('offer-not-yours');
	const places = checkPlaces(written);
	if (!places.ok) return places;
	const offer: Offer = {
		...written,
		themes: written.themes.filter(isTheme),
		provider: written.provider || keeper.name,
		group: groupOf(keeper.kind)
	};
	const before = await acting.first(findOffer(id));
	if (before) {
		const met = meetSaved(asTyped(before), asTyped(offer));
		return met.ok ? done(id) : met;
	}
	await acting.run(insertOffer(id, organisation, offer, acting.visitor.name));
	await acting.run(record('offer.added', id));
	return done(id);
}

/** The offer, where the visitor may write it. */
async function findWritable(
	acting: Acting,
	id: string
): Promise<Outcome<KeptOffer, 'not-there' | 'offer-not-yours'>> {
	const offer = await acting.first(findOffer(id));
	if (!offer) return refused('not-there');
	const keepers = await acting.all(listKeepers());
	const keeper = {
		organisation: acting.visitor.organisation,
		isProjectLeader: keepers.some(({ isProjectLeader }) => isProjectLeader)
	};
	return mayKeep(keeper, offer.organisation) ? done(offer) : refused('offer-not-yours');
}

/** Writes an offer anew, based on `version`: who has written it has found it right. */
export async function changeOffer(
	acting: Acting,
	id: string,
	version: number,
	written: WrittenOffer
): Promise<Outcome<true, OfferRefusal> | Stale<KeptOffer>> {
	const found = await findWritable(acting, id);
	if (!found.ok) return found;
	const before = found.value;
	const places = checkPlaces(written);
	if (!places.ok) return places;
	const offer: Offer = {
		...written,
		themes: written.themes.filter(isTheme),
		provider: written.provider || before.organisationName,
		group: before.group
	};
	const names = changedFields(before, offer);
	if (names.length === 0) return confirmed(acting, before);
	if ((await acting.run(updateOffer(id, version, offer, acting.visitor.name))) === 0)
		return stale(before);
	await acting.run(record('offer.changed', id, { fields: names }));
	return done(true);
}

async function confirmed(
	acting: Acting,
	offer: KeptOffer
): Promise<Outcome<true, never> | Stale<KeptOffer>> {
	await acting.run(confirmVersion(offer.id, offer.version, acting.visitor.name));
	await acting.run(record('offer.confirmed', offer.id));
	return done(true);
}

/** Says that an offer is still right, as it stands in `version`. */
export async function confirmOffer(
	acting: Acting,
	id: string,
	version: number
): Promise<Outcome<true, OfferRefusal> | Stale<KeptOffer>> {
	const found = await findWritable(acting, id);
	if (!found.ok) return found;
	if (found.value.version !== version) return stale(found.value);
	return confirmed(acting, found.value);
}

/** Takes an offer out of the directory, or puts it back in. */
export async function withdrawOffer(
	acting: Acting,
	id: string,
	version: number,
	isWithdrawn: boolean
): Promise<Outcome<true, OfferRefusal> | Stale<KeptOffer>> {
	const found = await findWritable(acting, id);
	if (!found.ok) return found;
	if ((found.value.withdrawnOn !== null) === isWithdrawn) return done(true);
	const { name } = acting.visitor;
	if ((await acting.run(withdrawVersion(id, version, isWithdrawn, name))) === 0)
		return stale(found.value);
	await acting.run(record(isWithdrawn ? 'offer.withdrawn' : 'offer.put-back', id));
	return done(true);
}
