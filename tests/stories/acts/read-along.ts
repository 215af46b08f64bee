/** Step 10, and the citizen's part of the others: her own page on a telephone. */
import { expect } from 'vitest';
import { fillIn, follow, inspect, press, reads, unfold, type Person } from '../people.ts';
import { openPathway } from './coordinate.ts';

/** The tovholder sends the citizen a link to her own page. */
export async function inviteCitizen(tovholder: Person, citizen: Person): Promise<void> {
	await openPathway(tovholder);
	await follow(tovholder, 'Giv adgang til egen side');
	await fillIn(tovholder, {
		'Borgerens mailadresse': citizen.email,
		'Send linket med mail. Så ser kun borgeren det. Ellers viser vi det her, så du kan give det videre.': true
	});
	await press(tovholder, 'Lav et link');
	await reads(tovholder, 'Linket er sendt med mail.');
}

/** Her page says these, in plain words, and runs no script of ours. */
export async function readsOwnPage(citizen: Person, ...sentences: string[]): Promise<void> {
	await follow(citizen, 'Min side');
	await reads(citizen, ...sentences);
	expect(await citizen.page.locator('script').count()).toBe(0);
}

/** Stops a consent herself: open the line, press the button. */
export async function stopConsent(citizen: Person): Promise<void> {
	await follow(citizen, 'Min side');
	await follow(citizen, 'Hvem må læse hvad? Stop et samtykke');
	await unfold(citizen, 'Stop');
	await press(citizen, citizen.page.getByRole('button', { name: 'Ja, stop nu' }));
	await reads(citizen, 'Samtykket er stoppet.');
}

/** What she said yes to, what she stopped, and to whom. */
export async function readsConsents(citizen: Person, ...lines: string[]): Promise<void> {
	await follow(citizen, 'Min side', 'Hvem må læse hvad? Stop et samtykke');
	await reads(citizen, ...lines);
}

export async function tickTask(citizen: Person, task: string): Promise<void> {
	await follow(citizen, 'Min side');
	await press(citizen, `Det er gjort: ${task}`);
	await reads(citizen, 'Det er gemt.');
}

export async function tellInOwnWords(citizen: Person, words: string): Promise<void> {
	await unfold(citizen, 'Fortæl noget');
	await fillIn(citizen, { 'Min historie': true, 'Dine ord': words });
	await press(citizen, 'Gem mine ord');
	await reads(citizen, 'Tak. Dine ord er gemt.', words);
	await inspect(citizen, 'me');
}

/** Who looked, and why they could. */
export async function readsWhoLooked(citizen: Person, ...lines: string[]): Promise<void> {
	await follow(citizen, 'Min side');
	await follow(citizen, 'Hvem har kigget, og hvorfor?');
	const main = citizen.page.getByRole('main');
	let log = (await main.textContent()) ?? '';
	while ((await main.getByRole('link', { name: 'Vis flere' }).count()) > 0) {
		await follow(citizen, 'Vis flere');
		log += await main.textContent();
	}
	for (const line of lines) expect(log).toContain(line);
	// Those who asked for the page in vain have seen nothing of it; Nora only asked whether somebody holds the threads.
	for (const name of ['Kim Kollega', 'Karen Vinter']) expect(log).not.toContain(name);
	expect(log.match(/Nora Nord, [^:]*: \S+/g)).toEqual([expect.stringMatching(/spurgte,$/)]);
}

export async function takesItHome(citizen: Person, ...sentences: string[]): Promise<void> {
	await follow(citizen, 'Min side', 'Print det hele');
	await reads(citizen, ...sentences);
}
