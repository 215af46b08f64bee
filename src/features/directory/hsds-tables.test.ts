/**
 * The tables of the exchange format, held against the official description of them (a Tabular Data Package, and the object schemas where it says less)
 * where that lies beside the repository: what we write is what it asks for, and the official example is read.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readCsv } from '#server/spreadsheets/read-csv.ts';
import { INVENTED_OFFERS } from '../../../db/example/offers/offers.ts';
import { idOfWords, fullService } from './server/hsds-service.ts';
import { read, rowsOf } from './server/test-reading.ts';
import { writeTables } from './write-hsds-tables.ts';

const SCHEMAS = process.env.HSDS_SCHEMAS ?? '../shared/data/hsds/schema';
const PACKAGE = path.join(SCHEMAS, '../datapackage.json');
const EXAMPLE = path.join(SCHEMAS, '../examples/csv');
const isThere = existsSync(PACKAGE) && existsSync(EXAMPLE);
if (!isThere)
	console.warn(`${PACKAGE} is not there: no table is held against the official description`);

type Field = {
	name: string;
	type: string;
	format?: string;
	constraints?: { required?: boolean; unique?: boolean; enum?: string[] };
};
type Resource = {
	name: string;
	path: string;
	schema: {
		primaryKey?: string;
		foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
		fields: Field[];
	};
};
type Row = Record<string, string>;

const resources: Resource[] = isThere ? JSON.parse(readFileSync(PACKAGE, 'utf8')).resources : [];

/** The columns of a table: as the package names them, and those that the object's own schema has besides. */
function fieldsOf({ name, schema }: Resource): Field[] {
	const object = JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.json`), 'utf8'));
	type Property = { type?: string; format?: string; datapackage_type?: string } & Field;
	const more = Object.entries(object.properties as Record<string, Property>)
		.filter(([, { type }]) => type !== 'array' && type !== 'object' && type !== undefined)
		.map(([key, { type, format, datapackage_type, constraints }]) => ({
			name: key,
			type: datapackage_type ?? type!,
			...(format && { format }),
			constraints: { ...constraints, required: (object.required ?? []).includes(key) }
		}));
	const named = new Set(schema.fields.map((field) => field.name));
	return [...schema.fields, ...more.filter((field) => !named.has(field.name))];
}

const FORMATS: Record<string, RegExp> = {
	uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/,
	email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
	uri: /^https?:\/\/\S+$/,
	date: /^\d{4}-\d\d-\d\d$/,
	datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
	number: /^-?\d+(\.\d+)?$/
};

/** What is wrong with a cell. */
function wrongIn(cell: string, { type, format, constraints = {} }: Field): string | null {
	if (cell === '') return constraints.required ? 'is missing' : null;
	if (constraints.enum && !constraints.enum.includes(cell)) return `is ${cell}`;
	const form = FORMATS[format ?? ''] ?? FORMATS[type];
	return form && !form.test(cell) ? `is no ${format ?? type}: ${cell}` : null;
}

const tableIn = (text: string): { headings: string[]; rows: Row[] } => {
	const [headings = [], ...rows] = readCsv(text);
	return {
		headings,
		rows: rows.map((cells) =>
			Object.fromEntries(headings.map((each, at) => [each, cells[at] ?? '']))
		)
	};
};

/** What the description has against these files, by name. */
function wrongWith(files: Record<string, string>): string[] {
	const tables = new Map(Object.entries(files).map(([name, text]) => [name, tableIn(text)]));
	const byName = new Map(resources.map((each) => [each.name, each]));
	return [...tables].flatMap(([file, { headings, rows }]) => {
		const resource = resources.find((each) => each.path === file);
		if (!resource) return [`${file} is no table of the format`];
		const fields = fieldsOf(resource);
		const known = new Map(fields.map((field) => [field.name, field]));
		const wrong = headings
			.filter((heading) => !known.has(heading))
			.map((heading) => `${file} has no column ${heading}`);
		for (const field of fields) {
			const cells = rows.map((row) => row[field.name] ?? '');
			const bad = cells.map((cell) => wrongIn(cell, field)).find((each) => each !== null);
			if (bad) wrong.push(`${file}: ${field.name} ${bad}`);
			const said = cells.filter((cell) => cell !== '');
			if ((field.constraints?.unique || field.name === 'id') && new Set(said).size < said.length)
				wrong.push(`${file}: ${field.name} is there twice`);
		}
		for (const { fields: column, reference } of resource.schema.foreignKeys ?? []) {
			const other = tables.get(byName.get(reference.resource)?.path ?? '');
			const there = new Set(other?.rows.map((row) => row[reference.fields]));
			const lost = rows.map((row) => row[column] ?? '').find((id) => id !== '' && !there.has(id));
			if (lost) wrong.push(`${file}: ${column} points to nothing: ${lost}`);
		}
		return wrong;
	});
}

const services = INVENTED_OFFERS.map((offer, at) =>
	fullService({
		id: idOfWords('offer', String(at)),
		name: offer.name,
		provider: `Foreningen i ${offer.area}`,
		group: at % 2 ? 'municipal' : 'private-voluntary',
		targetGroup: offer.targetGroup,
		content: offer.content,
		admission: offer.admission ?? '',
		nextStep: offer.next,
		contact: `Telefon ${offer.phone}`,
		phone: offer.phone,
		email: at % 3 ? '' : 'post@solby.example',
		website: at % 4 ? '' : 'https://solby.example/a',
		address: offer.address,
		postalCode: offer.postalCode,
		town: offer.town,
		area: offer.area,
		openingHours: offer.hours,
		price: offer.price ?? '',
		languages: offer.languages ?? ['dansk'],
		themes: offer.themes,
		isPreventive: offer.isPreventive ?? false,
		placesTotal: at % 5 ? null : 12,
		placesFree: at % 5 ? null : 3,
		validUntil: at % 7 ? null : '2027-01-31',
		confirmedOn: '2026-05-04',
		state: 'fresh',
		organization: idOfWords('organisation', offer.area),
		municipalityName: 'Solby',
		at: new Date(0)
	} as never)
);

describe.skipIf(!isThere)('the official description of the tables', () => {
	test('finds nothing wrong with what we write', () => {
		expect(wrongWith(writeTables(services))).toEqual([]);
	});

	test('finds what is wrong: a cell that is missing, no number, no known word, an id twice, one that points to nothing, a column or file that is none', () => {
		const files = writeTables(services.slice(0, 2));
		const spoilt = {
			...files,
			'services.csv': files['services.csv']!.replace('active', 'open').replace(
				'description',
				'what'
			),
			'phones.csv': `id,service_id,number\r\n${services[0]!.id},${idOfWords('x')},\r\n${services[0]!.id},,1\r\n`,
			'x.csv': 'id\r\n'
		};
		const found = wrongWith(spoilt).join('\n');
		for (const each of [
			'services.csv: status is open',
			'services.csv has no column what',
			'phones.csv: id is there twice',
			'phones.csv: number is missing',
			'phones.csv: service_id points to nothing',
			'x.csv is no table of the format'
		])
			expect(found).toContain(each);
	});

	test('comes with an example, which is read whole: each service with its organisation', async () => {
		const names = readdirSync(EXAMPLE).filter((name) => name.endsWith('.csv'));
		const files = names.map((name) => ({ name, file: readFileSync(path.join(EXAMPLE, name)) }));
		const table = await read(
			...files.map(({ name, file }) => ({ name, file: new Uint8Array(file) }))
		);
		expect(table.form).toBe('hsds-tables');
		const official = tableIn(readFileSync(path.join(EXAMPLE, 'services.csv'), 'utf8')).rows;
		const givers = tableIn(readFileSync(path.join(EXAMPLE, 'organizations.csv'), 'utf8')).rows;
		const rows = await rowsOf(table);
		expect(rows.map(({ said }) => [said.key, said.name, said.provider])).toEqual(
			official.map((each) => [
				each.id,
				each.name,
				givers.find(({ id }) => id === each.organization_id)?.name
			])
		);
		expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
	});
});

test('the tables that we write are read again as they were', async () => {
	const sent = Object.entries(writeTables(services)).map(([name, text]) => ({
		name,
		file: strToU8(text)
	}));
	expect((await read(...sent)).rows.length).toBe(services.length);
});
