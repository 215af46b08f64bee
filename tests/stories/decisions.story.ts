/** The parties of an agreement decide something between its versions: asked, objected, mended, adopted. Without scripts. */
import { beforeAll, expect, test } from 'vitest';
import { signedContract } from '../../src/features/agreements/server/test-live.ts';
import type { AgreementWorld } from '../../src/features/agreements/server/test-agreement.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
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

test('the project leader puts a proposal to people of both parties, and how many must say yes', async () => {
	const page = await as(world.leader);
	await page.goto(address);
	await page.getByRole('link', { name: 'Det, I beslutter sammen' }).click();
	await page.getByText('I har ikke besluttet noget her endnu').waitFor();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Stil et forslag' }).click();
	await page.getByLabel('Hvad skal I tage stilling til?').fill('Vinterlukning');
	await page.getByLabel('Forslaget').fill('Vi lukker fra december til marts.');
	for (const box of await page.locator('[name=member]').all()) await box.uncheck();
	await page.getByLabel('Lone Leder').check();
	await page.getByRole('button', { name: 'Send forslaget' }).click();
	await page.getByText('Vælg mindst én fra hver part.').first().waitFor();
	expect(await page.getByLabel('Forslaget').inputValue()).toContain('december');
	await picture(page, 'decision-new-refused');
	await expectAccessible(page);
	await page.getByLabel('Vera Vang').check();
	await page.getByRole('button', { name: 'Send forslaget' }).click();
	await page.getByText('Forslaget er sendt, og gruppen har fået besked.').waitFor();
	for (const width of [DESK, PHONE]) {
		await page.setViewportSize({ width, height: 800 });
		await picture(page, 'decision-asked');
	}
	await expectAccessible(page);
	await page.getByLabel('Ja', { exact: true }).check();
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('Dit svar er gemt.').waitFor();
});

test('one says no and why; the text is mended, and all are asked anew', async () => {
	const page = await as(world.host);
	await page.goto(address);
	await page.getByRole('link', { name: 'Der venter et forslag på dit svar' }).click();
	await picture(page, 'decisions');
	await page.getByRole('link', { name: 'Vinterlukning' }).click();
	await page.getByLabel('Nej', { exact: true }).check();
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('Skriv, hvorfor du siger nej').first().waitFor();
	await page.getByLabel('Hvorfor?').fill('Hvor skal de sove i januar?');
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('En har sagt nej.').waitFor();
	await picture(page, 'decision-objected');
	await expectAccessible(page);
	// the page and the list say what stands now, not that it waits still
	await page.getByText('Nogen har sagt nej', { exact: true }).waitFor();
	await page.goto(`${address}/decisions`);
	await page.getByText('Nogen har sagt nej', { exact: true }).waitFor();
	expect(await page.getByText('Venter på svar').count()).toBe(0);
	await page.getByRole('link', { name: 'Vinterlukning' }).click();

	// somebody has answered again: what they said before is there to read, and stands no more
	await page.getByLabel('Nej', { exact: true }).check();
	await page.getByLabel('Hvorfor?').fill('Hvor skal de sove i januar og februar?');
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('Har svaret igen siden').waitFor();
	await picture(page, 'decision-answered-again');

	const leader = await as(world.leader);
	await leader.goto(page.url().replace(/\?.*/, ''));
	expect(await leader.getByRole('button', { name: 'Vedtag' }).count()).toBe(0);
	await leader.getByText('Skriv forslaget om').click();
	await leader.getByLabel('Forslaget').fill('Vi lukker i februar.');
	await leader.getByRole('button', { name: 'Gem' }).click();
	await leader.getByText('Forslaget er skrevet om').waitFor();
	await leader.getByText('Om den tidligere tekst').first().waitFor();
	await picture(leader, 'decision-reworded');
	await expectAccessible(leader);

	// who had the earlier text before them is told so, reads the new one and answers that
	await page.getByLabel('Nej', { exact: true }).check();
	await page.getByLabel('Hvorfor?').fill('Heller ikke i februar?');
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('Teksten er en anden end den, du læste.').waitFor();
	expect(await page.getByLabel('Hvorfor?').inputValue()).toBe('Heller ikke i februar?');
	await page.getByText('Vi lukker i februar.').first().waitFor();
	await page.getByRole('button', { name: 'Giv dit svar' }).click();
	await page.getByText('Dit svar er gemt.').waitFor();
});

test('with the voices it takes it is adopted, with a day to look at it again', async () => {
	for (const who of [world.leader, world.host]) {
		const page = await as(who);
		await page.goto(`${address}/decisions`);
		await page.getByRole('link', { name: 'Vinterlukning' }).click();
		await page.getByLabel('Ja', { exact: true }).check();
		await page.getByLabel('Hvorfor?').fill('');
		await page.getByRole('button', { name: 'Giv dit svar' }).click();
		await page.getByText('Dit svar er gemt.').waitFor();
	}
	const page = await as(world.host);
	await page.goto(`${address}/decisions`);
	await page.getByText('Klar til at blive vedtaget').waitFor();
	await page.getByRole('link', { name: 'Vinterlukning' }).click();
	await page.getByLabel('Hvornår ser I på beslutningen igen?').fill('2020-01-01');
	await page.getByRole('button', { name: 'Vedtag' }).click();
	await page.getByText('Vælg en senere dag').first().waitFor();
	await expectAccessible(page);
	await page.getByLabel('Hvornår ser I på beslutningen igen?').fill('2199-01-01');
	const late = await as(world.leader);
	await late.goto(page.url().replace(/\?.*/, ''));
	await page.getByRole('button', { name: 'Vedtag' }).click();
	await page.getByText('Forslaget er vedtaget.').waitFor();
	await late.getByLabel('Hvornår ser I på beslutningen igen?').fill('2198-01-01');
	await late.getByRole('button', { name: 'Vedtag' }).click();
	await late.getByText('Forslaget er vedtaget eller trukket tilbage imens.').waitFor();
	await picture(page, 'decision-made');
	await expectAccessible(page);
	await page.getByLabel('Beslutningen gælder ikke længere').check();
	await page.getByLabel('Note').fill('Varmestuen har fået varme.');
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Gemt, og gruppen har fået besked.').waitFor();
	await page.getByText('Varmestuen har fået varme.').waitFor();
	await picture(page, 'decision-ended');
	await expectAccessible(page);

	const reader = await as(world.clerk);
	await reader.goto(page.url().replace(/\?.*/, ''));
	expect(await reader.getByRole('button', { name: 'Giv dit svar' }).count()).toBe(0);
	const stranger = await as(world.stranger);
	for (const path of [`${address}/decisions`, new URL(page.url()).pathname])
		expect((await stranger.request.get(path)).status()).toBe(404);
});
