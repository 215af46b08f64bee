/** What a party has in a drawer: a signed PDF is laid in with its key facts, without scripts and on a telephone. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDF, PdfDict, PdfName, PdfString } from '@libpdf/core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
	newAgreementWorld,
	type AgreementWorld
} from '../../src/features/agreements/server/test-agreement.ts';
import { renderPdf, stopRendering } from '../../src/server/pdf/render-pdf.ts';
import { testContract } from '../../src/server/print/test-contract.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { LARGEST_BODY } from '../../src/server/http/body-limits.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
vi.setConfig({ testTimeout: 90_000 });

const FOLDER = path.resolve('.cache/huge');
let world: AgreementWorld;
let signed: Buffer;
/** The address of the agreement's page. */
let address: string;
beforeAll(async () => {
	world = await newAgreementWorld(samspil.database);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
	signed = Buffer.from(await renderPdf(testContract()));
	mkdirSync(FOLDER, { recursive: true });
});
afterAll(async () => {
	rmSync(FOLDER, { recursive: true, force: true });
	await stopRendering();
});

const as = async (who: Someone) =>
	(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;

/** A file of this many bytes that begins like a PDF. */
function huge(bytes: number): string {
	const file = path.join(FOLDER, `${bytes}.pdf`);
	writeFileSync(file, '%PDF-1.7\n');
	truncateSync(file, bytes);
	return file;
}

type File = string | { name: string; mimeType: string; buffer: Buffer };
const pdf = (buffer: Buffer, name = 'Kontrakt 2024.pdf') => ({
	name,
	mimeType: 'application/pdf',
	buffer
});

/** Gives a file on the page that is open, and reads what is said to it. */
async function give(page: Page, file: File) {
	await page.getByLabel(/PDF/).setInputFiles(file);
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.request().method() === 'POST'),
		page.getByRole('button', { name: 'Læg filen ind' }).click()
	]);
	await page.waitForLoadState();
	return { status: answer.status(), said: await page.locator('main').textContent() };
}

test('it is begun like any other, and its facts are typed', async () => {
	const page = await as(world.leader);
	await page.goto('/agreements/new');
	await page.getByRole('link', { name: 'En aftale, I har i forvejen' }).click();
	await page.getByLabel('Hvad skal aftalen hedde?').fill('Varmestuen 2024');
	await page.getByLabel('Part 2').selectOption(world.shelter);
	await page.locator('main').getByRole('button', { name: 'Begynd på aftalen' }).click();
	await page.getByRole('link', { name: 'Til aftalen' }).click();
	address = new URL(page.url()).pathname;
	await page.getByText('Parterne har ikke skrevet under her.').waitFor();
	await picture(page, 'elsewhere-begun');
	await expectAccessible(page);

	await page.goto(`${address}/sections/elsewhere`);
	await page.getByLabel('Partnerskabsaftale').check();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await page.goto(`${address}/sections/term`);
	for (const [name, day] of [
		['starts-on', '2024-01-01'],
		['ends-on', '2099-12-31'],
		['review-on', '2098-06-01']
	])
		await page.locator(`[name="${name}.text"]`).fill(day!);
	await page.locator('[name="notice-months.text"]').fill('3');
	await page
		.locator('[name="review-owner.text"]')
		.selectOption(`${world.leader.person}.${world.tenant}`);
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await page.goto(`${address}/sections/promises`);
	await page.getByRole('button', { name: /Tilføj en linje/ }).click();
	await page.locator('select[name$="promised-by"]').first().selectOption(world.shelter);
	await page.locator('[name$="obligation"]').first().fill('Holde åbent hver nat');
	await picture(page, 'elsewhere-promises');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();

	await page.goto(`${address}/send`);
	expect(new URL(page.url()).pathname).toBe(`${address}/files`);
	await page.getByText('PDF’en mangler.').or(page.getByText("PDF'en mangler.")).waitFor();
	await picture(page, 'elsewhere-files');
	await expectAccessible(page);
});

test.each([
	['nothing', undefined, 422, 'Vælg en fil først.'],
	[
		'what is no PDF',
		pdf(Buffer.from('<html><script>alert(1)</script>')),
		422,
		'Filen er ikke en PDF'
	],
	['half a PDF', () => pdf(signed.subarray(0, 3_000)), 422, 'kan ikke læses til ende'],
	['more than 25 MB', () => huge(25_500_000), 413, 'mere end 25 MB'],
	['200 MB', () => huge(200_000_000), 413, 'mere end 25 MB']
])(
	'of %s the page says what is wrong with it, and keeps nothing',
	async (_, made, status, words) => {
		const page = await as(world.leader);
		await page.goto(`${address}/files`);
		const file = typeof made === 'function' ? made() : made;
		const answer = file ? await give(page, file) : await give(page, [] as unknown as File);
		expect(answer.status).toBe(status);
		expect(answer.said).toContain(words);
		expect(answer.said).toContain('Der er ikke lagt nogen fil ind endnu');
		await picture(page, `elsewhere-refused-${status}`);
		await expectAccessible(page);
	}
);

test.each([
	['runs a script when it is opened', { S: 'JavaScript', JS: 'app.alert(1)' }, 'JavaScript'],
	['starts a program', { S: 'Launch', F: 'cmd.exe' }, 'starte et program']
])('a PDF that %s is refused with what was found', async (_, action, words) => {
	const document = await PDF.load(new Uint8Array(signed));
	document
		.getCatalog()
		.set(
			'OpenAction',
			PdfDict.of(
				Object.fromEntries(
					Object.entries(action).map(([key, value]) => [
						key,
						key === 'S' ? PdfName.of(value) : PdfString.fromString(value)
					])
				)
			)
		);
	const page = await as(world.leader);
	await page.goto(`${address}/files`);
	const { status, said } = await give(page, pdf(Buffer.from(await document.save())));
	expect(status).toBe(422);
	expect(said).toContain(words);
	expect(said).toContain('gør noget af sig selv');
});

test('the signed PDF is laid in; a wrong one is taken out again', async () => {
	const page = await as(world.leader);
	await page.goto(`${address}/files`);
	const wrong = Buffer.from(await renderPdf({ ...testContract(), title: 'En anden aftale' }));
	expect((await give(page, pdf(wrong, 'Forkert.pdf'))).said).toContain('Filen er lagt ind.');
	expect((await give(page, pdf(signed))).said).toContain('Kontrakt 2024.pdf');
	await page.getByRole('button', { name: 'Fjern filen igen Forkert.pdf' }).click();
	await page.getByText('Filen er fjernet.').waitFor();
	await picture(page, 'elsewhere-ready');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem som den aftale, der gælder' }).click();
	await page.getByText('Aftalen er lagt ind').waitFor();
	await page.getByText('Gælder', { exact: true }).waitFor();
	await page.getByText('Underskrevet uden for Samspil').waitFor();
	await picture(page, 'elsewhere-in-force');
	await expectAccessible(page);
});

test('the other party hears of it, downloads it byte for byte, finds its promise, and may end it', async () => {
	const page = await as(world.host);
	await page.goto('/notices');
	await page.getByText('er lagt ind i Samspil').first().waitFor();
	await page.goto('/promises');
	await page.getByText('Holde åbent hver nat').waitFor();
	await page.goto('/agreements');
	await page.getByText('Varmestuen 2024').waitFor();
	await page.goto(address);
	const link = page.getByRole('link', { name: 'Kontrakt 2024.pdf' });
	const way = (await link.getAttribute('href'))!;
	const file = await page.request.get(way);
	expect(file.headers()).toMatchObject({
		'content-type': 'application/pdf',
		'content-disposition': "attachment; filename*=UTF-8''Kontrakt%202024.pdf",
		'x-content-type-options': 'nosniff',
		'content-security-policy': "sandbox; default-src 'none'",
		'cache-control': 'no-store'
	});
	expect(Buffer.compare(await file.body(), signed)).toBe(0);
	await page.getByRole('link', { name: 'Opsig aftalen' }).click();
	await page.getByRole('heading', { name: /Opsig/ }).first().waitFor();
	await page.goto(`${address}/files`);
	expect(await page.getByRole('button', { name: 'Læg filen ind' }).count()).toBe(0);
	expect(await page.getByRole('button', { name: 'Fjern' }).count()).toBe(0);
	await expectAccessible(page);

	const version = await as(world.host);
	await version.goto(address);
	await version.getByRole('link', { name: 'Læs det, der er aftalt' }).click();
	await version.getByText('Underskrevet uden for Samspil').waitFor();
	expect(await version.getByText('Ingen endnu').count()).toBe(0);
	await picture(version, 'elsewhere-version');
	await expectAccessible(version);

	const stranger = await as(world.stranger);
	for (const at of [way, `${address}/files`])
		expect((await stranger.request.get(at)).status()).toBe(404);
	const nobody = (await samspil.visit()).page;
	const answer = await nobody.request.get(way, { maxRedirects: 0 });
	expect(
		createHash('sha256')
			.update(await answer.body())
			.digest('hex')
	).not.toBe(createHash('sha256').update(signed).digest('hex'));
	expect(answer.status()).toBe(303);
});

test.each([
	['more than the page takes', LARGEST_BODY + 1],
	['200 MB', 200_000_000]
])('whoever has %s verified hears it on the page', async (_, bytes) => {
	const { page } = await samspil.visit({ width: PHONE, javaScript: false });
	await page.goto('/verify');
	await page.getByLabel(/PDF/).setInputFiles(huge(bytes));
	await page.getByRole('button', { name: 'Se efter', exact: true }).click();
	await page.getByText('højst 2 MB').first().waitFor();
	await page.getByRole('alert').waitFor();
	await picture(page, 'verify-too-large');
	await expectAccessible(page);
});

test('a form with far too much in it is answered on a page of ours as well', async () => {
	const page = await as(world.leader);
	const answer = await page.request.post('/agreements/new?/begin', {
		form: { title: 'æ'.repeat(500_000) },
		headers: { accept: 'text/html', origin: samspil.origin }
	});
	expect(answer.status()).toBe(413);
	expect(await answer.text()).toContain('Det var for meget på én gang');
});
