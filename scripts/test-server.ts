/** Vitest's global set-up: one PostgreSQL server for all test files of a run. */
import type { TestProject } from 'vitest/node';
import { startTestServer } from '../src/server/database/test-server.ts';

export default async function setup(project: TestProject) {
	// The fast tests of `npm run check` ask for no database.
	if (process.env.SAMSPIL_TEST_DATABASE === 'none') return;
	const { stop, ...server } = await startTestServer();
	project.provide('testServer', server);
	return stop;
}
