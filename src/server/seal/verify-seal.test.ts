import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { renderArchivePdf, renderPdf, stopRendering } from '../pdf/render-pdf.ts';
import { hasPoppler, poppler } from '../print/test-poppler.ts';
import { structureOf } from '../print/test-structure.ts';
import { sealPdf } from './seal-pdf.ts';
import { makeKey, type SealingKey } from './sealing-key.ts';
import { startTestAuthority, type TestAuthority } from './test-authority.ts';
import { add, addNote, drawOver, shortContract } from './test-sealed.ts';
import { verifySeal, type SealReport } from './verify-seal.ts';

/** To the second, as a seal says it; the authority's certificates are valid on the day on which the test is run. */
const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const JSON_INSIDE = '{"template":"kontrakt","æøå":[1,2]}';

let authority: TestAuthority;
let own: SealingKey;
let bought: SealingKey;
let unsealed: Uint8Array;
/** The same PDF, sealed as high as each key and setting allows. */
let sealed: Record<'B-B' | 'B-T' | 'B-LTA', Uint8Array>;

beforeAll(async () => {
	authority = await startTestAuthority();
	authority.mood.now = () => NOW;
	own = await makeKey('Samspil på solby.example', new Date('2026-01-01T00:00:00Z'));
	const { file } = await authority.issueFile('Solby Kommune', 'hemmeligt');
	bought = { from: 'file', file, password: 'hemmeligt' };
	const hash = createHash('sha256').update(JSON_INSIDE).digest('hex');
	unsealed = await renderArchivePdf(shortContract(hash), JSON_INSIDE);
	const { timeStamps } = authority;
	const results = [
		await sealPdf(unsealed, { key: own, timeStamps: undefined }, NOW),
		await sealPdf(unsealed, { key: own, timeStamps }, NOW),
		await sealPdf(unsealed, { key: bought, timeStamps }, NOW)
	] as const;
	expect(results.map(({ level, because }) => [level, because])).toEqual([
		['B-B', null],
		['B-T', null],
		['B-LTA', null]
	]);
	sealed = { 'B-B': results[0].pdf, 'B-T': results[1].pdf, 'B-LTA': results[2].pdf };
});
afterAll(async () => {
	await authority.stop();
	await stopRendering();
});

/** What is said of a file that can be read. */
async function verify(pdf: Uint8Array) {
	const report = await verifySeal(pdf);
	if (report.verdict === 'unreadable') throw new Error(report.why);
	return report;
}
const isFound = (report: SealReport) => report.verdict !== 'intact';

describe('a sealed PDF', () => {
	test.each(['B-B', 'B-T', 'B-LTA'] as const)('at %s is intact, and says so', async (level) => {
		const report = await verify(sealed[level]);
		expect(report).toMatchObject({ verdict: 'intact', problems: [] });
		expect(report.seals).toHaveLength(1);
		expect(report.seals[0]).toMatchObject({ level, claimedAt: NOW, isChainComplete: true });
		expect(report.seals[0]?.provenAt).toEqual(level === 'B-B' ? null : NOW);
		expect(report.seals[0]?.addedAfter).toBe(
			level === 'B-LTA' ? 'time-stamps-and-certificates' : 'nothing'
		);
	});

	test('says who sealed it, and that a self-made certificate is self-made', async () => {
		expect((await verify(sealed['B-B'])).seals[0]).toMatchObject({
			sealedBy: { subject: 'Samspil på solby.example', isSelfMade: true },
			vouchedForBy: []
		});
		expect((await verify(sealed['B-LTA'])).seals[0]).toMatchObject({
			sealedBy: { subject: 'Solby Kommune, DK', isSelfMade: false },
			vouchedForBy: [{ subject: 'Prøvemyndigheden, DK', isSelfMade: true }],
			provenBy: { subject: 'Prøvemyndighedens ur, DK' }
		});
	});

	test('gives its content, and whether it fits the checksum', async () => {
		const { content } = await verify(sealed['B-T']);
		expect(content).toMatchObject({
			title: 'Samarbejdskontrakt nr. 1',
			json: JSON_INSIDE,
			isRight: true
		});
		const other = await renderArchivePdf(shortContract('c'.repeat(64)), JSON_INSIDE);
		const { pdf } = await sealPdf(other, { key: own, timeStamps: undefined }, NOW);
		expect(await verify(pdf)).toMatchObject({
			verdict: 'changed',
			problems: ['checksum-differs'],
			content: { isRight: false }
		});
	});

	test.each(['B-B', 'B-T', 'B-LTA'] as const)(
		'at %s has not lost its tags, its language or what it says it complies with',
		async (level) => {
			expect(await structureOf(sealed[level])).toBe(await structureOf(unsealed));
			const text = Buffer.from(sealed[level]).toString('latin1');
			expect(text.startsWith(Buffer.from(unsealed).toString('latin1'))).toBe(true);
			expect(text).toContain('/Tabs /S');
			expect(text).not.toContain('/Helv');
		}
	);

	test.skipIf(!hasPoppler)(
		'is valid to another program, and so is one with two seals',
		async () => {
			const said = poppler('pdfsig', sealed['B-LTA']);
			expect(said).toContain('Signature is Valid');
			expect(said).toContain('Signature Type: ETSI.CAdES.detached');
			const reading = await renderPdf(shortContract());
			const before = poppler('pdfinfo', reading, ['-struct-text']);
			const first = await sealPdf(reading, { key: own, timeStamps: undefined }, NOW);
			const second = await sealPdf(first.pdf, { key: bought, timeStamps: undefined }, NOW);
			expect(poppler('pdfsig', second.pdf).match(/Signature is Valid/g)).toHaveLength(2);
			expect(poppler('pdfinfo', second.pdf, ['-struct-text'])).toBe(before);
		}
	);
});

describe('two seals', () => {
	test('are both valid, and the first knows that only a seal came after it', async () => {
		const { pdf } = await sealPdf(sealed['B-T'], { key: bought, timeStamps: undefined }, NOW);
		const report = await verify(pdf);
		expect(report).toMatchObject({ verdict: 'intact', problems: [] });
		expect(report.seals.map(({ sealedBy, addedAfter }) => [sealedBy?.subject, addedAfter])).toEqual(
			[
				['Samspil på solby.example', 'time-stamps-and-certificates'],
				['Solby Kommune, DK', 'nothing']
			]
		);
	});

	test('do not cover up what was added between them', async () => {
		const changed = await add(sealed['B-T'], drawOver);
		const { pdf } = await sealPdf(changed, { key: bought, timeStamps: undefined }, NOW);
		const report = await verify(pdf);
		expect(report).toMatchObject({ verdict: 'changed', problems: ['content-added'] });
		expect(report.seals.map(({ addedAfter }) => addedAfter)).toEqual(['something-else', 'nothing']);
	});
});

describe('what is added after the seal is found', () => {
	test.each([
		['a byte', (pdf: Uint8Array) => Buffer.concat([pdf, Buffer.from('\n')])],
		['another file', (pdf: Uint8Array) => Buffer.concat([pdf, pdf])],
		['another page content', (pdf: Uint8Array) => add(pdf, drawOver)],
		['a note on a page', (pdf: Uint8Array) => add(pdf, addNote)],
		[
			'a field with a look',
			(pdf: Uint8Array) =>
				add(pdf, (document) => {
					const form = document
						.getCatalog()
						.getDict('AcroForm', (ref) => document.context.resolve(ref));
					const field = PdfDict.of({
						FT: PdfName.of('Sig'),
						T: PdfString.fromString('Segl 9'),
						V: PdfDict.of({ Type: PdfName.of('Sig') }),
						Rect: new PdfArray([0, 0, 300, 300].map(PdfNumber.of))
					});
					form!.getArray('Fields')!.push(document.context.register(field));
				})
		],
		[
			'what runs when it is opened',
			(pdf: Uint8Array) =>
				add(pdf, (document) => {
					const action = PdfDict.of({
						S: PdfName.of('JavaScript'),
						JS: PdfString.fromString('app.alert(1)')
					});
					document.getCatalog().set('OpenAction', action);
				})
		]
	])('%s', async (_, change) => {
		for (const level of ['B-B', 'B-LTA'] as const)
			expect((await verify(new Uint8Array(await change(sealed[level])))).verdict).toBe('changed');
	});

	test('and a file that is cut off is not the file that was sealed', async () => {
		for (const share of [0.999, 0.7, 0.3])
			expect(
				isFound(await verifySeal(sealed['B-LTA'].slice(0, sealed['B-LTA'].length * share)))
			).toBe(true);
	});

	test('taking the time-stamp off again leaves a lower seal, and nothing that was not sealed', async () => {
		const text = Buffer.from(sealed['B-LTA']).toString('latin1');
		const end = text.indexOf('%%EOF', text.indexOf('/ETSI.CAdES.detached')) + '%%EOF\n'.length;
		const report = await verify(sealed['B-LTA'].slice(0, end));
		expect(report).toMatchObject({ verdict: 'intact', seals: [{ level: 'B-T' }] });
	});
});

describe('what is no sealed PDF', () => {
	test('a PDF without a seal is not sealed, and that is no fault of it', async () => {
		expect(await verify(unsealed)).toMatchObject({
			verdict: 'not-sealed',
			problems: [],
			seals: []
		});
	});

	test.each([
		['nothing', new Uint8Array(0)],
		['a text', Buffer.from('hej')],
		['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
		['the head of a PDF alone', Buffer.from('%PDF-1.7\n')]
	])('%s cannot be read as one', async (_, bytes) => {
		expect(await verifySeal(bytes)).toMatchObject({ verdict: 'unreadable' });
	});

	test('a time when the certificate was not valid yet is told', async () => {
		const young = await makeKey('Samspil', new Date('2027-01-01T00:00:00Z'));
		const { pdf } = await sealPdf(unsealed, { key: young, timeStamps: undefined }, NOW);
		expect(await verify(pdf)).toMatchObject({ problems: ['certificate-not-valid-then'] });
	});
});
