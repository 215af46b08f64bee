/**
 * A project leader takes the municipality's own list into the directory on a telephone without JavaScript: one row in five is broken; the rest
 * is taken in, the file is mended and read again, and nothing comes twice.
 */
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { testWorkbook } from '#features/directory/server/test-workbook.ts';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

const HEAD = [
	'Løbenr.',
	'Tilbud',
	'For hvem',
	'Det laver vi',
	'Kontaktperson',
	'Gælder til',
	'Emne'
];
/** Forty offers, of which each fifth is broken in its own way until it is mended. */
const listOf = (isMended: boolean) =>
	testWorkbook([
		HEAD,
		...Array.from({ length: 40 }, (_, at) => {
			const row = [
				at + 1,
				`Cafe nr. ${at + 1}`,
				'Alle',
				'Kaffe og selskab',
				'Ring til Ida',
				{ day: 46387 },
				'Ensomhed'
			];
			if (isMended || at % 5 !== 0) return row;
			return at % 10 === 0 ? row.with(2, '') : row.with(5, 'efter sommer');
		})
	]);

test('R-092 an import with one row in five broken is taken in, mended and repeated', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const { page } = await samspil.visitAs(leader, { width: PHONE, javaScript: false });
	const send = async (file: Uint8Array) => {
		await page.goto('/directory/import');
		await page.getByLabel('Fil', { exact: true }).setInputFiles({
			name: 'Tilbud 2026.xlsx',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(file)
		});
		await page.getByLabel('Hvor kommer filen fra?').fill('Socialafdelingens liste');
		await page.getByRole('button', { name: 'Læs filen' }).click();
	};
	const fits = async (name: string) => {
		await expectAccessible(page);
		expect(await whatDoesNotFit(page)).toEqual([]);
		await picture(page, name);
	};
	await page.goto('/directory');
	await page.getByRole('link', { name: 'Hent tilbud ind fra en fil' }).click();
	await fits('import-begin');
	await send(Buffer.from('%PDF-1.7'));
	await expect.poll(() => page.content()).toContain('ikke et regneark');
	expect(await page.getByLabel('Hvor kommer filen fra?').inputValue()).toBe(
		'Socialafdelingens liste'
	);

	await send(listOf(false));
	await expect.poll(() => page.content()).toContain('Hvad står i kolonnerne?');
	await fits('import-columns');
	expect(await page.getByLabel('Løbenr.').inputValue()).toBe('key');
	// One heading says nothing to anybody else.
	await page.getByRole('button', { name: 'Vis, hvad der vil ske' }).click();
	await expect.poll(() => page.content()).toContain('Vælg også en kolonne til: Hvad går det ud på');
	await page.getByLabel('Det laver vi').selectOption('content');
	await page.getByRole('button', { name: 'Vis, hvad der vil ske' }).click();

	await expect.poll(() => page.content()).toContain('Skal rettes (8)');
	const text = await page.locator('main').textContent();
	expect(text).toContain('Række 2: Cafe nr. 1');
	expect(text).toContain('Hvem er det for (kolonnen »For hvem«): Mangler.');
	expect(text).toContain('Gælder til: »efter sommer« er ikke en dato.');
	await fits('import-preview');
	await page.getByRole('button', { name: 'Hent ind (nye: 32, ændrede: 0)' }).click();
	await expect.poll(() => page.content()).toContain('Tilbuddene er hentet ind.');
	const offers = async () => (await world.as(leader).see(listAllOffers())).length;
	expect(await offers()).toBe(32);

	// Mended, and read again: the columns are known, and what is there already stays as it is.
	await send(listOf(true));
	await expect.poll(() => page.content()).toContain('Nye (8)');
	expect(await page.content()).toContain('Som før (32)');
	await page.getByRole('button', { name: 'Hent ind (nye: 8, ændrede: 0)' }).click();
	await expect.poll(() => page.content()).toContain('Tilbuddene er hentet ind.');
	expect(await offers()).toBe(40);
	await send(listOf(true));
	await expect.poll(() => page.content()).toContain('Der er ikke noget at hente ind.');
	expect(await page.content()).toContain('Som før (40)');

	// The second import is undone whole.
	await page.goto('/directory/import');
	await fits('import-list');
	await page.getByRole('link', { name: 'Socialafdelingens liste' }).nth(1).click();
	await page.getByRole('button', { name: 'Fortryd hele importen' }).click();
	await expect.poll(() => page.content()).toContain('Importen er fortrudt.');
	expect(await offers()).toBe(32);
	await fits('import-undone');

	// What is taken along carries no formula out, in any form, and comes back as it was.
	await samspil.database.owner.query(
		`update samspil.offer set name = '=HYPERLINK("https://x.example")', phone = '+45 70 10 20 30' where tenant_id = $1 and name = 'Cafe nr. 2'`,
		[world.tenant]
	);
	const take = async (form: string) => {
		const answer = await page.request.get(`/directory/export/${form}`);
		expect(answer.status()).toBe(200);
		return new Uint8Array(await answer.body());
	};
	const csv = strFromU8(await take('csv'));
	const tables = await take('tables');
	const unzipped = unzipSync(tables);
	for (const text of [csv, ...Object.values(unzipped).map((each) => strFromU8(each))])
		expect(text).not.toMatch(/(^|[,;\n])"?[=+@-]/);
	expect(strFromU8(unzipped['services.csv']!)).toContain('\'=HYPERLINK(""https');
	await send(tables);
	await expect.poll(() => page.content()).toContain('Som før (32)');
	const workbook = await take('xlsx');
	expect(strFromU8(unzipSync(workbook)['xl/worksheets/sheet1.xml']!)).not.toContain('<f');
	await send(workbook);
	// Its headings are those of our own pages, and known.
	await page.getByRole('button', { name: 'Vis, hvad der vil ske' }).click();
	await expect.poll(() => page.content()).toContain('Der er ikke noget at hente ind.');
	expect(await page.content()).toContain('Som før (32)');
	expect(
		(await page.request.get('/directory/export/tables', { headers: { cookie: '' } })).url()
	).toContain('sign-in');
}, 120_000);
