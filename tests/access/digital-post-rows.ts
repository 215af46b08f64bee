/** Digital Post: whoever holds the threads for the municipality sends it, and nobody else finds the page (L-7, L-30). */
import { aboutCitizens, type Row } from './row.ts';

const PAGE = '/pathways/[pathway=id]/tasks/[task=id]/digital-post';
const TOVHOLDER = ['tovholder'] as const;

export const digitalPostRows: readonly Row[] = [
	aboutCitizens.sees(PAGE, TOVHOLDER, {
		at: ({ meetings }) => ({ task: meetings.telling }),
		shows: ['name']
	}),
	// This citizen gets mails, so nothing is sent.
	aboutCitizens.does(PAGE, 'default', [], {
		at: ({ meetings }) => ({ task: meetings.telling }),
		refuses: TOVHOLDER,
		form: ({ meetings }) => ({
			sending: meetings.sending,
			civilNumber: '010590-1234',
			civilNumberAgain: '010590-1234'
		}),
		keeps: true
	})
];
