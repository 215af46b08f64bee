/** Time-stamps (RFC 3161): an authority that knows nothing of a document says that its signature was there at a time. */
import { createHash, randomBytes } from 'node:crypto';
import {
	Boolean as Asn1Boolean,
	Integer,
	Null,
	ObjectIdentifier,
	OctetString,
	Sequence
} from 'asn1js';
import { ask } from './ask.ts';
import { copyOf, type Read } from './certificates.ts';
import { checkCms, type CmsProblem } from './check-cms.ts';
import { CMS } from './cms.ts';
import {
	childrenOf,
	contentOf,
	isSameBytes,
	numberIn,
	oidIn,
	readDer,
	TAG,
	type Der
} from './der.ts';
import { digestOf, OWN } from './signatures.ts';
import { AlgorithmIdentifier } from 'pkijs';

/** What a time-stamp says, and whether it holds. */
export type CheckedTimeStamp = {
	problems: (CmsProblem | 'not-for-time-stamps')[];
	at: Date;
	authority: Read;
	certificates: Read[];
	/** The number that whoever asked knows the answer by. */
	nonce: Uint8Array | undefined;
};

/** Granted, or granted with changes. */
const GRANTED = [0, 1];

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * The time-stamp of the authority at `address` on `stamped`. Throws where it does not answer, refuses, or answers with
 * anything but a good time-stamp on just this.
 */
export async function askTimeStamp(address: string, stamped: Uint8Array): Promise<Uint8Array> {
	return askTimeStampOn(address, createHash('sha256').update(stamped).digest());
}

/** The same for what is known by its SHA-256 only. */
export async function askTimeStampOn(address: string, digest: Uint8Array): Promise<Uint8Array> {
	const nonce = randomBytes(8);
	nonce[0] = (nonce[0]! & 0x3f) | 0x40; // a positive number of eight bytes
	const answer = await ask(address, {
		body: requestFor(digest, nonce),
		sends: 'application/timestamp-query'
	});
	const [status, token, ...rest] = childrenOf(readDer(answer));
	const granted = numberIn(childrenOf(status)[0]);
	if (!GRANTED.includes(granted) || !token || rest.length > 0)
		throw new Error(`the time-stamp was refused (${granted})`);
	const { problems, nonce: answered } = checkTimeStamp(token.raw, (name) =>
		name === 'sha256' ? digest : undefined
	);
	if (problems.length > 0) throw new Error(`the time-stamp does not hold: ${problems.join(', ')}`);
	if (!answered || !isSameBytes(answered, nonce))
		throw new Error('the time-stamp answers another question');
	return token.raw;
}

/**
 * Checks a time-stamp. Throws where it cannot be read.
 * @param hash what was stamped, hashed with the algorithm that the time-stamp names
 */
export function checkTimeStamp(
	token: Uint8Array,
	hash: (digest: string) => Uint8Array | undefined
): CheckedTimeStamp {
	const cms = checkCms(token, CMS.timeStampInfo);
	const [, , imprint, , time, ...more] = infoIn(cms.content);
	const [algorithm, hashed] = childrenOf(imprint);
	const digest = digestOf(
		new AlgorithmIdentifier({ algorithmId: oidIn(childrenOf(algorithm)[0]) })
	);
	const problems: CheckedTimeStamp['problems'] = [...cms.problems];
	const own = digest && hash(digest);
	if (!digest) problems.push('algorithm-not-accepted');
	else if (!own || !isSameBytes(own, contentOf(hashed, TAG.octets)))
		problems.push('content-changed');
	if (!cms.signer.x509.keyUsage?.includes(TIME_STAMPING)) problems.push('not-for-time-stamps');
	if (cms.tokens.length > 0) problems.push('signature-not-understood');
	return {
		problems,
		at: timeIn(contentOf(time, TAG.generalizedTime)),
		authority: cms.signer,
		certificates: cms.certificates,
		nonce: more.find(({ tag }) => tag === TAG.integer)?.content
	};
}

/** What a time-stamp says: version, policy, what was stamped, number, time, and more. */
function infoIn(content: Uint8Array | undefined): Der[] {
	if (!content) throw new Error('a time-stamp that says nothing');
	const info = childrenOf(readDer(content));
	if (numberIn(info[0]) !== 1) throw new Error('a time-stamp of another version');
	return info;
}

/** '20261125193000Z' or with a fraction of a second. */
function timeIn(bytes: Uint8Array): Date {
	const text = Buffer.from(bytes).toString('latin1');
	const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
	if (!parts) throw new Error('not a time');
	const [, year, month, day, hour, minute, second, fraction = ''] = parts;
	const at = new Date(
		`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`
	);
	if (Number.isNaN(at.getTime())) throw new Error('not a time');
	return at;
}

/** TimeStampReq: version 1, what is stamped, a number to know the answer by, and the wish for the certificate. */
const requestFor = (digest: Uint8Array, nonce: Uint8Array): Uint8Array =>
	new Uint8Array(
		new Sequence({
			value: [
				new Integer({ value: 1 }),
				new Sequence({
					value: [
						new Sequence({ value: [new ObjectIdentifier({ value: OWN.digest }), new Null()] }),
						new OctetString({ valueHex: copyOf(digest) })
					]
				}),
				new Integer({ valueHex: copyOf(nonce) }),
				new Asn1Boolean({ value: true })
			]
		}).toBER()
	);
