/**
 * Where the PostgreSQL of the tests keeps its files: in memory where the machine has a file system for that with room
 * enough, else below `.cache`. Each test file gets a copy of a database of a thousand files: 0.05 s in memory, 0.1 to
 * 1.2 s on a disk that is busy, and there are more than a hundred of them.
 */
import { statfsSync } from 'node:fs';
import path from 'node:path';

/** What a whole run may need, in bytes. */
const ROOM = 4 * 1024 ** 3;

/** Linux' number for a file system in memory (statfs(2)). */
const IN_MEMORY = 0x0102_1994;

/** The folder of the checkout in which the tests run; the same from run to run. */
export function testFolder(checkout = process.cwd()): string {
	if (!hasRoomInMemory('/dev/shm')) return '.cache/test-postgres';
	const name = checkout.replace(/[^A-Za-z0-9]+/g, '-');
	return path.join('/dev/shm', `samspil-tests-${process.getuid?.() ?? ''}${name}`);
}

function hasRoomInMemory(folder: string): boolean {
	try {
		const { type, bavail, bsize } = statfsSync(folder);
		return type === IN_MEMORY && bavail * bsize > ROOM;
	} catch {
		return false;
	}
}
