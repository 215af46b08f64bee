/** The citizen's map of the people around them, kept by the citizen and the tovholder together. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import {
	asTyped,
	isTakenBack,
	MOST_RELATIONS,
	shapeRelation,
	type Relation,
	type RelationRefusal
} from '../network.rules.ts';
import {
	findNetworkPlace,
	findRelation,
	findTakenOff,
	insertRelation,
	removeRelation,
	updateRelation,
	type KeptRelation,
	type NetworkPlace
} from './network.queries.ts';

/** Where whoever acts stands: on the citizen's own page, or at work. */
export type Side = 'citizen' | 'tovholder';

export type NetworkRefusal = RelationRefusal | 'not-there' | 'pathway-closed' | 'network-full';

/** Puts somebody on the map. The same form sent twice puts one there. An answer that somebody else writes for the citizen is told to them. */
export async function addRelation(
	acting: Acting,
	pathway: string,
	id: string,
	said: Relation,
	by: Side
): Promise<Outcome<true, NetworkRefusal> | SentBefore> {
	const found = await findPlace(acting, pathway, by);
	if (!found.ok) return found;
	const shaped = shapeRelation(said, by, acting.today);
	if (!shaped.ok) return shaped;
	const before = await acting.first(findRelation(pathway, id));
	if (before) {
		const met = meetSaved(asTyped(before), asTyped(shaped.value));
		return met.ok ? done(true) : met;
	}
	if (found.value.count >= MOST_RELATIONS) return refused('network-full');
	const written = await acting.run(insertRelation(pathway, id, shaped.value, acting.visitor.name));
	if (written === 0) return refused('not-there');
	await acting.run(recordPathway('network.added', pathway, id));
	if (by === 'tovholder' && shaped.value.involve !== 'not-asked')
		await tellCitizen(acting, found.value, pathway, 'network-answer-written');
	return done(true);
}

/**
 * Changes what is said of somebody, based on `version`. Where a yes is taken back by the citizen, the tovholder is told at
 * once: whoever has been asked to come must not be. Where somebody else writes down another answer for the citizen, the citizen is told.
 */
export async function changeRelation(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	said: Relation,
	by: Side
): Promise<Outcome<true, NetworkRefusal> | Stale<KeptRelation>> {
	const found = await findPlace(acting, pathway, by);
	if (!found.ok) return found;
	const before = await acting.first(findRelation(pathway, id));
	if (!before) return refused('not-there');
	const shaped = shapeRelation(said, by, acting.today, before);
	if (!shaped.ok) return shaped;
	if (isSame(before, shaped.value)) return done(true);
	const { name } = acting.visitor;
	const changed = await acting.run(updateRelation(pathway, id, version, shaped.value, name));
	if (changed === 0) return stale((await acting.first(findRelation(pathway, id))) ?? before);
	const isBack = isTakenBack(before, shaped.value);
	await acting.run(recordPathway(isBack ? 'network.taken-back' : 'network.changed', pathway, id));
	if (isBack) await tellTovholder(acting, found.value, pathway, by);
	if (by === 'tovholder' && before.involve !== shaped.value.involve)
		await tellCitizen(acting, found.value, pathway, 'network-answer-written');
	return done(true);
}

/**
 * Takes somebody off the map as they stood at `version`; no word about them is kept. Done where they are off already. Where there
 * was an answer, the other side hears that it is gone with them.
 */
export async function takeOff(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	by: Side
): Promise<Outcome<true, NetworkRefusal> | Stale<KeptRelation>> {
	const found = await findPlace(acting, pathway, by);
	if (!found.ok) return found;
	const before = await acting.first(findRelation(pathway, id));
	if (!before)
		return (await acting.first(findTakenOff(pathway, id))) ? done(true) : refused('not-there');
	const removed = await acting.run(removeRelation(pathway, id, version, acting.visitor.name));
	if (removed === 0) return stale((await acting.first(findRelation(pathway, id))) ?? before);
	await acting.run(recordPathway('network.removed', pathway, id));
	if (before.agreedOn !== null) await tellTovholder(acting, found.value, pathway, by);
	if (by === 'tovholder' && before.involve !== 'not-asked')
		await tellCitizen(acting, found.value, pathway, 'network-taken-off');
	return done(true);
}

async function findPlace(
	acting: Acting,
	pathway: string,
	by: Side
): Promise<Outcome<NetworkPlace, 'not-there' | 'pathway-closed'>> {
	const place = await acting.first(findNetworkPlace(pathway));
	if (!place || !(by === 'citizen' ? place.isCitizens : place.isHeld)) return refused('not-there');
	return place.isOpen ? done(place) : refused('pathway-closed');
}

async function tellTovholder(
	acting: Acting,
	{ tovholder }: NetworkPlace,
	pathway: string,
	by: Side
): Promise<void> {
	if (by === 'citizen' && tovholder)
		await tellPeople(acting, [tovholder], 'network-taken-back', `/pathways/${pathway}/network`);
}

async function tellCitizen(
	acting: Acting,
	{ citizen }: NetworkPlace,
	pathway: string,
	kind: 'network-answer-written' | 'network-taken-off'
): Promise<void> {
	if (citizen) await tellPeople(acting, [citizen], kind, `/me/network?pathway=${pathway}`);
}

const isSame = (one: Relation, other: Relation) =>
	JSON.stringify(asTyped(one)) === JSON.stringify(asTyped(other));
