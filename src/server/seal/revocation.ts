/**
 * Whether a certificate still held: what its authority says, kept so that it can be shown when the authority is gone.
 * Asked by OCSP where the certificate names an address for it, and else by list.
 */
import { createHash } from 'node:crypto';
import {
	type BitString,
	fromBER,
	type GeneralizedTime,
	Null,
	ObjectIdentifier,
	OctetString,
	Sequence
} from 'asn1js';
import {
	BasicOCSPResponse,
	CertificateRevocationList,
	OCSPResponse,
	type AlgorithmIdentifier
} from 'pkijs';
import { ask } from './ask.ts';
import { addressesIn, copyOf, isIssuedBy, readCertificate, type Read } from './certificates.ts';
import { isSignatureOf } from './signatures.ts';

/** What an authority said, as it said it. */
export type Proof = { kind: 'ocsp' | 'list'; der: Uint8Array };

/** What a proof says of a certificate. */
export type Standing =
	| { is: 'good'; at: Date }
	| { is: 'revoked'; since: Date }
	/** The proof is about another certificate, or is not of its authority. */
	| { is: 'unknown' };

/** Asks for a proof that `certificate` holds; undefined where none can be had. */
export async function findProof(certificate: Read, issuer: Read): Promise<Proof | undefined> {
	const { ocsp, lists } = addressesIn(certificate);
	const ways = [
		...ocsp.map((address) => async (): Promise<Proof> => {
			const body = await questionAbout(certificate, issuer);
			return { kind: 'ocsp', der: await ask(address, { body, sends: 'application/ocsp-request' }) };
		}),
		...lists.map((address) => async (): Promise<Proof> => ({
			kind: 'list',
			der: await ask(address)
		}))
	];
	for (const way of ways) {
		const proof = await way().catch(() => undefined);
		if (proof && (await standingBy(proof, certificate, issuer)).is !== 'unknown') return proof;
	}
	return undefined;
}

/** What `proof` says of `certificate`. Never throws: what cannot be read says nothing. */
export async function standingBy(proof: Proof, certificate: Read, issuer: Read): Promise<Standing> {
	try {
		return proof.kind === 'ocsp'
			? await standingByOcsp(proof.der, certificate, issuer)
			: standingByList(proof.der, certificate, issuer);
	} catch {
		return { is: 'unknown' };
	}
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const SUCCESSFUL = 0;
const STATUS = { good: 0, revoked: 1 } as const;

async function standingByOcsp(der: Uint8Array, certificate: Read, issuer: Read): Promise<Standing> {
	const { responseStatus, responseBytes } = new OCSPResponse({ schema: read(der) });
	if (responseStatus.valueBlock.valueDec !== SUCCESSFUL || !responseBytes) return { is: 'unknown' };
	const basic = new BasicOCSPResponse({
		schema: read(responseBytes.response.valueBlock.valueHexView)
	});
	// the authority itself answers, or somebody whom it has named for this
	const responders = (basic.certs ?? [])
		.map((each) => readCertificate(new Uint8Array(each.toSchema().toBER())))
		.filter(({ x509 }) => isIssuedBy(x509, issuer.x509) && x509.keyUsage?.includes(OCSP_SIGNING));
	const signed = basic.tbsResponseData.tbsView;
	const { signatureAlgorithm, signature } = basic;
	if (
		![issuer, ...responders].some((each) => isSigned(each, signatureAlgorithm, signed, signature))
	)
		return { is: 'unknown' };
	for (const single of basic.tbsResponseData.responses) {
		const isThis = await isAbout(single.certID, certificate, issuer);
		const status = single.certStatus as {
			idBlock: { tagNumber: number };
			valueBlock: { value?: GeneralizedTime[] };
		};
		if (isThis && status.idBlock.tagNumber === STATUS.good)
			return { is: 'good', at: single.thisUpdate };
		if (isThis && status.idBlock.tagNumber === STATUS.revoked)
			return { is: 'revoked', since: status.valueBlock.value?.[0]?.toDate() ?? single.thisUpdate };
	}
	return { is: 'unknown' };
}

function standingByList(der: Uint8Array, certificate: Read, issuer: Read): Standing {
	const list = new CertificateRevocationList({ schema: read(der) });
	const isOfIssuer = list.issuer.isEqual(issuer.parsed.subject);
	if (!isOfIssuer || !isSigned(issuer, list.signatureAlgorithm, list.tbsView, list.signatureValue))
		return { is: 'unknown' };
	const serial = certificate.parsed.serialNumber;
	const found = list.revokedCertificates?.find(({ userCertificate }) =>
		userCertificate.isEqual(serial)
	);
	return found
		? { is: 'revoked', since: found.revocationDate.value }
		: { is: 'good', at: list.thisUpdate.value };
}

const isSigned = (by: Read, algorithm: AlgorithmIdentifier, bytes: Uint8Array, value: BitString) =>
	isSignatureOf(by.x509.publicKey, algorithm, bytes, value.valueBlock.valueHexView);

type CertId = BasicOCSPResponse['tbsResponseData']['responses'][number]['certID'];

/** An answer names a certificate by its number, and its issuer by the hashes of name and key. */
async function isAbout(id: CertId, certificate: Read, issuer: Read): Promise<boolean> {
	const digest = DIGESTS[id.hashAlgorithm.algorithmId];
	if (!digest) return false;
	const { name, key } = hashesOf(issuer, digest);
	return (
		id.serialNumber.isEqual(certificate.parsed.serialNumber) &&
		Buffer.compare(id.issuerNameHash.valueBlock.valueHexView, name) === 0 &&
		Buffer.compare(id.issuerKeyHash.valueBlock.valueHexView, key) === 0
	);
}

/** Digests that names are shortened with; it is no matter of safety here, and servers know SHA-1. */
const DIGESTS: Record<string, string> = {
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.1': 'sha256'
};

function hashesOf({ parsed }: Read, digest: string): { name: Buffer; key: Buffer } {
	const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest();
	return {
		name: hash(new Uint8Array(parsed.subject.toSchema().toBER())),
		key: hash(parsed.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView)
	};
}

/** OCSPRequest (RFC 6960) about one certificate. */
async function questionAbout(certificate: Read, issuer: Read): Promise<Uint8Array> {
	const { name, key } = hashesOf(issuer, 'sha1');
	const id = new Sequence({
		value: [
			new Sequence({ value: [new ObjectIdentifier({ value: '1.3.14.3.2.26' }), new Null()] }),
			new OctetString({ valueHex: copyOf(name) }),
			new OctetString({ valueHex: copyOf(key) }),
			certificate.parsed.serialNumber
		]
	});
	const wrapped = (value: Sequence) => new Sequence({ value: [value] });
	// request list, in the request to be signed, in the request
	return new Uint8Array(wrapped(wrapped(wrapped(wrapped(id)))).toBER());
}

function read(der: Uint8Array) {
	const { offset, result } = fromBER(copyOf(der));
	if (offset === -1) throw new Error('not DER');
	return result;
}
