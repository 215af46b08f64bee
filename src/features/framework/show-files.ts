/** Files of the framework as its rows point to them. */
import type { Kept } from '#features/documents/content.rules.ts';

/** By id: what it is called, and where it is downloaded. */
export const showFiles = (files: readonly { id: string; name: string }[]): Record<string, Kept> =>
	Object.fromEntries(
		files.map(({ id, name }) => [id, { title: name, href: `/framework/files/${id}`, states: [] }])
	);
