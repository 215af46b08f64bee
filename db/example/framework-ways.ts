/** Who tells of Solby's framework, and to whom. */
import { seatKey } from '#features/documents/names.rules.ts';
import type { Answer } from '#features/documents/template.rules.ts';
import { idOf } from './example.ts';
import { aviaja, kilden, lone, solby } from './people.ts';

/** The way that has been gone since the framework was approved. */
export const STAFF_MEETING = idOf('way staff meeting');

export const ways: Answer = {
	value: {
		kind: 'rows',
		rows: [
			{
				id: STAFF_MEETING,
				cells: {
					way: 'Personalemøde i Borgerservice og Jobcentret',
					audience: 'Dem, der møder borgerne først',
					when: 'Inden for en måned efter hver ny version',
					organisation: '',
					person: seatKey({ person: lone.id, organisation: solby.id }),
					file: ''
				}
			},
			{
				id: idOf('way Tuesday meeting'),
				cells: {
					way: 'Tirsdagsmøde i Kilden',
					audience: 'Frivillige og dem, der kommer der',
					when: 'To gange om året',
					organisation: kilden.id,
					person: seatKey({ person: aviaja.id, organisation: kilden.id }),
					file: ''
				}
			}
		]
	},
	notApplicable: null
};
