/** What agreements set going, what their parties decide together, and the templates they are written on. */
import { randomUUID } from 'node:crypto';
import { addDays, dayNow } from '../../src/values/day.ts';
import { besides, inForce, ONE, READERS, SIGNATORIES, WRITERS } from './agreement-rows.ts';
import type { MatrixWorld } from './arrange-world.ts';
import { AT_WORK, type Kind } from './kinds.ts';
import { signedIn } from './row.ts';

const DECISION = `${ONE}/decisions/[decision=id]`;
const aGoal = {
	at: ({ agreements }: MatrixWorld) => ({ agreement: agreements.running, thing: agreements.goal })
};
/** Project leaders of a municipality, and its administrators. */
const SHAPERS: readonly Kind[] = ['leader', 'weakLeader', 'neighbour', 'administrator'];
const aKind = { at: () => ({ kind: 'activity-agreement', section: 'practical' }) };

export const formRows = [
	signedIn.sees(`${ONE}/set-going`, READERS, inForce),
	// All of it lives already.
	signedIn.does(`${ONE}/set-going`, 'go', WRITERS, { ...inForce, ...besides(WRITERS) }),
	signedIn.sees(`${ONE}/set-going/[thing=id]`, READERS, aGoal),
	signedIn.does(`${ONE}/set-going/[thing=id]`, 'tell', WRITERS, {
		...aGoal,
		...besides(WRITERS),
		form: () => ({ version: '1', status: 'under-way', reached: '7', note: 'Syv indtil nu' })
	}),
	signedIn.sees('/my-tasks', AT_WORK),

	signedIn.sees(`${ONE}/decisions`, READERS),
	signedIn.sees(`${ONE}/decisions/new`, WRITERS, inForce),
	signedIn.does(`${ONE}/decisions/new`, 'ask', WRITERS, {
		...inForce,
		form: ({ people, world }) => ({
			id: randomUUID(),
			title: 'Nye åbningstider',
			body: 'Vi åbner klokken ti.',
			member: [
				`${people.leader.person}.${world.tenant}`,
				`${people.covered.person}.${people.covered.organisation}`
			],
			party: [world.tenant],
			needed: ['1']
		})
	}),
	signedIn.sees(DECISION, READERS, inForce),
	signedIn.does(DECISION, 'say', SIGNATORIES, {
		...inForce,
		...besides(SIGNATORIES),
		form: ({ agreements }) => ({ hash: agreements.question.hash, stand: 'consent', reason: '' })
	}),
	// Nobody has said anything yet.
	signedIn.does(DECISION, 'close', [], {
		...inForce,
		refuses: READERS,
		form: () => ({ version: '1', review: addDays(dayNow(), 90) })
	}),
	signedIn.does(DECISION, 'change', WRITERS, {
		...inForce,
		...besides(WRITERS),
		form: () => ({ version: '1', title: 'Vinterlukning', body: 'Vi lukker i januar.' })
	}),
	signedIn.does(DECISION, 'back', WRITERS, {
		...inForce,
		...besides(WRITERS),
		form: () => ({ version: '1' })
	}),
	// It is not decided.
	signedIn.does(DECISION, 'look', [], {
		...inForce,
		refuses: READERS,
		form: () => ({ id: randomUUID(), version: '1', outcome: 'ended', next: '', note: '' })
	}),

	signedIn.sees(`${ONE}/edition`, READERS),
	// It is on the newest edition: there is nothing to move to.
	signedIn.does(`${ONE}/edition`, 'move', [], {
		refuses: READERS,
		form: () => ({ version: '1', to: '9.0', seen: '' })
	}),
	signedIn.sees('/templates', SHAPERS),
	signedIn.sees('/templates/[kind]', SHAPERS, aKind),
	// Nothing of it has been changed yet, and no original is newer.
	signedIn.does('/templates/[kind]', 'use', [], {
		...aKind,
		refuses: SHAPERS,
		form: () => ({ version: '0' })
	}),
	signedIn.does('/templates/[kind]', 'carry', SHAPERS, {
		...aKind,
		form: () => ({ version: '0' })
	}),
	signedIn.sees('/templates/[kind]/[section]', SHAPERS, aKind),
	signedIn.does('/templates/[kind]/[section]', 'save', SHAPERS, {
		...aKind,
		form: () => ({ version: '0', 'own-label.own-nearest': 'Hvor er nøglen?' })
	})
];
