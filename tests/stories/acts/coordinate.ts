/** Steps 6 to 8: a citizen's need is noticed, somebody holds the threads, and the citizen decides who sees what. */
import { expect } from 'vitest';
import { addDays, dayNow } from '../../../src/values/day.ts';
import { sayDay } from '../../../src/values/say.ts';
import {
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspect,
	press,
	reads,
	type Person
} from '../people.ts';

/** The citizen whose story it is, as those who meet the citizen know her. */
export const CITIZEN = 'Amina Ærø-Andersen';
const BORN = '1990-02-03';
const IN_A_WEEK = sayDay(addDays(dayNow(), 7), 'da');

/** Opens the citizen's pathway as everybody does who is on it, unless it is open. */
export async function openPathway(person: Person): Promise<void> {
	if (!/\/pathways\/[\da-f-]{36}$/.test(person.page.url()))
		await follow(person, 'Borgerforløb', 'Forløb nr. 1');
}

/** A volunteer asks whether somebody holds the threads: nobody known does. */
export async function checkForTovholder(volunteer: Person): Promise<void> {
	await follow(volunteer, 'Borgerforløb', 'En borger har brug for koordinering');
	await inspect(volunteer, 'need-check');
	await fillIn(volunteer, {
		'Borgerens navn': CITIZEN,
		Fødselsdato: BORN,
		'Hvem har du spurgt, om borgeren har en koordinerende sagsbehandler?': 'Jobcenteret'
	});
	await press(volunteer, 'Undersøg');
	await reads(volunteer, 'Vi kender ingen, der samler trådene');
	await inspect(volunteer, 'need');
}

/** Without a reason there is no pathway, and what was written is still there; with one it begins. */
export async function registerNeed(volunteer: Person): Promise<string> {
	const need = 'Står uden bolig til den første.';
	await fillIn(volunteer, { 'Hvad er der brug for?': need });
	await press(volunteer, 'Begynd forløbet');
	await reads(volunteer, 'Sæt kryds ved mindst én grund til, at der er brug for en tovholder.');
	await inspect(volunteer, 'need-refused');
	expect(await volunteer.page.inputValue('#description')).toBe(need);
	await fillIn(volunteer, {
		'Situationen er kompliceret, for eksempel fordi bolig, forsørgelse eller arbejde er i fare': true
	});
	await press(volunteer, 'Begynd forløbet');
	await reads(volunteer, CITIZEN, 'midlertidig', `Tovholder besluttes senest ${IN_A_WEEK}`);
	await inspect(volunteer, 'pathway-begun');
	expect(volunteer.page.url()).not.toContain('Amina');
	return new URL(volunteer.page.url()).pathname;
}

/** Somebody else asks about the same citizen, and learns whom to contact and nothing more. */
export async function checkAgain(other: Person, leader: Person, holder: Person): Promise<void> {
	await follow(other, 'Borgerforløb', 'En borger har brug for koordinering');
	await fillIn(other, { 'Borgerens navn': CITIZEN.toLowerCase(), Fødselsdato: BORN });
	await press(other, 'Undersøg');
	await reads(other, 'Kontakt projektlederen', `${leader.name}, Solby Kommune`);
	await doesNotRead(other, holder.name, 'bolig');
	await inspect(other, 'need-known');
}

/** The project leader is told at once, sees a number and a week, and decides. */
export async function decideTovholder(leader: Person, tovholder: Person): Promise<void> {
	const { link, text } = await leader.mail('Der er nyt til dig i Samspil', /allotments/);
	expect(text).not.toContain('Amina');
	await follow(leader, 'Mit arbejde');
	await reads(leader, 'Et forløb skal have en tovholder');
	await goTo(leader, link);
	await reads(leader, 'Besluttes senest', IN_A_WEEK);
	await doesNotRead(leader, 'Amina', 'bolig');
	await inspect(leader, 'allotments');
	await follow(leader, 'Forløb nr. 1');
	// Looking for somebody loses nothing of what is typed, and whoever is found alone is chosen.
	await fillIn(leader, {
		'Hvorfor lige den person?': 'De to ses hver uge.',
		'Søg blandt alle medarbejdere': tovholder.name.split(' ')[0]!
	});
	await leader.page.getByRole('button', { name: 'Søg' }).click();
	await leader.page
		.getByLabel('Tovholder', { exact: true })
		.locator('option:checked', { hasText: tovholder.name })
		.waitFor({ state: 'attached' });
	expect(await leader.page.getByLabel('Hvorfor lige den person?').inputValue()).toBe(
		'De to ses hver uge.'
	);
	await fillIn(leader, {
		'Aftalt direkte': true,
		'Hvilken dag sagde personen ja?': dayNow(),
		'Borgeren var med': true
	});
	await inspect(leader, 'allotment');
	await press(leader, 'Gem beslutningen');
	await reads(leader, tovholder.name, 'Besluttet den');
	await inspect(leader, 'allotments-decided');
}

/** Is told that something happened, by a mail and among the news. */
export async function isTold(person: Person, news: string): Promise<void> {
	const { text } = await person.mail('Der er nyt til dig i Samspil');
	expect(text).not.toContain('Amina');
	await follow(person, 'Mit arbejde');
	await reads(person, news);
}

/** The citizen's own words, first: kept as they were said. */
export async function writeOwnWords(tovholder: Person, words: string) {
	await openPathway(tovholder);
	await follow(tovholder, 'Skriv ned, hvad borgeren siger');
	await fillIn(tovholder, {
		'Det, jeg gerne vil have, at der sker': true,
		'Borgerens ord': words
	});
	await press(tovholder, 'Gem ordene');
	await reads(tovholder, words);
	await inspect(tovholder, 'own-words');
}

export async function write(
	tovholder: Person,
	kind: 'Notat' | 'Skridt i planen',
	category: string,
	words: string
): Promise<void> {
	await openPathway(tovholder);
	await follow(tovholder, 'Skriv på forløbet');
	await inspect(tovholder, 'entry');
	await fillIn(tovholder, { [kind]: true, 'Hvad handler det om?': category, Tekst: words });
	await press(tovholder, 'Gem på forløbet');
	await reads(tovholder, words);
}

/** The tovholder thinks of an organisation and asks it, without saying whom it is about. */
export async function askPartner(
	tovholder: Person,
	organisation: string,
	{ person, question }: { person: Person; question: string }
): Promise<void> {
	await openPathway(tovholder);
	await follow(tovholder, 'Hvem er med');
	await inspect(tovholder, 'partners');
	await fillIn(tovholder, {
		Organisation: organisation,
		'Hvorfor skal de med?': 'De kender lejlighederne ved vandet.',
		'Borgeren er spurgt': true
	});
	await press(tovholder, 'Gem');
	await inspect(tovholder, 'partner');
	await fillIn(tovholder, { Spørgsmålet: `Amina: ${question}`, [person.name]: true });
	await press(tovholder, 'Send spørgsmålet');
	await reads(tovholder, 'Spørgsmålet røber, hvem det handler om.');
	await inspect(tovholder, 'question-refused');
	await fillIn(tovholder, { Spørgsmålet: question });
	await press(tovholder, 'Send spørgsmålet');
	await reads(tovholder, 'Spurgt');
}

/** Before the yes there is a question and nothing else. */
export async function readsOnlyTheQuestion(partner: Person, pathway: string, question: string) {
	const { link, text } = await partner.mail('Der er et spørgsmål til jer i Samspil', /light/);
	expect(text).not.toContain('Amina');
	// The link of the mail answers without signing in; until a button is pressed its page says nothing.
	await goTo(partner, link);
	await doesNotRead(partner, question, 'Amina');
	await goTo(partner, '/requests');
	await reads(partner, question);
	await doesNotRead(partner, 'Amina', 'bolig til den første');
	await inspect(partner, 'requests');
	await seesNothing(partner, pathway);
}

export async function acceptRequest(partner: Person): Promise<void> {
	await follow(partner, 'Borgerforløb', 'Spørgsmål til os');
	await fillIn(partner, { 'Ja, det vil vi gerne': true });
	await press(partner, 'Send svaret');
	await reads(partner, 'Forløb nr. 1');
	await doesNotRead(partner, 'Amina');
	await inspect(partner, 'pathway-without-consent');
}

/** The pathway is not there for this person, by address or list (R-045, L-1). */
export async function seesNothing(person: Person, pathway: string): Promise<void> {
	expect(await goTo(person, pathway)).toBe(404);
	await inspect(person, 'not-there');
	await doesNotRead(person, 'Amina');
	expect(await person.page.getByRole('banner').textContent()).toContain(person.name);
	// Not on a list of theirs either; an administrator has none.
	if ((await person.page.getByRole('link', { name: 'Borgerforløb' }).count()) === 0) return;
	await follow(person, 'Borgerforløb');
	await doesNotRead(person, 'Amina', 'Forløb nr. 1');
}

type Consent = { purpose: string; categories: string[]; organisation: string };

/** What it is for, which information, to whom; the words are read aloud before there is a yes. */
export async function registerConsent(
	tovholder: Person,
	{ purpose, categories, organisation }: Consent
): Promise<void> {
	await openPathway(tovholder);
	await follow(tovholder, 'Samtykker', 'Skriv et samtykke ind');
	await inspect(tovholder, 'consent-terms');
	await fillIn(tovholder, {
		'Hvad skal oplysningerne bruges til?': purpose,
		...Object.fromEntries(categories.map((category): [string, true] => [category, true])),
		[organisation]: true
	});
	await press(tovholder, 'Vis teksten til borgeren');
	await reads(tovholder, `Det skal bruges til: ${purpose}`, 'Jeg kan altid sige stop.');
	await inspect(tovholder, 'consent-given');
	await fillIn(tovholder, { 'På papir': true, 'Gennemgået klokken': '23:59' });
	await press(tovholder, 'Gem samtykket');
	await reads(tovholder, 'Borgeren skal have teksten gennemgået, før der siges ja.');
	await fillIn(tovholder, { 'Gennemgået klokken': '00:00' });
	await press(tovholder, 'Gem samtykket');
	// Signed on paper: the scan may be laid in at once, or later.
	await reads(tovholder, 'Der er ikke lagt nogen scanning ind.');
	await inspect(tovholder, 'consent-scans');
	await openPathway(tovholder);
	await follow(tovholder, 'Samtykker');
	await reads(tovholder, purpose);
}

/** What a partner reads on the pathway at this very moment. */
export async function readsOnPathway(
	partner: Person,
	pathway: string,
	{ open, closed }: { open: string[]; closed: string[] }
): Promise<void> {
	expect(await goTo(partner, pathway)).toBe(200);
	await reads(partner, ...open);
	await doesNotRead(partner, ...closed);
	if (open.length > 0) await inspect(partner, 'pathway-partner');
}
