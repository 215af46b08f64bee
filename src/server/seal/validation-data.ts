/**
 * What a reader needs to check a seal when the authorities are gone: their certificates, and their word that these held
 * (PAdES B-LT). Kept in the PDF's own store for it (DSS).
 */
import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core';
import { ask } from './ask.ts';
import { addressesIn, chainFrom, isSame, readCertificate, type Read } from './certificates.ts';
import { findProof, standingBy, type Proof } from './revocation.ts';

/** Certificates and what was said of them. */
export type ValidationData = { certificates: Read[]; proofs: Proof[] };

/** Why there is none. */
export type Missing = 'issuer-not-found' | 'no-word-of-authority' | 'certificate-revoked';

/** Gathers what is needed to check each of `leaves`, with the help of certificates that are known already. */
export async function gatherValidationData(
	leaves: readonly Read[],
	known: readonly Read[]
): Promise<ValidationData | Missing> {
	const found: ValidationData = { certificates: [], proofs: [] };
	for (const leaf of leaves) {
		const chain = await completeChain(leaf, known);
		if (!chain) return 'issuer-not-found';
		for (const [index, certificate] of chain.entries()) {
			if (!found.certificates.some((each) => isSame(each, certificate)))
				found.certificates.push(certificate);
			const issuer = chain[index + 1];
			if (!issuer) continue; // vouches for itself
			const proof = await findProof(certificate, issuer);
			if (!proof) return 'no-word-of-authority';
			const standing = await standingBy(proof, certificate, issuer);
			if (standing.is === 'revoked') return 'certificate-revoked';
			found.proofs.push(proof);
		}
	}
	return found;
}

/** The chain of `leaf` up to one that vouches for itself; issuers that are missing are asked for. */
async function completeChain(leaf: Read, known: readonly Read[]): Promise<Read[] | undefined> {
	const certificates = [...known];
	for (;;) {
		const { chain, isComplete } = chainFrom(leaf, certificates);
		if (isComplete) return chain;
		const [address] = addressesIn(chain.at(-1)!).issuers;
		const fetched =
			address &&
			(await ask(address)
				.then(readCertificate)
				.catch(() => undefined));
		if (!fetched || certificates.some((each) => isSame(each, fetched))) return undefined;
		certificates.push(fetched);
	}
}

/** Adds the data to a PDF, after all that is there. */
export async function addValidationData(
	pdf: Uint8Array,
	{ certificates, proofs }: ValidationData
): Promise<Uint8Array> {
	const document = await PDF.load(pdf);
	const { registry } = document.context;
	const kept = (key: string) => [
		...(document
			.getCatalog()
			.getDict('DSS', (ref) => registry.resolve(ref))
			?.getArray(key) ?? [])
	];
	const store = (key: string, files: Uint8Array[]): [string, PdfArray][] => {
		const refs = files.map((der) => registry.register(new PdfStream(new PdfDict(), der)));
		const all = [...kept(key).filter((each) => each instanceof PdfRef), ...refs];
		return all.length > 0 ? [[key, new PdfArray(all)]] : [];
	};
	const proven = (kind: Proof['kind']) =>
		proofs.filter((proof) => proof.kind === kind).map(({ der }) => der);
	const dss = new PdfDict([
		['Type', PdfName.of('DSS')],
		...store(
			'Certs',
			certificates.map(({ der }) => der)
		),
		...store('OCSPs', proven('ocsp')),
		...store('CRLs', proven('list'))
	]);
	document.getCatalog().set('DSS', registry.register(dss));
	return document.save({ incremental: true });
}

/** What is kept in a PDF. Certificates that cannot be read are left out. */
export function keptValidationData(document: PDF): ValidationData {
	const { registry } = document.context;
	const resolve = (ref: PdfRef) => registry.resolve(ref);
	const dss = document.getCatalog().getDict('DSS', resolve);
	const files = (key: string): Uint8Array[] =>
		[...(dss?.getArray(key, resolve) ?? [])].flatMap((each) => {
			const stream = each instanceof PdfRef ? resolve(each) : each;
			return stream instanceof PdfStream ? [stream.getDecodedData()] : [];
		});
	return {
		certificates: files('Certs').flatMap((der) => {
			try {
				return [readCertificate(der)];
			} catch {
				return [];
			}
		}),
		proofs: [
			...files('OCSPs').map((der): Proof => ({ kind: 'ocsp', der })),
			...files('CRLs').map((der): Proof => ({ kind: 'list', der }))
		]
	};
}
