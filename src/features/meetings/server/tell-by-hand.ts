/** The tovholder's own task of telling those by hand to whom no mail of a meeting goes (L-30). */
import { lastAgendaDay } from '#features/held-meetings/agenda.rules.ts';
import { giveTelling } from '#features/tasks/server/give-telling.ts';
import type { Acting } from '#server/acting.ts';
import { dayOf } from '#values/day.ts';
import type { Participant } from '../meeting.rules.ts';
import { tellBy, withoutMail } from '../telling.rules.ts';
import type { OpenMeeting } from './open-meeting.ts';

/** Gives whoever sends the task of telling of this sending, where anybody among `told` has no account. */
export async function tellByHand(
	acting: Acting,
	{ meeting, place }: Pick<OpenMeeting, 'meeting' | 'place'>,
	{ id, kind }: { id: string; kind: Parameters<typeof tellBy>[0] },
	told: readonly Participant[]
): Promise<void> {
	if (withoutMail(told).length === 0) return;
	const lastDay = lastAgendaDay(dayOf(meeting.startsAt), meeting.agendaDays);
	await giveTelling(acting, place.pathway, {
		meeting: meeting.id,
		sending: id,
		dueOn: tellBy(kind, lastDay, acting.today)
	});
}
