/** Two change the same thing from pages that were shown before: each keeps what they themselves changed, and nothing of the other's goes back unseen. */
import { beforeAll, expect, test, vi } from 'vitest';
import {
	established,
	type FrameworkWorld
} from '../../src/features/framework/server/test-framework.ts';
import { dayNow } from '../../src/values/day.ts';
import { follow, inspectAtBoth, press, reads, sitDown, type Seated } from './people.ts';
import { openSamspil } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });
const samspil = await openSamspil();
let world: FrameworkWorld;
beforeAll(async () => {
	({ world } = await established(samspil.database));
	await world.administrator();
});

/** Two windows in which the same page is shown. */
async function twoWindows(address: string): Promise<[Seated, Seated]> {
	const windows = [await sitDown(samspil, world.leader), await sitDown(samspil, world.leader)];
	for (const { page } of windows) await page.goto(samspil.origin + address);
	return windows as [Seated, Seated];
}

/** What the page asks about: the headings of the texts that are laid side by side. */
const asked = ({ page }: Seated) => page.locator('main form h3').allTextContents();

test('R-172 an activity: one writes more words, the other adds a goal, and the plan has both', async () => {
	const leader = await sitDown(samspil, world.leader);
	const { page } = leader;
	await page.goto(`${samspil.origin}/framework/plan/new`);
	await page.fill('#what', 'Netværksmøde');
	await page.locator('[name=goals]').first().check();
	await page.getByLabel('Flere gange om året').check();
	await page.fill('#from', `${dayNow().slice(0, 4)}-01-01`);
	await page.fill('#times', '4');
	await page.locator('#responsible option').nth(1).waitFor({ state: 'attached' });
	await page.selectOption('#responsible', { index: 1 });
	await press(leader, 'Sæt på planen');
	const address = new URL(page.url()).pathname;

	const [one, other] = await twoWindows(`${address}/edit`);
	await one.page.fill('#words', 'Med kaffe');
	await one.page.fill('#times', '6');
	await press(one, 'Gem');
	await other.page.locator('[name=goals]').nth(1).check();
	await press(other, 'Gem');
	await reads(other, 'Teksten er ændret, mens du skrev', 'Med kaffe');
	expect(await asked(other)).toHaveLength(1);
	await inspectAtBoth(other, 'activity-at-once');
	await press(other, 'Gem min tekst');
	await reads(other, 'Med kaffe', 'af 6 gange');
	await follow(other, 'Ret aktiviteten');
	expect(await other.page.locator('[name=goals]:checked').count()).toBe(2);
});

test('R-058 a collaboration: one gives it another name, the other another purpose', async () => {
	const { rows } = await samspil.database.owner.query(
		'select id from samspil.collaboration where tenant_id = $1',
		[world.tenant]
	);
	const [one, other] = await twoWindows(`/collaborations/${rows[0].id}/edit`);
	await one.page.fill('#name', 'Sammen om Nordby');
	await press(one, 'Gem');
	await other.page.fill('#purpose', 'At ingen venter');
	await press(other, 'Gem');
	await reads(other, 'Sammen om Nordby');
	expect(await asked(other)).toHaveLength(1);
	await inspectAtBoth(other, 'collaboration-at-once');
	await press(other, 'Gem min tekst');
	await reads(other, 'Sammen om Nordby', 'At ingen venter');
});

test('the choice of reminders: one chooses for one kind, the other for another', async () => {
	const [one, other] = await twoWindows('/account/reminders');
	await one.page.locator('main select').nth(0).selectOption({ index: 1 });
	await press(one, 'Gem');
	await other.page.locator('main select').nth(1).selectOption({ index: 1 });
	await press(other, 'Gem');
	await reads(other, 'Teksten er ændret, mens du skrev');
	expect(await asked(other)).toHaveLength(1);
	await press(other, 'Gem min tekst');
	for (const at of [0, 1])
		expect(
			await other.page
				.locator('main select')
				.nth(at)
				.evaluate((list) => (list as unknown as { selectedIndex: number }).selectedIndex)
		).toBe(1);
});

test('R-228 the fixed times of a collaboration: one takes a time out, the other adds their own', async () => {
	const [one, other] = await twoWindows(`/collaborations/${world.collaboration}/sharing`);
	await one.page.locator('[name=standard]').first().uncheck();
	await press(one, 'Gem');
	await other.page.fill('#own', 'Når skolen skifter');
	await press(other, 'Gem');
	await reads(other, 'Teksten er ændret, mens du skrev');
	expect(await asked(other)).toHaveLength(1);
	await inspectAtBoth(other, 'sharing-at-once');
	await press(other, 'Gem min tekst');
	expect(await other.page.inputValue('#own')).toBe('Når skolen skifter');
	expect(await other.page.locator('[name=standard]').first().isChecked()).toBe(false);
});

test('L-15, L-16 where the municipality is notified: one writes the telephone, the other which days are weekdays', async () => {
	const [one, other] = await twoWindows('/concerns/channel');
	await one.page.fill('#phone', '12 34 56 78');
	await one.page.fill('#channel', 'Den sikre postkasse');
	await press(one, 'Gem');
	await other.page.getByLabel('Mandag til lørdag').check();
	await other.page.fill('#channel', 'https://solby.example/underret');
	await press(other, 'Gem');
	await reads(other, 'Teksten er ændret, mens du skrev', '12 34 56 78', 'Den sikre postkasse');
	expect(await asked(other)).toHaveLength(2);
	await inspectAtBoth(other, 'channel-at-once');
	await press(other, 'Gem min tekst');
	expect(await other.page.inputValue('#phone')).toBe('12 34 56 78');
	expect(await other.page.inputValue('#channel')).toBe('https://solby.example/underret');
	expect(await other.page.getByLabel('Mandag til lørdag').isChecked()).toBe(true);
});
