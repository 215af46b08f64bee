/** The key an installation seals with: from a file that a certificate authority has given, or made by ourselves. */
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { P12Signer } from '@libpdf/core';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
	AlgorithmIdentifier,
	AttributeTypeAndValue,
	BasicConstraints,
	Certificate,
	Extension
} from 'pkijs';
import { chainFrom, readCertificate, type Read } from './certificates.ts';
import { isSignatureOf, OWN } from './signatures.ts';

/** A key as it is kept. Plain data, so that it can be told to a thread. */
export type SealingKey =
	/** A PKCS #12 file, with the certificates of those who vouch for it. */
	| { from: 'file'; file: Uint8Array; password: string }
	/** Made by this installation; the key in PKCS #8. */
	| { from: 'here'; certificate: Uint8Array; key: Uint8Array };

/** A key that can sign. */
export type OpenKey = {
	certificate: Read;
	/** Those who vouch for it, the nearest first, as far as the file knows them. */
	vouching: Read[];
	/** The OID of the signatures it makes. */
	algorithm: string;
	/** The signature of `bytes`, as CMS writes it. */
	sign(bytes: Uint8Array): Promise<Uint8Array>;
};

/** Years that a key made here may be used. */
const YEARS = 10;

const DAY = 86_400_000;

/**
 * Makes a key whose certificate says `name` and is vouched for by nobody. P-256, because every reader of PDFs knows it.
 */
export async function makeKey(
	name: string,
	now: Date
): Promise<Extract<SealingKey, { from: 'here' }>> {
	const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
		'sign',
		'verify'
	]);
	const certificate = new Certificate();
	certificate.version = 2;
	certificate.serialNumber = new Integer({ valueHex: positiveNumber() });
	for (const who of [certificate.subject, certificate.issuer])
		who.typesAndValues.push(
			new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) })
		);
	// clocks differ, and the first document is sealed in the same second
	certificate.notBefore.value = new Date(wholeSecond(now).getTime() - DAY);
	certificate.notAfter.value = new Date(
		wholeSecond(now).setUTCFullYear(now.getUTCFullYear() + YEARS)
	);
	certificate.extensions = [
		critical('2.5.29.19', new BasicConstraints({ cA: false }).toSchema().toBER()),
		// signs, and stands by what it signed
		critical(
			'2.5.29.15',
			new BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 }).toBER()
		)
	];
	await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
	await certificate.sign(keys.privateKey, 'SHA-256');
	return {
		from: 'here',
		certificate: new Uint8Array(certificate.toSchema(true).toBER()),
		key: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
	};
}

/** Opens a key. Throws where the file is none, the password is not its own, or key and certificate do not fit. */
export async function openKey(kept: SealingKey): Promise<OpenKey> {
	const opened = kept.from === 'here' ? openOwn(kept) : await openFile(kept);
	const probe = randomBytes(32);
	const signature = await opened.sign(probe);
	// a file says in no particular order which certificate is the key's own
	const certificate = opened.certificates.find(({ x509 }) =>
		isSignatureOf(
			x509.publicKey,
			new AlgorithmIdentifier({ algorithmId: opened.algorithm }),
			probe,
			signature
		)
	);
	if (!certificate) throw new Error('the certificate does not belong to the key');
	const { chain } = chainFrom(certificate, opened.certificates);
	return { certificate, vouching: chain.slice(1), algorithm: opened.algorithm, sign: opened.sign };
}

type Opened = Pick<OpenKey, 'algorithm' | 'sign'> & { certificates: Read[] };

function openOwn({ certificate, key }: Extract<SealingKey, { from: 'here' }>): Opened {
	const secret = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' });
	return {
		certificates: [readCertificate(certificate)],
		algorithm: OWN.ec,
		sign: async (bytes) => new Uint8Array(sign('sha256', bytes, secret))
	};
}

async function openFile({
	file,
	password
}: Extract<SealingKey, { from: 'file' }>): Promise<Opened> {
	const signer = await P12Signer.create(file, password);
	return {
		certificates: [signer.certificate, ...signer.certificateChain].map(readCertificate),
		algorithm: signer.keyType === 'RSA' ? OWN.rsa : OWN.ec,
		sign: (bytes) => signer.sign(bytes, 'SHA-256')
	};
}

const critical = (extnID: string, value: ArrayBuffer) =>
	new Extension({
		extnID,
		critical: true,
		extnValue: new OctetString({ valueHex: value }).valueBlock.valueHex
	});

/** A serial number that nobody else has; its first bit is no sign, and its first byte no zero. */
function positiveNumber(): ArrayBuffer {
	const bytes = new Uint8Array(randomBytes(16));
	bytes[0] = (bytes[0]! & 0x3f) | 0x40;
	return bytes.buffer;
}

/** Certificates know no fractions of a second. */
const wholeSecond = (instant: Date) => new Date(Math.floor(instant.getTime() / 1000) * 1000);
