/**
 * Whose data it is (L-11), and when knowledge of a child is shared: an association writes what it is responsible for, the citizen reads whom to ask,
 * the association takes its own words along, and the project leader says the fixed times, which the child's pathway then shows. Without scripts; on a
 * telephone, and at a desk with the keyboard alone.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { enter, tabTo, tick, type } from './keyboard.ts';
import { atBoth, whatDoesNotFit } from './layout.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `responsible-${name}`);
}

/** Looks at the page on the telephone, and as it would be at a desk. */
const inspectAtBoth = (page: Page, name: string) => atBoth(page, () => inspect(page, name));
const main = (page: Page) => page.getByRole('main').textContent();

async function arrange() {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	// Somebody who answers for the association, and is on the pathway for it.
	await samspil.database.owner.query(
		"update samspil.membership set function = 'manager' where tenant_id = $1 and person_id = $2",
		[world.tenant, story.helper.person]
	);
	await world.entry(story.pathway, 'housing', story.helper, 'Vi så på en lejlighed sammen');
	return { world, ...story };
}

test('L-11 an association says what it is responsible for, with the keyboard alone; the citizen reads whom to ask', async () => {
	const { helper, citizen, tovholder, collaboration, pathway } = await arrange();
	const { page } = await samspil.visitAs(helper, { width: DESK, javaScript: false });
	await page.goto(`/collaborations/${collaboration}`);
	await enter(page, 'Hvem har ansvaret for oplysningerne');
	await inspect(page, 'empty');
	await tabTo(page, 'Skriv en del af ansvaret ned');
	await page.keyboard.press('Enter');
	// Sent without a word: what is missing is said beside each field.
	await enter(page, 'Gem i listen');
	expect(await main(page)).toContain('Skriv, hvad organisationen har ansvaret for.');
	await inspect(page, 'missing');
	await type(
		page,
		'Hvad har den ansvaret for?',
		'Det, vores mentorer skriver ned efter hvert møde'
	);
	await tick(page, 'Bolig');
	await type(page, 'Aftale, der ligger et andet sted', 'Databehandleraftale af 3. maj 2026');
	await type(page, 'Hvem spørger man?', 'Mona Mester, 12 34 56 78');
	await enter(page, 'Gem i listen');
	expect(await main(page)).toContain('Det står nu i listen.');
	await inspect(page, 'written');
	await enter(page, 'Værestedet');
	await inspect(page, 'one');

	// On their own page the citizen reads it in words meant for them, and so does whoever holds the threads.
	const { page: mine } = await samspil.visitAs(citizen, { width: PHONE, javaScript: false });
	await mine.goto('/me');
	await mine.getByRole('link', { name: 'Hvem har ansvaret for det, der står om mig' }).click();
	expect(await main(mine)).toContain('Det, vores mentorer skriver ned efter hvert møde');
	expect(await main(mine)).toContain('Mona Mester, 12 34 56 78');
	await inspectAtBoth(mine, 'me');
	const { page: holds } = await samspil.visitAs(tovholder, { width: DESK, javaScript: false });
	await holds.goto(`/pathways/${pathway}/responsible`);
	expect(await main(holds)).toContain('Mona Mester, 12 34 56 78');
	// Who answers for the municipality is another.
	expect(await holds.getByRole('link', { name: 'Læs og print vores del' }).count()).toBe(0);
});

test('L-11 an association takes its own words along, and no others', async () => {
	const { helper, citizen, pathway } = await arrange();
	const { page } = await samspil.visitAs(helper, { width: PHONE, javaScript: false });
	await page.goto(`/pathways/${pathway}`);
	await enter(page, 'Hvem har ansvaret for oplysningerne');
	await inspectAtBoth(page, 'pathway');
	await enter(page, 'Læs og print vores del');
	expect(await main(page)).toContain('Vi så på en lejlighed sammen');
	// What the tovholder wrote about housing they may read, and it is not theirs.
	expect(await main(page)).not.toContain('Har brug for en stuelejlighed');
	await inspectAtBoth(page, 'our-part');
	await page.emulateMedia({ media: 'print' });
	expect(await page.getByRole('link', { name: /^Hent vores del som en fil/ }).isVisible()).toBe(
		false
	);
	await page.emulateMedia({ media: 'screen' });
	const { page: mine } = await samspil.visitAs(citizen, { width: PHONE, javaScript: false });
	await mine.goto('/me/log');
	expect(await main(mine)).toContain('Hans Hjælper');
	await inspectAtBoth(mine, 'log');
});

test('R-228 the project leader says when knowledge of a child is shared; the child’s pathway shows those times', async () => {
	const { leader, tovholder, citizen, collaboration, pathway } = await arrange();
	await samspil.database.owner.query(
		'update samspil.citizen set birth_date = current_date - 14 * 365 where id = $1',
		[citizen.citizen]
	);
	const { page } = await samspil.visitAs(leader, { width: DESK, javaScript: false });
	await page.goto(`/collaborations/${collaboration}`);
	await enter(page, 'Faste tidspunkter, hvor der deles viden');
	await inspect(page, 'sharing');
	await type(page, 'Jeres egne tidspunkter', 'Efter sommerferien');
	await enter(page, 'Gem');
	expect(await main(page)).toContain('Det er gemt.');
	await inspect(page, 'sharing-saved');
	// A second window saved meanwhile: both texts, and nothing lost.
	const { page: again } = await samspil.visitAs(leader, { width: PHONE, javaScript: false });
	await again.goto(`/collaborations/${collaboration}/sharing`);
	await again.getByLabel(/^Jeres egne tidspunkter/).fill('Efter vinterferien');
	await page.getByLabel(/^Jeres egne tidspunkter/).fill('Efter sommerferien\nFør jul');
	await page.getByRole('button', { name: 'Gem', exact: true }).click();
	await again.getByRole('button', { name: 'Gem', exact: true }).click();
	expect(await main(again)).toContain('Lene Leder gemte en anden tekst');
	expect(await main(again)).toContain('Før jul');
	expect(await again.locator('textarea[name="own"]').inputValue()).toBe('Efter vinterferien');
	await inspect(again, 'sharing-meanwhile');

	const { page: holds } = await samspil.visitAs(tovholder, { width: PHONE, javaScript: false });
	await holds.goto(`/pathways/${pathway}/child`);
	expect(await main(holds)).toContain('Efter sommerferien');
	expect(await main(holds)).toContain('Før jul');
	await inspect(holds, 'child');
});
