/** Looking for somebody by a part of their name, in the middle of a form: what is typed stays, and nothing is saved. */
import type { Posted } from '#features/documents/form.rules.ts';
import { isToLook } from '#values/looking.ts';
import { PEOPLE_TO_CHOOSE } from './people.queries.ts';

/** The part of a name that is looked for; null where the form was sent to be saved. */
export function partLookedFor(posted: Posted): string | null {
	const said = (wanted: string) => posted.find(([name]) => name === wanted)?.[1];
	return isToLook(said, 'search') ? (said('search') ?? '').trim().slice(0, 100) : null;
}

/** People to choose among. */
export type Offered = {
	options: { value: string; label: string }[];
	/** There are more of them than these. */
	hasMore: boolean;
};

/** What a search found, as a page offers it. */
export const offered = <Found>(
	found: readonly Found[],
	say: (each: Found) => { value: string; label: string }
): Offered => ({
	options: found.slice(0, PEOPLE_TO_CHOOSE).map(say),
	hasMore: found.length > PEOPLE_TO_CHOOSE
});

/** Colleagues to choose among: by person, since their organisation is the municipality. */
export const offeredColleagues = (found: readonly { person: string; name: string }[]): Offered =>
	offered(found, ({ person, name }) => ({ value: person, label: name }));
