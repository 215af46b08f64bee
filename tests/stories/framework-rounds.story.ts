/**
 * A framework from empty to its third half-yearly round, with the clock moved. Lone leads it at a desk; Vera looks after her
 * part on a small telephone, and Viggo on one where no script runs. In the first round everybody looks in time; in the second somebody
 * does not, and the day of the update passes; in the third it is said what is new, and partners and the town read it.
 */
import { expect, test, vi } from 'vitest';
import { keep, remind } from '../../src/features/deadlines/test-remind.ts';
import { newFrameworkWorld } from '../../src/features/framework/server/test-framework.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { instantAt, type Day } from '../../src/values/day.ts';
import { approve, noteThatProjectGroupMet, submit } from './acts/agree.ts';
import { fillFramework } from './acts/fill-framework.ts';
import { openSamspil, PHONE, DESK, WITH_A_CLOCK } from './open-samspil.ts';
import {
	choose,
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspect,
	inspectAtBoth,
	press,
	reads,
	sitDown,
	unfold,
	WITHOUT_SCRIPT,
	type How,
	type Seated
} from './people.ts';

vi.setConfig({ testTimeout: 180_000 });

const samspil = await openSamspil(WITH_A_CLOCK);
const { owner, pools } = samspil.database;
const world = await newFrameworkWorld(samspil.database);
await world.administrator();
// Nobody is signed out by the years that pass.
await owner.query(`update identity.session set "expiresAt" = '2100-01-01'`);

const AT_DESK: How = { width: DESK, javaScript: true };
const sits = (who: Someone, how: How) => sitDown(samspil, who, how);
const lone = await sits(world.leader, AT_DESK);
const mads = await sits(world.manager, AT_DESK);
const henrik = await sits(world.housing, AT_DESK);
const vera = await sits(world.outside, { width: PHONE, javaScript: true });
const viggo = await sits(world.volunteer, WITHOUT_SCRIPT);

const IN_FORCE = 'Rammen er godkendt og gælder nu. Partnerne har fået besked.';
const OTHER_SIDE = 'en leder fra en privat eller frivillig organisation';
const RIGHT = 'Ja, det passer stadig';

/** It is morning on `day`, and whoever is to be reminded has been. */
async function comes(day: Day): Promise<void> {
	await samspil.setClock(instantAt(day, '09:00'));
	await keep(pools.jobs, day, world.tenant);
	await remind(pools.jobs, day);
}

/** Goes where the newest notice in these words leads. */
async function isTold(who: Seated, words: string): Promise<void> {
	await goTo(who, '/notices');
	await follow(who, words);
}

/** Opens a round: who looks after which section, by its key, of those that are not to be as they were. */
async function opensRound(until: Day, owners: Record<string, string>): Promise<void> {
	await goTo(lone, '/framework');
	await follow(lone, 'Halvårlig gennemgang');
	for (const [section, name] of Object.entries(owners))
		await choose(lone.page.locator(`#owner-${section}`), name);
	await fillIn(lone, { 'Set efter senest': until });
	await inspect(lone, 'round-form');
	await press(lone, 'Sæt i gang');
	await reads(lone, 'Gennemgangen er i gang, og de har fået besked.', '0 af 6 dele er set efter');
}

/** The part of the page about a section of the framework. */
const partOf = ({ page }: Seated, section: string) =>
	page.locator(`section[aria-labelledby="round-${section}"]`);

/** Says in one press of each of these sections that it is right. */
async function saysStillRight(who: Seated, ...sections: string[]): Promise<void> {
	await goTo(who, '/framework/round');
	for (const section of sections) {
		await press(who, partOf(who, section).getByRole('button', { name: RIGHT }));
		expect(await partOf(who, section).textContent()).toContain('Passer stadig');
	}
}

/** Mends an answer of a section where the round asks for it, and says that it is done. */
async function mends(who: Seated, section: string, label: string, words: string): Promise<void> {
	await goTo(who, '/framework/round');
	await partOf(who, section)
		.getByRole('link', { name: /^Læs og ret/ })
		.click();
	await who.page.getByLabel(label, { exact: true }).first().fill(words);
	await press(who, who.page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(who, 'Gemt.');
	await goTo(who, '/framework/round');
	await press(who, partOf(who, section).getByRole('button', { name: /^Rettelserne er færdige/ }));
	expect(await partOf(who, section).textContent()).toContain('Rettet og set efter');
}

/** The project group has talked of it, it is put forward, and both sides of the steering group say yes. */
async function isApproved(news: string): Promise<void> {
	await noteThatProjectGroupMet(lone);
	await submit(lone, news);
	for (const [who, then] of [
		[mads, OTHER_SIDE],
		[vera, IN_FORCE]
	] as const) {
		await isTold(who, 'Rammen venter på din beslutning');
		await approve(who, then);
	}
}

test('R-065 R-069 R-098 winter: an empty framework is filled in, approved and read, and says when it is looked at again', async () => {
	await comes('2027-01-11');
	await goTo(lone, '/framework');
	await press(lone, 'Begynd på rammen');
	await goTo(lone, '/framework');
	await reads(lone, 'Styregruppen har ikke godkendt nogen ramme endnu.');
	await fillFramework(lone, viggo);
	await isApproved('Den første ramme');
	await isTold(henrik, 'Rammen er godkendt. Læs den, og bekræft');
	await reads(henrik, 'Den første ramme', 'Næste opdatering', '11. juli 2027');
	await press(henrik, 'Ja, jeg har læst den');
	await reads(henrik, 'Du har sagt, at du har læst den.');
});

test('R-074 summer: each part is looked at by whoever it is given to, in one press or by mending it', async () => {
	await comes('2027-06-14');
	await isTold(lone, 'Rammen skal snart opdateres');
	await comes('2027-06-21');
	await opensRound('2027-07-09', {
		audience: 'Viggo Vagt',
		organisation: 'Mads Chef',
		communication: 'Vera Vang',
		plans: 'Mads Chef',
		offers: 'Vera Vang',
		dissemination: 'Lone Leder'
	});

	await isTold(viggo, 'Du er bedt om at se en del af rammen efter');
	await inspectAtBoth(viggo, 'round-asked');
	await saysStillRight(viggo, 'audience');
	await reads(viggo, 'Tak. Delen er set efter.', '1 af 6 dele er set efter');
	// what is not his to look after, he has no buttons for
	expect(await partOf(viggo, 'plans').getByRole('button').count()).toBe(0);

	await isTold(vera, 'Du er bedt om at se en del af rammen efter');
	await mends(vera, 'communication', 'Sprog', 'Grønlandsk og arabisk');
	await inspectAtBoth(vera, 'round-mended');
	await saysStillRight(vera, 'offers');
	await saysStillRight(lone, 'dissemination');
	await saysStillRight(mads, 'organisation', 'plans');
	await reads(mads, 'Alle dele er set efter. Nu kan rammen sendes til styregruppen.');

	await isTold(lone, 'Alle dele af rammen er set efter');
	await reads(lone, '6 af 6 dele er set efter');
	await isApproved('Tolke på arabisk');
	await goTo(lone, '/framework/round');
	await reads(lone, 'Tidligere gennemgange', 'ny version godkendt');
	await isTold(henrik, 'Rammen er godkendt. Læs den, og bekræft');
	await reads(henrik, 'Tolke på arabisk', '21. december 2027');
	await follow(henrik, 'Læs rammen');
	await reads(henrik, 'Grønlandsk og arabisk');
});

test('R-074 R-098 winter again: somebody is late, it goes one step up, and the day of the update passes', async () => {
	await comes('2027-12-01');
	await opensRound('2027-12-17', {});
	await saysStillRight(vera, 'communication', 'offers');
	await saysStillRight(mads, 'organisation', 'plans');
	await saysStillRight(lone, 'dissemination');
	await comes('2027-12-13');
	await isTold(viggo, 'Din del af rammen skal ses efter inden for en uge');

	await comes('2027-12-20');
	await isTold(viggo, 'Fristen for at se din del af rammen efter er overskredet');
	await reads(viggo, 'Fristen er overskredet', '5 af 6 dele er set efter');
	await inspectAtBoth(viggo, 'round-late');
	await goTo(viggo, '/my-tasks');
	await reads(viggo, 'Se din del af rammen efter');
	await comes('2027-12-22');
	await isTold(lone, 'En frist er overskredet, og du skal vide det');
	await comes('2027-12-27');
	await isTold(lone, 'Rammen skulle have været opdateret');
	await goTo(lone, '/framework');
	await reads(lone, 'Skal opdateres nu');
	await inspect(lone, 'round-overdue');
	await comes('2027-12-29');
	await isTold(mads, 'En frist er overskredet, og du skal vide det');

	// It cannot be put forward while a part waits, and the leader asks somebody else.
	await noteThatProjectGroupMet(lone);
	await follow(lone, 'Rammen', 'Skriv på rammen', 'Til styregruppen');
	await reads(lone, 'Gennemgangen er ikke færdig', 'Hvem det handler om');
	await goTo(lone, '/framework/round');
	await unfold(lone, 'Lad en anden se den efter', partOf(lone, 'audience'));
	await choose(partOf(lone, 'audience').getByLabel('Ses efter af'), 'Vera Vang');
	await press(lone, partOf(lone, 'audience').getByRole('button', { name: 'Gem' }));
	await reads(lone, 'Gemt.');
	await isTold(vera, 'Du er bedt om at se en del af rammen efter');
	await saysStillRight(vera, 'audience');
	await isApproved('Alt passer stadig');
	await goTo(lone, '/framework');
	await doesNotRead(lone, 'Skal opdateres nu');
	await reads(lone, '29. juni 2028');
});

test('R-071 R-072 R-097 the third round: what is new is said, approved, opened to everybody, told, and read', async () => {
	await comes('2028-06-05');
	await goTo(lone, '/framework/round');
	// who looked after it last does it again
	expect(await lone.page.locator('#owner-audience option:checked').textContent()).toContain('Vera');
	await opensRound('2028-06-20', { dissemination: 'Viggo Vagt' });
	await mends(vera, 'audience', 'Alder', 'Alle fra 15 år');
	await saysStillRight(vera, 'communication', 'offers');
	await saysStillRight(mads, 'organisation', 'plans');
	await saysStillRight(viggo, 'dissemination');
	await isTold(lone, 'Alle dele af rammen er set efter');
	await unfold(lone, 'Alder');
	await inspectAtBoth(lone, 'round-done');
	await noteThatProjectGroupMet(lone);
	await follow(lone, 'Rammen', 'Skriv på rammen', 'Til styregruppen');
	await reads(lone, 'Alt er på plads.', 'Alder');
	await submit(lone, 'De helt unge er med nu');

	// The steering group reads word for word what is another now.
	await isTold(vera, 'Rammen venter på din beslutning');
	expect(await vera.page.locator('ins').first().textContent()).toContain('15');
	await inspectAtBoth(vera, 'round-decide');
	await press(vera, 'Godkend');
	await isTold(mads, 'Rammen venter på din beslutning');
	await approve(mads, IN_FORCE);

	await goTo(lone, '/framework');
	await follow(lone, 'Vis dele af rammen for alle');
	await fillIn(lone, { 'Hvem det handler om': true });
	await press(lone, 'Gem');
	const { page: town } = await samspil.visit({ width: PHONE, javaScript: false });
	expect((await town.goto(`/open/${world.tenant}`))?.status()).toBe(200);
	expect(await town.getByRole('main').textContent()).toContain('Alle fra 15 år');

	await goTo(lone, '/framework');
	await reads(lone, 'Har ikke bekræftet endnu');
	for (const partner of [henrik, vera]) {
		await isTold(partner, 'Rammen er godkendt. Læs den, og bekræft');
		await reads(partner, 'De helt unge er med nu');
		await inspectAtBoth(partner, `round-told-${partner.name.split(' ')[0]}`);
		await press(partner, 'Ja, jeg har læst den');
	}
	await goTo(lone, '/framework');
	await doesNotRead(lone, 'Har ikke bekræftet endnu');
	await inspectAtBoth(lone, 'round-read');
	await goTo(lone, '/framework/round');
	await reads(lone, 'Tidligere gennemgange');
	expect(await lone.page.getByText('ny version godkendt').count()).toBe(3);
	for (const { complaints } of [lone, mads, henrik, vera, viggo]) expect(complaints).toEqual([]);
});
