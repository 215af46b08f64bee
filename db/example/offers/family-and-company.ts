/** Invented offers: family and children, company and leisure. */
import type { KindOfOffer } from './kind-of-offer.ts';

export const familyAndCompany: KindOfOffer[] = [
	{
		kind: 'family-house',
		by: 'municipality',
		themes: ['family', 'children'],
		names: [
			'Familiehuset {place}',
			'Familierådgivningen i {place}',
			'Åben anonym familierådgivning, {place}'
		],
		targets: ['Forældre og børn, der har det svært derhjemme.', 'Familier med børn under 18 år.'],
		contents: [
			'Op til fem samtaler om opdragelse, konflikter og trivsel, uden at der oprettes en sag.',
			'Familiebehandlere og psykologer hjælper forældre med at få roen tilbage.'
		],
		next: 'Ring og få en tid inden for en uge.',
		hours: 'Mandag-fredag 8.30-15',
		isPreventive: true
	},
	{
		kind: 'new-parents',
		by: 'municipality',
		themes: ['family', 'children', 'health'],
		names: [
			'Sundhedsplejens mødregruppe, {place}',
			'Unge mødre i {place}',
			'Spædbørn og forældre, {place}'
		],
		targets: ['Nybagte forældre, der er usikre eller alene.', 'Gravide og mødre under 25 år.'],
		contents: [
			'En sundhedsplejerske møder gruppen hver uge om amning, søvn og om at blive mor.',
			'Støtte ved fødselsdepression og hjælp til kontakten med den lille baby.'
		],
		next: 'Sig det til din jordemoder eller sundhedsplejerske.',
		hours: 'Onsdag 10-12'
	},
	{
		kind: 'divorce-children',
		by: 'municipality',
		themes: ['family', 'children'],
		names: [
			'Skilsmissegruppe for børn, {place}',
			'Børn i to hjem, {place}',
			'Når mor og far går fra hinanden, {place}'
		],
		targets: [
			'Børn mellem 7 og 14 år, hvis forældre er skilt.',
			'Skilsmissebørn og deres forældre.'
		],
		contents: [
			'Otte gange sammen med andre børn, der har prøvet det samme, med leg, tegning og snak.',
			'Samtalegruppe om at have to hjem og være midt imellem.'
		],
		next: 'Forældrene melder til på skolen.',
		hours: 'Torsdag 14-16',
		isPreventive: true
	},
	{
		kind: 'children-of-addicts',
		by: 'voluntary',
		themes: ['children', 'substance-use', 'family'],
		names: [
			'TUBA i {place}',
			'Børn fra familier med misbrug, {place}',
			'Når forældre drikker, {place}'
		],
		targets: [
			'Børn og unge, der er vokset op med en mor eller far, som drikker eller tager stoffer.',
			'Unge mellem 14 og 35 år fra hjem med misbrug.'
		],
		contents: [
			'Terapi, grupper og chat for unge fra hjem med alkohol eller stoffer.',
			'Samtaler om alt det, man ikke har kunnet sige derhjemme.'
		],
		next: 'Skriv i chatten eller ring.',
		hours: 'Mandag-torsdag 11-17',
		price: 'Gratis'
	},
	{
		kind: 'relief-family',
		by: 'municipality',
		themes: ['family', 'children'],
		names: [
			'Aflastning i familie, {place}',
			'Støttefamilier i {place}',
			'Aflastning for børn med handicap, {place}'
		],
		targets: [
			'Familier, der har brug for et pusterum.',
			'Forældre til et barn med handicap eller autisme.'
		],
		contents: [
			'Barnet er hos en anden familie en weekend om måneden, så forældrene kan hvile.',
			'Aflastning hjemme eller ude for børn med nedsat funktionsevne.'
		],
		admission: 'Bevilges af Børn og Familie.',
		next: 'Tal med familierådgiveren.',
		hours: 'Weekender efter aftale'
	},
	{
		kind: 'homework',
		by: 'voluntary',
		themes: ['education', 'children'],
		names: [
			'Lektiecaféen i {place}',
			'Lektiehjælp på biblioteket, {place}',
			'Skolehjælpen {place}'
		],
		targets: [
			'Skoleelever fra 3. klasse og op.',
			'Børn og unge, der mangler hjælp til skolearbejdet.'
		],
		contents: [
			'Frivillige hjælper med dansk, matematik og engelsk, og der er boller og saft.',
			'Hjælp til lektier, opgaver og eksamen.'
		],
		next: 'Kom, når der er åbent.',
		hours: 'Tirsdag og torsdag 15-17.30',
		price: 'Gratis',
		isPreventive: true
	},
	{
		kind: 'sports-children',
		by: 'voluntary',
		themes: ['leisure', 'children', 'economy'],
		names: [
			'Fritidspas, {place}',
			'Kontingentkassen i {place}',
			'Alle børn med i idrætten, {place}'
		],
		targets: [
			'Børn og unge fra familier, der ikke har råd til fritidsinteresser.',
			'Børn mellem 6 og 17 år.'
		],
		contents: [
			'Vi betaler kontingent og udstyr til fodbold, svømning, spejder eller musikskole.',
			'En fritidsguide følger barnet de første gange i klubben.'
		],
		admission: 'Skole eller sagsbehandler søger for barnet.',
		next: 'Tal med klasselæreren.',
		hours: 'Ansøgning hele året',
		isPreventive: true
	},
	{
		kind: 'youth-club',
		by: 'municipality',
		themes: ['leisure', 'children', 'crime'],
		names: ['Ungdomsklubben {place}', 'Gadeteamet i {place}', 'SSP og klub, {place}'],
		targets: ['Unge mellem 13 og 18 år.', 'Unge, der hænger ud på gaden om aftenen.'],
		contents: [
			'Musik, mad, gaming og voksne, der har tid. Gadearbejdere tager kontakt dér, hvor de unge er.',
			'Klubaftener og ture, og en hånd til dem, der er ved at komme ud på et skråplan.'
		],
		next: 'Kom forbi.',
		hours: 'Mandag-fredag 18-22',
		isPreventive: true
	},
	{
		kind: 'visiting-friend',
		by: 'voluntary',
		themes: ['loneliness'],
		names: ['Besøgsven i {place}', 'Besøgstjenesten {place}', 'En kop kaffe og en snak, {place}'],
		targets: ['Ældre og andre, der føler sig ensomme.', 'Mennesker, der sjældent får besøg.'],
		contents: [
			'En frivillig kommer på besøg en gang om ugen til kaffe, gåtur eller højtlæsning.',
			'Vi finder en ven, der passer til dig, og hilser på første gang sammen.'
		],
		next: 'Ring til koordinatoren.',
		hours: 'Koordinatoren træffes 9-12',
		price: 'Gratis'
	},
	{
		kind: 'communal-dining',
		by: 'voluntary',
		themes: ['loneliness', 'leisure'],
		names: ['Fællesspisning i {place}', 'Folkekøkkenet {place}', 'Spis sammen, {place}'],
		targets: [
			'Alle, der har lyst til at spise sammen med andre.',
			'Enlige, familier og naboer i kvarteret.'
		],
		contents: [
			'Vi laver mad og spiser sammen ved lange borde; hjælp gerne til i køkkenet.',
			'Varm mad, sang og nye bekendtskaber en gang om ugen.'
		],
		next: 'Tilmeld dig dagen før, eller kom bare.',
		hours: 'Torsdag 17.30-20',
		price: '30 kroner, børn gratis'
	},
	{
		kind: 'mens-shed',
		by: 'voluntary',
		themes: ['loneliness', 'leisure'],
		names: ['Mænds Mødested {place}', 'Mandeværkstedet i {place}', 'Skuret, {place}'],
		targets: ['Mænd uden for arbejdsmarkedet.', 'Pensionerede mænd.'],
		contents: [
			'Her reparerer mænd cykler, laver mad og taler om det, der falder for.',
			'Et værksted med høvlebænk, kaffe og kammeratskab.'
		],
		next: 'Kig ind.',
		hours: 'Tirsdag og fredag 10-14'
	},
	{
		kind: 'womens-group',
		by: 'voluntary',
		themes: ['loneliness', 'language', 'family'],
		names: ['Bydelsmødrene i {place}', 'Kvindecaféen {place}', 'Kvinder mødes, {place}'],
		targets: [
			'Kvinder med anden etnisk baggrund end dansk.',
			'Indvandrerkvinder, der vil møde andre.'
		],
		contents: [
			'Frivillige kvinder fra kvarteret besøger andre mødre og fortæller om skole, sundhed og rettigheder.',
			'Syning, madlavning og samtale på dansk og på modersmål.'
		],
		next: 'Tal med en bydelsmor.',
		hours: 'Onsdag 9.30-12',
		languages: ['dansk', 'arabisk', 'somali', 'tyrkisk']
	},
	{
		kind: 'greenlandic',
		by: 'voluntary',
		themes: ['loneliness', 'rights', 'language'],
		names: [
			'Det Grønlandske Hus i {place}',
			'Kalaallit i {place}',
			'Grønlændernes mødested, {place}'
		],
		targets: [
			'Grønlændere, der bor i kommunen.',
			'Herboende grønlændere med brug for støtte eller fællesskab.'
		],
		contents: [
			'Socialrådgiver, der taler grønlandsk, kaffemik og hjælp til kontakten med kommunen.',
			'Samvær med grønlandsk mad, sang og rådgivning på jeres eget sprog.'
		],
		next: 'Kom til kaffemik, eller ring til rådgiveren.',
		hours: 'Tirsdag 12-18',
		languages: ['dansk', 'grønlandsk']
	}
];
