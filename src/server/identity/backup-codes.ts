/**
 * The codes that let one in when the telephone is gone. They are written off by hand, so none of their letters can be taken for
 * another, and it does not matter how they are written.
 */
import { randomInt } from 'node:crypto';

/** Ten codes of ten letters: with thirty-one to choose from, 49 bits each. */
const CODES = 10;
const LENGTH = 10;

/** Without 0 and o, 1, i and l. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten new codes, as they are shown: 'k7m2p-xw94c'. */
export const newBackupCodes = (): string[] =>
	Array.from({ length: CODES }, () =>
		inTwo(Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''))
	);

/** A code as it was made, however it was typed: in capitals, without its dash, with a dash of another kind. */
export const readBackupCode = (typed: string): string =>
	inTwo(typed.toLowerCase().replace(/[^\da-z]/g, ''));

const inTwo = (letters: string) => `${letters.slice(0, 5)}-${letters.slice(5)}`;
