/** Whole pieces of work without a mouse, on a telephone’s screen: everything is reached, and one sees where one is. */
import { expect, test } from 'vitest';
import { complete, submitted } from '../../src/features/framework/server/test-framework.ts';
import { newWorld } from '../../src/server/database/test-world.ts';
import { enter, focusedName, tabTo, tick, type } from './keyboard.ts';
import { openSamspil, PHONE } from './open-samspil.ts';

const samspil = await openSamspil();

test('a manager of the steering group reads the framework, sends it back without a reason, and approves', async () => {
	const world = await complete(samspil.database);
	await world.administrator();
	await submitted(world);
	const { page } = await samspil.visitAs(world.manager, { width: PHONE });
	await page.goto('/');
	await tabTo(page, 'Gå til indholdet');
	await page.keyboard.press('Enter');
	await enter(page, 'Rammen venter på din beslutning');
	await enter(page, 'Læs, og beslut');
	await enter(page, 'Send tilbage');
	// What is wrong has the focus, so that it is read first.
	await expect.poll(() => focusedName(page)).toContain('Skriv, hvad der skal ændres');
	await enter(page, 'Godkend');
	await expect.poll(() => focusedName(page)).toContain('Din beslutning er gemt.');
});

test.each([true, false])('a volunteer registers a need (scripts: %s)', async (javaScript) => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const shelter = await world.organisation('voluntary', 'Værestedet Broen');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	await world.collaboration(leader, shelter);
	const volunteer = await world.worker('Vera Frivillig', shelter, 'volunteer');
	const { page } = await samspil.visitAs(volunteer, { width: PHONE, javaScript });
	await page.goto('/');
	await enter(page, 'Borgerforløb');
	await enter(page, 'En borger har brug for koordinering');
	await type(page, 'Borgerens navn', 'Amina Ærø');
	await type(page, 'Fødselsdato', '02021990');
	await enter(page, 'Undersøg');
	await expect.poll(() => focusedName(page)).toContain('Vi kender ingen');
	await type(
		page,
		'Hvem har du spurgt, om borgeren har en koordinerende sagsbehandler?',
		'Jobcenteret'
	);
	await type(page, 'Hvad er der brug for?', 'Står uden bolig');
	await enter(page, 'Begynd forløbet');
	// The focus comes with the first picture of the page, after it is there.
	await expect.poll(() => focusedName(page)).toContain('Sæt kryds ved mindst én grund');
	await tick(page, 'Situationen er kompliceret');
	await enter(page, 'Begynd forløbet');
	expect(await page.textContent('h1')).toBe('Amina Ærø');
});
