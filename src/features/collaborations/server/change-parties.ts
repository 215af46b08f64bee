import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayLead, mayLeave, type LeadRefusal, type LeaveRefusal } from '../collaboration.rules.ts';
import {
	findCollaboration,
	insertParty,
	leaveParty,
	listOutside,
	listParties
} from './collaboration.queries.ts';
import { endSeatsOf } from './seat.queries.ts';

type Missing = 'no-such-collaboration' | 'no-such-organisation';

/** Lets an organisation of the municipality join a collaboration. Only its project leader may. */
export async function addParty(
	acting: Acting,
	id: string,
	organisation: string
): Promise<Outcome<true, LeadRefusal | Missing>> {
	const led = await findLed(acting, id);
	if (!led.ok) return led;
	const [parties, outside] = await Promise.all([
		acting.all(listParties(id)),
		acting.all(listOutside(id))
	]);
	if (parties.some((each) => each.id === organisation)) return done(true);
	if (!outside.some((each) => each.id === organisation)) return refused('no-such-organisation');
	await acting.run(insertParty(id, organisation));
	await acting.run(record('collaboration.joined', id, { organisation }));
	return done(true);
}

/**
 * Lets an organisation leave: its people see the collaboration no more, and their seats in its groups end. Only the
 * project leader may; the municipality stays.
 */
export async function removeParty(
	acting: Acting,
	id: string,
	organisation: string
): Promise<Outcome<true, LeadRefusal | LeaveRefusal | Missing>> {
	const led = await findLed(acting, id);
	if (!led.ok) return led;
	const may = mayLeave(organisation, led.value.tenant);
	if (!may.ok) return may;
	if ((await acting.run(leaveParty(id, organisation))) === 0) return done(true);
	const seats = await acting.run(endSeatsOf(id, organisation));
	await acting.run(record('collaboration.left', id, { organisation, seats }));
	return done(true);
}

/** The collaboration, where the acting person leads it. */
export async function findLed(
	acting: Acting,
	id: string
): Promise<
	Outcome<{ leader: string; tenant: string; name: string }, LeadRefusal | 'no-such-collaboration'>
> {
	const collaboration = await acting.first(findCollaboration(id));
	if (!collaboration) return refused('no-such-collaboration');
	const may = mayLead(acting.visitor, collaboration);
	return may.ok ? done(collaboration) : may;
}
