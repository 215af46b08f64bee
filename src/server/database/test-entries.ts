/** What stands on a pathway of a test's world, arranged as the owner. */
import { randomUUID } from 'node:crypto';
import type { Someone } from './test-world.ts';

type Base = {
	tenant: string;
	insert(table: string, row: Record<string, unknown>): Promise<void>;
	scopeOf(pathway: string, category: string): Promise<string>;
};

export function writeEntries({ tenant, insert, scopeOf }: Base) {
	/** A note in a category, by its author. */
	async function entry(
		pathwayId: string,
		category: string,
		author: Someone,
		body: string
	): Promise<string> {
		const id = randomUUID();
		await insert('entry', {
			tenant_id: tenant,
			id,
			pathway_id: pathwayId,
			scope_id: await scopeOf(pathwayId, category),
			category,
			kind: 'note',
			body,
			author_id: author.person,
			author_organisation_id: author.organisation,
			author_name: author.name,
			author_organisation_name: 'x'
		});
		return id;
	}

	/** An open task in a category, given to somebody at work or to the citizen. */
	async function task(
		pathwayId: string,
		category: string,
		by: Someone,
		title: string,
		responsible: Someone | 'citizen'
	): Promise<string> {
		const id = randomUUID();
		await insert('task', {
			tenant_id: tenant,
			id,
			pathway_id: pathwayId,
			scope_id: await scopeOf(pathwayId, category),
			category,
			title,
			...(responsible === 'citizen'
				? { for_citizen: true, responsible_name: 'Borger' }
				: {
						responsible_person_id: responsible.person,
						responsible_organisation_id: responsible.organisation,
						responsible_name: responsible.name
					}),
			created_by: by.person,
			created_by_name: by.name
		});
		return id;
	}

	return { entry, task };
}
