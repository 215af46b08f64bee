/** Taking in the signed paper of a consent, and emptying one that was another's. What is in it was looked into before. */
import { createHash } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { MOST_SCANS } from '../consent.rules.ts';
import { findConsent, findConsentHead, holdPathway } from './consent.queries.ts';
import { insertScan, listScans, putEmptied, type NewScan } from './scan.queries.ts';

/** Takes the paper in, for whoever holds the threads; the same file again is the one that is there. */
export async function attachScan(
	acting: Acting,
	pathway: string,
	consent: string,
	scan: NewScan
): Promise<Outcome<string, 'not-there' | 'too-many-scans'>> {
	if (!(await holds(acting, pathway, consent))) return refused('not-there');
	const there = await acting.all(listScans(pathway, consent));
	const hash = createHash('sha256').update(scan.file).digest('hex');
	const same = there.find((each) => each.hash === hash);
	if (same) return done(same.id);
	if (there.length >= MOST_SCANS) return refused('too-many-scans');
	await acting.run(insertScan(pathway, consent, scan, acting.visitor.name));
	await acting.run(recordPathway('scan.added', pathway, scan.id));
	return done(scan.id);
}

/** Empties a scan; sent twice, it is empty still. */
export async function emptyScan(
	acting: Acting,
	pathway: string,
	consent: string,
	scan: string
): Promise<Outcome<null, 'not-there'>> {
	if (!(await holds(acting, pathway, consent))) return refused('not-there');
	if ((await acting.run(putEmptied(pathway, consent, scan, acting.visitor.name))) > 0)
		await acting.run(recordPathway('scan.emptied', pathway, scan));
	return done(null);
}

/** Holds the pathway, where the consent is on it and the visitor holds the threads. */
async function holds(acting: Acting, pathway: string, consent: string): Promise<boolean> {
	const head = await acting.first(findConsentHead(pathway));
	if (!head?.isHeld || !(await acting.first(findConsent(pathway, consent)))) return false;
	return (await acting.run(holdPathway(pathway))) > 0;
}
