import { PDF } from '@libpdf/core';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectPaper } from './inspect-paper.ts';
import { inspectPaperUpload, stopInspecting } from './inspect-upload.ts';
import { BARE, BESIDE, photograph, screenshot } from './test-photograph.ts';

afterAll(stopInspecting);

/** What stands anywhere in a PDF, its packed parts too. */
async function everythingIn(file: Uint8Array): Promise<string> {
	const unpacked = await (await PDF.load(file)).save({ compressStreams: false });
	return Buffer.concat([file, unpacked]).toString('latin1');
}
const madeOf = async (sent: Uint8Array) => {
	const { reasons, pages, file } = await inspectPaper(sent);
	expect({ reasons, pages }).toEqual({ reasons: [], pages: 1 });
	return file!;
};

describe('a photograph of a paper', () => {
	test.each([
		['JPEG', photograph()],
		['PNG', screenshot()]
	])(
		'as %s becomes a page, and carries nothing of where, by whom or with what it was taken',
		async (_, sent) => {
			for (const each of BESIDE) expect(Buffer.from(sent).includes(each)).toBe(true);
			const made = await everythingIn(await madeOf(sent));
			for (const each of [...BESIDE, 'Exif', 'eXIf', 'tEXt']) expect(made).not.toContain(each);
		}
	);

	test('is drawn from first to last as it was', async () => {
		const made = Buffer.from(await madeOf(photograph()));
		// the picture's own bytes, from its first table on
		expect(made.includes(BARE.subarray(BARE.indexOf(Buffer.of(0xff, 0xdb))))).toBe(true);
	});

	test('stands upright, however the telephone was held', async () => {
		const sizeAt = async (orientation: number) => {
			const [page] = (await PDF.load(await madeOf(photograph(orientation)))).getPages();
			return [Math.round(page!.width), Math.round(page!.height)];
		};
		for (const lies of [1, 2, 3, 4, 9]) expect(await sizeAt(lies)).toEqual([842, 421]);
		for (const stands of [5, 6, 7, 8]) expect(await sizeAt(stands)).toEqual([421, 842]);
	});

	test('sent twice is the same file', async () => {
		const [first] = [await madeOf(photograph())];
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		expect(Buffer.from(await madeOf(photograph())).equals(Buffer.from(first))).toBe(true);
	});

	test.each([
		['of a telephone’s own kind', 'picture-of-new-kind', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
		['that ends in the middle', 'broken', photograph().subarray(0, 300)],
		['without a picture', 'broken', Buffer.of(0xff, 0xd8, 0xff, 0xd9)],
		[
			'whose part is longer than the file',
			'broken',
			Buffer.of(0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1)
		],
		['with more pixels than there is room for', 'picture-too-large', screenshot(60_000, 60_000)],
		['that holds less than it says', 'broken', screenshot(4_000, 4_000).subarray(0, 200)],
		['that is none', 'not-a-paper', Buffer.from('<svg onload="x()"/>')],
		['that is a page of the web', 'not-a-paper', Buffer.from('GIF89a<script>')]
	])('%s is told so: %s', async (_, reason, sent) => {
		expect(await inspectPaperUpload(new Uint8Array(sent))).toEqual({
			reasons: [reason],
			pages: null,
			file: null
		});
	});

	test('cut off anywhere is refused, and never takes the thread along', async () => {
		const whole = photograph(6);
		const end = whole.indexOf(BESIDE[2]!);
		for (let length = 3; length < end; length += 1)
			expect((await inspectPaper(whole.subarray(0, length))).reasons).toHaveLength(1);
	});
});

test('a paper that is a PDF is kept as it came', async () => {
	const document = PDF.create();
	document.addPage();
	const sent = await document.save();
	expect(await inspectPaperUpload(sent)).toEqual({ reasons: [], pages: 1, file: null });
});
