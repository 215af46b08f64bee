/** Whether somebody who has signed outside is the person who was to sign here. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Who somebody is to an outside signing service: its own unchanging name for them, and what they are called there. */
export type OutsideIdentity = { subject: string; name: string };

export type SignerRefusal =
	/** Somebody of another name. */
	| 'another-name-signed'
	/** Somebody else than the one who signed under this account before. */
	| 'another-identity-signed';

/**
 * Decides whether it was them. Once somebody is known by the service's own name for them, that alone counts; the first
 * time, the names must agree.
 * @param known the service's name for the person here, from the last time; null where they come for the first
 */
export function recognise(
	who: { name: string; known: string | null },
	signed: OutsideIdentity
): Outcome<OutsideIdentity, SignerRefusal> {
	if (who.known !== null)
		return who.known === signed.subject ? done(signed) : refused('another-identity-signed');
	return namesAgree(who.name, signed.name) ? done(signed) : refused('another-name-signed');
}

/**
 * Whether two spellings can be the same person's name: all names of the shorter one are in the longer one, and there are two
 * at least unless both are the same. People leave middle names out, and registers write them all.
 */
export function namesAgree(one: string, other: string): boolean {
	const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
	if (!fewer || !more || fewer.length === 0) return false;
	if (fewer.length === 1 && more.length > 1) return false;
	return fewer.every((word) => more.includes(word));
}

/** The names in a name, without initials, hyphens and the two ways of writing å. */
const wordsOf = (name: string): string[] => [
	...new Set(
		name
			.normalize('NFC')
			.toLocaleLowerCase('da')
			.replaceAll('aa', 'å')
			.split(/[^\p{L}\p{M}’']+/u)
			.filter((word) => [...word].length > 1)
	)
];
