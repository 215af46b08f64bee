/** How long Solby Kommune and Kilden keep what they have, what is left of what they no longer have, and where the municipality is notified of a child. */
import { tables } from '#server/tables.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { birgitte, bodil, kilden, lone, solby, viggo } from './people.ts';

/** In months; those of the whole pathway stand apart. */
const FOR_ALL = {
	need: 12,
	part: 36,
	'group-meeting': 60,
	doubt: 24,
	'child-role': 24,
	notice: 6,
	log: 60
} as const;
const OF_KILDEN = { part: 24, doubt: 12 } as const;

export async function writeKeeping({ write, day, moment }: Example): Promise<void> {
	const said = { changed_by_name: bodil.name, changed_at: moment(-200, '11:20') };
	await write(
		tables.insertInto('retention').values({ tenant_id: solby.id, months: 60, ...said, version: 1 })
	);
	const times = <Kind extends string>(months: Record<Kind, number>) =>
		Object.entries(months) as [Kind, number][];
	await write(
		tables.insertInto('kept_time').values([
			...times(FOR_ALL).map(([kind, months]) => ({
				tenant_id: solby.id,
				organisation_id: solby.id,
				kind,
				months,
				...said,
				version: 1
			})),
			...times(OF_KILDEN).map(([kind, months]) => ({
				tenant_id: solby.id,
				organisation_id: kilden.id,
				kind,
				months,
				changed_by_name: birgitte.name,
				changed_at: moment(-150, '13:05'),
				version: 1
			}))
		])
	);
	// Bodil has let go once of what was read long ago.
	await write(
		tables.insertInto('kept_run').values({
			tenant_id: solby.id,
			id: idOf('run of notices'),
			organisation_id: solby.id,
			kind: 'notice',
			until: day(-240),
			shown: 118,
			gone: 118,
			months: 6,
			let_go_at: moment(-40, '10:00'),
			let_go_by_name: bodil.name,
			moved_at: moment(-40, '10:10'),
			done_at: moment(-40, '10:10')
		})
	);
	// Kilden has one that is kept long enough by the time it has set.
	await write(
		tables.insertInto('doubt').values({
			tenant_id: solby.id,
			id: idOf('old doubt of Viggo'),
			question:
				'En dreng kommer næsten hver dag lige efter skole og bliver, til vi lukker. Skal jeg spørge ham?',
			asked_by: viggo.id,
			organisation_id: kilden.id,
			to_person_id: lone.id,
			to_organisation_id: solby.id,
			asked_at: moment(-431, '16:20'),
			answer: 'talk',
			answer_note:
				'Ja, spørg ham stille og roligt, hvordan det går. Ring til mig, hvis du bliver urolig.',
			answered_at: moment(-430, '09:00')
		})
	);
	// Earlier pathways are erased; what is left of them are numbers.
	await write(
		tables.insertInto('kept_numbers').values({
			tenant_id: solby.id,
			collaboration_id: collaboration,
			year: Number(day(-365 * 6).slice(0, 4)),
			pathways: 31,
			decided: 25,
			decided_in_time: 17,
			meetings_held: 84,
			tasks_due: 203,
			tasks_in_time: 161
		})
	);
	await write(
		tables.insertInto('notification_setting').values({
			tenant_id: solby.id,
			phone: '00 12 34 00, hele døgnet',
			channel: 'underretning@solby.example',
			saturdays: false,
			changed_by_name: lone.name,
			changed_at: moment(-90, '09:45')
		})
	);
}
