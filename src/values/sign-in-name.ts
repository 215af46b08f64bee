/**
 * The name with which somebody signs in who has no mailbox: a word and four digits, easy to say and to write down ("havn-4827").
 * Kept as a mail address that no mail can reach (RFC 6761: .invalid), so that all that signs people in goes by one thing.
 */

/** Behind the @ of whoever has no mailbox; the database knows it too (0621, `has_mailbox`). */
const NO_MAILBOX = '@no-mailbox.invalid';

/** Plain, short, none like another, spelt alike on every keyboard. */
const WORDS = [
	'alm bark birk blad busk damp dans dige due eng fane fjord fold garn gran gren havn hegn hest holm',
	'humle kane kant kilde klit korn krat lampe lind lund lykke mark mose myrte nord olie pil plov regn ring',
	'rosin salt sand sejl skib skov slot sol stald sten strand sti taske trappe tulipan vand varde vest vind vinter'
]
	.join(' ')
	.split(' ');

/** The name of four random bytes. */
export function spellSignInName(bytes: Uint8Array): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, 4);
	return `${WORDS[view.getUint16(0) % WORDS.length]}-${String(view.getUint16(2) % 10_000).padStart(4, '0')}`;
}

/** The address that stands for a name. */
export const addressOfName = (name: string): string => name + NO_MAILBOX;

/** The name that an address stands for; null for an address that mail reaches. */
export const signInNameOf = (address: string): string | null =>
	address.endsWith(NO_MAILBOX) ? address.slice(0, -NO_MAILBOX.length) : null;

/** The address of an app's setup, in which a name without a mailbox stands as it is told, without what stands behind it. */
export const withoutMailbox = (setup: string): string =>
	setup.replaceAll(encodeURIComponent(NO_MAILBOX), '');

/** Whether mail reaches an address. */
export const hasMailbox = (address: string): boolean => signInNameOf(address) === null;

/**
 * What was typed to sign in, as an address: a name with a blank, a dash or nothing before its digits, in any letters, is that
 * name's; everything else stays as it is.
 */
export function readSignInAddress(typed: string): string {
	const name = /^([a-z]+)[\s-]*(\d{4})$/.exec(typed.trim().toLowerCase());
	return name ? addressOfName(`${name[1]}-${name[2]}`) : typed.trim().toLowerCase();
}
