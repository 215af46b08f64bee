/** One established framework a municipality, every question of the template answered at some length. */
import type { ClientBase } from 'pg';
import { contentHash, freeze } from '../src/features/documents/content.rules.ts';
import {
	emptyValue,
	fieldsOf,
	type Field,
	type Row,
	type Value
} from '../src/features/documents/template.rules.ts';
import { frameworkTemplate } from '../src/features/framework/framework-template.rules.ts';

const SENTENCE = 'Vi mødes hver anden uge og aftaler, hvem der gør hvad, og hvornår det er gjort. ';

/** Writes the frameworks of all tenants. Checks of keys and triggers are off, as in the rest of the seed. */
export async function seedFrameworks(client: ClientBase): Promise<void> {
	const answers = Object.fromEntries(
		fieldsOf(frameworkTemplate).map((field) => [
			field.key,
			{ value: invent(field), notApplicable: null }
		])
	);
	const content = freeze(frameworkTemplate, answers, { organisations: {}, people: {} });
	const hash = await contentHash(content);
	await client.query(
		`insert into samspil.framework_version (tenant_id, id, framework_id, number, content, hash, summary, proposed_next_update_on, proposed_person_id,
			proposed_organisation_id, submitted_by_name, submitted_at, outcome, outcome_at, approvals)
		select tenant_id, md5('version' || id)::uuid, md5('framework' || id)::uuid, 1, $1, decode($2, 'hex'), '', '2026-11-01', leader_person_id,
			leader_organisation_id, 'Medarbejder 0', '2026-05-01', 'established', '2026-05-02', '[]' from samspil.collaboration`,
		[JSON.stringify(content), hash]
	);
	await client.query(
		`insert into samspil.framework (tenant_id, id, collaboration_id, template_version, state, established_version_id, established_on, next_update_on,
			next_update_person_id, next_update_organisation_id, changed_by_name)
		select tenant_id, md5('framework' || id)::uuid, id, $1, 'established', md5('version' || id)::uuid, '2026-05-02', '2026-11-01',
			leader_person_id, leader_organisation_id, 'Medarbejder 0' from samspil.collaboration`,
		[frameworkTemplate.edition]
	);
}

function invent(field: Field): Value {
	switch (field.kind) {
		case 'text':
			return { kind: 'text', text: SENTENCE.repeat(4) };
		case 'rows':
			return { kind: 'rows', rows: inventRows(field.columns) };
		case 'groups':
			return {
				kind: 'groups',
				groups: Object.fromEntries(
					field.groups.map(({ key }) => [key, { rows: inventRows(field.columns), none: '' }])
				)
			};
		default:
			return emptyValue(field);
	}
}

const inventRows = (columns: readonly { key: string }[]): Row[] =>
	[1, 2, 3].map((number) => ({
		id: `row-${number}`,
		cells: Object.fromEntries(columns.map(({ key }) => [key, `${SENTENCE}${number}`]))
	}));
