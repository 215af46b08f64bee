/** Somebody who uses no mouse: Tab, Enter, Space, and what they type. They must see at each step where they are. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** More steps than any page has places to stop. */
const FAR = 120;

/** Goes on with Tab to the place whose name begins with these words; fails where it does not come by, or cannot be seen. */
export async function tabTo(page: Page, name: string): Promise<void> {
	const passed: string[] = [];
	for (let steps = 0; steps < FAR; steps += 1) {
		await page.keyboard.press('Tab');
		const here = await whereItIs(page);
		expect(here.problem, `at “${here.name}”`).toBe(null);
		if (here.name.startsWith(name)) return;
		passed.push(here.name);
	}
	throw new Error(`Tab never came to “${name}”, but to: ${passed.join(' · ')}`);
}

/** The name of the place that has the focus; a page gives it when it has come whole, so that a reader waits for it. */
export const focusedName = async (page: Page): Promise<string> => (await whereItIs(page)).name;

/** Goes on to this place and presses Enter; waits for the page behind it. */
export async function enter(page: Page, name: string): Promise<void> {
	await tabTo(page, name);
	await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
	await page.waitForLoadState();
}

/** Goes on to this field and types. */
export async function type(page: Page, name: string, words: string): Promise<void> {
	await tabTo(page, name);
	await page.keyboard.type(words);
}

/** Goes on to this box and ticks it. */
export async function tick(page: Page, name: string): Promise<void> {
	await tabTo(page, name);
	await page.keyboard.press('Space');
}

/** The place that has the focus, and what is wrong with how it is seen. */
const whereItIs = (page: Page): Promise<{ name: string; problem: string | null }> =>
	page.evaluate(() => {
		const place = document.activeElement as HTMLInputElement | null;
		if (!place || place === document.body) return { name: '', problem: null };
		const label = place.labels?.[0];
		const words = label?.textContent ?? place.ariaLabel ?? place.textContent ?? '';
		const name = words.replaceAll(/\s+/g, ' ').trim();
		const drawn = [
			getComputedStyle(place),
			...(label ? [getComputedStyle(label), getComputedStyle(label, '::before')] : [])
		];
		const isDrawn = drawn.some(
			({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
		);
		const { left, right, top, bottom } = (label ?? place).getBoundingClientRect();
		const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
		if (!isDrawn) return { name, problem: 'nothing shows that it has the focus' };
		return { name, problem: isOnScreen ? null : 'it is not on the screen' };
	});
