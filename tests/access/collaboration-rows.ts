/** The collaboration level: its parties see it, its project leader changes it; no citizen is in sight. */
import { randomUUID } from 'node:crypto';
import { AT_WORK, except, PARTIES } from './kinds.ts';
import { aboutCitizens, signedIn } from './row.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';

const ONE = '/collaborations/[collaboration=id]';
const LEADER = ['leader', 'weakLeader'] as const;
const OTHERS = { refuses: except(PARTIES, ...LEADER) };

const what = { name: 'Hverdag og hjem', purpose: 'Sammen', phase: 'running' };
const bystander = ({ people }: MatrixWorld, between: string) =>
	`${people.bystander.person}${between}${people.bystander.organisation}`;
const former = ({ people }: MatrixWorld) => `${people.former.person} ${people.former.organisation}`;
const decision = (world: MatrixWorld) => ({
	id: randomUUID(),
	version: '1',
	candidate: former(world),
	reason: 'Kender borgeren bedst',
	route: 'direct',
	agreedOn: TODAY,
	heardBy: 'Lea',
	citizenPart: 'present',
	citizenNote: '',
	handoverUntil: ''
});

/** A pathway that is held for the time being. */
const undecided = ({ closing }: MatrixWorld) => ({ pathway: closing.quiet });
const call = (world: MatrixWorld) => ({
	day: '2099-05-07',
	start: '10:00',
	end: '11:00',
	place: 'Biblioteket',
	candidates: bystander(world, ' ')
});

export const collaborationRows = [
	signedIn.sees('/collaborations', AT_WORK),
	signedIn.sees('/collaborations/new', AT_WORK),
	// a municipality's project leader begins one, in the own municipality.
	signedIn.does('/collaborations/new', 'begin', [...LEADER, 'neighbour'], {
		refuses: except(AT_WORK, ...LEADER, 'neighbour'),
		form: () => ({ id: randomUUID(), ...what })
	}),

	signedIn.sees(ONE, PARTIES),
	signedIn.sees(`${ONE}/year`, PARTIES),
	signedIn.does(ONE, 'join', LEADER, {
		...OTHERS,
		form: ({ outside }) => ({ organisation: outside })
	}),
	signedIn.does(ONE, 'leave', LEADER, {
		...OTHERS,
		form: ({ people }) => ({ organisation: people.bystander.organisation! })
	}),
	signedIn.does(ONE, 'give', LEADER, {
		...OTHERS,
		form: (world) => ({
			group: 'project',
			member: bystander(world, '/'),
			since: TODAY,
			until: ''
		})
	}),
	signedIn.does(ONE, 'end', LEADER, {
		...OTHERS,
		form: ({ people, world }) => ({
			group: 'steering',
			member: `${people.steering.person}/${world.tenant}`,
			version: '1'
		})
	}),
	signedIn.sees(`${ONE}/edit`, LEADER),
	signedIn.does(`${ONE}/edit`, 'save', LEADER, {
		form: () => ({ version: '1', ...what })
	}),
	// the project leader gives the lead on; an administrator only where that person has left.
	signedIn.sees(`${ONE}/leader`, LEADER),
	signedIn.does(`${ONE}/leader`, 'default', LEADER, {
		form: ({ people }) => ({ version: '1', leader: people.former.person, keeps: ['project'] })
	}),

	// who stands in where a tovholder leaves.
	signedIn.sees(`${ONE}/stand-in`, LEADER),
	signedIn.does(`${ONE}/stand-in`, 'default', LEADER, {
		form: ({ people }) => ({ version: '1', standIn: people.former.person })
	}),

	// how long a pathway waits for its tovholder, and who may be one. Numbers, never names of citizens;
	// and a second factor before, since a decision opens a pathway.
	aboutCitizens.sees(`${ONE}/allotments`, ['leader']),
	aboutCitizens.sees(`${ONE}/allotments/[pathway=id]`, ['leader']),
	aboutCitizens.does(`${ONE}/allotments/[pathway=id]`, 'decide', ['leader'], { form: decision }),
	aboutCitizens.does(`${ONE}/allotments/[pathway=id]`, 'decline', ['leader'], {
		form: ({ ids }) => ({ transfer: ids.wish!, version: '1', note: 'Ikke nu' })
	}),
	// where nobody is found yet the possible tovholdere are called together, with the citizen.
	aboutCitizens.sees(`${ONE}/allotments/[pathway=id]/meeting`, ['leader'], {
		at: undecided,
		shows: ['called']
	}),
	aboutCitizens.does(`${ONE}/allotments/[pathway=id]/meeting`, 'call', [], {
		// The threads are held for good.
		refuses: ['leader'],
		form: (world) => ({ meeting: randomUUID(), ...call(world) })
	}),
	aboutCitizens.does(`${ONE}/allotments/[pathway=id]/meeting`, 'change', ['leader'], {
		at: undecided,
		form: (world) => ({ meeting: world.called, version: '1', ...call(world) })
	}),
	aboutCitizens.does(`${ONE}/allotments/[pathway=id]/meeting`, 'cancel', ['leader'], {
		at: undecided,
		form: ({ called }) => ({ meeting: called, version: '1' })
	}),
	signedIn.sees(`${ONE}/pool`, LEADER),
	signedIn.does(`${ONE}/pool`, 'add', LEADER, {
		form: (world) => ({ candidate: bystander(world, ' ') })
	}),
	signedIn.does(`${ONE}/pool`, 'remove', LEADER, {
		form: (world) => ({ candidate: former(world) })
	}),
	signedIn.does(`${ONE}/pool`, 'present', LEADER, {
		form: (world) => ({ candidate: former(world), presentedOn: TODAY })
	})
];
