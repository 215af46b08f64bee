/** Invented offers: violence and crime, teeth and lungs. */
import type { KindOfOffer } from './kind-of-offer.ts';

export const violenceAndBody: KindOfOffer[] = [
	{
		kind: 'crisis-centre',
		by: 'private',
		themes: ['violence', 'housing', 'family'],
		names: ['Krisecentret {place}', 'Kvindehjemmet i {place}', 'Botilbud efter § 109, {place}'],
		targets: [
			'Kvinder, der har været udsat for vold i familien, og deres børn.',
			'Voldsramte kvinder.'
		],
		contents: [
			'Et sikkert sted at bo, psykologhjælp og rådgivning om skilsmisse, bolig og penge.',
			'Beskyttet ophold på hemmelig adresse, med personale døgnet rundt.'
		],
		next: 'Ring døgnet rundt. Du kan selv henvende dig og være anonym.',
		hours: 'Hele døgnet',
		places: 10,
		languages: ['dansk', 'engelsk', 'arabisk']
	},
	{
		kind: 'violence-men',
		by: 'voluntary',
		themes: ['violence', 'family'],
		names: ['Mandecentret {place}', 'Dialog mod vold, {place}', 'Mænd i krise, {place}'],
		targets: [
			'Mænd i forbindelse med skilsmisse og samlivsbrud.',
			'Mænd, der er udsat for vold eller selv slår.'
		],
		contents: [
			'Samtaler om vrede, samliv og samvær med børnene, og værelser til mænd, der er flyttet hjemmefra.',
			'Behandling til dem, der udøver vold, og støtte til dem, det går ud over.'
		],
		next: 'Ring og få en anonym samtale.',
		hours: 'Mandag-fredag 9-16'
	},
	{
		kind: 'prison-exit',
		by: 'voluntary',
		themes: ['crime', 'work', 'housing'],
		names: ['Exit {place}', 'God løsladelse, {place}', 'Ud af kriminalitet, {place}'],
		targets: [
			'Tidligere indsatte og deres familier.',
			'Mennesker, der kommer ud af fængslet eller vil ud af en bande.'
		],
		contents: [
			'En mentor, der selv har siddet inde, hjælper med bolig, job og nye venner.',
			'Vi henter dig ved porten på dagen for løsladelsen og følger dig det første halve år.'
		],
		next: 'Skriv fra fængslet, eller bed Kriminalforsorgen om at ringe.',
		hours: 'Efter aftale'
	},
	{
		kind: 'health-clinic',
		by: 'voluntary',
		themes: ['health'],
		names: [
			'Socialtandlægen i {place}',
			'Tandklinik for udsatte, {place}',
			'Gratis tandhjælp {place}'
		],
		targets: [
			'Socialt udsatte, der ikke har råd til tandlæge.',
			'Hjemløse og andre med dårlige tænder.'
		],
		contents: [
			'Frivillige tandlæger trækker ud, fylder huller og laver proteser.',
			'Akut hjælp ved tandpine og behandling af tænderne uden betaling.'
		],
		next: 'Skriv dig på listen på værestedet.',
		hours: 'Torsdag 17-20',
		price: 'Gratis'
	},
	{
		kind: 'smoking',
		by: 'municipality',
		themes: ['health'],
		names: [
			'Rygestop i {place}',
			'Bliv røgfri, {place}',
			'Sundhedscenter {place}: stop med tobak og nikotin'
		],
		targets: [
			'Borgere, der vil holde op med at ryge.',
			'Alle, der bruger cigaretter, snus eller vape.'
		],
		contents: [
			'Kursus på fem gange med en rygestopvejleder og tilskud til nikotinplaster.',
			'Individuelle samtaler og hold om at blive fri af tobak.'
		],
		next: 'Tilmelding på nettet.',
		hours: 'Mandag 16-18',
		price: 'Gratis',
		isPreventive: true
	},
	{
		kind: 'diabetes',
		by: 'municipality',
		themes: ['health'],
		names: [
			'Sundhedshuset {place}: type 2-diabetes',
			'Lev godt med kronisk sygdom, {place}',
			'Bevægelse og kost, {place}'
		],
		targets: [
			'Borgere med diabetes, KOL eller hjertesygdom.',
			'Voksne med overvægt eller en kronisk sygdom.'
		],
		contents: [
			'Træning, kostvejledning og undervisning sammen med en fysioterapeut og en diætist.',
			'Ti uger med motion på hold og hjælp til at spise sundere.'
		],
		admission: 'Henvisning fra egen læge.',
		next: 'Tal med din læge.',
		hours: 'Tirsdag og torsdag formiddag'
	},
	{
		kind: 'gambling',
		by: 'private',
		themes: ['substance-use', 'economy'],
		names: [
			'Spilmisbrug: behandling i {place}',
			'Ludomaniklinikken {place}',
			'Fri af spillet, {place}'
		],
		targets: [
			'Personer, der spiller for meget på nettet, odds eller automater.',
			'Ludomaner og deres nærmeste.'
		],
		contents: [
			'Gratis behandling hos en psykolog, enkeltvis eller i gruppe.',
			'Ti samtaler om trangen til at spille, om gælden og om tillid derhjemme.'
		],
		next: 'Ring, det er anonymt.',
		hours: 'Hverdage 9-16',
		price: 'Gratis'
	}
];
