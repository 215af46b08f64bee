/** Coordinating meetings: whoever may read meetings reads the document; the tovholder alone plans and writes. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/values/day.ts';
import { planForm, type Step } from './arrange-meetings.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';
import { EVERYBODY, INVOLVED } from './kinds.ts';
import { aboutCitizens, open, type Row } from './row.ts';

const LIST = '/pathways/[pathway=id]/meetings';
const ONE = `${LIST}/[meeting=id]`;
const TOVHOLDER = ['tovholder'] as const;
/** To whom consent, or the citizen, has opened meetings. */
const READERS = ['citizen', 'companion', 'tovholder', 'covered', 'rescuer'] as const;

/** A form of the document at one of its steps. */
const does = (action: string, step: Step, words: Partial<Pick<Row, 'form'>> = {}) =>
	aboutCitizens.does(ONE, action, TOVHOLDER, {
		at: ({ meetings }) => ({ meeting: meetings[step].id }),
		...words
	});

/** What the page of a meeting carries along. */
const read = (step: Step) => ({
	form: async ({ shown }: MatrixWorld) => ({ version: await shown(step) })
});

const RUN = `${ONE}/run`;
/** A form of the meeting on the screen, while it is held. */
const runs = (action: string, form: Row['form'], words: Partial<Pick<Row, 'search'>> = {}) =>
	aboutCitizens.does(RUN, action, TOVHOLDER, {
		at: ({ meetings }) => ({ meeting: meetings.minuted.id }),
		form,
		...words
	});
const aboutItem = { search: ({ meetings }: MatrixWorld) => `item=${meetings.minuted.item}` };
const outcome = ({ meetings }: MatrixWorld) => ({
	version: '1',
	item: meetings.minuted.item,
	outcome: 'Det gør vi',
	outcomeKind: 'decision',
	goesOn: ''
});
const taskForm = ({ meetings: { minuted } }: MatrixWorld) => ({
	task: randomUUID(),
	agendaItem: minuted.item,
	taskTitle: 'Ring',
	responsible: 'citizen',
	dueOn: TODAY,
	repeats: 'weekly'
});

const TIMES = `${ONE}/times`;
const onTimes = { at: ({ meetings }: MatrixWorld) => ({ meeting: meetings.draft.id }) };
/** Two times in the days to come. */
const timesForm = () => ({
	day1: addDays(TODAY, 30),
	start1: '10:00',
	end1: '11:00',
	day2: addDays(TODAY, 31),
	start2: '10:00',
	end2: '11:00'
});
const CORRECTIONS = `${ONE}/corrections`;
const corrects = (
	action: string,
	lets: Parameters<typeof aboutCitizens.does>[2],
	form: Row['form']
) =>
	aboutCitizens.does(CORRECTIONS, action, lets, {
		at: ({ meetings }) => ({ meeting: meetings.sent.id }),
		...(action === 'ask' && { refuses: READERS.filter((kind) => kind !== 'citizen') }),
		form
	});

const item = {
	title: 'Boligen',
	aim: 'decide',
	minutes: '',
	owner: '',
	lateReason: '',
	version: '1'
};

export const meetingRows = [
	aboutCitizens.sees(LIST, INVOLVED, { shows: ['meeting', 'draft'] }),
	aboutCitizens.sees(`${LIST}/new`, TOVHOLDER),
	aboutCitizens.does(`${LIST}/new`, 'default', TOVHOLDER, {
		form: () => ({ id: randomUUID(), version: '', ...planForm() })
	}),
	aboutCitizens.sees(ONE, READERS, {
		at: ({ meetings }) => ({ meeting: meetings.invited.id }),
		shows: ['meeting']
	}),

	// The minutes that were sent, on paper.
	aboutCitizens.does(`${ONE}/pdf`, 'GET', READERS, {
		at: ({ meetings }) => ({ meeting: meetings.sent.id }),
		keeps: true,
		status: 200
	}),
	// Whether one comes: those who were asked say so. The link in a mail is taken for the one it was sent to, whoever is signed in.
	aboutCitizens.does(ONE, 'answer', ['citizen'], {
		at: ({ meetings }) => ({ meeting: meetings.invited.id }),
		form: () => ({ answer: 'yes', toSequence: '0' })
	}),
	open.sees('/answers/[answer]', EVERYBODY),
	open.does('/answers/[answer]', 'default', EVERYBODY, {
		form: () => ({ answer: 'maybe', toSequence: '0' })
	}),
	open.sees('/times/[times]', EVERYBODY),
	open.does('/times/[times]', 'default', EVERYBODY, {
		again: 'refused',
		form: ({ meetings }) => ({ [`answer-${meetings.option}`]: 'yes' })
	}),
	// A calendar program brings the secret and nothing else.
	open.does('/calendar/[feed].ics', 'GET', EVERYBODY, { keeps: true, status: 200 }),
	does('change', 'draft', { form: () => ({ id: '', version: '1', ...planForm() }) }),
	does('invite', 'draft', read('draft')),
	// Nothing has changed: everybody has what stands, and nothing is sent.
	aboutCitizens.does(ONE, 'sendChanges', TOVHOLDER, {
		at: ({ meetings }) => ({ meeting: meetings.invited.id }),
		...read('invited')
	}),
	does('cancel', 'invited', read('invited')),
	does('room', 'draft', { form: () => ({ ready: ['booked'] }) }),
	// A time is found together: the tovholder proposes and chooses, the citizen and those on the list answer.
	aboutCitizens.sees(TIMES, ['citizen', ...TOVHOLDER], onTimes),
	aboutCitizens.does(TIMES, 'propose', TOVHOLDER, {
		...onTimes,
		form: ({ meetings }) => ({ ...timesForm(), shown: meetings.option })
	}),
	aboutCitizens.does(TIMES, 'answer', ['citizen'], {
		...onTimes,
		refuses: TOVHOLDER,
		form: ({ meetings }) => ({ [`answer-${meetings.option}`]: 'yes' })
	}),
	aboutCitizens.does(TIMES, 'pick', TOVHOLDER, {
		...onTimes,
		again: 'refused',
		form: ({ meetings }) => ({ option: meetings.option })
	}),
	does('addParticipant', 'draft', {
		form: async ({ shown }) => ({
			participant: randomUUID(),
			version: await shown('draft'),
			who: 'guest',
			guest: 'Gunnar',
			reason: 'Nabo'
		})
	}),
	does('removeParticipant', 'draft', {
		form: async ({ meetings, shown }) => ({
			participant: meetings.draft.guest,
			version: await shown('draft')
		})
	}),
	does('addItem', 'draft', { form: () => ({ ...item, item: randomUUID() }) }),
	does('changeItem', 'draft', {
		form: ({ meetings }) => ({ ...item, item: meetings.draft.item })
	}),
	does('moveItem', 'draft', {
		form: ({ meetings }) => ({
			item: meetings.draft.item,
			version: '1',
			above: meetings.draft.first
		})
	}),
	does('removeItem', 'draft', {
		form: ({ meetings }) => ({ item: meetings.draft.item, version: '1' })
	}),
	does('takeParked', 'draft', { form: ({ meetings }) => ({ item: meetings.parked }) }),
	does('dropParked', 'draft', {
		form: ({ meetings }) => ({ item: meetings.parked, version: '1', reason: 'Løst i telefonen' })
	}),
	does('begin', 'invited', read('invited')),
	does('takeBack', 'invited', read('invited')),
	does('minutes', 'minuted', {
		form: ({ meetings: { minuted } }) => ({
			version: '1',
			minutes: 'Vi blev enige',
			[`version-${minuted.item}`]: '1',
			[`outcome-${minuted.item}`]: 'Det gør vi'
		})
	}),
	does('addTask', 'minuted', { form: taskForm }),
	// On the screen: who may read the meeting sees where it is; the tovholder leads, and asks others to write along.
	aboutCitizens.sees(RUN, READERS, {
		at: ({ meetings }) => ({ meeting: meetings.minuted.id }),
		shows: ['meeting']
	}),
	runs('step', ({ meetings }) => ({
		version: '',
		does: 'go',
		item: meetings.minuted.item,
		participant: ''
	})),
	runs('outcome', outcome, aboutItem),
	runs('rest', () => ({ version: '1', minutes: 'Vi blev enige', withoutCitizen: '' })),
	runs('attendance', ({ meetings }) => ({ attended: [meetings.minuted.guest] })),
	runs('writers', () => ({})),
	runs('addTask', taskForm, aboutItem),
	aboutCitizens.does(`${RUN}/keep`, 'POST', TOVHOLDER, {
		at: ({ meetings }) => ({ meeting: meetings.minuted.id }),
		form: outcome,
		status: 200
	}),
	// Whether it has gone on, asked by every screen that shows it.
	aboutCitizens.does(`${RUN}/keep`, 'GET', READERS, {
		at: ({ meetings }) => ({ meeting: meetings.minuted.id }),
		keeps: true
	}),
	does('sendMinutes', 'minuted', read('minuted')),
	// Corrections of minutes that are sent: those who took part ask, the tovholder answers.
	aboutCitizens.sees(CORRECTIONS, READERS, {
		at: ({ meetings }) => ({ meeting: meetings.sent.id }),
		shows: ['meeting']
	}),
	corrects('ask', ['citizen'], ({ meetings }) => ({
		correction: randomUUID(),
		part: meetings.sent.item,
		words: 'Det var i juni'
	})),
	corrects('takeIn', TOVHOLDER, ({ meetings }) => ({
		correction: meetings.correction,
		version: '1',
		text: 'Det var i juni'
	})),
	corrects('decline', TOVHOLDER, ({ meetings }) => ({
		correction: meetings.correction,
		reason: 'Det står i kalenderen'
	})),
	does('explain', 'sent', {
		form: async ({ shown }) => ({
			version: await shown('sent'),
			on: TODAY,
			how: 'explained',
			note: 'Talt igennem'
		})
	})
];
