/** What opens a pathway to partners besides the consents themselves: other bases, each the tovholder's to register. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/values/day.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { INVOLVED } from './kinds.ts';
import { aboutCitizens } from './row.ts';

const BASES = '/pathways/[pathway=id]/bases';
const TOVHOLDER = ['tovholder'] as const;

const basisForm = ({ people }: MatrixWorld) => ({
	basis: randomUUID(),
	kind: 'vital-interest',
	provision: '',
	reason: 'Skal kunne ringe efter hjælp',
	organisation: people.uncovered.organisation!,
	categories: ['economy'],
	decidedByName: 'Lene Leder',
	decidedOn: TODAY,
	validFrom: TODAY,
	validUntil: addDays(TODAY, 10)
});

export const consentRows = [
	// L-1: who is on the pathway learns what is open without consent, each as far as the policies let them.
	aboutCitizens.sees(BASES, INVOLVED),
	aboutCitizens.does(BASES, 'register', TOVHOLDER, { form: basisForm }),
	aboutCitizens.does(BASES, 'end', TOVHOLDER, {
		form: ({ denials }) => ({ basis: denials.basis, version: '1' })
	})
];
