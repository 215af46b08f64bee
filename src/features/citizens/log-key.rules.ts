/** Where a page of the record begins. */

/** The key of the last row of the page before. */
export type LogKey = { at: string; lane: number; sequence: number };

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(\d{1,2})~(\d{1,15})$/;

/** The key that an address says; null, the first page, where it says none that makes sense. */
export function readLogKey(typed: string | null): LogKey | null {
	const [, at, lane, sequence] = CURSOR.exec(typed ?? '') ?? [];
	if (!at || Number.isNaN(Date.parse(at)) || Number(lane) > 15) return null;
	return { at, lane: Number(lane), sequence: Number(sequence) };
}
