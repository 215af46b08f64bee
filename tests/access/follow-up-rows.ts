/** The model in numbers: for those who lead or steer; of nobody. */
import { aboutCitizens } from './row.ts';

const READERS = ['leader', 'steering'] as const;

export const followUpRows = [
	aboutCitizens.sees('/follow-up', READERS),
	aboutCitizens.sees('/follow-up/implementation', READERS),
	aboutCitizens.does('/follow-up/implementation/csv', 'GET', READERS, { keeps: true, status: 200 }),
	aboutCitizens.does('/follow-up/implementation/picture', 'GET', READERS, {
		keeps: true,
		status: 200
	}),
	aboutCitizens.does('/follow-up/csv', 'GET', READERS, { keeps: true, status: 200 })
];
