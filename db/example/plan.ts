/** The plan of a pathway in the invented data: an edition that was rewritten once, and what was said to it. */
import { sql } from 'kysely';
import { tables } from '#server/tables.ts';
import type { PlanText } from '#features/pathway-plans/plan.rules.ts';
import { idOf, type Example } from './example.ts';
import type { Pathway } from './pathway.ts';
import { solby, type Seat } from './people.ts';

type Said = {
	at: Seat | null;
	by: string;
	person: string;
	answer: 'accepted' | 'disagrees';
	note: string;
};

/** Lays down an edition, number by number, with the answers to it. */
export async function layDownPlan(
	{ write, moment }: Example,
	path: Pick<Pathway, 'id' | 'name' | 'scope'>,
	by: Seat,
	number: number,
	offset: number,
	text: PlanText,
	answers: readonly Said[]
): Promise<void> {
	const id = idOf(`plan ${number} of ${path.name}`);
	await write(
		tables.insertInto('pathway_plan').values({
			tenant_id: solby.id,
			id,
			pathway_id: path.id,
			scope_id: path.scope('housing'),
			category: 'housing',
			number,
			plan_type: text.planType,
			aim: text.aim,
			steps: text.steps,
			cooperation: text.cooperation,
			involvement: text.involvement,
			review_on: text.reviewOn,
			duration: text.duration,
			housing: text.housing,
			employment: text.employment,
			personal_help: text.personalHelp,
			treatment: text.treatment,
			aids: text.aids,
			other_matters: text.otherMatters,
			owners: JSON.stringify([
				{
					person: by.who.id,
					organisation: by.at.id,
					name: by.who.name,
					organisationName: by.at.name
				}
			]),
			citizen_owns: true,
			hash: sql<Buffer>`sha256('')`,
			written_by: by.who.id,
			written_by_name: by.who.name,
			written_by_organisation_name: by.at.name,
			written_at: moment(offset, '11:00')
		})
	);
	for (const { at, by: name, person, answer, note } of answers)
		await write(
			tables.insertInto('pathway_plan_answer').values({
				tenant_id: solby.id,
				id: idOf(`${name} to plan ${number} of ${path.name}`),
				plan_id: id,
				hash: sql<Buffer>`(select hash from samspil.pathway_plan where id = ${id})`,
				pathway_id: path.id,
				scope_id: path.scope('housing'),
				category: 'housing',
				organisation_id: at?.at.id ?? null,
				organisation_name: at?.at.name ?? '',
				answer,
				note,
				answered_by: person,
				answered_by_name: name,
				answered_at: moment(offset + 1, '15:00')
			})
		);
}
