/** What a signed contract sets going: told of on a telephone without scripts, by those whose it is. */
import { beforeAll, expect, test } from 'vitest';
import { signedContract } from '../../src/features/agreements/server/test-live.ts';
import type { AgreementWorld } from '../../src/features/agreements/server/test-agreement.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { atBoth } from './layout.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
let world: AgreementWorld;
let address: string;

async function as(who: Someone, width = PHONE) {
	return (await samspil.visitAs(who, { width, javaScript: false })).page;
}

beforeAll(async () => {
	const signed = await signedContract(samspil.database);
	({ world } = signed);
	address = `/agreements/${signed.id}`;
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
});

test('R-006 the agreement shows what it set going: goals, tasks, meetings and whom to talk to', async () => {
	const page = await as(world.host);
	const lookAt = (name: string) =>
		atBoth(page, async () => {
			await picture(page, name);
			await expectAccessible(page);
		});
	await page.goto(address);
	await page.getByRole('heading', { name: 'Det, aftalen har sat i gang' }).waitFor();
	await lookAt('agreement-alive');
	await page.getByRole('link', { name: 'Se og fortæl, hvordan det går' }).click();
	await page.getByText('0 af 25 unge').waitFor();
	await page.getByText('Vera Vang indkalder.').waitFor();
	await lookAt('set-going');
});

test('R-017 a goal is told of in two taps, and its number is one', async () => {
	const page = await as(world.host);
	await page.goto(address);
	await page.getByRole('link', { name: 'Gæster' }).click();
	await page.getByLabel('Hvor langt er I nået?').fill('mange');
	await page.getByLabel('Note').fill('Flest om torsdagen');
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Skriv et tal på 0 eller mere').first().waitFor();
	expect(await page.getByLabel('Note').inputValue()).toBe('Flest om torsdagen');
	await picture(page, 'goal-refused');
	await expectAccessible(page);
	await page.getByLabel('Hvor langt er I nået?').fill('12');
	await page.getByLabel('I gang').check();
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('12 af 25 unge').waitFor();
	await picture(page, 'goal-told');
});

test('two who tell of a goal at once both see both texts', async () => {
	const [one, other] = [await as(world.host), await as(world.leader)];
	for (const page of [one, other]) {
		await page.goto(address);
		await page.getByRole('link', { name: 'Gode aftener' }).click();
	}
	await one.getByLabel('Note').fill('Seks aftener');
	await one.getByRole('button', { name: 'Gem' }).click();
	await one.getByText('Seks aftener').waitFor();
	await other.getByLabel('Note').fill('Syv aftener');
	await other.getByRole('button', { name: 'Gem' }).click();
	await other.getByText('Seks aftener').waitFor();
	await picture(other, 'goal-conflict');
	await expectAccessible(other);
	await other.getByRole('button', { name: 'Gem min tekst' }).click();
	await other.getByText('Syv aftener').waitFor();
});

test('R-054 whoever has a task finds it on the front page, and it leaves when it is done', async () => {
	const page = await as(world.helper);
	await page.goto('/');
	await page.getByRole('link', { name: 'Du har 1 opgave fra en aftale' }).click();
	for (const width of [DESK, PHONE]) {
		await page.setViewportSize({ width, height: 800 });
		await picture(page, 'my-tasks');
	}
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Find lokaler' }).click();
	await page.getByLabel('Klaret').check();
	await picture(page, 'task-tell');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Gemt. De andre parter kan se det her.').waitFor();
	await page.goto('/my-tasks');
	expect(await page.getByRole('link', { name: 'Find lokaler' }).count()).toBe(0);
	await picture(page, 'my-tasks-none');

	const other = await as(world.clerk);
	await other.goto(address);
	expect(await other.getByRole('link', { name: 'Find lokaler' }).count()).toBe(0);
	const stranger = await as(world.stranger);
	for (const path of ['', '/set-going'])
		expect((await stranger.request.get(address + path)).status()).toBe(404);
});
