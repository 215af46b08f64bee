/**
 * Reads DER, and nothing that only resembles it: lengths in their shortest form, no part missing, none left over. A
 * reader that forgives would not notice a bit that has turned.
 */

/** One value: its tag, what it holds, and all its bytes. */
export type Der = { tag: number; content: Uint8Array; raw: Uint8Array };

/** The tags we meet. */
export const TAG = {
	integer: 0x02,
	octets: 0x04,
	nothing: 0x05,
	oid: 0x06,
	generalizedTime: 0x18,
	sequence: 0x30,
	set: 0x31
} as const;

/** The tag of the part [number] that holds other values. */
export const part = (number: number): number => 0xa0 + number;

/** The one value that the bytes are. Throws where they are not one. */
export function readDer(bytes: Uint8Array): Der {
	const [value, end] = readAt(bytes, 0);
	if (end !== bytes.length) throw new Error('bytes are left over');
	return value;
}

/** The value that the bytes begin with, and the bytes after it. */
export function splitDer(bytes: Uint8Array): [Der, rest: Uint8Array] {
	const [value, end] = readAt(bytes, 0);
	return [value, bytes.subarray(end)];
}

/** The values that `value` holds. Throws where its tag is another, or something in it is malformed. */
export function childrenOf(value: Der | undefined, tag: number = TAG.sequence): Der[] {
	const children: Der[] = [];
	for (let at = 0; at < contentOf(value, tag).length;) {
		const [child, end] = readAt(value!.content, at);
		children.push(child);
		at = end;
	}
	return children;
}

/** What `value` holds. Throws where it is missing or its tag is another. */
export function contentOf(value: Der | undefined, tag: number): Uint8Array {
	if (value?.tag !== tag) throw new Error(`expected ${tag}, found ${value?.tag}`);
	return value.content;
}

/** An object identifier as people write it: '1.2.840.113549.1.7.2'. */
export function oidIn(value: Der | undefined): string {
	const numbers: number[] = [];
	let number = 0;
	for (const byte of contentOf(value, TAG.oid)) {
		number = number * 128 + (byte & 0x7f);
		if (byte & 0x80) continue;
		numbers.push(number);
		number = 0;
	}
	const [first = 0, ...rest] = numbers;
	const root = Math.min(2, Math.floor(first / 40));
	return [root, first - root * 40, ...rest].join('.');
}

/** A small whole number. Throws where it is none. */
export function numberIn(value: Der | undefined): number {
	const content = contentOf(value, TAG.integer);
	if (content.length === 0 || content.length > 4 || content[0]! & 0x80)
		throw new Error('no small number');
	return content.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Whether two values are the same bytes. */
export const isSameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
	Buffer.compare(one, other) === 0;

/** Longer values than this (their length in more than four bytes) we never meet. */
const MOST_LENGTH_BYTES = 4;

function readAt(bytes: Uint8Array, start: number): [Der, end: number] {
	const tag = bytes[start];
	const first = bytes[start + 1];
	if (tag === undefined || first === undefined) throw new Error('a value is cut off');
	if ((tag & 0x1f) === 0x1f) throw new Error('a tag of many bytes');
	let at = start + 2;
	let length = first;
	if (first & 0x80) {
		const count = first & 0x7f;
		if (count === 0 || count > MOST_LENGTH_BYTES)
			throw new Error('a length that DER does not have');
		length = 0;
		for (const byte of bytes.subarray(at, at + count)) length = length * 256 + byte;
		at += count;
		if (length < 0x80 || length < 256 ** (count - 1))
			throw new Error('a length that could be shorter');
	}
	const end = at + length;
	if (end > bytes.length) throw new Error('a value is cut off');
	return [{ tag, content: bytes.subarray(at, end), raw: bytes.subarray(start, end) }, end];
}
