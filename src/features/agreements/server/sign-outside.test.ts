import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { textToSign, type Outside } from '#features/documents/server/sign-outside.ts';
import { findVersion, listSignatures } from '#features/documents/server/version.queries.ts';
import { withdrawDocument } from '#features/documents/server/submit-document.ts';
import type { Place } from '#features/documents/server/answer-document.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { signAgreementOutside } from './agree.ts';
import { complete, letBind, seen, send, sign, type AgreementWorld } from './test-agreement.ts';
import { listOutsideProofs } from './test-rows.queries.ts';

const database = await testDatabase();
afterAll(() => database.close());

const NOW = new Date(`${TODAY}T10:00:00Z`);

async function waiting() {
	const { world, place } = await complete(database);
	return { world, place, version: await send(world, place) };
}

async function readBy(world: AgreementWorld, place: Place, who: Someone, version: string) {
	const [found] = await world.as(who).see(findVersion(place.id, version));
	return { version, hash: found!.hash, at: NOW };
}

/** Goes to a broker that says what is told, and comes back. */
async function signThere(
	world: AgreementWorld,
	place: Place,
	who: Someone,
	version: string,
	said: Partial<Outside> & { text?: string } = {}
) {
	const read = await readBy(world, place, who, version);
	const text = await world.as(who).act((acting) => textToSign(acting, place, read));
	if (!text.ok) return text;
	const { text: signedText = text.value, ...rest } = said;
	return world.as(who).act((acting) =>
		signAgreementOutside(acting, place, read, {
			issuer: 'https://broker.example',
			subject: `subject of ${who.person}`,
			name: who.name,
			method: 'MitID (code_app)',
			assurance: 'substantial',
			at: NOW,
			signedTextHash: createHash('sha256').update(signedText).digest('hex'),
			hash: read.hash,
			proof: 'a.b.c',
			...rest
		})
	);
}

describe('signing outside', () => {
	test('R-026 counts like any other signature, with method, level and what proves it', async () => {
		const { world, place, version } = await waiting();
		const { hash } = await readBy(world, place, world.mayor, version);
		expect(await signThere(world, place, world.mayor, version)).toEqual({
			ok: true,
			value: 'waiting'
		});
		const [signatures, proofs] = await world
			.as(world.helper)
			.read(listSignatures(place.id), listOutsideProofs(place.id, version));
		expect(signatures).toMatchObject([
			{ person: world.mayor.person, method: 'broker', assurance: 'substantial', hash }
		]);
		expect(proofs).toMatchObject([{ name: world.mayor.name, how: 'MitID (code_app)' }]);
		expect(proofs[0]?.text).toContain(hash);
		expect(proofs[0]?.text).toContain('Hjem igen');

		await sign(world, place, world.host, version);
		expect((await world.as(world.host).see(findVersion(place.id, version)))[0]?.fate).toBe(
			'agreed'
		);
	});

	test('the last of all brings the agreement to life', async () => {
		const { world, place, version } = await waiting();
		await sign(world, place, world.host, version);
		expect(await signThere(world, place, world.mayor, version, { assurance: 'high' })).toEqual({
			ok: true,
			value: 'agreed'
		});
		expect((await seen(world, place, world.leader))?.isWriter).toBe(true);
		const { rows } = await database.owner.query(
			'select printed::text as printed from samspil.document_seal where version_id = $1',
			[version]
		);
		expect(rows[0].printed).toContain('sikringsniveau Høj');
	});

	test.each([
		['another text', { text: 'Jeg skriver under på en båd' }, 'another-text-signed'],
		['the text of another version', { hash: 'b'.repeat(64) }, 'another-text-signed'],
		['somebody of another name', { name: 'Vera Vang' }, 'another-name-signed']
	])('%s is no signature, and nothing is kept', async (_, said, reason) => {
		const { world, place, version } = await waiting();
		expect(await signThere(world, place, world.mayor, version, said)).toEqual({
			ok: false,
			reason
		});
		const [signatures, proofs] = await world
			.as(world.mayor)
			.read(listSignatures(place.id), listOutsideProofs(place.id, version));
		expect([...signatures, ...proofs]).toEqual([]);
	});

	test('from the first time on a person is known by the broker, and one identity signs for one person', async () => {
		const { world, place, version } = await waiting();
		await signThere(world, place, world.mayor, version, { subject: 'a1' });
		await world.as(world.leader).act((acting) => withdrawDocument(acting, place, version));
		await database.owner.query(
			"update samspil.document set title = 'Hjem igen, igen' where id = $1",
			[place.id]
		);
		const second = await send(world, place);
		const as = (subject: string, name = world.mayor.name) =>
			signThere(world, place, world.mayor, second, { subject, name });
		expect(await as('b2')).toEqual({ ok: false, reason: 'another-identity-signed' });
		// whoever holds the mayor's identity cannot sign as the host, whatever they are called
		expect(
			await signThere(world, place, world.host, second, { subject: 'a1', name: world.host.name })
		).toEqual({ ok: false, reason: 'another-identity-signed' });
		expect((await as('a1', 'Mads Skov')).ok).toBe(true);
	});

	test('R-179 whoever could not sign here is not sent away to sign there', async () => {
		const { world, place, version } = await waiting();
		const ask = async (who: Someone, hash?: string) => {
			const read = { ...(await readBy(world, place, world.mayor, version)), ...(hash && { hash }) };
			const text = await world.as(who).act((acting) => textToSign(acting, place, read));
			return text.ok || text.reason;
		};
		expect(await ask(world.stranger)).toBe('no-document');
		expect(await ask(world.clerk)).toBe('not-a-signatory');
		expect(await ask(world.mayor, 'c'.repeat(64))).toBe('version-changed');
		await letBind(world, world.mayor, false);
		expect(await ask(world.mayor)).toBe('cannot-bind');
		await world.as(world.leader).act((acting) => withdrawDocument(acting, place, version));
		expect(await ask(world.host)).toBe('not-open-for-signing');
	});

	test('a version that was taken back meanwhile is not signed', async () => {
		const { world, place, version } = await waiting();
		const read = await readBy(world, place, world.mayor, version);
		const text = await world.as(world.mayor).act((acting) => textToSign(acting, place, read));
		await world.as(world.leader).act((acting) => withdrawDocument(acting, place, version));
		const outcome = await world.as(world.mayor).act((acting) =>
			signAgreementOutside(acting, place, read, {
				issuer: 'https://broker.example',
				subject: 'a1',
				name: world.mayor.name,
				method: 'MitID (code_app)',
				assurance: 'high',
				at: NOW,
				signedTextHash: createHash('sha256')
					.update(text.ok ? text.value : '')
					.digest('hex'),
				hash: read.hash,
				proof: 'a.b.c'
			})
		);
		expect(outcome).toEqual({ ok: false, reason: 'not-open-for-signing' });
	});
});

test('a stranger sees no proof, nobody reads the token, and none is changed or added later', async () => {
	const { world, place, version } = await waiting();
	await signThere(world, place, world.mayor, version);
	const proofs = (who: Someone) => world.as(who).see(listOutsideProofs(place.id, version));
	expect(await proofs(world.clerk)).toHaveLength(1);
	expect(await proofs(world.stranger)).toEqual([]);
	await expect(
		database.owner.query('update samspil.document_signature_proof set name = $1', ['x'])
	).rejects.toThrow();
	const { rows } = await database.owner.query(
		`select has_column_privilege('samspil_app', 'samspil.document_signature_proof', 'proof', 'select') as token,
			has_column_privilege('samspil_app', 'samspil.document_signature_proof', 'subject', 'select') as subject`
	);
	expect(rows).toEqual([{ token: false, subject: false }]);
	const known = await world
		.as(world.host)
		.see(tables.selectFrom('signing_identity').select('subject'));
	expect(known).toEqual([]);
});
