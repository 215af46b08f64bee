/**
 * Four organisations sign at a meeting: one telephone without scripts that goes round the table. Each signs in as
 * themselves, with password and code, reads the text, gives a code once more and hands the telephone on; nothing of
 * the one before is left on it.
 */
import { expect, test, vi } from 'vitest';
import { codeOf } from '../../src/server/identity/test-caller.ts';
import { answeredAgreement } from './acts/agreed-agreement.ts';
import { openFourParties } from './acts/four-parties.ts';
import { send } from './acts/make-agreement.ts';
import { haveTakenUpAccount, signIn, takeUpAccount } from './acts/set-up.ts';
import {
	follow,
	fillIn,
	goTo,
	inspect,
	press,
	reads,
	WITHOUT_SCRIPT,
	type Person
} from './people.ts';

vi.setConfig({ testTimeout: 180_000 });

const four = await openFourParties();
const { page, complaints, context } = await four.samspil.visit(WITHOUT_SCRIPT);
context.setDefaultTimeout(10_000);

/** The signatories, each with a password and an app; at the meeting they have the one telephone. */
const signers: Person[] = [];
let address = '';
/** Where the version that is signed stands, with the sign of a meeting. */
let text = '';

test('each has a password and an app with codes, and the agreement waits to be signed', async () => {
	address = await answeredAgreement(four, 'cooperation-contract', 'Nattens varme');
	await send(four.leader, address, 'Til mødet', true);
	// A new password ends what was signed in before: from here on there is the one telephone.
	const [first, ...others] = four.parties.map(({ signs }) => ({ ...signs, page, complaints }));
	const { page: own, complaints: heard } = await four.samspil.visit(WITHOUT_SCRIPT);
	const atHome = { ...first!, page: own, complaints: heard };
	await takeUpAccount(atHome);
	await own.context().close();
	for (const other of others) await haveTakenUpAccount(four.samspil.database.owner, other);
	signers.push({ ...first!, app: atHome.app }, ...others);
});

test('R-026 R-179 the telephone goes round: each signs with a code of their own, and the last makes it count', async () => {
	for (const [turn, signer] of signers.entries()) {
		if (turn === 0) {
			// From the front door: nobody is signed in on the telephone of the meeting.
			await goTo(signer, '/');
			await follow(signer, 'Log ind');
			await signIn(signer);
			await goTo(signer, address);
			await follow(signer, 'Læs og skriv under');
			text = new URL(page.url()).pathname;
			await reads(signer, 'Skriver I under på et møde?');
			// Whoever calls the meeting may hand it on and sign last; here the first signs first.
			await goTo(signer, `${text}?meeting`);
		} else {
			// The next comes directly to the text.
			await signIn(signer);
			expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`${text}?meeting`);
		}
		await reads(signer, 'Skriv under for', 'Det er vi enige om');
		const before = signers[turn - 1];
		if (before) {
			await reads(signer, before.name);
			// The code on the telephone of the one before is not theirs.
			await fillIn(signer, { 'Koden fra din app': codeOf(before.app) });
			await press(signer, 'Skriv under');
			await reads(signer, 'Koden passer ikke');
		}
		await fillIn(signer, { 'Koden fra din app': nextCode(signer) });
		await inspect(signer, 'meeting-sign');
		await press(signer, 'Skriv under');
		if (turn === signers.length - 1) break;
		expect(new URL(page.url()).search).toBe('?meeting');
		await reads(signer, 'Giv enheden videre.', signers[turn + 1]!.name);
		await inspect(signer, 'meeting-hand-on');
		await press(signer, 'Giv videre til den næste');
		await nothingIsLeftOf(signer);
	}
	await reads(signers[3]!, 'Alle har sagt ja.');
	const { rows } = await four.samspil.database.owner.query(
		'select person_name as name, method from samspil.document_signature where document_id = $1 order by signed_at',
		[address.split('/').at(-1)]
	);
	expect(rows).toEqual(signers.map(({ name }) => ({ name, method: 'app-code' })));
	expect(complaints).toEqual([]);
});

/** The app's next code: the one it shows was used to sign in, and each is good once. */
const nextCode = ({ app }: Person) => codeOf(app, 1);

/** The page to sign in with says nothing of them, the way back shows nothing of theirs, and the telephone has kept nothing. */
async function nothingIsLeftOf({ name, email }: Person): Promise<void> {
	expect(new URL(page.url()).pathname).toBe('/sign-in');
	const shows = async () => `${await page.content()} ${await page.locator('#email').inputValue()}`;
	for (const left of [name, email]) expect(await shows()).not.toContain(left);
	const here = page.url();
	await page.goBack();
	expect(await page.content()).not.toContain('Det er vi enige om');
	expect(await page.content()).not.toContain(name);
	await page.goto(address);
	expect(await page.content()).not.toContain('Det er vi enige om');
	const cookies = await context.cookies();
	expect(cookies.filter(({ name: cookie }) => /session/.test(cookie))).toEqual([]);
	const { origins } = await context.storageState();
	expect(origins.flatMap(({ localStorage }) => localStorage)).toEqual([]);
	await page.goto(here);
}
