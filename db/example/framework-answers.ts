/** What Solby has answered in its framework. Every organisation and offer in it is invented. */
import { networkSeries } from './collaboration.ts';
import type { Answer, Answers, Group, Row, Value } from '#features/documents/template.rules.ts';
import { idOf } from './example.ts';
import { ways } from './framework-ways.ts';
import { kilden, mentorhuset, natteravne, solby, soparken } from './people.ts';

type Cells = Record<string, string>;

const answer = (value: Value): Answer => ({ value, notApplicable: null });
const text = (words: string) => answer({ kind: 'text', text: words });
const choices = (...chosen: string[]) => answer({ kind: 'choices', chosen });
const row = (cells: Cells): Row => ({ id: idOf(`row ${Object.values(cells).join()}`), cells });
const rows = (...cells: Cells[]) => answer({ kind: 'rows', rows: cells.map(row) });
const groups = (given: Record<string, Cells[] | string>) =>
	answer({
		kind: 'groups',
		groups: Object.fromEntries(
			Object.entries(given).map(([key, some]): [string, Group] => [
				key,
				typeof some === 'string' ? { rows: [], none: some } : { rows: some.map(row), none: '' }
			])
		)
	});

const socialPlan = row({
	name: 'Social handleplan',
	where: 'Kommunens fagsystem',
	access: 'Socialafdelingen'
});
const jobPlan = row({ name: 'Min plan', where: 'Jobnet', access: 'Jobcentret' });
const homePlan = row({
	name: 'Aftale om at blive boende',
	where: 'Hos Søparken og hos beboeren',
	access: 'Boligsocialt team'
});

/** The answers that the steering group approved. The pool of tovholdere is kept elsewhere. */
export const approvedAnswers: Answers = {
	gender: choices('women', 'men', 'other'),
	age: text(
		'18 år og op. De fleste er mellem 30 og 55. Der er sjældent børn i hverdagen, men mange er forældre.'
	),
	themes: choices('homelessness', 'substance-use'),
	'social-problems': text(
		'Mange har mistet deres bolig eller er tæt på det. Gæld, rusmidler og ensomhed følges ofte ad. Nogle er flyttet fra ' +
			'Grønland og står uden netværk her. Fælles for dem er, at de har mange at tale med og ingen, der har det hele for øje.'
	),
	'relevant-partners': answer({
		kind: 'organisations',
		organisations: [kilden, natteravne, soparken, mentorhuset].map(({ id }) => id)
	}),
	effort: groups({
		municipal: [
			{
				who: 'Socialafdelingen',
				does: 'Rådgivning, bostøtte og økonomisk hjælp. Laver sociale handleplaner.'
			},
			{ who: 'Jobcentret', does: 'Følger borgeren om arbejde, praktik og ydelser.' },
			{ who: 'Rusmiddelcentret', does: 'Gratis samtaler og behandling, uden henvisning.' }
		],
		private: [
			{
				who: 'Mentorhuset ApS',
				does: 'Mentorer, der går med til møder og øver hverdagen i egen bolig.'
			},
			{
				who: 'Boligforeningen Søparken',
				does: 'Almene boliger og et boligsocialt team, der ringer på, før det går galt.'
			}
		],
		voluntary: [
			{
				who: 'Værestedet Kilden',
				does: 'Åbent alle dage fra 9 til 16. Mad, bad, vasketøj og nogen at tale med.'
			},
			{
				who: 'Natteravnene Solby',
				does: 'Går på gaden fredag og lørdag nat og kender dem, der sover ude.'
			}
		]
	}),
	outreach: rows(
		{ name: 'Gadeteamet', provider: 'Solby Kommune', contact: 'Gadetelefonen, hverdage kl. 8–20' },
		{ name: 'Natvandring', provider: 'Natteravnene Solby', contact: 'vagt@natteravne.example' }
	),
	forums: groups({
		municipal: [
			{
				name: 'Tværmødet',
				members: 'Social, job og sundhed',
				purpose: 'Sager uden personoplysninger',
				'how-often': 'Hver 14. dag'
			}
		],
		'municipal-others': [
			{
				name: 'Netværk om hjemløshed',
				members: 'Alle parter i rammen',
				purpose: 'Hvad virker, og hvad mangler?',
				'how-often': 'Fire gange om året',
				series: networkSeries
			}
		],
		others: [
			{
				name: 'Formiddagskaffe',
				members: 'Kilden og Natteravnene',
				purpose: '',
				'how-often': 'Første mandag i måneden'
			}
		]
	}),
	agreements: groups({
		municipal: [
			{
				name: 'Aftale om fælles modtagelse',
				parties: 'Socialafdelingen og Jobcentret',
				where: 'Intranettet'
			}
		],
		'municipal-others': [
			{
				name: 'Partnerskabsaftale',
				parties: 'Solby Kommune og Værestedet Kilden',
				where: 'Hos begge ledere'
			},
			{
				name: 'Trygge nætter i Søparken',
				parties: 'Solby Kommune, Søparken og Kilden',
				where: 'I Samspil',
				agreement: idOf('agreement nights')
			},
			{
				name: 'Aftale om anvisning af boliger',
				parties: 'Solby Kommune og Søparken',
				where: 'Boliganvisningen'
			}
		],
		others:
			'Der er ingen skrevne aftaler mellem de frivillige og de private. Vi tager det op på netværksmødet.'
	}),
	'coordinating-functions': rows(
		{
			area: 'Social',
			function: 'Udskrivningskoordinator',
			contact: 'Socialafdelingen, hverdage kl. 9–15'
		},
		{
			area: 'Social',
			function: 'Boligkoordinator',
			contact: 'Boliganvisningen, tirsdag og torsdag'
		},
		{ area: 'Beskæftigelse', function: 'Virksomhedskonsulent', contact: 'Jobcentret' }
	),
	'home-municipality': text(
		'Når en borger ønsker det, tager tovholderen kontakt til hjemkommunen i Grønland. Det sker på mail først og derefter ' +
			'på video. Vi aftaler et fast tidspunkt efter klokken 13 dansk tid.'
	),
	'home-municipality-partners': rows({
		name: 'Socialrådgiver på vagt',
		workplace: 'Borgerservice i hjemkommunen',
		contact: 'Telefon og mail står i tovholderens mappe'
	}),
	channels: groups({
		municipal: [{ channel: 'Fagsystemet og telefon', 'used-for': 'Det daglige' }],
		others: [{ channel: 'Telefon', 'used-for': 'Alt, der haster' }],
		'municipal-others': [
			{ channel: 'Samspil', 'used-for': 'Forløb, møder og opgaver' },
			{ channel: 'Telefon', 'used-for': 'Det, der ikke kan vente' }
		],
		citizen: [
			{ channel: 'Et møde ansigt til ansigt', 'used-for': 'Alt, hvad der er svært' },
			{ channel: 'Sms', 'used-for': 'At minde om tid og sted. Aldrig andet' }
		]
	}),
	interpreters: rows(
		{
			provider: 'Tolkene i Solby',
			languages: 'Grønlandsk, arabisk, polsk',
			'how-to-order': 'På nettet',
			'lead-time': 'To hverdage',
			payer: 'Den, der indkalder'
		},
		{
			provider: 'Telefontolk',
			languages: 'De fleste sprog',
			'how-to-order': 'Ring',
			'lead-time': 'Samme dag',
			payer: 'Socialafdelingen'
		}
	),
	'plan-types': answer({ kind: 'rows', rows: [socialPlan, jobPlan, homePlan] }),
	'plan-access': answer({
		kind: 'matrix',
		organisations: {
			[socialPlan.id]: [solby.id],
			[jobPlan.id]: [solby.id],
			[homePlan.id]: [soparken.id, solby.id]
		}
	}),
	'plan-coordination': text(
		'Tovholderen lægger planerne ved siden af hinanden før hvert koordinerende møde og siger det højt, hvis de trækker i ' +
			'hver sin retning.'
	),
	'plan-involvement': text(
		'Borgeren er med til at skrive sin plan, får den på papir, og kan altid se den på sin egen side i Samspil.'
	),
	'work-tools': rows(
		{ name: 'Netværkskort', 'used-for': 'At se, hvem der er omkring borgeren', where: 'Samspil' },
		{ name: 'Mødeark', 'used-for': 'Indkaldelse, dagsorden og referat i ét', where: 'Samspil' }
	),
	'offer-list': groups({
		municipal: [
			{
				name: 'Nødherberget Havnen',
				audience: 'Voksne uden et sted at sove',
				content: 'Seng, mad og en samtale om morgenen. Åbent hele døgnet.',
				referral: '',
				contact: 'Mød op, Havnegade 40'
			},
			{
				name: 'Bostøtte',
				audience: 'Borgere, der er flyttet i egen bolig',
				content: 'Besøg hjemme et par gange om ugen det første år.',
				referral: 'Gennem socialrådgiver',
				contact: 'Socialafdelingen'
			}
		],
		'private-voluntary': [
			{
				name: 'Værestedet Kilden',
				audience: 'Alle over 18',
				content: 'Mad, bad og fællesskab. Grønlandsk café om torsdagen.',
				referral: '',
				contact: 'Møllegade 8'
			},
			{
				name: 'Følgeven',
				audience: 'Den, der ikke vil gå alene til lægen eller kommunen',
				content: 'En frivillig går med.',
				referral: '',
				contact: 'Kilden'
			},
			{
				name: 'Mentor',
				audience: 'Borgere med en bevilling',
				content: 'Hjælp til post, aftaler og hverdag.',
				referral: 'Gennem Jobcentret',
				contact: 'Mentorhuset'
			}
		]
	}),
	'dissemination-channels': text(
		'Personalemøder hos alle parter, opslag i Kilden, og et kvarter, når en ny kollega begynder.'
	),
	'dissemination-ways': ways,
	availability: text(
		'I Samspil. Desuden på kommunens intranet og på papir i Kilden og hos Søparken.'
	),
	'update-notice': text(
		'Ud over mailen fra Samspil fortæller projektlederen om ændringerne på det næste netværksmøde.'
	)
};

/** What has been written since: nearly ready for the next approval, but one list stands open. */
export const changedAnswers: Answers = {
	interpreters: rows(
		{
			provider: 'Tolkene i Solby',
			languages: 'Grønlandsk, arabisk, polsk, ukrainsk',
			'how-to-order': 'På nettet',
			'lead-time': 'To hverdage',
			payer: 'Den, der indkalder'
		},
		{
			provider: 'Telefontolk',
			languages: 'De fleste sprog',
			'how-to-order': 'Ring',
			'lead-time': 'Samme dag',
			payer: 'Socialafdelingen'
		}
	),
	outreach: rows(
		{ name: 'Gadeteamet', provider: 'Solby Kommune', contact: 'Gadetelefonen, alle dage kl. 8–20' },
		{ name: 'Natvandring', provider: 'Natteravnene Solby', contact: 'vagt@natteravne.example' },
		{ name: 'Opsøgende sygeplejerske', provider: 'Solby Kommune', contact: '' }
	),
	'home-municipality-partners': rows()
};
