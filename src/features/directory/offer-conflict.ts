/** An offer that two people have changed at once. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import { conflictTexts, shownAt } from '#values/shown.ts';
import { OFFER_LABELS } from './offer-labels.ts';
import type { Offer } from './offer.rules.ts';
import { themeOptions } from './say-offer.ts';
import { asTyped, type TypedOffer } from './typed-offer.ts';

/** The version of an offer, with what its form shows of it. */
export const offerShownAt = (offer: Offer & { version: number }): string =>
	shownAt(offer.version, { ...asTyped(offer), themes: offer.themes });

/** What was typed beside what is saved now. */
export function conflictOfOffer(
	saved: Offer & { version: number; by: string; at: Date },
	typed: TypedOffer & { version: string; themes: readonly string[] }
): Conflicting {
	return {
		version: saved.version,
		by: saved.by,
		at: saved.at,
		texts: conflictTexts(
			{ ...OFFER_LABELS, themes: m.offer_themes },
			typed,
			{ ...asTyped(saved), themes: saved.themes },
			{
				isPreventive: {
					options: [
						{ value: '', label: m.offer_cell_no() },
						{ value: 'yes', label: m.offer_cell_yes() }
					]
				},
				validUntil: { isDay: true },
				themes: { options: themeOptions() }
			}
		)
	};
}
