/** Goals, tasks, series of meetings and contacts, so that those that live are what the agreement says now. */
import { findAgreed, findFirstDay, type Agreed } from '#features/documents/server/find-agreed.ts';
import { seatKey, type Seat } from '#features/documents/names.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { liveChanges } from '../live-changes.rules.ts';
import { liveObjectsOf, signedOf, type LiveObject } from '../live-objects.rules.ts';
import {
	changeLive,
	insertLive,
	layDownThings,
	listKnownSeats,
	listLive,
	retireLive,
	type LiveKept
} from './live.queries.ts';

/**
 * Brings what was agreed to life, or changes what lives so that it says the same: what is new begins, what is gone is
 * retired, and what people have told of the rest stays. Answers how many things changed; a second run changes none.
 */
export async function keepLive(acting: Acting, agreed: Agreed): Promise<number> {
	const { document } = agreed;
	const known = await acting.all(listLive(document.id));
	const last = known.filter(({ retiredAt }) => retiredAt === null).map(({ said }) => said);
	const changes = liveChanges(last, await thingsOf(acting, agreed));
	const idOf = new Map(known.map(({ key, id }) => [key, id]));
	const seats = await knownSeats(
		acting,
		changes.map(({ object }) => seatOfLive(object))
	);
	for (const change of changes) {
		const { object } = change;
		if (!isKept(object)) continue;
		const id = idOf.get(object.key);
		const seat = seatOfLive(object);
		const who = seat && seats.has(seatKey(seat)) ? seat : null;
		if (change.do === 'retire') await acting.run(retireLive(id!));
		else if (id) await acting.run(changeLive(id, object, who));
		else await acting.run(insertLive(document.id, object, who));
	}
	return changes.length;
}

/** Lays down what a version sets going that begins later: on its first day it takes the place of what lives until then. */
export async function layDownLive(acting: Acting, coming: Agreed): Promise<void> {
	const things = await thingsOf(acting, coming);
	const seats = await knownSeats(acting, things.map(seatOfLive));
	const laid = things.map((said) => {
		const seat = seatOfLive(said);
		return { said, who: seat && seats.has(seatKey(seat)) ? seat : null };
	});
	await acting.run(layDownThings(coming.document.id, coming.version.id, laid));
}

/** What a version sets going. A series keeps its weekday when a later version is agreed on: it begins with the first. */
async function thingsOf(acting: Acting, agreed: Agreed): Promise<LiveKept[]> {
	const { version, frozen } = agreed;
	const from = await findFirstDay(acting, agreed);
	return liveObjectsOf(signedOf(frozen, { from, lastDay: version.until })).filter(isKept);
}

/** Sets going what a running agreement says and what nothing has brought to life yet; answers how many things changed. */
export async function setGoing(
	acting: Acting,
	agreement: string
): Promise<Outcome<number, 'no-document' | 'not-a-writer-of-it'>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return refused('no-document');
	if (!found.value.document.isWriter) return refused('not-a-writer-of-it');
	const changed = await keepLive(acting, found.value);
	await acting.run(record('agreement.set-going', agreement, { changed }));
	return done(changed);
}

const isKept = (object: LiveObject): object is LiveKept => object.kind !== 'obligation';

/** Who has the thing to do, calls it, or is to be reached. */
function seatOfLive(object: LiveObject): Seat | null {
	switch (object.kind) {
		case 'task':
			return object.responsible;
		case 'series':
			return object.convener;
		case 'contact':
			return object.person;
		default:
			return null;
	}
}

/** The keys of those seats that the register knows: an answer may name somebody who was never at a party. */
async function knownSeats(acting: Acting, seats: (Seat | null)[]): Promise<Set<string>> {
	const named = seats.filter((each) => each !== null);
	if (named.length === 0) return new Set();
	return new Set((await acting.all(listKnownSeats(named))).map(seatKey));
}
