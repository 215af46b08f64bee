/** Companions of the usual pathway, for the tests of how they come and go. */
import { randomUUID } from 'node:crypto';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import type { TestDatabase } from '#server/database/test-database.ts';
import type { Someone, World } from '#server/database/test-world.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';
import { listCompanions } from './companion.queries.ts';
import { endCompanion, leaveAsCompanion } from './end-companion.ts';
import { inviteCompanion, type CompanionInvitation } from './invite-companion.ts';

type Story = Awaited<ReturnType<World['coordinatedPathway']>>;

/** What tests of companions do again and again, in the words of their stories. */
export function tellOfCompanions(database: TestDatabase) {
	const AGREED = {
		on: '2026-05-04',
		note: 'Hun er med til møder og ser det om boligen',
		guardians: []
	};
	const invite = (
		world: World,
		as: Someone,
		pathway: string,
		change: Partial<CompanionInvitation> = {}
	) =>
		world.as(as).act((acting) =>
			inviteCompanion(acting, pathway, {
				id: randomUUID(),
				name: 'Sara Søster',
				email: 'sara@example.test',
				categories: ['housing'],
				byMail: false,
				agreed: null,
				...change
			})
		);
	async function linkOf(asked: ReturnType<typeof invite>): Promise<string> {
		const invited = await asked;
		if (!invited.ok || !invited.value) throw new Error('not invited');
		return invited.value;
	}
	const use = async (link: string, { id }: { id: string }) =>
		(
			await database.pools.identity.query('select samspil.use_invitation($1, $2, $3) as used', [
				hashInvitationToken(link.replace('/invitations/', '')),
				id,
				'2026-05-04'
			])
		).rows[0].used as boolean;
	/** The citizen invites, and the sister says yes. */
	async function withSister(world: World, { citizen, pathway }: Story) {
		const person = await world.person('Sara Søster');
		if (!(await use(await linkOf(invite(world, citizen, pathway)), person)))
			throw new Error('the link opened nothing');
		const sister = await world.session(person.id, person.name, { hat: 'self' });
		const [companion] = await world.as(citizen).see(listCompanions(pathway));
		return { sister, person, companion: companion! };
	}
	const withoutAccount = ({ citizen }: Story) =>
		database.owner.query('update samspil.citizen set person_id = null where id = $1', [
			citizen.citizen
		]);
	const read = async (world: World, someone: Someone, pathway: string) =>
		(await world.as(someone).see(listEntries(pathway, null))).map(({ category }) => category);
	const end = (world: World, as: Someone, pathway: string, companion: string, version = 1) =>
		world.as(as).act((acting) => endCompanion(acting, pathway, companion, version));
	const leave = (world: World, as: Someone, pathway: string, companion: string, version = 1) =>
		world.as(as).act((acting) => leaveAsCompanion(acting, pathway, companion, version));

	return { AGREED, invite, linkOf, use, withSister, withoutAccount, read, end, leave };
}
