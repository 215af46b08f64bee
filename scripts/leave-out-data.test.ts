import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spellOnlyWithScript } from './leave-out-data.ts';

const installed = readFileSync(
	'node_modules/@sveltejs/kit/src/runtime/server/page/index.js',
	'utf8'
);

test('the data of a page without script is not spelled, in the SvelteKit that is installed', () => {
	expect(spellOnlyWithScript(installed)).toContain('add_node(i, csr ? server_data : null)');
});

test('a SvelteKit that does it elsewhere stops the build', () => {
	expect(() => spellOnlyWithScript('export {};')).toThrow('leave-out-data');
	expect(() => spellOnlyWithScript(installed + installed)).toThrow('leave-out-data');
});
