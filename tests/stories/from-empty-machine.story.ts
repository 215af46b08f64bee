/**
 * The whole of it, as the people live it: from a machine on which nothing is, to a citizen who reads on her telephone
 * who helps, what was agreed, and who looked and why. All of it on small telephones without scripts; then what has most
 * of scripts in it once more, at desks with them.
 *
 * Each step goes on where the one before it ended: after one that fails the others are skipped.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as agree from './acts/agree.ts';
import * as coordinate from './acts/coordinate.ts';
import { fillFramework } from './acts/fill-framework.ts';
import * as meet from './acts/meet.ts';
import * as citizen from './acts/read-along.ts';
import * as setUp from './acts/set-up.ts';
import { DESK, picture } from './open-samspil.ts';
import { follow, goTo, inspect, openStage, type Person } from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const SOLBY = 'Solby Kommune';
const SHELTER = 'Værestedet Broen';
const NIGHT = 'Natteravnene';
const HOUSING = 'Solby Boligforening';
const CLINIC = 'Klinikken ved Åen';

const WORDS = 'Jeg vil gerne bo et sted med en dør, der er min.';
const QUESTION = 'Har I en lille lejlighed fra den første?';
const OUTCOME = 'Hanne viser begge lejligheder frem på mandag.';

const stage = await openStage();
const karen = await stage.arrives('Karen Vinter');
const lene = await stage.arrives('Lene Leder');
const morten = await stage.arrives('Morten Mark');
const tove = await stage.arrives('Tove Tovholder');
const vera = await stage.arrives('Vera Frivillig');
const hanne = await stage.arrives('Hanne Hus');
const kim = await stage.arrives('Kim Kollega');
const nora = await stage.arrives('Nora Nord');
const amina = await stage.arrives('Amina');
const everybody = [karen, lene, morten, tove, vera, hanne, kim, nora, amina];

/** As somebody stands on a list: 'Vera Frivillig, Værestedet Broen'. */
const of = ({ name }: Person, organisation: string) => `${name}, ${organisation}`;

let isBroken = false;
beforeEach(({ skip, onTestFailed }) => {
	skip(isBroken, 'a step before this one failed');
	onTestFailed(async () => {
		isBroken = true;
		// What everybody has before them when it goes wrong.
		for (const { name, page } of everybody) await picture(page, `story-failed-${name}`);
	});
});
afterEach(() => {
	for (const { name, complaints } of everybody) expect(complaints, name).toEqual([]);
});

describe('on small telephones without scripts', () => {
	/** The address of the citizen's pathway. */
	let pathway = '';

	test('1. a newcomer opens it, starts empty, and is the first administrator', async () => {
		await setUp.startEmpty(karen);
	});

	test('2. organisations come, and people by invitations that work once and for two weeks', async () => {
		await setUp.createMunicipality(karen, SOLBY);
		await setUp.addOrganisation(karen, SHELTER, 'Frivillig organisation');
		await setUp.addOrganisation(karen, NIGHT, 'Frivillig organisation');
		await setUp.addOrganisation(karen, HOUSING, 'Boligorganisation');
		await setUp.addOrganisation(karen, CLINIC, 'Privat leverandør');
		await follow(karen, 'Personer');
		await setUp.invite(karen, kim, HOUSING, 'Medarbejder');
		await setUp.waitTooLong(stage, karen, kim);
		await setUp.invite(karen, lene, SOLBY, 'Projektleder');
		const arrivals = [setUp.accept(kim), setUp.accept(lene)];
		for (const [person, organisation, role] of [
			[morten, SOLBY, 'Leder'],
			[tove, SOLBY, 'Medarbejder'],
			[vera, SHELTER, 'Frivillig'],
			[hanne, HOUSING, 'Medarbejder'],
			[nora, CLINIC, 'Leder']
		] as const) {
			await setUp.invite(karen, person, organisation, role);
			arrivals.push(setUp.accept(person));
		}
		const [link = ''] = await Promise.all(arrivals);
		await setUp.findUsedLink(stage, link);

		// Two hats: what she may do depends on the one she wears.
		await setUp.invite(karen, vera, NIGHT, 'Leder');
		await setUp.acceptOneMore(vera);
		await setUp.wearHat(vera, NIGHT);
		await agree.triesToBeginCollaboration(vera);
		await setUp.wearHat(vera, SHELTER);
	});

	test('3. R-060–R-063 a project leader creates the collaboration and its groups', async () => {
		await agree.beginCollaboration(lene, 'Hverdag og hjem');
		await agree.takeAlong(lene, SHELTER, NIGHT, HOUSING, CLINIC);
		await agree.seat(lene, 'Projektgruppe', of(tove, SOLBY), of(vera, SHELTER), of(hanne, HOUSING));
		await agree.seat(lene, 'Styregruppe', of(morten, SOLBY), of(nora, CLINIC));
		await agree.readsThatGroupsAreComplete(lene);
	});

	test('4. R-065 the framework is filled in, and not submitted while anything is missing', async () => {
		const groupHasNotMet = 'Der står ikke, at projektgruppen har været med.';
		await agree.openFramework(lene);
		await agree.readsWhatIsMissing(lene, groupHasNotMet, 'Alder');
		await fillFramework(lene, tove);
		await agree.readsWhatIsMissing(lene, groupHasNotMet);
		await agree.comment(vera, 'Alder', 'Husk de unge under 18');
		await agree.noteThatProjectGroupMet(lene);
		await agree.submit(lene, 'Den første ramme');
	});

	test('5. R-069, A-13 the steering group sends it back, then approves it; partners read it', async () => {
		const municipal = 'en leder fra kommunen (ikke projektlederen)';
		const outside = 'en leder fra en privat eller frivillig organisation';
		await agree.approve(lene, municipal, outside);
		await agree.openMailAboutFramework(morten);
		await agree.sendBack(morten, 'Skriv de unge med');
		await agree.mend(lene, 'Skriv de unge med', 'Alle fra 15 år');
		await agree.submit(lene, 'De unge er med');
		await agree.openMailAboutFramework(morten);
		await agree.approve(morten, outside);
		await agree.approve(nora, 'Rammen er godkendt og gælder nu. Partnerne har fået besked.');
		await agree.readFramework(hanne, 'Alle fra 15 år');
		await agree.seesWhoHasRead(lene, hanne, CLINIC, NIGHT, SHELTER);
		await agree.moveNextUpdate(lene);
	});

	test('6. R-113, R-118, R-122 a volunteer notices a citizen and holds the threads for a week', async () => {
		await Promise.all([vera, hanne, kim, nora].map(setUp.promiseSilence));
		await setUp.signOutAndIn(vera);
		await setUp.wearHat(vera, SHELTER);
		await coordinate.checkForTovholder(vera);
		pathway = await coordinate.registerNeed(vera);
		await coordinate.checkAgain(nora, lene, vera);
	});

	test('7. R-112, R-121, R-137 the tovholder is decided and recorded, and everybody is told', async () => {
		await coordinate.decideTovholder(lene, tove);
		await coordinate.isTold(tove, 'Det er besluttet, hvem der er tovholder');
		await coordinate.isTold(vera, 'En anden er blevet tovholder på et af dine forløb');
		await coordinate.seesNothing(vera, pathway);
	});

	test('8. R-147, R-150 her own words, and a consent that opens and closes what it names', async () => {
		await coordinate.writeOwnWords(tove, WORDS);
		await coordinate.write(tove, 'Notat', 'Helbred', 'Sårene er værst på venstre fod.');
		await coordinate.write(tove, 'Skridt i planen', 'Bolig', 'Vi ser på to lejligheder.');
		await coordinate.askPartner(tove, HOUSING, { person: hanne, question: QUESTION });
		await coordinate.readsOnlyTheQuestion(hanne, pathway, QUESTION);
		await coordinate.acceptRequest(hanne);
		await coordinate.registerConsent(tove, {
			purpose: 'At finde et sted at bo',
			organisation: HOUSING,
			categories: ['Navn og kontakt', 'Bolig']
		});
		const open = [coordinate.CITIZEN, 'to lejligheder'];
		await coordinate.readsOnPathway(hanne, pathway, { open, closed: ['venstre fod', WORDS] });
		// A colleague, the project leader, the administrator, and a partner from next door.
		await Promise.all(
			[kim, lene, karen, nora].map((person) => coordinate.seesNothing(person, pathway))
		);

		await citizen.inviteCitizen(tove, amina);
		await setUp.accept(amina, 'Der er en side til dig i Samspil');
		await citizen.readsOwnPage(amina, WORDS, HOUSING, 'Kan læse om: ');
		await citizen.stopConsent(amina);
		await coordinate.readsOnPathway(hanne, pathway, { open: [], closed: [...open, WORDS] });
	});

	test('9. R-140, R-141, R-054 a coordinating meeting, from the invitation to the minutes', async () => {
		await coordinate.registerConsent(tove, {
			purpose: 'At finde et sted at bo',
			organisation: HOUSING,
			categories: ['Navn og kontakt', 'Bolig', 'Møder og referater']
		});
		const purpose = 'Et sted at bo fra 1. marts';
		const item = 'Hvordan finder vi en lejlighed?';
		await meet.conveneMeeting(tove, purpose);
		await meet.addParticipant(tove, hanne, 'Kender lejlighederne');
		await meet.addAgendaItem(tove, item);
		await meet.sendInvitation(tove);
		await meet.openInvitation(hanne, purpose);
		await meet.openInvitation(amina, purpose, hanne.name, 'Kender lejlighederne');
		await meet.dayComes(stage);
		await meet.writeMinutes(tove, OUTCOME);
		await meet.writeTogether(tove, hanne, item, `${OUTCOME} Kl. 10.`);
		await meet.giveTask(tove, 'Vis lejlighederne frem', { item, responsible: hanne.name });
		await meet.giveTask(tove, 'Find din lejekontrakt', { item, responsible: coordinate.CITIZEN });
		await meet.sendMinutes(tove);
		await meet.explainDecisions(tove);
		await meet.isTold(hanne, 'Amina', OUTCOME, item, 'lejekontrakt');
		await meet.isTold(amina, OUTCOME, item, 'lejekontrakt');
	});

	test('10. the citizen reads along on a telephone: plan, who is involved, consents, who looked', async () => {
		await setUp.signOutAndIn(amina);
		await citizen.readsOwnPage(
			amina,
			'Aftalte skridt',
			'Vi ser på to lejligheder.',
			'Din tovholder',
			tove.name,
			'Hvem er med',
			'Kan læse om: Navn og kontakt, Bolig, Møder og referater',
			hanne.name,
			OUTCOME,
			'Vis lejlighederne frem'
		);
		await citizen.tickTask(amina, 'Find din lejekontrakt');
		await citizen.tellInOwnWords(amina, 'Jeg vil kunne høre vandet.');
		await citizen.readsConsents(amina, 'Gælder', 'Stoppet', HOUSING);
		await citizen.readsWhoLooked(
			amina,
			'Tove Tovholder, Solby Kommune: sendte et referat',
			'Fordi Tove er din tovholder.',
			`${of(hanne, HOUSING)}: læste møder og referater`,
			`Fordi du har sagt ja til, at ${HOUSING} må læse om: Navn og kontakt, Bolig`,
			`Fordi ${HOUSING} er med. Uden dit samtykke ser de ikke, hvad der står.`,
			'Dig: stoppede et samtykke'
		);
		await citizen.takesItHome(amina, OUTCOME, WORDS);
	});
});

describe('at desks with scripts', () => {
	const desk = { width: DESK, javaScript: true };
	let leader = lene;
	let tovholder = tove;

	test('the same people sign in', async () => {
		leader = await stage.sitsDownAt(lene, desk);
		tovholder = await stage.sitsDownAt(tove, desk);
		everybody.push(leader, tovholder);
		for (const person of [leader, tovholder]) {
			await goTo(person, '/');
			await follow(person, 'Log ind');
			await setUp.signIn(person);
		}
	});

	test('the framework is written on and submitted', async () => {
		await follow(leader, 'Rammen');
		await fillFramework(leader, hanne, 2);
		await inspect(leader, 'desk-framework');
		await agree.submit(leader, 'Nye aftaler');
	});

	test('a consent is registered', async () => {
		await coordinate.registerConsent(tovholder, {
			purpose: 'At flytte ind',
			organisation: HOUSING,
			categories: ['Bolig']
		});
		await inspect(tovholder, 'desk-consents');
	});

	test('a meeting is held', async () => {
		const item = 'Hvem bærer møblerne?';
		await meet.conveneMeeting(tovholder, 'En flyttedag');
		await meet.addParticipant(tovholder, hanne, 'Har nøglerne');
		await meet.addAgendaItem(tovholder, item);
		await meet.sendInvitation(tovholder);
		await meet.dayComes(stage);
		await meet.writeMinutes(tovholder, 'Naboerne hjælper.');
		await meet.giveTask(tovholder, 'Lån en varevogn', { item, responsible: hanne.name });
		await meet.sendMinutes(tovholder);
		await meet.explainDecisions(tovholder);
		await inspect(tovholder, 'desk-meeting');
	});
});
