/**
 * Checks a signature as it stands in a seal or a time-stamp (CMS): that it is one over just these bytes, that the
 * certificate it names is the one that signed, and that it holds nothing that we would pass over unread.
 */
import { createHash } from 'node:crypto';
import { AlgorithmIdentifier } from 'pkijs';
import { fromBER } from 'asn1js';
import { copyOf, readCertificate, type Read } from './certificates.ts';
import { CMS } from './cms.ts';
import {
	childrenOf,
	contentOf,
	isSameBytes,
	numberIn,
	oidIn,
	part,
	readDer,
	TAG,
	type Der
} from './der.ts';
import { digestOf, isSignatureOf } from './signatures.ts';

/** Why a signature does not hold. */
export type CmsProblem =
	/** Not a signature, or one with parts that we do not know. */
	| 'signature-not-understood'
	/** An algorithm that is no longer safe, or not known. */
	| 'algorithm-not-accepted'
	/** What was signed is not what is here. */
	| 'content-changed'
	/** The signature is not one of the certificate's key. */
	| 'signature-wrong'
	/** The certificate is not the one that the signature names, or names none. */
	| 'certificate-not-named';

/** What was found in a signature that could be read. */
export type CheckedCms = {
	problems: CmsProblem[];
	signer: Read;
	/** All certificates it carries, the signer's among them. */
	certificates: Read[];
	/** The value of the signature, on which a time-stamp may stand. */
	signature: Uint8Array;
	/** Time-stamps on the signature. */
	tokens: Uint8Array[];
	/** What is signed, where the signature carries it. */
	content: Uint8Array | undefined;
};

/**
 * Checks `cms`, whose signed content is `outside` where it does not carry it itself. Throws where it cannot be read.
 * @param type the OID of the content that is expected
 */
export function checkCms(cms: Uint8Array, type: string, outside: Uint8Array[] = []): CheckedCms {
	const signed = readSigned(cms, type);
	const { info, certificates } = signed;
	const signer = certificates.find((each) => isNamedBy(info.sid, each.der));
	if (!signer) throw new Error('the certificate of the signer is missing');
	const attributes = attributesIn(info.attributes.content);
	const content = signed.content ? [signed.content] : outside;
	const digest = digestOf(info.digest);
	const problems: CmsProblem[] = [];

	if (!digest) problems.push('algorithm-not-accepted');
	else {
		const hash = createHash(digest);
		for (const piece of content) hash.update(piece);
		const told = contentOf(only(attributes, CMS.messageDigest), TAG.octets);
		if (!isSameBytes(hash.digest(), told)) problems.push('content-changed');
		// what is signed is written as a SET, and kept as the part [0]
		const set = Uint8Array.from(info.attributes.raw);
		set[0] = TAG.set;
		if (!isSignatureOf(signer.x509.publicKey, info.algorithm, set, info.signature, digest))
			problems.push('signature-wrong');
	}
	if (oidIn(only(attributes, CMS.contentType)) !== type) problems.push('content-changed');
	if (!namesCertificate(attributes, signer.der)) problems.push('certificate-not-named');
	return {
		problems,
		signer,
		certificates,
		signature: info.signature,
		tokens: info.tokens,
		content: signed.content
	};
}

type SignerInfo = {
	sid: Der;
	digest: AlgorithmIdentifier;
	attributes: Der;
	algorithm: AlgorithmIdentifier;
	signature: Uint8Array;
	tokens: Uint8Array[];
};

/** Takes a CMS apart; each part must be there, in its place, and nothing else. */
function readSigned(cms: Uint8Array, type: string) {
	const [kind, holder, ...more] = childrenOf(readDer(cms));
	if (oidIn(kind) !== CMS.signedData || more.length > 0) throw new Error('not a signature');
	const [inner, ...others] = childrenOf(holder, part(0));
	if (others.length > 0) throw new Error('more than one signature');
	const [version, digests, encapsulated, certificates, infos, ...rest] = childrenOf(inner);
	if (rest.length > 0) throw new Error('unknown parts');
	const [info, ...furtherInfos] = childrenOf(infos, TAG.set);
	const [digest, ...furtherDigests] = childrenOf(digests, TAG.set);
	if (!info || !digest || furtherInfos.length > 0 || furtherDigests.length > 0)
		throw new Error('not one signature');
	const [contentType, carried, ...afterContent] = childrenOf(encapsulated);
	if (oidIn(contentType) !== type || afterContent.length > 0) throw new Error('another content');
	const read = readInfo(info);
	// RFC 5652, 5.1: the version follows from what is inside
	if (numberIn(version) !== (type === CMS.data && read.version === 1 ? 1 : 3))
		throw new Error('another version');
	if (readAlgorithm(digest).algorithmId !== read.digest.algorithmId) throw new Error('two digests');
	return {
		info: read,
		certificates: childrenOf(certificates, part(0)).map(({ raw }) => readCertificate(raw)),
		content: carried ? contentOf(single(childrenOf(carried, part(0))), TAG.octets) : undefined
	};
}

function readInfo(info: Der): SignerInfo & { version: number } {
	const [version, sid, digest, attributes, algorithm, signature, unsigned, ...rest] =
		childrenOf(info);
	if (!sid || attributes?.tag !== part(0) || rest.length > 0) throw new Error('unknown parts');
	const number = numberIn(version);
	if (number !== (sid.tag === TAG.sequence ? 1 : 3)) throw new Error('another version');
	return {
		version: number,
		sid,
		digest: readAlgorithm(digest),
		attributes,
		algorithm: readAlgorithm(algorithm),
		signature: contentOf(signature, TAG.octets),
		tokens: unsigned ? tokensIn(unsigned) : []
	};
}

/** Nobody has signed the unsigned attributes: the only one that proves itself is a time-stamp. */
function tokensIn(unsigned: Der): Uint8Array[] {
	if (unsigned.tag !== part(1)) throw new Error('unknown parts');
	return attributesIn(unsigned.content).map(({ type, value }) => {
		if (type !== CMS.timeStampToken) throw new Error('an unknown unsigned attribute');
		return value.raw;
	});
}

type Attribute = { type: string; value: Der };

function attributesIn(content: Uint8Array): Attribute[] {
	return childrenOf({ tag: TAG.set, content, raw: content }, TAG.set).map((each) => {
		const [type, values, ...rest] = childrenOf(each);
		if (rest.length > 0) throw new Error('unknown parts');
		return { type: oidIn(type), value: single(childrenOf(values, TAG.set)) };
	});
}

const only = (attributes: Attribute[], wanted: string): Der =>
	single(attributes.filter(({ type }) => type === wanted).map(({ value }) => value));

function single(values: Der[]): Der {
	if (values.length !== 1) throw new Error(`${values.length} values instead of one`);
	return values[0]!;
}

function readAlgorithm(value: Der | undefined): AlgorithmIdentifier {
	const [, parameters, ...rest] = childrenOf(value);
	const isPlain =
		!parameters || (parameters.tag === TAG.nothing && parameters.content.length === 0);
	if (rest.length > 0 || (!isPlain && parameters.tag !== TAG.sequence))
		throw new Error('unknown parameters');
	return new AlgorithmIdentifier({ schema: fromBER(copyOf(value!.raw)).result });
}

/** Whether the signature says that its signer is this certificate: by issuer and number, or by the key's own mark. */
function isNamedBy(sid: Der, certificate: Uint8Array): boolean {
	const fields = childrenOf(childrenOf(readDer(certificate))[0]);
	const [serial, , issuer] = fields[0]?.tag === part(0) ? fields.slice(1) : fields;
	if (sid.tag !== TAG.sequence) return isNamedByKey(sid, certificate);
	const [namedIssuer, namedSerial, ...rest] = childrenOf(sid);
	return (
		rest.length === 0 &&
		isSameBytes(namedIssuer!.raw, issuer!.raw) &&
		isSameBytes(namedSerial!.raw, serial!.raw)
	);
}

const KEY_MARK = Buffer.from('0603551d0e', 'hex');

/** The key's mark, [0] in the signature, is an extension of the certificate: its OID, and two octet strings. */
function isNamedByKey(sid: Der, certificate: Uint8Array): boolean {
	const bytes = Buffer.from(certificate);
	const at = bytes.indexOf(KEY_MARK);
	if (sid.tag !== 0x80 || at === -1) return false;
	const value = bytes.subarray(at + KEY_MARK.length, at + KEY_MARK.length + 4 + sid.content.length);
	return isSameBytes(value.subarray(4), sid.content);
}

/** Whether the signed attributes name the certificate by its hash (RFC 5035), as the first of those they name. */
function namesCertificate(attributes: Attribute[], certificate: Uint8Array): boolean {
	const second = attributes.filter(({ type }) => type === CMS.signingCertificateV2);
	const first = attributes.filter(({ type }) => type === CMS.signingCertificate);
	if (second.length === 1) {
		const [algorithm, hash] = firstName(second[0]!.value);
		const isDefault = algorithm?.tag === TAG.octets;
		const digest = isDefault ? 'sha256' : digestOf(readAlgorithm(algorithm));
		return !!digest && isHashOf(certificate, digest, isDefault ? algorithm : hash);
	}
	// the older attribute knows SHA-1 only; it names, and the signature itself is what proves
	return first.length === 1 && isHashOf(certificate, 'sha1', firstName(first[0]!.value)[0]);
}

const firstName = (value: Der): Der[] => childrenOf(childrenOf(childrenOf(value)[0])[0]);

const isHashOf = (certificate: Uint8Array, digest: string, hash: Der | undefined) =>
	isSameBytes(createHash(digest).update(certificate).digest(), contentOf(hash, TAG.octets));
