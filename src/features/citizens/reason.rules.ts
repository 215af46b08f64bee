/** Why somebody could look at a pathway, as the database writes it down and as it is told. */

/** Why somebody could look, taken apart. */
export type Reason =
	| {
			kind: (typeof PLAIN)[number];
	  }
	| { kind: 'partner'; consents: string; categories: string[] }
	/** Another basis than consent. */
	| { kind: 'partner-by-basis'; basis: string; categories: string[] }
	| { kind: 'partner-without-consent' }
	/** A reason this program does not know: shown as it stands. */
	| { kind: 'other'; text: string };

const PLAIN = [
	'citizen',
	'tovholder',
	'former-tovholder',
	'companion',
	'asked',
	'project-leader',
	'stand-in',
	'emergency',
	'data-protection-officer'
] as const;
const BY_BASIS = /^partner, basis no\. \d+ \(([a-z-]+)\): ([a-z, -]+)$/;
const PARTNER = /^partner, consent no\. ([\d, ]+): ([a-z, -]+)$/;

/** Takes apart a reason as the database writes it: 'tovholder; partner, consent no. 3: housing, work',
 * 'partner, basis no. 1 (vital-interest): health'. */
export const readReasons = (written: string): Reason[] =>
	written
		.split('; ')
		.filter((each) => each !== '')
		.map((each) => {
			const plain = PLAIN.find((kind) => kind === each);
			if (plain) return { kind: plain };
			if (each === 'partner, no consent') return { kind: 'partner-without-consent' };
			const [, consents, categories] = PARTNER.exec(each) ?? [];
			if (consents && categories)
				return { kind: 'partner', consents, categories: categories.split(', ') };
			const [, basis, told] = BY_BASIS.exec(each) ?? [];
			if (basis && told) return { kind: 'partner-by-basis', basis, categories: told.split(', ') };
			return { kind: 'other', text: each };
		});
