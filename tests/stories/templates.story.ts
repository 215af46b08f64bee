/** A municipality makes a template its own: shaped, taken into use, and an open draft moved to it. Without scripts. */
import { beforeAll, expect, test } from 'vitest';
import { insertAnswer } from '../../src/features/documents/server/answer.queries.ts';
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
	await world.as(world.leader).act((acting) =>
		acting.run(
			insertAnswer(
				signed.id,
				'strategic-goals',
				{
					value: { kind: 'rows', rows: [{ id: 's1', cells: { goal: 'Flere har et hjem' } }] },
					notApplicable: null
				},
				world.leader.name
			)
		)
	);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
});

test('the project leader leaves a question out, says another in own words, and asks one more', async () => {
	const page = await as(world.leader);
	await page.goto('/agreements/new');
	await page.getByRole('link', { name: 'Gør skabelonerne til jeres egne' }).click();
	await picture(page, 'templates');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Samarbejdskontrakt' }).click();
	await picture(page, 'template');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Mål', exact: true }).click();
	await picture(page, 'template-section');
	await expectAccessible(page);

	await page.locator('[name="asking.strategic-goals"]').selectOption('left-out');
	const fresh = page.locator('[name^="own-label."]');
	await fresh.fill('Hvem har nøglen?');
	await page.locator('[name^="own-kind."]').selectOption('choices');
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByRole('heading', { name: 'Ret det her, så går det igennem' }).waitFor();
	expect(await page.locator('[name^="own-label."]').inputValue()).toBe('Hvem har nøglen?');
	await picture(page, 'template-refused');
	await expectAccessible(page);
	await page.locator('[name^="own-options."]').fill('Kommunen\nForeningen');
	await page.getByRole('button', { name: 'Gem' }).click();
	await page.getByText('Stilles ikke længere').waitFor();
	await page.getByText('Nyt spørgsmål: Hvem har nøglen?').waitFor();
	await picture(page, 'template-changed');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Tag i brug' }).click();
	await page.getByText('Taget i brug. Nye aftaler begynder med den.').waitFor();
	await page.getByText('Jeres egen, udgave 1').waitFor();
});

test('two who shape a section at once both see both texts', async () => {
	const [one, other] = [await as(world.leader), await as(await world.administrator())];
	for (const page of [one, other]) {
		await page.goto('/templates/cooperation-contract/goals');
		await page.getByText('Sig det med jeres egne ord').nth(2).click();
	}
	await one.locator('[name="label.activity-goals"]').fill('Det, vi tæller');
	await one.getByRole('button', { name: 'Gem' }).click();
	await one.getByText('Gemt. Ændringerne gælder først').waitFor();
	await other.locator('[name="label.activity-goals"]').fill('Mål i tal');
	await other.getByRole('button', { name: 'Gem' }).click();
	await other.getByText('Det, vi tæller').waitFor();
	await picture(other, 'template-conflict');
	await expectAccessible(other);
	await other.getByRole('button', { name: 'Gem min tekst' }).click();
	await other.getByText('Gemt. Ændringerne gælder først').waitFor();
});

test('a new agreement asks it, the one begun before does not, until it is moved with the differences seen', async () => {
	const page = await as(world.leader);
	await page.goto(`${address}/sections/goals`);
	expect(await page.getByText('Hvem har nøglen?').count()).toBe(0);
	await page.goto(address);
	await page.getByRole('link', { name: 'Der er en nyere udgave af skabelonen' }).click();
	for (const width of [DESK, PHONE]) {
		await page.setViewportSize({ width, height: 800 });
		await picture(page, 'edition');
	}
	await page.getByText('Nyt spørgsmål: Hvem har nøglen?').waitFor();
	await page.getByText('Flere har et hjem').waitFor();
	await expectAccessible(page);
	const reader = await as(world.helper);
	await reader.goto(`${address}/edition`);
	expect(await reader.getByRole('button', { name: 'Flyt aftalen' }).count()).toBe(0);

	await page.getByRole('button', { name: 'Flyt aftalen til den nye udgave' }).click();
	await page.getByText('Aftalen er flyttet til den nye udgave.').waitFor();
	await page.getByRole('heading', { name: 'Svar, der er lagt til side' }).waitFor();
	await page.getByText('Flere har et hjem').waitFor();
	await picture(page, 'edition-moved');
	await expectAccessible(page);
	await page.goto(`${address}/sections/goals`);
	await page.getByText('Hvem har nøglen?').first().waitFor();
	await picture(page, 'own-question');
	await expectAccessible(page);
});

test('a template that has vanished says so, keeps the answers, and lets the agreement go on', async () => {
	const id = address.split('/').at(-1);
	await samspil.database.owner.query(
		`update samspil.document set template_edition = 0, template_revision = null where id = $1`,
		[id]
	);
	const page = await as(world.leader);
	await page.goto(address);
	await page.getByRole('link', { name: 'Der er en nyere udgave af skabelonen' }).click();
	await page.getByText('findes ikke længere, så der kan ikke skrives i den').waitFor();
	// What it asked is still known from the original, and what was answered can be read.
	const lost = page.getByRole('listitem').filter({ hasText: 'Spørgsmålet stilles ikke længere' });
	await lost.getByRole('heading', { name: 'Strategiske mål' }).waitFor();
	await lost.getByText('Flere har et hjem').waitFor();
	await picture(page, 'edition-vanished');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Flyt aftalen til den nye udgave' }).click();
	await page.getByText('Aftalen er flyttet til den nye udgave.').waitFor();
	await page.goto(`${address}/sections/goals`);
	await page.locator('input[value="Gæster"]').first().waitFor();
	const stranger = await as(world.stranger);
	for (const path of [`${address}/edition`, '/templates', '/templates/cooperation-contract'])
		expect((await stranger.request.get(path)).status()).toBe(404);
});
