/** A municipality's own version of a template: shaped in a draft, taken into use, and what becomes of agreements on it. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NO_CHANGES } from '#features/documents/adaptation.rules.ts';
import { moveAnswers, type Pin, type Shelved } from '#features/documents/edition.rules.ts';
import { insertAnswer, listAnswers } from '#features/documents/server/answer.queries.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { listSetAside, updatePin } from '#features/documents/server/edition.queries.ts';
import {
	answersToMove,
	markOfLosses,
	moveDocument,
	nameOfPin,
	sectionsAfter,
	vanished
} from '#features/documents/server/move-document.ts';
import type { Inputs } from '#features/documents/template-form.rules.ts';
import type { Answer, Template } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import type { Someone } from '#server/database/test-world.ts';
import {
	listEditions,
	newestTemplateOf,
	pinnedTemplate,
	shelvedTemplateOf
} from '../agreement-template.rules.ts';
import { beginAgreement, pathOf } from './begin-agreement.ts';
import { findPlace } from './find-place.ts';
import {
	findNewestRevision,
	findPinnedRevision,
	findTemplateDraft,
	insertRevision,
	insertTemplateDraft
} from './own-template.queries.ts';
import { carryTemplateOver, shapeSection, takeIntoUse } from './shape-template.ts';
import { newAgreementWorld, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
const KIND = 'cooperation-contract';
const original = newestTemplateOf(KIND);
const originals = { kind: KIND, editions: [original] };

const shape = (world: AgreementWorld, who: Someone, inputs: Inputs, base = 0, section = 'goals') =>
	world.as(who).act((acting) => shapeSection(acting, originals, { section, base }, inputs));
const use = (world: AgreementWorld, who: Someone, base: number) =>
	world.as(who).act((acting) => takeIntoUse(acting, originals, base));
const text = (words: string): Answer => ({
	value: { kind: 'prose', text: words },
	notApplicable: null
});

/** Begins a contract of the kind as it is on the shelf. */
async function begin(world: AgreementWorld) {
	const id = randomUUID();
	const begun = await world.as(world.leader).act(async (acting) =>
		beginAgreement(
			acting,
			KIND,
			shelvedTemplateOf(KIND, await acting.first(findNewestRevision(KIND))),
			{
				id,
				title: 'Hjem igen',
				language: 'da',
				parties: [world.tenant, world.shelter],
				collaboration: null
			}
		)
	);
	if (!begun.ok) throw new Error(begun.reason);
	return id;
}

/** The questions that an agreement asks now. */
const asked = (world: AgreementWorld, id: string) =>
	world.as(world.leader).act(async (acting) => {
		const place = await findPlace(acting, id);
		return place?.template.sections.flatMap(({ fields }) => fields.map(({ key }) => key));
	});

describe('shaping', () => {
	test('project leaders of the municipality and administrators shape; nobody else does, or sees the draft', async () => {
		const world = await newAgreementWorld(database);
		const administrator = await world.administrator();
		const inputs = { 'asking.strategic-goals': 'left-out' };
		for (const who of [world.mayor, world.clerk, world.host, world.stranger])
			expect(await shape(world, who, inputs)).toMatchObject({ reason: 'cannot-shape' });
		expect(await shape(world, world.leader, inputs)).toMatchObject({ ok: true });
		expect(await shape(world, administrator, { 'label.activity-goals': 'Mål' }, 1)).toMatchObject({
			ok: true
		});
		for (const who of [world.leader, administrator])
			expect(await world.as(who).see(findTemplateDraft(KIND))).toMatchObject([
				{
					version: 2,
					changes: {
						leftOut: ['strategic-goals'],
						reworded: { 'activity-goals': { label: 'Mål' } }
					}
				}
			]);
		for (const who of [world.mayor, world.host])
			expect(await world.as(who).see(findTemplateDraft(KIND))).toEqual([]);
	});

	test('PostgreSQL itself lets nobody else shape, and no municipality reads another’s', async () => {
		const world = await newAgreementWorld(database);
		await shape(world, world.leader, { 'asking.strategic-goals': 'left-out' });
		expect(await use(world, world.leader, 1)).toEqual({ ok: true, value: 1 });
		const drafted = { edition: 1, changes: NO_CHANGES };
		for (const write of [
			insertTemplateDraft('partnership-agreement', drafted, 'x'),
			insertRevision(KIND, 7, drafted, 'x')
		])
			await expect(world.as(world.host).act((acting) => acting.run(write))).rejects.toThrow(
				'row-level security'
			);
		await expect(
			database.owner.query('update samspil.template_revision set revision = 9')
		).rejects.toThrow('append-only');
		const other = await newAgreementWorld(database);
		expect(await other.as(other.leader).see(findNewestRevision(KIND))).toEqual([]);
		expect(await other.as(other.leader).see(findTemplateDraft(KIND))).toEqual([]);
		expect(await world.as(world.host).see(findNewestRevision(KIND))).toHaveLength(1);
	});

	test('of two who change a section at once the second is told; sent twice it is one change', async () => {
		const world = await newAgreementWorld(database);
		const inputs = { 'asking.strategic-goals': 'left-out' };
		for (let time = 0; time < 2; time += 1)
			expect(await shape(world, world.leader, inputs)).toMatchObject({ ok: true });
		expect(await shape(world, world.leader, { 'label.activity-goals': 'Mål' })).toMatchObject({
			reason: 'stale',
			saved: { version: 1, by: 'Lone Leder' }
		});
	});

	test('what must stay stays, and the part that cannot go is named', async () => {
		const world = await newAgreementWorld(database);
		const tried = (inputs: Inputs, section: string) =>
			shape(world, world.leader, inputs, 0, section);
		expect(await tried({ 'asking.review-on': 'left-out' }, 'term')).toMatchObject({
			reason: 'required-stays',
			part: 'review-on'
		});
		expect(
			await tried({ 'own-label.own-a': 'Hvor?', 'own-kind.own-a': 'choices' }, 'term')
		).toMatchObject({ reason: 'question-without-choices', part: 'own-a' });
		expect(await tried({}, 'nowhere')).toMatchObject({ reason: 'no-such-template' });
	});

	test('nothing is taken into use where nothing is changed, and once where it is sent twice', async () => {
		const world = await newAgreementWorld(database);
		expect(await use(world, world.leader, 0)).toMatchObject({ reason: 'nothing-changed' });
		await shape(world, world.leader, { 'asking.strategic-goals': 'left-out' });
		expect(await use(world, world.leader, 0)).toMatchObject({ reason: 'stale' });
		for (let time = 0; time < 2; time += 1)
			expect(await use(world, world.leader, 1)).toEqual({ ok: true, value: 1 });
	});

	test('carried over to a newer original it keeps what fits, and says what does not', async () => {
		const world = await newAgreementWorld(database);
		await shape(world, world.leader, {
			'asking.strategic-goals': 'left-out',
			'label.activity-goals': 'Mål'
		});
		const newer: Template = {
			...original,
			edition: original.edition + 1,
			sections: original.sections.map((section) => ({
				...section,
				fields: section.fields.filter(({ key }) => key !== 'strategic-goals')
			}))
		};
		const both = { kind: KIND, editions: [original, newer] };
		const carry = (base: number) =>
			world.as(world.leader).act((acting) => carryTemplateOver(acting, both, base));
		expect(await carry(9)).toMatchObject({ reason: 'stale' });
		expect(await carry(1)).toEqual({ ok: true, value: ['strategic-goals'] });
		expect(await world.as(world.leader).see(findTemplateDraft(KIND))).toMatchObject([
			{
				edition: original.edition + 1,
				changes: { leftOut: [], reworded: { 'activity-goals': { label: 'Mål' } } }
			}
		]);
	});
});

describe('an agreement', () => {
	/** One begun on the original, and then a version of one's own in use that asks otherwise. */
	async function behind() {
		const world = await newAgreementWorld(database);
		const id = await begin(world);
		await world
			.as(world.leader)
			.act((acting) =>
				acting.run(insertAnswer(id, 'communication-rules', text('Spørg først'), 'Lone Leder'))
			);
		await world
			.as(world.leader)
			.act((acting) =>
				acting.run(insertAnswer(id, 'anchoring', text('I hverdagen'), 'Lone Leder'))
			);
		await shape(
			world,
			world.leader,
			{ 'asking.section/communication': 'left-out' },
			0,
			'communication'
		);
		await shape(world, world.leader, { 'own-label.own-key': 'Hvem har nøglen?' }, 1, 'anchoring');
		await use(world, world.leader, 2);
		return { world, id };
	}

	/** Moves it as its page showed it. */
	async function move(
		world: AgreementWorld,
		id: string,
		who: Someone,
		{ seen, version }: { seen?: string; version?: number } = {}
	) {
		return world.as(who).act(async (acting) => {
			const document = await acting.first(findDocument(id));
			if (!document) return { ok: false, reason: 'no-document' } as const;
			const pin: Pin = {
				key: KIND,
				edition: document.edition,
				owner: document.revision === null ? null : world.tenant,
				revision: document.revision ?? 0
			};
			const own = await acting.first(findPinnedRevision(id));
			const older = pinnedTemplate(document, own);
			const newer: Shelved = shelvedTemplateOf(KIND, await acting.first(findNewestRevision(KIND)));
			const answers = answersToMove(await acting.all(listAnswers(id)));
			const { losses } = moveAnswers(older ?? vanished(pin), newer, answers);
			return moveDocument(
				acting,
				{ id, path: pathOf(id) },
				pin,
				{ older, newer, known: listEditions(KIND) },
				{
					version: version ?? document.version,
					to: nameOfPin({ ...pin, edition: newer.edition, revision: newer.adapted?.revision ?? 0 }),
					seen: seen ?? (await markOfLosses(losses))
				}
			);
		});
	}

	test('stays on the edition it began with, and a new one begins with one’s own', async () => {
		const { world, id } = await behind();
		expect(await asked(world, id)).not.toContain('own-key');
		expect(await asked(world, id)).toContain('communication-rules');
		const later = await begin(world);
		expect(await asked(world, later)).toContain('own-key');
		expect(await asked(world, later)).not.toContain('communication-rules');
		expect((await world.as(world.host).see(findDocument(later)))[0]).toMatchObject({ revision: 1 });
	});

	test('is moved once what is lost has been seen; that is kept, and nothing saved is changed', async () => {
		const { world, id } = await behind();
		expect(await move(world, id, world.stranger)).toMatchObject({ reason: 'no-document' });
		expect(await move(world, id, world.helper)).toMatchObject({ reason: 'not-a-writer-of-it' });
		expect(await move(world, id, world.leader, { seen: 'x' })).toMatchObject({
			reason: 'losses-not-seen'
		});
		expect(await move(world, id, world.leader, { version: 9 })).toMatchObject({ reason: 'stale' });
		const before = await world.as(world.leader).see(listAnswers(id));
		expect(await move(world, id, world.leader)).toMatchObject({ ok: true });
		expect(await asked(world, id)).toContain('own-key');
		expect(await asked(world, id)).not.toContain('communication-rules');
		const aside = await world.as(world.helper).see(listSetAside(id));
		expect(aside).toMatchObject([
			{ key: 'communication-rules', why: 'question-gone', answer: text('Spørg først') }
		]);
		expect(await world.as(world.stranger).see(listSetAside(id))).toEqual([]);
		expect(await world.as(world.leader).see(listAnswers(id))).toEqual(before);
		// Sent twice: it is there already.
		expect(await move(world, id, world.leader)).toMatchObject({ ok: true });
		expect(await world.as(world.helper).see(listSetAside(id))).toHaveLength(1);
	});

	test('whose template has vanished is written by nobody, and moved with its answers to one that is there', async () => {
		const { world, id } = await behind();
		await database.owner.query('update samspil.document set template_edition = 99 where id = $1', [
			id
		]);
		expect(await asked(world, id)).toBeUndefined();
		// an older edition than 99 is nothing to move to
		expect(await move(world, id, world.leader)).toMatchObject({ reason: 'edition-not-newer' });
		await database.owner.query('update samspil.document set template_edition = 0 where id = $1', [
			id
		]);
		expect(await asked(world, id)).toBeUndefined();
		expect(await move(world, id, world.leader)).toMatchObject({ ok: true });
		const said = await world.as(world.leader).see(listAnswers(id));
		expect(said.map(({ field }) => field)).toEqual(
			expect.arrayContaining(['anchoring', 'communication-rules'])
		);
		// What was asked is looked up where it is still known.
		expect(await world.as(world.leader).see(listSetAside(id))).toMatchObject([
			{ key: 'communication-rules', question: { label: 'Sådan gør vi' } }
		]);
	});

	test('PostgreSQL itself lets nobody move it who does not write it', async () => {
		const { world, id } = await behind();
		const pin: Pin = { key: KIND, edition: 1, owner: world.tenant, revision: 1 };
		const moved = (who: Someone) =>
			world.as(who).act((acting) => acting.run(updatePin(id, 1, pin, [])));
		for (const who of [world.helper, world.stranger]) expect(await moved(who)).toBe(0);
		await expect(
			world
				.as(world.leader)
				.act((acting) => acting.run(updatePin(id, 1, { ...pin, revision: 5 }, [])))
		).rejects.toThrow('foreign key');
	});
});

test('sections that were always asked and may be left out now stay picked', () => {
	const always = original.sections.map((section) => ({ ...section, optional: false }));
	expect(sectionsAfter(['goals'], { ...original, sections: always }, original)).toEqual(
		original.sections.filter(({ optional }) => optional).map(({ key }) => key)
	);
	expect(sectionsAfter(['goals'], original, original)).toEqual(['goals']);
});
