/** The meeting at which a tovholder is found. The policies show it to the project leader and to who reads the whole pathway. */
import { sql } from 'kysely';
import type { Answer } from '#features/meetings/answer.rules.ts';
import { actingTenant, ask } from '#server/tables.ts';
import type { Call } from '../allotment-meeting.rules.ts';

/** Somebody who may be asked there, and what they have said. */
export type CalledCandidate = {
	person: string;
	organisation: string;
	name: string;
	organisationName: string;
	answer: 'yes' | 'no' | null;
	/** Whether they come, as their calendar or the link in the mail says it. */
	comes: Answer | null;
	note: string;
};
/** The citizen, by no name, or whoever holds the threads: always called, and whether they come. */
export type Comer = {
	who: 'citizen' | 'tovholder';
	name: string;
	organisation: string;
	comes: Answer | null;
	/** Who told it of a citizen that has no account; else ''. */
	toldBy: string;
	isMe: boolean;
	/** Has an account to answer by. */
	isReached: boolean;
	/** The time that an answer of today is to. */
	toSequence: number;
};
/** A meeting that is called, who may be asked there, by name, and the others who are called. */
export type CalledMeeting = {
	id: string;
	startsAt: Date;
	endsAt: Date;
	place: string;
	by: string;
	changedAt: Date;
	version: number;
	candidates: CalledCandidate[];
	comers: Comer[];
};

/** The one that is called for a pathway, if any. */
export const findCalled = (pathway: string) =>
	ask<CalledMeeting>(sql`
		select w.id, w.starts_at as "startsAt", w.ends_at as "endsAt", w.place, w.called_by_name as by, w.changed_at as "changedAt", w.version,
			(select coalesce(json_agg(json_build_object('person', k.person_id, 'organisation', k.organisation_id, 'name', k.person_name,
					'organisationName', k.organisation_name, 'answer', k.answer, 'comes', k.comes, 'note', k.note) order by k.person_name, k.organisation_name), '[]')
				from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.pathway_id = w.pathway_id and k.meeting_id = w.id) as candidates,
			(select coalesce(json_agg(json_build_object('who', a.who, 'name', a.name, 'organisation', a.organisation, 'comes', a.comes, 'toldBy', a.told_by,
					'isMe', a.is_me, 'isReached', a.is_reached, 'toSequence', a.to_sequence) order by a.who), '[]')
				from samspil.allotment_comers(w.id) a) as comers
		from samspil.allotment_meeting w
		where w.tenant_id = ${actingTenant} and w.pathway_id = ${pathway}::uuid and w.state = 'called'`);

/** A meeting I am called to as one who may be asked: when, where and by whom, and nothing of whom it is about. */
export type MeetingAsked = Omit<
	CalledMeeting,
	'changedAt' | 'version' | 'candidates' | 'comers'
> & {
	answer: 'yes' | 'no' | null;
	note: string;
};
export const listAsked = () =>
	ask<MeetingAsked>(sql`
		select q.id, q.starts_at as "startsAt", q.ends_at as "endsAt", q.place, q.called_by_name as by, q.answer, q.note
		from samspil.allotment_meeting_asked q where q.tenant_id = ${actingTenant} order by q.starts_at, q.id limit 50`);

export type CallAnswer = 'called' | 'not-yours' | 'decided' | 'stale' | 'not-at-work';
/** Calls it, or changes the one that is called based on `version` (0: a new one). */
export const putCall = (id: string, pathway: string, version: number, call: Call) =>
	ask<{ answer: CallAnswer }>(sql`
		select samspil.call_allotment_meeting(${id}::uuid, ${pathway}::uuid, ${version}::int, ${call.startsAt}::timestamptz,
			${call.endsAt}::timestamptz, ${call.place}, ${call.candidates}::text[]) as answer`);

export const putCancelled = (pathway: string, id: string, version: number) =>
	ask<{ answer: 'cancelled' | 'not-yours' | 'stale' }>(
		sql`select samspil.cancel_allotment_meeting(${pathway}::uuid, ${id}::uuid, ${version}::int) as answer`
	);

export const putAnswer = (id: string, yes: boolean, note: string) =>
	ask<{ isSaid: boolean }>(
		sql`select samspil.answer_allotment_meeting(${id}::uuid, ${yes}, ${note}) as "isSaid"`
	);

export type SaidComes = 'answered' | 'gone' | 'moved' | 'not-yours';
export const putComes = (pathway: string, meeting: string, said: Answer, toSequence: number) =>
	ask<{ outcome: SaidComes }>(
		sql`select samspil.answer_allotment_call(${pathway}::uuid, ${meeting}::uuid, ${said}, ${toSequence}::int) as outcome`
	);
export const putCitizenComes = (
	pathway: string,
	meeting: string,
	said: Answer,
	toSequence: number
) =>
	ask<{ outcome: SaidComes }>(
		sql`select samspil.tell_citizen_comes(${pathway}::uuid, ${meeting}::uuid, ${said}, ${toSequence}::int) as outcome`
	);
