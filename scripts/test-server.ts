/** Vitest's global set-up: one PostgreSQL server for all test files of a run. */
import type { TestProject } from 'vitest/node';
import { startTestServer } from '../src/server/database/test-server.ts';

export default async function setup(project: TestProject) {
	const { stop, ...server } = await startTestServer();
	project.provide('testServer', server);
	return stop;
}
