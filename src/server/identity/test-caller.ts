/** A person at a browser, for tests: cookies that are kept from call to call. */
import type { Cookies } from '@sveltejs/kit';
import { createHmac } from 'node:crypto';
import type { Caller } from './sessions.ts';

/** Somebody who calls from `address`, with an empty cookie jar. */
export function testCaller(address = '192.0.2.1'): Caller & { jar: Map<string, string> } {
	const jar = new Map<string, string>();
	const cookies = {
		get: (name: string) => jar.get(name),
		getAll: () => [...jar].map(([name, value]) => ({ name, value })),
		set: (name: string, value: string, { maxAge }: { maxAge?: number }) =>
			void (maxAge === 0 ? jar.delete(name) : jar.set(name, value)),
		delete: (name: string) => void jar.delete(name),
		serialize: () => ''
	} as unknown as Cookies;
	return { cookies, address, userAgent: 'a test', jar };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app shows for `secret` (base32, spaces allowed), `periods` of thirty seconds from now (RFC 6238). */
export function codeOf(secret: string, periods = 0): string {
	const bits = [...secret.replaceAll(/[\s=]/g, '')]
		.map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
		.join('');
	const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods));
	const hash = createHmac('sha1', key).update(counter).digest();
	const offset = hash.at(-1)! & 15;
	return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
