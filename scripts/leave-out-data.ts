/**
 * A part of the build: SvelteKit spells the data of every page as script, also for a page that sends no script, and then
 * throws the spelling away. For a page with much data that took a seventh of the server's time. Here it is left out.
 */
import type { Plugin } from 'vite';

/** The one place in SvelteKit where the data of a page's part is spelled, and what stands there instead. */
const PLACE = {
	file: /@sveltejs\/kit\/src\/runtime\/server\/page\/index\.js$/,
	spelled: 'data_serializer.add_node(i, server_data);',
	onlyWithScript: 'data_serializer.add_node(i, csr ? server_data : null);'
};

/** Spells the data of pages that have a script, and of no others. @throws where another SvelteKit does it elsewhere */
export const leaveOutData = (): Plugin => ({
	name: 'leave-out-data',
	applyToEnvironment: ({ name }) => name === 'ssr',
	transform: {
		filter: { id: PLACE.file },
		handler: (code) => spellOnlyWithScript(code)
	}
});

/** The source of SvelteKit's answer to a page, with that place changed. @throws where it is not there exactly once */
export function spellOnlyWithScript(source: string): string {
	const parts = source.split(PLACE.spelled);
	if (parts.length !== 2 || !source.includes('const csr = nodes.csr();'))
		throw new Error(
			'SvelteKit no longer spells the data of a page where it did: see scripts/leave-out-data.ts'
		);
	return parts.join(PLACE.onlyWithScript);
}
