/** Somebody on a slow connection, who types before the scripts have come. */
import { expect, test } from 'vitest';
import { newWorld } from '../../src/server/database/test-world.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

const samspil = await openSamspil();

test('what is typed before the scripts have loaded is still there when they have', async () => {
	// A Samspil without an administrator leads everybody to its first page.
	await (await newWorld(samspil.database)).administrator();
	const { page, complaints } = await samspil.visit({ width: PHONE });
	let arrive = () => {};
	const onTheWay = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/*.js', async (route) => {
		await onTheWay;
		await route.continue();
	});
	await page.goto('/sign-in', { waitUntil: 'commit' });
	await page.locator('#email').fill('karen@solby.example');
	await page.locator('#password').fill('fire vilde gæs på tur');
	arrive();
	// The name of the page is announced only once the scripts have brought it alive.
	await page.waitForSelector('#svelte-announcer', { state: 'attached' });
	expect(await page.locator('#password').inputValue()).toBe('fire vilde gæs på tur');
	expect(await page.locator('#email').inputValue()).toBe('karen@solby.example');
	expect(complaints).toEqual([]);
});
