/** Signing with an identity from outside: the text that is sent to be signed there, and what comes of the answer. */
import { createHash } from 'node:crypto';
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import type { SignedText } from '#server/signing/signing-driver.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { recognise, type SignerRefusal } from '../signer.rules.ts';
import { sign, type SigningRefusal } from '../signing.rules.ts';
import type { Place } from './answer-document.ts';
import {
	findOutsideIdentity,
	insertOutsideIdentity,
	insertOutsideProof
} from './outside.queries.ts';
import {
	findAsked,
	signDocument,
	type PrintSigned,
	type Read,
	type Signed,
	type TermOf
} from './sign-document.ts';

type Spot = Omit<Place, 'template'>;

/** What somebody has signed outside, and at whom. */
export type Outside = SignedText & { issuer: string };

/**
 * The text to sign outside: it names the version by its number and its hash, and for whom and as what one signs. Refused
 * as the signature itself would be, so that nobody is sent away to sign what does not count.
 */
export async function textToSign(
	acting: Acting,
	{ id }: Spot,
	read: Read
): Promise<Outcome<string, SigningRefusal | 'no-document'>> {
	const asked = await findAsked(acting, id, read.version);
	if (!asked) return refused('no-document');
	const { document, version, frozen, signable, memberships } = asked;
	const { person, organisation, strong } = acting.visitor;
	if (document.agreedBy !== 'signature') return refused('not-a-signatory');
	const proof = strong ? { at: read.at, method: 'broker' as const } : null;
	const wish = { person, party: organisation ?? '', read: read.hash, at: read.at, proof };
	const signature = sign(wish, signable, memberships);
	if (!signature.ok) return signature;
	const { party, title } = signature.value;
	const named = frozen.parties.find((each) => each.organisation === party);
	return done(
		m.signing_text(
			{
				title: frozen.title,
				number: version.number,
				organisation: named?.name ?? '',
				role: title,
				hash: version.hash
			},
			{ locale: frozen.language }
		)
	);
}

/**
 * Signs for the party whose hat is worn with what was signed outside: the very text that was sent, by the person who is to
 * sign. Nothing is written where any of it does not fit.
 */
export async function signOutside(
	acting: Acting,
	spot: Spot,
	read: Read,
	outside: Outside,
	coming: { termOf: TermOf; print: PrintSigned }
): Promise<
	Outcome<Signed, SigningRefusal | SignerRefusal | 'another-text-signed' | 'no-document'>
> {
	const text = await textToSign(acting, spot, read);
	if (!text.ok) return text;
	const sent = createHash('sha256').update(text.value).digest('hex');
	if (outside.hash !== read.hash || outside.signedTextHash !== sent)
		return refused('another-text-signed');
	const signer = await recogniseSigner(acting, outside);
	if (!signer.ok) return signer;
	const { issuer, subject, name, method: how, assurance, at, proof } = outside;
	if (assurance === 'low') throw new Error('a signature that nobody is sure of');
	const signed = await signDocument(
		acting,
		spot,
		read,
		{ at, method: 'broker', assurance },
		coming
	);
	if (signed.ok)
		await acting.run(
			insertOutsideProof(spot.id, read.version, {
				issuer,
				subject,
				name,
				how,
				text: text.value,
				at,
				proof
			})
		);
	return signed;
}

/** Whether it is them; from the first time on, they are known by the service's own name for them. */
async function recogniseSigner(
	acting: Acting,
	{ issuer, subject, name }: Outside
): Promise<Outcome<unknown, SignerRefusal>> {
	const known = await acting.first(findOutsideIdentity(issuer));
	const who = { name: acting.visitor.name, known: known?.subject ?? null };
	const recognised = recognise(who, { subject, name });
	if (!recognised.ok || known) return recognised;
	const kept = await acting.run(insertOutsideIdentity(issuer, subject));
	return kept === 1 ? recognised : refused('another-identity-signed');
}
