/** What somebody else's table is read as, and that what we write ourselves comes back as it was. */
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessColumns } from './import-fields.rules.ts';
import { fieldsByName, knownWords } from './import-words.ts';
import { LONGEST, plainText, readRow, type Said } from './imported-offer.rules.ts';
import { markOf, planImport, type Known } from './import-plan.rules.ts';
import { writeCsv } from './offer-csv.ts';
import { writeTables } from './write-hsds-tables.ts';
import { saidOf, type ComparedOffer } from './said-offer.ts';
import { fullService } from './server/hsds-service.ts';
import { planRows, readRows } from './server/plan-import.ts';
import { readImport, type ReadTable } from './server/read-import.ts';
import { THEMES } from './theme.rules.ts';

const TODAY = '2026-05-04';
const file = (text: string | Uint8Array, name = 'x') => ({
	name,
	file: typeof text === 'string' ? strToU8(text) : text
});
const read = async (...files: Parameters<typeof readImport>[0]) => {
	const answer = await readImport(files);
	if (!answer.ok) throw new Error(answer.reason);
	return answer;
};
const unread = async (text: string | Uint8Array) => {
	const answer = await readImport([file(text)]);
	return answer.ok ? 'read' : answer.reason;
};
/** The rows of a table whose columns are guessed. */
const rowsOf = (table: ReadTable) =>
	readRows(
		{
			columns:
				table.form === 'table' ? guessColumns(table.headings, {}, fieldsByName()) : table.headings
		},
		table.rows.map((row) => ({ ...row, outcome: null })),
		TODAY
	);

describe('the columns are guessed', () => {
	test('from headings as municipalities write them', () => {
		const headings = [
			'Nr.',
			'Tilbuddets navn',
			'Målgruppe',
			'Beskrivelse (kort)',
			'Tlf.',
			'E-mail',
			'Postnr.',
			'By'
		];
		expect(guessColumns(headings)).toEqual([
			'key',
			'name',
			'targetGroup',
			'content',
			'phone',
			'email',
			'postalCode',
			'town'
		]);
	});

	test('as they were chosen before; one that nobody used then is not used now', () => {
		const chosen = { 'hvad de laver': 'content', tlf: '' };
		expect(guessColumns(['Hvad de laver', 'Tlf.', 'Beskrivelse'], chosen)).toEqual([
			'content',
			'',
			''
		]);
	});

	test('by what our own forms call them, in both languages', () => {
		expect(
			guessColumns(['Hvem er det for', 'Who is it for?', 'What do I do now'], {}, fieldsByName())
		).toEqual(['targetGroup', '', 'nextStep']);
	});
});

describe('a cell', () => {
	const one = (cells: Said) => readRow(cells, knownWords(), TODAY);
	test.each([
		['validUntil', '46387', '2026-12-31'],
		['validUntil', '31-12-2026', '2026-12-31'],
		['validUntil', '1.2.26', '2026-02-01'],
		['validUntil', '2026-12-31T00:00:00Z', '2026-12-31'],
		['isPreventive', 'Ja', 'yes'],
		['isPreventive', 'falsk', ''],
		['themes', 'Ensomhed; bolig, ensomhed', 'housing, loneliness'],
		['group', 'Frivillig forening', 'private-voluntary'],
		['group', 'Kommunalt', 'municipal'],
		['website', 'www.eksempel.dk/side', 'https://www.eksempel.dk/side'],
		['email', 'Post@Eksempel.DK', 'post@eksempel.dk'],
		['placesFree', '4.0', '4'],
		['languages', 'dansk, dansk; engelsk', 'dansk, engelsk'],
		['name', "'=SUM(A1)", '=SUM(A1)'],
		['content', '<p>Kaffe &amp; kage</p><script>alert(1)</script>', 'Kaffe & kage\nalert(1)'],
		['content', 'For børn < 18 år & <3', 'For børn < 18 år & <3']
	] as const)('%s: %j is read as %j', (field, cell, kept) => {
		const { said, problems } = one({ [field]: cell });
		expect(problems).toEqual([]);
		expect(said[field]?.replace(/\n+/g, '\n')).toBe(kept);
	});

	test.each([
		['validUntil', '31-02-2026', 'no-day'],
		['validUntil', 'efter sommeren', 'no-day'],
		['confirmedOn', '05-05-2026', 'day-to-come'],
		['placesFree', 'mange', 'no-number'],
		['website', 'javascript:alert(1)', 'no-web-address'],
		['email', 'ring bare', 'no-mail-address'],
		['themes', 'musik', 'no-theme'],
		['group', 'blandet', 'no-group'],
		['isPreventive', 'måske', 'no-yes-or-no'],
		['name', '', 'missing'],
		['name', 'a'.repeat(201), 'too-long']
	] as const)('%s: %j cannot be taken in: %s', (field, cell, reason) => {
		expect(one({ [field]: cell }).problems).toMatchObject([{ field, reason }]);
	});

	test('of a web page is words alone', () => {
		expect(plainText('<ul><li>Et</li><li>To</li></ul><img src=x onerror=alert(1)>', true)).toBe(
			'– Et\n– To'
		);
	});
});

describe('a cell that is made to take long', () => {
	// Work that grows with the square of the letters takes half a minute here; two seconds are far more than the rest needs.
	const soon = (text: string) => {
		const began = performance.now();
		const plain = plainText(text, true);
		expect(performance.now() - began).toBeLessThan(2000);
		return plain;
	};
	test('of spaces, or of comments that never end, is tidied at once', () => {
		expect(soon(`a${' '.repeat(300_000)}b`).length).toBe(300_002);
		expect(soon('<!--'.repeat(100_000)).length).toBe(400_000);
		expect(soon(`a${'<!-- x -->'.repeat(50_000)}b`)).toBe('ab');
	});

	test('loses its comments and the spaces at the ends of its lines', () => {
		expect(plainText('Kaffe<!-- <p>ikke\ndet --> og \t\nkage <!-- x', true)).toBe(
			'Kaffe og\nkage <!-- x'
		);
	});

	test.each([
		['content', 4 * LONGEST.content + 1],
		['name', 2001]
	] as const)('%s of too many letters is not tidied, and says so', (field, length) => {
		const { problems } = readRow({ [field]: ' '.repeat(length) }, knownWords(), TODAY);
		expect(problems).toEqual([{ field, reason: 'too-long', about: '' }]);
	});

	test('is never cut off unseen: what is kept of it is too long as well', async () => {
		const table = await read(file(`Navn;Beskrivelse\nÅen;Kaffe${' '.repeat(30_000)}og kage`));
		const rows = await rowsOf({ ...table, form: 'hsds-json', headings: ['name', 'content'] });
		expect(rows[0]!.problems).toMatchObject([{ field: 'content', reason: 'too-long' }]);
	});
});

describe('a file', () => {
	test('of Danish Excel, in its own letters, with semicolons and a title above', async () => {
		const text =
			'Tilbud i Solby;;\r\n\r\nNavn;Målgruppe;Beskrivelse\r\nCaféen på Ærø;Unge;"Kaffe; kage\r\nog øl"\r\n;;\r\n';
		const latin = Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
		const table = await read(file(latin));
		expect(table).toMatchObject({ form: 'table', headings: ['Navn', 'Målgruppe', 'Beskrivelse'] });
		expect(table.rows).toEqual([
			{ number: 4, cells: ['Caféen på Ærø', 'Unge', 'Kaffe; kage\r\nog øl'] }
		]);
	});

	test('with the mark of UTF-8, tabs or commas, and Excel’s word for what stands between', async () => {
		for (const text of [
			'\uFEFFNavn;Pris\nÅen;5',
			'Navn\tPris\nÅen\t5',
			'Navn,Pris\nÅen,5',
			'sep=;\nNavn;Pris\nÅen;5'
		])
			expect((await read(file(text))).rows[0]!.cells).toEqual(['Åen', '5']);
	});

	test.each([
		['nothing', '', 'empty'],
		['spaces', ' \n ', 'empty'],
		['headings alone', 'Navn;Pris\n', 'no-rows'],
		['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1), 'not-a-table'],
		['a PDF', '%PDF-1.7 …', 'not-a-table'],
		['a page of the web', '<html><body>hej', 'not-a-table'],
		['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'old-excel'],
		['a quote that is never closed', 'Navn;Pris\n"Åen;5', 'broken'],
		['JSON that is cut off', '{"contents": [{"name":', 'broken-json'],
		['JSON of something else', '{"hello": "world"}', 'no-services'],
		['a page without services', '{"contents": []}', 'no-rows'],
		['a zip of pictures', zipSync({ 'a.png': strToU8('x') }), 'not-a-table'],
		[
			'two tables that are no HSDS',
			zipSync({ 'a.csv': strToU8('x;y\n1;2'), 'b.csv': strToU8('x;y\n1;2') }),
			'several-tables'
		],
		['too many rows', `Navn;Pris\n${'a;1\n'.repeat(10_001)}`, 'too-many-rows'],
		['too many columns', `${'a;'.repeat(101)}b\n1;2`, 'too-many-columns']
	])('%s is told so', async (_, text, reason) => {
		expect(await unread(text)).toBe(reason);
	});

	test('that unpacks to a huge one is not opened, whatever it is called', async () => {
		const bomb = zipSync({
			'[Content_Types].xml': strToU8('<x/>'),
			'xl/workbook.xml': new Uint8Array(130_000_000)
		});
		expect(bomb.length).toBeLessThan(200_000);
		expect(await unread(bomb)).toBe('too-large');
	});
});

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
		admission: words(300).map((text) => text.trim()),
		nextStep: words(300).map((text) => text.trim()),
		contact: needed(200),
		phone: line(40),
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

/** What an import of `table` would do to the directory that it was written from. */
const planOf = async (table: ReadTable, directory: ComparedOffer[]) =>
	planRows(
		table,
		await rowsOf(table),
		directory.map((offer) => ({ ...offer, version: 1, sourceKey: '', last: null }) as never)
	);
const asService = (offer: ComparedOffer) =>
	fullService({
		...offer,
		state: 'fresh',
		organization: offer.id,
		municipalityName: 'Solby',
		at: new Date(0)
	} as never);

describe('what we write ourselves comes back as it was', () => {
	const isSame = async (sent: (directory: ComparedOffer[]) => Parameters<typeof readImport>[0]) =>
		fc.assert(
			fc.asyncProperty(directories, async (directory) => {
				const plans = await planOf(await read(...sent(directory)), directory);
				expect(plans.map(({ state, changes, problems }) => ({ state, changes, problems }))).toEqual(
					directory.map(() => ({ state: 'same', changes: [], problems: [] }))
				);
			}),
			{ numRuns: 150 }
		);

	test('as CSV', () => isSame((directory) => [file(writeCsv(directory))]));
	test('as JSON', () =>
		isSame((directory) => [file(JSON.stringify({ contents: directory.map(asService) }))]));
	test('as the tables of the exchange format', () =>
		isSame((directory) => [
			file(
				zipSync(
					Object.fromEntries(
						Object.entries(writeTables(directory.map(asService))).map(([name, text]) => [
							name,
							strToU8(text)
						])
					)
				)
			)
		]));
	test('as JSON in a zip', () =>
		isSame((directory) => [
			file(zipSync({ 'x.json': strToU8(JSON.stringify(directory.map(asService))) }))
		]));
});

describe('a service of somebody else’s', () => {
	const id = 'aaaaaaaa-0000-4000-8000-000000000000';
	const kept = {
		id,
		name: 'Cafeen',
		provider: 'Klubben',
		group: 'private-voluntary',
		targetGroup: 'Unge',
		content: 'Kaffe',
		admission: '',
		nextStep: 'Kom forbi',
		contact: 'Ida',
		phone: '70',
		email: 'post@solby.example',
		website: 'https://solby.example',
		address: 'Gaden 1',
		postalCode: '4000',
		town: 'Solby',
		area: 'Nord',
		openingHours: 'Hver dag',
		price: '20 kr.',
		languages: ['dansk'],
		themes: ['housing'],
		isPreventive: true,
		placesTotal: 10,
		placesFree: 4,
		validUntil: null,
		keeperEmail: '',
		confirmedOn: TODAY
	} as unknown as ComparedOffer;
	const plan = async (service: object, directory = [kept]) =>
		(await planOf(await read(file(JSON.stringify([service]))), directory))[0]!;

	test('leaves what it says nothing of as it stands, what is needed too', async () => {
		expect(await plan({ id, name: 'Cafeen' })).toMatchObject({ state: 'same', problems: [] });
		const nulls = { description: null, eligibility_description: null, phones: null, url: null };
		expect(await plan({ id, name: 'Cafeen', ...nulls })).toMatchObject({ state: 'same' });
		expect(await plan({ id, name: 'Cafeen', description: 'Te', contacts: [] })).toMatchObject({
			state: 'changed',
			changes: [{ field: 'content', from: 'Kaffe', to: 'Te' }]
		});
	});

	test('takes away what it says that there is none of', async () => {
		const none = { id, name: 'Cafeen', phones: [], fees_description: '', schedules: [] };
		expect((await plan(none)).changes.map(({ field, to }) => [field, to])).toEqual([
			['phone', ''],
			['openingHours', ''],
			['price', '']
		]);
	});

	test('waits where it is new and lacks what is needed; whom to ask is what it is reached by', async () => {
		expect(await plan({ id: 'x', name: 'Suppen' }, [])).toMatchObject({
			state: 'problem',
			problems: [
				{ field: 'targetGroup', reason: 'missing' },
				{ field: 'content', reason: 'missing' },
				{ field: 'contact', reason: 'missing' }
			]
		});
		const whole = {
			id: 'x',
			name: 'Suppen',
			description: 'Suppe',
			eligibility_description: 'Alle'
		};
		expect(await plan({ ...whole, phones: [{ number: '71' }] }, [])).toMatchObject({
			state: 'new',
			said: { contact: '71' }
		});
	});

	test('in tables: a table that is not there says nothing', async () => {
		const services = `id,organization_id,name\n${id},o,Cafeen\n`;
		const tables = (more: Record<string, string>) =>
			read(
				file(
					zipSync(
						Object.fromEntries(
							Object.entries({ 'services.csv': services, ...more }).map(([name, text]) => [
								name,
								strToU8(text)
							])
						)
					)
				)
			);
		const none = { 'organizations.csv': 'id,name\no,Klubben\n' };
		expect((await planOf(await tables(none), [kept]))[0]).toMatchObject({
			state: 'same',
			problems: []
		});
		const phones = { ...none, 'phones.csv': 'id,service_id,number\np,andet,1\n' };
		expect((await planOf(await tables(phones), [kept]))[0]!.changes).toMatchObject([
			{ field: 'phone', to: '' }
		]);
	});
});

describe('a plan', () => {
	const offer = {
		id: 'a',
		version: 3,
		now: () => ({ name: 'Cafeen', price: '20 kr.', phone: '1' })
	};
	const plan = (said: Said, last: Said | null = null) =>
		planImport([{ number: 2, said: { key: 'k', ...said }, problems: [] }], (key) =>
			key === 'k' ? ({ ...offer, last } as Known) : undefined
		)[0]!;

	test('says what is new in the file, and leaves what it does not speak of', () => {
		expect(plan({ name: 'Cafeen', price: '25 kr.' })).toMatchObject({
			state: 'changed',
			changes: [{ field: 'price', from: '20 kr.', to: '25 kr.' }]
		});
	});

	test('does not take back what was changed here since; what was changed in both places waits', () => {
		expect(plan({ price: '15 kr.', phone: '1' }, { price: '15 kr.', phone: '1' }).state).toBe(
			'same'
		);
		expect(plan({ price: '30 kr.' }, { price: '15 kr.' })).toMatchObject({
			state: 'both',
			changes: [{ field: 'price', from: '20 kr.', to: '30 kr.' }]
		});
		expect(plan({ price: '30 kr.' }, { price: '20 kr.' }).state).toBe('changed');
	});

	test('has another mark where anything else would be written, of new offers too', () => {
		const cells = ['Cafeen', 'Unge', 'Kaffe', 'Ring', 'Kom forbi'];
		const needs = ['name', 'targetGroup', 'content', 'contact', 'nextStep'] as const;
		const markBy = (columns: readonly (keyof Said)[]) =>
			markOf(
				planImport(
					[
						{
							number: 2,
							said: {
								key: 'n',
								...Object.fromEntries(columns.map((field, at) => [field, cells[at]]))
							},
							problems: []
						}
					],
					() => undefined
				)
			);
		fc.assert(
			fc.property(
				fc.shuffledSubarray([...needs], { minLength: 5 }),
				fc.shuffledSubarray([...needs], { minLength: 5 }),
				(one, other) => {
					expect(markBy(one) === markBy(other)).toBe(one.join() === other.join());
				}
			)
		);
	});

	test('an offer that is there twice in a file waits, both times', () => {
		const row = (number: number) => ({
			number,
			said: { key: 'n', name: 'N', targetGroup: 'a', content: 'b', contact: 'c' },
			problems: []
		});
		const plans = planImport([row(2), row(5), row(9)], () => undefined);
		expect(plans.map(({ problems }) => problems[0]?.about)).toEqual(['5', '2', '2']);
	});

	test('what an offer cannot do without must be there when it is new', () => {
		expect(
			planImport([{ number: 2, said: { name: 'N' }, problems: [] }], () => undefined)[0]
		).toMatchObject({
			state: 'problem',
			problems: [{ field: 'targetGroup' }, { field: 'content' }, { field: 'contact' }]
		});
	});

	test('an offer says of itself in each form what the form says of it', () => {
		expect(
			saidOf({ ...offer.now(), id: 'a', languages: [], themes: [] } as never, false).price
		).toBe('20 kr.');
	});
});
