/** The directory of offers: all on the staff side read it; its keepers and the project leaders write; anybody reads what is open. */
import { randomUUID } from 'node:crypto';
import { idOfWords, TAXONOMIES, TERMS } from '../../src/features/directory/server/hsds-service.ts';
import type { MatrixWorld } from './arrange-world.ts';
import { AT_WORK, EVERYBODY, except, PARTIES, type Kind } from './kinds.ts';
import { aboutCitizens, open, signedIn } from './row.ts';

const LEADER = ['leader', 'weakLeader'] as const;
/** Of the municipality, and of the other. */
const LEADERS = [...LEADER, 'neighbour'] as const;
const STAFF = [...PARTIES, 'administrator'] as const;
const KEEPERS = [...LEADER, 'bystander'] as const;
const OTHERS = { refuses: except(STAFF, ...KEEPERS) };
const ONE = '/directory/[offer=id]';
const IMPORT = '/directory/import/[import=id]';

const words = {
	name: 'Suppekøkkenet',
	targetGroup: 'Sultne',
	content: 'Suppe hver torsdag',
	contact: 'Kom forbi'
};
const own = ({ people }: MatrixWorld, kind: Kind) =>
	kind === 'nobody' ? '' : (people[kind].organisation ?? '');

export const directoryRows = [
	signedIn.sees('/directory', [...AT_WORK, 'administrator']),
	signedIn.sees('/directory/new', AT_WORK),
	signedIn.does('/directory/new', 'default', AT_WORK, {
		form: (world, kind) => ({
			offer: randomUUID(),
			organisation: own(world, kind) || world.world.tenant,
			...words
		})
	}),
	signedIn.sees('/directory/mine', AT_WORK),
	signedIn.does('/directory/mine', 'confirm', KEEPERS, {
		refuses: except(PARTIES, ...KEEPERS),
		form: ({ ids }) => ({ offer: ids.offer!, version: '1' })
	}),
	signedIn.sees(ONE, STAFF),
	signedIn.does(ONE, 'confirm', KEEPERS, {
		...OTHERS,
		form: ({ ids }) => ({ offer: ids.offer!, version: '1' })
	}),
	signedIn.does(ONE, 'withdraw', KEEPERS, {
		...OTHERS,
		form: () => ({ version: '1', isWithdrawn: 'yes' })
	}),
	signedIn.sees(`${ONE}/edit`, KEEPERS),
	signedIn.does(`${ONE}/edit`, 'save', KEEPERS, { form: () => ({ version: '1', ...words }) }),
	signedIn.sees('/directory/settings', LEADERS),
	signedIn.does('/directory/settings', 'save', LEADERS, {
		form: () => ({
			version: '1',
			isPublic: 'yes',
			rhythmMonths: '3',
			hiddenAfterDays: '30',
			whomToAsk: ''
		})
	}),
	signedIn.sees('/directory/words', LEADERS),
	signedIn.does('/directory/words', 'save', LEADERS, {
		form: () => ({ id: randomUUID(), replaces: '', version: '1', words: 'suppe, bouillon' })
	}),
	signedIn.sees('/directory/import', LEADERS),
	// Without a file there is nothing to read.
	signedIn.does('/directory/import', 'read', LEADERS, { form: () => ({}), status: 422 }),
	signedIn.sees(IMPORT, LEADER),
	// What is taken in is what was seen.
	signedIn.does(IMPORT, 'take', [], { refuses: LEADER, form: () => ({ mark: 'unseen' }) }),
	signedIn.does(IMPORT, 'undo', [], { refuses: LEADER }),
	signedIn.does(IMPORT, 'discard', LEADER, { again: 'none' }),
	signedIn.sees(`${IMPORT}/columns`, LEADER),
	signedIn.does(`${IMPORT}/columns`, 'save', LEADER, {
		form: () => ({ version: '1', column: ['name', 'targetGroup', 'content', 'contact'] })
	}),
	...['xlsx', 'csv', 'json', 'tables'].map((form) =>
		signedIn.does(`/directory/export/${form}`, 'GET', [...AT_WORK, 'administrator'], {
			keeps: true,
			status: 200
		})
	),
	// Whoever holds the link in a mail is taken for the one it was sent to, whoever is signed in.
	open.sees('/directory/confirm/[asked]', EVERYBODY),
	open.does('/directory/confirm/[asked]', 'default', EVERYBODY, {
		form: ({ ids }) => ({ right: [`${ids.offer} 1`] })
	}),
	...[
		'',
		'/openapi.json',
		'/services',
		'/services/[service=id]',
		'/organizations',
		'/organizations/[organization=id]',
		'/service_at_locations',
		'/service_at_locations/[at=id]',
		'/taxonomies',
		'/taxonomies/[taxonomy=id]',
		'/taxonomy_terms',
		'/taxonomy_terms/[term=id]'
	].map((path) =>
		open.does(`/api/hsds${path}`, 'GET', EVERYBODY, {
			keeps: true,
			status: 200,
			at: ({ world, ids }) => ({
				organization: idOfWords(world.tenant, 'Cafeen'),
				at: idOfWords(ids.offer!, 'service-at-location'),
				taxonomy: TAXONOMIES[0]!.taxonomy.id,
				term: TERMS[0]!.term.id
			})
		})
	),
	// There is nothing, and it is told in the words of the format.
	open.does('/api/hsds/[...rest]', 'GET', [], {
		keeps: true,
		at: () => ({ rest: 'services/none' })
	}),
	open.sees('/offers/[municipality=id]', EVERYBODY),
	open.sees('/offers/[municipality=id]/[offer=id]', EVERYBODY),
	open.sees('/offers/[municipality=id]/list', EVERYBODY),
	// whoever holds the threads.
	aboutCitizens.sees('/pathways/[pathway=id]/offers', ['tovholder']),
	//
	aboutCitizens.does('/pathways/[pathway=id]/offers', 'find', ['tovholder'], {
		keeps: true,
		form: () => ({ q: 'bolig', theme: 'housing' })
	}),
	aboutCitizens.does('/pathways/[pathway=id]/offers', 'choose', ['tovholder'], {
		form: ({ ids }) => ({ offer: ids.offer!, why: 'Det ligger tæt på' })
	}),
	aboutCitizens.does('/pathways/[pathway=id]/offers', 'drop', ['tovholder'], {
		form: ({ ids }) => ({ offer: ids.offer! })
	}),
	...[
		'/offers/[municipality=id]/list.json',
		'/offers/[municipality=id]/folder',
		'/offers/samspil-offers.js'
	].map((route) => open.does(route, 'GET', EVERYBODY, { keeps: true, status: 200 }))
];
