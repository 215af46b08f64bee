/** Organisations as the municipality's own people see them, and whom it knows there: its project leaders and administrators write. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { except, MUNICIPAL } from './kinds.ts';
import { signedIn } from './row.ts';

const ONE = '/organisations/[organisation=id]';
const READERS = [...MUNICIPAL, 'administrator'] as const;
const HERE = except(READERS, 'neighbour');
const KEEPERS = ['leader', 'weakLeader', 'administrator'] as const;
const said = { name: 'Nye Kontakt', email: '', phone: '87654321', purpose: 'Mad til mødet' };
const kept = ({ organisations }: MatrixWorld) => ({
	contact: organisations.contact,
	version: '1'
});

export const organisationRows = [
	signedIn.sees('/organisations', READERS),
	signedIn.sees(ONE, HERE),
	signedIn.does(ONE, 'add', KEEPERS, { form: () => ({ contact: randomUUID(), ...said }) }),
	signedIn.does(ONE, 'change', KEEPERS, { form: (world) => ({ ...kept(world), ...said }) }),
	signedIn.does(ONE, 'remove', KEEPERS, { again: 'none', form: kept })
];
