/** Saying yes or no to the version that waits: each party for itself, to exactly the text before it. */
import type { Acting, Query } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { confirm, confirmationsAwaited, type ConfirmationRefusal } from '../confirmation.rules.ts';
import { asFrozen, signatoriesOf, type FrozenDocument } from '../frozen.rules.ts';
import {
	refuseToSign,
	sign,
	signingStanding,
	type Signable,
	type SigningMethod,
	type SigningRefusal
} from '../signing.rules.ts';
import type { Place } from './answer-document.ts';
import { listMembers } from './document.queries.ts';
import { findHeld, tellOthers, type Document } from './find-document.ts';
import { listParties } from './party.queries.ts';
import {
	findVersion,
	insertReturn,
	insertSeal,
	insertSignature,
	listDecisions,
	listSignatures,
	settleVersion
} from './version.queries.ts';

type Spot = Omit<Place, 'template'>;

/** What somebody says yes to: the version, and the hash of the text they had before them. */
export type Read = { version: string; hash: string; at: Date };

/** How somebody has proven just now that it is them; `assurance` where somebody outside says how sure they are. */
export type SigningProof = {
	at: Date;
	method: SigningMethod;
	assurance?: 'substantial' | 'high';
};

/** Whether all have agreed now, or others are awaited. */
export type Signed = 'agreed' | 'waiting';

/** The days an agreed version is in force, read from what is agreed; told the day of the last yes. */
export type TermOf = (document: FrozenDocument, agreedOn: Day) => { from: Day; until: Day | null };

/** How a version that all have signed is printed, with their signatures: what is sealed. */
export type PrintSigned = (version: SignedVersion, given: SignatureShown[]) => PrintedDocument;
type SignedVersion = Found<ReturnType<typeof findVersion>>;
type SignatureShown = Found<ReturnType<typeof listSignatures>>;
type Found<Asked> = Asked extends Query<infer Row> ? Row : never;

/** Signs for the party whose hat is worn, with a proof given just now; the last signature brings it into force. */
export async function signDocument(
	acting: Acting,
	{ id, path }: Spot,
	read: Read,
	proof: SigningProof | null,
	{ termOf, print }: { termOf: TermOf; print: PrintSigned }
): Promise<Outcome<Signed, SigningRefusal | 'no-document'>> {
	const asked = await findAsked(acting, id, read.version);
	if (!asked) return refused('no-document');
	const { version, frozen, signable, memberships } = asked;
	if (asked.document.agreedBy !== 'signature') return refused('not-a-signatory');
	const { person, organisation } = acting.visitor;
	const wish = { person, party: organisation ?? '', read: read.hash, at: read.at };
	const signature = sign(
		{ ...wish, proof: acting.visitor.strong ? proof : null },
		signable,
		memberships
	);
	if (!signature.ok) return signature;

	const { party, title, method } = signature.value;
	const written = await acting.run(
		insertSignature(
			id,
			{
				version: version.id,
				hash: version.hash,
				party,
				partyName: partyName(frozen, party),
				title,
				method,
				assurance: proof?.assurance ?? 'multi',
				saidBy: null
			},
			acting.visitor.name
		)
	);
	if (written === 0) return refused('signed-already');
	await acting.run(record('document.signed', version.id, { document: id, method }));
	const signatures = [...signable.signatures, signature.value];
	const isSigned = signingStanding({ ...signable, signatures }).is === 'signed';
	const standing = await settle(acting, { id, path }, asked, isSigned, termOf);
	if (standing === 'agreed') await layDownSeal(acting, id, version.id, print);
	return done(standing);
}

/** Says yes by a simple confirmation: for one's own party, or for one without people here, by word of mouth. */
export async function confirmDocument(
	acting: Acting,
	{ id, path }: Spot,
	read: Read,
	said: { party: string; by: string },
	termOf: TermOf
): Promise<Outcome<Signed, ConfirmationRefusal | 'no-document'>> {
	const asked = await findAsked(acting, id, read.version);
	if (!asked) return refused('no-document');
	const { version, frozen, given, memberships } = asked;
	if (asked.document.agreedBy !== 'confirmation' || !asked.document.mayAgree)
		return refused('not-a-party');
	const sides = (await acting.all(listParties(id))).map((party) => ({
		party: party.id,
		isRegistered: party.hasPeople
	}));
	const { person, organisation } = acting.visitor;
	const confirmation = confirm(
		{
			person,
			organisation: organisation ?? '',
			party: said.party,
			saidBy: said.by,
			read: read.hash,
			at: read.at
		},
		{ state: version.fate, hash: version.hash, sides },
		given,
		memberships
	);
	if (!confirmation.ok) return confirmation;

	const { party, saidBy } = confirmation.value;
	await acting.run(
		insertSignature(
			id,
			{
				version: version.id,
				hash: version.hash,
				party,
				partyName: partyName(frozen, party),
				title: '',
				method: 'confirmation',
				assurance: acting.visitor.strong ? 'multi' : 'single',
				saidBy
			},
			acting.visitor.name
		)
	);
	await acting.run(record('document.confirmed', version.id, { document: id, party }));
	const awaited = confirmationsAwaited(sides, [...given, confirmation.value], version.hash);
	return done(await settle(acting, { id, path }, asked, awaited.length === 0, termOf));
}

/** Refuses to sign, with the reason; the version goes back to its writers, and what others signed on it is void once it is changed. */
export async function returnDocument(
	acting: Acting,
	{ id, path }: Spot,
	read: Read,
	reason: string
): Promise<Outcome<string, SigningRefusal | 'comment-missing' | 'no-document'>> {
	const asked = await findAsked(acting, id, read.version);
	if (!asked) return refused('no-document');
	const { version, signable, memberships } = asked;
	if (!asked.document.mayAgree) return refused('not-a-signatory');
	const { person, organisation, name, organisationName } = acting.visitor;
	// The form was sent twice: it is back, with these words.
	const said = (await acting.all(listDecisions(id))).find(
		(each) => each.version === version.id && each.person === person && each.party === organisation
	);
	if (said?.reason === reason.trim()) return done(version.id);
	const wish = { person, party: organisation ?? '', read: read.hash, at: read.at, reason };
	const no = refuseToSign(wish, signable, memberships);
	if (!no.ok) return no;

	await acting.run(
		insertReturn(
			id,
			{ version: version.id, hash: version.hash, reason: no.value.reason },
			{ name, organisation: organisationName ?? '' }
		)
	);
	await acting.run(settleVersion(id, version.id, 'returned'));
	await acting.run(record('document.returned', version.id, { document: id }));
	await tellOthers(acting, id, 'document-returned', path);
	return done(version.id);
}

/**
 * What the yes has come to that one's organisation gave before, in this person's name, to exactly this text; or, where
 * `said` names a party without people here, that was written down for it. Null: none was given.
 */
export async function findOwnYes(
	acting: Acting,
	id: string,
	versionId: string,
	hash: string,
	said?: { party: string; by: string }
): Promise<Signed | null> {
	const version = await acting.first(findVersion(id, versionId));
	if (!version || version.hash !== hash) return null;
	const { person, organisation } = acting.visitor;
	const party = said?.party ?? organisation;
	const given = await acting.all(listSignatures(id));
	const isGiven = given.some(
		(each) =>
			each.version === versionId &&
			each.party === party &&
			each.person === person &&
			(each.saidBy ?? '') === (said?.by ?? '')
	);
	if (!isGiven || version.fate === 'returned' || version.fate === 'withdrawn') return null;
	return version.fate === 'agreed' ? 'agreed' : 'waiting';
}

/** The version that is asked about, with who is asked and who has answered. */
export async function findAsked(acting: Acting, id: string, versionId: string) {
	const document = await findHeld(acting, id);
	const version = document && (await acting.first(findVersion(id, versionId)));
	if (!document || !version) return undefined;
	const frozen = asFrozen(version.content);
	const [signed, members] = await Promise.all([
		acting.all(listSignatures(id)),
		acting.all(listMembers(id))
	]);
	const given = signed
		.filter((each) => each.version === version.id)
		.map((each) => ({ ...each, method: each.method as SigningMethod }));
	const signable: Signable = {
		state: version.fate,
		hash: version.hash,
		signatories: signatoriesOf(document.agreedBy, frozen.parties),
		signatures: given
	};
	return { document, version, frozen, given, signable, memberships: members };
}

type Asked = { document: Document; version: { id: string }; frozen: FrozenDocument };

/** Brings the version into force where all have agreed, and tells everybody. */
async function settle(
	acting: Acting,
	{ id, path }: Spot,
	{ version, frozen }: Asked,
	isAgreed: boolean,
	termOf: TermOf
): Promise<Signed> {
	if (!isAgreed) return 'waiting';
	await acting.run(settleVersion(id, version.id, 'agreed', termOf(frozen, acting.today)));
	await acting.run(record('document.agreed', version.id, { document: id }));
	await tellOthers(acting, id, 'document-agreed', path);
	return 'agreed';
}

/** What is sealed is laid down with the last signature, word for word; the file of it is made beside requests. */
async function layDownSeal(acting: Acting, id: string, versionId: string, print: PrintSigned) {
	const [version, signatures] = await Promise.all([
		acting.first(findVersion(id, versionId)),
		acting.all(listSignatures(id))
	]);
	if (!version) throw new Error('a version that was signed is gone');
	const given = signatures.filter((each) => each.version === versionId);
	await acting.run(insertSeal(id, versionId, print(version, given)));
}

const partyName = ({ parties }: FrozenDocument, party: string) =>
	parties.find(({ organisation }) => organisation === party)?.name ?? '';
