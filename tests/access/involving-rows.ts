/** Partners, consents and tasks of a pathway: the tovholder's to arrange, each partner's to answer for itself. */
import { randomUUID } from 'node:crypto';
import { composeConsentText } from '../../src/features/consents/server/compose-consent-text.ts';
import { addDays } from '../../src/values/day.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { AT_WORK, both, EVERYBODY, INVOLVED, READY } from './kinds.ts';
import { aboutCitizens, open } from './row.ts';

const ONE = '/pathways/[pathway=id]';
const PARTNER = `${ONE}/partners/[partner=id]`;
const CONSENT = `${ONE}/consents/[consent=id]`;
const TOVHOLDER = ['tovholder'] as const;

const terms = {
	purpose: 'At finde et sted at bo',
	categories: ['housing'] as const,
	fromWhom: '',
	validUntil: addDays(TODAY, 60)
};

const helpsOutside = {
	name: 'Inuk',
	organisation: 'Kommuneqarfik Sermersooq',
	helpsWith: 'Papirer',
	reach: 'Ring om morgenen',
	category: 'housing'
};

export const denialOf = (organisation: string) => ({
	denial: randomUUID(),
	organisation,
	reason: 'Kender en af dem privat',
	saidBy: 'citizen',
	saidByName: 'Amina',
	saidOn: TODAY
});
export const liftOf = (denial: string) => ({ denial, version: '1', note: 'Gerne igen' });

const termsForm = ({ people }: MatrixWorld) => ({
	...terms,
	id: randomUUID(),
	categories: [...terms.categories],
	organisations: [people.covered.organisation!],
	language: 'da'
});

export const consentForm = (world: MatrixWorld) => ({
	...termsForm(world),
	textShown: composeConsentText({ ...terms, recipients: [world.shelterName] }, 'da'),
	givenBy: 'citizen',
	givenByName: 'Borgeren',
	givenHow: 'paper',
	interpreterUsed: 'no',
	interpreter: '',
	interpreterHow: '',
	interpreterLanguage: '',
	interpreterAdult: '',
	informedOn: addDays(TODAY, -1),
	informedTime: '10:00',
	givenOn: addDays(TODAY, -1),
	givenTime: '10:05'
});

export const involvingRows = [
	//
	aboutCitizens.sees(`${ONE}/partners`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/partners`, 'plan', TOVHOLDER, {
		form: ({ outside }) => ({
			id: randomUUID(),
			organisation: outside,
			reason: 'Kender byen',
			citizenPart: 'asked',
			citizenNote: ''
		})
	}),
	aboutCitizens.sees(PARTNER, TOVHOLDER),
	aboutCitizens.does(PARTNER, 'ask', TOVHOLDER, {
		at: ({ planned }) => ({ partner: planned.partner }),
		form: ({ planned }) => ({
			version: '1',
			question: 'Har I plads til en samtale?',
			answerBefore: '',
			people: [planned.person]
		})
	}),
	aboutCitizens.does(PARTNER, 'withdraw', TOVHOLDER, {
		at: ({ ids }) => ({ partner: ids.request! }),
		form: () => ({ version: '1' })
	}),
	aboutCitizens.does(PARTNER, 'end', TOVHOLDER, { form: () => ({ version: '1' }) }),
	// A partner brings its own people, whatever a consent covers, and nobody of another organisation.
	aboutCitizens.sees(`${ONE}/colleagues`, ['covered', 'uncovered']),
	aboutCitizens.does(`${ONE}/colleagues`, 'bring', ['covered'], {
		refuses: ['uncovered'],
		form: ({ people }) => ({ colleague: people.colleague.person })
	}),
	// The only one of the organisation stays.
	aboutCitizens.does(`${ONE}/colleagues`, 'takeOff', [], {
		refuses: ['covered', 'uncovered'],
		form: ({ people }, kind) => ({
			colleague: (kind === 'uncovered' ? people.uncovered : people.covered).person
		})
	}),
	// L-21: who meets the child is asked of a child under 15 alone.
	aboutCitizens.does(`${ONE}/colleagues`, 'child', [], {
		refuses: ['covered', 'uncovered'],
		form: ({ people }, kind) => ({
			colleague: (kind === 'uncovered' ? people.uncovered : people.covered).person,
			meets: 'no'
		})
	}),
	// an agreed partner tells, adds words to its own, and the tovholder says that it is seen.
	aboutCitizens.sees(`${ONE}/changes`, ['tovholder', 'covered', 'uncovered'], {
		shows: ['change'],
		shownTo: ['tovholder', 'covered']
	}),
	aboutCitizens.does(`${ONE}/changes`, 'tell', ['covered', 'uncovered'], {
		form: () => ({ change: randomUUID(), words: '' })
	}),
	aboutCitizens.does(`${ONE}/changes`, 'words', ['covered'], {
		form: ({ ids }) => ({ change: ids.change!, version: '1', words: 'Først fra juni' })
	}),
	aboutCitizens.does(`${ONE}/changes`, 'acknowledge', TOVHOLDER, {
		form: ({ ids }) => ({ change: ids.change!, version: '1', answer: '' })
	}),
	// Asked whether there is room: nothing is opened by it, and another's question is none.
	aboutCitizens.does(`${ONE}/partners`, 'askCapacity', TOVHOLDER, {
		form: ({ outside, people }) => ({
			capacity: randomUUID(),
			asked: people.bystander.organisation ?? outside,
			question: 'Har I plads til en mentor?',
			answerBefore: ''
		})
	}),
	aboutCitizens.does(`${ONE}/partners`, 'withdrawCapacity', TOVHOLDER, {
		form: ({ ids }) => ({ capacity: ids.capacity!, version: '1' })
	}),
	aboutCitizens.does('/requests', 'answerCapacity', ['declined'], {
		refuses: both(AT_WORK, READY).filter((kind) => kind !== 'declined'),
		form: ({ ids }) => ({ capacity: ids.capacity!, answer: 'later', note: 'Fra marts' })
	}),
	// what the tovholder tells of how it goes is read by those it is for, while they are covered.
	aboutCitizens.sees(`${ONE}/status`, ['tovholder', 'covered', 'uncovered'], {
		shows: ['status'],
		shownTo: ['tovholder', 'covered']
	}),
	aboutCitizens.does(`${ONE}/status`, 'default', TOVHOLDER, {
		form: ({ people }) => ({
			status: randomUUID(),
			category: 'housing',
			channel: '',
			body: 'Nøglen er hentet',
			recipients: people.covered.organisation!
		})
	}),
	// who may be asked at the meeting says whether they come.
	aboutCitizens.does('/requests', 'answerCall', ['bystander'], {
		refuses: both(AT_WORK, READY).filter((kind) => kind !== 'bystander'),
		form: ({ called }) => ({ meeting: called, answer: 'yes', note: '' })
	}),
	// Those who help and have no account: partners read them, the tovholder keeps them.
	aboutCitizens.sees(`${ONE}/outside`, ['tovholder', 'covered', 'uncovered'], {
		shows: ['outside']
	}),
	aboutCitizens.does(`${ONE}/outside`, 'add', TOVHOLDER, {
		form: () => ({ contact: randomUUID(), ...helpsOutside })
	}),
	aboutCitizens.does(`${ONE}/outside`, 'change', TOVHOLDER, {
		form: ({ ids }) => ({ contact: ids.outsideContact!, version: '1', ...helpsOutside })
	}),
	// ticked off by the tovholder.
	aboutCitizens.does(`${ONE}/outside`, 'tell', TOVHOLDER, {
		form: ({ ids }) => ({
			contact: ids.outsideContact!,
			about: 'tovholder',
			toldOn: TODAY,
			channel: 'phone'
		})
	}),
	aboutCitizens.does(`${ONE}/outside`, 'remove', TOVHOLDER, {
		form: ({ ids }) => ({ contact: ids.outsideContact!, version: '1' })
	}),
	// handed over, asked for and answered; a wish to take over the project leader answers too, elsewhere.
	aboutCitizens.sees(`${ONE}/transfers`, ['tovholder', 'covered', 'uncovered'], {
		shows: ['transfer']
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'offer', [], {
		// Somebody is asked already.
		refuses: TOVHOLDER,
		form: ({ people }) => ({
			id: randomUUID(),
			candidate: `${people.former.person} ${people.former.organisation}`,
			reason: 'De kender hinanden',
			question: 'Vil du samle trådene?',
			citizenPart: 'present',
			citizenNote: '',
			handoverUntil: '',
			answerBefore: ''
		})
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'work', ['uncovered'], {
		// One at a time of an organisation.
		refuses: ['covered'],
		form: ({ outside }) => ({
			id: randomUUID(),
			organisation: outside,
			reason: 'Vi lukker i august',
			question: 'Har I en mentor?'
		})
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'wish', ['covered'], {
		refuses: ['uncovered'],
		form: () => ({ id: randomUUID(), reason: 'Vi ses hver dag' })
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'passOn', TOVHOLDER, {
		form: ({ ids, planned }) => ({
			transfer: ids.transfer!,
			version: '1',
			question: 'Har I en mentor?',
			answerBefore: '',
			people: [planned.person]
		})
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'decline', TOVHOLDER, {
		form: ({ ids }) => ({ transfer: ids.transfer!, version: '1', note: 'Ikke nu' })
	}),
	aboutCitizens.does(`${ONE}/transfers`, 'withdraw', ['tovholder', 'covered'], {
		form: ({ ids }) => ({ transfer: ids.transfer!, version: '1' })
	}),
	aboutCitizens.does('/requests', 'answerTransfer', ['bystander'], {
		refuses: both(AT_WORK, READY).filter((kind) => kind !== 'bystander'),
		form: ({ ids }) => ({ transfer: ids.offered!, answer: 'yes', note: '' })
	}),
	// Whoever holds the link in a mail is taken for the one it was sent to, whoever is signed in; nothing is shown before a button.
	open.sees('/light/[link]', EVERYBODY),
	open.does('/light/[link]', 'show', EVERYBODY),
	open.does('/light/[link]', 'answer', EVERYBODY, {
		again: 'refused',
		form: () => ({ answer: 'yes', note: '' })
	}),
	open.does('/light/[link]', 'tick', EVERYBODY, {
		again: 'refused',
		at: ({ ids }) => ({ link: ids.tickLink! })
	}),
	// What my organisation is asked: no identity in it, and whoever works there may answer.
	aboutCitizens.sees('/requests', both(AT_WORK, READY), {
		shows: ['question'],
		shownTo: ['contacted']
	}),
	aboutCitizens.does('/requests', 'answer', ['contacted'], {
		// Of another's question one is told what one is told of none.
		refuses: both(AT_WORK, READY).filter((kind) => kind !== 'contacted'),
		form: ({ ids }) => ({ request: ids.request!, answer: 'yes', note: '' })
	}),

	// L-1, R-147: a partner sees the consents that name it.
	aboutCitizens.sees(`${ONE}/consents`, INVOLVED),
	aboutCitizens.sees(CONSENT, ['citizen', 'tovholder', 'covered']),
	aboutCitizens.sees(`${ONE}/consents/new`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/consents/new`, 'show', TOVHOLDER, { form: termsForm }),
	aboutCitizens.does(`${ONE}/consents/new`, 'back', TOVHOLDER, { form: termsForm }),
	aboutCitizens.does(`${ONE}/consents/new`, 'give', TOVHOLDER, { form: consentForm }),
	aboutCitizens.does(`${ONE}/consents/new`, 'refuse', TOVHOLDER, { form: consentForm }),
	aboutCitizens.sees(`${CONSENT}/withdraw`, TOVHOLDER),
	// The citizen has another page for it, and may here too.
	aboutCitizens.does(`${CONSENT}/withdraw`, 'default', ['tovholder', 'citizen'], {
		form: () => ({ version: '1' })
	}),

	aboutCitizens.sees(`${CONSENT}/print`, TOVHOLDER),
	aboutCitizens.sees(`${CONSENT}/denials`, TOVHOLDER),
	aboutCitizens.does(`${CONSENT}/denials`, 'deny', TOVHOLDER, {
		at: ({ denials }) => ({ consent: denials.consent }),
		form: ({ denials }) => denialOf(denials.left)
	}),
	aboutCitizens.does(`${CONSENT}/denials`, 'lift', TOVHOLDER, {
		at: ({ denials }) => ({ consent: denials.consent }),
		form: ({ denials }) => liftOf(denials.ofConsent)
	}),

	// who reads a task sees whose it is; its organisation and the tovholder keep it.
	aboutCitizens.sees(`${ONE}/tasks`, INVOLVED, { shows: ['task'] }),
	aboutCitizens.does(`${ONE}/tasks`, 'add', TOVHOLDER, {
		form: () => ({
			task: randomUUID(),
			taskTitle: 'Ring',
			category: 'housing',
			responsible: 'citizen',
			dueOn: ''
		})
	}),
	aboutCitizens.does(`${ONE}/tasks`, 'keep', ['tovholder', 'covered'], {
		form: ({ ids }) => ({ task: ids.task!, version: '1', to: 'done', note: 'Det er sendt' })
	})
];
