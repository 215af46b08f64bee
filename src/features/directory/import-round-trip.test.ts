/** What we write ourselves comes back as it was. */
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { writeCsv } from './offer-csv.ts';
import { workbookOf } from './offer-xlsx.ts';
import { THEMES } from './theme.rules.ts';
import { writeTables } from './write-hsds-tables.ts';
import { fullService } from './server/hsds-service.ts';
import type { readImport } from './server/read-import.ts';
import { readRow } from './imported-offer.rules.ts';
import { cellsOf, offerOf, type ComparedOffer } from './said-offer.ts';
import { file, planOf, read, TODAY } from './server/test-reading.ts';

/** Texts as people write them, and as nobody should. */
const words = (longest: number) =>
	fc
		.array(
			fc.constantFrom(
				'Kaffe',
				'på Ærø',
				'=1+1',
				'+45 70 10 20 30',
				'-',
				'@x',
				'"',
				';',
				',',
				"'",
				'<b>fed</b>',
				'<3',
				'&amp;',
				'&',
				'\n',
				'\n\n',
				'\t',
				' ',
				'🐎',
				'ĸ',
				'1/2-2026',
				'_x000D_',
				'constructor',
				'A. B.'
			),
			{ minLength: 1, maxLength: 8 }
		)
		.map((parts) => Array.from(parts.join('')).slice(0, longest).join(''));
/** As it comes out of the form by which offers are written: trimmed, and there. */
const needed = (longest: number) => words(longest).map((text) => `Ord ${text}`.trim());
const line = (longest: number) => words(longest).map((text) => text.replace(/\s+/g, ' ').trim());
const offers: fc.Arbitrary<ComparedOffer> = fc
	.record({
		id: fc.uuid(),
		name: needed(100),
		provider: needed(100),
		group: fc.constantFrom('municipal' as const, 'private-voluntary' as const),
		targetGroup: needed(500),
		content: needed(500),
		admission: fc
			.oneof(fc.constantFrom('', '?', 'Kræver visitation'), words(300))
			.map((text) => text.trim()),
		nextStep: words(300).map((text) => text.trim()),
		contact: needed(200),
		phone: fc.constantFrom('', '+45 70 10 20 30', '=112', 'tlf. 70 10 20 30 (lokal 4)'),
		email: fc.constantFrom('', 'post@solby.example'),
		website: fc.constantFrom('', 'https://solby.example/a?b=c;d'),
		address: line(60),
		postalCode: fc.constantFrom('', '4000', '=4'),
		town: line(60),
		area: line(60),
		openingHours: words(200).map((text) => text.trim()),
		price: line(60),
		languages: fc.uniqueArray(fc.constantFrom('dansk', 'engelsk', '=tysk', 'grønlandsk, vestlig'), {
			maxLength: 3
		}),
		themes: fc.uniqueArray(fc.constantFrom(...THEMES), { maxLength: 3 }),
		isPreventive: fc.boolean(),
		placesTotal: fc.constantFrom(null, 10),
		placesFree: fc.constantFrom(null, 0, 4),
		validUntil: fc.constantFrom(null, '2027-01-31'),
		keeperEmail: fc.constantFrom('', 'ida@solby.example'),
		confirmedOn: fc.constantFrom('2026-05-04', '2025-12-01')
	})
	.map((offer) => offer as ComparedOffer);
const directories = fc.uniqueArray(offers, {
	minLength: 1,
	maxLength: 4,
	selector: ({ id }) => id
});

const asService = (offer: ComparedOffer) =>
	fullService({
		...offer,
		state: 'fresh',
		organization: offer.id,
		municipalityName: 'Solby',
		at: new Date(0)
	} as never);

const asTables = (directory: ComparedOffer[]) =>
	file(
		zipSync(
			Object.fromEntries(
				Object.entries(writeTables(directory.map(asService))).map(([name, text]) => [
					name,
					strToU8(text)
				])
			)
		)
	);
const asJson = (directory: ComparedOffer[]) =>
	file(JSON.stringify({ contents: directory.map(asService) }));

// The tests of one process share whose language it is.
afterEach(() => overwriteGetLocale(() => 'da'));

describe('what we write ourselves comes back as it was', () => {
	type Sent = Parameters<typeof readImport>[0];
	const isSame = async (sent: (directory: ComparedOffer[]) => Sent | Promise<Sent>) =>
		fc.assert(
			fc.asyncProperty(directories, async (directory) => {
				const plans = await planOf(await read(...(await sent(directory))), directory);
				expect(plans.map(({ state, changes, problems }) => ({ state, changes, problems }))).toEqual(
					directory.map(() => ({ state: 'same', changes: [], problems: [] }))
				);
			}),
			{ numRuns: 150 }
		);

	test.each(['da', 'en'] as const)('as CSV, %s', async (locale) => {
		overwriteGetLocale(() => locale);
		await isSame((directory) => [file(writeCsv(directory))]);
	});
	test.each(['da', 'en'] as const)('as a workbook, %s', async (locale) => {
		overwriteGetLocale(() => locale);
		await isSame(async (directory) => [
			file(new Uint8Array(await new Response(workbookOf(directory)).arrayBuffer()))
		]);
	});
	test('as JSON', () => isSame((directory) => [asJson(directory)]));
	test('as the tables of the exchange format', () => isSame((directory) => [asTables(directory)]));
	test('as JSON in a zip', () =>
		isSame((directory) => [
			file(zipSync({ 'x.json': strToU8(JSON.stringify(directory.map(asService))) }))
		]));
});

describe('what we write ourselves is whole in a directory that has nothing', () => {
	const keeper = { name: 'Solby', group: 'municipal' as const };
	/** As the form of ours would keep it; for whom we write to is nobody else's to know, and a street that is the town is said once. */
	const kept = (offer: ComparedOffer) => {
		const { said } = readRow(cellsOf(offer), { themes: {} }, TODAY);
		const { address, town } = said;
		const street = address === town ? '' : address!;
		return {
			...offerOf({ ...said, address: street, keeperEmail: '' }, null, keeper),
			confirmedOn: said.confirmedOn
		};
	};
	test.each([
		['JSON', asJson],
		['tables', asTables]
	] as const)('as %s', (_, sent) =>
		fc.assert(
			fc.asyncProperty(directories, async (directory) => {
				const plans = await planOf(await read(sent(directory)), []);
				expect(plans.map(({ state }) => state)).toEqual(directory.map(() => 'new'));
				expect(
					plans.map(({ said }) => ({
						...offerOf(said, null, keeper),
						confirmedOn: said.confirmedOn
					}))
				).toEqual(directory.map(kept));
			}),
			{ numRuns: 150 }
		)
	);
});
