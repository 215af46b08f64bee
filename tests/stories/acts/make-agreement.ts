/** An agreement from the first page to the last yes: begun, written, sent, refused with a reason, mended, agreed. */
import { expect } from 'vitest';
import type { WrittenKind } from '../../../src/features/agreements/kind.rules.ts';
import {
	fillIn,
	follow,
	goTo,
	inspect,
	press,
	reads,
	unfold,
	type Filling,
	type Seated
} from '../people.ts';
import type { Actor, FourParties, Party } from './four-parties.ts';

/** How one kind of agreement is called, and what is done to it by hand. */
export type Making = {
	kind: WrittenKind;
	called: string;
	/** The first section, as the page calls it, and what the leader writes there. */
	first: { section: string; filling: Filling };
	/** What is asked to be changed, and what it is changed to. */
	refusal: string;
	mended: { section: string; filling: Filling };
};

/** Begins the agreement between all four; answers the address of its page. */
export async function begin(
	leader: Seated,
	{ kind, called }: Making,
	title: string,
	parties: readonly Party[]
): Promise<string> {
	await goTo(leader, '/agreements');
	await follow(leader, 'Begynd på en aftale');
	await inspect(leader, 'agreement-kinds');
	await follow(leader, called);
	await fillIn(leader, { 'Hvad skal aftalen hedde?': title });
	if (kind !== 'cooperation-contract') {
		await press(leader, 'Flere parter');
		expect(await leader.page.getByLabel('Hvad skal aftalen hedde?').inputValue()).toBe(title);
	}
	for (const [index, { name }] of parties.entries())
		if (index > 0) await fillIn(leader, { [`Part ${index + 1}`]: name });
	await inspect(leader, 'agreement-new');
	await press(leader, 'Begynd på aftalen');
	await reads(leader, 'Aftalen er begyndt', ...parties.map(({ name }) => name));
	await inspect(leader, 'agreement-parties');
	await follow(leader, 'Til aftalen');
	return new URL(leader.page.url()).pathname;
}

/** The leader leaves out the sections that do not help them. */
export async function leaveOut(leader: Seated, ...sections: string[]): Promise<void> {
	await follow(leader, 'Navn og afsnit');
	for (const section of sections) await leader.page.getByLabel(section).uncheck();
	await inspect(leader, 'agreement-sections');
	await press(leader, 'Gem');
	await reads(leader, 'Gemt.', `Valgt fra: ${sections.join(', ')}`);
}

/** Each party says who leads, who works and, where it is signed, who signs for it. */
export async function nameOwnPeople(
	address: string,
	{ name, leads, signs }: Party,
	isSigned: boolean
): Promise<void> {
	await goTo(leads, `${address}/parties`);
	const own = leads.page.getByRole('region', { name });
	await fillIn(
		leads,
		{
			'Ansvarlig for samarbejdet': leads.name,
			'Gør det daglige arbejde': leads.name,
			...(isSigned && { 'Skriver under': signs.name, 'Som hvad (titel)': 'Leder' })
		},
		own
	);
	await press(leads, own.getByRole('button', { name: `Gem personer hos ${name}` }));
	await reads(leads, 'De, du har nævnt, har fået besked.');
	await inspect(leads, 'agreement-people');
}

/** Writes in one section, by hand. */
export async function write(
	person: Seated,
	address: string,
	{ section, filling }: Making['first'],
	picture: string
): Promise<void> {
	await goTo(person, address);
	await person.page.getByRole('link', { name: section }).first().click();
	await fillIn(person, filling);
	await inspect(person, picture);
	await press(person, person.page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(person, 'Gemt.');
}

/** Nothing is sent while anything is missing: the page lists it. */
export async function readsWhatIsMissing(leader: Seated, address: string): Promise<void> {
	await goTo(leader, address);
	await follow(leader, 'Se, hvad der mangler');
	await reads(leader, 'Det mangler', 'ikke besvaret');
	await inspect(leader, 'agreement-missing');
}

/** Puts it before the parties. */
export async function send(
	leader: Seated,
	address: string,
	news: string,
	isSigned: boolean
): Promise<void> {
	await goTo(leader, address);
	await follow(leader, 'Send aftalen');
	await reads(leader, 'Der mangler ikke noget.');
	await fillIn(leader, { 'Hvad er nyt i denne udgave?': news });
	await inspect(leader, isSigned ? 'agreement-send' : 'agreement-send-confirm');
	await press(leader, isSigned ? 'Send til underskrift' : 'Send til parterne');
	await reads(leader, isSigned ? 'Underskriverne har fået besked.' : 'Parterne har fået besked.');
	await inspect(leader, isSigned ? 'agreement-waits' : 'agreement-waits-confirm');
}

/** Opens the text that waits, and leaves it open. */
export async function beginsToRead(
	{ signInAnew }: Pick<FourParties, 'signInAnew'>,
	who: Actor,
	address: string,
	isSigned: boolean
): Promise<void> {
	await signInAnew(who);
	await goTo(who, address);
	await follow(who, isSigned ? 'Læs og skriv under' : 'Læs og sig ja');
}

/** Says yes to the text that was opened before another took its place: it does not count, and what has changed is shown (S-4). */
export async function isLateWithAYes(who: Actor, isSigned: boolean): Promise<void> {
	await press(who, isSigned ? 'Skriv under' : 'Ja, det aftaler vi');
	await reads(who, 'Denne udgave venter ikke på svar.', 'Udgave 2 er sendt siden');
	await inspect(who, isSigned ? 'agreement-late' : 'agreement-late-confirm');
	await follow(who, 'Se, hvad der er ændret siden denne udgave');
	await reads(who, 'Udgave 1', 'Udgave 2');
	expect(await who.page.locator('del, ins, .sides').count()).toBeGreaterThan(0);
}

/** Reads the whole text that waits, and says yes to it. */
export async function agree(
	{ signInAnew }: Pick<FourParties, 'signInAnew'>,
	who: Actor,
	address: string,
	{ text, hears, isSigned }: { text: string; hears: string; isSigned: boolean }
): Promise<void> {
	await signInAnew(who);
	await goTo(who, address);
	await follow(who, isSigned ? 'Læs og skriv under' : 'Læs og sig ja');
	await reads(who, text);
	await inspect(who, isSigned ? 'agreement-sign' : 'agreement-confirm');
	await press(who, isSigned ? 'Skriv under' : 'Ja, det aftaler vi');
	await reads(who, hears);
}

/** Finds it among what waits, and sends it back: only with a reason. */
export async function refuse(who: Seated, title: string, reason: string): Promise<void> {
	await goTo(who, '/agreements');
	await reads(who, 'Venter på dig');
	await follow(who, title);
	await who.page.getByRole('link', { name: /^Læs og/ }).click();
	await unfold(who, 'Kan I ikke sige ja til teksten?');
	await press(who, 'Send tilbage');
	await reads(who, 'Skriv, hvad der skal ændres');
	await fillIn(who, { 'Hvad skal ændres, og hvorfor?': reason });
	await inspect(who, 'agreement-refuse');
	await press(who, 'Send tilbage');
	await reads(who, 'Aftalen er sendt tilbage');
}

/** What was said on the version that came back is read, and is void (S-4). */
export async function readsThatItCameBack(
	leader: Seated,
	address: string,
	{ reason, signed }: { reason: string; signed: string }
): Promise<void> {
	await goTo(leader, address);
	await reads(leader, 'Sendt tilbage', reason, 'Ret det, der skal ændres.');
	await inspect(leader, 'agreement-returned');
	await follow(leader, 'Udgaver', 'Udgave 1');
	await reads(leader, signed, 'De gælder ikke');
	await inspect(leader, 'agreement-void');
}

/** It counts, and everybody named in it reads so. */
export async function readsThatItCounts(who: Seated, address: string): Promise<void> {
	await goTo(who, address);
	await reads(who, 'Gælder', 'Det, der gælder');
	await inspect(who, 'agreement-in-force');
}

/** What is another in the newest version than in the one before is shown word by word (S-4). */
export async function readsDifference(who: Seated, gone: string, come: string): Promise<void> {
	await reads(who, 'Udgave 2', 'Udgave 1');
	await inspect(who, 'agreement-versions');
	await who.page.getByRole('button', { name: 'Vis forskellen' }).click();
	await who.page.locator('del, .sides', { hasText: gone }).first().waitFor();
	await who.page.locator('ins, .sides', { hasText: come }).first().waitFor();
	await inspect(who, 'agreement-compared');
}
