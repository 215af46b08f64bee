/** Step 9: a coordinating meeting, one document from invitation to minutes. */
import { expect } from 'vitest';
import { addDays, dayNow } from '../../../src/values/day.ts';
import {
	fillIn,
	follow,
	goTo,
	inspect,
	press,
	reads,
	unfold,
	type Person,
	type Stage
} from '../people.ts';
import { openPathway } from './coordinate.ts';

const MINUTES = 'Alle var enige om, at det haster.';

/** The tovholder plans the meeting and cannot invite until the citizen has been asked. */
export async function conveneMeeting(tovholder: Person, purpose: string) {
	const today = dayNow();
	await openPathway(tovholder);
	await follow(tovholder, 'Møder');
	await inspect(tovholder, 'meetings-none');
	await follow(tovholder, 'Indkald til møde');
	await fillIn(tovholder, {
		'Hvorfor nu?': 'Lejemålet ophører',
		Dag: addDays(today, 5),
		'Begynder kl.': '13:00',
		'Slutter kl.': '12:00'
	});
	await press(tovholder, 'Gem kladden');
	await reads(
		tovholder,
		'Skriv, hvad mødet skal føre til.',
		'Mødet skal slutte, efter det er begyndt'
	);
	expect(await tovholder.page.getByLabel('Hvorfor nu?').inputValue()).toBe('Lejemålet ophører');
	await inspect(tovholder, 'meeting-new-problems');
	await fillIn(tovholder, { Formål: purpose, 'Slutter kl.': '14:00' });
	await press(tovholder, 'Gem kladden');
	await inspect(tovholder, 'meeting-draft');
	await press(tovholder, 'Send indkaldelsen');
	await reads(
		tovholder,
		'Indkaldelsen kan ikke sendes endnu.',
		'Spørg borgeren, hvor mødet skal være',
		'Spørg borgeren, om der skal tolk på',
		'Tal med borgeren om en bisidder',
		'Sæt mindst én deltager mere på listen.',
		'Sæt mindst ét punkt på dagsordenen.'
	);
	await unfold(tovholder, 'Ret det, der er planlagt');
	await tovholder.page.getByRole('group', { name: 'Skal der tolk på?' }).getByLabel('Ja').check();
	await unfold(tovholder, 'Bestilling af tolk');
	await fillIn(tovholder, {
		Sted: 'Biblioteket, lokale 2',
		'Stedet er aftalt med borgeren den': today,
		'Tolkens sprog': 'Grønlandsk',
		'Besluttet sammen med borgeren den': today,
		Bisidder: 'Hendes søster kommer med'
	});
	await press(tovholder, 'Gem ændringen');
	await reads(tovholder, 'Biblioteket, lokale 2', 'Grønlandsk');
}

export async function addParticipant(tovholder: Person, person: Person, why: string) {
	await unfold(tovholder, 'Sæt en deltager på');
	await fillIn(tovholder, { 'Hvem?': person.name, 'Hvorfor skal personen med?': why });
	await press(tovholder, 'Sæt en deltager på');
	await reads(tovholder, why);
}

export async function addAgendaItem(tovholder: Person, title: string): Promise<void> {
	await fillIn(tovholder, { Punkt: title });
	await press(tovholder, 'Sæt et punkt på');
	await reads(tovholder, title);
}

export async function sendInvitation(tovholder: Person): Promise<void> {
	await press(tovholder, 'Send indkaldelsen');
	await reads(tovholder, 'Indkaldelsen er sendt.');
	await inspect(tovholder, 'meeting-invited');
}

/** The invitation is a mail with a calendar file; what it is about stands behind the link. */
export async function openInvitation(invited: Person, purpose: string, ...others: string[]) {
	const letter = await invited.mail('Du er inviteret til et møde');
	expect(letter.calendarName).toMatch(/\.ics$/);
	expect(letter.calendar).toContain('METHOD:REQUEST');
	expect(letter.calendar).toContain('BEGIN:VEVENT');
	// Whoever is written to is called by their own name.
	const text = letter.text.replace(/^Hej .*/, '');
	const calendar = letter.calendar.replace(/^ATTENDEE;CN="[^"]*"/m, '');
	for (const secret of ['Amina', purpose, 'Biblioteket', 'Grønlandsk'])
		expect(text + calendar).not.toContain(secret);
	await goTo(invited, letter.link);
	await reads(invited, purpose, 'Biblioteket, lokale 2', ...others);
	await inspect(invited, `meeting-of-${invited.name}`);
}

/** The day of the meeting comes: the one thing here that nobody can do. */
export async function dayComes({ database }: Stage): Promise<void> {
	await database.owner.query(
		`update samspil.meeting set starts_at = now() - interval '2 minutes', ends_at = now() + interval '1 hour'`
	);
}

/** Minutes in the same document, and each task with exactly one who is responsible. */
export async function writeMinutes(tovholder: Person, outcome: string): Promise<void> {
	await tovholder.page.reload();
	await press(tovholder, 'Begynd referatet');
	await inspect(tovholder, 'meeting-minutes');
	const present = tovholder.page.getByRole('group', { name: 'Hvem var med?' });
	for (const each of await present.getByRole('checkbox').all()) await each.check();
	await fillIn(tovholder, { 'Hvad kom vi frem til?': outcome, 'Andet fra mødet': MINUTES });
	await press(tovholder, 'Gem referatet');
	await reads(tovholder, 'Giv en opgave');
}

/**
 * Somebody who is asked to writes the minutes along. Both write in the same item at once: the later of them is shown both texts and what
 * they typed themselves, and the tovholder's stands in the end.
 */
export async function writeTogether(
	tovholder: Person,
	other: Person,
	item: string,
	outcome: string
): Promise<void> {
	const meeting = new URL(tovholder.page.url()).pathname;
	const save = ({ page }: Person) =>
		page.getByRole('main').getByRole('button', { name: 'Gem' }).first();
	await goTo(tovholder, `${meeting}/run`);
	await press(tovholder, `Begynd med: ${item}`);
	await unfold(tovholder, 'Hvem skriver med?');
	await tovholder.page.getByLabel(other.name).last().check();
	await press(tovholder, 'Gem, hvem der skriver med');
	await goTo(other, `${meeting}/run`);
	await reads(other, item);
	await fillIn(other, { 'Hvad kom vi frem til?': 'Jeg viser den ene frem.' });
	await press(other, save(other));
	await fillIn(tovholder, { 'Hvad kom vi frem til?': outcome });
	await press(tovholder, save(tovholder));
	await reads(tovholder, 'Jeg viser den ene frem.');
	expect(await tovholder.page.inputValue('#outcome')).toBe(outcome);
	await inspect(tovholder, 'meeting-both-write');
	await press(tovholder, save(tovholder));
	await other.page.reload();
	expect(await other.page.getByLabel('Hvad kom vi frem til?').inputValue()).toBe(outcome);
	await goTo(tovholder, meeting);
}

export async function giveTask(
	tovholder: Person,
	task: string,
	{ item, responsible }: { item: string; responsible: string }
): Promise<void> {
	await unfold(tovholder, 'Giv en opgave');
	await fillIn(tovholder, { 'Hvad skal gøres?': task, 'Hvilket punkt kommer opgaven fra?': item });
	await press(tovholder, 'Giv en opgave');
	await reads(tovholder, 'Vælg den, der har ansvaret.');
	await fillIn(tovholder, { 'Hvem har ansvaret?': responsible });
	await press(tovholder, 'Giv en opgave');
	await reads(tovholder, task);
}

export async function sendMinutes(tovholder: Person): Promise<void> {
	await press(tovholder, 'Send referatet til alle');
	await reads(tovholder, 'Referatet er sendt.');
	await inspect(tovholder, 'meeting-sent');
}

/** Everybody is told by a mail that says nothing of what was said. */
export async function isTold(participant: Person, ...secrets: string[]): Promise<void> {
	const { text } = await participant.mail('Der er et referat til dig');
	for (const secret of ['Biblioteket', ...secrets]) expect(text).not.toContain(secret);
}

export async function explainDecisions(tovholder: Person): Promise<void> {
	await fillIn(tovholder, {
		'Vi gennemgik det sammen med tolken': true,
		'Hvordan ved du, at det blev forstået?': 'Hun sagde det med sine egne ord'
	});
	await press(tovholder, 'Gem, og afslut mødet');
	await reads(tovholder, 'Afsluttet');
}
