/** How a pathway goes: its plan, and what is kept about its course. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { INVOLVED, type Kind } from './kinds.ts';
import { aboutCitizens, signedIn } from './row.ts';

const ONE = '/pathways/[pathway=id]';
const TOVHOLDER = ['tovholder'] as const;
/** Who may read some of what is written on the pathway, and write there for an organisation. */
const WRITERS = ['tovholder', 'covered'] as const;
/** Who reads the plan. */
const READERS = ['citizen', 'companion', 'tovholder', 'covered', 'rescuer'] as const;
/** Project leaders of a municipality, and its administrators. */
const SHAPERS: readonly Kind[] = ['leader', 'weakLeader', 'neighbour', 'administrator'];
const about = { search: ({ ids }: MatrixWorld) => `pathway=${ids.pathway}` };

const answered = ({ course: { plan } }: MatrixWorld) => ({
	plan: plan.id,
	hash: plan.hash,
	version: '0',
	answer: 'accepted',
	note: 'Det er en god plan'
});

const ofChild = { at: ({ course }: MatrixWorld) => ({ pathway: course.child }) };
const ourOwn = ({ people }: MatrixWorld) => ({ organisation: people.covered.organisation! });

export const courseRows = [
	// somebody under 18; the citizen of the usual pathway is none.
	aboutCitizens.sees(`${ONE}/child`, ['tovholder', 'covered'], ofChild),
	aboutCitizens.does(`${ONE}/child`, 'guardian', TOVHOLDER, {
		...ofChild,
		form: () => ({
			id: randomUUID(),
			name: 'Sara',
			relation: 'mor',
			contact: '',
			custody: 'sole',
			words: 'Jeg er træt'
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'changeGuardian', TOVHOLDER, {
		...ofChild,
		form: ({ course }) => ({
			id: course.guardian,
			version: '1',
			name: 'Mor Lille',
			relation: 'mor',
			contact: 'Sms om aftenen',
			custody: 'sole',
			words: 'Jeg er mindre træt'
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'assess', TOVHOLDER, {
		...ofChild,
		form: (world) => ({
			id: randomUUID(),
			...ourOwn(world),
			need: 'Støtte efter skole',
			effort: 'En mentor',
			assessedBy: 'Ida Iversen',
			profession: 'psykolog',
			assessedOn: '2026-02-01'
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'wrong', ['tovholder', 'covered'], {
		...ofChild,
		form: (world) => ({
			id: randomUUID(),
			...ourOwn(world),
			course: 'adjusted',
			why: 'Et større behov for støtte',
			citizenPart: 'asked',
			citizenNote: ''
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'share', TOVHOLDER, {
		...ofChild,
		form: ({ course }) => ({
			id: randomUUID(),
			point: 'referral',
			heldOn: '2026-02-01',
			youngPerson: 'yes',
			parents: 'yes',
			absentWhy: '',
			contents: ['well-being'],
			ground: course.childConsent,
			shared: 'Sover bedre'
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'notified', TOVHOLDER, {
		...ofChild,
		form: () => ({
			id: randomUUID(),
			madeOn: '2026-02-01',
			madeBy: 'Ida Iversen',
			madeTo: 'Familieafdelingen',
			receivedOn: '2026-02-01',
			receivedTime: '14:30'
		})
	}),
	aboutCitizens.does(`${ONE}/child`, 'clocks', TOVHOLDER, {
		...ofChild,
		form: ({ course }) => ({
			id: course.notification,
			version: '1',
			receivedOn: '2026-02-01',
			receivedTime: '14:30',
			assessedOn: '2026-02-02',
			assessedTime: '09:00',
			receiptedOn: '2026-02-03'
		})
	}),
	aboutCitizens.sees(`${ONE}/foreseen`, INVOLVED),
	aboutCitizens.does(`${ONE}/foreseen`, 'foresee', WRITERS, {
		form: () => ({
			id: randomUUID(),
			kind: 'partner',
			words: 'En mentor',
			expectedOn: '',
			category: 'housing'
		})
	}),
	aboutCitizens.does(`${ONE}/foreseen`, 'settle', TOVHOLDER, {
		form: ({ course }) => ({ need: course.need, version: '1', settled: 'met' })
	}),
	aboutCitizens.sees(`${ONE}/guidelines`, ['citizen', 'tovholder', 'rescuer']),
	aboutCitizens.does(`${ONE}/guidelines`, 'default', TOVHOLDER, {
		form: () => ({ guideline: 'plan-made', version: '0', mark: 'skipped', words: 'Ikke endnu' })
	}),
	//
	aboutCitizens.sees(`${ONE}/marks`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/marks`, 'default', TOVHOLDER, {
		form: () => ({ seen: '/', themes: ['homelessness'], arrived: '' })
	}),
	aboutCitizens.sees(`${ONE}/phases`, INVOLVED),
	aboutCitizens.does(`${ONE}/phases`, 'open', TOVHOLDER, {
		form: () => ({ id: randomUUID(), phase: '2', on: '2026-02-01' })
	}),
	aboutCitizens.does(`${ONE}/phases`, 'close', TOVHOLDER, {
		form: ({ course }) => ({ period: course.period, version: '1', on: '2026-03-01' })
	}),
	signedIn.sees('/templates/phases', SHAPERS),
	signedIn.does('/templates/phases', 'default', SHAPERS, {
		form: () => ({
			version: '0',
			name1: 'Hej',
			name2: 'Hvem er du',
			name3: 'Aftale',
			name4: 'Sammen',
			name5: 'Farvel'
		})
	}),
	aboutCitizens.sees(`${ONE}/contacts`, INVOLVED),
	aboutCitizens.does(`${ONE}/contacts`, 'add', WRITERS, {
		form: () => ({
			id: randomUUID(),
			on: '2026-02-01',
			channel: 'phone',
			contacted: 'citizen',
			reached: 'yes',
			note: 'Vi har talt sammen',
			category: 'housing'
		})
	}),
	aboutCitizens.does(`${ONE}/contacts`, 'rhythm', TOVHOLDER, {
		form: () => ({ version: '0', days: '14' })
	}),
	aboutCitizens.sees(`${ONE}/plan`, INVOLVED, { shows: ['plan'] }),
	// each for themselves; the tovholder writes down what the citizen told.
	aboutCitizens.does(`${ONE}/plan`, 'answer', ['covered'], { form: answered }),
	aboutCitizens.does(`${ONE}/plan`, 'told', TOVHOLDER, {
		form: (world) => ({ ...answered(world), checked: 'own-words' })
	}),
	aboutCitizens.sees(`${ONE}/plan/write`, TOVHOLDER, { shows: ['plan'] }),
	aboutCitizens.does(`${ONE}/plan/write`, 'default', TOVHOLDER, {
		form: () => ({
			id: randomUUID(),
			version: '1',
			category: 'housing',
			aim: 'Et sted at bo',
			steps: 'Vi søger sammen',
			cooperation: 'Vi ses om mandagen',
			involvement: 'Altid først',
			reviewOn: '',
			owner: ['citizen']
		})
	}),
	aboutCitizens.sees('/me/plan', ['citizen', 'companion'], { ...about, shows: ['plan'] }),
	// L-18: the same plan in the parts that the law asks for, to those who read the plan.
	aboutCitizens.sees(`${ONE}/plan/section-141`, INVOLVED, { shows: ['plan'] }),
	aboutCitizens.does(`${ONE}/plan/section-141/pdf`, 'GET', READERS, {
		keeps: true,
		status: 200
	}),
	// L-19: whoever holds the threads, and an authority that is on it; the partners here are voluntary.
	aboutCitizens.sees(`${ONE}/journal`, TOVHOLDER),
	aboutCitizens.does(`${ONE}/journal`, 'default', TOVHOLDER, {
		form: ({ course }) => ({
			id: randomUUID(),
			caseNumber: '26/12',
			document: [`plan/${course.plan.id}`]
		})
	}),
	aboutCitizens.does(`${ONE}/journal/[package=id]`, 'GET', TOVHOLDER, {
		keeps: true,
		status: 200
	}),
	aboutCitizens.does('/me/plan', 'default', ['citizen'], {
		...about,
		form: (world) => ({ pathway: world.ids.pathway!, ...answered(world) })
	})
];
