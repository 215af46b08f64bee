import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { sayDay, sayShortDay } from '#values/say.ts';
import {
	askQuestion,
	identifies,
	isIn,
	takeStep,
	type PartnerState,
	type PartnerStep
} from './partner.rules.ts';

const STEPS: PartnerStep[] = ['ask', 'withdraw-question', 'agree', 'decline', 'end'];
const amina = { name: 'Amina Bo Andersen', birthDate: '1990-02-03', phone: '+45 70 00 11 22' };

test('R-150: a partner is planned, contacted, and then agrees or declines', () => {
	expect(takeStep('planned', 'ask')).toEqual({ ok: true, value: 'contacted' });
	expect(takeStep('contacted', 'agree')).toEqual({ ok: true, value: 'agreed' });
	expect(takeStep('contacted', 'decline')).toEqual({ ok: true, value: 'declined' });
	expect(takeStep('planned', 'agree')).toEqual({ ok: false, reason: 'not-from-here' });
});

test('R-150: whatever is done in whatever order, nobody is in who was not asked and did not agree', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }), (steps) => {
			let state: PartnerState = 'planned';
			let before: PartnerState = state;
			for (const step of steps) {
				before = state;
				const taken = takeStep(state, step);
				if (taken.ok) state = taken.value;
				if (isIn(state) && !isIn(before)) expect([before, step]).toEqual(['contacted', 'agree']);
			}
		})
	);
});

test('an organisation that declined or was let go can be asked again', () => {
	expect(takeStep('declined', 'ask').ok).toBe(true);
	expect(takeStep('ended', 'ask').ok).toBe(true);
	expect(takeStep('agreed', 'ask').ok).toBe(false);
});

test.each([
	'Har I plads til Amina?',
	'Kan ANDERSEN komme om fredagen?',
	'En kvinde født 3. februar 1990',
	'Født 03.02.90',
	'f. 3/2 1990',
	'030290-1234 har brug for hjælp',
	'Born February 3, 1990',
	'1990-02-03',
	'Hun hedder Bo til mellemnavn',
	'Har I plads til Aminas bror?',
	'Spørg ANDERSENS nabo',
	'Ring 70 00 11 22',
	'Ring (+45) 7000-1122, helst før kl. 9',
	'Nummeret er 70001122.'
])('the question "%s" tells whom it is about', (question) => {
	expect(identifies(question, amina)).toBe(true);
	expect(askQuestion(question, null, amina, '2026-05-04')).toEqual({
		ok: false,
		reason: 'names-the-citizen'
	});
});

test.each([
	'Har I plads til en samtale om ugen?',
	'Kan I følge en kvinde på 36 til lægen den 3. februar 2027?',
	'Hun har brug for et sted at bo',
	'Ring på 20 30 29 01',
	'Er der plads den 7. i 0.45-klassen, 11 til 22 år?',
	'Andersenvej har en café'
])('the question "%s" tells nothing', (question) =>
	expect(identifies(question, amina)).toBe(false)
);

test('a name is found in any case and in any sentence; a birth date as Samspil itself writes it', () => {
	const name = fc.stringMatching(/^[a-zæøå]{3,12}$/);
	const day = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1900-01-01', days));
	fc.assert(
		fc.property(name, name, day, (first, last, birthDate) => {
			const citizen = { name: `${first} ${last}`, birthDate, phone: '' };
			expect(identifies(`kan ${last.toUpperCase()}, komme?`, citizen)).toBe(true);
			for (const said of [
				sayDay(birthDate, 'da'),
				sayDay(birthDate, 'en'),
				sayShortDay(birthDate, 'da'),
				birthDate
			])
				expect(identifies(`– ${said}?`, citizen)).toBe(true);
		})
	);
});

test('there is time to answer: today still, yesterday not', () => {
	expect(askQuestion('Har I plads?', '2026-05-04', null, '2026-05-04').ok).toBe(true);
	expect(askQuestion('Har I plads?', '2026-05-03', null, '2026-05-04')).toEqual({
		ok: false,
		reason: 'answer-before-passed'
	});
});
