/** A contract of some six pages in two hundred versions, each with other data, laid into the stage's database. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { newestTemplateOf } from '../src/features/agreements/agreement-template.rules.ts';
import { canonicalJson, type Json } from '../src/features/documents/content.rules.ts';
import type { FrozenDocument } from '../src/features/documents/frozen.rules.ts';
import { composeDocument } from '../src/features/documents/server/compose-document.ts';
import {
	emptyValue,
	fieldsOf,
	type Answers,
	type Value
} from '../src/features/documents/template.rules.ts';
import type { Asker, Stage } from './stage.ts';

/** Versions of the document. */
export const VERSIONS = 200;

/** The contract as it lies in the database. */
export type Contract = { agreement: string; versions: string[]; reader: Asker };

const template = newestTemplateOf('cooperation-contract');

/** Lays the contract in, for the municipality of the first who asks; one of an earlier run is there already. */
export async function layInContract({ url, askers }: Stage): Promise<Contract> {
	const reader = askers[0]!;
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(
		'select organisation_id as id from samspil.tenant_organisation where tenant_id = $1 order by organisation_id <> tenant_id limit 3',
		[reader.tenant]
	);
	const parties = rows.map(({ id }, index) => ({ id, name: `Organisation nr. ${index + 1}` }));
	const agreement = idOf('agreement');
	const versions = Array.from({ length: VERSIONS }, (_, index) => idOf(`version ${index}`));
	// As it came to be is not what is measured.
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	await client.query(
		`insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, sections, begun_by, begun_by_organisation)
		values ($1, $2, 'agreement', $3, $4, 'Nattens varme', $5, $6, $1) on conflict do nothing`,
		[
			reader.tenant,
			agreement,
			template.key,
			template.edition,
			template.sections.map(({ key }) => key),
			reader.person
		]
	);
	for (const [place, { id }] of parties.entries())
		await client.query(
			'insert into samspil.document_party (tenant_id, document_id, organisation_id, place) values ($1, $2, $3, $4) on conflict do nothing',
			[reader.tenant, agreement, id, place]
		);
	for (const [index, id] of versions.entries()) {
		const spelled = canonicalJson(contract(parties, index) as unknown as Json);
		await client.query(
			`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at)
			values ($1, $2, $3, $4, $5, $6, 'Lone Leder', $7, now()) on conflict do nothing`,
			[
				reader.tenant,
				id,
				agreement,
				index + 1,
				spelled,
				createHash('sha256').update(spelled).digest(),
				index === VERSIONS - 1 ? 'submitted' : 'withdrawn'
			]
		);
	}
	await client.query('commit');
	await client.query('analyze samspil.document_version');
	await client.end();
	return { agreement, versions, reader };
}

const idOf = (what: string) =>
	createHash('sha256')
		.update(`bench ${what}`)
		.digest('hex')
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

type Party = { id: string; name: string };

/** The contract as version `seed` freezes it: every text is another. */
function contract(parties: readonly Party[], seed: number): FrozenDocument {
	const document = composeDocument(
		template,
		{
			title: `Nattens varme ${seed}`,
			language: 'da',
			sections: template.sections.map(({ key }) => key),
			parties: parties.map((party) => ({
				...party,
				cvr: null,
				responsible: null,
				responsibleName: null,
				responsibleTitle: null
			})),
			executors: [],
			signatories: [],
			saved: []
		},
		{ organisations: parties, people: [] }
	);
	const fields = fieldsOf({ ...template, sections: document.sections });
	const answers: Answers = Object.fromEntries(
		fields.map((field, index) => [
			field.key,
			{ value: answerOf(field, seed, index), notApplicable: null }
		])
	);
	return { ...document, answers };
}

function answerOf(field: ReturnType<typeof fieldsOf>[number], seed: number, index: number): Value {
	if (field.kind === 'text') return { kind: 'text', text: sentence(seed, index) };
	if (field.kind === 'date') return { kind: 'date', text: `2027-0${(seed % 9) + 1}-15` };
	if (field.kind === 'number') return { kind: 'number', text: String((seed % 60) + 1) };
	if (field.kind === 'rows')
		return {
			kind: 'rows',
			rows: [1, 2].map((row) => ({
				id: `r${row}`,
				cells: Object.fromEntries(
					field.columns
						.filter(({ kind }) => kind === 'text')
						.map(({ key }) => [key, `Aftalt i sag ${seed}-${index}-${row}`])
				)
			}))
		};
	return emptyValue(field);
}

const sentence = (seed: number, index: number) =>
	`De åbner huset hver aften i uge ${(seed % 52) + 1} og skriver samme dag, hvad der skete. ` +
	`Går noget i stå, ringer den ansvarlige til de andre; det tager ${((seed * 7 + index) % 20) + 1} minutter og sparer måneder.`;
