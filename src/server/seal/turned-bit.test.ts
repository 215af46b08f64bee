/** One bit of a sealed PDF is another: whichever it is, it is found, at each level and in each part of the file. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderArchivePdf, stopRendering } from '../pdf/render-pdf.ts';
import { sealPdf } from './seal-pdf.ts';
import { makeKey } from './sealing-key.ts';
import { startTestAuthority, type TestAuthority } from './test-authority.ts';
import { shortContract, signaturesIn, turnBit } from './test-sealed.ts';
import { verifySeal } from './verify-seal.ts';

let authority: TestAuthority;
/** The same PDF, sealed as high as each key and setting allows. */
let sealed: Record<'B-B' | 'B-T' | 'B-LTA', Uint8Array>;

beforeAll(async () => {
	authority = await startTestAuthority();
	const { timeStamps } = authority;
	const now = new Date();
	const own = await makeKey('Samspil på solby.example', now);
	const { file } = await authority.issueFile('Solby Kommune', 'hemmeligt');
	const bought = { from: 'file' as const, file, password: 'hemmeligt' };
	const unsealed = await renderArchivePdf(shortContract(), '{"template":"kontrakt"}');
	const [low, middle, high] = [
		await sealPdf(unsealed, { key: own, timeStamps: undefined }, now),
		await sealPdf(unsealed, { key: own, timeStamps }, now),
		await sealPdf(unsealed, { key: bought, timeStamps }, now)
	];
	expect([low, middle, high].map(({ level }) => level)).toEqual(['B-B', 'B-T', 'B-LTA']);
	sealed = { 'B-B': low.pdf, 'B-T': middle.pdf, 'B-LTA': high.pdf };
});
afterAll(async () => {
	await authority.stop();
	await stopRendering();
});

const isFoundIn = async (pdf: Uint8Array, at: number, bit: number) => {
	const { verdict } = await verifySeal(turnBit(pdf, at, bit));
	return verdict !== 'intact' && verdict !== 'not-sealed';
};

test.each(['B-B', 'B-T', 'B-LTA'] as const)('anywhere in a PDF sealed at %s', async (level) => {
	const pdf = sealed[level];
	const signatures = signaturesIn(pdf);
	const anywhere = fc.integer({ min: 0, max: pdf.length - 1 });
	const inSignature = fc
		.constantFrom(...signatures)
		.chain(([from, to]) => fc.integer({ min: from, max: to }));
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(anywhere, inSignature),
			fc.integer({ min: 0, max: 7 }),
			async (at, bit) => {
				expect(await isFoundIn(pdf, at, bit)).toBe(true);
			}
		),
		{ numRuns: 60 }
	);
});

test('at the edges: the first and last byte, the brackets, the room behind the signature', async () => {
	const pdf = sealed['B-T'];
	const [from, to] = signaturesIn(pdf)[0]!;
	const edges = [
		0,
		8,
		pdf.length - 1,
		pdf.length - 2,
		from - 1,
		from,
		from + 1,
		to,
		to + 1,
		to + 2_000
	];
	for (const at of edges)
		for (const bit of [0, 5]) expect(await isFoundIn(pdf, at, bit)).toBe(true);
});

test.each(['B-B', 'B-T', 'B-LTA'] as const)(
	'at %s no byte is left out: each is under the last signature, or in the room of it',
	async (level) => {
		const pdf = sealed[level];
		const ranges = [
			...Buffer.from(pdf)
				.toString('latin1')
				.matchAll(/\/ByteRange\s*\[([\d\s]+)\]/g)
		];
		const [start, from, to, length] = ranges.at(-1)![1]!.trim().split(/\s+/).map(Number);
		expect([start, to! + length!]).toEqual([0, pdf.length]);
		const [bracket, end] = signaturesIn(pdf).at(-1)!;
		expect(from).toBe(bracket);
		for (let at = from!; at < to!; at += at < end ? 97 : 1_999)
			for (const bit of [1, 6]) expect(await isFoundIn(pdf, at, bit)).toBe(true);
	}
);

test('at the beginning, in the middle and at the end of each part that was added', async () => {
	const pdf = sealed['B-LTA'];
	const ends = [
		...Buffer.from(pdf)
			.toString('latin1')
			.matchAll(/%%EOF\r?\n?/g)
	].map(({ index, 0: mark }) => index + mark.length);
	expect(ends.length).toBeGreaterThanOrEqual(3);
	expect(ends.at(-1)).toBe(pdf.length);
	for (const [index, end] of ends.entries()) {
		const begin = ends[index - 1] ?? 0;
		for (const at of [begin, begin + 1, Math.floor((begin + end) / 2), end - 2, end - 1])
			expect(await isFoundIn(pdf, at, 1), `byte ${at}`).toBe(true);
	}
});

test('in the bracket of a date, where reading it patiently would never end', async () => {
	const pdf = sealed['B-LTA'];
	const at = Buffer.from(pdf).indexOf('/ModDate (D') + '/ModDate '.length;
	expect(await verifySeal(turnBit(pdf, at, 3))).toMatchObject({
		verdict: 'changed',
		problems: ['malformed']
	});
});
