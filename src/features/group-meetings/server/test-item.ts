/** An item for the agenda of a group, as tests fill it in. */
import type { AgendaWords } from '#features/held-meetings/agenda.rules.ts';

export const ITEM: AgendaWords = {
	title: 'Sommerfest',
	aim: 'discuss',
	minutes: null,
	owner: null,
	parked: false,
	lateReason: ''
};
