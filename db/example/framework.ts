/** Solby's framework: approved once, by those who may, and on its way to the next update. */
import { writeCall } from './framework-call.ts';
import { contentHash, freeze, type Content } from '#features/documents/content.rules.ts';
import { namesIn, seatKey } from '#features/documents/names.rules.ts';
import {
	frameworkTemplate,
	PARTNERS_FIELD,
	POOL_FIELD
} from '#features/framework/framework-template.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { tables } from '#server/tables.ts';
import { collaboration, POOL } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { approvedAnswers, changedAnswers } from './framework-answers.ts';
import { STAFF_MEETING } from './framework-ways.ts';
import {
	aviaja,
	birgitte,
	gitte,
	henrik,
	kilden,
	lone,
	mentorhuset,
	mette,
	natteravne,
	poul,
	rasmus,
	seat,
	solby,
	soparken,
	tarek,
	type Seat
} from './people.ts';

const framework = idOf('framework');
const version = idOf('framework version 1');

/** Those whom the framework names to tell of it. */
const TELL = [seat(lone, solby), seat(aviaja, kilden)];

const SUBMITTED = -170;
const ESTABLISHED = -165;
/** Less than six months after it was established, and within the month in which one is reminded. */
const NEXT_UPDATE = 14;

export async function writeFramework(example: Example): Promise<void> {
	const { write, day, moment } = example;
	await write(
		tables.insertInto('framework').values({
			tenant_id: solby.id,
			id: framework,
			collaboration_id: collaboration,
			template_version: frameworkTemplate.edition,
			deputy_person_id: mette.id,
			deputy_organisation_id: solby.id,
			changed_by_name: lone.name
		})
	);
	await writeInvolvement(
		example,
		-180,
		'Gennemgang af alle afsnit i Kilden. Aviâja og Rasmus rettede i tilbuddene.'
	);
	const content = frozen();
	await write(
		tables.insertInto('framework_version').values({
			tenant_id: solby.id,
			id: version,
			framework_id: framework,
			number: 1,
			content: JSON.stringify(content),
			hash: Buffer.from(await contentHash(content), 'hex'),
			summary: 'Vores første fælles ramme.',
			proposed_next_update_on: day(NEXT_UPDATE),
			proposed_person_id: lone.id,
			proposed_organisation_id: solby.id,
			submitted_by_name: lone.name,
			submitted_at: moment(SUBMITTED, '10:30')
		})
	);
	await decide(example, seat(henrik, solby), -168, 'Godt arbejde. Vi skal huske natterne.');
	await decide(example, seat(gitte, soparken), -167, '');
	await decide(example, seat(birgitte, kilden), ESTABLISHED, '');
	await establish(example);
	await writeReadings(example);
	await reopen(example);
}

function frozen(): Content {
	const pool = POOL.map(({ who, at }) => ({ person: who.id, organisation: at.id }));
	const answers: Answers = {
		...approvedAnswers,
		[POOL_FIELD]: {
			value: { kind: 'people', people: pool.map(seatKey).sort() },
			notApplicable: null
		}
	};
	const organisations = [solby, kilden, natteravne, soparken, mentorhuset];
	const people = [...POOL, ...TELL].map(({ who, at }) => ({
		person: who.id,
		organisation: at.id,
		name: who.name,
		organisationName: at.name
	}));
	return freeze(
		frameworkTemplate,
		answers,
		namesIn(frameworkTemplate, answers, organisations, people)
	);
}

const writeInvolvement = ({ write, day, moment }: Example, offset: number, note: string) =>
	write(
		tables.insertInto('framework_involvement').values({
			tenant_id: solby.id,
			id: idOf(`involvement ${note}`),
			framework_id: framework,
			kind: 'meeting',
			held_on: day(offset),
			note,
			recorded_by_name: lone.name,
			recorded_at: moment(offset, '15:00')
		})
	);

const decide = async (
	{ write, moment }: Example,
	{ who, at }: Seat,
	offset: number,
	comment: string
) =>
	write(
		tables.insertInto('framework_decision').values({
			tenant_id: solby.id,
			version_id: version,
			person_id: who.id,
			organisation_id: at.id,
			person_name: who.name,
			organisation_name: at.name,
			outcome: 'approve',
			comment,
			hash: Buffer.from(await contentHash(frozen()), 'hex'),
			decided_at: moment(offset, '09:15')
		})
	);

/**
 * Established the only way there is: PostgreSQL counts the approvals on the day of a visit, so the last one to
 * approve is on a visit while it happens.
 */
async function establish({ write, run, day, workday, moment }: Example): Promise<void> {
	const token = idOf('a visit for one statement');
	await run(
		`insert into identity.session (token, "userId", "expiresAt", hat, "hatTenant", "hatOrganisation")
		values ($1, $2, now() + interval '1 minute', 'organisation', $3, $4)`,
		[token, birgitte.id, solby.id, kilden.id]
	);
	await run('select samspil.begin_visit($1, $2)', [token, day(ESTABLISHED)]);
	const approval = ({ who, at }: Seat, offset: number) => ({
		name: who.name,
		organisation: at.name,
		// The day of the decision itself (`decide`), which was made at work.
		on: workday(offset)
	});
	const approvals = [
		approval(seat(henrik, solby), -168),
		approval(seat(gitte, soparken), -167),
		approval(seat(birgitte, kilden), ESTABLISHED)
	];
	await write(
		tables
			.updateTable('framework_version')
			.set({
				outcome: 'established',
				outcome_at: moment(ESTABLISHED, '09:15'),
				approvals: JSON.stringify(approvals)
			})
			.where('id', '=', version)
	);
	await write(
		tables
			.updateTable('framework')
			.set({
				state: 'established',
				established_version_id: version,
				established_on: day(ESTABLISHED),
				next_update_on: day(NEXT_UPDATE),
				next_update_person_id: lone.id,
				next_update_organisation_id: solby.id
			})
			.where('id', '=', framework)
	);
	await run(`select set_config('samspil.visit', '', true), set_config('samspil.today', '', true)`);
	await run('delete from identity.session where token = $1', [token]);
}

/** Who was told, and who has said that they read it. */
async function writeReadings(example: Example): Promise<void> {
	const { write, day, moment } = example;
	const told: [Seat, read: number | null][] = [
		[seat(birgitte, kilden), -164],
		[seat(gitte, soparken), -160],
		[seat(tarek, mentorhuset), -151],
		[seat(poul, natteravne), null]
	];
	await write(
		tables.insertInto('framework_reading').values(
			told.map(([{ who, at }, read]) => ({
				tenant_id: solby.id,
				version_id: version,
				person_id: who.id,
				organisation_id: at.id,
				told_at: moment(ESTABLISHED, '09:16'),
				read_at: read === null ? null : moment(read, '20:05')
			}))
		)
	);
	await write(
		tables.insertInto('framework_telling').values({
			tenant_id: solby.id,
			id: idOf('framework telling'),
			version_id: version,
			way_id: STAFF_MEETING,
			told_on: day(-150),
			note: 'Fjorten kom. De spurgte mest til, hvem der ringer først.',
			told_by: lone.id,
			told_by_name: lone.name
		})
	);
	await writeCall(example, version);
}

/** The half-yearly update has begun: answers have been changed, the project group has met and has its say. */
async function reopen(example: Example): Promise<void> {
	const { write, moment } = example;
	const now = { ...approvedAnswers, ...changedAnswers };
	await write(
		tables.insertInto('framework_answer').values(
			Object.entries(now).map(([field, { value, notApplicable }]) => ({
				tenant_id: solby.id,
				framework_id: framework,
				field_key: field,
				value: JSON.stringify(value),
				not_applicable: notApplicable,
				answered_by: lone.id,
				answered_by_name: lone.name,
				answered_at: field in changedAnswers ? moment(-4, '11:20') : moment(-185, '13:00'),
				version: field in changedAnswers ? 2 : 1
			}))
		)
	);
	await write(
		tables
			.updateTable('framework')
			.set({ state: 'draft', changed_at: moment(-4, '11:20'), changed_by_name: lone.name })
			.where('id', '=', framework)
	);
	await writeInvolvement(
		example,
		-8,
		'Vi gik tolke og opsøgende arbejde igennem. Rasmus spørger efter kontakter i Grønland.'
	);
	const comments: [field: string, Seat, number, string, done: boolean][] = [
		[
			'outreach',
			seat(aviaja, kilden),
			-7,
			'Den nye sygeplejerske kommer i Kilden om tirsdagen. Skriv gerne hendes telefontid på.',
			false
		],
		['interpreters', seat(rasmus, soparken), -7, 'Vi har brug for ukrainsk hos os.', true],
		[
			PARTNERS_FIELD,
			seat(tarek, mentorhuset),
			-6,
			'Skal Jobcentret i Nordby med? Flere af vores borgere flytter frem og tilbage.',
			false
		]
	];
	await write(
		tables.insertInto('framework_comment').values(
			comments.map(([field, { who, at }, offset, body, isDone]) => ({
				tenant_id: solby.id,
				id: idOf(body),
				framework_id: framework,
				field_key: field,
				body,
				author_id: who.id,
				author_organisation_id: at.id,
				author_name: who.name,
				created_at: moment(offset, '14:10'),
				done_at: isDone ? moment(-4, '11:20') : null,
				done_by_name: isDone ? lone.name : null
			}))
		)
	);
}
