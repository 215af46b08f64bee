/** A cooperation contract that two parties have signed and that sets things going, for tests. */
import { randomUUID } from 'node:crypto';
import { insertAnswer } from '#features/documents/server/answer.queries.ts';
import { changeDocument } from '#features/documents/server/change-document.ts';
import type { Place } from '#features/documents/server/answer-document.ts';
import type { Answer, Row } from '#features/documents/template.rules.ts';
import type { TestDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';
import { beginAgreement, pathOf } from './begin-agreement.ts';
import { name, newAgreementWorld, send, sign, type AgreementWorld } from './test-agreement.ts';

const template = newestTemplateOf('cooperation-contract');

/** A list as an answer. */
export const rows = (...all: [id: string, cells: Row['cells']][]): Answer => ({
	value: { kind: 'rows', rows: all.map(([id, cells]) => ({ id, cells })) },
	notApplicable: null
});

/** Somebody as an answer names them. */
const seat = (who: Someone) => `${who.person}.${who.organisation}`;

type Said = [Someone, string, Answer][];

/** People as an answer names them. */
export const people = (...all: Someone[]): Answer => ({
	value: { kind: 'people', people: all.map(seat) },
	notApplicable: null
});

/**
 * Two goals, a task of the clerk's and one of the helper's, coordinator meetings, a coordinator: signed by both today.
 * @param more what else is said, and the sections that ask for it
 */
export async function signedContract(
	database: TestDatabase,
	more?: { sections: string[]; said: (world: AgreementWorld) => Said }
) {
	const world = await newAgreementWorld(database);
	const place = await beginContract(world, more?.sections);
	const { leader, clerk, host, helper, shelter } = world;
	const said: Said = [
		...(more?.said(world) ?? []),
		[
			leader,
			'activity-goals',
			rows(
				['g1', { goal: 'Gæster', number: '25', unit: 'unge', by: '2026-12-31' }],
				['g2', { goal: 'Gode aftener' }]
			)
		],
		[
			leader,
			'documentation',
			rows(['d1', { what: 'Fremmøde', how: 'Liste', when: 'Hver uge', responsible: seat(clerk) }])
		],
		[leader, 'anchoring', { value: { kind: 'prose', text: 'I hverdagen' }, notApplicable: null }],
		[
			host,
			`anchoring-tasks@${shelter}`,
			rows(['a1', { task: 'Find lokaler', responsible: seat(helper), due: '2026-05-10' }])
		],
		[
			leader,
			'meeting-series',
			rows([
				'm1',
				{ kind: 'coordinator', purpose: 'Status', frequency: 'monthly', participants: 'Alle' }
			])
		],
		[leader, 'coordinator', { value: { kind: 'person', text: seat(host) }, notApplicable: null }],
		[leader, 'review-on', { value: { kind: 'date', text: '2027-03-01' }, notApplicable: null }],
		[leader, 'review-owner', { value: { kind: 'person', text: seat(host) }, notApplicable: null }]
	];
	for (const [who, key, answer] of said)
		await world.as(who).act((acting) => acting.run(insertAnswer(place.id, key, answer, who.name)));
	await agree(world, place);
	return { world, place, id: place.id };
}

async function beginContract(world: AgreementWorld, more: string[] = []): Promise<Place> {
	const { leader, mayor, host, tenant, shelter } = world;
	const id = randomUUID();
	const place = { id, template, path: pathOf(id) };
	const begun = await world.as(leader).act((acting) =>
		beginAgreement(acting, 'cooperation-contract', template, {
			id,
			title: 'Hjem igen',
			language: 'da',
			parties: [tenant, shelter],
			collaboration: null
		})
	);
	if (!begun.ok) throw new Error(begun.reason);
	const sections = ['goals', 'evaluation', 'anchoring', 'meetings', 'coordinator', ...more];
	await world
		.as(leader)
		.act((acting) => changeDocument(acting, place, 1, { title: 'Hjem igen', sections }));
	await name(world, place, tenant, {
		responsible: leader,
		executing: [leader],
		signatories: [mayor]
	});
	await name(world, place, shelter, { responsible: host, executing: [host], signatories: [host] });
	return place;
}

/** Both sign what stands in the draft. */
export async function agree(world: AgreementWorld, place: Place, today = TODAY) {
	const version = await send(world, place);
	for (const who of [world.mayor, world.host]) {
		const outcome = await sign(world, place, who, version, { today });
		if (!outcome.ok) throw new Error(outcome.reason);
	}
	return version;
}
