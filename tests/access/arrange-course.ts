/** How the pathway of the matrix goes: its plan, a phase it is in, and a need that is foreseen. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Who is around it. */
type Around = { tovholder: Someone; helper: Someone; collaboration: string };

/** Arranges all of it; `words` stand in the plan. */
export async function arrangeCourse(
	world: World,
	pathway: string,
	{ tovholder, helper, collaboration }: Around,
	words: string
) {
	const { child, consent } = await arrangeChild(world, collaboration, tovholder, helper);
	return {
		plan: await arrangePlan(world, pathway, tovholder, words),
		/** A time in which a phase is open. */
		period: await arrangePhase(world, pathway, tovholder),
		need: await arrangeNeed(world, pathway, tovholder),
		/** The pathway of a child, with a partner. */
		child,
		childConsent: consent,
		guardian: await arrangeGuardian(world, child, tovholder),
		/** A notification about the child, which the municipality has. */
		notification: await arrangeNotification(world, child, tovholder)
	};
}

/** A pathway of somebody of fourteen, with a consent; answers their ids. */
async function arrangeChild(
	world: World,
	collaboration: string,
	tovholder: Someone,
	helper: Someone
): Promise<{ child: string; consent: string }> {
	const child = await world.citizen('Liv Lille', tovholder);
	await world.database.owner.query(
		`update samspil.citizen set birth_date = current_date - 14 * 365 where id = $1`,
		[child.citizen]
	);
	const pathway = await world.pathway(child, collaboration, tovholder);
	await world.partner(pathway, helper.organisation!, 'agreed', helper);
	const consent = await world.consent(pathway, [helper.organisation!], ['housing'], {
		until: '2099-12-31'
	});
	return { child: pathway, consent };
}

/** That a notification was made; answers what its row is called. */
async function arrangeNotification(
	world: World,
	pathway: string,
	tovholder: Someone
): Promise<string> {
	const id = randomUUID();
	await world.insert('outside_notification', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		made_on: '2026-02-01',
		made_by: tovholder.name,
		made_to: 'Familieafdelingen',
		received_at: '2026-02-01T13:30:00Z',
		written_by: tovholder.person,
		written_by_name: tovholder.name
	});
	return id;
}

/** The mother of the child; answers what her row is called. */
async function arrangeGuardian(world: World, pathway: string, tovholder: Someone): Promise<string> {
	const id = randomUUID();
	await world.insert('guardian', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		name: 'Mor Lille',
		relation: 'mor',
		custody: 'sole',
		written_by: tovholder.person,
		changed_by_name: tovholder.name
	});
	return id;
}

/** Something foreseen in the category that the covered partner reads; answers its id. */
async function arrangeNeed(world: World, pathway: string, tovholder: Someone): Promise<string> {
	const id = randomUUID();
	await world.insert('foreseen_need', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		kind: 'need',
		words: 'Flytter til foråret',
		expected_on: '2099-03-01',
		written_by: tovholder.person,
		written_by_name: tovholder.name,
		written_by_organisation_name: 'Solby Kommune'
	});
	return id;
}

/** Lays down its first edition; answers the id and the hash that an answer carries. */
async function arrangePlan(
	world: World,
	pathway: string,
	tovholder: Someone,
	words: string
): Promise<{ id: string; hash: string }> {
	const id = randomUUID();
	await world.insert('pathway_plan', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		number: 1,
		plan_type: `Plan om ${words}`,
		aim: `Et hjem med ${words}`,
		steps: 'Vi leder sammen',
		duration: `Et halvt år med ${words}`,
		treatment: `Hos ${words}`,
		cooperation: 'Vi ringer om mandagen',
		involvement: 'Før hvert møde',
		owners: '[]',
		citizen_owns: true,
		hash: Buffer.alloc(32),
		written_by: tovholder.person,
		written_by_name: tovholder.name,
		written_by_organisation_name: 'Solby Kommune'
	});
	const { rows } = await world.database.owner.query(
		`select encode(hash, 'hex') as hash from samspil.pathway_plan where id = $1`,
		[id]
	);
	return { id, hash: rows[0].hash };
}

/** Opens the fourth; answers the id of the time that has begun. */
async function arrangePhase(world: World, pathway: string, tovholder: Someone): Promise<string> {
	const id = randomUUID();
	await world.insert('pathway_phase', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'progress'),
		phase: 4,
		opened_on: '2026-01-20',
		opened_by: tovholder.person,
		opened_by_name: tovholder.name
	});
	return id;
}
