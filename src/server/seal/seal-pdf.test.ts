import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PDF } from '@libpdf/core';
import { renderPdf, stopRendering } from '../pdf/render-pdf.ts';
import { readCertificate } from './certificates.ts';
import { contentsAt, findPlace } from './seal-place.ts';
import { sealPdf, upgradeSeal } from './seal-pdf.ts';
import { makeKey, openKey, type SealingKey } from './sealing-key.ts';
import { serialOf, startTestAuthority, type TestAuthority } from './test-authority.ts';
import { add, drawOver, shortContract } from './test-sealed.ts';
import { addValidationData, gatherValidationData } from './validation-data.ts';
import { verifySeal } from './verify-seal.ts';

let authority: TestAuthority;
let own: SealingKey;
let bought: SealingKey;
let certificate: Uint8Array;
let unsealed: Uint8Array;
const NOW = new Date();

beforeAll(async () => {
	authority = await startTestAuthority();
	own = await makeKey('Samspil', NOW);
	const issued = await authority.issueFile('Solby Kommune', 'hemmeligt');
	certificate = issued.certificate;
	bought = { from: 'file', file: issued.file, password: 'hemmeligt' };
	unsealed = await renderPdf(shortContract());
});
beforeEach(() => {
	authority.mood.timeStamps = 'well';
	authority.mood.isTelling = true;
	authority.mood.revoked.clear();
});
afterAll(async () => {
	await authority.stop();
	await stopRendering();
});

const seal = (key: SealingKey, timeStamps: string | null = authority.timeStamps) =>
	sealPdf(unsealed, { key, timeStamps: timeStamps ?? undefined }, NOW);
const levelOf = async (pdf: Uint8Array) => {
	const report = await verifySeal(pdf);
	if (report.verdict !== 'intact') throw new Error(JSON.stringify(report));
	return report.seals[0]!.level;
};

describe('a PDF is sealed as high as can be had', () => {
	test.each([
		['without a time-stamp authority', 'own', null, 'B-B', 'B-B'],
		['with one, and a key that nobody vouches for', 'own', 'given', 'B-T', 'B-T'],
		['with one, and a key that somebody vouches for', 'bought', 'given', 'B-LTA', 'B-LTA']
	] as const)('%s', async (_, key, timeStamps, level, reachable) => {
		const sealed = await seal(key === 'own' ? own : bought, timeStamps && authority.timeStamps);
		expect(sealed).toMatchObject({ level, reachable, lacking: null, because: null });
		expect(await levelOf(sealed.pdf)).toBe(level);
	});

	test('with RSA too', async () => {
		const { file } = await authority.issueFile('Åløkke', 'kode', 'RSA');
		const sealed = await seal({ from: 'file', file, password: 'kode' });
		expect(sealed.level).toBe('B-LTA');
		expect(await levelOf(sealed.pdf)).toBe('B-LTA');
	});

	test('nothing of the PDF itself is changed', async () => {
		const { pdf } = await seal(own);
		expect(Buffer.compare(pdf.subarray(0, unsealed.length), unsealed)).toBe(0);
	});
});

describe('an authority that fails us leaves the seal lower, and it is raised later', () => {
	test.each([
		['is down', 'down'],
		['refuses', 'refuse'],
		['stamps something else', 'another'],
		['answers nonsense', 'garbage']
	] as const)('the time-stamp authority %s', async (_, mood) => {
		authority.mood.timeStamps = mood;
		const lower = await seal(bought);
		expect(lower).toMatchObject({ level: 'B-B', reachable: 'B-LTA', lacking: 'time-stamp' });
		expect(lower.because).toBeTruthy();
		expect(await levelOf(lower.pdf)).toBe('B-B');
		const again = await upgradeSeal(lower.pdf, authority);
		expect(again.level).toBe('B-B');
		authority.mood.timeStamps = 'well';
		const raised = await upgradeSeal(again.pdf, authority);
		expect(raised).toMatchObject({ level: 'B-LTA', lacking: null });
		expect(await levelOf(raised.pdf)).toBe('B-LTA');
	});

	test('nobody answers at the address at all', async () => {
		const sealed = await seal(own, 'http://127.0.0.1:9/');
		expect(sealed).toMatchObject({ level: 'B-B', reachable: 'B-T', lacking: 'time-stamp' });
	});

	test('a time-stamp that comes later moves no byte', async () => {
		authority.mood.timeStamps = 'down';
		const lower = await seal(own);
		authority.mood.timeStamps = 'well';
		const raised = await upgradeSeal(lower.pdf, authority);
		expect(raised).toMatchObject({ level: 'B-T', lacking: null });
		const { from, to } = findPlace(lower.pdf);
		for (const [start, end] of [
			[0, from],
			[to, lower.pdf.length]
		] as const)
			expect(Buffer.compare(raised.pdf.subarray(start, end), lower.pdf.subarray(start, end))).toBe(
				0
			);
		expect(raised.pdf).toHaveLength(lower.pdf.length);
	});

	test('the authority does not tell how certificates stand', async () => {
		authority.mood.isTelling = false;
		const lower = await seal(bought);
		expect(lower).toMatchObject({
			level: 'B-T',
			reachable: 'B-LTA',
			lacking: 'no-word-of-authority'
		});
		authority.mood.isTelling = true;
		expect((await upgradeSeal(lower.pdf, authority)).level).toBe('B-LTA');
	});

	test('a certificate that was revoked is not raised, and the seal says so only where it is proven', async () => {
		authority.mood.revoked.add(serialOf(certificate));
		const sealed = await seal(bought);
		expect(sealed).toMatchObject({ level: 'B-T', lacking: 'certificate-revoked' });
		expect(await levelOf(sealed.pdf)).toBe('B-T');
	});

	test('what is at the top already comes back as it is', async () => {
		const { pdf } = await seal(bought);
		const again = await upgradeSeal(pdf, authority);
		expect(again.level).toBe('B-LTA');
		expect(Buffer.compare(again.pdf, pdf)).toBe(0);
	});

	test('a PDF without a seal, or with one that is broken, is not raised', async () => {
		await expect(upgradeSeal(unsealed, authority)).rejects.toThrow('no seal');
		const { pdf } = await seal(own, null);
		pdf[100] = pdf[100]! ^ 1;
		await expect(upgradeSeal(pdf, authority)).rejects.toThrow('does not hold');
	});
});

test('certificates and their standing without a time-stamp over them are B-LT', async () => {
	authority.mood.isTelling = false;
	const { pdf } = await seal(bought);
	authority.mood.isTelling = true;
	const { signer, token } = await partsOf(pdf);
	const data = await gatherValidationData([signer, token.signer], [signer, token.signer]);
	if (typeof data === 'string') throw new Error(data);
	const longer = await addValidationData(pdf, data);
	const report = await verifySeal(longer);
	// the last bytes are covered by nothing, which is why we never leave a seal like this
	expect(report).toMatchObject({
		problems: ['bytes-added'],
		seals: [{ level: 'B-LT', addedAfter: 'time-stamps-and-certificates' }]
	});
});

test('a revocation from before the seal is found in the file itself', async () => {
	authority.mood.isTelling = false;
	const { pdf } = await seal(bought);
	authority.mood.isTelling = true;
	const { signer, token } = await partsOf(pdf);
	const root = readCertificate(new Uint8Array(authority.root.toSchema(true).toBER()));
	authority.mood.revoked.add(serialOf(certificate));
	const { findProof } = await import('./revocation.ts');
	const proof = await findProof(signer, root);
	const longer = await addValidationData(pdf, {
		certificates: [signer, token.signer, root],
		proofs: [proof!]
	});
	const report = await verifySeal(longer);
	expect(report).toMatchObject({ verdict: 'changed' });
	expect('problems' in report && report.problems).toContain('certificate-revoked');
});

describe('a key', () => {
	test('made here opens, and says its name', async () => {
		const { certificate: read, vouching } = await openKey(own);
		expect(read.x509.subject).toBe('CN=Samspil');
		expect(vouching).toEqual([]);
	});

	test('of a file brings those who vouch for it, in whatever order the file has them', async () => {
		const { certificate: read, vouching } = await openKey(bought);
		expect(read.x509.subject).toContain('CN=Solby Kommune');
		expect(vouching.map(({ x509 }) => x509.subject)).toEqual([
			expect.stringContaining('CN=Prøvemyndigheden')
		]);
	});

	test('of a file does not open with another password, and no other file opens', async () => {
		await expect(openKey({ ...bought, password: 'forkert' } as SealingKey)).rejects.toThrow();
		await expect(
			openKey({ from: 'file', file: Buffer.from('ingen nøgle'), password: '' })
		).rejects.toThrow();
	});
});

test('a PDF that was added to after its seal is not raised as if it had not been', async () => {
	const { pdf } = await seal(bought, null);
	await expect(upgradeSeal(await add(pdf, drawOver), authority)).rejects.toThrow('does not hold');
});

async function partsOf(pdf: Uint8Array) {
	const { checkCms } = await import('./check-cms.ts');
	const { CMS } = await import('./cms.ts');
	const place = findPlace(pdf);
	const { signer, tokens } = checkCms(contentsAt(place), CMS.data, [
		pdf.subarray(0, place.from),
		pdf.subarray(place.to)
	]);
	expect((await PDF.load(pdf)).getPageCount()).toBe(1);
	return { signer, token: checkCms(tokens[0]!, CMS.timeStampInfo) };
}
