/** Taking in and undoing, as the project leader asks for it: at once where it is little, else ordered and worked on beside requests (work-imports.ts). */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { isOrdered, type ImportOrder } from '../import-work.rules.ts';
import { findImport } from './import.queries.ts';
import { countRows, deleteRefused, findWorkOfSource, insertWork } from './import-work.queries.ts';
import { takeImport, undoImport, type TakeRefusal, type UndoRefusal } from './take-import.ts';

/** Whether it was done at once or is ordered. */
export type Asked = { isOrdered: boolean };

/** Takes in the rows that are right, as the preview of this `mark` showed them, or orders it. */
export async function askToTake(
	acting: Acting,
	id: string,
	mark: string
): Promise<Outcome<Asked, TakeRefusal | 'import-at-work'>> {
	const [{ waiting } = { waiting: 0 }, work] = await Promise.all([
		acting.first(countRows(id)),
		acting.first(findWorkOfSource(id))
	]);
	if (work) return refused('import-at-work');
	if (isOrdered(waiting)) return order(acting, id, 'take', { mark, total: waiting });
	await acting.run(deleteRefused(id));
	const taken = await takeImport(acting, id, mark);
	return taken.ok ? done({ isOrdered: false }) : taken;
}

/** Undoes a whole import, or orders it. */
export async function askToUndo(
	acting: Acting,
	id: string
): Promise<Outcome<Asked, UndoRefusal | 'import-at-work'>> {
	const [rows, work] = await Promise.all([
		acting.first(countRows(id)),
		acting.first(findWorkOfSource(id))
	]);
	if (work) return refused('import-at-work');
	const total = rows?.done ?? 0;
	if (isOrdered(total)) return order(acting, id, 'undo', { mark: '', total });
	await acting.run(deleteRefused(id));
	const undone = await undoImport(acting, id);
	return undone.ok ? done({ isOrdered: false }) : undone;
}

async function order(
	acting: Acting,
	id: string,
	what: ImportOrder,
	about: { mark: string; total: number }
): Promise<Outcome<Asked, 'not-there' | 'import-at-work'>> {
	if (!(await acting.first(findImport(id)))) return refused('not-there');
	await acting.run(deleteRefused(id));
	const { name } = acting.visitor;
	const added = await acting.run(insertWork(id, what, { ...about, by: name }));
	if (added === 0) return refused('import-at-work');
	await acting.run(record('directory.import.ordered', id, { what, rows: about.total }));
	return done({ isOrdered: true });
}
