/** The algorithms of signatures that we make and accept. */
import { constants, verify, type KeyObject } from 'node:crypto';
import type { AlgorithmIdentifier } from 'pkijs';
import { RSASSAPSSParams } from 'pkijs';

const DIGESTS: Record<string, string> = {
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512'
};

const SIGNATURES: Record<string, { key: 'rsa' | 'ec'; digest: string }> = {
	'1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
	'1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
	'1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
	'1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
	'1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
	'1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' }
};

/** What CMS may write for "RSA, with the digest that stands elsewhere". */
const PLAIN_RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';

/** The OIDs of what we write ourselves. */
export const OWN = {
	digest: '2.16.840.1.101.3.4.2.1',
	rsa: '1.2.840.113549.1.1.11',
	ec: '1.2.840.10045.4.3.2'
} as const;

/** The name that Node knows a digest by, or undefined for one that is no longer safe or never was heard of. */
export const digestOf = (algorithm: AlgorithmIdentifier): string | undefined =>
	DIGESTS[algorithm.algorithmId];

/**
 * Whether `signature` is that of `key` over `signed`. False for algorithms that we do not accept.
 * @param digest the one named beside the signature, for algorithms that do not name one themselves
 */
export function isSignatureOf(
	key: KeyObject,
	algorithm: AlgorithmIdentifier,
	signed: Uint8Array,
	signature: Uint8Array,
	digest?: string
): boolean {
	try {
		if (algorithm.algorithmId === RSA_PSS) return isPss(key, algorithm, signed, signature);
		const known = SIGNATURES[algorithm.algorithmId];
		const used =
			known ?? (algorithm.algorithmId === PLAIN_RSA && digest ? { key: 'rsa', digest } : undefined);
		if (!used || used.key !== key.asymmetricKeyType) return false;
		return verify(used.digest, signed, key, signature);
	} catch {
		return false;
	}
}

function isPss(
	key: KeyObject,
	{ algorithmParams }: AlgorithmIdentifier,
	signed: Uint8Array,
	signature: Uint8Array
): boolean {
	const { hashAlgorithm, saltLength } = new RSASSAPSSParams({ schema: algorithmParams });
	const digest = digestOf(hashAlgorithm);
	if (!digest || !key.asymmetricKeyType?.startsWith('rsa')) return false;
	const padding = constants.RSA_PKCS1_PSS_PADDING;
	return verify(digest, signed, { key, padding, saltLength }, signature);
}
