/** Agreements without a mouse, on a telephone’s screen: from a new one to one that ends, and the file held up to be verified. */
import type { FileChooser, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import {
	complete,
	inForce,
	newAgreementWorld,
	send
} from '../../src/features/agreements/server/test-agreement.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { enter, focusedName, tabTo, tick, type } from './keyboard.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();

/** Somebody who has their hands on the keys, at this page. */
async function at(who: Someone, address: string): Promise<Page> {
	const { page, context } = await samspil.visitAs(who, { width: PHONE });
	context.setDefaultTimeout(10_000);
	await page.goto(address);
	return page;
}

/** Goes on to a list and types the beginning of an entry. */
async function choose(page: Page, list: string, entry: string): Promise<void> {
	await type(page, list, entry);
	const chosen = await page.evaluate(
		() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text
	);
	expect(chosen?.trim(), list).toMatch(new RegExp(`^${entry}`));
}

const reads = (page: Page, words: string) =>
	expect.poll(() => page.textContent('main')).toContain(words);

test('a project leader begins an agreement, picks its sections, names people, writes and comments', async () => {
	const world = await newAgreementWorld(samspil.database);
	await world.administrator();
	const page = await at(world.leader, '/agreements');
	await enter(page, 'Begynd på en aftale');
	await enter(page, 'Samarbejdskontrakt');
	await type(page, 'Hvad skal aftalen hedde?', 'Nattens varme');
	await choose(page, 'Part 2', 'Nattely');
	await enter(page, 'Flere parter');
	await choose(page, 'Part 3', 'Solby Boliger');
	await enter(page, 'Begynd på aftalen');
	await reads(page, 'Aftalen er begyndt');

	await choose(page, 'Ansvarlig for samarbejdet', 'Lone');
	await choose(page, 'Gør det daglige arbejde', 'Karl');
	await choose(page, 'Skriver under', 'Mads');
	await type(page, 'Som hvad (titel)', 'Borgmester');
	await enter(page, 'Gem personer hos Solby');
	await reads(page, 'De, du har nævnt, har fået besked.');

	await enter(page, 'Til aftalen');
	await enter(page, 'Navn og afsnit');
	await tick(page, 'Boligsocial helhedsplan');
	await enter(page, 'Gem');
	await reads(page, 'Valgt fra: Boligsocial helhedsplan');

	await enter(page, 'Mål');
	await enter(page, 'Tilføj en linje: Strategiske mål');
	// One is led back to the list, and not to the top of the page.
	await page.keyboard.press('Tab');
	expect(await focusedName(page)).toMatch(/^Mål/);
	await page.keyboard.type('Færre fryser');
	await enter(page, 'Gem og gå videre');
	await reads(page, 'Gemt.');
	await enter(page, 'Nattens varme');
	await enter(page, 'Det, vi gør sammen');
	await type(page, 'Aktiviteten', 'En kaffevogn på havnen.');
	await tabTo(page, 'Skriv en kommentar');
	await page.keyboard.press('Enter');
	await type(page, 'Din kommentar', 'Også om vinteren?');
	await enter(page, 'Send kommentar');
	await reads(page, 'Din kommentar er sendt.');
});

test('what is missing is found, one signs, and another sends it back with a reason', async () => {
	const { world, place } = await complete(samspil.database);
	await world.administrator();
	const lone = await at(world.leader, place.path);
	await enter(lone, 'Se, hvad der mangler');
	await enter(lone, 'Næste gennemgang');
	await tabTo(lone, 'Næste gennemgang');
	await send(world, place);

	const mads = await at(world.mayor, '/agreements');
	await enter(mads, 'Hjem igen');
	await enter(mads, 'Læs og skriv under');
	await enter(mads, 'Til underskriften');
	await enter(mads, 'Skriv under');
	await reads(mads, 'Vi venter på de andre.');

	const vera = await at(world.host, place.path);
	await enter(vera, 'Læs og skriv under');
	await tabTo(vera, 'Kan I ikke sige ja til teksten?');
	await vera.keyboard.press('Enter');
	await enter(vera, 'Send tilbage');
	// What is wrong has the focus, so that it is read first.
	await expect.poll(() => focusedName(vera)).toContain('Skriv, hvad der skal ændres');
	await type(vera, 'Hvad skal ændres, og hvorfor?', 'Vognen må ikke larme.');
	await enter(vera, 'Send tilbage');
	await reads(vera, 'Aftalen er sendt tilbage');
});

test('a promise is kept, the agreement is gone through, notice is given, names come off, and it is ended at once', async () => {
	const { world, place } = await inForce(samspil.database);
	await world.administrator();
	const vera = await at(world.host, '/agreements');
	await enter(vera, 'Det, vi har lovet');
	await enter(vera, 'Åbne hver nat');
	await tabTo(vera, 'Ikke begyndt');
	await vera.keyboard.press('ArrowDown');
	await expect.poll(() => focusedName(vera)).toBe('I gang');
	await type(vera, 'Note', 'Vi har fundet to vagter.');
	await enter(vera, 'Gem');
	await reads(vera, 'De andre parter kan se det');

	await vera.goto(place.path);
	await enter(vera, 'Gennemgå aftalen sammen');
	await enter(vera, 'Gem gennemgangen');
	await expect.poll(() => focusedName(vera)).toContain('Ret ');
	await tick(vera, 'Lone Leder');
	await tick(vera, 'Vera Vang');
	await choose(vera, 'Hvordan går det?', 'Går som aftalt');
	await tick(vera, 'Vi fortsætter');
	// Day and month are the same, in whichever order the browser asks for them.
	await type(vera, 'Hvornår gennemgår I aftalen næste gang?', '01012199');
	await choose(vera, 'Hvem sørger for det?', 'Lone');
	await enter(vera, 'Gem gennemgangen');
	await reads(vera, 'Gennemgangen er gemt');

	await enter(vera, 'Navn og logo, der skal væk');
	await type(vera, 'Hvad står jeres navn på?', 'Skiltet');
	await choose(vera, 'Hvem har materialet?', 'Solby');
	await tick(vera, 'Parten er på vej ud');
	await enter(vera, 'Bed om det');
	await reads(vera, 'Bedt om.');
	const lone = await at(world.leader, `${place.path}/removals`);
	await enter(lone, 'Det er fjernet');
	await reads(lone, 'Noteret som fjernet.');

	await vera.goto(place.path);
	await enter(vera, 'Opsig aftalen');
	await type(vera, 'Hvorfor siges aftalen op?', 'Vi flytter.');
	await enter(vera, 'Se, hvornår aftalen slutter');
	await enter(vera, 'Giv opsigelsen');
	await reads(vera, 'Opsigelsen er skrevet ind');

	const mads = await at(world.mayor, `${place.path}/end`);
	await enter(mads, 'Ophæv på grund af misligholdelse');
	await choose(mads, 'Hvilken part har ikke holdt aftalen?', 'Nattely');
	await enter(mads, 'Ophæv aftalen');
	await expect.poll(() => focusedName(mads)).toContain('Ret ');
	await type(mads, 'Hvad er gjort eller ikke gjort?', 'Døren har været låst.');
	await type(mads, 'Hvornår skete det?', '06062026');
	await enter(mads, 'Ophæv aftalen');
	await reads(mads, 'Slut');
});

test('anybody holds a file up to be verified', async () => {
	const world = await newAgreementWorld(samspil.database);
	await world.administrator();
	const { page } = await samspil.visit({ width: PHONE });
	// The browser is asked to hand its chooser over long before Enter: that takes a moment, and one that came before is lost.
	const chosen = Promise.withResolvers<FileChooser>();
	page.once('filechooser', chosen.resolve);
	await page.goto('/verify');
	await tabTo(page, 'Den PDF, du vil have set efter');
	await page.keyboard.press('Enter');
	const chooser = await chosen.promise;
	const buffer = Buffer.from('%PDF-1.7\nhej');
	await chooser.setFiles({ name: 'hej.pdf', mimeType: 'application/pdf', buffer });
	await enter(page, 'Se efter');
	await expect.poll(() => focusedName(page)).toContain('kan ikke læses som en PDF');
});
