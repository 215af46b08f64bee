import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import type { StepShown } from './implementation.rules.ts';
import { writeImplementationPicture } from './write-implementation-picture.ts';

const steps: StepShown[] = [
	{ step: 'collaboration', state: 'reached', count: 2, of: null },
	{ step: 'partners-know', state: 'not-reached', count: 1, of: 3 },
	{ step: 'pathways', state: 'hidden', count: null, of: null }
];
const about = {
	municipality: 'Solby & <Omegn>',
	today: '2026-05-04',
	countedOn: '2026-05-01',
	language: 'da'
} as const;

test('R-058 the picture says in words what it shows, hides what the page hides, and is a whole file by itself', () => {
	overwriteGetLocale(() => 'da');
	const picture = writeImplementationPicture(steps, about);
	const [, title, said] = /<title id="title">(.*)<\/title><desc id="said">(.*)<\/desc>/.exec(
		picture
	)!;
	expect(title).toBe('Hvor langt er vi med modellen? Solby &amp; &lt;Omegn&gt;, 4. maj 2026');
	expect(said).toBe(
		'1 af 3 trin er nået. 1. Et samarbejde er begyndt: Ja, 2. 2. Alle partnere har læst rammen: Ikke endnu, 1 af 3. 3. Borgerforløb er i gang: Vises ikke. Forløbene er talt 1. maj 2026.'
	);
	expect(picture.match(/<text[^>]*>Vises ikke<\/text>/g)).toHaveLength(1);
	expect(picture).not.toMatch(/<script|href=|url\(|<Omegn>/);
	expect(picture).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*<\/svg>$/);
});

test('each step has a line of its own, inside the picture', () => {
	const picture = writeImplementationPicture(steps, about);
	const height = Number(/ height="(\d+)"/.exec(picture)![1]);
	const lines = [...picture.matchAll(/<rect x="20" y="(\d+)"/g)].map(([, y]) => Number(y));
	expect(lines).toHaveLength(steps.length);
	expect(new Set(lines).size).toBe(steps.length);
	expect(Math.max(...lines) + 28).toBeLessThan(height);
});

test('R-058 where the pathways are of several days, or were never counted, no day is said', () => {
	const picture = writeImplementationPicture(steps, { ...about, countedOn: null });
	expect(picture).not.toContain('Forløbene er talt');
	expect(
		writeImplementationPicture(steps, about).match(/Forløbene er talt 1\. maj 2026/g)
	).toHaveLength(2);
});
