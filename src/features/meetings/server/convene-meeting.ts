/** Begins a coordinating meeting: a draft that only the tovholder writes, with the citizen on its list. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import type { Details } from '../meeting.rules.ts';
import { insertItem, insertParticipant } from './agenda.queries.ts';
import { textsOf } from '../meeting-typed.ts';
import { findMeeting, findMeetingPlace, insertMeeting, touchPathway } from './meeting.queries.ts';
import { listUndiscussed } from './parked.queries.ts';

/**
 * Answers the meeting's id, which came with the form: a form sent twice makes one meeting. What was not talked about at the last
 * one stands on its agenda by itself, as a draft's from which it can be taken off. Refuses on a closed pathway; there is
 * nothing to see for anybody but the tovholder.
 */
export async function conveneMeeting(
	acting: Acting,
	pathway: string,
	{ id, ...details }: Details & { id: string }
): Promise<Outcome<{ id: string }, 'not-there' | 'pathway-closed'> | SentBefore> {
	const { person, name, organisation } = acting.visitor;
	const found = await acting.first(findMeetingPlace(pathway));
	if (!found?.isTovholder || !organisation) return refused('not-there');
	if (found.state !== 'open') return refused('pathway-closed');
	const place = { tenant: found.tenant, scope: found.scope, pathway, meeting: id };
	const written = await acting.run(
		insertMeeting(place, { ...details, id, pathway, person, organisation, by: name })
	);
	if (written === 0) {
		const saved = await acting.first(findMeeting(pathway, id));
		if (!saved) return refused('not-there');
		const met = meetSaved(textsOf(saved), textsOf(details));
		return met.ok ? done({ id }) : met;
	}
	await Promise.all([
		// Not by name: a partner may be covered for meetings and not for who the citizen is. Whoever reads it reads “the
		// citizen”, and why the two are there, in their own language.
		acting.run(
			insertParticipant(place, {
				id: crypto.randomUUID(),
				kind: 'citizen',
				person: found.citizenPerson,
				organisation: null,
				name: '',
				reason: ''
			})
		),
		acting.run(
			insertParticipant(place, {
				id: crypto.randomUUID(),
				kind: 'person',
				person,
				organisation,
				name,
				reason: ''
			})
		),
		acting.run(touchPathway(pathway)),
		acting.run(recordPathway('meeting.convened', pathway, id))
	]);
	const undiscussed = await acting.all(listUndiscussed(pathway));
	for (const [above, { id: cameFrom, title, aim, minutes }] of undiscussed.entries())
		await acting.run(
			insertItem(place, name, {
				id: crypto.randomUUID(),
				position: above + 1,
				title,
				aim,
				minutes,
				parked: false,
				lateReason: '',
				owner: null,
				cameFrom
			})
		);
	return done({ id });
}
