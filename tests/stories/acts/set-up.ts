/** Steps 1 and 2: an empty Samspil becomes a municipality with organisations and people. */
import { randomBytes } from 'node:crypto';
import { hashPassword, symmetricEncrypt } from 'better-auth/crypto';
import type { Pool } from 'pg';
import { expect } from 'vitest';
import { TEST_SECRET } from '../../../src/server/database/test-server.ts';
import type { Someone } from '../../../src/server/database/test-world.ts';
import { cookieSecret } from '../../../src/server/identity/cookie-secret.ts';
import { setPassword } from '../../../src/server/identity/people.ts';
import { codeOf } from '../../../src/server/identity/test-caller.ts';
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

const PASSWORD = 'fire vilde gæs på tur';

/** The newcomer opens the printed address, chooses to start empty, and is the first administrator. */
export async function startEmpty(newcomer: Person): Promise<void> {
	await goTo(newcomer, '/');
	await reads(newcomer, 'Begynd for alvor', 'Se dig om først');
	await inspect(newcomer, 'start');
	await fillIn(newcomer, {
		'Dit navn': newcomer.name,
		Mailadresse: newcomer.email,
		'Ny adgangskode': PASSWORD
	});
	await press(newcomer, 'Begynd');
	await setUpApp(newcomer);
}

/** Sets up the app on the telephone that shows codes: nobody opens a citizen's pathway with a password alone. */
async function setUpApp(person: Person): Promise<void> {
	await fillIn(person, { 'Din adgangskode': PASSWORD });
	await press(person, 'Sæt en app op');
	await reads(person, 'Scan billedet med appen.');
	person.app = (await person.page.textContent('.secret')) ?? '';
	await typeCodeOfApp(person);
	await reads(person, 'Gem disse koder');
	await follow(person, 'Jeg har gemt dem');
}

/**
 * Types the code before the one that is shown, so that the shown one is still good for signing in. Where the app went on
 * to the next in between, it is two behind and refused: then the new one is typed, as a person would.
 */
async function typeCodeOfApp(person: Person): Promise<void> {
	for (let attempt = 0; attempt < 3; attempt++) {
		await fillIn(person, { 'Koden fra appen': codeOf(person.app, -1) });
		await press(person, 'Bekræft');
		const main = person.page.getByRole('main');
		await expect.poll(() => main.textContent()).toMatch(/Gem disse koder|Koden passer ikke/);
		if (!(await main.textContent())?.includes('Koden passer ikke')) return;
	}
}

/** Somebody whom an administrator has set up takes up the account: a password by the link in a mail, and the app with codes. */
export async function takeUpAccount(person: Person): Promise<void> {
	await goTo(person, '/forgot-password');
	await fillIn(person, { Mailadresse: person.email });
	await press(person, person.page.getByRole('main').getByRole('button').first());
	const { link } = await person.mail('Vælg en ny adgangskode til Samspil');
	await goTo(person, link);
	await fillIn(person, { 'Ny adgangskode': PASSWORD });
	await press(person, person.page.getByRole('main').getByRole('button').first());
	await goTo(person, '/sign-in');
	await fillIn(person, { 'Mailadresse eller log ind-navn': person.email, Adgangskode: PASSWORD });
	await press(person, 'Log ind');
	await goTo(person, '/account/second-factor');
	await setUpApp(person);
}

/** The same, as if they had done it some other day: what was signed in before has ended, and the app holds its key. */
export async function haveTakenUpAccount(owner: Pool, person: Person & Someone): Promise<void> {
	const key = randomBytes(16).toString('hex');
	person.app = base32(key);
	const kept = await symmetricEncrypt({ key: cookieSecret(TEST_SECRET), data: key });
	await setPassword(owner, person.person, await hashPassword(PASSWORD));
	await owner.query(
		`insert into identity."twoFactor" ("userId", secret, "backupCodes") values ($1, $2, '')`,
		[person.person, kept]
	);
	await owner.query(
		'update identity."user" set "twoFactorEnabled" = true, "emailVerified" = true where id = $1',
		[person.person]
	);
	await owner.query('delete from identity.session where "userId" = $1', [person.person]);
}

/** As an app is told its key (RFC 4648). */
function base32(key: string): string {
	const bits = [...Buffer.from(key)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const letters = bits.match(/.{1,5}/g)!.map((each) => Number.parseInt(each.padEnd(5, '0'), 2));
	return letters.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[letter]).join('');
}

/** Goes home for the day, and comes back with password and code. */
export async function signOutAndIn(person: Person): Promise<void> {
	await openOwnMenu(person);
	await press(person, person.page.getByRole('button', { name: 'Log ud' }));
	await reads(person, 'Du er logget ud.');
	await signIn(person);
}

/** Comes in with password and code. */
export async function signIn(person: Person): Promise<void> {
	await fillIn(person, { 'Mailadresse eller log ind-navn': person.email, Adgangskode: PASSWORD });
	await press(person, 'Log ind');
	await reads(person, 'Skriv koden fra din app');
	await fillIn(person, { Kode: codeOf(person.app) });
	await press(person, 'Fortsæt');
	await expect.poll(() => person.page.getByRole('banner').textContent()).toContain(person.name);
}

const openOwnMenu = (person: Person) =>
	unfold(person, person.name, person.page.getByRole('banner'));

export async function createMunicipality(administrator: Person, name: string): Promise<void> {
	await follow(administrator, 'Overblik');
	await fillIn(administrator, { 'Kommunens navn': name });
	await press(administrator, 'Opret');
	await reads(administrator, name, 'Kommunen er alene indtil videre');
}

export async function addOrganisation(
	administrator: Person,
	name: string,
	kind: 'Frivillig organisation' | 'Boligorganisation' | 'Privat leverandør'
): Promise<void> {
	await follow(administrator, 'Organisationer', 'Tilføj en organisation');
	await fillIn(administrator, { Navn: name, [kind]: true });
	await press(administrator, 'Tilføj');
	await reads(administrator, name, 'Her er ingen personer endnu');
}

type Role = 'Projektleder' | 'Leder' | 'Medarbejder' | 'Frivillig';

/** The administrator invites somebody to an organisation: a mail is on its way. */
export async function invite(
	administrator: Person,
	invited: Person,
	organisation: string,
	role: Role
): Promise<void> {
	await follow(administrator, 'Inviter en person');
	await fillIn(administrator, {
		Navn: invited.name,
		Mailadresse: invited.email,
		Organisation: organisation,
		[role]: true
	});
	await press(administrator, 'Send invitation');
	await reads(administrator, `Invitationen til ${invited.email} er på vej.`);
}

/** Opens the link in the mail, chooses a password, sets the app up and is in; answers the link. */
export async function accept(
	invited: Person,
	subject = 'Du er inviteret til Samspil'
): Promise<string> {
	const { link } = await invited.mail(subject);
	await goTo(invited, link);
	await fillIn(invited, { 'Ny adgangskode': PASSWORD });
	await press(invited, 'Ja tak, jeg er med');
	await reads(invited, 'Din konto er klar.');
	await setUpApp(invited);
	return link;
}

/** Somebody else comes upon the mail: its link has been used. */
export async function findUsedLink(stage: Stage, link: string): Promise<void> {
	const finder = await stage.arrives('Frede Finder');
	await goTo(finder, link);
	await reads(finder, 'Invitationen er brugt', 'Den virker én gang.');
	expect(await finder.page.getByRole('button', { name: 'Ja tak, jeg er med' }).count()).toBe(0);
}

/** Two weeks go by: the link does nothing more, and the administrator sends another, which does. */
export async function waitTooLong(stage: Stage, administrator: Person, invited: Person) {
	const { link } = await invited.mail('Du er inviteret til Samspil');
	await stage.database.owner.query(
		'update samspil.invitation set expires_at = now() where email = $1',
		[invited.email]
	);
	await goTo(invited, link);
	await reads(invited, 'Invitationen er for gammel', 'Bed den, der inviterede dig, om en ny.');
	await follow(administrator, 'Personer', 'Invitationer');
	await reads(administrator, 'Udløbet');
	await press(administrator, `Send igen: ${invited.name}`);
}

/** Somebody with an account is invited once more and gets another hat for it. */
export async function acceptOneMore(invited: Person): Promise<void> {
	const { link } = await invited.mail('Du er inviteret til Samspil');
	await goTo(invited, link);
	await press(invited, 'Ja tak, jeg er med');
	await reads(invited, 'Vælg kasket');
}

/** Puts this hat on, where another is worn: what one sees and may do depends on it. The frame of every page says which it is. */
export async function wearHat(person: Person, organisation: string): Promise<void> {
	const frame = person.page.getByRole('banner');
	if ((await frame.textContent())?.includes(organisation)) return;
	await openOwnMenu(person);
	await follow(person, 'Skift kasket');
	await press(person, `Skift til ${organisation}`);
	await expect.poll(() => frame.textContent()).toContain(organisation);
}

/** Promises to keep what is read to oneself, on behalf of the organisation whose hat is worn (L-5). */
export async function promiseSilence(person: Person): Promise<void> {
	await follow(person, 'Borgerforløb');
	await reads(person, 'siger du ikke videre');
	await fillIn(person, { 'Ja, det lover jeg': true });
	await press(person, 'Fortsæt');
	await reads(person, 'Du er ikke med i noget forløb');
}
