/** The map of the people around a citizen: the citizen's and the tovholder's, and nobody else's. */
import { randomUUID } from 'node:crypto';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { aboutCitizens } from './row.ts';

const NETWORK = '/pathways/[pathway=id]/network';
const MINE = '/me/network';
const TOVHOLDER = ['tovholder'] as const;
const CITIZEN = ['citizen'] as const;
const about = { search: ({ ids }: MatrixWorld) => `pathway=${ids.pathway}` };

const friend = {
	name: 'Vera',
	relation: 'ven',
	side: 'private',
	closeness: '1',
	involve: 'yes',
	involveWhen: '',
	agreedOn: TODAY,
	contact: '87 65 43 21'
};
const added = () => ({ id: randomUUID(), ...friend });
const changed = () => ({ version: '1', ...friend });
const removed = () => ({ version: '1' });

export const networkRows = [
	aboutCitizens.sees(NETWORK, TOVHOLDER, { shows: ['relation'] }),
	aboutCitizens.does(NETWORK, 'default', TOVHOLDER, { form: added }),
	aboutCitizens.sees(`${NETWORK}/[relation=id]`, TOVHOLDER, { shows: ['relation'] }),
	aboutCitizens.does(`${NETWORK}/[relation=id]`, 'change', TOVHOLDER, { form: changed }),
	aboutCitizens.does(`${NETWORK}/[relation=id]`, 'remove', TOVHOLDER, { form: removed }),

	aboutCitizens.sees(MINE, CITIZEN, { ...about, shows: ['relation'] }),
	aboutCitizens.does(MINE, 'default', CITIZEN, {
		form: ({ ids }) => ({ pathway: ids.pathway!, ...added() })
	}),
	aboutCitizens.sees(`${MINE}/[relation=id]`, CITIZEN, { ...about, shows: ['relation'] }),
	aboutCitizens.does(`${MINE}/[relation=id]`, 'change', CITIZEN, { ...about, form: changed }),
	aboutCitizens.does(`${MINE}/[relation=id]`, 'remove', CITIZEN, { ...about, form: removed })
];
