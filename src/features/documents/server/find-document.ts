/** A document as verbs know it, and all that stands in its draft. */
import type { Acting } from '#server/acting.ts';
import { tellPeople, type Mailed } from '#server/tell-involved.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { listAnswers } from './answer.queries.ts';
import type { Draft } from './compose-document.ts';
import { findDocument, holdDocument } from './document.queries.ts';
import { listExecutors, listInvolved, listParties, listSignatories } from './party.queries.ts';
import { findOpenVersion, settleVersion } from './version.queries.ts';

/** The document with what the acting person is to it. */
export type Document = NonNullable<Awaited<ReturnType<typeof findHeld>>>;

/**
 * The document, held until the transaction ends: writing, submitting and signing come one after the other, so that
 * a version is frozen from, and signed as, exactly what stands, and two who end an agreement see each other. Whoever
 * may only read it holds nothing.
 */
export async function findHeld(acting: Acting, id: string) {
	const document = await acting.first(findDocument(id));
	if (!document || !mayChange(document)) return document;
	await acting.first(holdDocument(id));
	// read again: what was waited for may have changed it
	return acting.first(findDocument(id));
}

const mayChange = (may: Record<'isWriter' | 'mayAct' | 'mayEnd' | 'isKeeper', boolean>) =>
	may.isWriter || may.mayAct || may.mayEnd || may.isKeeper;

/** The document, held, where the acting person may write it. */
export async function findWritable(
	acting: Acting,
	id: string
): Promise<Outcome<Document, 'no-document' | 'not-a-writer-of-it'>> {
	const document = await findHeld(acting, id);
	if (!document) return refused('no-document');
	return document.isWriter ? done(document) : refused('not-a-writer-of-it');
}

/** All that stands in the draft. */
export async function readDraft(acting: Acting, document: Document): Promise<Draft> {
	const [parties, executors, signatories, saved] = await Promise.all([
		acting.all(listParties(document.id)),
		acting.all(listExecutors(document.id)),
		acting.all(listSignatories(document.id)),
		acting.all(listAnswers(document.id))
	]);
	const { title, language, sections } = document;
	return { title, language, sections, parties, executors, signatories, saved };
}

/**
 * Takes back the version that waits, because the draft is about to change: what was signed on it is void (S-4), and
 * everybody named in the document hears of it. Answers whether there was one.
 */
export async function withdrawOpen(
	acting: Acting,
	document: string,
	path: string
): Promise<boolean> {
	const open = await acting.first(findOpenVersion(document));
	if (!open) return false;
	await acting.run(settleVersion(document, open.id, 'withdrawn'));
	await tellOthers(acting, document, 'document-withdrawn', path);
	return true;
}

/** Tells everybody named in the document but the one who acts that something happened. */
export async function tellOthers(
	acting: Acting,
	document: string,
	kind: string,
	path: string,
	mailed?: Mailed
): Promise<void> {
	const involved = await acting.all(listInvolved(document));
	const others = new Set(involved.map(({ person }) => person));
	others.delete(acting.visitor.person);
	await tellPeople(acting, [...others], kind, path, mailed);
}
