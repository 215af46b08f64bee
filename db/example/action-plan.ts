/** Solby's action plan: what is done this year for the six goals, one of which nothing is done for yet. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import {
	aviaja,
	birgitte,
	kilden,
	lone,
	mette,
	rasmus,
	seat,
	solby,
	soparken,
	type Seat
} from './people.ts';

type Line = {
	what: string;
	words?: string;
	goals: string[];
	when: [
		timing: 'day' | 'period' | 'yearly',
		from: number,
		until: number | null,
		times: number | null
	];
	who: Seat;
	standing: 'proposed' | 'planned' | 'under-way' | 'done';
	held?: number[];
};

const LINES: Line[] = [
	{
		what: 'Netværksmøde for alle, der hjælper',
		words: 'To timer i Kilden med kaffe. Vi begynder med det, der drillede siden sidst.',
		goals: ['shared-view', 'right-people'],
		when: ['yearly', -200, null, 4],
		who: seat(lone, solby),
		standing: 'under-way',
		held: [-150, -62]
	},
	{
		what: 'Lommekort med numre og åbningstider',
		goals: ['easy-to-know', 'clear-ways'],
		when: ['period', -40, 20, null],
		who: seat(aviaja, kilden),
		standing: 'under-way'
	},
	{
		what: 'Fælles introduktion til nye kolleger og frivillige',
		goals: ['easy-to-know', 'one-responsible'],
		when: ['day', 45, null, null],
		who: seat(mette, solby),
		standing: 'planned'
	},
	{
		what: 'Rundvisning hos hinanden',
		goals: ['easy-to-know'],
		when: ['day', -90, null, null],
		who: seat(birgitte, kilden),
		standing: 'done'
	},
	{
		what: 'Aftenåbent i Søparken en gang om måneden',
		goals: ['clear-ways'],
		when: ['yearly', 30, null, 12],
		who: seat(rasmus, soparken),
		standing: 'proposed'
	}
];

/** After the framework, which it belongs to. */
export async function writeActionPlan({ write, day, moment }: Example): Promise<void> {
	for (const { what, words = '', goals, when, who, standing, held = [] } of LINES) {
		const [timing, from, until, times] = when;
		const id = idOf(`activity ${what}`);
		await write(
			tables.insertInto('plan_activity').values({
				tenant_id: solby.id,
				id,
				framework_id: idOf('framework'),
				what,
				words,
				goals,
				timing,
				begins_on: day(from),
				ends_on: until === null ? null : day(until),
				times_a_year: times,
				responsible_organisation_id: who.at.id,
				responsible_person_id: who.who.id,
				responsible_name: who.who.name,
				standing,
				proposed_by: standing === 'proposed' ? rasmus.id : lone.id,
				proposed_by_name: standing === 'proposed' ? rasmus.name : lone.name,
				changed_by_name: lone.name,
				changed_at: moment(-30, '10:00')
			})
		);
		for (const offset of held)
			await write(
				tables.insertInto('plan_occurrence').values({
					tenant_id: solby.id,
					id: idOf(`held ${what} ${offset}`),
					activity_id: id,
					held_on: day(offset),
					recorded_by: who.who.id,
					recorded_by_name: who.who.name
				})
			);
	}
	await write(
		tables.insertInto('goal_standing').values({
			tenant_id: solby.id,
			framework_id: idOf('framework'),
			goal: 'easy-to-know',
			standing: 'on-the-way',
			words: 'Nye kolleger finder selv frem til Kilden og Natteravnene. Søparken kender færre.',
			changed_by_name: lone.name
		})
	);
}
