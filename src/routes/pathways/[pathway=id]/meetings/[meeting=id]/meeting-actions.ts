/** What the forms of a meeting's document do: each reads its form, lets a verb act, and goes back to the document. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { m } from '#messages';
import { ItemForm } from '#features/held-meetings/agenda.schema.ts';
import {
	detailsOf,
	DropForm,
	ExplainForm,
	ItemChoice,
	MeetingForm,
	MoveForm,
	ParticipantChoice,
	ParticipantForm,
	RoomForm,
	StepForm
} from '#features/meetings/meeting.schema.ts';
import type { ChangedSince, Part } from '#features/meetings/seen.rules.ts';
import { readMinutes } from '#features/meetings/minutes.schema.ts';
import { AnswerForm } from '#features/meetings/answer.schema.ts';
import { answerMeeting } from '#features/meetings/server/answer-meeting.ts';
import { changeMeeting } from '#features/meetings/server/change-meeting.ts';
import {
	cancelMeeting,
	inviteToMeeting,
	sendChanges
} from '#features/meetings/server/invite-to-meeting.ts';
import {
	addAgendaItem,
	changeAgendaItem,
	moveAgendaItemUp,
	removeAgendaItem
} from '#features/meetings/server/keep-agenda.ts';
import { dropParkedItem, takeUpParked } from '#features/meetings/server/keep-parked.ts';
import { addParticipant, removeParticipant } from '#features/meetings/server/keep-participants.ts';
import { readyRoom } from '#features/meetings/server/ready-room.ts';
import {
	explainDecisions,
	sendMinutes,
	type ExplainedSince,
	type Explanation
} from '#features/meetings/server/send-minutes.ts';
import {
	beginMinutes,
	takeBackMinutes,
	writeMinutes
} from '#features/meetings/server/write-minutes.ts';
import { findGuest } from '#features/network/server/find-guest.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { MeetingTaskForm, taskOf } from '#features/tasks/task.schema.ts';
import type { Acting } from '#server/acting.ts';
import { readBody, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { refused, type SentBefore } from '#values/outcome.ts';
import {
	itemConflict,
	minutesConflict,
	parkedConflict,
	planConflict
} from './meeting-conflicts.ts';
import { PLACE } from './places.ts';

type Event = RequestEvent<{ pathway: string; meeting: string }>;
type Ids = [pathway: string, meeting: string];

/** What the page is told of a form that was not done. */
type Answer = {
	about: string;
	typed?: Record<string, string>;
	attended?: string[];
	/** Who was ticked when the form of the minutes was shown. */
	shown?: string[];
	problems?: Partial<Record<string, string[]>>;
	refusal?: string;
	/** What has changed in the document since it was shown. */
	changed?: readonly Part[];
	/** What is saved in the place of what was sent. */
	saved?: Explanation;
	conflict?: Awaited<ReturnType<typeof planConflict>>;
};

export const actions = {
	change: (event: Event) => {
		let isSent = false;
		return withForm(
			event,
			'change',
			MeetingForm,
			async (acting, ids, form) => {
				const changed = await changeMeeting(acting, ...ids, form.version, detailsOf(form));
				isSent = changed.ok && changed.value.sent;
				return changed;
			},
			() => (isSent ? 'changed' : undefined)
		);
	},
	invite: (event: Event) =>
		step(
			event,
			'invite',
			(acting, ids, shown) => inviteToMeeting(acting, ...ids, shown, event.locals.now),
			'invited'
		),
	sendChanges: (event: Event) =>
		step(event, 'invite', (acting, ids, shown) => sendChanges(acting, ...ids, shown), 'changed'),
	cancel: (event: Event) =>
		step(event, 'cancel', (acting, ids, shown) => cancelMeeting(acting, ...ids, shown)),
	room: (event: Event) =>
		withForm(event, 'room', RoomForm, (acting, ids, { ready, shown }) =>
			readyRoom(acting, ...ids, ready, shown)
		),
	addParticipant: (event: Event) =>
		withForm(
			event,
			'participant',
			ParticipantForm,
			async (acting, ids, { participant, version, who, guest, reason }) => {
				const [person, chosen] = who.split(' ');
				const said = { id: participant, reason };
				if (chosen && person !== 'network')
					return addParticipant(acting, ...ids, version, {
						...said,
						kind: 'person',
						person: person!,
						organisation: chosen
					});
				// R-145: of somebody around the citizen the name goes on the list, and nothing else; they are not reached by it.
				const name = await findGuest(acting, ids[0], chosen, guest);
				if (name === null) return refused('no-yes-to-involve');
				return addParticipant(acting, ...ids, version, { ...said, kind: 'guest', name });
			}
		),
	removeParticipant: (event: Event) =>
		withForm(event, 'participant', ParticipantChoice, (acting, ids, { participant, version }) =>
			removeParticipant(acting, ...ids, version, participant)
		),
	addItem: (event: Event) =>
		withForm(event, 'item', ItemForm, (acting, ids, { item, version: _version, ...details }) =>
			addAgendaItem(acting, ...ids, { ...details, id: item })
		),
	changeItem: (event: Event) =>
		withForm(event, 'item', ItemForm, (acting, ids, { item, version, ...details }) =>
			changeAgendaItem(acting, ...ids, item, version, details)
		),
	moveItem: (event: Event) =>
		withForm(event, 'move', MoveForm, (acting, ids, { item, ...shown }) =>
			moveAgendaItemUp(acting, ...ids, item, shown)
		),
	removeItem: (event: Event) =>
		withForm(event, 'remove', ItemChoice, (acting, ids, { item, version }) =>
			removeAgendaItem(acting, ...ids, item, version)
		),
	takeParked: (event: Event) =>
		withForm(event, 'parked', ItemChoice, (acting, ids, { item }) =>
			takeUpParked(acting, ...ids, item)
		),
	dropParked: (event: Event) =>
		withForm(event, 'parked', DropForm, (acting, ids, form) =>
			dropParkedItem(acting, ...ids, form)
		),
	begin: (event: Event) =>
		step(event, 'begin', (acting, ids, shown) => beginMinutes(acting, ...ids, shown)),
	takeBack: (event: Event) =>
		step(event, 'takeBack', (acting, ids, shown) => takeBackMinutes(acting, ...ids, shown)),
	minutes: async (event: Event) => {
		const posted = await readBody(event.request);
		const { typed, attended, shown, ...read } = readMinutes(posted);
		if (!read.ok)
			return notDone(422, { about: 'minutes', typed, attended, shown, problems: read.problems });
		return answer(event, { about: 'minutes', typed, attended, shown }, (acting, ids) =>
			writeMinutes(acting, ...ids, read.value)
		);
	},
	answer: (event: Event) =>
		withForm(event, 'answer', AnswerForm, (acting, ids, form) =>
			answerMeeting(acting, ...ids, { ...form, now: event.locals.now })
		),
	addTask: (event: Event) =>
		withForm(event, 'task', MeetingTaskForm, (acting, [pathway, meeting], form) => {
			const { agendaItem } = form;
			return addTask(acting, pathway, taskOf(form, { category: 'meetings', meeting, agendaItem }));
		}),
	sendMinutes: (event: Event) =>
		step(
			event,
			'sendMinutes',
			(acting, ids, shown) => sendMinutes(acting, ...ids, shown, event.locals.now),
			'minutes'
		),
	explain: (event: Event) =>
		withForm(event, 'explain', ExplainForm, (acting, ids, { version, ...form }) =>
			explainDecisions(acting, ...ids, version, form)
		)
};

/** Every reason for which a verb of this page refuses: each has its sentence, or this file does not compile. */
type ReasonOf<Done extends (...given: never[]) => Promise<unknown>> =
	Extract<Awaited<ReturnType<Done>>, { ok: false }> extends { reason: infer Reason extends string }
		? Reason
		: never;
type Reason =
	| ReasonOf<typeof answerMeeting>
	| ReasonOf<typeof changeMeeting>
	| ReasonOf<typeof inviteToMeeting>
	| ReasonOf<typeof sendChanges>
	| ReasonOf<typeof cancelMeeting>
	| ReasonOf<typeof addParticipant>
	| 'no-yes-to-involve'
	| ReasonOf<typeof removeParticipant>
	| ReasonOf<typeof changeAgendaItem>
	| ReasonOf<typeof moveAgendaItemUp>
	| ReasonOf<typeof removeAgendaItem>
	| ReasonOf<typeof takeUpParked>
	| ReasonOf<typeof dropParkedItem>
	| ReasonOf<typeof beginMinutes>
	| ReasonOf<typeof takeBackMinutes>
	| ReasonOf<typeof writeMinutes>
	| ReasonOf<typeof addTask>
	| ReasonOf<typeof sendMinutes>
	| ReasonOf<typeof explainDecisions>
	| ReasonOf<typeof readyRoom>;
type Refused = { ok: false; reason: Exclude<Reason, 'changed-since' | 'explained-since'> };
type Done = Promise<{ ok: true } | Refused | ChangedSince | ExplainedSince | SentBefore>;
/** What has been done, as the page tells it once. */
type Said = 'invited' | 'changed' | 'minutes';
type Verb<Value> = (acting: Acting, ids: Ids, form: Value) => Done;

async function withForm<Schema extends z.ZodObject>(
	event: Event,
	about: string,
	schema: Schema,
	verb: Verb<z.output<Schema>>,
	said?: () => Said | undefined
) {
	const form = await readForm(event.request, schema);
	const typed = form.typed as Record<string, string>;
	if (!form.ok) return notDone(422, { about, typed, problems: form.problems });
	return answer(event, { about, typed }, (acting, ids) => verb(acting, ids, form.value), said);
}

/** A step in the life of the document, taken on what was shown of it. */
async function step(event: Event, about: string, verb: Verb<string>, said?: Said) {
	const form = await readForm(event.request, StepForm);
	const shown = form.ok ? form.value.version : '';
	return answer(
		event,
		{ about },
		(acting, ids) => verb(acting, ids, shown),
		() => said
	);
}

/** Goes back to the document where it was done; else says why not, with what was typed. */
async function answer(
	{ locals, params }: Event,
	sent: Answer,
	verb: (acting: Acting, ids: Ids) => Done,
	said: () => Said | undefined = () => undefined
) {
	const { about, typed } = sent;
	const ids: Ids = [params.pathway, params.meeting];
	const result = await locals.transact((acting) => verb(acting, ids));
	const told = said();
	if (result.ok)
		redirect(
			303,
			`/pathways/${ids[0]}/meetings/${ids[1]}${told ? `?said=${told}` : (PLACE[about] ?? '')}`
		);
	if (result.reason === 'not-there') error(404);
	// Only a task is made here under an id of the form's; what was saved of it stands among the tasks on the page.
	if (result.reason === 'sent-before')
		return notDone(409, {
			about,
			typed: { ...typed, task: crypto.randomUUID() },
			refusal: m.ui_sent_before_here()
		});
	if (result.reason !== 'stale')
		return notDone(409, { ...sent, ...nowOf(result), refusal: sayRefusal(result.reason) });
	const conflictOf = {
		change: planConflict,
		minutes: minutesConflict,
		item: itemConflict,
		parked: parkedConflict
	}[about];
	const conflict = await conflictOf?.(locals, ids, typed ?? {});
	return notDone(409, {
		...sent,
		...(conflict ? { conflict } : { refusal: sayRefusal('stale') })
	});
}

/** What stands now, where a verb tells it beside its reason. */
function nowOf(result: Refused | ChangedSince | ExplainedSince): Pick<Answer, 'changed' | 'saved'> {
	if (result.reason === 'changed-since') return { changed: result.changed };
	return result.reason === 'explained-since' ? { saved: result.saved } : {};
}

const notDone = (status: number, answer: Answer) => fail(status, answer);
