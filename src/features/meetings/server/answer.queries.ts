/** Who comes to a meeting: read by those who read it, answered by each for themselves; and by the link in a mail. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Answer } from '../answer.rules.ts';

const seatsOf = (meeting: string) =>
	tables
		.selectFrom('calendar_seat')
		.where('tenant_id', '=', actingTenant)
		.where('event_id', '=', meeting)
		.select([
			'person_id as person',
			'answer',
			'answered_at as answeredAt',
			'moved_sequence as movedSequence',
			'off_at as offAt',
			sql<boolean>`coalesce(answered_how = 'times', false)`.as('isByTimes'),
			sql<boolean>`person_id = ${actingPerson}`.as('isMine')
		])
		.$narrowType<{ answer: Answer | null }>();

/** Those who are asked, with what they answered; not those who were and are not invited any more. */
export const listSeats = (meeting: string) => seatsOf(meeting).where('off_at', 'is', null);

/** My own place at a meeting, also where I was asked and am not any more (`offAt`). */
export const findMySeat = (meeting: string) =>
	seatsOf(meeting).where('person_id', '=', actingPerson);

/** Puts my answer down. Who may is the policy's affair. */
export const updateMyAnswer = (meeting: string, answer: Answer, at: Date) =>
	tables
		.updateTable('calendar_seat')
		.set({ answer, answered_at: at, answered_how: 'page' })
		.where('tenant_id', '=', actingTenant)
		.where('event_id', '=', meeting)
		.where('person_id', '=', actingPerson);

/** How the link in a mail stands. `over`: off, begun, or not for this person any more. */
export type AnswerLink = {
	state: 'open' | 'over';
	startsAt: Date;
	endsAt: Date;
	answer: Answer | null;
	/** It stands because they said that they can at this time. */
	isByTimes: boolean;
	/** From which sequence on the meeting is at these times. */
	movedSequence: number;
	/** Where they read about it, after signing in. */
	path: string;
};

/** No row where there is no such link. */
export const findAnswerLink = (token: string, today: Day) =>
	ask<AnswerLink>(sql`select * from samspil.find_calendar_link(${token}, ${today}::date)`);

/** Answers by the link, as often as one likes until the meeting begins. `toSequence`: the time that was shown. */
export const answerByLink = (token: string, answer: Answer, toSequence: number, today: Day) =>
	ask<{ outcome: 'answered' | 'moved' | 'gone' }>(
		sql`select samspil.answer_by_link(${token}, ${answer}, ${toSequence}::integer, ${today}::date) as outcome`
	);
