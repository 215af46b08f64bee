/** The files in a zip that somebody sends, no more of them than is looked into. */
import { unzipSync } from 'fflate';

/** Bytes of all that is in one, unpacked: a small file that says it holds more is not opened. */
export const LARGEST_UNPACKED = 120_000_000;
/** Files in one. */
const MOST_FILES = 500;

/** Whether it begins as a zip does, whatever it is called. */
export const isZip = (file: Uint8Array): boolean =>
	file[0] === 0x50 && file[1] === 0x4b && file[2] === 0x03 && file[3] === 0x04;

/** Thrown for one that says it holds more than is unpacked. */
export class ZipTooLarge extends Error {}

/**
 * The names of what is in it, without unpacking. One that says it is small and is not is cut off at what it says when it is unpacked.
 * @throws {ZipTooLarge}, and an error of the library's where it is broken
 */
export function listZip(file: Uint8Array): string[] {
	const names: string[] = [];
	let size = 0;
	unzipSync(file, {
		filter({ name, originalSize }) {
			names.push(name);
			size += originalSize;
			if (size > LARGEST_UNPACKED || names.length > MOST_FILES) throw new ZipTooLarge();
			return false;
		}
	});
	return names;
}

/** What is in the files of a zip whose names `isWanted`. Ask `listZip` first. */
export const unpackZip = (
	file: Uint8Array,
	isWanted: (name: string) => boolean
): Record<string, Uint8Array> => unzipSync(file, { filter: ({ name }) => isWanted(name) });
