/**
 * The invented data: Solby Kommune and those it works with. For looking around (`npm start -- --demo`), for browser
 * stories and for screenshots. No person in it exists, and every mail address in it leads nowhere (RFC 2606).
 *
 * It is told from the day on which it is loaded, so that there is always a meeting next week.
 */
import type pg from 'pg';
import { findDue, takeOne } from '../../src/server/jobs/take-follow-up.ts';
import { dayNow, type Day } from '../../src/values/day.ts';
import { writeActionPlan } from './action-plan.ts';
import { writeAgreements } from './agreement.ts';
import { writeAroundMalik } from './around-malik.ts';
import { writeCollaboration } from './collaboration.ts';
import { writeComingMeetings } from './coming-meetings.ts';
import { writeConcerns } from './concerns.ts';
import { writeDirectory } from './directory.ts';
import { exampleOn } from './example.ts';
import { writeFramework } from './framework.ts';
import { writeKeeping } from './keeping.ts';
import { writeRound } from './framework-round.ts';
import { writeJens } from './pathway-jens.ts';
import { writeResponsibility } from './responsibility.ts';
import { writeCertificates } from './certificates.ts';
import { writeLiv } from './pathway-liv.ts';
import { writeMalik } from './pathway-malik.ts';
import { writeSanne } from './pathway-sanne.ts';
import { writePeople } from './people.ts';

/** What is needed to load it: a connection with all rights, which is ended here. */
type Loadable = { admin(): Promise<Pick<pg.Client, 'query' | 'end'> & pg.ClientBase> };

/**
 * Adds the invented data to a database where nobody has begun, whole or not at all; answers whether it did. The
 * installation is then one of invented data: anybody may look around in it, and no mail leaves it.
 */
export async function loadExample(database: Loadable, today: Day = dayNow()): Promise<boolean> {
	const admin = await database.admin();
	try {
		await admin.query('begin');
		await admin.query('set local role samspil_owner');
		await admin.query('set local search_path = samspil, pg_temp');
		// Whoever begins at the same moment waits here (become_first_administrator takes the same lock).
		await admin.query('select from installation for update');
		const { rows } = await admin.query<{ begun: boolean }>(
			'select has_administrator() or exists (select from organisation) as begun'
		);
		if (rows[0]?.begun) return false;

		const example = exampleOn(admin, today);
		await writePeople(example);
		await writeCollaboration(example);
		await writeFramework(example);
		await writeRound(example);
		await writeActionPlan(example);
		await writeAgreements(example);
		await writeDirectory(example);
		await writeMalik(example);
		await writeAroundMalik(example);
		await writeJens(example);
		await writeSanne(example);
		await writeCertificates(example);
		await writeResponsibility(example);
		await writeLiv(example);
		await writeConcerns(example);
		await writeKeeping(example);
		await writeComingMeetings(example, admin);
		// What the jobs do within the hour: whoever looks around looks now.
		for (const due of await findDue(admin, today)) await takeOne(admin, due, today);
		await admin.query('update installation set demo = true');
		await admin.query('commit');
		return true;
	} finally {
		await admin.end(); // what is not committed by now is rolled back
	}
}
