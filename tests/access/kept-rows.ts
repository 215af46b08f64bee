/** How long things are kept, kind by kind (L-12): the officer for the municipality, and who answers for another organisation for that one. */
import type { Kind } from './kinds.ts';
import { aboutCitizens } from './row.ts';

const ALL = '/retention/kinds';
const KEEPERS = ['officer', 'covered', 'contacted', 'declined'] as const;
const REASON = 'En klagesag er i gang';

export const keptRows = [
	aboutCitizens.sees(ALL, KEEPERS),
	aboutCitizens.does(ALL, 'set', KEEPERS, {
		form: () => ({ kind: 'doubt', version: '0', months: '60' })
	}),
	// What the municipality alone is responsible for, nobody else says how long it keeps.
	aboutCitizens.does(ALL, 'hold', ['officer'], {
		form: (_, kind: Kind) => ({ kind: kind === 'officer' ? 'notice' : 'log', reason: REASON })
	}),
	aboutCitizens.does(ALL, 'lift', KEEPERS, { form: () => ({ kind: 'part' }) }),
	// Nothing came to a stop, so that there is nothing to set going.
	aboutCitizens.does(ALL, 'setGoing', [], { form: () => ({ kind: 'part' }) }),
	// Nothing that was shown is there to let go.
	aboutCitizens.does(ALL, 'letGo', [], {
		refuses: KEEPERS,
		form: () => ({ kind: 'part', until: '2020-01-01', mark: '0:0' })
	})
];
