/** Whether a meeting has gone on since a page was shown, and whether the page is loaded again for it (meeting-in-browser.ts). */

/** What a page shows of the meeting, by its versions (running.rules.ts). */
export type Mark = {
	isOpen: boolean;
	run: number;
	rest: number;
	people: string;
	items: Record<string, number>;
};

/** As in server/visits.ts: a page that asks by itself keeps nobody signed in. */
const UNATTENDED = 'samspil-unattended';
/** Milliseconds after which a page is loaded again for text alone: each loading is written down as a reading of the pathway. */
const SELDOM = 60_000;

/** What stands at `address` now; undefined where the network is away, or somebody has to sign in anew. */
export async function askMark(address: string): Promise<Mark | undefined> {
	const answer = await fetch(address, { headers: { [UNATTENDED]: '1' } }).catch(() => undefined);
	if (!answer?.ok || !answer.headers.get('content-type')?.includes('json')) return undefined;
	return (await answer.json()) as Mark;
}

/**
 * How the meeting is further than a page: in where it is and who is there, or in its text alone; null where it is not. `own`: the
 * versions of what was written on the page itself, by item, and under '' of what belongs to none.
 */
export function wentOn(
	shown: Mark,
	now: Mark,
	own: Readonly<Record<string, number>>
): 'place' | 'text' | null {
	if (!now.isOpen || now.run !== shown.run || now.people !== shown.people) return 'place';
	const isNewer = (id: string, version: number, before: number) =>
		version > Math.max(own[id] ?? 0, before);
	const hasText =
		isNewer('', now.rest, shown.rest) ||
		Object.entries(now.items).some(([id, version]) => isNewer(id, version, shown.items[id] ?? 0));
	return hasText ? 'text' : null;
}

/** Whether a page that was loaded `age` milliseconds ago is loaded again. */
export const isDue = (how: 'place' | 'text', age: number): boolean =>
	how === 'place' || age >= SELDOM;

/** Whether somebody has typed or chosen something else in a field than it was shown with. */
export function isChanged(
	field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
): boolean {
	if ('options' in field) {
		const options = [...field.options];
		// Where none is marked, a browser shows the first.
		return !(options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.selected;
	}
	return 'checked' in field && ['radio', 'checkbox'].includes(field.type)
		? field.checked !== field.defaultChecked
		: field.value !== field.defaultValue;
}
