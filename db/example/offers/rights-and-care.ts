/** Invented offers: rights and language, care at home. */
import type { KindOfOffer } from './kind-of-offer.ts';

export const rightsAndCare: KindOfOffer[] = [
	{
		kind: 'legal-aid',
		by: 'voluntary',
		themes: ['rights'],
		names: ['Retshjælpen i {place}', 'Gratis advokat, {place}', 'Juridisk rådgivning {place}'],
		targets: ['Borgere, der ikke har råd til en advokat.', 'Alle med et juridisk spørgsmål.'],
		contents: [
			'Jurastuderende og advokater svarer om lejeret, skilsmisse, arv og klager.',
			'Hjælp til at forstå en afgørelse og til at skrive en klage.'
		],
		next: 'Mød op, der er ikke tidsbestilling.',
		hours: 'Mandag 17-19',
		price: 'Gratis'
	},
	{
		kind: 'companion-volunteer',
		by: 'voluntary',
		themes: ['rights', 'daily-life'],
		names: ['Bisidder i {place}', 'Bisidderkorpset {place}', 'En at have med til mødet, {place}'],
		targets: [
			'Borgere, der skal til et svært møde hos kommunen.',
			'Alle, der mangler en at have med ved samtaler med myndigheder.'
		],
		contents: [
			'En frivillig forbereder mødet med dig, går med og husker, hvad der blev sagt.',
			'Følgeskab til møder i jobcenter, statsforvaltning og ret.'
		],
		next: 'Skriv mindst tre dage før mødet.',
		hours: 'Efter aftale',
		price: 'Gratis'
	},
	{
		kind: 'it-help',
		by: 'voluntary',
		themes: ['daily-life', 'rights'],
		names: [
			'IT-café på biblioteket, {place}',
			'Hjælp til computer og MitID, {place}',
			'Digital førstehjælp i {place}'
		],
		targets: [
			'Ældre og andre, der har svært ved det digitale.',
			'Borgere, der ikke kan finde ud af e-Boks og MitID.'
		],
		contents: [
			'Frivillige hjælper med telefon, computer, netbank og digital post.',
			'Kom med din mobil eller bærbare, så ser vi på den sammen.'
		],
		next: 'Kom bare.',
		hours: 'Onsdag 10-12',
		price: 'Gratis'
	},
	{
		kind: 'interpreter',
		by: 'private',
		themes: ['language', 'rights'],
		names: ['Tolkeformidlingen {place}', 'Tolk til møder, {place}', 'Sprogbroen i {place}'],
		targets: [
			'Myndigheder og foreninger, der skal tale med nogen på et andet sprog.',
			'Borgere, der ikke taler dansk.'
		],
		contents: [
			'Tolke på grønlandsk, arabisk, ukrainsk, polsk og somali, på telefon, skærm eller ved fremmøde.',
			'Bestil en uddannet tolk, også med kort varsel.'
		],
		admission: 'Bestilles af den myndighed, der holder mødet.',
		next: 'Bestil på nettet.',
		hours: 'Hele døgnet',
		languages: ['grønlandsk', 'arabisk', 'ukrainsk', 'polsk', 'somali']
	},
	{
		kind: 'home-care',
		by: 'municipality',
		themes: ['health', 'daily-life'],
		names: [
			'Hjemmeplejen {place}',
			'Hjælp i hjemmet, {place}',
			'Praktisk hjælp og personlig pleje, {place}'
		],
		targets: [
			'Ældre, der ikke længere kan klare sig selv.',
			'Borgere, der er syge eller har et handicap og bor hjemme.'
		],
		contents: [
			'Hjælp til bad, påklædning, rengøring og medicin i eget hjem.',
			'Madservice, nødkald og besøg af sygeplejerske.'
		],
		admission: 'Visitator kommer på besøg og vurderer behovet.',
		next: 'Ring til visitationen.',
		hours: 'Alle dage 7-23'
	},
	{
		kind: 'dementia',
		by: 'municipality',
		themes: ['health', 'family'],
		names: [
			'Demenskoordinatoren i {place}',
			'Demenscaféen {place}',
			'Dagtilbud for mennesker med demens, {place}'
		],
		targets: [
			'Mennesker med demens og deres ægtefæller.',
			'Pårørende til en, der er begyndt at glemme.'
		],
		contents: [
			'Rådgivning, aktiviteter og aflastning, når hukommelsen svigter.',
			'Sang, gåture og samtale, mens ægtefællen får et par timer fri.'
		],
		next: 'Ring til koordinatoren, også før der er en diagnose.',
		hours: 'Mandag og onsdag 10-15'
	}
];
