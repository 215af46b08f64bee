import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { plainDocument } from '#server/print/plain-document.ts';
import { findConsent } from './consent.queries.ts';
import { printConsent } from './print-consent.ts';

const database = await testDatabase();

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	await database.owner.query(
		`update samspil.consent set text_shown = 'Jeg siger ja til at tale om bolig' where id = $1`,
		[story.consent]
	);
	const print = async (who: Someone) => {
		const [consent] = await world.as(who).see(findConsent(story.pathway, story.consent));
		return JSON.stringify(plainDocument(printConsent(consent!, 'da')));
	};
	return { ...story, print };
}

test('L-19 a consent on paper has the very words that were shown, and how long it runs', async () => {
	const { tovholder, print } = await begun();
	const said = await print(tovholder);
	expect(said).toContain('Jeg siger ja til at tale om bolig');
	expect(said).toContain('31. december 2026');
	expect(said).not.toContain('rukket tilbage');
});

test('L-19 one that was withdrawn says when; a partner who reads by it prints no name of the citizen', async () => {
	const { tovholder, helper, citizen, consent, print } = await begun();
	expect(await print(helper)).not.toContain(citizen.name);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = '2026-05-03T10:00:00Z', withdrawn_by_name = 'Tove', version = 2 where id = $1`,
		[consent]
	);
	expect(await print(tovholder)).toContain('3. maj 2026');
});
