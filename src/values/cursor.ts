/** Where a page of a long list begins, as it stands in an address: the key of the last row of the page before. */

/** The key after which a page begins. */
export type CursorKey = { at: string; id: string };

const CURSOR =
	/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The key that `typed` says; null, the first page, where it says none. */
export function readCursor(typed: string | null): CursorKey | null {
	const [, at, id] = CURSOR.exec(typed ?? '') ?? [];
	if (!at || !id) return null;
	const isMoment = !Number.isNaN(Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));
	return isMoment ? { at, id } : null;
}

/** The rows of one page, and where the next begins; null on the last page. */
export function pageOf<Row extends { cursor: string }>(
	rows: readonly Row[],
	size: number
): { rows: Omit<Row, 'cursor'>[]; next: string | null } {
	const shown = rows.slice(0, size);
	return {
		rows: shown.map(({ cursor: _, ...row }) => row),
		next: rows.length > size ? (shown.at(-1)?.cursor ?? null) : null
	};
}
