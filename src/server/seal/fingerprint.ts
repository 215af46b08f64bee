import { createHash } from 'node:crypto';

/** SHA-256 of a certificate, as 64 hexadecimal digits. */
export const fingerprintOf = (certificate: Uint8Array): string =>
	createHash('sha256').update(certificate).digest('hex');
