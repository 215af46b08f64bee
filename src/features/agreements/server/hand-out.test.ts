import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '#features/documents/content.rules.ts';
import { commentDocument } from '#features/documents/server/comment-document.ts';
import { findVersion, listSignatures } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { complete, send } from './test-agreement.ts';
import { printAgreement } from './print-agreement.ts';

const database = await testDatabase();
const LINES_AMONG_US = 'Det tror jeg ikke på, Karl';

test('R-195 what is printed and handed out of an agreement tells what it says, and nothing that was said of it', async () => {
	const { world, place } = await complete(database);
	const said = await world.as(world.clerk).act((acting) =>
		commentDocument(acting, place, 'purpose', {
			id: randomUUID(),
			question: 'purpose',
			answers: null,
			perspective: null,
			body: LINES_AMONG_US
		})
	);
	expect(said).toMatchObject({ ok: true });
	const version = await send(world, place);
	const [found] = await world.as(world.host).see(findVersion(place.id, version));
	const given = await world.as(world.host).see(listSignatures(place.id));
	const printed = JSON.stringify(printAgreement(found!, given, 'signature'));
	for (const out of [printed, canonicalJson(found!.content)]) {
		expect(out).toContain('At flere finder hjem');
		expect(out).not.toContain(LINES_AMONG_US);
	}
});
