/** Meetings of a collaboration's groups: its parties read them, the project leader keeps them, and whoever sits in the group answers. */
import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../src/values/day.ts';
import type { MatrixWorld } from './arrange-world.ts';
import { except, PARTIES } from './kinds.ts';
import { signedIn, type Row } from './row.ts';

const LIST = '/collaborations/[collaboration=id]/meetings';
const ONE = `${LIST}/[meeting=id]`;
const LEADER = ['leader', 'weakLeader'] as const;
/** Those at work in the organisation whose task it is. */
const OF_THE_MUNICIPALITY = [
	...LEADER,
	'steering',
	'tovholder',
	'former',
	'weak',
	'rescuer',
	'officer'
] as const;
const OTHERS = { refuses: except(PARTIES, ...LEADER) };
const AHEAD = dayOf(new Date(Date.now() + 30 * 24 * 60 * 60 * 1000));

const at = ({ ids }: MatrixWorld) => ({ meeting: ids.groupMeeting! });
/** A meeting whose minutes are closed. */
const held = ({ ids }: MatrixWorld) => ({ meeting: ids.groupHeld! });
const CORRECTIONS = `${ONE}/corrections`;
const version = () => ({ version: '1' });
const RUN = `${ONE}/run`;
const TIMES = `${ONE}/times`;
/** A form of the meeting on the screen: to everybody who neither keeps it nor writes along it is not there. */
const runs = (action: string, form: Row['form']) =>
	signedIn.does(RUN, action, LEADER, { at, form });
const outcome = ({ ids }: MatrixWorld) => ({
	version: '1',
	item: ids.groupItem!,
	outcome: 'Det gør vi',
	outcomeKind: 'decision',
	goesOn: ''
});
const item = {
	title: 'Sommerfesten',
	aim: 'decide',
	minutes: '20',
	owner: '',
	parked: '',
	lateReason: 'Det kom i går'
};
const task = ({ ids }: MatrixWorld) => ({
	task: randomUUID(),
	agendaItem: ids.groupItem!,
	taskTitle: 'Lad nøglen ligge i kassen',
	responsible: ids.groupSeat!,
	dueOn: AHEAD,
	repeats: 'monthly'
});
const does = (action: string, form: Row['form'] = version) =>
	signedIn.does(ONE, action, LEADER, { ...OTHERS, at, form });

export const groupMeetingRows = [
	// each municipality chooses for itself.
	signedIn.sees('/collaborations/agenda', [...LEADER, 'neighbour']),
	signedIn.does('/collaborations/agenda', 'choose', [...LEADER, 'neighbour'], {
		form: () => ({ version: '0', days: 'workdays' })
	}),
	signedIn.sees(LIST, PARTIES),
	signedIn.does(LIST, 'begin', LEADER, {
		...OTHERS,
		form: () => ({
			id: randomUUID(),
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: AHEAD,
			starts: '10:00',
			minutes: '90',
			place: ''
		})
	}),
	signedIn.does(LIST, 'plan', LEADER, {
		...OTHERS,
		form: ({ ids }) => ({ series: ids.series!, version: '1' })
	}),
	signedIn.does(LIST, 'end', LEADER, {
		...OTHERS,
		form: ({ ids }) => ({ series: ids.series!, version: '1' })
	}),
	signedIn.sees(ONE, PARTIES, { at }),
	does('move', () => ({
		version: '1',
		day: AHEAD,
		start: '10:00',
		end: '11:00',
		place: 'Rådhuset'
	})),
	does('invite'),
	does('cancel'),
	does('close'),
	does('addItem', () => ({ ...item, item: randomUUID(), version: '0' })),
	does('changeItem', ({ ids }) => ({ ...item, item: ids.groupItem!, version: '1' })),
	does('minutes', () => ({ version: '1', minutes: 'Vi talte om det hele' })),
	// To everybody who neither keeps the meeting nor is of the organisation whose task it is, it is not there.
	signedIn.does(ONE, 'addTask', LEADER, { at, form: task }),
	signedIn.does(ONE, 'keep', OF_THE_MUNICIPALITY, {
		at,
		form: ({ ids }) => ({
			task: ids.groupTask!,
			version: '1',
			to: 'done',
			note: 'Nøglen ligger der'
		})
	}),
	signedIn.does(`${ONE}/pdf`, 'GET', PARTIES, { at: held, form: () => ({}), status: 200 }),
	signedIn.sees(CORRECTIONS, PARTIES, { at: held }),
	signedIn.does(CORRECTIONS, 'ask', [...LEADER, 'steering'], {
		refuses: except(PARTIES, ...LEADER, 'steering'),
		at: held,
		form: ({ ids }) => ({
			correction: randomUUID(),
			part: ids.heldItem!,
			words: 'Sådan var det ikke'
		})
	}),
	signedIn.does(CORRECTIONS, 'takeIn', LEADER, {
		at: held,
		form: ({ ids }) => ({ correction: ids.groupCorrection!, version: '1', text: 'Sådan var det' })
	}),
	signedIn.does(CORRECTIONS, 'decline', LEADER, {
		at: held,
		form: ({ ids }) => ({ correction: ids.groupCorrection!, reason: 'Det var sådan' })
	}),
	// A time is found together: whoever keeps the meeting proposes and chooses, those who sit in the group answer.
	signedIn.sees(TIMES, PARTIES, { at }),
	signedIn.does(TIMES, 'propose', LEADER, {
		at,
		form: ({ ids }) => ({
			day1: AHEAD,
			start1: '10:00',
			end1: '11:00',
			day2: addDays(AHEAD, 1),
			start2: '10:00',
			end2: '11:00',
			shown: ids.groupOption!
		})
	}),
	signedIn.does(TIMES, 'answer', [...LEADER, 'steering'], {
		refuses: except(PARTIES, ...LEADER, 'steering'),
		at,
		form: ({ ids }) => ({ [`answer-${ids.groupOption}`]: 'yes' })
	}),
	signedIn.does(TIMES, 'pick', LEADER, {
		at,
		again: 'refused',
		form: ({ ids }) => ({ option: ids.groupOption! })
	}),
	signedIn.sees(RUN, PARTIES, { at }),
	runs('step', ({ ids }) => ({ version: '', does: 'go', item: ids.groupItem!, participant: '' })),
	runs('outcome', outcome),
	runs('addTask', task),
	runs('rest', () => ({ version: '1', minutes: 'Vi talte om det hele' })),
	runs('attendance', () => ({})),
	runs('writers', () => ({})),
	signedIn.does(`${RUN}/keep`, 'POST', LEADER, { at, form: outcome, status: 200 }),
	signedIn.does(`${RUN}/keep`, 'GET', PARTIES, { at, keeps: true }),
	// Nobody of these has been asked yet.
	signedIn.does(ONE, 'answer', [], { at, form: () => ({ answer: 'yes', toSequence: '0' }) })
];
