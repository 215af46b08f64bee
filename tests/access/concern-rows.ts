/** Worry about a child: whom to turn to, and doubts that name nobody; read by who asks and who is asked. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { AT_WORK, except, PARTIES } from './kinds.ts';
import { signedIn } from './row.ts';

const ONE = '/concerns/[doubt=id]';
/** Who is asked; once more with a password alone, which is enough where nobody is named. */
const ASKED = ['leader', 'weakLeader'] as const;

export const concernRows = [
	signedIn.sees('/concerns', AT_WORK),
	signedIn.does('/concerns', 'ask', except(PARTIES, ...ASKED), {
		// The contact is the project leader: not for the neighbour, and not for oneself.
		refuses: ['neighbour', ...ASKED],
		form: ({ people }: MatrixWorld) => ({
			doubt: randomUUID(),
			contact: `${people.leader.person} ${people.leader.organisation}`,
			question: 'Et barn kommer ofte uden mad. Er det noget, vi skal henvise?'
		})
	}),
	signedIn.sees(ONE, [...ASKED, 'covered'], { shows: ['doubt'] }),
	signedIn.does(ONE, 'default', ASKED, {
		form: () => ({ version: '1', answer: 'talk', note: 'I morgen kl. 9' })
	})
];
