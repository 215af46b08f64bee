/** The folder on paper: what it tells to those who hear it, and that each code leads to its offer. */
import { setImmediate } from 'node:timers/promises';
import { PDF } from '@libpdf/core';
import { afterAll, expect, test } from 'vitest';
import { INVENTED_OFFERS } from '../../../../db/example/offers/offers.ts';
import { stopRendering } from '#server/pdf/render-pdf.ts';
import { structureOf } from '#server/print/test-structure.ts';
import { drawCode, folderOf, MOST_PRINTED } from '../folder.ts';
import { drawCodes, printFolder } from './print-folder.ts';
import type { PublicOffer } from './public.queries.ts';

afterAll(stopRendering);

const offers = INVENTED_OFFERS.map((offer, at) => ({
	...offer,
	id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
	provider: 'Foreningen',
	group: 'private-voluntary',
	nextStep: offer.next,
	admission: offer.admission ?? '',
	contact: `Telefon ${offer.phone}`,
	email: '',
	website: '',
	openingHours: offer.hours,
	price: offer.price ?? '',
	languages: offer.languages ?? ['dansk'],
	confirmedOn: '2026-05-04'
})) as unknown as PublicOffer[];
const about = {
	municipality: 'Solby',
	home: 'https://solby.example/offers/x',
	language: 'da' as const,
	today: '2026-05-04'
};

test('every offer stands in it once, under what it is about', () => {
	const folder = folderOf(offers, about);
	const names = folder.sections.flatMap((section) => section.offers.map(({ name }) => name));
	expect(names.toSorted()).toEqual(offers.map(({ name }) => name).toSorted());
	const { heading, offers: found } = folder.sections[0]!;
	expect(heading).toBe('Bolig');
	expect(found.every(({ href }) => href.startsWith(`${about.home}/`))).toBe(true);
});

test('a folder that cannot hold all says so, and where the others are', () => {
	const many = Array.from({ length: MOST_PRINTED + 1 }, (_, at) => offers[at % offers.length]!);
	const countIn = ({ sections }: ReturnType<typeof folderOf>) =>
		sections.reduce((sum, section) => sum + section.offers.length, 0);
	const whole = folderOf(many.slice(1), about);
	expect(countIn(whole)).toBe(MOST_PRINTED);
	expect(whole.lead).not.toContain(about.home);
	const part = folderOf(many, about);
	expect(countIn(part)).toBe(MOST_PRINTED);
	expect(part.lead).toContain(String(MOST_PRINTED));
	expect(part.lead).toContain(about.home);
});

test('it is tagged, with contents, headings and a picture with words for each code', async () => {
	const few = offers
		.slice(0, 6)
		.map((offer, at) => (at === 0 ? { ...offer, name: '=1+1 🐎 <b>' } : offer));
	const pdf = await printFolder(folderOf(few as PublicOffer[], about));
	const tags = await structureOf(pdf);
	expect(tags.match(/\bH2$/gm)).toHaveLength(6);
	expect(tags.match(/\bFigure$/gm)).toHaveLength(6);
	expect(tags).toContain('TOC');
	const text = Buffer.from(pdf).toString('latin1');
	expect(text).toContain('/Alt');
	expect((await PDF.load(pdf)).getTitle()).toBe('Tilbud i Solby');
});

test('four hundred offers are printed whole', async () => {
	const began = performance.now();
	const pdf = await printFolder(folderOf(offers, about));
	expect((await PDF.load(pdf)).getPageCount()).toBeGreaterThan(40);
	expect(performance.now() - began).toBeLessThan(25_000);
});

test('while the codes of a folder are drawn, others are answered; they are drawn once', async () => {
	const hrefs = offers.slice(0, 100).map(({ id }) => `${about.home}/once/${id}`);
	let turns = 0;
	let isDone = false;
	const others = (async () => {
		for (; !isDone; turns++) await setImmediate();
	})();
	const codes = await drawCodes(hrefs);
	isDone = true;
	await others;
	expect(turns).toBeGreaterThanOrEqual(hrefs.length);
	expect(codes).toEqual(hrefs.map(drawCode));
	expect((await drawCodes(hrefs.toReversed())).toReversed()).toEqual(codes);
});

test('more codes than are kept are drawn all the same', async () => {
	const hrefs = Array.from({ length: 2100 }, (_, at) => `x${at}`);
	const codes = await drawCodes(hrefs);
	expect(new Set(codes).size).toBe(hrefs.length);
	expect(codes[0]).toBe(drawCode(hrefs[0]!));
});

test('a code is drawn within its frame', () => {
	const drawn = drawCode(`${about.home}/1`);
	const size = Number(/viewBox="0 0 (\d+)/.exec(drawn)![1]);
	const ends = [...drawn.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)].map(([, x, y, run]) => [
		Number(x) + Number(run),
		Number(y)
	]);
	expect(ends.length).toBeGreaterThan(50);
	expect(Math.max(...ends.flat())).toBeLessThanOrEqual(size - 2);
});
