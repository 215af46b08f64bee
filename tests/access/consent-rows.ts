/** What opens a pathway to partners besides the consents themselves: other bases, each the tovholder's to register. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/values/day.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { consentForm } from './involving-rows.ts';
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
	validUntil: addDays(TODAY, 10),
	citizenPart: 'told',
	citizenNote: ''
});

const CONSENTS = '/pathways/[pathway=id]/consents';
const SCANS = `${CONSENTS}/[consent=id]/scans`;
/** Of the consent that names two organisations, of which none is on the pathway. */
const paper = {
	at: ({ denials }: MatrixWorld) => ({ consent: denials.consent, file: denials.scan })
};

export const consentRows = [
	// The signed paper is for those who may read the consent.
	aboutCitizens.sees(SCANS, ['citizen', 'tovholder', 'covered']),
	// No file comes with a form of words.
	aboutCitizens.does(SCANS, 'add', TOVHOLDER, { status: 422, again: null }),
	aboutCitizens.does(SCANS, 'empty', TOVHOLDER, {
		...paper,
		form: ({ denials }) => ({ scan: denials.scan })
	}),
	aboutCitizens.does(`${SCANS}/[file=id]`, 'GET', ['citizen', 'tovholder'], {
		...paper,
		keeps: true
	}),
	// The citizen is asked on their own page, and answers there.
	aboutCitizens.does(`${CONSENTS}/new`, 'ask', TOVHOLDER, { form: consentForm }),
	aboutCitizens.does(CONSENTS, 'takeBack', TOVHOLDER, {
		form: ({ denials }) => ({ request: denials.asked })
	}),
	aboutCitizens.does('/me/consents', 'yes', ['citizen'], {
		form: ({ denials }) => ({ request: denials.asked, shownAt: new Date().toISOString() })
	}),
	aboutCitizens.does('/me/consents', 'no', ['citizen'], {
		form: ({ denials }) => ({ request: denials.asked, note: '' })
	}),
	// L-1: who is on the pathway learns what is open without consent, each as far as the policies let them.
	aboutCitizens.sees(BASES, INVOLVED),
	aboutCitizens.does(BASES, 'register', TOVHOLDER, { form: basisForm }),
	aboutCitizens.does(BASES, 'end', TOVHOLDER, {
		form: ({ denials }) => ({ basis: denials.basis, version: '1' })
	})
];
