/**
 * What parties tell others about an agreement, each from the front door of Samspil on a small telephone without scripts:
 * somebody asks, whom the agreement names answers, a text with a party's name waits for that party, and a link
 * shows the theory of change to others.
 */
import { expect, test, vi } from 'vitest';
import { agreedAgreement } from './acts/agreed-agreement.ts';
import { openFourParties, type Actor } from './acts/four-parties.ts';
import {
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspectAtBoth,
	press,
	reads,
	WITHOUT_SCRIPT
} from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const four = await openFourParties();
const { leader, volunteer, parties } = four;
/** Leads the work of the shelter, which is the second party, and answers for its name. */
const shelter = parties[1]!;

const CONTRACT = 'Kontrakt om Nattens varme';
const COOPERATION = 'Aftale om Nattens varme';
const PARTNERSHIP = 'Partnerskab om Nattens varme';

// Three agreements are in force between the four.
await agreedAgreement(four, 'cooperation-contract', CONTRACT);
await agreedAgreement(four, 'partnership-agreement', PARTNERSHIP);
await agreedAgreement(four, 'cooperation-agreement', COOPERATION);

/** From the front door to what the parties tell others. */
async function goToTexts(who: Actor, title: string): Promise<void> {
	await goTo(who, '/');
	await follow(who, 'Aftaler', title, 'Det, I fortæller andre');
}

/** Follows the link of the mail that tells of it. */
async function openMail(who: Actor): Promise<void> {
	const { link } = await who.mail('Der er nyt til dig i Samspil', /publications/);
	await goTo(who, link);
}

async function write(who: Actor, title: string, text: string, button: string, named?: string) {
	await fillIn(who, { Overskrift: title, Teksten: text, ...(named && { [named]: true }) });
	await who.page.getByLabel('Hvor skal den ud?').selectOption('Sociale medier');
	await press(who, button);
}

/** Answers the text of this heading. */
async function answer(who: Actor, title: string, filling: Parameters<typeof fillIn>[1]) {
	const card = who.page.getByRole('listitem').filter({ hasText: title }).first();
	await fillIn(who, filling, card);
	await press(who, card.getByRole('button', { name: /^Svar/ }));
}

test('R-025 whoever the agreement does not name asks; one it names says no and why, then yes to another text', async () => {
	await goToTexts(volunteer, CONTRACT);
	await reads(volunteer, 'Aftalen siger, at disse må udtale sig', leader.name);
	await write(volunteer, 'Vi åbner', 'Vi åbner på fredag.', 'Bed om lov');
	await reads(volunteer, 'Der er spurgt.', 'Venter på svar');
	// Nobody lets their own text out.
	expect(await volunteer.page.getByRole('button', { name: /^Svar/ }).count()).toBe(0);

	await openMail(leader);
	await inspectAtBoth(leader, 'publication-asked');
	await answer(leader, 'Vi åbner', { Nej: true });
	await reads(leader, 'Hvorfor?');
	await answer(leader, 'Vi åbner', { Nej: true, 'Hvorfor?': 'Det er først på lørdag.' });
	await reads(leader, 'Svaret er givet');

	await openMail(volunteer);
	await reads(volunteer, 'Skal ikke ud', 'Det er først på lørdag.');
	await write(volunteer, 'Vi åbner lørdag', 'Vi åbner på lørdag.', 'Bed om lov');
	await openMail(leader);
	await answer(leader, 'Vi åbner lørdag', { 'Ja, som den er': true });
	await openMail(volunteer);
	await reads(volunteer, 'Må komme ud', 'Godkendt af', 'Skal ikke ud');
});

test('R-025 what one of the named writes is approved at once, for all parties to see', async () => {
	await goToTexts(leader, CONTRACT);
	await write(leader, 'Tak for i år', 'Tak til alle frivillige.', 'Skriv ned');
	await reads(leader, 'Skrevet ned som godkendt.');
	await goToTexts(shelter.leads, CONTRACT);
	await reads(shelter.leads, 'Tak for i år', 'Tak til alle frivillige.');
});

test('R-261 a text with a party’s name waits for that party; a no stops it, and a yes is to that very text', async () => {
	await goToTexts(leader, PARTNERSHIP);
	await write(leader, 'Med Nattely', 'Nattely er med hver nat.', 'Skriv ned', shelter.name);
	await reads(leader, 'Venter på svar', shelter.name);
	await inspectAtBoth(leader, 'publication-name-asked');
	expect(await leader.page.getByRole('button', { name: /^Svar/ }).count()).toBe(0);
	// Another party may read it, and has no answer to give.
	const [, , homes] = parties;
	await goToTexts(homes!.leads, PARTNERSHIP);
	await reads(homes!.leads, 'Nattely er med hver nat.');
	expect(await homes!.leads.page.getByRole('button', { name: /^Svar/ }).count()).toBe(0);

	await openMail(shelter.leads);
	await reads(shelter.leads, 'Jeres navn eller logo er med. I svarer for det.');
	await answer(shelter.leads, 'Med Nattely', { Nej: true, 'Hvorfor?': 'Ikke hver nat.' });
	await openMail(leader);
	await reads(leader, 'Skal ikke ud', 'Ikke hver nat.');

	await write(leader, 'Nattely er med', 'Nattely er med om lørdagen.', 'Skriv ned', shelter.name);
	await openMail(shelter.leads);
	await answer(shelter.leads, 'Nattely er med', { 'Ja, som den er': true });
	await goToTexts(leader, PARTNERSHIP);
	await reads(leader, 'Må komme ud');
	// The same heading over other words is another text, and waits anew.
	await write(leader, 'Nattely er med', 'Nattely er altid med.', 'Skriv ned', shelter.name);
	await reads(leader, 'Venter på svar', 'Må komme ud', 'Skal ikke ud');
});

test('R-195 one party shows the theory of change by a link; another closes it, and it opens nothing any more', async () => {
	await goTo(leader, '/');
	await follow(leader, 'Aftaler', COOPERATION, 'Vis forandringsteorien til andre');
	await press(leader, 'Lav et link');
	await reads(leader, 'Skriv, hvem linket er til.');
	await fillIn(leader, { 'Hvem er det til?': 'Fonden for varme' });
	await press(leader, 'Lav et link');
	await reads(leader, 'Her er linket til Fonden for varme');
	const address = await leader.page.locator('.address a').getAttribute('href');
	expect(new URL(address!).pathname).toMatch(/^\/theory\/[\w-]{43}$/);
	await inspectAtBoth(leader, 'theory-link-made');

	// Whoever got the link has no account, and reads who stands behind it and what it shall lead to: nobody by name.
	const { page, complaints } = await four.samspil.visit(WITHOUT_SCRIPT);
	const foundation = { name: 'Fonden', page, complaints };
	await goTo(foundation, new URL(address!).pathname);
	await reads(foundation, COOPERATION, shelter.name, 'Det er vi enige om');
	await doesNotRead(foundation, leader.name, volunteer.name, 'Hvem har været med');
	await inspectAtBoth(foundation, 'theory-shared');
	const answered = await foundation.page.context().request.get(address!);
	expect(answered.headers()).toMatchObject({
		'cache-control': 'no-store',
		'x-robots-tag': 'noindex, nofollow, noarchive'
	});
	const drawn = foundation.page.getByRole('img', { name: /^Tegning/ });
	expect(await drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

	await goTo(shelter.leads, new URL(leader.page.url()).pathname);
	await doesNotRead(shelter.leads, new URL(address!).pathname);
	await press(shelter.leads, shelter.leads.page.getByRole('button', { name: /^Luk linket/ }));
	await reads(shelter.leads, 'Linket er lukket.', 'Lukkede links');
	expect(await goTo(foundation, new URL(address!).pathname)).toBe(404);
});

test('whoever is of no party finds neither the agreement nor its texts', async () => {
	const stranger = await four.comes(four.world.stranger);
	await goTo(stranger, '/agreements');
	await doesNotRead(stranger, CONTRACT, PARTNERSHIP);
	expect(await goTo(stranger, `${new URL(leader.page.url()).pathname}`)).toBe(404);
});
