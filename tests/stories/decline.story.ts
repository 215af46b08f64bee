/** An organisation says no: it has read a question without a name, and nothing stays with it. Without JavaScript. */
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

test('“not this time”: the tovholder is told why, and nothing of the pathway is left with those who said no', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	const mentors = await world.organisation('voluntary', 'Mentorhuset');
	const mentor = await world.worker('Mia Mentor', mentors, 'volunteer');
	await world.partner(story.pathway, mentors, 'contacted');
	const how = { width: PHONE, javaScript: false };
	const { page: asked } = await samspil.visitAs(mentor, how);
	const { page: tovholder } = await samspil.visitAs(story.tovholder, how);

	// The question, and no name.
	await asked.goto('/requests');
	expect(await asked.content()).toContain('Har I plads til en samtale om ugen?');
	expect(await asked.content()).not.toContain('Amina');
	// A yes is not enough to learn who it is: the citizen says it too.
	expect(await asked.content()).toContain('når borgeren også har sagt ja til, at I må');
	expect(await whatDoesNotFit(asked)).toEqual([]);
	await expectAccessible(asked);

	// An answer must be chosen, and the words that were written stay.
	await asked.getByLabel('Besked til tovholderen').fill('Vi har ingen ledige før maj.');
	await asked.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => asked.content()).toContain('Vælg ja eller nej.');
	expect(await asked.getByLabel('Besked til tovholderen').inputValue()).toBe(
		'Vi har ingen ledige før maj.'
	);
	await asked.getByLabel('Nej, ikke denne gang').check();
	await asked.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => asked.content()).toContain('der ligger ikke noget tilbage hos jer');
	await picture(asked, 'declined');

	// Nothing is left: not the question, not the pathway, not a way to it.
	expect(await asked.content()).not.toContain('Har I plads til en samtale om ugen?');
	for (const path of ['/requests', '/pathways', '/', '/notices']) {
		await asked.goto(path);
		const page = await asked.content();
		expect(page, path).not.toContain('Har I plads');
		expect(page, path).not.toContain(story.pathway);
		expect(page, path).not.toContain('Amina');
	}
	for (const path of ['', '/partners', '/messages'])
		expect((await asked.goto(`/pathways/${story.pathway}${path}`))?.status(), path).toBe(404);

	// The tovholder hears of it, with the words.
	await tovholder.goto(`/pathways/${story.pathway}/partners`);
	const partners = await tovholder.content();
	expect(partners).toContain('Mentorhuset');
	expect(partners).toContain('Sagde nej');
	await tovholder.getByRole('link', { name: 'Mentorhuset' }).click();
	await expect.poll(() => tovholder.content()).toContain('Vi har ingen ledige før maj.');
});
