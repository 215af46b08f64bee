/**
 * The signature inside a seal: CMS as PAdES baseline wants it (EN 319 142-1, 6.3). The claimed time stands in the PDF
 * and not here, and every certificate we add is named, with its hash, in what is signed: not a byte of it can change
 * unseen.
 */
import { createHash } from 'node:crypto';
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
	AlgorithmIdentifier,
	Attribute,
	ContentInfo,
	EncapsulatedContentInfo,
	IssuerAndSerialNumber,
	SignedAndUnsignedAttributes,
	SignedData,
	SignerInfo
} from 'pkijs';
import { copyOf } from './certificates.ts';
import type { OpenKey } from './sealing-key.ts';
import { OWN } from './signatures.ts';

/** The OIDs of what stands in a CMS. */
export const CMS = {
	data: '1.2.840.113549.1.7.1',
	signedData: '1.2.840.113549.1.7.2',
	timeStampInfo: '1.2.840.113549.1.9.16.1.4',
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
	timeStampToken: '1.2.840.113549.1.9.16.2.14'
} as const;

/** Signs `digest`, the SHA-256 of what the seal covers. */
export async function signDigest(key: OpenKey, digest: Uint8Array): Promise<Uint8Array> {
	const certificates = [key.certificate, ...key.vouching];
	const signedAttrs = new SignedAndUnsignedAttributes({
		type: 0,
		attributes: inOrder([
			attribute(CMS.contentType, new ObjectIdentifier({ value: CMS.data })),
			attribute(CMS.messageDigest, new OctetString({ valueHex: copyOf(digest) })),
			attribute(CMS.signingCertificateV2, namesOf(certificates.map(({ der }) => der)))
		])
	});
	const signature = await key.sign(asSet(signedAttrs));
	const digestAlgorithm = () => new AlgorithmIdentifier({ algorithmId: OWN.digest });
	const { issuer, serialNumber } = key.certificate.parsed;
	return wrap(
		new SignedData({
			version: 1,
			digestAlgorithms: [digestAlgorithm()],
			encapContentInfo: new EncapsulatedContentInfo({ eContentType: CMS.data }),
			certificates: certificates.map(({ parsed }) => parsed),
			signerInfos: [
				new SignerInfo({
					version: 1,
					sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
					digestAlgorithm: digestAlgorithm(),
					signedAttrs,
					signatureAlgorithm: new AlgorithmIdentifier({
						algorithmId: key.algorithm,
						// RFC 4055: RSA names no parameters by a null
						...(key.algorithm === OWN.rsa ? { algorithmParams: new Null() } : {})
					}),
					signature: new OctetString({ valueHex: copyOf(signature) })
				})
			]
		})
	);
}

/** The CMS with a time-stamp on its signature, and otherwise as it was. */
export function addTimeStamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
	const signed = readSignedData(cms);
	signed.signerInfos[0]!.unsignedAttrs = new SignedAndUnsignedAttributes({
		type: 1,
		attributes: [attribute(CMS.timeStampToken, fromBER(copyOf(token)).result)]
	});
	return wrap(signed);
}

/** The signature that a time-stamp is asked for. */
export const signatureIn = (cms: Uint8Array): Uint8Array =>
	new Uint8Array(readSignedData(cms).signerInfos[0]!.signature.valueBlock.valueHexView);

/** Reads a CMS with one signature. Throws where the bytes are none, or more than one. */
export function readSignedData(cms: Uint8Array): SignedData {
	const { offset, result } = fromBER(copyOf(cms));
	if (offset !== cms.length) throw new Error('not one CMS');
	const { contentType, content } = new ContentInfo({ schema: result });
	if (contentType !== CMS.signedData) throw new Error('the CMS holds no signature');
	const signed = new SignedData({ schema: content });
	if (signed.signerInfos.length !== 1) throw new Error('the CMS holds not one signature');
	return signed;
}

/** Signed attributes as they are signed: a SET of its own, and not the tagged part they are kept as. */
export function asSet(attributes: SignedAndUnsignedAttributes): Uint8Array {
	const encoded = new Uint8Array(attributes.toSchema().toBER());
	encoded[0] = 0x31;
	return encoded;
}

/** SigningCertificateV2 (RFC 5035): the hash of each certificate, with SHA-256, which need not be named. */
const namesOf = (certificates: Uint8Array[]) =>
	new Sequence({
		value: [
			new Sequence({
				value: certificates.map(
					(der) =>
						new Sequence({
							value: [
								new OctetString({ valueHex: copyOf(createHash('sha256').update(der).digest()) })
							]
						})
				)
			})
		]
	});

const attribute = (type: string, value: Attribute['values'][number]) =>
	new Attribute({ type, values: [value] });

/** DER writes the members of a set in the order of their bytes. */
const inOrder = (attributes: Attribute[]) =>
	attributes
		.map((each) => ({ each, bytes: Buffer.from(each.toSchema().toBER()) }))
		.sort((a, b) => Buffer.compare(a.bytes, b.bytes))
		.map(({ each }) => each);

const wrap = (signed: SignedData) =>
	new Uint8Array(
		new ContentInfo({ contentType: CMS.signedData, content: signed.toSchema(true) })
			.toSchema()
			.toBER()
	);
