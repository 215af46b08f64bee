/** Who must prove more than a password: decided by a setting, asked by the database with every visit. */
import type { Database } from '#server/database/open-database.ts';
import type { Settings } from '#server/settings.ts';

/** Tells the database what the setting says now; samspil.acting_visit goes by it from the next visit on. */
export async function tellSecondFactor(
	database: Pick<Database, 'admin'>,
	secondFactor: Settings['secondFactor']
): Promise<void> {
	const admin = await database.admin();
	try {
		await admin.query('set role samspil_owner');
		await admin.query(
			'update samspil.installation set second_factor = $1 where second_factor <> $1',
			[secondFactor]
		);
	} finally {
		await admin.end();
	}
}
