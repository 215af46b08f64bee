/** Workers of the organisations around the pathway of the access matrix. */
import type { World } from '../../src/server/database/test-world.ts';

export type Workers = Awaited<ReturnType<typeof arrangeWorkers>>;

/** One of each: let in by a consent, with a colleague beside them, or not let in for one reason or another. */
export async function arrangeWorkers(world: World) {
	const organisations = await Promise.all(
		['Værestedet', 'Besøgsvennerne', 'Naboskabet', 'Kulturhuset', 'Idrætten', 'Rådgivningen'].map(
			(name) => world.organisation('voluntary', name)
		)
	);
	const [shelter, visitors, neighbours, culture, sports, advice] = organisations as [
		string,
		string,
		string,
		string,
		string,
		string
	];
	const [covered, colleague, uncovered, contacted, declined, bystander, undeclared] =
		await Promise.all([
			world.worker('Hans Hjælper', shelter, 'volunteer'),
			world.worker('Kim Kollega', shelter, 'volunteer'),
			world.worker('Ulla Uden', visitors, 'volunteer'),
			world.worker('Karen Kontaktet', neighbours, 'manager'),
			world.worker('Niels Nej', culture, 'manager'),
			world.worker('Tina Tilskuer', sports, 'volunteer'),
			world.worker('Erik Endnu', advice, 'volunteer')
		]);
	await world.database.owner.query(
		`update samspil.membership set declared_on = null, declaration_version = null where person_id = $1`,
		[undeclared.person]
	);
	return { covered, colleague, uncovered, contacted, declined, bystander, undeclared };
}
