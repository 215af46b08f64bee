/** Makes folders as `mkdir -p` does, and fails where that cannot be. */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes `folder` and what it lies in, as far as it is not there; only its owner lists what we make, and whoever knows a name
 * in it may pass. Throws where something cannot be made. Node's own `recursive` never comes back from a place that takes no
 * folders but is there, like /proc.
 */
export function makeFolder(folder: string): void {
	const about = statSync(folder, { throwIfNoEntry: false });
	if (about?.isDirectory()) return;
	const outer = path.dirname(folder);
	if (outer !== folder && !about) makeFolder(outer);
	try {
		mkdirSync(folder, { mode: 0o711 });
	} catch (error) {
		// Another process that starts at the same time was first.
		if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
	}
}
