/** A list and a bold word in an agreement, without a mouse and without knowing a single mark; and without scripts by knowing them. */
import { expect, test } from 'vitest';
import { begunAgreement } from './acts/begun-agreement.ts';
import { openFourParties } from './acts/four-parties.ts';
import { expectAccessible } from './accessible.ts';
import { enter, tabTo, type } from './keyboard.ts';
import { atBoth } from './layout.ts';
import { PHONE, picture } from './open-samspil.ts';

const four = await openFourParties();
const QUESTION = 'Sådan henviser vi';

test('the buttons write what the marks mean', async () => {
	const path = await begunAgreement(four, 'cooperation-agreement', 'Døren');
	const { page, complaints } = await four.samspil.visitAs(four.leader, { width: PHONE });
	page.setDefaultTimeout(10_000);
	await page.goto(`${path}/sections/referral`);
	const area = page.getByLabel(new RegExp(`^${QUESTION}`));

	await type(page, QUESTION, 'Ring først');
	// Tab stops at the buttons once, and arrows go from one to the next, as in every toolbar.
	await tabTo(page, 'overskrift');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	expect(await area.evaluate((field) => field === document.activeElement)).toBe(true);
	await page.keyboard.press('Enter');
	await page.keyboard.type('Følg med ');
	await page.keyboard.press('Control+b');
	await page.keyboard.type('samme uge');
	expect(await area.inputValue()).toBe('- Ring først\n- Følg med **samme uge**');
	await tabTo(page, 'punkter');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	expect(await area.inputValue()).toContain('1. Følg med');
	await page.keyboard.press('Control+z');
	expect(await area.inputValue()).toBe('- Ring først\n- Følg med **samme uge**');
	await atBoth(page, async () => {
		await expectAccessible(page);
		await picture(page, 'prose-tools');
	});

	await enter(page, 'Gem og gå videre');
	await page.goto(`${path}/sections/referral`);
	expect(await area.inputValue()).toBe('- Ring først\n- Følg med **samme uge**');
	expect(complaints).toEqual([]);
});

test('without scripts no button stands there that does nothing', async () => {
	const path = await begunAgreement(four, 'cooperation-agreement', 'Døren igen');
	const { page } = await four.samspil.visitAs(four.leader, { width: PHONE, javaScript: false });
	await page.goto(`${path}/sections/referral`);
	expect(await page.getByRole('toolbar').count()).toBe(0);
	await page.getByText('Sådan skriver I lister').first().click();
	expect(await page.getByText('[tekst](https://www.eksempel.dk)').first().isVisible()).toBe(true);
});
