/** Four hundred invented offers that read like real ones: fifty kinds of help, in eight quarters of Solby. */
import { familyAndCompany } from './family-and-company.ts';
import { healthAndAddiction } from './health-and-addiction.ts';
import { homeAndMoney } from './home-and-money.ts';
import { rightsAndCare } from './rights-and-care.ts';
import { violenceAndBody } from './violence-and-body.ts';
import type { KindOfOffer } from './kind-of-offer.ts';

export const KINDS_OF_OFFER: readonly KindOfOffer[] = [
	...homeAndMoney,
	...healthAndAddiction,
	...familyAndCompany,
	...rightsAndCare,
	...violenceAndBody
];

const PLACES = [
	['Midtbyen', '4990', 'Solby'],
	['Havnekvarteret', '4990', 'Solby'],
	['Sønderparken', '4990', 'Solby'],
	['Nordby', '4992', 'Nordby'],
	['Engholm', '4993', 'Engholm'],
	['Vesterlund', '4994', 'Vesterlund'],
	['Østerås', '4995', 'Østerås'],
	['Skovby', '4996', 'Skovby']
] as const;
const STREETS = ['Algade', 'Havnevej', 'Skolegade', 'Kirkestræde', 'Parkvej', 'Møllebakken'];

/** One offer of the invented directory. */
export type InventedOffer = KindOfOffer & {
	name: string;
	targetGroup: string;
	content: string;
	area: string;
	postalCode: string;
	town: string;
	address: string;
	phone: string;
	/** Days before today on which it was last found right. */
	confirmedBefore: number;
};

/** All of them, the same each time. */
export const INVENTED_OFFERS: readonly InventedOffer[] = KINDS_OF_OFFER.flatMap((kind, row) =>
	PLACES.map(([area, postalCode, town], column) => ({
		...kind,
		name: kind.names[column % kind.names.length]!.replace('{place}', area),
		targetGroup: kind.targets[column % kind.targets.length]!,
		content: kind.contents[(column >> 1) % kind.contents.length]!,
		area,
		postalCode,
		town,
		address: `${STREETS[(row + column) % STREETS.length]} ${1 + ((row * 7 + column * 3) % 90)}`,
		phone: `70 ${String(10 + row).padStart(2, '0')} ${String(10 + column * 11)} ${String(10 + ((row * 13) % 89))}`,
		confirmedBefore: (row * 17 + column * 23) % 160
	}))
);
