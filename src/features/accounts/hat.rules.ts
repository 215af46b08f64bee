/** A hat as a form sends it: which kind, in whose tenant, for which organisation. */

/** What names a hat. */
export type HatName = {
	hat: 'organisation' | 'administrator' | 'self';
	tenant: string | null;
	organisation: string | null;
};

/** The hat as one word, for the value of a button. */
export const spellHat = ({ hat, tenant, organisation }: HatName): string =>
	[hat, tenant ?? '', organisation ?? ''].join('/');

/** The hat that `spelled` names; undefined where it names none. */
export function readHat(spelled: string): HatName | undefined {
	const [, hat, tenant, organisation] =
		/^(organisation|administrator|self)\/([\da-f-]{36})?\/([\da-f-]{36})?$/.exec(spelled) ?? [];
	if (!hat) return undefined;
	return { hat: hat as HatName['hat'], tenant: tenant ?? null, organisation: organisation ?? null };
}
