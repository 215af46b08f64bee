/**
 * An agreement is written by many at once: they see who else is there, those in different questions never disturb each
 * other, those in the same one get both texts, and what they say to each other is dealt with.
 */
import { afterEach, expect, test } from 'vitest';
import { begunAgreement } from './acts/begun-agreement.ts';
import { openFourParties } from './acts/four-parties.ts';
import { DESK, PHONE } from './open-samspil.ts';
import {
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspect,
	inspectAtBoth,
	press,
	reads,
	unfold,
	type Seated
} from './people.ts';

const four = await openFourParties();
const { leader, volunteer } = four;
const [, shelter] = four.parties;
const vera = shelter!.leads;
/** The leader sits at a desk where scripts run, the others have their telephones. */
const lone = await four.comes(leader, { width: DESK, javaScript: true });
const address = await begunAgreement(four, 'cooperation-contract', 'Nattens varme');

afterEach(() => {
	for (const { name, complaints } of [lone, vera, volunteer]) expect(complaints, name).toEqual([]);
});

const save = (person: Seated) =>
	press(person, person.page.getByRole('button', { name: 'Gem', exact: true }).last());
const WHY = `${address}/sections/purposes`;
const WHAT = `${address}/sections/activity`;

test('everybody sees who else is in the agreement, and in which section', async () => {
	await goTo(lone, WHY);
	await doesNotRead(lone, 'Er her også nu');
	await goTo(vera, WHAT);
	await reads(vera, 'Er her også nu: Lone Leder (i »Hvorfor vi gør det«)');
	await goTo(lone, address);
	await reads(lone, 'Er her også nu: Vera Vang (i »Det, vi gør sammen«)');
	await inspect(lone, 'together-present');
	const stranger = await four.comes(four.world.stranger);
	expect(await goTo(stranger, WHAT)).toBe(404);
	await goTo(lone, WHY);
	await doesNotRead(lone, stranger.name);
});

test('two in different questions of one section both save, and each finds the other’s answer', async () => {
	await goTo(lone, WHY);
	await goTo(vera, WHY);
	await fillIn(lone, { 'Aktivitetens formål': 'At ingen fryser om natten.' });
	await fillIn(vera, { 'Samarbejdets formål': 'At vi kan holde åbent alle ugens nætter.' });
	await save(lone);
	await reads(lone, 'Gemt.');
	await save(vera);
	await reads(vera, 'Gemt.');
	for (const person of [lone, vera]) {
		await goTo(person, WHY);
		const written = (label: string) => person.page.getByLabel(label).inputValue();
		expect(await written('Aktivitetens formål')).toBe('At ingen fryser om natten.');
		expect(await written('Samarbejdets formål')).toBe('At vi kan holde åbent alle ugens nætter.');
	}
});

test('two in the same question: whoever saves last gets both texts, and nothing is overwritten', async () => {
	await goTo(lone, WHAT);
	await goTo(vera, WHAT);
	await fillIn(lone, { Aktiviteten: 'En kaffevogn på havnen om natten.' });
	await fillIn(vera, { Aktiviteten: 'En varmestue på hjul.' });
	await save(vera);
	await reads(vera, 'Gemt.');
	await save(lone);
	await reads(lone, 'har gemt et andet svar, mens du skrev', 'En varmestue på hjul.');
	const own = lone.page.getByLabel('Aktiviteten');
	expect(await own.inputValue()).toBe('En kaffevogn på havnen om natten.');
	await inspect(lone, 'together-two-texts');
	await goTo(vera, WHAT);
	expect(await vera.page.getByLabel('Aktiviteten').inputValue()).toBe('En varmestue på hjul.');

	await own.fill('En kaffevogn på havnen om natten: en varmestue på hjul.');
	await save(lone);
	await reads(lone, 'Gemt.');
});

test('two in the same list: the lines of both are there to choose from', async () => {
	const GOALS = `${address}/sections/goals`;
	const addGoal = async (person: Seated, goal: string) => {
		const list = person.page.getByRole('group', { name: 'Strategiske mål' });
		await press(person, list.getByRole('button', { name: /^Tilføj en linje/ }));
		await fillIn(person, { Mål: goal }, list);
	};
	await goTo(lone, GOALS);
	await goTo(vera, GOALS);
	await addGoal(lone, 'Færre fryser om natten');
	await addGoal(vera, 'Flere kommer indenfor');
	await save(lone);
	await reads(lone, 'Gemt.');
	await save(vera);
	await reads(vera, 'har gemt et andet svar, mens du skrev', 'Færre fryser om natten');
	expect(await vera.page.getByLabel('Mål', { exact: true }).first().inputValue()).toBe(
		'Flere kommer indenfor'
	);
	await inspect(vera, 'together-two-lists');
});

test('two change the name and the sections: the second gets both', async () => {
	await goTo(lone, `${address}/edit`);
	await goTo(vera, `${address}/edit`);
	await fillIn(vera, { 'Hvad skal aftalen hedde?': 'Varme nætter' });
	await press(vera, 'Gem');
	await reads(vera, 'Gemt.');
	await fillIn(lone, { 'Hvad skal aftalen hedde?': 'Nattens varme på havnen' });
	await press(lone, 'Gem');
	await reads(lone, 'Varme nætter');
	await inspect(lone, 'together-two-names');
	const own = lone.page.getByRole('textbox', { name: /^Hvad skal aftalen hedde/ });
	expect(await own.inputValue()).toBe('Nattens varme på havnen');
});

test('R-004 what each party expects stands side by side, and nobody writes another’s', async () => {
	await goTo(vera, `${address}/sections/expectations`);
	const own = vera.page.getByRole('group', { name: `${shelter!.name}: Partens forventninger` });
	await press(vera, own.getByRole('button', { name: /^Tilføj en linje/ }));
	await fillIn(vera, { Afsnit: 'Det, vi gør sammen', 'Vi venter os': 'At vognen er varm.' }, own);
	await save(vera);
	await reads(vera, 'Gemt.');
	await goTo(lone, `${address}/sections/expectations`);
	await reads(lone, 'At vognen er varm.');
	expect(await lone.page.getByRole('textbox', { name: 'Vi venter os' }).count()).toBe(0);
	await inspect(lone, 'together-expectations');
	await inspectAtBoth(vera, 'together-expectations');
	const topsAt = async ({ page }: Seated, width: number) => {
		const before = page.viewportSize()!;
		await page.setViewportSize({ width, height: 900 });
		const boxes = await Promise.all(
			(await page.locator('.beside-others').all()).slice(0, 2).map((each) => each.boundingBox())
		);
		await page.setViewportSize(before);
		return boxes.map((box) => box!.y);
	};
	const [left, right] = await topsAt(lone, DESK);
	expect(left).toBe(right);
	const [above, below] = await topsAt(lone, PHONE);
	expect(above).toBeLessThan(below!);
});

test('a comment is asked by anybody at a party, answered, and dealt with', async () => {
	await goTo(volunteer, WHAT);
	await unfold(volunteer, 'Skriv en kommentar');
	await fillIn(volunteer, { 'Din kommentar': 'Også om vinteren?' });
	await press(volunteer, 'Send kommentar');
	await reads(volunteer, 'Din kommentar er sendt.', 'Også om vinteren?');
	await inspectAtBoth(volunteer, 'together-comment');
	expect(await volunteer.page.getByRole('button', { name: 'Gem', exact: true }).count()).toBe(0);

	await goTo(lone, address);
	await reads(lone, 'Én kommentar venter');
	await follow(lone, /^Det, vi gør sammen/);
	await unfold(lone, `Svar ${volunteer.name}`);
	await fillIn(lone, { 'Din kommentar': 'Ja, mest dér.' });
	const send = lone.page.getByRole('button', { name: 'Send kommentar' });
	await press(lone, send.filter({ visible: true }).first());
	await reads(lone, 'Ja, mest dér.');
	await inspect(lone, 'together-answer');
	await press(lone, 'Det er klaret');
	await reads(lone, 'markeret som klaret');
});

test('R-193 what is said of the theory of change says from where it is looked at', async () => {
	const change = await begunAgreement(four, 'cooperation-agreement', 'Vejen hjem');
	const theory = `${change}/sections/theory`;
	if ((await goTo(lone, theory)) !== 200) throw new Error('the section is not picked');
	await goTo(vera, theory);
	await unfold(vera, 'Skriv en kommentar');
	await fillIn(vera, {
		'Din kommentar': 'Det er aftenerne, der er svære.',
		'Hvem taler du som?': 'Frivillig'
	});
	await press(vera, 'Send kommentar');
	// It is put to no question that nobody has chosen.
	await reads(vera, 'Vælg, hvad kommentaren handler om.');
	await inspectAtBoth(vera, 'together-comment-on-nothing');
	await fillIn(vera, { 'Hvad handler den om?': 'Fra det, vi gør, til det, der ændrer sig' });
	await press(vera, 'Send kommentar');
	await goTo(lone, theory);
	await reads(
		lone,
		'Det er aftenerne, der er svære.',
		`${vera.name}, ${shelter!.name} (Frivillig)`
	);
	await inspectAtBoth(vera, 'together-perspective');
});
