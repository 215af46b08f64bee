/**
 * A year in the life of Solby’s collaboration, with the clock moved: every kind of deadline falls due on the screens of those who must act,
 * and is met there, passes with its day, or is late and goes one step up.
 */
import { expect, test, vi } from 'vitest';
import { KINDS } from '../../src/features/deadlines/kind.rules.ts';
import { choose, fillIn, follow, goTo, inspectAtBoth, press, reads, unfold } from './people.ts';
import { beginYear, FIRST } from './year.ts';
import { bringTheEndInSight, giveGroupTask, letLeave } from './year-more.ts';

vi.setConfig({ testTimeout: 180_000 });

const year = await beginYear();
const { owner } = year.samspil.database;
const { comes, falls, isOver, goesUp, isLate, isTold, seatOf } = year;

const [LONE, HENRIK, METTE] = ['Lone Madsen', 'Henrik Bang', 'Mette Kristoffersen'];
const [BIRGITTE, AVIAJA] = ['Birgitte Holm', 'Aviâja Kleist'];
const [RASMUS, GITTE, TAREK] = ['Rasmus Toft', 'Gitte Lindberg', 'Tarek Haddad'];
const [JONAS, POUL, BODIL] = ['Jonas Friis', 'Poul Eriksen', 'Bodil Krogh'];

test('R-122, R-054, R-163, R-170, L-16, S-3 spring: what runs already is done, passes or is late', async () => {
	await comes(FIRST);
	const lone = await seatOf(LONE);
	// the steering group is to meet four times in the year
	await goTo(lone, year.meetings);
	await unfold(lone, 'Planlæg et møde eller en mødeserie');
	await fillIn(lone, {
		'Hvem mødes?': 'Styregruppe',
		'Formål med møderne': 'Styregruppens møder',
		'Hvor tit?': 'Hvert kvartal',
		'Første møde': '2026-06-10'
	});
	await press(lone, 'Begynd');
	await falls('group-meeting', '2026-06-10', GITTE, HENRIK);

	// nobody has reviewed what was opened in a night two weeks ago
	const review = await falls('emergency-review', '2026-04-29', BODIL);
	await isLate(review);
	const bodil = await seatOf(BODIL);
	await inspectAtBoth(bodil, 'year-officer');
	await goTo(bodil, review.path);
	await bodil.page.getByLabel('Det var i orden', { exact: true }).check();
	await press(bodil, 'Gem vurderingen');
	await isOver(review);

	const allotment = await falls('tovholder', '2026-05-01', LONE);
	const ring = await falls('task', '2026-05-01', AVIAJA);
	await goesUp(allotment, HENRIK);
	// and reads whose it is to do
	await goTo(await seatOf(HENRIK), '/follow-up');
	await reads(await seatOf(HENRIK), 'Det er Lone Madsen, der skal gøre det.');
	await inspectAtBoth(await seatOf(HENRIK), 'year-follow-up');
	await goesUp(ring, METTE);
	for (const [name, page] of [
		[AVIAJA, '/my-tasks'],
		[METTE, '/notices']
	]) {
		await goTo(await seatOf(name!), page!);
		await inspectAtBoth(await seatOf(name!), `year${page!.replace('/', '-')}`);
	}

	// two days before a Monday is a Saturday, and by working days the Thursday: whoever leads chooses, and the open agenda follows
	const byCalendar = await falls('meeting-agenda', '2026-05-09', METTE);
	await goTo(lone, '/collaborations');
	await follow(lone, 'Dagene før et møde');
	await inspectAtBoth(lone, 'year-agenda-days');
	await lone.page.getByLabel('Arbejdsdage').check();
	await press(lone, 'Gem');
	await reads(lone, 'Fristerne for de åbne dagsordener er flyttet med');
	await isOver(byCalendar);
	const agenda = await falls('meeting-agenda', '2026-05-07', METTE);
	await reads(await seatOf(METTE), 'torsdag den 7. maj 2026, to arbejdsdage før mødet');
	await inspectAtBoth(await seatOf(METTE), 'year-agenda');
	await comes('2026-05-08');
	await isOver(agenda);
	await comes('2026-05-11');
	const receipt = await falls('notification-receipt', '2026-05-11', JONAS);
	const meeting = await falls('meeting', '2026-05-11', METTE, AVIAJA, RASMUS);
	const task = await falls('task', '2026-05-12', RASMUS);
	const rasmus = await seatOf(RASMUS);
	await unfold(rasmus, 'Fortæl, hvordan det gik');
	await press(rasmus, 'Gem');
	await isOver(task);
	await comes('2026-05-12');
	await isLate(receipt);
	await isOver(meeting);
	const watch = await falls('agreement-frequent-meeting', '2026-05-19', RASMUS);
	await comes('2026-05-15');
	const wish = await falls('erasure-answer', '2026-05-20', BODIL);
	await bodil.page.getByLabel('Nej, det kan ikke slettes').check();
	await fillIn(bodil, { Begrundelse: 'Det skal gemmes efter loven' });
	await press(bodil, 'Send svaret');
	await isOver(wish);
	const section = await falls('framework-section', '2026-05-16', AVIAJA);
	const mine = (await seatOf(AVIAJA)).page.locator('form[action$="check"] button');
	while ((await mine.count()) > 0) await press(await seatOf(AVIAJA), mine.first());
	await isOver(section);

	// L-16: the municipality has another notification, and assesses it within the day
	const jonas = await seatOf(JONAS);
	await goTo(jonas, receipt.path);
	await unfold(jonas, 'Skriv, at der er lavet en underretning');
	const made = jonas.page.locator('form[action="?/notified"]');
	await made.getByLabel('Hvem lavede den?').fill('Skolen');
	await made.getByLabel('Hvor blev den sendt hen?').fill('Familieafdelingen');
	await made.getByLabel('Hvilken dag fik kommunen den?').fill('2026-05-15');
	await made.getByLabel('Hvad var klokken, da kommunen fik den?').fill('08:00');
	await press(jonas, made.getByRole('button'));
	const assessment = await falls('notification-assessment', '2026-05-16', JONAS);
	await unfold(jonas, 'Skriv, hvad kommunen har gjort');
	const clocks = jonas.page.locator('form[action="?/clocks"]').first();
	await clocks.getByLabel('Hvilken dag blev den vurderet?').fill('2026-05-15');
	await clocks.getByLabel('Hvad var klokken, da den').fill('08:45');
	await press(jonas, clocks.getByRole('button'));
	await isOver(assessment);

	await comes('2026-05-18');
	const update = await falls('framework-update', '2026-05-18', LONE);
	await comes('2026-05-19');
	const minutes = await falls('meeting-minutes', '2026-05-19', METTE);
	await comes('2026-05-20');
	await isOver(watch);
	await goesUp(update, HENRIK);
	await isLate(minutes);
});

test('R-265, R-005, R-132, R-230, L-21 early summer: promises, a review, a need that was foreseen, and the steering group', async () => {
	await comes('2026-05-22');
	const promised = await falls('agreement-obligation', '2026-05-24', BIRGITTE);
	const birgitte = await seatOf(BIRGITTE);
	await fillIn(birgitte, { Holdt: true, Note: 'Åbent hver nat' });
	await press(birgitte, 'Gem');
	await isOver(promised);
	const activity = await falls('plan-activity', '2026-05-24', AVIAJA);
	const consent = await falls('consent', '2026-05-24', METTE);
	await comes('2026-05-26');
	await isOver(consent);
	const gathering = await falls('agreement-meeting', '2026-05-27', LONE);
	await goesUp(activity, LONE);
	await isOver(gathering);
	const need = await falls('foreseen', '2026-05-29', METTE);
	const mette = await seatOf(METTE);
	await unfold(mette, 'Er det klaret?');
	await press(mette, 'Der er taget hånd om det');
	await isOver(need);
	const review = await falls('agreement-review', '2026-05-29', RASMUS);
	await comes('2026-06-05');
	await isLate(review);
	for (const party of [LONE, BIRGITTE, GITTE])
		await isTold(party, 'En aftale skal gennemgås sammen nu', review);

	// L-21: Natteravnene declare once a year that they obtain the certificates of those who meet children
	await comes('2026-06-08');
	const declaration = await falls('child-declaration', '2026-06-08', POUL);
	await press(await seatOf(POUL), 'Skriv dagen ned');
	await isOver(declaration);

	// the steering group is called together, meets, and agrees on a task
	const meeting = await falls('group-meeting', '2026-06-10', LONE, GITTE, HENRIK);
	const lone = await seatOf(LONE);
	await goTo(lone, meeting.path);
	await press(lone, 'Indkald gruppen');
	const agenda = await falls('group-agenda', '2026-06-08', LONE);
	await comes('2026-06-09');
	await isOver(agenda);
	await comes('2026-06-11');
	await isOver(meeting);
	await giveGroupTask(owner, GITTE, '2026-06-30');
	await comes('2026-06-17');
	const minutes = await falls('group-minutes', '2026-06-17', LONE);
	await comes('2026-06-18');
	await isLate(minutes);
	const rhythm = await falls('group-rhythm', '2026-06-20', LONE);
	await goesUp(rhythm, BIRGITTE, GITTE, HENRIK);
	const task = await falls('group-task', '2026-06-30', GITTE);
	await goesUp(task, LONE);
});

test('R-259, R-290, R-199 the agreement through the year: gone through late, and what it has set going', async () => {
	await comes('2026-07-07');
	const plan = await falls('agreement-plan', '2026-07-08', RASMUS);
	const rasmus = await seatOf(RASMUS);
	await goTo(rasmus, `/agreements/${year.agreement}/review`);
	for (const box of await rasmus.page.locator('input[name=present]').all()) await box.check();
	const outcomes = rasmus.page.locator('select[name=outcome]');
	for (let each = 0; each < (await outcomes.count()); each += 1)
		await outcomes.nth(each).selectOption('kept');
	await rasmus.page.locator('input[name=conclusion][value=continue]').check();
	await fillIn(rasmus, { 'Hvornår gennemgår I aftalen næste gang?': '2027-06-01' });
	await choose(rasmus.page.locator('select[name=owner]'), RASMUS!);
	await press(rasmus, 'Gem gennemgangen');
	await reads(rasmus, 'gennemgang');
	await isOver(plan);

	await comes('2026-08-12');
	const task = await falls('agreement-task', '2026-08-14', RASMUS);
	await fillIn(rasmus, { Klaret: true });
	await press(rasmus, 'Gem');
	await isOver(task);
	const removal = await falls('agreement-removal', '2026-08-20', GITTE);
	const gitte = await seatOf(GITTE);
	await press(gitte, gitte.page.locator('form[action$="removed"] button'));
	await isOver(removal);
	await comes('2026-09-14');
	const decision = await falls('agreement-decision', '2026-09-15', BIRGITTE);
	await goesUp(decision, RASMUS);
	await comes('2026-09-30');
	const goal = await falls('agreement-goal', '2026-09-30', LONE, BIRGITTE);
	await comes('2026-10-01');
	await isOver(goal);
	await bringTheEndInSight(owner, year.agreement);
	await comes('2026-10-14');
	const renewal = await falls('agreement-renewal', '2026-10-15', BIRGITTE);
	await goesUp(renewal, RASMUS);
	await comes('2026-11-03');
	const kept = await falls('retention', '2026-11-04', TAREK);
	await comes('2026-11-05');
	await isOver(kept);
	await comes('2026-12-30');
	const notice = await falls('agreement-last-notice', '2026-12-31', LONE, BIRGITTE, GITTE);
	const treated = await falls('steering-year', '2026-12-31', LONE);
	await goesUp(treated, HENRIK, GITTE);
	await isOver(notice);
	await comes('2027-03-01');
	const ending = await falls('agreement-ending', '2027-03-01', LONE, BIRGITTE);
	await comes('2027-03-02');
	await isOver(ending);
});

test('R-057, R-285 the year ends: whoever leads gives the lead on, and the agreement expires', async () => {
	await letLeave(owner, LONE, '2027-04-30');
	await comes('2027-04-01');
	const lead = await falls('lead', '2027-04-30', LONE);
	const lone = await seatOf(LONE);
	await lone.page.locator('select[name=leader]').selectOption({ index: 1 });
	await press(lone, 'Giv samarbejdet videre');
	await isOver(lead);
	await comes('2027-07-08');
	const expiry = await falls('agreement-expiry', '2027-07-08', BIRGITTE);
	await comes('2027-07-09');
	await isOver(expiry);
	await reads(await seatOf(BIRGITTE), 'Mine opgaver og frister');

	// every kind that there is has fallen due before somebody's eyes, and has come to its end
	expect(KINDS.filter((kind) => !year.ended.has(kind))).toEqual([]);
	await year.isToldInOrder();
});
