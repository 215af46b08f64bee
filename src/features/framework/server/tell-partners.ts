import type { Answers } from '#features/documents/template.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { partnersOf, unreachable, whoIsTold } from '../reading.rules.ts';
import type { Framework } from './find-writable.ts';
import { insertNotice } from './framework.queries.ts';
import { insertTold, listContacts } from './version.queries.ts';

/**
 * Tells every partner the framework names that a version is in force: a mail with a link,
 * a notice, and a row that says who was told when. Who cannot be reached stands in the record.
 */
export async function tellPartners(
	acting: Acting,
	framework: Framework,
	version: string,
	answers: Answers
): Promise<void> {
	const partners = partnersOf(answers, framework.host);
	if (partners.length === 0) return;
	const contacts = await acting.all(listContacts(partners));
	const told = whoIsTold(partners, contacts);
	const mailed = new Set<string>();
	for (const { organisation, people } of told)
		for (const person of people) {
			await acting.run(insertTold(version, { person, organisation }));
			if (mailed.has(person)) continue;
			mailed.add(person);
			const path = '/framework';
			await acting.run(
				queueMail({ kind: 'framework-established', to: { person }, words: { path } })
			);
			await acting.run(insertNotice(person, 'framework-established', path));
		}
	await acting.run(
		record('framework.partners-told', version, {
			partners: partners.length,
			people: mailed.size,
			unreached: unreachable(told)
		})
	);
}
