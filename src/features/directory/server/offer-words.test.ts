/** The words that an offer is found by: kept a statement at a time, and never another word or weight than the offer says. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { putOffers } from './test-offers.ts';

const database = await testDatabase();
const { owner } = database;

/** How a text is folded, said in one piece: composed, lower case, letters as those write them who have no such keys. */
const FOLDED = (text: string) => `translate(replace(replace(replace(replace(replace(
	lower(translate(normalize(${text}, nfc), 'ÆØÅÄÖÉÜ', 'æøåäöéü')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ä', 'ae'), 'ö', 'oe'),
	'éèêëáàâíìîïóòôúùûüñç', 'eeeeaaaiiiiooouuuunc')`;

/** What each offer is found by, worked out anew from what it says. */
const EXPECTED = `
	select o.tenant_id, o.id as offer_id, w.lexeme as word, (sum(v.weight))::real as weight
	from samspil.offer o cross join lateral (values (o.name, 1.0),
			((select coalesce(string_agg(samspil.theme_words(t), ' '), '') from unnest(o.themes) t), 0.2), (o.target_group, 0.6),
			(o.provider || ' ' || o.area || ' ' || o.town || ' ' || array_to_string(o.languages, ' '), 0.5), (o.content, 0.4),
			(o.admission || ' ' || o.next_step || ' ' || o.price, 0.2)) v(said, weight)
		cross join lateral unnest(to_tsvector('simple', translate(${FOLDED('v.said')}, '-/.@_', '     '))) w
	where o.withdrawn_on is null and length(w.lexeme) between 2 and 60 and samspil.stem_of(w.lexeme) is not null group by 1, 2, 3`;

/** Rows that stand where they should not, or do not stand where they should. */
async function strayWords(): Promise<unknown[]> {
	const { rows } = await owner.query(`
		with expected as materialized (${EXPECTED}), kept as materialized (select tenant_id, offer_id, word, weight from samspil.offer_word)
		(table expected except table kept) union all (table kept except table expected)`);
	return rows;
}

test('any text is folded as it was before there was a short way for plain Danish', async () => {
	const signs = fc.constantFrom(
		...'abzÆØÅæøåÄÖäöÉÜéüÑñçß§½ªº¿µ \u0001\u00a0\u00ad-–—“”‘’…•/._@AÅ\u030a\u0301\u0308\u0323ͅİıIΣςσКаẞﬁ①Åﾟ😀\u200d',
		'a\u030a',
		'o\u0308',
		'A\u030a\u0323',
		'\u2126',
		'\u2011',
		'\u2028',
		'\u1100\u1161'
	);
	const texts = fc.sample(fc.string({ unit: signs, maxLength: 12 }), { numRuns: 3_000, seed: 7 });
	texts.push(
		...fc.sample(fc.string({ unit: 'binary', maxLength: 6 }), { numRuns: 2_000, seed: 8 })
	);
	const sent = texts.map((text) => text.toWellFormed().replaceAll('\0', ''));
	const { rows } = await owner.query(
		`select t, samspil.folded(t) as folded, ${FOLDED('t')} as expected from unnest($1::text[]) t where samspil.folded(t) is distinct from ${FOLDED('t')}`,
		[sent]
	);
	expect(rows).toEqual([]);
	const plain = await owner.query<{ folded: string }>('select samspil.folded($1) as folded', [
		'GÆLD på Østerbro – “Åben dør” § 141'
	]);
	expect(plain.rows[0]!.folded).toBe('gaeld paa oesterbro – “aaben doer” § 141');
});

test('offers are found by the words they say: written, written anew, withdrawn, shown again, and gone', async () => {
	const world = await newWorld(database);
	const ids = [...(await putOffers(world)).keys()];
	const changed = (sql: string, ...values: unknown[]) =>
		owner.query(sql, [world.tenant, ...values]);
	expect(await strayWords()).toEqual([]);
	await changed(
		`update samspil.offer set content = 'Café i Skåne, Ærø og A\u030arhus. ' || content, price = '', themes = '{language}' where tenant_id = $1 and id = any ($2::uuid[])`,
		ids.slice(0, 120)
	);
	await changed(
		`update samspil.offer set withdrawn_on = current_date where tenant_id = $1 and id = any ($2::uuid[])`,
		ids.slice(60, 200)
	);
	expect(await strayWords()).toEqual([]);
	await changed(
		`update samspil.offer set withdrawn_on = null, name = 'og ' || name where tenant_id = $1 and id = any ($2::uuid[])`,
		ids.slice(60, 61)
	);
	await changed(`delete from samspil.offer where tenant_id = $1 and id = $2`, ids[0]);
	await changed(
		`delete from samspil.offer where tenant_id = $1 and id = any ($2::uuid[])`,
		ids.slice(150, 380)
	);
	expect(await strayWords()).toEqual([]);
	await changed('delete from samspil.offer where tenant_id = $1');
	expect((await changed('select from samspil.offer_word where tenant_id = $1')).rowCount).toBe(0);
});

test('of many new offers none begins under a former name, nor is one given to it', async () => {
	const world = await newWorld(database);
	const [a, b] = [
		await world.organisation('voluntary', 'Kilden'),
		await world.organisation('voluntary', 'Den nye Kilde')
	];
	const by = await world.worker('Olga Offers', world.tenant, 'project-leader');
	const add = (keepers: string[]) =>
		owner.query(
			`insert into samspil.offer (tenant_id, id, organisation_id, provider, group_kind, name, target_group, content, contact, confirmed_on, confirmed_by_name, changed_by, changed_by_name)
			select $1, gen_random_uuid(), k, 'x', 'private-voluntary', 'Skak', 'Alle', 'Skak', 'Kom', current_date, 'x', $3, 'x' from unnest($2::uuid[]) k`,
			[world.tenant, keepers, by.person]
		);
	await add([a, b]);
	await owner.query('begin');
	await owner.query('set local session_replication_role = replica');
	await owner.query(
		'update samspil.tenant_organisation set merged_into = $3 where tenant_id = $1 and organisation_id = $2',
		[world.tenant, a, b]
	);
	await owner.query('commit');
	await add([b, b]);
	await expect(add([b, a, b])).rejects.toThrow('former name');
	await expect(add([a])).rejects.toThrow('former name');
	await expect(add([randomUUID()])).rejects.toThrow('foreign key');
	await expect(
		owner.query('update samspil.offer set organisation_id = $2 where tenant_id = $1', [
			world.tenant,
			a
		])
	).rejects.toThrow('former name');
	const { rows } = await owner.query(
		'select count(*)::integer as count from samspil.offer where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([{ count: 4 }]);
});
