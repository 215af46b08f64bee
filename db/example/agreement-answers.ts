/** What the agreement about the nights in Søparken says, question by question. */
import { seatKey } from '#features/documents/names.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import type { Answers, Value } from '#features/documents/template.rules.ts';
import { idOf, type Example } from './example.ts';
import {
	birgitte,
	kilden,
	lone,
	natteravne,
	poul,
	rasmus,
	solby,
	soparken,
	type Seat
} from './people.ts';

const short = (kind: 'date' | 'number' | 'choice' | 'person' | 'organisation') => (text: string) =>
	({ kind, text }) as Value;
const text = (words: string): Value => ({ kind: 'text', text: words });
/** A text that may have headings and lists. */
const prose = (words: string): Value => ({ kind: 'prose', text: words });
const [date, number, choice] = [short('date'), short('number'), short('choice')];
const someone = ({ who, at }: Seat) => seatKey({ person: who.id, organisation: at.id });
const person = (each: Seat) => short('person')(someone(each));
/** Rows with an id each, made of the question and their place. */
const rows = (of: string, ...cells: Record<string, string>[]): Value => ({
	kind: 'rows',
	rows: cells.map((each, index) => ({ id: idOf(`${of} row ${index}`), cells: each }))
});

/** The answers; days are counted from the day on which the story is told. */
export function nightAnswers({ day }: Example): Answers {
	const ofParty = (key: string, at: { id: string }, value: Value): [string, Value] => [
		partyKey(key, at.id),
		value
	];
	const answered: [string, Value][] = [
		ofParty(
			'ambition',
			solby,
			prose('At ingen unge i Søparken er alene om natten uden at vide, hvor de kan gå hen.')
		),
		ofParty('ambition', kilden, prose('At vores dør er åben, når de andre er lukket.')),
		ofParty('ambition', natteravne, prose('At de unge kender os ved navn.')),
		ofParty('ambition', soparken, prose('At naboerne hilser på de unge, og de unge på naboerne.')),
		[
			'purposes',
			rows(
				'purposes',
				{ purpose: 'Flere unge har et sted at være om aftenen og natten' },
				{ purpose: 'Flere unge kender en voksen, de kan ringe til' },
				{ purpose: 'Færre naboer er utrygge' }
			)
		],
		['age-from', number('13')],
		['age-to', number('25')],
		['focus-areas', { kind: 'choices', chosen: ['local-resources', 'structures', 'involvement'] }],
		[
			'joint-mapping',
			prose(
				'Vi går området igennem to aftener sammen og spørger de unge selv:\n\n- hvor de opholder sig\n- hvem de går til\n- hvad der mangler efter kl. 22'
			)
		],
		['involvement', prose('To unge fra Søparken er med, hver gang vi ser på, hvordan det går.')],
		['action-plan', prose('Lone og Rasmus skriver den første inden for tre måneder.')],
		ofParty(
			'obligations',
			solby,
			rows(
				'obligations solby',
				{
					serves: idOf('purposes row 0'),
					obligation: 'Betale lys og varme i klublokalet',
					due: day(120),
					'shown-by': 'Regningen er betalt'
				},
				{
					serves: idOf('purposes row 1'),
					obligation: 'Finde en afløser for klubbens gademedarbejder',
					due: day(-12),
					'shown-by': 'Navnet står på opslagstavlen'
				}
			)
		),
		ofParty(
			'obligations',
			kilden,
			rows('obligations kilden', {
				serves: idOf('purposes row 0'),
				obligation: 'Holde åbent til kl. 2 fredag og lørdag',
				due: day(20),
				'shown-by': 'Vagtplanen'
			})
		),
		ofParty(
			'obligations',
			natteravne,
			rows('obligations natteravne', {
				serves: idOf('purposes row 1'),
				obligation: 'Gå en tur gennem Søparken hver lørdag nat'
			})
		),
		ofParty(
			'obligations',
			soparken,
			rows('obligations soparken', {
				serves: idOf('purposes row 0'),
				obligation: 'Stille klublokalet til rådighed uden leje',
				due: day(-200),
				'shown-by': 'Nøglen er udleveret'
			})
		),
		[
			'joint-obligations',
			rows('obligations joint', {
				serves: idOf('purposes row 2'),
				obligation: 'Holde en fest for naboerne sammen med de unge',
				due: day(75)
			})
		],
		['lead-organisation', short('organisation')(solby.id)],
		[
			'local-leaders',
			rows('local leaders', {
				municipality: solby.id,
				leader: someone({ who: lone, at: solby }),
				'full-time-share': '0.5'
			})
		],
		['setup', prose('De ansvarlige mødes hver anden måned. Det, der haster, ringer vi om.')],
		[
			'meeting-series',
			rows('meeting series', {
				kind: 'steering',
				purpose: 'Hvordan går det med nætterne?',
				frequency: 'every-two-months',
				participants: 'Den ansvarlige fra hver part',
				'first-on': day(-285)
			})
		],
		['anchoring-unit', text('Social og Sundhed')],
		['financing', prose('Hver part betaler sit eget. Der er ikke søgt penge sammen.')],
		['budgets', prose('Der er ikke noget fælles budget.')],
		['changes-told', prose('Den ansvarlige hos parten giver besked inden for en uge.')],
		ofParty('name-approval', solby, choice('no')),
		ofParty('name-approval', kilden, choice('yes')),
		ofParty('approval-contact', kilden, person({ who: birgitte, at: kilden })),
		ofParty('name-approval', natteravne, choice('yes')),
		ofParty('approval-contact', natteravne, person({ who: poul, at: natteravne })),
		ofParty('name-approval', soparken, choice('no')),
		['communication-plan', prose('Opslag i opgangene og på Kildens væg. Rasmus hænger dem op.')],
		['starts-on', date(day(-300))],
		['ends-on', date(day(430))],
		['notice-months', number('6')],
		['received-on-first', choice('next-month')],
		[
			'breach',
			prose(
				'Som **væsentligt brud** regner vi:\n\n1. at en part lukker uden at sige det\n2. at en part bruger de unges navne udadtil'
			)
		],
		['review-on', date(day(25))],
		['review-owner', person({ who: rasmus, at: soparken })],
		['revisit', prose('Hvert halve år, med mindst én fra hver part og to unge.')]
	];
	const nothing = [solby, kilden, natteravne, soparken].map(({ id }) =>
		partyKey('contributions', id)
	);
	return Object.fromEntries([
		...answered.map(([key, value]) => [key, { value, notApplicable: null }]),
		...nothing.map((key) => [
			key,
			{ value: { kind: 'rows', rows: [] }, notApplicable: 'Hver part betaler sit eget.' }
		])
	]);
}
