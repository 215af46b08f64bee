/** An organisation that stands in the register twice, and somebody whom the municipality knows in it. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';
import { randomUUID } from 'node:crypto';
import type { World } from '../../src/server/database/test-world.ts';

/** Answers the one that looks the same as `organisation`, the contact, and a role in which `person` of it meets children (L-21), and its part of the register. */
export async function arrangeOrganisations(
	world: World,
	[collaboration, otherCollaboration]: [string, string],
	organisation: string,
	person: string
) {
	const twin = await world.organisation('voluntary', 'Dobbelt');
	await world.database.owner.query(
		`update samspil.organisation set cvr = '29189846', kind = (select kind from samspil.organisation where id = $1) where id in ($1, $2)`,
		[organisation, twin]
	);
	const contact = randomUUID();
	await world.insert('organisation_contact', {
		tenant_id: world.tenant,
		id: contact,
		organisation_id: organisation,
		name: 'Kasper Kontakt',
		phone: '12 34 56 78',
		purpose: 'Nøgler til huset'
	});
	const role = randomUUID();
	await world.insert('child_role', {
		tenant_id: world.tenant,
		id: role,
		organisation_id: organisation,
		person_id: person,
		role: 'Lektiehjælp'
	});
	// what the organisation is responsible for (L-11), in each of the two
	const [part, otherPart] = await Promise.all(
		[collaboration, otherCollaboration].map(async (at) => {
			const id = randomUUID();
			await world.insert('data_responsibility', {
				tenant_id: world.tenant,
				id,
				collaboration_id: at,
				organisation_id: organisation,
				what: 'Det, vores frivillige skriver ned',
				contact: 'Kasper Kontakt, 12 34 56 78'
			});
			return id;
		})
	);
	return { twin, contact, role, part: part!, otherPart: otherPart! };
}

/** What an organisation is called. */
export async function nameOf({ owner }: TestDatabase, organisation: string): Promise<string> {
	const { rows } = await owner.query('select name from samspil.organisation where id = $1', [
		organisation
	]);
	return rows[0].name;
}
