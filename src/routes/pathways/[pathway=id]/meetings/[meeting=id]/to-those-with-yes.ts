/** a meeting's document goes out while the citizen's yes to each guest from their map still counts. */
import { listParticipants } from '#features/meetings/server/agenda.queries.ts';
import * as sending from '#features/meetings/server/invite-to-meeting.ts';
import { areAllWithYes } from '#features/network/server/find-guest.ts';
import type { Acting } from '#server/acting.ts';
import { refused } from '#values/outcome.ts';

type Send<Rest extends unknown[], Answer> = (
	acting: Acting,
	pathway: string,
	meeting: string,
	...rest: Rest
) => Promise<Answer>;

/** The verb, refused where somebody on the list is on the map without a yes. */
const toThoseWithYes =
	<Rest extends unknown[], Answer>(send: Send<Rest, Answer>) =>
	async (acting: Acting, pathway: string, meeting: string, ...rest: Rest) => {
		const participants = await acting.all(listParticipants(meeting));
		const guests = participants.flatMap(({ kind, name }) => (kind === 'guest' ? [name] : []));
		return (await areAllWithYes(acting, pathway, guests))
			? send(acting, pathway, meeting, ...rest)
			: refused('no-yes-to-involve');
	};

export const inviteToMeeting = toThoseWithYes(sending.inviteToMeeting);
export const sendChanges = toThoseWithYes(sending.sendChanges);
