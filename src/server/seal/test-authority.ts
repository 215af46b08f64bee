/**
 * A certificate authority of a test's own, on this machine: it vouches for keys, says whether they still hold (OCSP and
 * list), and stamps times (RFC 3161), over http as real ones do.
 */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { copyOf } from './certificates.ts';
import { CMS } from './cms.ts';
import { childrenOf, contentOf, readDer, TAG } from './der.ts';

/** A key with the certificate that goes with it. */
export type Identity = { certificate: pkijs.Certificate; key: CryptoKey };

/** What the authority does when it is asked. */
export type Mood = {
	timeStamps: 'well' | 'down' | 'refuse' | 'another' | 'garbage';
	/** Whether it tells how certificates stand. */
	isTelling: boolean;
	revoked: Set<string>;
	/** What the next time-stamps say. */
	now: () => Date;
};

export type TestAuthority = {
	address: string;
	/** Where time-stamps are asked for. */
	timeStamps: string;
	mood: Mood;
	root: pkijs.Certificate;
	/** A PKCS #12 file with a key of this kind, vouched for, under the password. */
	issueFile(
		name: string,
		password: string,
		kind?: 'EC' | 'RSA',
		days?: number
	): Promise<{ file: Uint8Array; certificate: Uint8Array }>;
	/** Requests so far, by path. */
	asked: Record<string, number>;
	stop(): Promise<void>;
};

const DAY = 86_400_000;

/** Starts the authority on a port of the machine's choice. */
export async function startTestAuthority(): Promise<TestAuthority> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const address = `http://127.0.0.1:${port}`;
	const asked: Record<string, number> = {};
	const mood: Mood = {
		timeStamps: 'well',
		isTelling: true,
		revoked: new Set(),
		now: () => new Date()
	};
	const root = await issue('Prøvemyndigheden', undefined, address, { isAuthority: true });
	const stamper = await issue('Prøvemyndighedens ur', root, address, { isStamper: true });

	server.on('request', async (request, response) => {
		const path = request.url ?? '';
		asked[path] = (asked[path] ?? 0) + 1;
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part);
		const body = Buffer.concat(parts);
		const say = (bytes: Uint8Array | undefined) =>
			bytes ? response.end(bytes) : response.writeHead(503).end();
		try {
			if (path === '/ca.cer') say(derOf(root.certificate));
			else if (path === '/ocsp')
				say(mood.isTelling ? await answerOcsp(body, root, mood) : undefined);
			else if (path === '/list') say(mood.isTelling ? await listOf(root, mood) : undefined);
			else if (path === '/time-stamps') say(await stamp(body, stamper, mood));
			else response.writeHead(404).end();
		} catch (error) {
			response.writeHead(500).end(String(error));
		}
	});
	return {
		address,
		timeStamps: `${address}/time-stamps`,
		mood,
		root: root.certificate,
		asked,
		async issueFile(name, password, kind = 'EC', days = 365) {
			const issued = await issue(name, root, address, { kind, days });
			return {
				file: await fileOf(issued, root, password),
				certificate: derOf(issued.certificate)
			};
		},
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}

type Wishes = { isAuthority?: boolean; isStamper?: boolean; kind?: 'EC' | 'RSA'; days?: number };

async function issue(
	name: string,
	by: Identity | undefined,
	address: string,
	{ isAuthority = false, isStamper = false, kind = 'EC', days = 365 }: Wishes
): Promise<Identity> {
	const keys = (await crypto.subtle.generateKey(
		kind === 'EC'
			? { name: 'ECDSA', namedCurve: 'P-256' }
			: {
					name: 'RSASSA-PKCS1-v1_5',
					modulusLength: 2048,
					publicExponent: new Uint8Array([1, 0, 1]),
					hash: 'SHA-256'
				},
		true,
		['sign', 'verify']
	)) as CryptoKeyPair;
	const certificate = new pkijs.Certificate();
	certificate.version = 2;
	certificate.serialNumber = new asn1.Integer({ valueHex: serialNumber() });
	certificate.subject = nameOf(name);
	certificate.issuer = by ? by.certificate.subject : certificate.subject;
	certificate.notBefore.value = new Date(Date.now() - 2 * DAY);
	certificate.notAfter.value = new Date(Date.now() + days * DAY);
	certificate.extensions = [
		extension('2.5.29.19', new pkijs.BasicConstraints({ cA: isAuthority }).toSchema(), true),
		...(isStamper
			? [
					extension(
						'2.5.29.37',
						new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema(),
						true
					)
				]
			: []),
		...(by
			? [
					extension(
						'1.3.6.1.5.5.7.1.1',
						new pkijs.InfoAccess({
							accessDescriptions: [
								access('1.3.6.1.5.5.7.48.2', `${address}/ca.cer`),
								// the clock is told of by list, the others by OCSP: both ways are tried
								...(isStamper ? [] : [access('1.3.6.1.5.5.7.48.1', `${address}/ocsp`)])
							]
						}).toSchema()
					),
					extension(
						'2.5.29.31',
						new pkijs.CRLDistributionPoints({
							distributionPoints: [
								new pkijs.DistributionPoint({
									distributionPoint: [new pkijs.GeneralName({ type: 6, value: `${address}/list` })]
								})
							]
						}).toSchema()
					)
				]
			: [])
	];
	await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
	await certificate.sign(by?.key ?? keys.privateKey, 'SHA-256');
	return {
		certificate: new pkijs.Certificate({ schema: asn1.fromBER(copyOf(derOf(certificate))).result }),
		key: keys.privateKey
	};
}

/** An answer to an OCSP request about one certificate, signed by the authority itself. */
async function answerOcsp(body: Uint8Array, by: Identity, { revoked }: Mood): Promise<Uint8Array> {
	const request = new pkijs.OCSPRequest({ schema: asn1.fromBER(copyOf(body)).result });
	const { reqCert } = request.tbsRequest.requestList[0]!;
	const isRevoked = revoked.has(
		Buffer.from(reqCert.serialNumber.valueBlock.valueHexView).toString('hex')
	);
	const single = new pkijs.SingleResponse({ certID: reqCert });
	single.certStatus = isRevoked
		? new asn1.Constructed({
				idBlock: { tagClass: 3, tagNumber: 1 },
				value: [new asn1.GeneralizedTime({ valueDate: wholeSecond(new Date(Date.now() - DAY)) })]
			})
		: new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, lenBlock: { length: 1 } });
	single.thisUpdate = wholeSecond(new Date());
	const basic = new pkijs.BasicOCSPResponse();
	basic.tbsResponseData.responderID = by.certificate.subject;
	basic.tbsResponseData.producedAt = wholeSecond(new Date());
	basic.tbsResponseData.responses.push(single);
	await basic.sign(by.key, 'SHA-256');
	const response = new pkijs.OCSPResponse();
	response.responseStatus.valueBlock.valueDec = 0;
	response.responseBytes = new pkijs.ResponseBytes();
	response.responseBytes.responseType = '1.3.6.1.5.5.7.48.1.1';
	response.responseBytes.response = new asn1.OctetString({ valueHex: basic.toSchema().toBER() });
	return new Uint8Array(response.toSchema().toBER());
}

/** The list of what the authority has revoked. */
async function listOf(by: Identity, { revoked }: Mood): Promise<Uint8Array> {
	const list = new pkijs.CertificateRevocationList();
	list.version = 1;
	list.issuer = by.certificate.subject;
	list.thisUpdate = new pkijs.Time({ type: 0, value: wholeSecond(new Date()) });
	list.nextUpdate = new pkijs.Time({ type: 0, value: wholeSecond(new Date(Date.now() + DAY)) });
	if (revoked.size > 0)
		list.revokedCertificates = [...revoked].map(
			(serial) =>
				new pkijs.RevokedCertificate({
					userCertificate: new asn1.Integer({ valueHex: copyOf(Buffer.from(serial, 'hex')) }),
					revocationDate: new pkijs.Time({
						type: 0,
						value: wholeSecond(new Date(Date.now() - DAY))
					})
				})
		);
	await list.sign(by.key, 'SHA-256');
	return new Uint8Array(list.toSchema(true).toBER());
}

/** A time-stamp on what was asked for. */
async function stamp(body: Uint8Array, by: Identity, mood: Mood): Promise<Uint8Array | undefined> {
	if (mood.timeStamps === 'down') return undefined;
	if (mood.timeStamps === 'garbage') return randomBytes(200);
	if (mood.timeStamps === 'refuse')
		return new Uint8Array(
			new asn1.Sequence({
				value: [new asn1.Sequence({ value: [new asn1.Integer({ value: 2 })] })]
			}).toBER()
		);
	const [, imprint, nonce] = childrenOf(readDer(body));
	const [algorithm, hashed] = childrenOf(imprint);
	const digest = mood.timeStamps === 'another' ? randomBytes(32) : contentOf(hashed, TAG.octets);
	const info = new asn1.Sequence({
		value: [
			new asn1.Integer({ value: 1 }),
			new asn1.ObjectIdentifier({ value: '1.2.3.4.1' }),
			new asn1.Sequence({
				value: [
					asn1.fromBER(copyOf(algorithm!.raw)).result,
					new asn1.OctetString({ valueHex: copyOf(digest) })
				]
			}),
			new asn1.Integer({ valueHex: serialNumber() }),
			new asn1.GeneralizedTime({ valueDate: wholeSecond(mood.now()) }),
			asn1.fromBER(copyOf(nonce!.raw)).result
		]
	});
	const token = await signInfo(new Uint8Array(info.toBER()), by);
	return new Uint8Array(
		new asn1.Sequence({
			value: [
				new asn1.Sequence({ value: [new asn1.Integer({ value: 0 })] }),
				asn1.fromBER(copyOf(token)).result
			]
		}).toBER()
	);
}

async function signInfo(info: Uint8Array, { certificate, key }: Identity): Promise<Uint8Array> {
	const attribute = (type: string, value: asn1.BaseBlock) =>
		new pkijs.Attribute({ type, values: [value] });
	const hash = (bytes: Uint8Array) =>
		new asn1.OctetString({ valueHex: copyOf(createHash('sha256').update(bytes).digest()) });
	const named = new asn1.Sequence({
		value: [
			new asn1.Sequence({ value: [new asn1.Sequence({ value: [hash(derOf(certificate))] })] })
		]
	});
	const content = new pkijs.EncapsulatedContentInfo({ eContentType: CMS.timeStampInfo });
	// given to the constructor it would be cut into pieces, which DER does not know
	content.eContent = new asn1.OctetString({ valueHex: copyOf(info) });
	const signed = new pkijs.SignedData({
		version: 3,
		encapContentInfo: content,
		certificates: [certificate],
		signerInfos: [
			new pkijs.SignerInfo({
				version: 1,
				sid: new pkijs.IssuerAndSerialNumber({
					issuer: certificate.issuer,
					serialNumber: certificate.serialNumber
				}),
				signedAttrs: new pkijs.SignedAndUnsignedAttributes({
					type: 0,
					attributes: [
						attribute(CMS.contentType, new asn1.ObjectIdentifier({ value: CMS.timeStampInfo })),
						attribute(CMS.messageDigest, hash(info)),
						attribute(CMS.signingCertificateV2, named)
					]
				})
			})
		]
	});
	await signed.sign(key, 0, 'SHA-256');
	return new Uint8Array(
		new pkijs.ContentInfo({ contentType: CMS.signedData, content: signed.toSchema(true) })
			.toSchema()
			.toBER()
	);
}

/** A PKCS #12 file, the authority's certificate before the key's own, as some programs write it. */
async function fileOf(
	{ certificate, key }: Identity,
	by: Identity,
	password: string
): Promise<Uint8Array> {
	const secret = copyOf(Buffer.from(password));
	const pkcs8 = asn1.fromBER(await crypto.subtle.exportKey('pkcs8', key)).result;
	const pfx = new pkijs.PFX({
		parsedValue: {
			integrityMode: 0,
			authenticatedSafe: new pkijs.AuthenticatedSafe({
				parsedValue: {
					safeContents: [
						{
							privacyMode: 1,
							value: new pkijs.SafeContents({
								safeBags: [
									...[by.certificate, certificate].map(
										(each) =>
											new pkijs.SafeBag({
												bagId: '1.2.840.113549.1.12.10.1.3',
												bagValue: new pkijs.CertBag({ parsedValue: each })
											})
									),
									new pkijs.SafeBag({
										bagId: '1.2.840.113549.1.12.10.1.1',
										bagValue: new pkijs.PrivateKeyInfo({ schema: pkcs8 })
									})
								]
							})
						}
					]
				}
			})
		}
	});
	const safe = pfx.parsedValue!.authenticatedSafe!;
	await safe.makeInternalValues({
		safeContents: [
			{
				password: secret,
				contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 } as never,
				hmacHashAlgorithm: 'SHA-256',
				iterationCount: 2048
			}
		]
	});
	await pfx.makeInternalValues({
		password: secret,
		iterations: 2048,
		pbkdf2HashAlgorithm: 'SHA-256' as never,
		hmacHashAlgorithm: 'SHA-256'
	} as never);
	return new Uint8Array(pfx.toSchema().toBER());
}

/** The serial number of a certificate, as `Mood.revoked` names it. */
export const serialOf = (certificate: Uint8Array): string =>
	Buffer.from(
		new pkijs.Certificate({ schema: asn1.fromBER(copyOf(certificate)).result }).serialNumber
			.valueBlock.valueHexView
	).toString('hex');

const derOf = (certificate: pkijs.Certificate) =>
	new Uint8Array(certificate.toSchema(true).toBER());

const nameOf = (name: string) =>
	new pkijs.RelativeDistinguishedNames({
		typesAndValues: [
			new pkijs.AttributeTypeAndValue({
				type: '2.5.4.3',
				value: new asn1.Utf8String({ value: name })
			}),
			new pkijs.AttributeTypeAndValue({
				type: '2.5.4.6',
				value: new asn1.PrintableString({ value: 'DK' })
			})
		]
	});

const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = false) =>
	new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

const access = (accessMethod: string, value: string) =>
	new pkijs.AccessDescription({
		accessMethod,
		accessLocation: new pkijs.GeneralName({ type: 6, value })
	});

function serialNumber(): ArrayBuffer {
	const bytes = new Uint8Array(randomBytes(12));
	bytes[0] = 0x40;
	return bytes.buffer;
}

const wholeSecond = (instant: Date) => new Date(Math.floor(instant.getTime() / 1000) * 1000);
