/** Steps 3 to 5: a collaboration, its groups, and the framework it agrees on. */
import { expect } from 'vitest';
import { sayDay } from '../../../src/values/say.ts';
import { addMonths, dayNow } from '../../../src/values/day.ts';
import {
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspect,
	press,
	reads,
	unfold,
	type Person,
	type Seated
} from '../people.ts';

/** Somebody who is not of the municipality reads why there is no form. */
export async function triesToBeginCollaboration(person: Person): Promise<void> {
	await follow(person, 'Samarbejder');
	await reads(person, 'De kommer frem her, når kommunens projektleder har taget din organisation');
	await goTo(person, '/collaborations/new');
	await reads(person, 'Et samarbejde oprettes af en projektleder i kommunen.');
	expect(await person.page.getByRole('main').getByRole('button').count()).toBe(0);
}

/** The project leader creates the collaboration and reads whom its two groups lack. */
export async function beginCollaboration(leader: Person, name: string): Promise<void> {
	await follow(leader, 'Mit arbejde');
	await follow(leader, 'Opret kommunens første samarbejde');
	await fillIn(leader, { Navn: name, Formål: 'Ingen skal lede efter hjælp alene.' });
	await press(leader, 'Opret');
	await reads(
		leader,
		'Gruppen mangler',
		'en fra en frivillig organisation',
		'en fra en privat leverandør eller boligorganisation',
		'en leder fra kommunen ud over projektlederen',
		'Rammen kan ikke godkendes, før alle, der skal være i gruppen, er der.'
	);
	await inspect(leader, 'collaboration-lacking');
}

export async function takeAlong(leader: Person, ...organisations: string[]): Promise<void> {
	for (const organisation of organisations) {
		await fillIn(leader, { 'En organisation mere': organisation });
		await press(leader, 'Tag med');
	}
}

/** Gives people, each for an organisation ('Name, Organisation'), a seat in a group. */
export async function seat(
	leader: Person,
	group: 'Projektgruppe' | 'Styregruppe',
	...people: string[]
): Promise<void> {
	const section = leader.page.getByRole('region', { name: group });
	for (const name of people) {
		await unfold(leader, 'Sæt en person i gruppen', section);
		await fillIn(leader, { Person: name }, section);
		await press(leader, section.getByRole('button', { name: 'Sæt i gruppen' }));
	}
}

export async function readsThatGroupsAreComplete(leader: Person): Promise<void> {
	await reads(leader, 'Alle, der skal være i gruppen, er der.');
	await doesNotRead(leader, 'Gruppen mangler');
}

/** The framework came with the collaboration: nobody has approved anything yet. */
export async function openFramework(leader: Person): Promise<void> {
	await follow(leader, 'Til rammen');
	await reads(leader, 'Styregruppen har ikke godkendt nogen ramme endnu.');
}

/** Nothing is submitted while anything is missing: the page lists it. */
export async function readsWhatIsMissing(leader: Person, ...missing: string[]): Promise<void> {
	await follow(leader, 'Rammen', 'Skriv på rammen', 'Til styregruppen');
	await reads(leader, 'Det mangler', ...missing);
	expect(await leader.page.getByRole('button', { name: 'Send til styregruppen' }).count()).toBe(0);
}

/** A member of the project group says something to one answer, and has nothing to write in or submit with. */
export async function comment(member: Person, question: string, words: string): Promise<void> {
	await follow(member, 'Rammen', 'Se kladden', 'Hvem det handler om');
	await unfold(member, `Kommentér »${question}«`);
	await fillIn(member, { 'Din kommentar': words });
	const send = member.page.getByRole('button', { name: 'Send kommentar' });
	await press(member, send.filter({ visible: true }).first());
	await reads(member, 'Kommentaren er sendt.', words);
	await inspect(member, 'framework-comment');
	expect(await member.page.getByRole('button', { name: 'Gem', exact: true }).count()).toBe(0);
	expect(await goTo(member, '/framework/submit')).toBe(404);
}

export async function noteThatProjectGroupMet(leader: Seated): Promise<void> {
	await follow(leader, 'Rammen', 'Skriv på rammen');
	await fillIn(leader, { Note: 'Mødet på biblioteket' });
	await press(leader, 'Skriv det ned');
	await reads(leader, 'Skrevet ned.');
}

export async function submit(leader: Seated, news: string): Promise<void> {
	await follow(leader, 'Rammen', 'Skriv på rammen', 'Til styregruppen');
	await reads(leader, 'Alt er på plads.');
	await fillIn(leader, { 'Hvad er nyt?': news });
	await press(leader, 'Send til styregruppen');
	await reads(leader, 'Hos styregruppen');
}

/** A member of the steering group is led by a mail to the frozen version that waits. */
export async function openMailAboutFramework(member: Person): Promise<void> {
	const { link } = await member.mail('En ramme venter på din beslutning');
	await goTo(member, link);
	await reads(member, 'Hos styregruppen');
}

/** Approves what lies open; whose approval is awaited then, or that it is enough, stands on the page. */
export async function approve(member: Seated, ...then: string[]): Promise<void> {
	await follow(member, 'Rammen', 'Læs, og beslut');
	await press(member, 'Godkend');
	await reads(member, ...then);
}

/** Sends it back: a comment must say what has to change. */
export async function sendBack(member: Person, why: string): Promise<void> {
	await follow(member, 'Rammen', 'Læs, og beslut');
	await press(member, 'Send tilbage');
	await reads(member, 'Skriv, hvad der skal ændres');
	await fillIn(member, { Kommentar: why });
	await press(member, 'Send tilbage');
	await reads(member, 'Rammen er sendt tilbage til projektlederen.', why);
}

/** The project leader is told, reads why, and mends the answer it is about. */
export async function mend(leader: Person, why: string, answer: string): Promise<void> {
	const { link } = await leader.mail('Der er nyt til dig i Samspil', /framework/);
	await goTo(leader, link);
	await reads(leader, 'Sendt tilbage', why);
	await follow(leader, 'Rammen');
	await doesNotRead(leader, 'Gælder');
	// It stands where it is mended too, for whoever comes another way.
	await reads(leader, 'Styregruppen har sendt rammen tilbage', why);
	await follow(leader, 'Skriv på rammen', 'Hvem det handler om');
	await fillIn(leader, { Alder: answer });
	await press(leader, leader.page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(leader, 'Gemt.');
}

/** A partner is told by mail, reads the framework, says so, and takes it home. */
export async function readFramework(partner: Person, ...sentences: string[]): Promise<void> {
	const { link } = await partner.mail('Der er en ny udgave af rammen');
	await goTo(partner, link);
	await reads(partner, 'Gælder', 'Næste opdatering', sayDay(addMonths(dayNow(), 6), 'da'));
	await press(partner, 'Ja, jeg har læst den');
	await reads(partner, 'Du har sagt, at du har læst den.');
	await follow(partner, 'Læs rammen');
	await reads(partner, ...sentences);
	const download = partner.page.waitForEvent('download');
	await partner.page.getByRole('link', { name: 'Hent som PDF' }).first().click();
	const chunks = await (await (await download).createReadStream()).toArray();
	expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
}

/** The next update is at most six months ahead, and the day can be moved to before that. */
export async function moveNextUpdate(leader: Person): Promise<void> {
	await follow(leader, 'Rammen');
	await unfold(leader, 'Flyt næste opdatering');
	const day = leader.page.getByLabel('Næste opdatering');
	await day.fill(addMonths(dayNow(), 7));
	expect(await day.evaluate((field: HTMLInputElement) => field.validity.rangeOverflow)).toBe(true);
	await day.fill(addMonths(dayNow(), 5));
	await press(leader, 'Gem ny dato');
	await reads(leader, 'Gemt.', sayDay(addMonths(dayNow(), 5), 'da'));
}

/** Who was told, who has read, and who has not. */
export async function seesWhoHasRead(leader: Person, reader: Person, ...others: string[]) {
	await follow(leader, 'Rammen');
	await reads(leader, 'Hvem har fået besked?', `Har ikke bekræftet endnu: ${others.join(', ')}`);
	const row = leader.page.getByRole('row', { name: new RegExp(reader.name) });
	expect(await row.textContent()).not.toContain('Ikke endnu');
}
