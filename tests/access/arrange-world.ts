/**
 * The world of the access matrix: one pathway with everybody around it, and a second pathway that the same tovholder
 * holds, so that a part of the one asked for through the other is refused by nothing but the page itself.
 */
import { previewOf } from '../../src/features/organisations/server/merge-organisations.ts';
import { keep } from '../../src/features/deadlines/test-remind.ts';
import { shownNow } from '../../src/features/meetings/server/test-meeting.ts';
import { actingAs } from '../../src/server/acting.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import type { TestDatabase } from '../../src/server/database/test-database.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { dayOf, type Day } from '../../src/values/day.ts';
import { arrangeAgreements } from './arrange-agreements.ts';
import { arrangeClosing } from './arrange-closing.ts';
import { arrangeDoubt } from './arrange-concerns.ts';
import { arrangeDenials } from './arrange-denials.ts';
import { arrangeDirectory } from './arrange-directory.ts';
import { arrangeEmergency } from './arrange-emergency.ts';
import { arrangeRetention } from './arrange-retention.ts';
import { arrangeFramework } from './arrange-framework.ts';
import { arrangeOrganisations, nameOf } from './arrange-organisations.ts';
import { arrangePlan } from './arrange-plan.ts';
import { arrangeRound } from './arrange-round.ts';
import { arrangeTheory } from './arrange-theory.ts';
import { arrangeWorkers } from './arrange-workers.ts';
import {
	arrangeCompanions,
	arrangeLetters,
	arrangeMessage,
	arrangeNewStart
} from './arrange-letters.ts';
import { arrangeGroupMeeting } from './arrange-group-meeting.ts';
import { arrangeAnswers } from './arrange-meetings.ts';
import { arrangeMeasure } from './arrange-measure.ts';
import { arrangeCourse } from './arrange-course.ts';
import type { Step } from './arrange-meetings.ts';
import { arrangeCall } from './arrange-involving.ts';
import { fillOther, fillPathway } from './arrange-pathways.ts';
import { arrangeRelation } from './arrange-network.ts';
import { copiesOf, type Worlds } from './copy-world.ts';
import type { Kind } from './kinds.ts';
import { arrangePackage } from './arrange-journal.ts';
import { PLANTED } from './planted.ts';

/** The day on which the matrix asks: the server that answers goes by the clock. */
export const TODAY: Day = dayOf(new Date());

/** What a part of an address may name: [pathway], [entry], … */
export type Ids = Record<string, string>;

export type MatrixWorld = Awaited<ReturnType<typeof arrange>> & {
	cookieOf: (kind: Kind) => string | undefined;
	/** What the page of a meeting carries along about how it stands. */
	shown: (step: Step) => Promise<string>;
	/** The mark of what the administrator has looked at who merges the twin organisations. */
	seenMerge: () => Promise<string>;
};

/** Answers a world in a municipality of its own, each time it is called. */
export function worldsIn(database: TestDatabase): Worlds<MatrixWorld> {
	// Worked out once, not in each copy anew: a server that finds a thousand municipalities would have much to do.
	const next = copiesOf(database, async () => {
		const arranged = await arrange(database);
		await keep(database.pools.jobs, TODAY);
		return arranged;
	});
	return async () => {
		const world = await next();
		return {
			...world,
			cookieOf: (kind) => (kind === 'nobody' ? undefined : cookieOf(world.people[kind])),
			shown: (step) =>
				actingAs(
					database.pools.app,
					{ token: world.people.tovholder.token, today: TODAY },
					(acting) => shownNow(acting, world.ids.pathway!, world.meetings[step].id)
				),
			seenMerge: () =>
				actingAs(
					database.pools.app,
					{ token: world.people.administrator.token, today: TODAY },
					async (acting) =>
						(await previewOf(acting, world.ids.organisation!, world.organisations.twin))?.seen ?? ''
				)
		};
	};
}

async function arrange(database: TestDatabase) {
	const [world, next] = await Promise.all([newWorld(database), newWorld(database)]);
	const { tenant } = world;
	const [neighbour, leader, steering, former, tovholder] = await Promise.all([
		next.worker('Nanna Nabo', next.tenant, 'project-leader'),
		world.worker('Lene Leder', tenant, 'project-leader'),
		world.worker('Stig Styregruppe', tenant, 'manager'),
		world.worker('Finn Forhen', tenant),
		world.worker('Tove Tovholder', tenant)
	]);
	const helpers = await arrangeWorkers(world);
	const parties = [tenant, ...Object.values(helpers).map(({ organisation }) => organisation!)];
	const unique = [...new Set(parties)];
	const [collaboration, otherCollaboration] = await Promise.all([
		world.collaboration(leader, ...unique),
		world.collaboration(leader, ...unique)
	]);
	await Promise.all([
		world.seat(collaboration, 'steering', steering),
		world.seat(collaboration, 'project', leader),
		world.seat(collaboration, 'steering', leader)
	]);
	const chair = await world.worker('Vera Vang', helpers.bystander.organisation!, 'manager');
	await world.seat(collaboration, 'steering', chair);
	const framework = await arrangeFramework(world, collaboration, {
		leader,
		teller: helpers.covered,
		managers: [steering, chair],
		partners: [helpers.covered.organisation!]
	});
	await arrangeRound(world, leader, helpers.covered);
	const plan = await arrangePlan(world, leader, helpers.covered);
	const agreements = await arrangeAgreements(world, {
		leader,
		manager: steering,
		partner: helpers.covered,
		title: PLANTED.agreement.text
	});
	await world.insert('tovholder_pool', {
		tenant_id: tenant,
		collaboration_id: collaboration,
		person_id: former.person,
		organisation_id: tenant,
		since: '2026-01-05'
	});

	const [citizen, otherCitizen] = await Promise.all([
		world.citizen(`Amina ${PLANTED.name.text}`, former),
		world.citizen(`Bo ${PLANTED.otherName.text}`, tovholder)
	]);
	const pathway = await world.pathway(citizen, collaboration, former);
	const otherPathway = await world.pathway(otherCitizen, otherCollaboration, tovholder);
	await world.entry(pathway, 'health', former, `Et ${PLANTED.formersNote.text}`);
	await world.handOver(pathway, former, tovholder, { until: '2026-01-20' });

	const first = await fillPathway(world, pathway, tovholder, helpers);
	const group = await arrangeGroupMeeting(world, collaboration, leader);
	const asked = await arrangeAnswers(world, pathway, first.meetings, citizen);
	const second = await fillOther(world, otherPathway, tovholder);
	const weakly = ({ person, name }: Someone) =>
		world.session(person, name, { hat: 'organisation', organisation: tenant, strong: false });
	const weak = await weakly(tovholder);
	const weakLeader = await weakly(leader);
	const administrator = await world.administrator();
	const weakAdministrator = await world.session(administrator.person, administrator.name, {
		hat: 'administrator',
		strong: false
	});
	const both = [pathway, otherPathway] as const;
	const emergency = await arrangeEmergency(world, both, PLANTED.emergency.text);
	const closing = await arrangeClosing(world, collaboration, tovholder);
	const called = await arrangeCall(world, closing.quiet, collaboration, {
		leader,
		candidate: helpers.bystander,
		place: `Hos ${PLANTED.called.text}`
	});
	const retention = await arrangeRetention(world, citizen, [...both, closing.closed], tovholder);
	const people: Record<Exclude<Kind, 'nobody'>, Someone> = {
		neighbour,
		leader,
		steering,
		administrator,
		citizen,
		otherCitizen,
		companion: await world.companion(pathway, 'Carl Companion', ['contact', 'housing', 'meetings']),
		tovholder,
		former,
		weak,
		weakLeader,
		weakAdministrator,
		rescuer: emergency.rescuer,
		officer: emergency.officer,
		...helpers
	};

	const companionship = await arrangeCompanions(
		world,
		pathway,
		citizen,
		`Karla ${PLANTED.companion.text}`
	);
	const letter = await arrangeLetters(world, people.administrator);
	const denials = await arrangeDenials(world, pathway, tovholder, {
		out: first.planned.organisation,
		left: helpers.contacted.organisation!,
		kept: `Bryder sig ikke om ${PLANTED.kept.text}`
	});
	const course = await arrangeCourse(
		world,
		pathway,
		{ tovholder, helper: helpers.covered, collaboration },
		PLANTED.plan.text
	);
	const directory = await arrangeDirectory(world, leader, helpers.bystander, neighbour);
	const newStart = await arrangeNewStart(world, chair, people);
	const organisations = await arrangeOrganisations(
		world,
		[collaboration, otherCollaboration],
		helpers.covered.organisation!,
		helpers.colleague.person
	);
	const outside = await world.organisation('voluntary', 'Udenfor');
	const theory = await arrangeTheory(world, agreements.running);
	const ids: Ids = {
		collaboration,
		pathway,
		person: helpers.covered.person,
		role: organisations.role,
		part: organisations.part,
		organisation: helpers.covered.organisation!,
		mail: letter.mail,
		token: letter.token,
		agreement: agreements.draft,
		promise: agreements.promise,
		thing: agreements.goal,
		file: agreements.file,
		emergency: emergency.access,
		doubt: await arrangeDoubt(world, helpers.covered, leader, `Ofte ${PLANTED.doubt.text}`),
		message: await arrangeMessage(world, pathway, citizen, `Om ${PLANTED.message.text}`),
		relation: await arrangeRelation(world, pathway, tovholder, PLANTED.relation.text),
		package: await arrangePackage(world, pathway, tovholder, `plan/${course.plan.id}`),
		measure: await arrangeMeasure(world, pathway, tovholder, helpers.covered, PLANTED.measure.text),
		decision: agreements.question.id,
		shared: theory.shared,
		section: 'audience',
		...asked,
		...group,
		kind: 'cooperation-contract',
		version: framework.established,
		activity: plan.activity,
		...directory.ids,
		...first.ids
	};
	const otherIds: Ids = {
		...ids,
		collaboration: otherCollaboration,
		part: organisations.otherPart,
		pathway: otherPathway,
		organisation: helpers.bystander.organisation!,
		thing: agreements.otherGoal,
		file: agreements.otherFile,
		emergency: emergency.otherAccess,
		doubt: await arrangeDoubt(world, helpers.bystander, steering, 'Er det noget?'),
		message: await arrangeMessage(world, otherPathway, otherCitizen, 'Hvornår?'),
		relation: await arrangeRelation(world, otherPathway, tovholder, 'Ivan'),
		package: await arrangePackage(world, otherPathway, tovholder, 'log'),
		measure: await arrangeMeasure(world, otherPathway, tovholder, tovholder, 'Naboens'),
		decision: agreements.otherQuestion.id,
		kind: 'nothing-of-the-kind',
		activity: plan.other,
		offer: directory.otherOffer,
		import: directory.otherImport,
		...second.ids
	};
	return {
		world: { tenant },
		people,
		ids,
		/** The same parts of the second pathway and its collaboration. */
		otherIds,
		meetings: first.meetings,
		invitation: letter.invitation,
		companionship,
		retention,
		organisations,
		newStart,
		framework,
		plan,
		agreements,
		called,
		theoryLink: theory.theoryLink,
		planned: first.planned,
		closing,
		denials,
		course,
		/** A task that is the citizen's own. */
		citizensTask: first.citizensTask,
		/** The organisation of the covered partner, as its name is written. */
		shelterName: await nameOf(database, helpers.covered.organisation!),
		/** An organisation of the municipality that is with no collaboration. */
		outside
	};
}

const cookieOf = ({ token }: Someone) =>
	`${sessionCookie(false)}=${encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET)))}`;
