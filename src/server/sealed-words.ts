/**
 * Words that travel in an address and are nobody's to read there: what is looked for on behalf of a citizen tells of the citizen, and addresses are kept
 * in logs and histories. They are encrypted under a key of this installation, for one place, so that going back and turning pages work as with any address.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deriveSecret } from './database/installation-secret.ts';

const CIPHER = 'aes-256-gcm';
const [IV, TAG] = [12, 16];
/** The words are filled up to a multiple of this, so that not even their length tells them apart. */
const BLOCK = 64;

const keyOf = (installationSecret: string) =>
	createHash('sha256').update(deriveSecret(installationSecret, 'sealed-words')).digest();

/** `words` as letters that an address takes, to be opened at `place` alone. */
export function sealWords(installationSecret: string, words: string, place: string): string {
	const iv = randomBytes(IV);
	const cipher = createCipheriv(CIPHER, keyOf(installationSecret), iv).setAAD(Buffer.from(place));
	const length = Buffer.byteLength(words);
	const filled = Buffer.concat([Buffer.from(words), Buffer.alloc(BLOCK - (length % BLOCK))]);
	const sealed = Buffer.concat([cipher.update(filled), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What was sealed for `place`; null where it was not, or not by this installation. */
export function openWords(
	installationSecret: string,
	sealed: string,
	place: string
): string | null {
	const bytes = Buffer.from(sealed, 'base64url');
	if (bytes.length < IV + TAG) return null;
	try {
		const open = createDecipheriv(CIPHER, keyOf(installationSecret), bytes.subarray(0, IV))
			.setAAD(Buffer.from(place))
			.setAuthTag(bytes.subarray(IV, IV + TAG));
		const filled = Buffer.concat([open.update(bytes.subarray(IV + TAG)), open.final()]);
		return filled.toString().replace(/\0+$/, '');
	} catch {
		return null;
	}
}
