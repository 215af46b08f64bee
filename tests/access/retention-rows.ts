/** Keeping and erasing: the data protection officer's page, the tovholder's about one pathway, and the citizen's own. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import { aboutCitizens } from './row.ts';

const ALL = '/retention';
const ON_PATHWAY = '/pathways/[pathway=id]/retention';
const MINE = '/me/erasure';
const about = { search: ({ ids }: MatrixWorld) => `pathway=${ids.pathway}` };

const REASON = 'En klagesag er i gang';
const lift = ({ retention }: MatrixWorld) => ({ hold: retention.hold, version: '1', why: REASON });
const takeBack = ({ ids, retention }: MatrixWorld) => ({
	request: retention.request,
	pathway: ids.pathway!
});
const ask = ({ ids }: MatrixWorld) => ({ id: randomUUID(), pathway: ids.pathway! });

export const retentionRows = [
	aboutCitizens.sees(ALL, ['officer'], { shows: ['hold'] }),
	aboutCitizens.does(ALL, 'set', ['officer'], { form: () => ({ version: '0', months: '60' }) }),
	aboutCitizens.does(ALL, 'hold', ['officer'], {
		form: ({ retention }) => ({
			id: randomUUID(),
			number: String(retention.number),
			reason: REASON
		})
	}),
	aboutCitizens.does(ALL, 'lift', ['officer'], { form: lift }),
	aboutCitizens.does(ALL, 'decide', ['officer'], {
		form: ({ retention }) => ({
			request: retention.request,
			version: '1',
			decision: 'refused',
			reason: 'Loven siger, at det skal gemmes'
		})
	}),
	aboutCitizens.does(ALL, 'setGoing', ['officer'], { form: () => ({}) }),
	// An open pathway is not due: the list that would be let go is not the one that was shown.
	aboutCitizens.does(ALL, 'letGo', [], {
		refuses: ['officer'],
		form: ({ ids }) => ({ shown: ids.pathway! })
	}),
	aboutCitizens.sees(ON_PATHWAY, ['tovholder'], { shows: ['hold'] }),
	aboutCitizens.does(ON_PATHWAY, 'hold', ['tovholder'], {
		at: ({ closing }) => ({ pathway: closing.closed }),
		form: () => ({ id: randomUUID(), reason: REASON })
	}),
	aboutCitizens.does(ON_PATHWAY, 'lift', ['tovholder'], { form: lift }),
	aboutCitizens.does(ON_PATHWAY, 'ask', ['tovholder'], { form: ask }),
	aboutCitizens.sees(MINE, ['citizen'], { ...about, shows: ['hold'] }),
	aboutCitizens.does(MINE, 'ask', ['citizen'], { form: ask }),
	aboutCitizens.does(MINE, 'takeBack', ['citizen'], { form: takeBack }),
	// what the tovholder wrote down; that nobody takes back the citizen's own is told in keep-retention.test.ts
	aboutCitizens.does(ON_PATHWAY, 'takeBack', ['tovholder'], {
		at: ({ closing }) => ({ pathway: closing.closed }),
		form: ({ closing, retention }) => ({
			request: retention.writtenDown,
			pathway: closing.closed
		})
	})
];
