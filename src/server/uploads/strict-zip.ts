/**
 * A zip that is a zip and nothing else, read strictly: every byte of it belongs to one file or to the list of them. Readers of zips differ in
 * what they find where that is not so (what stands before, between and behind, the same name twice, a name that climbs out), and what was
 * looked into must be what is opened. The zip library that reads spreadsheets (fflate) forgives all of this; where packed bytes end, only zlib says.
 */
import { crc32, inflateRawSync } from 'node:zlib';

/** Why it is not taken. */
export type ZipReason =
	| 'broken'
	| 'encrypted'
	/** It unpacks to more than is looked into, or holds files without end. */
	| 'unpacks-to-too-much'
	/** Something stands before, between or behind its files. */
	| 'is-two-things'
	/** A name leads out of it, or is none. */
	| 'climbs-out'
	| 'names-one-twice';

/** Thrown with the reason. */
export class ZipRefused extends Error {
	readonly reason: ZipReason;

	constructor(reason: ZipReason) {
		super(reason);
		this.reason = reason;
	}
}

/** A file in it; `read` unpacks it, and throws where it is not what it says it is. */
export type ZipEntry = { name: string; isStored: boolean; hasExtra: boolean; read(): Buffer };

/** Bytes of all that is in one, unpacked. */
export const MOST_UNPACKED = 120_000_000;
/** Files in one: a presentation of hundreds of slides has some for each. */
export const MOST_ENTRIES = 3000;

const [LOCAL, LISTED, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const END_SIZE = 22;
const [ENCRYPTED, SIZES_FOLLOW, UTF8] = [0x2041, 0x8, 0x800];

/** What the list says of a file. */
type Listed = {
	name: string;
	raw: Buffer;
	flags: number;
	method: number;
	crc: number;
	packed: number;
	size: number;
	at: number;
};

/**
 * The files in it in the order in which they stand.
 * @throws {ZipRefused}
 */
export function openZip(bytes: Uint8Array): ZipEntry[] {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	try {
		return entriesOf(file);
	} catch (error) {
		if (error instanceof ZipRefused) throw error;
		throw new ZipRefused('broken'); // a number points out of it
	}
}

function entriesOf(file: Buffer): ZipEntry[] {
	const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
	if (end === -1) throw new ZipRefused('broken');
	// a comment is something behind it
	if (end + END_SIZE !== file.length) throw new ZipRefused('is-two-things');
	const [disks, count, all] = [
		file.readUInt32LE(end + 4),
		file.readUInt16LE(end + 8),
		file.readUInt16LE(end + 10)
	];
	const [length, start] = [file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)];
	if (file.readUInt32LE(end) !== END || disks !== 0 || count !== all)
		throw new ZipRefused('broken');
	if (count > MOST_ENTRIES) throw new ZipRefused('unpacks-to-too-much');
	if (start + length !== end) throw new ZipRefused('is-two-things');
	const listed = listOf(file, start, end, count);
	refuseNames(listed);
	if (listed.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED)
		throw new ZipRefused('unpacks-to-too-much');
	return inPlaces(file, listed, start);
}

function listOf(file: Buffer, start: number, end: number, count: number): Listed[] {
	const listed: Listed[] = [];
	let at = start;
	for (let each = 0; each < count; each += 1) {
		if (file.readUInt32LE(at) !== LISTED) throw new ZipRefused('broken');
		const [name, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place)) as [
			number,
			number,
			number
		];
		const raw = file.subarray(at + 46, at + 46 + name);
		const flags = file.readUInt16LE(at + 8);
		listed.push({
			raw,
			name: raw.toString(flags & UTF8 ? 'utf8' : 'latin1'),
			flags,
			method: file.readUInt16LE(at + 10),
			crc: file.readUInt32LE(at + 16),
			packed: file.readUInt32LE(at + 20),
			size: file.readUInt32LE(at + 24),
			at: file.readUInt32LE(at + 42)
		});
		at += 46 + name + extra + comment;
	}
	if (at !== end) throw new ZipRefused('is-two-things');
	return listed;
}

/** Office reads names in whatever letters: two that differ in nothing else are one. */
function refuseNames(listed: readonly Listed[]): void {
	const seen = new Set<string>();
	for (const { name } of listed) {
		const plain = name.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
			String.fromCharCode(Number.parseInt(hex, 16))
		);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: names with them are what is looked for
		if (plain === '' || /^\/|[\\:\u0000-\u001f\ufffd]|(^|\/)\.{1,2}(\/|$)|\/\//.test(plain))
			throw new ZipRefused('climbs-out');
		const same = plain.normalize('NFC').toLowerCase();
		if (seen.has(same)) throw new ZipRefused('names-one-twice');
		seen.add(same);
	}
}

/** Each begins where the one before it ends, the first at the very start, and the list follows the last. */
function inPlaces(file: Buffer, listed: readonly Listed[], list: number): ZipEntry[] {
	let at = 0;
	const entries = listed
		.toSorted((a, b) => a.at - b.at)
		.map((each, index, sorted) => {
			if (each.at !== at) throw new ZipRefused('is-two-things');
			if (file.readUInt32LE(at) !== LOCAL) throw new ZipRefused('broken');
			if (each.flags & ENCRYPTED) throw new ZipRefused('encrypted');
			const [flags, method] = [file.readUInt16LE(at + 6), file.readUInt16LE(at + 8)];
			const [name, extra] = [file.readUInt16LE(at + 26), file.readUInt16LE(at + 28)];
			const from = at + 30 + name + extra;
			if (
				(method !== 0 && method !== 8) ||
				method !== each.method ||
				(flags & SIZES_FOLLOW) !== (each.flags & SIZES_FOLLOW) ||
				!file.subarray(at + 30, at + 30 + name).equals(each.raw)
			)
				throw new ZipRefused('broken');
			if (method === 0 && each.packed !== each.size) throw new ZipRefused('broken');
			at = sorted[index + 1]?.at ?? list;
			const packed = file.subarray(from, from + each.packed);
			const behind = file.subarray(from + each.packed, at);
			if (from + each.packed > at) throw new ZipRefused('is-two-things');
			const isClean = flags & SIZES_FOLLOW ? isDescriptor(behind, each) : behind.length === 0;
			if (!isClean) throw new ZipRefused('is-two-things');
			return {
				name: each.name,
				isStored: method === 0,
				hasExtra: extra > 0,
				read: () => unpack(packed, each)
			};
		});
	if (at !== list) throw new ZipRefused('is-two-things');
	return entries;
}

/** Whether `behind` is what a writer that did not know the sizes before puts there, with or without its sign, in 4 bytes or 8. */
function isDescriptor(behind: Buffer, { crc, packed, size }: Listed): boolean {
	if (behind.length === 0) return false;
	const [small, large] = [Buffer.alloc(12), Buffer.alloc(20)];
	for (const each of [small, large]) each.writeUInt32LE(crc);
	small.writeUInt32LE(packed, 4);
	small.writeUInt32LE(size, 8);
	large.writeBigUInt64LE(BigInt(packed), 4);
	large.writeBigUInt64LE(BigInt(size), 12);
	const sign = Buffer.from('PK\u0007\b', 'latin1');
	return [small, large].some(
		(each) => behind.equals(each) || behind.equals(Buffer.concat([sign, each]))
	);
}

function unpack(packed: Buffer, { method, size, crc }: Listed): Buffer {
	let unpacked: Buffer = packed;
	if (method === 8) {
		// one that unpacks to more than it says is cut off there
		const { buffer, engine } = inflateRawSync(packed, {
			maxOutputLength: Math.max(1, size),
			info: true
		}) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
		if (engine.bytesWritten !== packed.length) throw new ZipRefused('is-two-things');
		unpacked = buffer;
	}
	if (unpacked.length !== size || crc32(unpacked) !== crc) throw new ZipRefused('broken');
	return unpacked;
}
