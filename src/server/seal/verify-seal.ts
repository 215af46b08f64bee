/**
 * Reads what a sealed PDF proves: who sealed it and when, whether a byte has changed since, and what was added. Runs
 * nothing that is in the file, asks nobody, and keeps nothing. `verify.ts` puts it where it can do no harm.
 */
import { createHash } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { chainFrom, factsOf, type CertificateFacts, type Read } from './certificates.ts';
import { checkCms, type CmsProblem } from './check-cms.ts';
import { CMS } from './cms.ts';
import { isSameToReaders } from './compare-revisions.ts';
import { readContent, type SealedContent } from './read-content.ts';
import { readSignatures, type FoundSignature } from './read-signatures.ts';
import { standingBy } from './revocation.ts';
import type { SealLevel } from './seal-pdf.ts';
import { checkTimeStamp } from './time-stamp.ts';
import { keptValidationData, type ValidationData } from './validation-data.ts';

/** What is wrong, as a word of which messages make a sentence. */
export type SealProblem =
	| CmsProblem
	| 'not-for-time-stamps'
	/** A seal covers other bytes than it should, or stands where none can. */
	| 'seal-misplaced'
	/** Bytes follow that no seal covers. */
	| 'bytes-added'
	/** What was added after a seal changes what is read. */
	| 'content-added'
	/** The file is not built as a PDF must be. */
	| 'malformed'
	/** The certificate had been withdrawn, or its time was not yet or no longer. */
	| 'certificate-revoked'
	| 'certificate-not-valid-then'
	/** The JSON inside is not what the checksum says. */
	| 'checksum-differs';

/** Why a file cannot be read at all. */
export type Unreadable =
	| 'not-a-pdf'
	| 'encrypted'
	| 'too-large'
	| 'took-too-long'
	| 'took-too-much-memory';

/** One seal. */
export type SealFound = {
	/** How much it proves; null where it holds but is of an older kind, or does not hold. */
	level: SealLevel | null;
	problems: SealProblem[];
	sealedBy: CertificateFacts | null;
	/** Those who vouch for the certificate, as far as the file knows, the nearest first. */
	vouchedForBy: CertificateFacts[];
	/** Whether that ends with one who vouches for themselves. */
	isChainComplete: boolean;
	/** When it says it was made. */
	claimedAt: Date | null;
	/** A time by which it was there, said by somebody else. */
	provenAt: Date | null;
	provenBy: CertificateFacts | null;
	/** What came after it. */
	addedAfter: 'nothing' | 'time-stamps-and-certificates' | 'something-else';
};

/** What a file proves. */
export type SealReport =
	| { verdict: 'unreadable'; why: Unreadable }
	| {
			/** Intact: every byte is covered, none has changed, and nothing was added that is read. */
			verdict: 'intact' | 'changed' | 'not-sealed';
			/** All problems, without repeating. */
			problems: SealProblem[];
			seals: SealFound[];
			content: SealedContent;
	  };

/** Reads `pdf`. Whatever is in it, there is an answer. */
export async function verifySeal(pdf: Uint8Array): Promise<SealReport> {
	try {
		return await readReport(pdf);
	} catch {
		// a PDF is read piece by piece, and a broken piece is met when it is asked for
		if (!mentionsSeal(pdf)) return { verdict: 'unreadable', why: 'not-a-pdf' };
		const content = { title: null, hash: null, json: null, isRight: null };
		return { verdict: 'changed', problems: ['malformed'], seals: [], content };
	}
}

async function readReport(pdf: Uint8Array): Promise<SealReport> {
	const problems = new Set<SealProblem>();
	const document = await open(pdf, problems);
	if (typeof document === 'string') return { verdict: 'unreadable', why: document };
	const all = readSignatures(document, pdf);
	const signatures = all.filter((each): each is FoundSignature => !('misplaced' in each));
	if (signatures.length < all.length) problems.add('seal-misplaced');
	const content = readContent(document);
	if (all.length === 0 && !mentionsSeal(pdf))
		return { verdict: 'not-sealed', problems: [], seals: [], content };
	if (all.length === 0) problems.add('seal-misplaced');
	if (signatures.at(-1)?.end !== pdf.length) problems.add('bytes-added');
	if (content.isRight === false) problems.add('checksum-differs');

	const kept = keptValidationData(document);
	const stamps = signatures.filter(({ kind }) => kind === 'time-stamp').map(readStamp);
	const seals: SealFound[] = [];
	for (const signature of signatures.filter(({ kind }) => kind === 'seal'))
		seals.push(await readSeal(signature, { document, pdf, kept, stamps }));
	for (const each of [...seals, ...stamps])
		for (const problem of each.problems) problems.add(problem);
	return {
		verdict: problems.size === 0 && seals.length > 0 ? 'intact' : 'changed',
		problems: [...problems],
		seals,
		content
	};
}

async function open(pdf: Uint8Array, problems: Set<SealProblem>): Promise<PDF | Unreadable> {
	if (!Buffer.from(pdf.subarray(0, 1024)).includes('%PDF-')) return 'not-a-pdf';
	let document = await PDF.load(pdf, { lenient: false }).catch((broken: unknown) => {
		// The patient way of reading never ends where one bit has made a bracket of something else (a date without
		// its first one, say). What was sealed by anybody was well formed, so there is nothing more to find out.
		if (mentionsSeal(pdf)) throw broken;
		return undefined;
	});
	if (!document) {
		problems.add('malformed');
		document = await PDF.load(pdf).catch(() => undefined);
	}
	if (document?.isEncrypted) return 'encrypted';
	return document ?? 'not-a-pdf';
}

/** A file whose form is broken may still hold a seal, and then it is no file that was never sealed. */
const mentionsSeal = (pdf: Uint8Array) => Buffer.from(pdf).includes('/ByteRange');

type Stamp = {
	problems: SealProblem[];
	end: number;
	said: { at: Date; authority: Read; certificates: Read[] } | undefined;
};

function readStamp({ cms, covered, end }: FoundSignature): Stamp {
	try {
		const { problems, ...said } = checkTimeStamp(cms, (digest) => hashOf(digest, covered));
		return { problems, end, said: problems.length === 0 ? said : undefined };
	} catch {
		return { problems: ['signature-not-understood'], end, said: undefined };
	}
}

type Surroundings = { document: PDF; pdf: Uint8Array; kept: ValidationData; stamps: Stamp[] };

async function readSeal(signature: FoundSignature, around: Surroundings): Promise<SealFound> {
	const addedAfter = await whatCameAfter(signature, around);
	const { claimedAt } = signature;
	const unread: SealFound = {
		level: null,
		problems: ['signature-not-understood'],
		sealedBy: null,
		vouchedForBy: [],
		isChainComplete: false,
		claimedAt,
		provenAt: null,
		provenBy: null,
		addedAfter
	};
	try {
		const checked = checkCms(signature.cms, CMS.data, signature.covered);
		const problems: SealProblem[] = [...checked.problems];
		if (addedAfter === 'something-else') problems.push('content-added');
		const own = checked.tokens.map((token) =>
			checkTimeStamp(token, (digest) => hashOf(digest, [checked.signature]))
		);
		for (const each of own) problems.push(...each.problems);
		const later = around.stamps.find(({ end, said }) => said && end > signature.end);
		const proof = own[0] ?? later?.said;
		const known = [
			...checked.certificates,
			...(proof?.certificates ?? []),
			...around.kept.certificates
		];
		const { chain, isComplete } = chainFrom(checked.signer, known);
		const at = proof?.at ?? claimedAt;
		if (at && !isValidAt(checked.signer, at)) problems.push('certificate-not-valid-then');
		const standing = await standingOf(
			[checked.signer, ...(proof ? [proof.authority] : [])],
			known,
			around.kept
		);
		if (at && standing.revokedSince && standing.revokedSince <= at)
			problems.push('certificate-revoked');
		return {
			level:
				signature.isPades && problems.length === 0
					? levelOf(!!proof, standing.isProven, !!later)
					: null,
			problems,
			sealedBy: factsOf(checked.signer),
			vouchedForBy: chain.slice(1).map(factsOf),
			isChainComplete: isComplete,
			claimedAt,
			provenAt: proof?.at ?? null,
			provenBy: proof ? factsOf(proof.authority) : null,
			addedAfter
		};
	} catch {
		return unread;
	}
}

function levelOf(isStamped: boolean, isProven: boolean, isStampedAgain: boolean): SealLevel {
	if (!isStamped) return 'B-B';
	if (!isProven) return 'B-T';
	return isStampedAgain ? 'B-LTA' : 'B-LT';
}

/** Compares the file as it was sealed with the file as it is. */
async function whatCameAfter(
	{ end }: FoundSignature,
	{ document, pdf }: Surroundings
): Promise<SealFound['addedAfter']> {
	if (end === pdf.length) return 'nothing';
	const sealed = await PDF.load(pdf.slice(0, end), { lenient: false }).catch(() => undefined);
	return sealed && isSameToReaders(sealed, document)
		? 'time-stamps-and-certificates'
		: 'something-else';
}

/** Whether the file itself proves that the certificates held, and since when the first of them did not. */
async function standingOf(leaves: Read[], known: Read[], { proofs }: ValidationData) {
	let isProven = true;
	let revokedSince: Date | undefined;
	for (const leaf of leaves) {
		const { chain, isComplete } = chainFrom(leaf, known);
		// one that vouches for itself proves nothing by it
		if (!isComplete || chain.length === 1) isProven = false;
		for (const [index, certificate] of chain.slice(0, -1).entries()) {
			const said = await Promise.all(
				proofs.map((proof) => standingBy(proof, certificate, chain[index + 1]!))
			);
			if (!said.some(({ is }) => is === 'good')) isProven = false;
			for (const each of said) if (each.is === 'revoked') revokedSince ??= each.since;
		}
	}
	return { isProven, revokedSince };
}

const isValidAt = ({ x509 }: Read, at: Date) =>
	new Date(x509.validFrom) <= at && at <= new Date(x509.validTo);

function hashOf(digest: string, pieces: Uint8Array[]): Uint8Array {
	const hash = createHash(digest);
	for (const piece of pieces) hash.update(piece);
	return hash.digest();
}
