/** What a page looks like to somebody on a narrow screen: asked in the browser itself. */
import type { Page } from 'playwright-core';
import { DESK } from './open-samspil.ts';

/**
 * What does not fit, one line each: a page that must be rolled sideways, and words that stick out of the screen or are
 * cut off. A table stands in rows below each other there. What else scrolls in a frame of its own can be reached; a list that is folded up shows as much as it has room for.
 */
export async function whatDoesNotFit(page: Page): Promise<string[]> {
	// After a press the next page may have begun and not yet have a body.
	await page.waitForLoadState('load');
	return page.evaluate(() => {
		const found: string[] = [];
		const root = document.documentElement;
		if (root.scrollWidth > root.clientWidth)
			found.push(`the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
		for (const frame of document.querySelectorAll('.table-frame'))
			if (frame.scrollWidth > frame.clientWidth + 1)
				found.push(`a table is ${frame.scrollWidth} wide in a frame of ${frame.clientWidth}`);
		for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
			if (!element.checkVisibility({ visibilityProperty: true })) continue;
			if (element.closest('.sr-only, .skipnav, option, svg, script, style')) continue;
			const words = [...element.childNodes].filter(
				(node) => node instanceof Text && node.data.trim() !== ''
			);
			const range = document.createRange();
			const boxes = words.map((node) => {
				range.selectNodeContents(node);
				return range.getBoundingClientRect();
			});
			if (/INPUT|SELECT|TEXTAREA|BUTTON/.test(element.tagName))
				boxes.push(element.getBoundingClientRect());
			const drawn = boxes.filter(({ width }) => width > 1);
			if (drawn.length === 0) continue;
			const left = Math.min(...drawn.map((box) => box.left));
			const right = Math.max(...drawn.map((box) => box.right));
			const bottom = Math.max(...drawn.map((box) => box.bottom));
			const says = `“${(element.textContent?.trim() || element.id).slice(0, 40)}”`;
			let around: HTMLElement | null = element;
			let scrolls = false;
			for (; around && around !== document.body; around = around.parentElement) {
				const style = getComputedStyle(around);
				const box = around.getBoundingClientRect();
				if (/auto|scroll/.test(style.overflowX)) scrolls = true;
				const hidesSideways = /hidden|clip/.test(style.overflowX) && !scrolls;
				if (hidesSideways && right > box.right + 1) found.push(`cut off at its side: ${says}`);
				if (/hidden|clip/.test(style.overflowY) && bottom > box.bottom + 1)
					found.push(`cut off below: ${says}`);
			}
			if (!scrolls && (right > root.clientWidth + 1 || left < -1))
				found.push(`sticks out: ${says}`);
		}
		return [...new Set(found)];
	});
}

/** Looks at a page as it stands on the telephone, and as it would at a desk. */
export async function atBoth(page: Page, look: () => Promise<unknown>): Promise<void> {
	await look();
	const telephone = page.viewportSize()!;
	await page.setViewportSize({ width: DESK, height: 900 });
	await look();
	await page.setViewportSize(telephone);
}
