/**
 * Signing with an identity from outside: a person reads a text at somebody who knows who they are, signs it there, and
 * comes back with proof. The drivers differ; what goes in and out does not.
 */
import type { Outcome } from '#values/outcome.ts';

/** Letters that a text to sign may have: it names the document and its checksum, and is read on a telephone. */
export const LONGEST_SIGNING_TEXT = 10_000;

/** A way to sign outside. */
export type SigningDriver = {
	/**
	 * Where the browser goes to sign `text`, and what must be kept, out of the person's reach, until it is back.
	 * @param hash the hash of the exact version that is signed, which `text` must name
	 * @param back our address that the browser is sent to afterwards
	 * @throws where the text does not name the hash or is too long, or nobody answers
	 */
	begin(
		text: string,
		hash: string,
		back: string
	): Promise<{ address: URL; journey: SigningJourney }>;
	/**
	 * What was signed, by whom, when the browser is back at `returned`.
	 * @throws where the answer is not one to this journey
	 */
	finish(returned: URL, journey: SigningJourney): Promise<Outcome<SignedText, SigningRefusal>>;
};

/** What is kept while the person is away. Plain data. */
export type SigningJourney = {
	state: string;
	nonce: string;
	verifier: string;
	/** SHA-256 of the text that was sent, hexadecimal. */
	textHash: string;
	/** The hash of the version that is signed. */
	hash: string;
	/** ISO 8601. */
	begunAt: string;
};

/** A text that somebody has signed. */
export type SignedText = {
	/** The broker's own name for the person, which never changes. */
	subject: string;
	/** The person's name, as the broker knows it. */
	name: string;
	/** What was shown: 'MitID (code_app)'. */
	method: string;
	/** How sure the broker is (NSIS). */
	assurance: 'low' | 'substantial' | 'high';
	at: Date;
	/** SHA-256 of the text that was signed, hexadecimal: the one that was sent. */
	signedTextHash: string;
	hash: string;
	/** What the broker has signed of all this (a JWT): kept as evidence. */
	proof: string;
};

/** Why there is no signature though the person is back. */
export type SigningRefusal =
	/** The person said no, or the broker did. */
	| 'signing-cancelled'
	/** The text that was signed is not the one that was sent. */
	| 'another-text-signed'
	/** The person was recognised, and signed nothing. */
	| 'nothing-signed'
	/** The broker is not sure enough who it is. */
	| 'identity-too-weak';
