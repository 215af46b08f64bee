import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import {
	emptyFrameworkFile,
	findFrameworkFile,
	insertFrameworkFile,
	listFrameworkFiles,
	type NewFile
} from './file.queries.ts';
import { addFrameworkFile, dropFrameworkFile } from './keep-file.ts';
import { begun, established, type FrameworkWorld } from './test-framework.ts';

const database = await testDatabase();
const file = (text = 'skabelon') => ({
	id: randomUUID(),
	name: 'Skabelon.pdf',
	file: new TextEncoder().encode(`%PDF-1.7 ${text}`),
	kind: 'pdf' as const,
	pages: 1 as number | null
});
const add = (world: FrameworkWorld, who: Someone, given: NewFile = file()) =>
	world.as(who).act((acting) => addFrameworkFile(acting, given));
const drop = (world: FrameworkWorld, who: Someone, id: string) =>
	world.as(who).act((acting) => dropFrameworkFile(acting, id));

test('R-091 a template is taken in by who writes the framework, read by everybody at work here, and nowhere else', async () => {
	const world = await begun(database);
	const given = file();
	expect(await add(world, world.volunteer, given)).toEqual({ ok: false, reason: 'not-a-writer' });
	expect(await add(world, world.leader, given)).toEqual({ ok: true, value: given.id });
	// The same file again is the one that is there.
	expect(await add(world, world.leader, file())).toEqual({ ok: true, value: given.id });
	for (const who of [world.leader, world.volunteer, world.stranger]) {
		expect(await world.as(who).see(listFrameworkFiles())).toMatchObject([
			{ id: given.id, name: 'Skabelon.pdf', isInUse: false }
		]);
		const [found] = await world.as(who).see(findFrameworkFile(given.id));
		expect(Buffer.from(found!.file)).toEqual(Buffer.from(given.file));
	}
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'manager');
	const citizen = await world.citizen('Amina', world.stranger);
	for (const who of [nabo, citizen])
		expect(await world.as(who).see(findFrameworkFile(given.id))).toEqual([]);
});

test('R-091 a template of Word is kept byte for byte, as what it is, and says no pages', async () => {
	const world = await begun(database);
	const given: NewFile = {
		id: randomUUID(),
		name: 'Netværkskort.docx',
		file: Uint8Array.of(0x50, 0x4b, 3, 4, 0, 255),
		kind: 'docx',
		pages: null
	};
	expect(await add(world, world.leader, given)).toEqual({ ok: true, value: given.id });
	expect(await world.as(world.volunteer).see(listFrameworkFiles())).toMatchObject([
		{
			kind: 'docx',
			pages: null,
			size: 6,
			hash: createHash('sha256').update(given.file).digest('hex')
		}
	]);
	const [found] = await world.as(world.volunteer).see(findFrameworkFile(given.id));
	expect(found).toMatchObject({ name: 'Netværkskort.docx', kind: 'docx' });
	expect(new Uint8Array(found!.file)).toEqual(given.file);
	// Only a PDF says how many pages it has, and there is no other kind.
	for (const wrong of [
		{ ...file('y'), pages: null },
		{ ...given, pages: 1 },
		{ ...given, kind: 'docm' as 'docx' }
	])
		await expect(
			add(world, world.leader, { ...wrong, id: randomUUID(), file: new TextEncoder().encode('z') })
		).rejects.toThrow('check constraint');
	await expect(
		database.owner.query(`update samspil.framework_file set kind = 'xlsx' where id = $1`, [
			given.id
		])
	).rejects.toThrow('emptied at most');
});

test('R-091 one that a version points to stays; another is emptied, once, and leaves nothing to read', async () => {
	const { world } = await established(database);
	const [kept, loose] = [file('a'), file('b')];
	for (const each of [kept, loose])
		expect(await add(world, world.leader, each)).toMatchObject({ ok: true });
	await database.owner.query('alter table samspil.framework_version disable trigger user');
	await database.owner.query(
		`update samspil.framework_version set content = jsonb_set(content::jsonb, '{answers,points}', to_jsonb($2::text)) where tenant_id = $1`,
		[world.tenant, kept.id]
	);
	await database.owner.query('alter table samspil.framework_version enable trigger user');
	expect(await drop(world, world.leader, kept.id)).toMatchObject({
		reason: 'framework-file-in-use'
	});
	expect(await drop(world, world.volunteer, loose.id)).toMatchObject({ reason: 'not-a-writer' });
	for (let time = 0; time < 2; time += 1)
		expect(await drop(world, world.leader, loose.id)).toMatchObject({ ok: true });
	expect(await world.as(world.leader).see(findFrameworkFile(loose.id))).toEqual([]);
	expect((await world.as(world.leader).see(listFrameworkFiles())).map(({ id }) => id)).toEqual([
		kept.id
	]);
});

test('PostgreSQL itself takes no file from others, changes none, and empties none that a version points to', async () => {
	const world = await begun(database);
	const given = file();
	await add(world, world.leader, given);
	const [{ id }] = (
		await database.owner.query('select id from samspil.framework where tenant_id = $1', [
			world.tenant
		])
	).rows;
	await expect(
		world
			.as(world.volunteer)
			.act((acting) => acting.run(insertFrameworkFile(id, file('x'), 'Nogen')))
	).rejects.toThrow('row-level security');
	expect(
		await world
			.as(world.volunteer)
			.act((acting) => acting.run(emptyFrameworkFile(given.id, 'Nogen')))
	).toBe(0);
	await expect(
		database.owner.query(`update samspil.framework_file set name = 'Andet' where id = $1`, [
			given.id
		])
	).rejects.toThrow('emptied at most');
	await expect(
		database.owner.query('delete from samspil.framework_file where id = $1', [given.id])
	).rejects.toThrow();
});
