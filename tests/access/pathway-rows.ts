/** The pathway level: visible to those involved, each as far as consent reaches (R-045, L-1). */
import { randomUUID } from 'node:crypto';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { AT_WORK, both, except, INVOLVED, READY } from './kinds.ts';
import { denialOf, liftOf } from './involving-rows.ts';
import { aboutCitizens } from './row.ts';

const ONE = '/pathways/[pathway=id]';
const TOVHOLDER = ['tovholder'] as const;
/** Who may read some of what is written on the pathway, and write there for an organisation. */
const WRITERS = ['tovholder', 'covered'] as const;
/** Who keeps a measure of the covered partner's right. */
const KEEPERS = ['tovholder', 'covered'] as const;
/** Professionals and volunteers who meet citizens for an organisation; each in the own municipality. */
const NOTICERS = both(AT_WORK, READY);

const person = () => ({
	pathway: randomUUID(),
	name: `Ny Borger ${randomUUID()}`,
	birthDate: '1980-02-03',
	checkAsked: 'Jobcentret'
});
const closingPlan = () => ({
	closing: randomUUID(),
	version: '0',
	ground: 'criteria-gone',
	groundNote: '',
	plan: 'Ringer selv til rådgivningen',
	citizenPart: 'together',
	citizenNote: ''
});
const measure = (doneBy: string) => ({
	title: 'Økonomisk rådgivning',
	body: 'En gang om måneden',
	area: 'general',
	goal: 'Overblik over regningerne',
	startsOn: '2026-02-01',
	endsOn: '2026-12-31',
	doneBy,
	contact: 'Ring om formiddagen'
});
const text = { title: '', body: 'Vi har talt sammen', startsOn: '', endsOn: '' };

const quiet = ({ closing }: MatrixWorld) => ({ pathway: closing.quiet });
const comes = ({ called }: MatrixWorld) => ({ meeting: called, answer: 'yes', toSequence: '0' });

export const pathwayRows = [
	aboutCitizens.sees('/pathways', READY, { shows: ['name', 'otherName'] }),
	aboutCitizens.does('/api/pathways', 'GET', READY, { keeps: true, shows: ['name', 'otherName'] }),
	aboutCitizens.sees('/pathways/new', NOTICERS),
	// L-6: who takes part in no collaboration may ask for nobody.
	aboutCitizens.does('/pathways/new', 'check', except(NOTICERS, 'neighbour'), { form: person }),
	aboutCitizens.does('/pathways/new', 'register', except(NOTICERS, 'neighbour'), {
		// The collaboration is not one of theirs.
		refuses: ['neighbour'],
		form: ({ ids }) => ({
			...person(),
			phone: '',
			preferredChannel: '',
			language: '',
			interpreter: 'unknown',
			description: 'Mange er om det',
			caseworkerName: 'Kaja Koordinator',
			caseworkerWorkplace: 'Jobcentret',
			criteria: ['1'],
			collaboration: ids.collaboration!
		})
	}),

	aboutCitizens.sees(ONE, INVOLVED, {
		shows: ['name', 'housing', 'kept', 'task', 'health', 'need', 'ownWords', 'formersNote']
	}),
	aboutCitizens.sees(`${ONE}/measures`, INVOLVED, { shows: ['measure'] }),
	aboutCitizens.sees(`${ONE}/measures/new`, WRITERS),
	aboutCitizens.does(`${ONE}/measures/new`, 'default', WRITERS, {
		form: ({ world }) => ({ id: randomUUID(), category: 'housing', ...measure(world.tenant) })
	}),
	// Whoever wrote it, holds the threads or does it.
	aboutCitizens.sees(`${ONE}/measures/[measure=id]`, KEEPERS, { shows: ['measure'] }),
	aboutCitizens.does(`${ONE}/measures/[measure=id]`, 'default', KEEPERS, {
		form: ({ people }) => ({ version: '1', ...measure(people.covered.organisation!) })
	}),
	aboutCitizens.sees(`${ONE}/entries/new`, WRITERS),
	aboutCitizens.does(`${ONE}/entries/new`, 'default', WRITERS, {
		form: () => ({ id: randomUUID(), kind: 'note', category: 'housing', ...text })
	}),
	// Whoever wrote it rewrites it.
	aboutCitizens.sees(`${ONE}/entries/[entry=id]`, TOVHOLDER, { shows: ['housing'] }),
	aboutCitizens.does(`${ONE}/entries/[entry=id]`, 'default', TOVHOLDER, {
		form: () => ({ version: '1', ...text })
	}),
	aboutCitizens.sees(`${ONE}/entries/[entry=id]/sharing`, TOVHOLDER, { shows: ['housing'] }),
	aboutCitizens.does(`${ONE}/entries/[entry=id]/sharing`, 'deny', TOVHOLDER, {
		form: ({ denials }) => denialOf(denials.out)
	}),
	aboutCitizens.does(`${ONE}/entries/[entry=id]/sharing`, 'lift', TOVHOLDER, {
		at: ({ denials }) => ({ entry: denials.entry }),
		form: ({ denials }) => liftOf(denials.ofEntry)
	}),
	aboutCitizens.sees(`${ONE}/own-words`, TOVHOLDER, { shows: ['ownWords'] }),
	aboutCitizens.does(`${ONE}/own-words`, 'default', TOVHOLDER, {
		form: () => ({ id: randomUUID(), question: 'story', body: 'Jeg vil bo', saidOn: TODAY })
	}),
	aboutCitizens.sees(`${ONE}/closing`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/closing`, 'keep', TOVHOLDER, { form: closingPlan }),
	aboutCitizens.does(`${ONE}/closing`, 'close', TOVHOLDER, {
		at: ({ closing }) => ({ pathway: closing.quiet }),
		form: closingPlan
	}),
	aboutCitizens.does(`${ONE}/closing`, 'reopen', TOVHOLDER, {
		at: ({ closing }) => ({ pathway: closing.closed }),
		form: () => ({ version: '1', reason: 'Der er brug for det igen' })
	}),
	aboutCitizens.sees(`${ONE}/tovholder`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/tovholder`, 'refuse', TOVHOLDER, {
		form: () => ({ refusal: randomUUID(), refusedOn: TODAY, refusalNote: 'Vil hellere selv' })
	}),
	aboutCitizens.does(`${ONE}/tovholder`, 'caseworker', TOVHOLDER, {
		form: () => ({ version: '0', caseworkerName: 'Kaja', caseworkerWorkplace: 'Jobcentret' })
	}),
	// whether they come to where a tovholder is found; for the citizen, who has an account, nobody else says it.
	aboutCitizens.does(`${ONE}/tovholder`, 'comes', TOVHOLDER, { at: quiet, form: comes }),
	aboutCitizens.does(`${ONE}/tovholder`, 'citizenComes', [], { at: quiet, form: comes }),
	// the one who holds the threads decides, or the project leader, who does not see the pathway.
	aboutCitizens.does(`${ONE}/tovholder`, 'decide', ['tovholder', 'leader'], {
		form: ({ people }: MatrixWorld) => ({
			id: randomUUID(),
			version: '1',
			candidate: `${people.former.person} ${people.former.organisation}`,
			reason: 'Kender borgeren bedst',
			route: 'direct',
			agreedOn: TODAY,
			heardBy: 'Lea',
			citizenPart: 'present',
			citizenNote: '',
			handoverUntil: ''
		})
	})
];
