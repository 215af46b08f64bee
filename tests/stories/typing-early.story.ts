/** Somebody on a slow connection, who types before the scripts have come. */
import { expect, test } from 'vitest';
import { begun } from '../../src/features/framework/server/test-framework.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

const samspil = await openSamspil();

test('what is typed before the scripts have loaded is still there when they have', async () => {
	const world = await begun(samspil.database);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
	const { page, complaints } = await samspil.visitAs(world.leader, { width: PHONE });
	let arrive = () => {};
	const onTheWay = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/*.js', async (route) => {
		await onTheWay;
		await route.continue();
	});
	await page.goto('/framework/edit/audience', { waitUntil: 'commit' });
	const answers = page.locator('main textarea:visible');
	await answers.nth(0).fill('Fire vilde gæs på tur.');
	await answers.nth(1).fill('Og en and.');
	arrive();
	// The name of the page is announced only once the scripts have brought it alive.
	await page.waitForSelector('#svelte-announcer', { state: 'attached' });
	expect(await answers.nth(0).inputValue()).toBe('Fire vilde gæs på tur.');
	expect(await answers.nth(1).inputValue()).toBe('Og en and.');
	expect(complaints).toEqual([]);
});
