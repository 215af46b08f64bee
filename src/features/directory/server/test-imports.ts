/** Lists as a project leader takes them in, for tests. */
import { randomUUID } from 'node:crypto';
import { strToU8 } from 'fflate';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { guessColumns } from '../import-fields.rules.ts';
import { fieldsByName } from '../import-words.ts';
import { beginImport, chooseColumns } from './begin-import.ts';
import { findImport, listCandidates, listRows } from './import.queries.ts';
import { listAllOffers } from './offer.queries.ts';
import { idsIn, planRows, readRows } from './plan-import.ts';
import { readImport, type ReadTable } from './read-import.ts';
import { shortMark, takeImport, undoImport } from './take-import.ts';
import type { TestDatabase } from '#server/database/test-database.ts';

export const HEAD = ['Nr', 'Navn', 'Målgruppe', 'Beskrivelse', 'Kontakt', 'Gælder til', 'Udbyder'];
export const LIST = [
	HEAD,
	['1', 'Cafeen', 'Unge', 'Kaffe', 'Ring til Ida', '', 'Klubben'],
	['2', 'Værkstedet', 'Alle', 'Cykler', 'Kom forbi', '31-12-2026', ''],
	['3', 'Suppen', '', 'Suppe', 'Kom', '', '']
];
export const csv = (rows: readonly (readonly string[])[]) =>
	rows.map((row) => row.join(';')).join('\r\n');
export async function tableOf(file: string | Uint8Array): Promise<ReadTable> {
	const read = await readImport([
		{ name: 'liste', file: typeof file === 'string' ? strToU8(file) : file }
	]);
	if (!read.ok) throw new Error(read.reason);
	return read;
}

export async function begun(database: TestDatabase) {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const club = await world.organisation('voluntary');
	const named = 'update samspil.organisation set name = $2 where id = $1';
	await database.owner.query(named, [club, 'Klubben']);
	const keeper = await world.worker('Ida Ildsjæl', club, 'manager');
	return { world, leader, club, keeper };
}

/** Lays a file down and says what its columns hold, as guessed. */
export async function lay(
	world: World,
	who: Someone,
	file: string | Uint8Array,
	source = 'Listen'
) {
	const id = randomUUID();
	const table = await tableOf(file);
	const about = { source, fileName: 'liste.csv', organisation: world.tenant };
	const outcome = await world.as(who).act((acting) => beginImport(acting, id, about, table));
	if (outcome.ok && !outcome.value.areColumnsKnown) {
		const columns = guessColumns(table.headings, {}, fieldsByName());
		await world.as(who).act((acting) => chooseColumns(acting, id, 1, columns));
	}
	return { id, outcome };
}
export async function plansOf(world: World, who: Someone, id: string) {
	const [kept] = await world.as(who).see(findImport(id));
	const rows = await readRows(kept!, await world.as(who).see(listRows(id)), TODAY);
	const candidates = await world.as(who).see(listCandidates(kept!.source, idsIn(rows)));
	return await planRows(kept!, rows, candidates);
}
export const take = async (world: World, who: Someone, id: string) => {
	const mark = shortMark(await plansOf(world, who, id));
	return world.as(who).act((acting) => takeImport(acting, id, mark));
};
export const undo = (world: World, who: Someone, id: string) =>
	world.as(who).act((acting) => undoImport(acting, id));
export const all = (world: World, who: Someone) => world.as(who).see(listAllOffers());
