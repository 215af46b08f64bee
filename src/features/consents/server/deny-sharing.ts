/** Taking an organisation out of a consent, or an entry out of every consent; and letting it in again. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellNamed } from '#server/tell-involved.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { stateOf } from '../consent.rules.ts';
import { denyEntry, denyRecipient, type DenialRefusal, type DenialWish } from '../denial.rules.ts';
import type { Opening, OpeningRefusal } from '../giver.rules.ts';
import { findConsent, findConsentHead, holdPathway, listRecipients } from './consent.queries.ts';
import {
	findDenial,
	findEntryToShare,
	findSharer,
	insertDenial,
	listDenials,
	putLift,
	type DeniedIn,
	type DenialShown
} from './denial.queries.ts';
import { whoLetsIn } from './who-answers.ts';

export type DenyRefusal = DenialRefusal | 'not-there' | 'denial-lifted-meanwhile';

/**
 * Takes an organisation out of a consent, for the citizen whose it is or by whoever holds the threads and was told. What it
 * opened to the organisation is closed at the next request, and it is told so. The others that the consent names are told nothing: it opens
 * to them what it did, and who was stopped is not theirs to know.
 */
export async function denyToOrganisation(
	acting: Acting,
	pathway: string,
	consent: string,
	{ id, ...wish }: DenialWish & { id: string; organisation: string }
): Promise<Outcome<null, DenyRefusal>> {
	if (!(await holds(acting, pathway))) return refused('not-there');
	const given = await acting.first(findConsent(pathway, consent));
	if (!given) return refused('not-there');
	const before = await metBefore(acting, pathway, id);
	if (before) return before;
	const state = stateOf(given, acting.today);
	const decision = denyRecipient(wish, state, {
		recipients: given.organisations,
		denied: await deniedIn(acting, pathway, { consent }),
		today: acting.today
	});
	if (!decision.ok) return decision;
	await acting.run(insertDenial(pathway, id, { consent }, wish, acting.visitor.name));
	await acting.run(recordPathway('consent.narrowed', pathway, consent));
	const here = `/pathways/${pathway}`;
	const led = `${here}/consents/${consent}`;
	await tellNamed(acting, pathway, [wish.organisation], 'consent-narrowed', here, led);
	return done(null);
}

/**
 * Keeps an entry from an organisation on the pathway, or from all of them: no consent opens it, neither those that run nor
 * those to come. Whoever wrote it reads it still. Nobody is told: that would say there is something to be read.
 */
export async function denyOfEntry(
	acting: Acting,
	pathway: string,
	entry: string,
	{ id, ...wish }: DenialWish & { id: string }
): Promise<Outcome<null, DenyRefusal>> {
	if (!(await holds(acting, pathway))) return refused('not-there');
	if (!(await acting.first(findEntryToShare(pathway, entry)))) return refused('not-there');
	const before = await metBefore(acting, pathway, id);
	if (before) return before;
	const decision = denyEntry(wish, {
		recipients: (await acting.all(listRecipients(pathway))).map(({ id: each }) => each),
		denied: await deniedIn(acting, pathway, { entry }),
		today: acting.today
	});
	if (!decision.ok) return decision;
	await acting.run(insertDenial(pathway, id, { entry }, wish, acting.visitor.name));
	await acting.run(recordPathway('entry.denied', pathway, entry));
	return done(null);
}

export type LiftRefusal = OpeningRefusal | 'not-there' | 'denial-lifted-meanwhile';

/**
 * Lets in again what was taken out, based on `version`: it is read from the next request on, by a consent that runs. It is said by
 * those who could say yes (decision 0800). `at` is what the page is about: a denial of anything else is not there.
 */
export async function liftDenial(
	acting: Acting,
	pathway: string,
	denial: string,
	{ version, note, said, at }: { version: number; note: string; said: Opening; at?: DeniedIn }
): Promise<Outcome<null, LiftRefusal>> {
	if (!(await holds(acting, pathway))) return refused('not-there');
	const found = await acting.first(findDenial(pathway, denial));
	if (!found || (at && !isIn(found, at))) return refused('not-there');
	const head = await acting.first(findConsentHead(pathway));
	if (!head) return refused('not-there');
	const by = await whoLetsIn(acting, pathway, head, said);
	if (!by.ok) return by;
	const lifted = await acting.run(
		putLift(pathway, denial, version, { byName: acting.visitor.name, note, said: by.value })
	);
	if (lifted === 0) {
		const stands = await acting.first(findDenial(pathway, denial));
		if (!stands?.liftedAt) return refused('not-there');
		// Sent twice: it is as it was wished.
		return stands.liftedNote === note ? done(null) : refused('denial-lifted-meanwhile');
	}
	await acting.run(recordPathway('consent.restored', pathway, denial));
	return done(null);
}

/** Holds the pathway, where it is the visitor's to say what is shared: the citizen's, and whoever's who holds the threads. */
async function holds(acting: Acting, pathway: string): Promise<boolean> {
	const mine = await acting.first(findSharer(pathway));
	return mine !== undefined && (await acting.run(holdPathway(pathway))) > 0;
}

/** The same form came before: done, unless what it did was taken back since. */
async function metBefore(acting: Acting, pathway: string, id: string) {
	const saved = await acting.first(findDenial(pathway, id));
	if (!saved) return null;
	return saved.liftedAt ? refused('denial-lifted-meanwhile') : done(null);
}

const deniedIn = async (acting: Acting, pathway: string, at: DeniedIn) =>
	(await acting.all(listDenials(pathway, at))).filter(stands).map((each) => each.organisation);

const isIn = ({ consent, entry }: DenialShown, at: DeniedIn): boolean =>
	'consent' in at ? consent === at.consent : entry === at.entry;

/** Whether a denial has not been lifted. */
export const stands = ({ liftedAt }: Pick<DenialShown, 'liftedAt'>): boolean => liftedAt === null;
