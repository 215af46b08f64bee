/** Emergency access: opened by the municipality's own staff, seen by those it is about, reviewed by one who reads no pathway. */
import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './arrange-world.ts';
import type { Kind } from './kinds.ts';
import { aboutCitizens } from './row.ts';

const ALL = '/emergency';
const ONE = '/emergency/[emergency=id]';
const ON_PATHWAY = '/pathways/[pathway=id]/emergency';

/** Employees and managers of the municipality who do not steer. */
const STAFF: readonly Kind[] = ['tovholder', 'former', 'rescuer'];

const asked = () => ({
	id: randomUUID(),
	reason: 'Fundet bevidstløs i nat',
	name: 'Ingen af det navn',
	birthDate: '1980-02-03',
	lasts: 'today'
});
const own = ({ ids }: MatrixWorld) => ({ emergency: ids.emergency! });

export const emergencyRows = [
	aboutCitizens.sees(ALL, [...STAFF, 'officer']),
	// Nobody has that name: each is told so, and told nothing else.
	aboutCitizens.does(ALL, 'open', [], { refuses: STAFF, form: asked }),
	// Whoever opened it ends it; the tovholder is staff too, and may from here as well.
	aboutCitizens.does(ALL, 'end', ['rescuer', 'tovholder'], { form: own }),
	aboutCitizens.sees(ONE, ['officer'], { shows: ['emergency'] }),
	aboutCitizens.does(ONE, 'default', ['officer'], {
		form: () => ({ version: '1', finding: 'justified', note: '' })
	}),
	aboutCitizens.sees(ON_PATHWAY, ['tovholder'], { shows: ['emergency'] }),
	aboutCitizens.does(ON_PATHWAY, 'end', ['tovholder'], { form: own })
];
