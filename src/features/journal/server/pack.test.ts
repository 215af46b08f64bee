/** Who packs documents for a journal (L-19), what is kept of it, and what PostgreSQL itself refuses. */
import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { closePathway } from '#features/closing/server/close-pathway.ts';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import type { JournalDocument } from '../journal.rules.ts';
import {
	findJournalPlace,
	findLastFetch,
	findPackage,
	insertPackage,
	listPackages,
	listWaiting,
	MOST_PACKAGES,
	listTaken,
	markFetched
} from './journal.queries.ts';
import { asContent, packDocuments, zipPackage } from './pack.ts';

const database = await testDatabase();
const NOT_THERE = { ok: false, reason: 'not-there' };
const PLAN: JournalDocument = {
	key: 'plan/1',
	kind: 'plan',
	subject: 'Udgave 1',
	on: '2026-05-04',
	direction: 'internal',
	parties: ['Amina Andersen'],
	hash: 'ab'.repeat(32)
};

/** The usual pathway, with a hospital on it, which is an authority. */
async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway } = story;
	const hospital = await world.organisation('region', 'Sygehuset');
	const nurse = await world.worker('Nina Sygeplejerske', hospital);
	await world.partner(pathway, hospital, 'agreed', nurse);
	const pack = (
		who: Someone,
		said: { id?: string; caseNumber?: string; document?: string[] } = {}
	) =>
		world
			.as(who)
			.act((acting) =>
				packDocuments(
					acting,
					pathway,
					{ id: randomUUID(), caseNumber: '', document: ['plan/1'], ...said },
					[PLAN]
				)
			);
	const packages = (who: Someone) => world.as(who).see(listPackages(pathway));
	return { world, hospital, nurse, pack, packages, ...story };
}

test('L-19 the tovholder and an authority’s caseworker pack; a volunteer, a leader, the citizen and a stranger find nothing', async () => {
	const { world, pathway, nurse, tovholder, helper, leader, citizen, colleague, pack } =
		await begun();
	const elsewhere = await newWorld(database);
	const stranger = await elsewhere.worker('Sara Fremmed', elsewhere.tenant);
	for (const who of [helper, leader, citizen, colleague, stranger]) {
		expect(await pack(who)).toEqual(NOT_THERE);
		expect(await world.as(who).see(findJournalPlace(pathway))).toEqual([]);
	}
	expect(await pack(tovholder)).toEqual({ ok: true, value: true });
	expect(await pack(nurse)).toEqual({ ok: true, value: true });
});

test('L-19 PostgreSQL takes no package of a partner that is no authority, nor in the name of another', async () => {
	const { world, pathway, helper, nurse, shelter, tovholder } = await begun();
	const forge = (who: Someone) =>
		world
			.as(who)
			.see(insertPackage(pathway, randomUUID(), '', [PLAN], { name: 'x', organisation: 'x' }));
	await expect(forge(helper)).rejects.toThrow(/row-level security/);
	const other = `insert into samspil.journal_package (tenant_id, id, pathway_id, organisation_id, organisation_name, documents, taken_by,
		taken_by_name) values ('${world.tenant}', gen_random_uuid(), '${pathway}', '${shelter}', 'x', '[1]', '${tovholder.person}', 'x')`;
	const asked = { compile: () => ({ sql: other, parameters: [] }) } as never;
	await expect(world.as(nurse).see(asked)).rejects.toThrow(/row-level security/);
	expect(await forge(nurse)).toHaveLength(1);
});

test('L-19 each sees what their own organisation packed; the same form sent twice packs once', async () => {
	const { world, pathway, nurse, tovholder, helper, pack, packages } = await begun();
	const id = randomUUID();
	await pack(nurse, { id, caseNumber: '26/12' });
	await pack(nurse, { id, caseNumber: '26/99' });
	expect(await packages(nurse)).toMatchObject([
		{ id, caseNumber: '26/12', by: nurse.name, documents: [{ key: 'plan/1', hash: PLAN.hash }] }
	]);
	expect(await packages(tovholder)).toEqual([]);
	expect(await packages(helper)).toEqual([]);
	expect(await world.as(tovholder).see(findPackage(pathway, id))).toEqual([]);
	const { rows } = await database.owner.query(
		`select action, person_name, detail from samspil.audit_event where pathway_id = $1 and action = 'journal.packed'`,
		[pathway]
	);
	expect(rows).toEqual([{ action: 'journal.packed', person_name: nurse.name, detail: {} }]);
});

test('L-19 where there are more packages than a page shows, the list finds one more, so that the page can say so', async () => {
	const { world, pathway, nurse, pack, packages } = await begun();
	await pack(nurse);
	const more = (count: number) =>
		database.owner.query(
			`insert into samspil.journal_package (tenant_id, id, pathway_id, organisation_id, organisation_name, documents, taken_by,
				taken_by_name)
			select tenant_id, gen_random_uuid(), pathway_id, organisation_id, organisation_name, documents, taken_by, taken_by_name
			from samspil.journal_package, generate_series(1, $3) where tenant_id = $1 and pathway_id = $2 and taken_by_name = $4`,
			[world.tenant, pathway, count, nurse.name]
		);
	await more(MOST_PACKAGES - 1);
	expect(await packages(nurse)).toHaveLength(MOST_PACKAGES);
	await more(1);
	expect(await packages(nurse)).toHaveLength(MOST_PACKAGES + 1);
	// What waits in a package beyond those that are shown waits all the same.
	await database.owner.query(
		`insert into samspil.journal_package (tenant_id, id, pathway_id, organisation_id, organisation_name, documents, taken_by,
				taken_by_name, taken_at)
			select tenant_id, gen_random_uuid(), pathway_id, organisation_id, organisation_name, '[{"key": "old", "hash": "x"}]', taken_by,
				taken_by_name, now() - interval '9 years'
			from samspil.journal_package where tenant_id = $1 and pathway_id = $2 limit 1`,
		[world.tenant, pathway]
	);
	const waiting = await world.as(nurse).see(listWaiting(pathway));
	expect(waiting.map(({ key }) => key)).toContain('old');
});

test('L-12 a package that was made has left when it is fetched, with what was in it then; what a later fetch leaves out has left all the same', async () => {
	const { world, pathway, tovholder, nurse, pack } = await begun();
	const see = async () => {
		const [taken, [last], [shown]] = await world
			.as(tovholder)
			.read(listTaken(pathway), findLastFetch(pathway), listPackages(pathway));
		return { taken, last, fetchedAt: shown?.fetchedAt };
	};
	const id = randomUUID();
	await pack(tovholder, { id });
	expect(await see()).toEqual({
		taken: [],
		last: { at: null, isWaiting: true },
		fetchedAt: null
	});
	const fetch = (who: Someone, documents: { key: string; hash: string }[]) =>
		world.as(who).see(markFetched(pathway, id, documents));
	// nothing of it can be read any more: it is recorded, and nothing has left
	expect(await fetch(tovholder, [])).toHaveLength(1);
	expect((await see()).last).toEqual({ at: null, isWaiting: true });
	await fetch(tovholder, [
		{ key: 'plan/1', hash: 'now' },
		{ key: 'log', hash: 'b' }
	]);
	const once = await see();
	expect(once.taken).toMatchObject([
		{ key: 'log', hash: 'b' },
		{ key: 'plan/1', hash: 'now' }
	]);
	expect(once.last).toEqual({ at: once.fetchedAt, isWaiting: false });
	await fetch(tovholder, [{ key: 'plan/1', hash: 'later' }]);
	expect((await see()).taken).toMatchObject([
		{ key: 'log', hash: 'b' },
		{ key: 'plan/1', hash: 'later' }
	]);
	// another organisation's package is not there, and nothing is written of it
	expect(await fetch(nurse, [{ key: 'plan/1', hash: 'x' }])).toEqual([]);
	const { rows } = await database.owner.query(
		`select person_name from samspil.audit_event where pathway_id = $1 and action = 'journal.fetched'`,
		[pathway]
	);
	expect(rows).toEqual(Array.from({ length: 3 }, () => ({ person_name: tovholder.name })));
});

test('L-7 a case number that looks like somebody’s is refused, and nothing is kept of it', async () => {
	const { nurse, pack, packages } = await begun();
	expect(await pack(nurse, { caseNumber: '010190-1234' })).toEqual({
		ok: false,
		reason: 'case-number-is-personal'
	});
	expect(await pack(nurse, { document: ['plan/2'] })).toMatchObject({ reason: 'document-gone' });
	expect(await packages(nurse)).toEqual([]);
});

test('L-19 a caseworker whose part has ended packs and sees nothing any more; what the citizen may know stays in the record', async () => {
	const { world, pathway, nurse, hospital, pack, packages } = await begun();
	await pack(nurse);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = $3 where pathway_id = $1 and organisation_id = $2`,
		[pathway, hospital, '2026-05-03']
	);
	expect(await packages(nurse)).toEqual([]);
	expect(await pack(nurse)).toEqual(NOT_THERE);
	expect(await world.as(nurse).see(findJournalPlace(pathway))).toEqual([]);
});

test('L-12 a closed pathway is packed by whoever held it, before it goes, and not by a partner', async () => {
	const { world, pathway, tovholder, nurse, pack, packages } = await begun();
	const closed = await world.as(tovholder).act((acting) =>
		closePathway(acting, pathway, {
			id: randomUUID(),
			version: 0,
			plan: {
				ground: 'criteria-gone',
				groundNote: '',
				criteria: [],
				plan: 'Hun ringer selv',
				citizenPart: 'together',
				citizenNote: '',
				toldOutside: []
			}
		})
	);
	expect(closed.ok).toBe(true);
	expect(await pack(nurse)).toEqual(NOT_THERE);
	expect(await pack(tovholder)).toEqual({ ok: true, value: true });
	expect(await packages(tovholder)).toHaveLength(1);
});

test('L-19 the package holds each document, its data, and an index whose sums fit the files', async () => {
	const printed: PrintedDocument = {
		language: 'da',
		title: 'Planen',
		subtitle: '',
		madeAt: new Date('2026-05-04T10:00:00Z'),
		draftMark: null,
		pageWord: 'Side',
		ofWord: 'af',
		footer: '',
		facts: [],
		goals: null,
		sections: [],
		approvals: null
	};
	const made = { ...PLAN, ...(await asContent({ aim: 'Et sted at bo' })), printed: () => printed };
	const paper = new TextEncoder().encode('%PDF-1.7 underskrevet');
	const zip = await zipPackage(
		{
			madeAt: new Date('2026-05-04T10:00:00Z'),
			pathway: 7,
			caseNumber: '26/12',
			citizen: 'Amina Andersen',
			takenBy: { name: 'Nina', organisation: 'Sygehuset' },
			parties: [{ role: 'tovholder', name: 'Tove', organisation: 'Solby' }]
		},
		[
			made,
			{ ...PLAN, key: 'scan/1', kind: 'scan', direction: 'received', received: async () => paper }
		],
		1,
		'da'
	);
	const files = unzipSync(zip);
	expect(Object.keys(files)).toEqual([
		'00-index.pdf',
		'index.json',
		'01-2026-05-04-plan.pdf',
		'02-2026-05-04-scan.pdf'
	]);
	const index = JSON.parse(new TextDecoder().decode(files['index.json']));
	for (const each of index.documents) {
		const file = files[each.file]!;
		const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(file)));
		expect([each.sha256, each.size]).toEqual([digest.toString('hex'), file.length]);
	}
	expect(index).toMatchObject({ case: { caseNumber: '26/12' }, leftOut: 1 });
	expect(index.documents.map(({ standard }: { standard: string }) => standard)).toEqual([
		'PDF/A-3a',
		'as-received'
	]);
	expect(Buffer.from(files['02-2026-05-04-scan.pdf']!)).toEqual(Buffer.from(paper));
	expect(Buffer.from(files['01-2026-05-04-plan.pdf']!.slice(0, 5)).toString()).toBe('%PDF-');
});
