/** Registering that a partner may be told something without consent, and ending it (L-1, L-2). */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellNamed } from '#server/tell-involved.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { registerBasis as decide, type BasisRefusal, type BasisWish } from '../basis.rules.ts';
import type { Involved } from '#features/pathways/involved.rules.ts';
import { noteInvolved } from '#features/pathways/server/note-involved.ts';
import {
	findOwnKind,
	insertBasis,
	listBases,
	listBasisRecipients,
	putBasisEnd
} from './basis.queries.ts';
import { findConsentHead, holdPathway } from './consent.queries.ts';

/**
 * Registers a basis, for whoever holds the threads. From its first day the partner it is for reads the categories it names, and
 * the citizen reads why. The citizen is told, and so is the partner: nobody else is. A form sent twice registers one.
 */
export async function registerBasis(
	acting: Acting,
	pathway: string,
	wish: BasisWish & { id: string }
): Promise<Outcome<null, BasisRefusal | 'not-there'> | SentBefore> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld || !head.birthDate) return refused('not-there');
	await acting.run(holdPathway(pathway));
	const saved = (await acting.all(listBases(pathway))).find(({ id }) => id === wish.id);
	if (saved) return meetSaved(textsOf(saved), textsOf(wish));
	const own = await acting.first(findOwnKind());
	if (!own) return refused('not-there');
	const decision = decide(wish, {
		partners: await acting.all(listBasisRecipients(pathway)),
		own: own.kind,
		birthDate: head.birthDate,
		today: acting.today
	});
	if (!decision.ok) return decision;
	await noteInvolved(acting, pathway, 'basis', wish.id, wish);
	await acting.run(insertBasis(pathway, wish, acting.visitor.name));
	await acting.run(
		recordPathway('basis.registered', pathway, wish.id, {
			kind: wish.kind,
			categories: wish.categories
		})
	);
	await tellNamed(acting, pathway, [wish.organisation], 'basis-registered', `/pathways/${pathway}`);
	return done(null);
}

/** Ends a basis before its day, based on `version`: what it opened is closed at the next request. */
export async function endBasis(
	acting: Acting,
	pathway: string,
	basis: string,
	version: number
): Promise<Outcome<null, 'not-there' | 'basis-changed-meanwhile'>> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld) return refused('not-there');
	await acting.run(holdPathway(pathway));
	const stands = (await acting.all(listBases(pathway))).find(({ id }) => id === basis);
	if (!stands) return refused('not-there');
	// Ended before, by this very form or another: it is as it was wished.
	if (stands.endedAt) return done(null);
	if ((await acting.run(putBasisEnd(pathway, basis, version, acting.visitor.name))) === 0)
		return refused('basis-changed-meanwhile');
	await acting.run(recordPathway('basis.ended', pathway, basis));
	await tellNamed(acting, pathway, [stands.organisation], 'basis-ended', `/pathways/${pathway}`);
	return done(null);
}

const textsOf = (each: Omit<BasisWish, keyof Involved>) => ({
	provision: each.provision,
	reason: each.reason,
	decidedByName: each.decidedByName,
	kind: each.kind,
	organisation: each.organisation,
	categories: each.categories.join(' '),
	days: [each.decidedOn, each.validFrom, each.validUntil].join(' ')
});
