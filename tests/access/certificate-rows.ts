/** Who meets children (L-21): each association keeps its own, its people read their own, and an authority has none here. */
import { randomUUID } from 'node:crypto';
import { AT_WORK, except, MUNICIPAL, type Kind } from './kinds.ts';
import { signedIn } from './row.ts';

const ALL = '/certificates';
const ONE = '/certificates/[role=id]';
/** Managers, and those who can bind their organisation. */
const KEEPERS = ['covered', 'contacted', 'declined'] as const;
const isKeeper = (kind: Kind): kind is (typeof KEEPERS)[number] =>
	(KEEPERS as readonly Kind[]).includes(kind);
const said = {
	role: 'Lektiehjælp',
	obtainedOn: '2026-01-05',
	obtainedBy: 'Karen Kontaktet',
	beginsOn: '2026-01-12',
	endsOn: ''
};

export const certificateRows = [
	signedIn.sees(ALL, except(AT_WORK, ...MUNICIPAL)),
	signedIn.does(ALL, 'add', KEEPERS, {
		form: ({ people }, kind) => ({
			id: randomUUID(),
			person: people[isKeeper(kind) ? kind : 'covered'].person,
			...said
		})
	}),
	signedIn.does(ALL, 'declare', KEEPERS, { form: () => ({ declaredOn: '2026-01-05' }) }),
	signedIn.does(ALL, 'takeBack', KEEPERS, { form: () => ({ declaredOn: '2026-01-05' }) }),
	signedIn.sees(ONE, ['covered']),
	signedIn.does(ONE, 'change', ['covered'], { form: () => ({ version: '1', ...said }) }),
	signedIn.does(ONE, 'remove', ['covered'], { again: 'none', form: () => ({ version: '1' }) })
];
