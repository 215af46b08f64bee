/** Worry about a child: whom to turn to, and doubts that name nobody; read by who asks and who is asked. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { AT_WORK, except, PARTIES } from './kinds.ts';
import { signedIn } from './row.ts';

const ONE = '/concerns/[doubt=id]';
/** Who is asked; once more with a password alone, which is enough where nobody is named. */
const ASKED = ['leader', 'weakLeader'] as const;
/** The project leaders of either municipality. */
const ASKED_OR_NEIGHBOUR = [...ASKED, 'neighbour'] as const;

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
	// L-15: nobody at work is kept from it, and nobody reads another's.
	signedIn.does('/concerns', 'note', AT_WORK, {
		form: () => ({ notified: randomUUID(), madeOn: '2026-05-04', time: '09:30', way: 'phone' })
	}),
	signedIn.does('/concerns', 'forget', AT_WORK, { form: () => ({ notified: randomUUID() }) }),
	signedIn.sees('/concerns/channel', ASKED_OR_NEIGHBOUR),
	signedIn.does('/concerns/channel', 'default', ASKED_OR_NEIGHBOUR, {
		form: () => ({ version: '0', phone: '12 34 56 78', channel: '', week: 'saturdays' })
	}),
	signedIn.sees(ONE, [...ASKED, 'covered'], { shows: ['doubt'] }),
	signedIn.does(ONE, 'default', ASKED, {
		form: () => ({ version: '1', answer: 'talk', note: 'I morgen kl. 9' })
	})
];
