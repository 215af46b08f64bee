/** Solby's half-yearly round of the framework. */
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { openParts } from '#features/framework/opening.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { aviaja, kilden, lone, mette, rasmus, seat, solby, soparken, type Seat } from './people.ts';

/** The half-yearly round, a week in: everybody has two weeks more. */
export async function writeRound({ write, day, moment }: Example): Promise<void> {
	const owners: Record<string, Seat> = {
		communication: seat(aviaja, kilden),
		plans: seat(mette, solby),
		offers: seat(rasmus, soparken)
	};
	await write(
		tables.insertInto('framework_opening').values({
			tenant_id: solby.id,
			framework_id: idOf('framework'),
			...openParts(['audience', 'offers', 'dissemination']),
			changed_by_name: lone.name
		})
	);
	const round = idOf('framework round');
	await write(
		tables.insertInto('framework_section_owner').values(
			frameworkTemplate.sections.map(({ key, fields }) => {
				const { who, at } = owners[key] ?? seat(lone, solby);
				return {
					tenant_id: solby.id,
					framework_id: idOf('framework'),
					section: key,
					fields: fields.map((field) => field.key),
					person_id: who.id,
					organisation_id: at.id,
					person_name: who.name
				};
			})
		)
	);
	await write(
		tables.insertInto('framework_round').values({
			tenant_id: solby.id,
			id: round,
			framework_id: idOf('framework'),
			opened_on: day(-7),
			due_on: day(12),
			words: 'Se jeres del efter, og ret det, der har ændret sig siden sommer.',
			opened_by_name: lone.name,
			opened_at: moment(-7, '09:00')
		})
	);
}
