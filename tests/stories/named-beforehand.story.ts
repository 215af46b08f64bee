/** An entry is kept from somebody whom a consent names by an agreement, before they are on the pathway: by the tovholder, and by the citizen. */
import { expect, test } from 'vitest';
import { inForce } from '../../src/features/agreements/server/test-agreement.ts';
import { openSamspil, PHONE } from './open-samspil.ts';
import { inspect } from './people.ts';

const samspil = await openSamspil();

test('R-147 the tovholder and the citizen keep an entry from an organisation that is not on the pathway yet', async () => {
	const { world, id: agreement } = await inForce(samspil.database);
	await world.administrator();
	const collaboration = await world.collaboration(world.leader, world.shelter);
	await samspil.database.owner.query(
		'update samspil.document set collaboration_id = $2 where id = $1',
		[agreement, collaboration]
	);
	const tovholder = await world.worker('Tove Tovholder', world.tenant);
	const citizen = await world.citizen('Amina Andersen', tovholder);
	const pathway = await world.pathway(citizen, collaboration, tovholder);
	const entries = [
		await world.entry(pathway, 'housing', tovholder, 'Skylder husleje'),
		await world.entry(pathway, 'housing', tovholder, 'Har brug for en seng')
	];
	await world.consent(pathway, [world.shelter], ['housing']);

	const how = { width: PHONE, javaScript: false };
	const { page: holder } = await samspil.visitAs(tovholder, how);
	await holder.goto(`/pathways/${pathway}/entries/${entries[0]}/sharing`);
	await holder.getByLabel(/^Nattely/).check();
	await inspect({ name: 'Tove', page: holder, complaints: [] }, 'named-beforehand');
	await holder.getByLabel('Hvorfor?').fill('Kender en af dem');
	await holder.getByRole('button', { name: 'Luk for læsning' }).click();
	expect(await holder.textContent('main')).toContain('Der er lukket for læsning nu.');

	const { page: own } = await samspil.visitAs(citizen, how);
	await own.goto('/me/written');
	for (const summary of await own.locator('main summary').all()) await summary.click();
	// the other entry is the only one that the shelter is still to be kept from
	const keep = own.locator(`main button[name=organisation][value="${world.shelter}"]`);
	expect(await keep.count()).toBe(1);
	await keep.click();
	expect(own.url()).toContain('said=kept');
	await inspect({ name: 'Amina', page: own, complaints: [] }, 'named-beforehand-mine');

	await world.partner(pathway, world.shelter, 'agreed', world.helper);
	const { rows } = await samspil.database.owner.query(
		'select denied from samspil.entry where pathway_id = $1',
		[pathway]
	);
	expect(rows).toEqual(entries.map(() => ({ denied: [world.shelter] })));
});
