import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freeze } from '#features/documents/content.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { listCitizenChannels, listHomeContacts, listInterpreters } from './linked.queries.ts';
import { established } from './test-framework.ts';

const database = await testDatabase();

/** The version in force says this, whatever was approved. */
async function say(tenant: string, answers: Answers) {
	const content = JSON.stringify(
		freeze(frameworkTemplate, answers, { organisations: {}, people: {} })
	);
	await database.owner.query('alter table samspil.framework_version disable trigger user');
	await database.owner.query(
		'update samspil.framework_version set content = $2, hash = $3 where tenant_id = $1',
		[tenant, content, createHash('sha256').update(content).digest()]
	);
	await database.owner.query('alter table samspil.framework_version enable trigger user');
}

const row = (cells: Record<string, string>) => ({ id: randomUUID(), cells });

test('R-085 R-086 the interpreters and channels of the framework in force are offered to everybody at work here, and nowhere else', async () => {
	const { world } = await established(database);
	expect(await world.as(world.stranger).see(listInterpreters())).toEqual([]);
	await say(world.tenant, {
		interpreters: {
			value: {
				kind: 'rows',
				rows: [
					row({
						provider: 'Tolk Nord',
						languages: 'grønlandsk',
						'how-to-order': 'Ring 12 34 56 78'
					}),
					row({ provider: '', languages: 'polsk' })
				]
			},
			notApplicable: null
		},
		'home-municipality-partners': {
			value: {
				kind: 'rows',
				rows: [row({ name: 'Socialvagten', workplace: 'Kommunen hjemme', contact: 'Ring' })]
			},
			notApplicable: null
		},
		channels: {
			value: {
				kind: 'groups',
				groups: {
					citizen: { none: '', rows: [row({ channel: 'Sms', 'used-for': 'Aftaler' })] },
					municipal: { none: '', rows: [row({ channel: 'Sikker mail', 'used-for': 'Alt' })] }
				}
			},
			notApplicable: null
		}
	});
	for (const who of [world.stranger, world.volunteer]) {
		expect(await world.as(who).see(listInterpreters())).toEqual([
			{
				provider: 'Tolk Nord',
				languages: 'grønlandsk',
				howToOrder: 'Ring 12 34 56 78',
				leadTime: '',
				payer: ''
			}
		]);
		expect(await world.as(who).see(listHomeContacts())).toEqual([
			{ name: 'Socialvagten', workplace: 'Kommunen hjemme', contact: 'Ring' }
		]);
		expect(await world.as(who).see(listCitizenChannels())).toEqual([
			{ channel: 'Sms', usedFor: 'Aftaler' }
		]);
	}
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'manager');
	const citizen = await world.citizen('Amina', world.stranger);
	for (const who of [nabo, citizen]) {
		expect(await world.as(who).see(listInterpreters())).toEqual([]);
		expect(await world.as(who).see(listCitizenChannels())).toEqual([]);
		expect(await world.as(who).see(listHomeContacts())).toEqual([]);
	}
});
