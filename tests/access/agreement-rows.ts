/** Agreements: everybody at a party reads them, those they name write them, and only named signatories sign. */
import { randomUUID } from 'node:crypto';
import { earliestEnd, SIX_MONTHS } from '../../src/features/agreements/notice.rules.ts';
import { lastDayBefore } from '../../src/features/agreements/term.rules.ts';
import { addDays, dayNow } from '../../src/values/day.ts';
import type { MatrixWorld } from './arrange-world.ts';
import { AT_WORK, except, type Kind } from './kinds.ts';
import { open, signedIn } from './row.ts';

export const ONE = '/agreements/[agreement=id]';
const SECTION = `${ONE}/sections/[section]`;
const VERSION = `${ONE}/versions/[version=id]`;

/** At work for the municipality or the partner: the two parties. */
export const READERS: readonly Kind[] = [
	'leader',
	'weakLeader',
	'steering',
	'tovholder',
	'former',
	'rescuer',
	'officer',
	'weak',
	'covered',
	'colleague'
];
/** Whom the agreements name. */
export const WRITERS: readonly Kind[] = ['leader', 'weakLeader', 'steering', 'covered'];
/** Those of them who are the municipality's. */
const OWN_WRITERS: readonly Kind[] = ['leader', 'weakLeader', 'steering'];
export const SIGNATORIES: readonly Kind[] = ['steering', 'covered'];
export const besides = (lets: readonly Kind[]) => ({ refuses: except(READERS, ...lets) });

/** May begin one: project leaders and managers, in any municipality. */
const BEGINNERS: readonly Kind[] = [
	'leader',
	'weakLeader',
	'neighbour',
	'steering',
	'contacted',
	'declined'
];

const own = ({ people }: MatrixWorld, kind: Kind) =>
	kind === 'nobody' ? '' : (people[kind].organisation ?? '');
const beginning = (world: MatrixWorld, kind: Kind) => ({
	id: randomUUID(),
	kind: 'activity-agreement',
	title: 'Havedag',
	language: 'da',
	collaboration: '',
	party: [own(world, kind)]
});

const inSection = { at: () => ({ section: 'activity' }) };
const inWaiting = {
	at: ({ agreements }: MatrixWorld) => ({
		agreement: agreements.waiting,
		version: agreements.version
	})
};
const inDrawer = { at: ({ agreements }: MatrixWorld) => ({ agreement: agreements.drawer }) };
export const inForce = { at: ({ agreements }: MatrixWorld) => ({ agreement: agreements.running }) };
/** They may write down what ends the agreement; only who can bind a party gives its own notice. */
const ENDERS: readonly Kind[] = ['leader', 'weakLeader', 'steering', 'covered'];
const noticeOf = (world: MatrixWorld, kind: Kind) => ({
	id: randomUUID(),
	agreed: world.agreements.agreed,
	ends: '',
	by: own(world, kind),
	received: dayNow(),
	end: '',
	reason: 'Huset lukker',
	evidence: '',
	last: lastDayBefore(earliestEnd(dayNow(), SIX_MONTHS))
});
const read = ({ agreements }: MatrixWorld) => ({ hash: agreements.hash });

export const agreementRows = [
	signedIn.sees('/agreements', AT_WORK, { shows: ['agreement'] }),
	signedIn.sees('/agreements/new', AT_WORK),
	signedIn.does('/agreements/new', 'begin', BEGINNERS, {
		refuses: except(AT_WORK, ...BEGINNERS),
		form: beginning
	}),
	// Nothing is begun: a row more on the page.
	signedIn.does('/agreements/new', 'more', AT_WORK, { form: beginning }),

	signedIn.sees(ONE, READERS, { shows: ['agreement'] }),
	signedIn.does(`${ONE}/pdf`, 'GET', READERS, { keeps: true }),
	signedIn.sees(`${ONE}/edit`, WRITERS),
	signedIn.does(`${ONE}/edit`, 'save', WRITERS, {
		form: () => ({ version: '1', title: 'Havedag', section: ['activity'] })
	}),
	signedIn.sees(`${ONE}/parties`, READERS),
	signedIn.does(`${ONE}/parties`, 'add', WRITERS, {
		...besides(WRITERS),
		form: ({ outside }) => ({ organisation: outside, waiting: '' })
	}),
	signedIn.does(`${ONE}/parties`, 'remove', WRITERS, {
		...besides(WRITERS),
		form: ({ outside }) => ({ organisation: outside, version: '1', waiting: '' })
	}),
	// The municipality's people: named by whoever writes, or by its own managers.
	signedIn.does(`${ONE}/parties`, 'people', WRITERS, {
		form: ({ people, world }) => ({
			party: world.tenant,
			version: '1',
			responsible: people.leader.person,
			executing: [people.tovholder.person],
			signatory: [people.steering.person],
			title: ['Socialchef']
		})
	}),
	signedIn.sees(SECTION, READERS, inSection),
	signedIn.does(SECTION, 'save', WRITERS, { ...inSection, ...besides(WRITERS) }),
	// Nothing is saved: a row more on the page, say.
	signedIn.does(SECTION, 'change', READERS, inSection),
	signedIn.does(SECTION, 'comment', READERS, {
		...inSection,
		form: () => ({
			id: randomUUID(),
			question: 'activity',
			answers: '',
			body: 'Også om vinteren?'
		})
	}),
	signedIn.does(SECTION, 'done', READERS, {
		...inSection,
		form: ({ agreements }) => ({ comment: agreements.comment, answers: '0' })
	}),

	signedIn.sees(`${ONE}/send`, WRITERS),
	// much is missing.
	signedIn.does(`${ONE}/send`, 'default', [], {
		refuses: WRITERS,
		form: () => ({ name: '', summary: '' })
	}),

	// What was signed elsewhere: its file is downloaded by each party, given and taken out by those who write.
	signedIn.sees(`${ONE}/files`, READERS, inDrawer),
	signedIn.does(`${ONE}/files/[file=id]`, 'GET', READERS, { ...inDrawer, keeps: true }),
	// Without a file there is nothing to look into.
	signedIn.does(`${ONE}/files`, 'add', WRITERS, {
		...inDrawer,
		...besides(WRITERS),
		form: () => ({}),
		status: 422
	}),
	signedIn.does(`${ONE}/files`, 'empty', WRITERS, {
		...inDrawer,
		...besides(WRITERS),
		form: ({ agreements }) => ({ attachment: agreements.file })
	}),
	// its first day and its review are missing.
	signedIn.does(`${ONE}/files`, 'register', [], { ...inDrawer, refuses: READERS }),

	signedIn.sees(`${ONE}/versions`, READERS),
	signedIn.sees(VERSION, READERS, inWaiting),
	signedIn.does(`${VERSION}/pdf`, 'GET', READERS, { ...inWaiting, keeps: true }),
	signedIn.does(`${VERSION}/docx`, 'GET', READERS, { ...inWaiting, keeps: true }),
	signedIn.does(`${VERSION}/archive`, 'GET', READERS, { ...inWaiting, keeps: true }),
	signedIn.does(`${VERSION}/json`, 'GET', READERS, { ...inWaiting, keeps: true }),
	// The sessions of this world have just begun, which is proof enough without a code.
	// nothing is sealed before all have signed: to the parties' own people it is not there either
	signedIn.does(`${VERSION}/sealed`, 'GET', [], { ...inWaiting, keeps: true }),
	signedIn.does(VERSION, 'sign', SIGNATORIES, {
		...inWaiting,
		...besides(SIGNATORIES),
		form: (world) => ({ ...read(world), code: '' })
	}),
	// No broker is set up: the way there and the way back are not there for anybody.
	open.does(`${VERSION}/sign-outside`, 'GET', [], { ...inWaiting, keeps: true }),
	open.does('/agreements/signed-outside', 'GET', [], { keeps: true }),
	// this one asks for signatures.
	signedIn.does(VERSION, 'confirm', [], {
		...inWaiting,
		refuses: READERS,
		form: (world, kind) => ({ ...read(world), party: own(world, kind), by: '' })
	}),
	signedIn.does(VERSION, 'refuse', SIGNATORIES, {
		...inWaiting,
		...besides(SIGNATORIES),
		form: (world) => ({ ...read(world), reason: 'Vi kan ikke om natten' })
	}),
	signedIn.does(VERSION, 'withdraw', WRITERS, { ...inWaiting, ...besides(WRITERS) }),

	signedIn.sees(`${ONE}/end`, ENDERS, inForce),
	// Nothing is given: what it would come to is shown.
	signedIn.does(`${ONE}/end`, 'weigh', SIGNATORIES, {
		...inForce,
		refuses: ['leader', 'weakLeader'],
		form: noticeOf,
		keeps: true
	}),
	signedIn.does(`${ONE}/end`, 'give', SIGNATORIES, {
		...inForce,
		refuses: ['leader', 'weakLeader'],
		form: noticeOf
	}),
	// The partner's notice: taken back by who can bind a party.
	signedIn.does(`${ONE}/end`, 'back', SIGNATORIES, {
		...inForce,
		refuses: ['leader', 'weakLeader'],
		form: ({ agreements }) => ({ notice: agreements.notice })
	}),
	signedIn.sees(`${ONE}/breach`, SIGNATORIES, inForce),
	signedIn.does(`${ONE}/breach`, 'default', SIGNATORIES, {
		...inForce,
		form: (world, kind) => ({
			id: randomUUID(),
			agreed: world.agreements.agreed,
			ends: '',
			against:
				own(world, kind) === world.world.tenant
					? (world.people.covered.organisation ?? '')
					: world.world.tenant,
			what: 'Døren har været låst hver aften',
			happened: '2020-03-01',
			told: dayNow(),
			end: dayNow()
		})
	}),

	signedIn.sees(`${ONE}/review`, READERS, inForce),
	signedIn.does(`${ONE}/review`, 'hold', WRITERS, {
		...inForce,
		...besides(WRITERS),
		form: ({ agreements, people, world }) => ({
			id: randomUUID(),
			version: '1',
			on: dayNow(),
			present: [
				`${people.leader.person}.${world.tenant}`,
				`${people.covered.person}.${people.covered.organisation}`
			],
			promise: [agreements.promise],
			base: ['1'],
			outcome: ['on-track'],
			about: [''],
			conclusion: 'continue',
			note: 'Det går',
			next: addDays(dayNow(), 90),
			owner: `${people.leader.person}.${world.tenant}`
		})
	}),

	signedIn.sees(`${ONE}/removals`, READERS, inForce),
	signedIn.does(`${ONE}/removals`, 'ask', ENDERS, {
		...inForce,
		...besides(ENDERS),
		form: (world, kind) => ({
			id: randomUUID(),
			material: 'Skiltet ved døren',
			keeper:
				own(world, kind) === world.world.tenant
					? (world.people.covered.organisation ?? '')
					: world.world.tenant,
			why: 'leaving'
		})
	}),
	// The municipality keeps the leaflet.
	signedIn.does(`${ONE}/removals`, 'removed', OWN_WRITERS, {
		...inForce,
		...besides(OWN_WRITERS),
		form: ({ agreements }) => ({ removal: agreements.removal })
	}),

	signedIn.sees(`${ONE}/publications`, READERS, inForce),
	signedIn.does(`${ONE}/publications`, 'ask', READERS, {
		...inForce,
		form: () => ({
			id: randomUUID(),
			title: 'Nye vagter',
			body: 'Vi har fået fire nye frivillige.',
			channel: 'website',
			carries: []
		})
	}),
	// the project leader is the one it names.
	signedIn.does(`${ONE}/publications`, 'answer', ['leader', 'weakLeader'], {
		...inForce,
		...besides(['leader', 'weakLeader']),
		form: ({ agreements }) => ({
			publication: agreements.publication,
			as: '',
			answer: 'declined',
			reason: 'Efter mødet'
		})
	}),

	signedIn.sees('/promises', AT_WORK),
	signedIn.sees('/promises/[promise=id]', READERS),
	// The municipality's promise: told of by its own, as named in the agreement.
	signedIn.does('/promises/[promise=id]', 'tell', OWN_WRITERS, {
		...besides(OWN_WRITERS),
		form: () => ({ version: '1', status: 'kept', evidence: 'Nøglerne ligger i skabet' })
	})
];
