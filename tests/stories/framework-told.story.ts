/**
 * How the framework gets known beyond the mail to partners: the leader writes who tells whom, whoever is named is asked when it is in force,
 * and says when it is done. On small telephones without scripts; each page is looked at as from a desk too.
 */
import { expect, test, vi } from 'vitest';
import { complete, decide, submitted } from '../../src/features/framework/server/test-framework.ts';
import { openSamspil } from './open-samspil.ts';
import {
	doesNotRead,
	follow,
	goTo,
	inspectAtBoth,
	press,
	reads,
	sitDown,
	unfold
} from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const world = await complete(samspil.database);
await world.administrator();
const [lone, viggo, henrik] = await Promise.all(
	[world.leader, world.volunteer, world.housing].map((who) => sitDown(samspil, who))
);

test('R-095 R-097 whoever is named to tell of the framework is asked when it is in force, and says when it was told', async () => {
	const { page } = lone!;
	await goTo(lone!, '/framework/edit/dissemination');
	await press(lone!, page.locator('button[name="add"][value="dissemination-ways"]').first());
	await page.getByLabel('Hvordan', { exact: true }).fill('Vagtmøde på Nattely');
	await page.getByLabel('Hvem hører om den').fill('Natholdet');
	await page.getByLabel('Søg blandt alle medarbejdere').fill(world.volunteer.name.slice(1, 5));
	await press(lone!, 'Søg');
	await page
		.getByLabel(/^Hvem fortæller(?! om)/)
		.selectOption(`${world.volunteer.person}.${world.volunteer.organisation}`);
	await inspectAtBoth(lone!, 'ways');
	await press(lone!, page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(lone!, 'Gemt.');
	expect(await goTo(lone!, '/framework/telling')).toBe(404);
	const version = await submitted(world);
	await decide(world, world.manager, version);
	await decide(world, world.outside, version);

	await goTo(viggo!, '/notices');
	await follow(viggo!, 'En ny version af rammen gælder. Du er en af dem, der fortæller om den');
	await reads(viggo!, 'Én af 1 mangler endnu.', 'Vagtmøde på Nattely', 'Ikke fortalt endnu');
	await unfold(viggo!, 'Er det fortalt?');
	await viggo!.page.getByLabel('Fortalt den').fill('2026-01-01');
	await viggo!.page.getByLabel('Hvor mange, og hvad de spurgte om').fill('Otte kom');
	await inspectAtBoth(viggo!, 'telling');
	await press(viggo!, 'Skriv, at det er fortalt');
	await reads(viggo!, 'Den dag gjaldt en anden version.');
	await inspectAtBoth(viggo!, 'telling-refused');
	expect(await viggo!.page.getByLabel('Hvor mange, og hvad de spurgte om').inputValue()).toBe(
		'Otte kom'
	);
	await viggo!.page.getByLabel('Fortalt den').fill('2026-05-20');
	await press(viggo!, 'Skriv, at det er fortalt');
	await reads(viggo!, 'Gemt.', 'Alle er gjort for version 1.', 'Otte kom', 'Viggo Vagt');

	await goTo(henrik!, '/framework');
	await follow(henrik!, 'Sådan får folk rammen at vide');
	await reads(henrik!, 'Otte kom');
	await doesNotRead(henrik!, 'Er det fortalt?', 'Tag tilbage');
	await inspectAtBoth(henrik!, 'telling-read');
	await henrik!.page.context().addCookies([{ name: 'sprog', value: 'en', url: samspil.origin }]);
	await goTo(henrik!, '/framework/telling');
	await reads(henrik!, 'All are done for version 1.');
	await inspectAtBoth(henrik!, 'telling-in-english');

	await goTo(lone!, '/framework/telling');
	await press(lone!, page.getByRole('button', { name: /^Tag tilbage/ }));
	// What is taken back stays, with who took it back, here and with the version.
	await reads(lone!, 'Ikke fortalt endnu', 'Otte kom', `Taget tilbage af ${world.leader.name}`);
	await goTo(lone!, `/framework/versions/${version}`);
	await reads(lone!, 'Sådan blev den fortalt', 'Vagtmøde på Nattely', 'Otte kom');
	await inspectAtBoth(lone!, 'version-told');
	await goTo(lone!, '/framework');
	await reads(lone!, 'Én af 1 mangler endnu.');
	await inspectAtBoth(lone!, 'framework-told');

	// A partner is rung: what they say of it is their word, and what was typed stays where it is mended.
	await follow(lone!, 'Skriv, at I har ringet til en partner');
	await unfold(lone!, 'Har I ringet til en partner?');
	await page.getByLabel('Hvem talte I med?').fill('Inge, 010190-1234');
	await page.getByLabel('Partner', { exact: true }).selectOption(world.housing.organisation);
	await page.getByLabel('Ja, de siger, at de har læst den').check();
	await press(lone!, 'Skriv opkaldet ned');
	await reads(lone!, 'Skriv ikke et cpr-nummer her');
	expect(await page.getByLabel('Ja, de siger, at de har læst den').isChecked()).toBe(true);
	await inspectAtBoth(lone!, 'call-refused');
	await page.getByLabel('Hvem talte I med?').fill('Inge på kontoret');
	await press(lone!, 'Skriv opkaldet ned');
	await reads(lone!, 'Gemt.', 'Inge på kontoret', 'De har læst rammen.');
	await inspectAtBoth(lone!, 'call');
	await goTo(lone!, '/framework');
	await reads(lone!, 'i telefonen', 'Inge på kontoret');
	await inspectAtBoth(lone!, 'framework-called');
	await goTo(henrik!, '/framework/telling');
	await doesNotRead(henrik!, 'Inge på kontoret', 'rung');
	for (const { complaints } of [lone!, viggo!, henrik!]) expect(complaints).toEqual([]);
});
