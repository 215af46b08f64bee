/** Setting up a municipality: the administrator's alone, in the own tenant, and to everybody else not there. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { signedIn } from './row.ts';

const ADMINISTRATOR = ['administrator'] as const;

const pages = [
	'/administration',
	'/administration/organisations',
	'/administration/organisations/duplicates',
	'/administration/organisations/new',
	'/administration/organisations/[organisation=id]',
	'/administration/outbox',
	'/administration/outbox/[mail=id]',
	'/administration/people',
	'/administration/people/invite',
	'/administration/people/invitations',
	'/administration/people/administrators',
	'/administration/people/[person=id]/[organisation=id]'
];

const does = (route: string, action: string, form: Parameters<typeof signedIn.does>[3]) =>
	signedIn.does(`/administration${route}`, action, ADMINISTRATOR, form);

const MERGE = '/administration/organisations/[organisation=id]/merge';
const search = ({ organisations }: MatrixWorld) => `into=${organisations.twin}`;
const twins = ({ ids, organisations }: MatrixWorld) => ({
	one: ids.organisation!,
	other: organisations.twin
});

/** What an administrator sends who has looked at what would move. */
const merge = async ({ organisations, shelterName, seenMerge }: MatrixWorld) => ({
	into: organisations.twin,
	seen: await seenMerge(),
	name: shelterName,
	reason: 'Samme CVR-nummer'
});

export const administrationRows = [
	...pages.map((route) => signedIn.sees(route, ADMINISTRATOR)),
	signedIn.sees(MERGE, ADMINISTRATOR, { search }),
	signedIn.does(MERGE, 'merge', ADMINISTRATOR, { search, form: merge }),
	does('/organisations/duplicates', 'apart', { form: twins }),
	does('/organisations/duplicates', 'again', { form: twins }),
	does('', 'create', { form: () => ({ id: randomUUID(), name: `Nyby ${randomUUID()}`, cvr: '' }) }),
	does('/organisations/new', 'add', {
		form: () => ({
			id: randomUUID(),
			name: `Ny ${randomUUID()}`,
			kind: 'voluntary',
			cvr: '',
			contact: ''
		})
	}),
	does('/organisations/new', 'choose', {
		form: ({ people }) => ({ organisation: people.neighbour.organisation! })
	}),
	does('/organisations/[organisation=id]', 'change', {
		form: () => ({ version: '1', name: 'Nyt navn', cvr: '', contact: '' })
	}),
	does('/people/invite', 'invite', {
		form: ({ ids }) => ({
			id: randomUUID(),
			name: 'Ny Medarbejder',
			email: `${randomUUID()}@example.test`,
			organisation: ids.organisation!,
			title: '',
			function: 'employee'
		})
	}),
	does('/people/invitations', 'revoke', {
		form: ({ invitation }) => ({ invitation, next: randomUUID() })
	}),
	does('/people/invitations', 'again', {
		form: ({ invitation }) => ({ invitation, next: randomUUID() })
	}),
	// Of somebody who is no administrator it is so already.
	does('/people/administrators', 'remove', {
		form: ({ people }) => ({ person: people.steering.person })
	}),
	does('/people/[person=id]/[organisation=id]', 'appoint', {}),
	does('/people/[person=id]/[organisation=id]', 'unappoint', {}),
	does('/people/[person=id]/[organisation=id]', 'change', {
		form: () => ({ version: '1', title: 'Leder', function: 'manager' })
	}),
	does('/people/[person=id]/[organisation=id]', 'anew', {}),
	does('/people/[person=id]/[organisation=id]', 'end', {
		form: () => ({ version: '1', when: 'now', lastDay: '' })
	})
];
