/** What there is on the two pathways of the access matrix. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import {
	arrangeCapacity,
	arrangeChange,
	arrangeLight,
	arrangeLightQuestion,
	arrangeOutside,
	arrangeReasons,
	arrangeStatus,
	arrangeTransfers
} from './arrange-involving.ts';
import { arrangeMeetings } from './arrange-meetings.ts';
import type { Workers } from './arrange-workers.ts';
import { PLANTED } from './planted.ts';

/** Partners, consent and a text of every sort on the pathway. */
export async function fillPathway(
	world: World,
	pathway: string,
	tovholder: Someone,
	helpers: Workers
) {
	const { covered, uncovered, contacted, declined, undeclared } = helpers;
	const [partner, , request] = await Promise.all([
		world.partner(pathway, covered.organisation!, 'agreed', covered),
		world.partner(pathway, uncovered.organisation!, 'agreed', uncovered),
		world.partner(pathway, contacted.organisation!, 'contacted'),
		world.partner(pathway, declined.organisation!, 'declined'),
		world.partner(pathway, undeclared.organisation!, 'agreed', undeclared)
	]);
	const consent = await world.consent(
		pathway,
		[covered.organisation!, undeclared.organisation!],
		['contact', 'housing', 'meetings'],
		{ until: '2099-12-31' }
	);
	const asked = await world.organisation('voluntary', 'Haveforeningen');
	const gardener = await world.worker('Grete Gartner', asked, 'manager');
	const planned = {
		partner: await world.partner(pathway, asked, 'planned'),
		person: gardener.person,
		organisation: asked
	};
	const entry = await world.entry(
		pathway,
		'housing',
		tovholder,
		`Søger en ${PLANTED.housing.text}`
	);
	await world.entry(pathway, 'health', tovholder, `Går hos Dr. ${PLANTED.health.text}`);
	const situation = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'situation')
	};
	await world.insert('coordination_need', {
		...situation,
		description: `Støtte efter ${PLANTED.need.text}`,
		check_answer: 'no',
		criteria: [1],
		registered_by: tovholder.person
	});
	await world.insert('own_words', {
		...situation,
		id: randomUUID(),
		question: 'wishes',
		body: `En ${PLANTED.ownWords.text} med sol`,
		said_on: '2026-01-06'
	});
	const task = await world.task(
		pathway,
		'housing',
		tovholder,
		`Udfyld en ${PLANTED.task.text}`,
		covered
	);
	const link = await arrangeLightQuestion(world, pathway);
	const capacity = await arrangeCapacity(
		world,
		pathway,
		tovholder,
		declined.organisation!,
		`Har I plads i ${PLANTED.room.text}?`
	);
	const contact = await arrangeOutside(world, pathway, tovholder, PLANTED.outside.text, 'housing');
	await arrangeOutside(world, pathway, tovholder, PLANTED.outsideKept.text, null);
	await arrangeReasons(world, pathway);
	await arrangeStatus(world, pathway, tovholder, covered.organisation!, PLANTED.status.text);
	const tickLink = await arrangeLight(world, pathway, covered, 'task', task);
	const citizensTask = await world.task(pathway, 'housing', tovholder, 'Find papirerne', 'citizen');
	const change = await arrangeChange(world, pathway, covered, `Til ${PLANTED.change.text}`);
	const transfers = await arrangeTransfers(
		world,
		pathway,
		{
			tovholder,
			partner: covered,
			wisher: uncovered,
			receiver: helpers.bystander,
			gardeners: asked
		},
		{ reason: `Hører ${PLANTED.transfer.text}`, question: `Har I en ${PLANTED.offered.text}?` }
	);
	const meetings = await arrangeMeetings(
		world,
		pathway,
		tovholder,
		PLANTED.meeting.text,
		PLANTED.draft.text
	);
	return {
		citizensTask,
		meetings,
		planned,
		ids: {
			entry,
			task,
			change,
			link,
			tickLink,
			capacity,
			outsideContact: contact,
			...transfers,
			partner,
			request,
			consent,
			meeting: meetings.draft.id
		}
	};
}

/** The second pathway: its citizen, its tovholder and nobody else, with the parts that an address may name. */
export async function fillOther(world: World, pathway: string, tovholder: Someone) {
	const organisation = await world.organisation('housing', 'Boligforeningen');
	const caretaker = await world.worker('Viggo Vicevært', organisation);
	const partner = await world.partner(pathway, organisation, 'agreed', caretaker);
	const consent = await world.consent(pathway, [organisation], ['housing'], {
		until: '2099-12-31'
	});
	const entry = await world.entry(
		pathway,
		'housing',
		tovholder,
		`Bor i en ${PLANTED.otherHousing.text}`
	);
	const task = await world.task(pathway, 'housing', tovholder, 'Ring til kommunen', tovholder);
	const { draft } = await arrangeMeetings(
		world,
		pathway,
		tovholder,
		PLANTED.otherMeeting.text,
		'havelod'
	);
	const unasked = randomUUID();
	const change = await arrangeChange(world, pathway, caretaker, 'Elevatoren er i stykker');
	const capacity = await arrangeCapacity(world, pathway, tovholder, organisation, 'Har I plads?');
	const outsideContact = await arrangeOutside(world, pathway, tovholder, 'Inge', null);
	const transfers = await arrangeTransfers(
		world,
		pathway,
		{
			tovholder,
			partner: caretaker,
			wisher: caretaker,
			receiver: await world.worker('Vera Vikar', organisation),
			gardeners: organisation
		},
		{ reason: 'Flytter', question: 'Har I tid?' }
	);
	return {
		ids: {
			entry,
			task,
			change,
			capacity,
			outsideContact,
			...transfers,
			partner,
			consent,
			request: unasked,
			meeting: draft.id
		}
	};
}
