/** A theory of change shown to others by a link: made and closed by those who keep the agreement, read by whoever holds it. */
import { randomUUID } from 'node:crypto';
import { besides, inForce, ONE, READERS, WRITERS } from './agreement-rows.ts';
import { EVERYBODY } from './kinds.ts';
import { open, signedIn } from './row.ts';

export const theoryRows = [
	signedIn.sees(`${ONE}/theory`, READERS, inForce),
	// The address is told in the answer, once.
	signedIn.does(`${ONE}/theory`, 'share', WRITERS, {
		...inForce,
		...besides(WRITERS),
		again: 'refused',
		form: () => ({ id: randomUUID(), meantFor: 'Bestyrelsen' })
	}),
	signedIn.does(`${ONE}/theory`, 'close', WRITERS, {
		...inForce,
		...besides(WRITERS),
		form: ({ theoryLink }) => ({ link: theoryLink })
	}),
	// What the agreement is called stands above its theory: the parties have given the address away.
	open.sees('/theory/[shared]', EVERYBODY, { opens: ['agreement'] })
];
