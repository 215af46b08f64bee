/** Certificates as we need them: whose they are, who vouches for them, and where to ask whether they still hold. */
import { X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import { Certificate, CRLDistributionPoints, InfoAccess } from 'pkijs';
import { fingerprintOf } from './fingerprint.ts';

/** A certificate as a DER file, read. */
export type Read = { der: Uint8Array; x509: X509Certificate; parsed: Certificate };

/** What people are told about a certificate. */
export type CertificateFacts = {
	/** Whose it is, 'Solby Kommune, DK'. */
	subject: string;
	/** Who vouches for it. */
	issuer: string;
	/** It vouches for itself: anybody can make one that says the same. */
	isSelfMade: boolean;
	/** SHA-256 of the certificate, as 64 hexadecimal digits. */
	fingerprint: string;
	validFrom: Date;
	validUntil: Date;
};

/** Reads a certificate. Throws where the bytes are none, or are more than one. */
export function readCertificate(der: Uint8Array): Read {
	const { offset, result } = fromBER(copyOf(der));
	if (offset !== der.length) throw new Error('not a certificate');
	return { der, x509: new X509Certificate(der), parsed: new Certificate({ schema: result }) };
}

/** The facts of a certificate that people are told. */
export const factsOf = ({ der, x509 }: Read): CertificateFacts => ({
	subject: namesIn(x509.subject),
	issuer: namesIn(x509.issuer),
	isSelfMade: vouchesForItself(x509),
	fingerprint: fingerprintOf(der),
	validFrom: new Date(x509.validFrom),
	validUntil: new Date(x509.validTo)
});

/** Whether `issuer` has signed `certificate`. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
	try {
		return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
	} catch {
		return false;
	}
}

/** Whether a certificate has signed itself, whatever it may be used for. */
function vouchesForItself(certificate: X509Certificate): boolean {
	try {
		return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
	} catch {
		return false;
	}
}

/** Whether two certificates are the same one. */
export const isSame = (one: Read, other: Read): boolean => Buffer.compare(one.der, other.der) === 0;

/** The longest chain that is followed. */
const LONGEST_CHAIN = 8;

/**
 * `leaf` and those who vouch for it, found among `known`, up to one that vouches for itself. The chain is complete
 * when it ends there.
 */
export function chainFrom(
	leaf: Read,
	known: readonly Read[]
): { chain: Read[]; isComplete: boolean } {
	const chain = [leaf];
	while (chain.length < LONGEST_CHAIN) {
		const last = chain.at(-1)!;
		if (vouchesForItself(last.x509)) return { chain, isComplete: true };
		const next = known.find((each) => isIssuedBy(last.x509, each.x509));
		if (!next) return { chain, isComplete: false };
		chain.push(next);
	}
	return { chain, isComplete: false };
}

const AUTHORITY_INFORMATION = '1.3.6.1.5.5.7.1.1';
const OCSP = '1.3.6.1.5.5.7.48.1';
const ISSUERS = '1.3.6.1.5.5.7.48.2';
const REVOCATION_LISTS = '2.5.29.31';
const ADDRESS = 6;

/** Where to ask: whether a certificate is revoked (by OCSP or a list), and for the certificate of its issuer. */
export function addressesIn({ parsed }: Read): {
	ocsp: string[];
	lists: string[];
	issuers: string[];
} {
	const about = extension(parsed, AUTHORITY_INFORMATION, (schema) => new InfoAccess({ schema }));
	const told = (method: string) =>
		about?.accessDescriptions
			.filter((each) => each.accessMethod === method && each.accessLocation.type === ADDRESS)
			.map((each) => String(each.accessLocation.value)) ?? [];
	const points = extension(
		parsed,
		REVOCATION_LISTS,
		(schema) => new CRLDistributionPoints({ schema })
	);
	const lists = (points?.distributionPoints ?? [])
		.flatMap(({ distributionPoint }) => (Array.isArray(distributionPoint) ? distributionPoint : []))
		.filter((name) => name.type === ADDRESS)
		.map((name) => String(name.value));
	return { ocsp: told(OCSP), lists, issuers: told(ISSUERS) };
}

/** The bytes alone, without the larger buffer they may lie in: what asn1js reads. */
export const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

function extension<Found>(
	{ extensions }: Certificate,
	id: string,
	read: (schema: ReturnType<typeof fromBER>['result']) => Found
): Found | undefined {
	const value = extensions?.find(({ extnID }) => extnID === id)?.extnValue.valueBlock.valueHexView;
	if (!value) return undefined;
	const { offset, result } = fromBER(copyOf(value));
	return offset === -1 ? undefined : read(result);
}

/** The parts of a name that say who it is, 'CN=Solby\nO=…\nC=DK', without their keys and without repeating. */
function namesIn(name: string | undefined): string {
	const parts = (name ?? '').split(/\n| \+ /).flatMap((line) => {
		const [key, ...value] = line.split('=');
		return ['CN', 'O', 'C'].includes(key ?? '') ? [{ key, value: value.join('=') }] : [];
	});
	const inOrder = ['CN', 'O', 'C'].flatMap((key) =>
		parts.filter((each) => each.key === key).map(({ value }) => value.replace(/\\(.)/g, '$1'))
	);
	return [...new Set(inOrder)].join(', ') || (name ?? '').replaceAll('\n', ', ');
}
