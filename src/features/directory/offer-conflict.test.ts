import { expect, test } from 'vitest';
import { conflictOfOffer, offerShownAt } from './offer-conflict.ts';
import type { Offer } from './offer.rules.ts';
import { asTyped } from './typed-offer.ts';

const offer: Offer & { version: number; by: string; at: Date } = {
	...{
		version: 3,
		by: 'Ole',
		at: new Date('2026-04-01T10:00:00Z'),
		group: 'municipal',
		name: 'Værestedet'
	},
	...{ provider: 'Kommunen', targetGroup: 'Alle', content: 'Kaffe', admission: '', nextStep: '' },
	...{
		contact: 'Kom forbi',
		phone: '',
		email: '',
		website: '',
		address: '',
		postalCode: '',
		town: ''
	},
	...{
		area: '',
		openingHours: '',
		price: '',
		languages: [],
		themes: ['housing'],
		isPreventive: false
	},
	...{ placesTotal: null, placesFree: null, validUntil: null, keeperEmail: '' }
};

test('themes of an offer that one left alone are those saved meanwhile, as its words are', () => {
	const version = offerShownAt(offer);
	const now: typeof offer = {
		...offer,
		version: 4,
		themes: ['health', 'work'],
		validUntil: '2026-09-01'
	};
	const touched = (themes: string[]) =>
		conflictOfOffer(now, { ...asTyped(offer), version, themes, content: 'Te' })
			.texts.filter(({ yours, saved }) => yours !== saved)
			.map(({ name, isTouched }) => [name, isTouched]);
	expect(touched(['housing'])).toEqual([
		['content', true],
		['validUntil', false],
		['themes', false]
	]);
	expect(touched([])).toContainEqual(['themes', true]);
});
