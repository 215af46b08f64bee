/**
 * A closed pathway on its way out (L-12): the data protection officer sees what is due and what goes with it, whoever holds the threads holds
 * it back, and when that is over it is erased and nobody finds it. And a signed paper that is scanned in from a telephone. Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import { PDF } from '@libpdf/core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { eraseWaiting } from '#server/jobs/erase-waiting.ts';
import { BESIDE, photograph } from '#server/uploads/test-photograph.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
const how = { width: PHONE, javaScript: false };

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `retention-${name}`);
}

async function begun() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	return { world, ...(await world.coordinatedPathway()) };
}

test('L-12 seen before it goes, held back, and erased', async () => {
	const { world, tovholder, pathway } = await begun();
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	await world.insert('closing', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		ground: 'moved-away',
		plan: 'Flytter',
		citizen_part: 'together',
		changed_by_name: 'x',
		closed_at: '2020-05-01T10:00:00Z',
		closed_by_name: 'x'
	});
	await samspil.database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	const { page: reviews } = await samspil.visitAs(officer, how);
	await reviews.goto('/retention');
	await reviews.getByLabel('Antal måneder').fill('60');
	await reviews.getByRole('button', { name: 'Gem' }).click();
	const main = reviews.getByRole('main');
	expect(await main.textContent()).toContain('Det, der bliver slettet');
	// By number, and never by whom it is about.
	expect(await main.textContent()).not.toContain('Amina');
	await inspect(reviews, 'preview');

	const { page: holds } = await samspil.visitAs(tovholder, how);
	await holds.goto(`/pathways/${pathway}/retention`);
	await holds.getByText('Hold et forløb tilbage').click();
	await holds.getByLabel('Hvorfor skal det holdes tilbage?').fill('En klagesag er i gang');
	await holds.getByRole('button', { name: 'Hold tilbage' }).click();
	await inspect(holds, 'held');
	await reviews.goto('/retention');
	expect(await main.textContent()).toContain('En klagesag er i gang');
	expect(await reviews.getByRole('button', { name: /Slet de viste/ }).count()).toBe(0);

	await holds.locator('summary', { hasText: 'Ophæv' }).click();
	await holds.getByLabel('Hvorfor skal det ikke holdes tilbage mere?').fill('Sagen er afgjort');
	await holds.getByRole('button', { name: 'Ophæv' }).click();
	await reviews.goto('/retention');
	await reviews.getByRole('button', { name: 'Slet de viste forløb (1)' }).click();
	expect(await main.textContent()).toContain('Forløbene bliver slettet inden for den næste time.');
	// Whoever was at it was stopped: it says so, and the officer sets it going again.
	await samspil.database.owner.query(
		"update samspil.erasure set moved_at = now() - interval '3 hours' where tenant_id = $1",
		[world.tenant]
	);
	await reviews.goto('/retention');
	expect(await main.textContent()).toContain('Forløb, hvis sletning er gået i stå: 1.');
	expect(await main.textContent()).not.toContain('er ved at blive slettet');
	await inspect(reviews, 'stopped');
	const { page: broad } = await samspil.visitAs(officer, { width: 1280, javaScript: false });
	await broad.context().addCookies([{ name: 'sprog', value: 'en', url: samspil.origin }]);
	await broad.goto('/retention');
	expect(await broad.getByRole('main').textContent()).toContain(
		'Pathways whose erasing came to a stop: 1.'
	);
	await inspect(broad, 'stopped-in-english');
	await reviews.getByRole('button', { name: 'Sæt sletningen i gang igen' }).click();
	expect(await main.textContent()).toContain('Sletningen er sat i gang igen');
	expect(await main.textContent()).not.toContain('Gået i stå');
	expect(await main.textContent()).toContain('1 forløb er ved at blive slettet');
	await eraseWaiting(samspil.database.pools.jobs);
	await reviews.goto('/retention');
	expect(await main.textContent()).toContain('Slettet');
	await inspect(reviews, 'erased');
	const gone = await holds.goto(`/pathways/${pathway}/retention`);
	expect(gone?.status()).toBe(404);
});

test('a signed paper is scanned in from a telephone, and what is no paper is told so', async () => {
	const { tovholder, pathway, consent } = await begun();
	await samspil.database.owner.query(
		`update samspil.consent set given_how = 'paper' where id = $1`,
		[consent]
	);
	const { page } = await samspil.visitAs(tovholder, how);
	await page.goto(`/pathways/${pathway}/consents/${consent}`);
	await page.locator('a[href$="/scans"]').click();
	await inspect(page, 'scan-none');
	const file = page.locator('input[type=file]');
	await file.setInputFiles({
		name: 'billede.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('intet papir')
	});
	await page.getByRole('main').locator('form[action="?/add"] button').click();
	await inspect(page, 'scan-no-paper');
	const paper = PDF.create();
	paper.addPage();
	await file.setInputFiles({
		name: 'samtykke-underskrevet-den-fjerde-maj-på-rådhuset.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from(await paper.save())
	});
	await page.getByRole('main').locator('form[action="?/add"] button').click();
	expect(await page.getByRole('link', { name: /samtykke-underskrevet/ }).count()).toBe(1);
	await inspect(page, 'scan-added');
	// A photograph is kept as a page, without where it was taken; one that few can open is told how to become one.
	const add = async (name: string, mimeType: string, buffer: Buffer) => {
		await file.setInputFiles({ name, mimeType, buffer });
		await page.getByRole('main').locator('form[action="?/add"] button').click();
	};
	await add('IMG_2041.HEIC', 'image/heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'));
	expect(await page.getByRole('main').textContent()).toContain('(HEIC)');
	await inspect(page, 'scan-new-kind');
	await add('IMG_2042.JPG', 'image/jpeg', photograph(6));
	await page.getByRole('link', { name: 'IMG_2042.pdf' }).waitFor();
	await inspect(page, 'scan-photographed');
	const kept = await page
		.context()
		.request.get(
			new URL(
				(await page.getByRole('link', { name: 'IMG_2042.pdf' }).getAttribute('href'))!,
				page.url()
			).href
		);
	expect(kept.headers()).toMatchObject({
		'content-type': 'application/pdf',
		'x-content-type-options': 'nosniff'
	});
	const bytes = (await kept.body()).toString('latin1');
	expect(bytes.startsWith('%PDF-')).toBe(true);
	for (const beside of BESIDE) expect(bytes).not.toContain(beside);
});
