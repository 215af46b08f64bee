import { globSync, readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/compile-messages.mjs';
import { leaveOutData } from './scripts/leave-out-data.ts';

// A test that asks for a database or a browser says so by its imports; everything else is fast.
const TESTS = globSync(['{src,db,scripts}/**/*.test.ts', 'tests/**/*.story.ts']);
const needsMore = /test-(database|release|server)\.ts|embedded-postgres\.ts/;
const isSlow = (file: string) =>
	file.startsWith('tests/') || needsMore.test(readFileSync(file, 'utf8'));
const FAST = TESTS.filter((file) => !isSlow(file));
const STORIES = TESTS.filter((file) => file.startsWith('tests/'));
const STORED = TESTS.filter((file) => isSlow(file) && !STORIES.includes(file));

/**
 * What the server is built of besides our own: read file by file, these packages are eleven hundred, and half of the
 * second that a start takes. Those stay outside that read files of their own, or that the programs beside the app use too.
 */
const PACKED = [
	/^(@?better-auth|better-call|@noble)/,
	/^(@simplewebauthn|@peculiar|tsyringe|asn1js|pkijs|jose)/,
	/^(pg-boss|cron-parser|luxon)/,
	/^(nodemailer|postal-mime)/,
	/^(csv-parse|kysely|zod)/
];

export default defineConfig({
	build: { assetsInlineLimit: 0 },
	environments: {
		client: {
			build: {
				rolldownOptions: {
					preserveEntrySignatures: 'allow-extension',
					output: {
						// Sixty small files pack worse than a few: what most pages with scripts share, words and all, travels together.
						codeSplitting: {
							groups: [
								{
									name: 'frame',
									test: /\/src\/(ui|values\/(day-text|say|own-words|visitor))|\/messages\/(runtime|registry|messages\/(frame|error|ui|later)_)/,
									includeDependenciesRecursively: false
								},
								{
									// Pages that send no script need no rules and no texts in a browser, but the frame names every file they would need:
									// one, not a hundred. What the one editor needs is not among them.
									name: 'texts',
									test: /\/src\/features\/(?!documents\/|accounts\/)[^?]*\.ts$|\/messages\/messages\/(framework_(round|section|opening|opened)|(?!(framework|document|ui|account_(step|signed_out)|later|error|not|app|refusal|frame)_)[a-z0-9]+)_/,
									includeDependenciesRecursively: false
								}
							]
						}
					}
				}
			}
		}
	},
	plugins: [
		messages(),
		leaveOutData(),
		{
			name: 'samspil:packed',
			apply: 'build',
			config: () => ({ ssr: { noExternal: PACKED } })
		},
		sveltekit({
			adapter: adapter(),
			// The list of all pages is a tenth of what an editor weighs: which page an address leads to is asked of the server.
			router: { resolution: 'server' },
			// A page may come in the place of another, at whatever depth: the one that keeps what was typed does.
			paths: { relative: false },
			compilerOptions: {
				runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
			},
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					// The one style attribute there is: Kit's own, which hides its announcer of pages.
					'style-src-attr': [
						'unsafe-hashes',
						'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='
					],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		})
	],
	test: {
		// Side by side in one process each, since none of them keeps anything that another could find: what they share is
		// in a database, and each file has one of its own. A story starts a whole Samspil, and is a process by itself.
		projects: [
			{ extends: true, test: { name: 'fast', include: FAST, isolate: false } },
			{
				extends: true,
				test: {
					name: 'stored',
					include: STORED,
					isolate: false,
					globalSetup: 'scripts/test-server.ts'
				}
			},
			{
				extends: true,
				test: {
					name: 'stories',
					include: STORIES,
					isolate: false,
					globalSetup: 'scripts/test-server.ts'
				}
			}
		],
		// Vitest would leave a processor to itself, and has little use for it: of two, a story waits for one.
		maxWorkers: '100%',
		// What is waited for is given the time a busy machine takes; nothing sleeps.
		expect: { poll: { timeout: 15_000 } },
		testTimeout: 60_000,
		hookTimeout: 120_000
	}
});
