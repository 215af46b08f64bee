/** A coordinating meeting on the usual pathway, for the tests of what can be done with it. */
import { randomUUID } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import type { Someone, World } from '#server/database/test-world.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import type { Details } from '../meeting.rules.ts';
import { seenOf } from '../seen.rules.ts';
import { conveneMeeting } from './convene-meeting.ts';
import type { AgendaWords } from '#features/held-meetings/agenda.rules.ts';
import { addAgendaItem } from './keep-agenda.ts';
import * as inviting from './invite-to-meeting.ts';
import * as listing from './keep-participants.ts';
import { openMeeting } from './open-meeting.ts';
import * as sending from './send-minutes.ts';
import * as writing from './write-minutes.ts';
import { listAgenda, listParticipants } from './agenda.queries.ts';
import { changeMeeting } from './change-meeting.ts';
import { findMeeting } from './meeting.queries.ts';
import { writeMinutes } from './write-minutes.ts';

/** A plan with which the invitation can be sent. */
export const PLAN: Details = {
	purpose: 'Et sted at bo',
	whyNow: 'Lejemålet ophører',
	form: 'in-person',
	startsAt: new Date('2026-05-20T10:00:00Z'),
	endsAt: new Date('2026-05-20T11:00:00Z'),
	place: 'Biblioteket',
	placeAgreedOn: '2026-05-02',
	interpreter: 'no',
	interpreterLanguage: '',
	interpreterAgreedOn: '2026-05-02',
	interpreterProvider: '',
	interpreterOrderedOn: null,
	interpreterConfirmedOn: null,
	interpreterPaidBy: '',
	interpreterIsFit: false,
	companionNote: 'Hendes søster kommer med',
	preparedOn: null,
	preparedNote: ''
};

/** Midday of the day on which stories happen. */
export const NOW = new Date('2026-05-04T10:00:00Z');

export const ITEM = {
	title: 'Boligen',
	aim: 'decide',
	minutes: 20,
	owner: null,
	parked: false,
	lateReason: ''
} as const;

/** An item to decide about, put on by nobody yet. */
export const newItem = (change: Partial<AgendaWords> = {}) => ({
	...ITEM,
	id: randomUUID(),
	...change
});

/** What a page would show of the meeting now; nothing where the visitor may not write it. */
export async function shownNow(acting: Acting, pathway: string, id: string): Promise<string> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return '';
	return seenOf({ ...opened, tasks: await listMeetingTasks(acting, pathway, id) });
}

/** A verb done by somebody who has just read the document. */
const readFirst =
	<Rest extends unknown[], Done>(
		verb: (acting: Acting, pathway: string, id: string, shown: string, ...rest: Rest) => Done
	) =>
	async (acting: Acting, pathway: string, id: string, ...rest: Rest) =>
		verb(acting, pathway, id, await shownNow(acting, pathway, id), ...rest);

export const inviteToMeeting = readFirst(inviting.inviteToMeeting);
export const sendChanges = readFirst(inviting.sendChanges);
export const cancelMeeting = readFirst(inviting.cancelMeeting);
export const addParticipant = readFirst(listing.addParticipant);
export const removeParticipant = readFirst(listing.removeParticipant);
export const beginMinutes = readFirst(writing.beginMinutes);
export const takeBackMinutes = readFirst(writing.takeBackMinutes);
export const sendMinutes = readFirst(sending.sendMinutes);
export const explainDecisions = readFirst(sending.explainDecisions);

/** The usual pathway with a meeting on it that is ready to be sent: the helper is covered for meetings and on the list. */
export async function draftedMeeting(world: World, plan: Partial<Details> = {}) {
	const story = await world.coordinatedPathway();
	const { pathway, shelter, tovholder, helper } = story;
	const consentForMeetings = await world.consent(pathway, [shelter], ['meetings']);
	const meeting = await world.as(tovholder).act(async (acting) => {
		const convened = await conveneMeeting(acting, pathway, { ...PLAN, ...plan, id: randomUUID() });
		if (!convened.ok) throw new Error(convened.reason);
		const { id } = convened.value;
		await addAgendaItem(acting, pathway, id, newItem());
		await addParticipant(acting, pathway, id, {
			id: randomUUID(),
			kind: 'person',
			person: helper.person,
			organisation: shelter,
			reason: 'Kender boligforeningen'
		});
		return id;
	});
	return { ...story, meeting, consentForMeetings };
}

/** What stands in the outbox of a world: what kind of mail to whom, with what in it. */
export async function outboxOf(world: World) {
	const { rows } = await world.database.owner.query<{
		kind: string;
		person: string;
		words: Record<string, string>;
		calendar: Record<string, unknown> | null;
	}>(
		'select kind, person_id as person, words, calendar from samspil.mail where tenant_id = $1 order by created_at, kind',
		[world.tenant]
	);
	return rows;
}

/** A drafted meeting with those of its pathway. */
type Story = Awaited<ReturnType<typeof draftedMeeting>>;

/** Sends the invitation as somebody, on the day of the stories. */
export const invite = (world: World, { pathway, meeting }: Story, as: Someone) =>
	world.as(as).act((acting) => inviteToMeeting(acting, pathway, meeting, NOW));
/** The meeting as its tovholder finds it now. */
export const found = async (world: World, { pathway, meeting, tovholder }: Story) =>
	(await world.as(tovholder).see(findMeeting(pathway, meeting)))[0]!;
/** Changes the plan on top of what stands. */
export const change = async (world: World, story: Story, plan: Partial<typeof PLAN>) => {
	const { version } = await found(world, story);
	return world
		.as(story.tovholder)
		.act((acting) =>
			changeMeeting(acting, story.pathway, story.meeting, version, { ...PLAN, ...plan })
		);
};

/** A meeting that has been held: invited on 4 May, minutes begun on 20 May. */
export async function heldMeeting(world: World, plan: Partial<typeof PLAN> = {}) {
	const story = await draftedMeeting(world, plan);
	await invite(world, story, story.tovholder);
	const onTheDay = world.as(story.tovholder, '2026-05-20');
	await onTheDay.act((acting) => beginMinutes(acting, story.pathway, story.meeting));
	const [item] = await world.as(story.tovholder).see(listAgenda(story.meeting));
	return { ...story, onTheDay, item: item! };
}

/** Writes minutes with somebody present. */
export async function minuted(world: World, story: Awaited<ReturnType<typeof heldMeeting>>) {
	const participants = await world.as(story.tovholder).see(listParticipants(story.meeting));
	const { version } = await found(world, story);
	return story.onTheDay.act((acting) =>
		writeMinutes(acting, story.pathway, story.meeting, {
			version,
			minutes: 'Vi blev enige om næste skridt.',
			withoutCitizen: '',
			attended: [participants[0]!.id],
			shown: [],
			outcomes: [
				{
					item: story.item.id,
					version: story.item.version,
					outcome: 'Hans ringer',
					outcomeKind: null,
					goesOn: false
				}
			]
		})
	);
}
