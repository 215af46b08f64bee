/** What counts between the parties of a document, for those who keep it alive. */
import type { Acting, Query } from '#server/acting.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { asFrozen, namedIn, type FrozenDocument } from '../frozen.rules.ts';
import type { Seat } from '../names.rules.ts';
import { findDocument, updateReview } from './document.queries.ts';
import { findHeld, type Document } from './find-document.ts';
import { listContacts, listInvolved, listStillThere } from './party.queries.ts';
import {
	findAgreedBefore,
	findAgreedVersion,
	listComingVersions,
	listVersions,
	updateEnd
} from './version.queries.ts';

/** A document with a version that all have agreed on. */
export type Agreed = {
	document: Document;
	version: {
		id: string;
		number: number;
		from: Day;
		until: Day | null;
		endsOn: Day | null;
		/** When the last of them said yes. */
		agreedAt: Date;
	};
	frozen: FrozenDocument;
	/** The organisations that agreed on it: whoever has joined or left the draft since is bound by nothing yet. */
	parties: string[];
};

/** The document and what counts between its parties today; refused where nothing is agreed yet. */
export async function findAgreed(
	acting: Acting,
	id: string
): Promise<Outcome<Agreed, 'no-document' | 'not-in-force-yet'>> {
	const document = await findHeld(acting, id);
	if (!document) return refused('no-document');
	const version = await acting.first(findAgreedVersion(id));
	const agreed = version && asAgreed(document, version);
	return agreed ? done(agreed) : refused('not-in-force-yet');
}

/** What has been agreed on and begins later, the first to begin first: each takes the place of what counts until then. */
export async function listComing(acting: Acting, { document, version }: Agreed): Promise<Agreed[]> {
	const coming = await acting.all(listComingVersions(document.id, version.number));
	return coming.map((each) => asAgreed(document, each)).filter((each) => each !== undefined);
}

/** What was agreed on before this version; undefined where it is the first. */
export async function findBefore(
	acting: Acting,
	{ document, version }: Agreed
): Promise<FrozenDocument | undefined> {
	const before = await acting.first(findAgreedBefore(document.id, version.number));
	return before && asFrozen(before.content);
}

/** The first day on which the parties were bound by any version of it. */
export async function findFirstDay(acting: Acting, { document, version }: Agreed): Promise<Day> {
	const versions = await acting.all(listVersions(document.id));
	const days = versions.flatMap(({ fate, from }) => (fate === 'agreed' && from ? [from] : []));
	return days.toSorted()[0] ?? version.from;
}

type Found = ReturnType<typeof findAgreedVersion> extends Query<infer Row> ? Row : never;

function asAgreed(document: Document, { content, ...version }: Found): Agreed | undefined {
	const { from, fateAt } = version;
	if (!from || !fateAt) return undefined;
	const frozen = asFrozen(content);
	return {
		document,
		version: { ...version, from, agreedAt: fateAt },
		frozen,
		parties: frozen.parties.map(({ organisation }) => organisation)
	};
}

/** Keeps the first day on which the agreed version is no longer in force; null where nothing ends it early. */
export const keepEnd = (acting: Acting, { document, version }: Agreed, endsOn: Day | null) =>
	acting.run(updateEnd(document.id, version.id, endsOn));

/** Keeps when the document is looked at next, and who sees to it; only for those who write it. */
export async function keepReview(acting: Acting, id: string, on: Day | null, owner: Seat | null) {
	const document = await acting.first(findDocument(id));
	if (document) await acting.run(updateReview(id, document.version, on, owner));
}

/**
 * Tells everybody but the one who acts that something happened to what was agreed: those whom the draft names, and those
 * whom the agreed version names and who are still there, since its parties are bound whoever is taken out of the draft; and
 * whoever speaks for a party of which nobody named is there, as one that has only laid in what was signed elsewhere.
 */
export async function tellParties(
	acting: Acting,
	id: string,
	kind: string,
	path: string
): Promise<void> {
	const version = await acting.first(findAgreedVersion(id));
	const parties = version ? asFrozen(version.content).parties : [];
	const involved = await acting.all(listInvolved(id));
	const there = await acting.all(listStillThere([...involved, ...namedIn(parties)]));
	const silent = parties
		.map(({ organisation }) => organisation)
		.filter((organisation) => !there.some((each) => each.organisation === organisation));
	const contacts = await acting.all(listContacts(silent));
	const people = new Set([...there, ...contacts].map(({ person }) => person));
	people.delete(acting.visitor.person);
	await tellPeople(acting, [...people], kind, path);
}
