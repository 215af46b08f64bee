/**
 * The people of a story, each at a browser of their own, and what anybody does there: press, go on, read, open a mail.
 * The same words work where scripts run and where none do.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startTestMailServer } from '../../src/server/mail/test-mail-server.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture, type Samspil } from './open-samspil.ts';
import { atBoth } from './layout.ts';
import { openMailbox, type Mailbox } from './letters.ts';

/** Somebody at a browser. */
export type Seated = {
	name: string;
	page: Page;
	/** What the browser complained about. */
	complaints: string[];
};

/** Somebody in a story, with an address and a telephone. */
export type Person = Seated & {
	email: string;
	/** The key that the app on the telephone holds; empty until there is one. */
	app: string;
	/** Their mails: each is opened once. */
	mail: Mailbox;
};

export type How = { width: number; javaScript: boolean };
/** A small telephone on which no script runs. */
export const WITHOUT_SCRIPT: How = { width: PHONE, javaScript: false };

/** An empty Samspil that sends its mails, and a way for people to come to it. */
export type Stage = Samspil & {
	/** Somebody takes up a small telephone without scripts, in which nothing has happened yet. */
	arrives(name: string): Promise<Person>;
	/** The same person at another browser, where nobody is signed in. */
	sitsDownAt(who: Person, how: How): Promise<Person>;
};

/** Opens an empty Samspil. */
export async function openStage(): Promise<Stage> {
	const post = await startTestMailServer();
	afterAll(post.close);
	const samspil = await openSamspil({
		SMTP_URL: post.url,
		MAIL_FROM: 'Samspil <samspil@solby.example>'
	});

	async function openBrowser(how: How) {
		const { page, context, complaints } = await samspil.visit(how);
		context.setDefaultTimeout(10_000);
		return { page, complaints };
	}

	async function arrives(name: string): Promise<Person> {
		const email = `${name.split(' ')[0]!.toLowerCase()}@solby.example`;
		return {
			name,
			email,
			app: '',
			mail: openMailbox(post, email),
			...(await openBrowser(WITHOUT_SCRIPT))
		};
	}

	const sitsDownAt = async (who: Person, how: How) => ({ ...who, ...(await openBrowser(how)) });
	return { ...samspil, arrives, sitsDownAt };
}

/** Somebody of a test world takes a seat at a browser of their own, signed in. */
export async function sitDown(
	samspil: Samspil,
	who: { name: string; token: string },
	how: How = WITHOUT_SCRIPT
): Promise<Seated> {
	const { page, context, complaints } = await samspil.visitAs(who, how);
	context.setDefaultTimeout(10_000);
	return { name: who.name, page, complaints };
}

/** Presses a button, of this name or this very one, and waits for what it leads to. */
export async function press({ page }: Seated, button: string | Locator): Promise<void> {
	const main = page.getByRole('main');
	const found =
		typeof button === 'string'
			? main.getByRole('button', { name: spoken(button) }).first()
			: button;
	const loaded = page.waitForEvent('load').catch(() => undefined);
	const [sent] = await Promise.all([
		page.waitForRequest((request) => request.method() === 'POST'),
		found.click()
	]);
	if (sent.isNavigationRequest()) await loaded;
	else await expect.poll(() => page.locator('form[aria-busy=true]').count()).toBe(0);
	await fits(page);
}

/** Follows links of these names one after the other, in the menu or the page: 'Borgerforløb', then 'Forløb nr. 1'. */
export async function follow({ page }: Seated, ...names: (string | RegExp)[]): Promise<void> {
	for (const name of names) {
		const link = page.getByRole('link', { name, exact: true }).first();
		const from = page.url();
		const target = new URL((await link.getAttribute('href')) ?? '', from);
		if (from === target.href) await page.reload();
		else await Promise.all([page.waitForURL(({ href }) => href !== from), link.click()]);
		await fits(page);
	}
}

/** Types an address; answers with which status the page came. */
export async function goTo({ page }: Seated, address: string): Promise<number> {
	const answer = await page.goto(address);
	await fits(page);
	return answer?.status() ?? 0;
}

/** Unfolds what is folded away under this heading, where it is not open yet. */
export async function unfold(
	{ page }: Seated,
	heading: string,
	within: Locator = page.getByRole('main')
): Promise<void> {
	const summary = within.locator('details > summary', { hasText: heading }).first();
	const isOpen = (await summary.locator('..').getAttribute('open')) !== null;
	if (!isOpen) await summary.click();
}

/** Waits until the page says each of these. */
export async function reads({ page }: Seated, ...sentences: string[]): Promise<void> {
	for (const sentence of sentences)
		await expect.poll(() => page.getByRole('main').textContent()).toContain(sentence);
}

/** The page says none of these. */
export async function doesNotRead({ page }: Seated, ...sentences: string[]): Promise<void> {
	const text = await page.getByRole('main').textContent();
	for (const sentence of sentences) expect(text).not.toContain(sentence);
}

/** What goes into a form, by its labels: text, the beginning of an entry of a list, or true for what is ticked. */
export type Filling = Record<string, string | true>;

/** Fills a form in, field by field, as its labels ask. */
export async function fillIn(
	{ page }: Seated,
	filling: Filling,
	within: Locator = page.getByRole('main')
): Promise<void> {
	for (const [label, value] of Object.entries(filling)) {
		const field = within.getByLabel(said(label)).filter({ visible: true }).first();
		if (value === true) await field.check();
		else if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
			await choose(field, value);
		else await field.fill(value);
	}
}

const literal = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A button's name; what only those hear who listen comes after a pause. */
const spoken = (name: string) => new RegExp(`^${literal(name).replaceAll(':', ' ?:')}$`);

/** A label as it is written, or with the word that it may be left out. */
const said = (label: string) => new RegExp(`^\\s*${literal(label)}\\s*(\\(valgfrit\\))?\\s*$`);

/** Chooses the entry of a list that begins with these words. */
export async function choose(list: Locator, words: string): Promise<void> {
	const entry = list.locator('option', { hasText: words }).first();
	await list.selectOption((await entry.getAttribute('value'))!);
}

/** The pages that have been inspected, each in which file: every story has names of its own for them. */
const inspected = new Set<string>();

/** Looks whether everybody can use the page, and takes its picture: once at each width, however often the story comes by. */
export async function inspect({ page }: Seated, name: string): Promise<void> {
	const seen = `${expect.getState().testPath} ${name}-${page.viewportSize()?.width}`;
	if (inspected.has(seen)) return;
	inspected.add(seen);
	await picture(page, `story-${name}`);
	await expectAccessible(page);
}

/** Inspects the page as it stands on the telephone, and as it would at a desk. */
export const inspectAtBoth = (person: Seated, name: string) =>
	atBoth(person.page, () => inspect(person, name));

/** No page is wider than the screen it is read on. */
async function fits(page: Page): Promise<void> {
	const overflow = await page.evaluate(
		'document.documentElement.scrollWidth - document.documentElement.clientWidth'
	);
	expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
}
