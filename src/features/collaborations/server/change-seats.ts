import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { addDays, laterOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	mayRise,
	maySit,
	type LeadRefusal,
	type RiseRefusal,
	type Seat,
	type SeatRefusal
} from '../collaboration.rules.ts';
import { findLed } from './change-parties.ts';
import { findSeat, insertSeat, listCandidates, updateSeatEnd } from './seat.queries.ts';

type Refusal = LeadRefusal | 'no-such-collaboration';

/**
 * Gives somebody a seat in a group from `since` until `until` (null: until further notice), and tells them. Only the
 * project leader may; the person works in an organisation that is with the collaboration. A seat that is taken already
 * stays as it is.
 */
export async function giveSeat(
	acting: Acting,
	id: string,
	seat: Seat,
	{ since, until }: { since: Day; until: Day | null }
): Promise<Outcome<true, Refusal | SeatRefusal>> {
	const led = await findLed(acting, id);
	if (!led.ok) return led;
	const may = maySit(seat, await acting.all(listCandidates(id)));
	if (!may.ok) return may;
	if ((await acting.run(insertSeat(id, seat, since, until))) === 0) return done(true);
	if (seat.person !== acting.visitor.person)
		await acting.run(
			leaveNotice(seat.person, `seat-in-${seat.group}-group`, `/collaborations/${id}`)
		);
	await acting.run(
		record('collaboration.seat-given', id, {
			group: seat.group,
			person: seat.person,
			organisation: seat.organisation
		})
	);
	return done(true);
}

/**
 * Ends a seat at once. Only the project leader may, who keeps the own seats. Refuses where the seat was
 * changed since `version`: look at it again.
 */
export async function endSeat(
	acting: Acting,
	id: string,
	seat: Seat,
	version: number
): Promise<Outcome<true, Refusal | RiseRefusal | 'seat-changed-meanwhile'>> {
	const led = await findLed(acting, id);
	if (!led.ok) return led;
	const may = mayRise(seat, led.value);
	if (!may.ok) return may;
	return (await leaveSeat(acting, id, seat, version))
		? done(true)
		: refused('seat-changed-meanwhile');
}

/**
 * Ends a seat at once; the caller has asked who may. Answers false where it was changed since `version` (left out: as it
 * stands). One that is over, or was never given, stays as it is.
 */
export async function leaveSeat(
	acting: Acting,
	id: string,
	seat: Seat,
	version?: number
): Promise<boolean> {
	const saved = await acting.first(findSeat(id, seat));
	const isOver = !saved || (saved.until !== null && saved.until < acting.today);
	if (isOver) return true;
	// A seat that was to begin later never began.
	const last = addDays(laterOf(saved.since, acting.today), -1);
	if ((await acting.run(updateSeatEnd(id, seat, version ?? saved.version, last))) === 0)
		return false;
	await acting.run(
		record('collaboration.seat-ended', id, {
			group: seat.group,
			person: seat.person,
			organisation: seat.organisation
		})
	);
	return true;
}
