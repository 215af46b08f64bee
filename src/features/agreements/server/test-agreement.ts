/** A municipality and its partners with an agreement, for tests, and its way told in short. */
import { randomUUID } from 'node:crypto';
import { answerDocument, type Place } from '#features/documents/server/answer-document.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { listAnswers } from '#features/documents/server/answer.queries.ts';
import { namePeople } from '#features/documents/server/change-parties.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { listParties } from '#features/documents/server/party.queries.ts';
import { findVersion } from '#features/documents/server/version.queries.ts';
import { answersOf } from '#features/documents/draft.rules.ts';
import { shapeTemplate } from '#features/documents/shape.rules.ts';
import { answerTo, fieldsOf, type Template } from '#features/documents/template.rules.ts';
import type { Posted } from '#features/documents/form.rules.ts';
import type { TestDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { Day } from '#values/day.ts';
import { sendForSigning, signAgreement } from './agree.ts';
import { beginAgreement, pathOf } from './begin-agreement.ts';

const asked = (key: string, required = false) => ({
	key,
	label: key,
	guidance: key,
	required,
	rule: 'R-000'
});

/** A small contract: common questions, questions of each party, and a section of each kind to leave out. */
export const template: Template = {
	key: 'cooperation-contract',
	edition: 1,
	sections: [
		{
			key: 'purpose',
			label: 'Formål',
			guidance: '',
			optional: true,
			fields: [
				{ ...asked('purpose', true), kind: 'text' },
				{ ...asked('target-group'), kind: 'text' },
				{ ...asked('budget'), kind: 'money' },
				{ ...asked('starts-on'), kind: 'date' },
				{ ...asked('ends-on'), kind: 'date' },
				{ ...asked('review-on'), kind: 'date' }
			]
		},
		{
			key: 'expectations',
			label: 'Forventninger',
			guidance: '',
			optional: true,
			perParty: true,
			fields: [{ ...asked('expectations', true), kind: 'text' }]
		},
		{
			key: 'roles',
			label: 'Opgaver',
			guidance: '',
			optional: true,
			perParty: true,
			fields: [
				{
					...asked('roles'),
					kind: 'rows',
					columns: [
						{ key: 'who', label: 'Hvem', required: true, kind: 'text', long: false },
						{ key: 'what', label: 'Hvad', required: true, kind: 'text', long: false }
					]
				}
			]
		}
	]
};

export type AgreementWorld = Awaited<ReturnType<typeof newAgreementWorld>>;

/** Solby, a shelter and a housing association, each with somebody who leads, works and signs; an outsider, and nobody's stranger. */
export async function newAgreementWorld(database: TestDatabase) {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Nattely');
	const homes = await world.organisation('housing', 'Solby Boliger');
	const outside = await world.organisation('private', 'Udenfor');
	const people = {
		leader: await world.worker('Lone Leder', world.tenant, 'project-leader'),
		mayor: await world.worker('Mads Borg', world.tenant, 'manager'),
		clerk: await world.worker('Karl Kontor', world.tenant),
		host: await world.worker('Vera Vang', shelter, 'manager'),
		helper: await world.worker('Hans Hjælper', shelter, 'volunteer'),
		landlord: await world.worker('Henrik Hus', homes, 'manager'),
		stranger: await world.worker('Stine Stær', outside, 'manager')
	};
	for (const each of [people.mayor, people.host, people.landlord, people.stranger])
		await letBind(world, each);
	return { ...world, ...people, shelter, homes, outside };
}

/** Lets somebody bind their organisation, or not any more. */
export const letBind = ({ database }: World, { person }: Someone, canBind = true) =>
	database.owner.query('update samspil.membership set can_bind = $2 where person_id = $1', [
		person,
		canBind
	]);

/** An agreement just begun between the municipality and the shelter; answers where it stands. */
export async function begun(world: AgreementWorld, parties: string[] = [world.shelter]) {
	const id = randomUUID();
	const outcome = await world.as(world.leader).act((acting) =>
		beginAgreement(acting, 'cooperation-contract', template, {
			id,
			title: 'Hjem igen',
			language: 'da',
			parties: [world.tenant, ...parties],
			collaboration: null
		})
	);
	if (!outcome.ok) throw new Error(outcome.reason);
	return placeOf(id);
}

/** Where the agreement stands. */
export const placeOf = (id: string): Place => ({ id, template, path: pathOf(id) });

/** Names who leads, works and signs for a party. */
export async function name(
	world: AgreementWorld,
	place: Place,
	party: string,
	people: { responsible: Someone; executing: Someone[]; signatories: Someone[] },
	by: Someone = world.leader
) {
	const [parties] = await world.as(by).read(listParties(place.id));
	const version = parties.find((each) => each.id === party)?.version ?? 0;
	return world.as(by).act((acting) =>
		namePeople(
			acting,
			place,
			{ party, version },
			{
				responsible: people.responsible.person,
				executing: people.executing.map(({ person }) => person),
				signatories: people.signatories.map(({ person }) => ({ person, title: 'Leder' }))
			}
		)
	);
}

/** Answers questions of one section as `who`, on top of what is saved when it is called. */
export async function answer(
	world: AgreementWorld,
	place: Place,
	who: Someone,
	section: string,
	typed: Record<string, string>
) {
	const posted: [string, string][] = Object.entries(typed).map(([key, text]) => [
		`${key}.text`,
		text
	]);
	const shown = await marks(world, place, Object.keys(typed));
	return world
		.as(who)
		.act((acting) => answerDocument(acting, place, section, [...posted, ...shown]));
}

/** What a page shown now says of the answers it shows. */
export async function marks(world: AgreementWorld, place: Place, keys: string[]): Promise<Posted> {
	const [rows, parties] = await world
		.as(world.leader)
		.read(listAnswers(place.id), listParties(place.id));
	const sections = template.sections.map(({ key }) => key);
	const shaped = shapeTemplate(template, { parties: parties.map(({ id }) => id), sections });
	const answers = answersOf(shaped, rows);
	const marked = await Promise.all(
		fieldsOf(shaped)
			.filter(({ key }) => keys.includes(key))
			.map(async (field): Promise<[string, string][]> => [
				[`was.${field.key}`, await markOf(answerTo(field, answers))],
				[`version.${field.key}`, String(rows.find((row) => row.field === field.key)?.version ?? 0)]
			])
	);
	return marked.flat();
}

/** An agreement in which nothing is missing. */
export async function complete(database: TestDatabase, from?: Day) {
	const world = await newAgreementWorld(database);
	const place = await begun(world);
	const { leader, clerk, mayor, host, helper, tenant, shelter } = world;
	await name(world, place, tenant, {
		responsible: leader,
		executing: [clerk],
		signatories: [mayor]
	});
	await name(world, place, shelter, {
		responsible: host,
		executing: [helper],
		signatories: [host]
	});
	await answer(world, place, leader, 'purpose', {
		purpose: 'At flere finder hjem',
		...(from && { 'starts-on': from })
	});
	await answer(world, place, leader, 'expectations', { [`expectations@${tenant}`]: 'Faste tider' });
	await answer(world, place, host, 'expectations', {
		[`expectations@${shelter}`]: 'Et svar samme dag'
	});
	return { world, place };
}

/** Sends it for signing; answers the version. */
export async function send(world: AgreementWorld, place: Place, who: Someone = world.leader) {
	const outcome = await world
		.as(who)
		.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }));
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return outcome.value;
}

/** Signs what the person sees of the version, with a code given just now. */
export async function sign(
	world: AgreementWorld,
	place: Place,
	who: Someone,
	version: string,
	{ hash, today = TODAY, proof }: { hash?: string; today?: Day; proof?: null } = {}
) {
	const [found] = await world.as(who).see(findVersion(place.id, version));
	const at = new Date(`${today}T10:00:00Z`);
	return world
		.as(who, today)
		.act((acting) =>
			signAgreement(
				acting,
				place,
				{ version, hash: hash ?? found?.hash ?? 'a'.repeat(64), at },
				proof === undefined ? { at, method: 'app-code' } : proof
			)
		);
}

/** The agreement as somebody sees it. */
export const seen = async (world: AgreementWorld, place: Place, who: Someone) =>
	(await world.as(who).see(findDocument(place.id)))[0];

/** An agreement that both have signed today, in which the shelter has promised one thing. */
export async function inForce(database: TestDatabase, from?: Day) {
	const { world, place } = await complete(database, from);
	const key = `roles@${world.shelter}`;
	const shown = await marks(world, place, [key]);
	const posted: Posted = [
		[`${key}.row`, 'r1'],
		[`${key}.cell.r1.who`, 'Vagterne'],
		[`${key}.cell.r1.what`, 'Åbne hver nat'],
		...shown
	];
	await world.as(world.host).act((acting) => answerDocument(acting, place, 'roles', posted));
	const version = await send(world, place);
	await sign(world, place, world.mayor, version);
	await sign(world, place, world.host, version);
	return { world, place, id: place.id, version };
}
