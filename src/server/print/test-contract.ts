/** A cooperation contract of four parties and some six pages, for tests and measurements: other data for each seed. */
import type { PrintedDocument } from './printed-document.ts';

const PARTIES = [
	'Solby Kommune',
	'Boligforeningen Åløkke',
	'Frivilligcenter Sølund',
	'Ågade Værksted ApS'
];
const NAMES = ['Mads Holm', 'Åse Østergaard', 'Ikram Al-Sayed', 'Søren Præstegård'];

const TOPICS = [
	'Målgruppe',
	'Roller og ansvar',
	'Henvisning',
	'Fælles møder',
	'Viden og data',
	'Opsigelse'
];

/** The contract; with `draftMark` as long as it is no agreement. */
export function testContract(seed = 1, draftMark: string | null = null): PrintedDocument {
	const number = (most: number, salt: number) => ((seed * 7919 + salt * 104_729) % most) + 1;
	const promise = (topic: string, index: number) =>
		`${PARTIES[index % 4]} tager sig af ${topic.toLowerCase()} i samråd med ${PARTIES[(index + 1) % 4]}. ` +
		`Der mødes mindst ${number(9, index)} gange om året, og hver gang skrives det ned, hvem der gør hvad, og til hvornår. ` +
		`Går noget i stå, ringer den ansvarlige samme dag til de andre; det tager ${number(20, index + 3)} minutter og sparer måneder. ` +
		`Sag ${seed}-${index} følger samarbejdskoordineringsaftalens almindelige fremgangsmåde.`;
	return {
		language: 'da',
		title: `Samarbejdskontrakt nr. ${seed}`,
		subtitle: `Version ${number(9, 1)}`,
		authors: PARTIES,
		hash: seed.toString(16).padStart(64, 'a'),
		madeAt: new Date(Date.UTC(2026, 10, 25, 12, 0, seed % 60)),
		draftMark,
		pageWord: 'Side',
		ofWord: 'af',
		footer: `Kontrakt ${seed}`,
		contents: 'Indhold',
		facts: [{ term: 'Journalnummer', text: `26/${number(9999, 2)}` }],
		goals: { heading: 'Mål', items: [`${number(90, 5)} borgere får én, der holder trådene`] },
		sections: [
			{
				heading: 'Parterne',
				parts: [
					{
						kind: 'people',
						caption: 'Hvem der er med',
						people: PARTIES.map((organisation, index) => ({
							name: NAMES[index]!,
							title: 'leder',
							organisation,
							contact: `${number(89_999_999, index)}`
						}))
					},
					{
						kind: 'dates',
						items: [
							{ term: 'Begynder', day: '2027-01-01' },
							{ term: 'Slutter', day: '2030-12-31' }
						]
					}
				],
				questions: []
			},
			...TOPICS.map((topic, index) => ({
				heading: topic,
				questions: ['Hvad vi gør', 'Hvem der gør det'].map((label, at) => ({
					label: `${label} (${topic.toLowerCase()})`,
					parts: [
						{
							kind: 'text' as const,
							text: `${promise(topic, index + at)}\n\n${promise(topic, index + at + 2)}`
						},
						{
							kind: 'list' as const,
							items: PARTIES.map((party) => `${party}: ${number(40, at)} timer`)
						}
					]
				}))
			})),
			{
				heading: 'Bidrag',
				questions: [
					{
						label: 'Hvad parterne lægger i det',
						parts: [
							{
								kind: 'money',
								caption: 'Bidrag om året',
								head: ['Part', 'Kontant', 'Timer i kroner'],
								rows: PARTIES.map((what, index) => ({
									what,
									amountsInOere: [number(900_000_00, index), number(90_000_00, index + 4)]
								}))
							}
						]
					}
				]
			}
		],
		approvals: null,
		signatures: {
			heading: 'Underskrifter',
			none: 'Ingen endnu',
			given: PARTIES.slice(0, 3).map((party, index) => ({
				party,
				name: NAMES[index]!,
				title: 'direktør',
				at: new Date(Date.UTC(2026, 9, 25, index, 30, seed % 60)),
				method: 'Samspil, totrinsbekræftelse',
				hash: seed.toString(16).padStart(64, 'a')
			})),
			awaited: [{ party: PARTIES[3]!, name: NAMES[3]!, title: 'ejer' }]
		}
	};
}
