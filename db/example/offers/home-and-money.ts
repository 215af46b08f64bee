/** Invented offers: a roof, a home, work and money. */
import type { KindOfOffer } from './kind-of-offer.ts';

export const homeAndMoney: KindOfOffer[] = [
	{
		kind: 'housing-advice',
		by: 'municipality',
		themes: ['housing', 'rights'],
		names: [
			'Boligrådgivningen {place}',
			'Rådgivning om bolig i {place}',
			'Den boligsociale rådgivning, {place}'
		],
		targets: [
			'Voksne, der mangler et sted at bo eller er bange for at miste deres lejlighed.',
			'Enlige og familier med problemer omkring lejemålet.'
		],
		contents: [
			'Vi gennemgår din situation, hjælper med at søge lejlighed og boligstøtte og går med til møder med udlejer.',
			'Hjælp til at blive skrevet op, forstå lejekontrakten og lave en aftale, hvis du er bagud med huslejen.'
		],
		next: 'Ring eller kig forbi i den åbne tid.',
		hours: 'Mandag og torsdag 10-14',
		isPreventive: true
	},
	{
		kind: 'eviction',
		by: 'housing',
		themes: ['housing', 'economy'],
		names: [
			'Bliv boende, {place}',
			'Udsættelsesforebyggelse i {place}',
			'Husleje og hverdag, {place}'
		],
		targets: [
			'Lejere, der har fået et rykkerbrev eller er på vej til at blive sat ud.',
			'Familier, som står over for en udsættelse af deres lejlighed.'
		],
		contents: [
			'En boligsocial medarbejder laver en betalingsplan sammen med dig og taler med boligorganisationen og kommunen.',
			'Vi banker på, hører hvad der er galt, og finder en vej, så du kan beholde dit hjem.'
		],
		next: 'Kom med brevet, så snart du har fået det.',
		hours: 'Hverdage 9-15'
	},
	{
		kind: 'night-shelter',
		by: 'voluntary',
		themes: ['housing'],
		names: ['Natcafeen i {place}', 'Nødovernatningen {place}', 'Åben seng, {place}'],
		targets: [
			'Hjemløse og andre, der ikke har et sted at sove i nat.',
			'Mennesker, som lever på gaden.'
		],
		contents: [
			'En seng, varm mad og et bad. Ingen spørgsmål ved døren, og hunden må gerne komme med.',
			'Overnatning fra aften til morgen med morgenmad, vaskemaskine og en medarbejder at tale med.'
		],
		next: 'Mød op fra klokken 21, der er ingen tilmelding.',
		hours: 'Alle nætter 21-8',
		places: 16
	},
	{
		kind: 'shelter-110',
		by: 'municipality',
		themes: ['housing'],
		names: ['Forsorgshjemmet {place}', 'Herberget i {place}', 'Botilbud efter § 110, {place}'],
		targets: [
			'Personer over 18 år uden egen bolig, der også har andre problemer.',
			'Hjemløse, som har brug for støtte døgnet rundt i en periode.'
		],
		contents: [
			'Et værelse, en fast kontaktperson og hjælp til at komme videre i egen lejlighed.',
			'Midlertidigt ophold med omsorg, aktiviteter og en plan for, hvad der skal ske bagefter.'
		],
		admission: 'Lederen tager stilling til optagelse; man kan selv henvende sig.',
		next: 'Ring til vagten, også om natten.',
		hours: 'Hele døgnet',
		places: 24
	},
	{
		kind: 'housing-first',
		by: 'municipality',
		themes: ['housing', 'daily-life'],
		names: [
			'Bostøtte i egen bolig, {place}',
			'Støtte-kontaktperson {place}',
			'Hjemmevejlederne i {place}'
		],
		targets: [
			'Voksne med psykiske eller sociale vanskeligheder, der bor alene.',
			'Borgere, der er flyttet i egen lejlighed efter lang tid uden hjem.'
		],
		contents: [
			'En medarbejder kommer hjem til dig nogle timer om ugen og hjælper med post, rengøring, indkøb og aftaler.',
			'Støtte efter servicelovens § 85 til at få dagligdagen til at hænge sammen og holde på lejligheden.'
		],
		admission: 'Bevilges af socialrådgiver i Voksenafdelingen.',
		next: 'Tal med din sagsbehandler, eller ring til visitationen.',
		hours: 'Efter aftale'
	},
	{
		kind: 'youth-housing',
		by: 'housing',
		themes: ['housing', 'children'],
		names: [
			'Ungdomsboliger med støtte, {place}',
			'Startboligerne {place}',
			'Unge i egen bolig, {place}'
		],
		targets: [
			'Unge mellem 18 og 24 år, der skal flytte hjemmefra eller fra en anbringelse.',
			'Unge, der ikke kan bo hos deres forældre.'
		],
		contents: [
			'Små lejligheder til lav husleje med en social vicevært, der hjælper med at komme i gang.',
			'Et år med støtte til at lære at bo selv: budget, madlavning og naboskab.'
		],
		admission: 'Ansøgning gennem kommunens ungeenhed.',
		next: 'Skriv til ungeenheden.',
		hours: 'Kontor mandag til fredag 9-13',
		places: 12
	},
	{
		kind: 'debt-advice',
		by: 'voluntary',
		themes: ['economy', 'rights'],
		names: [
			'Gældsrådgivningen i {place}',
			'Styr på pengene, {place}',
			'Frivillig økonomi- og gældsrådgivning {place}'
		],
		targets: [
			'Alle med gæld, de ikke kan overskue.',
			'Personer med dårlig økonomi og ubetalte regninger.'
		],
		contents: [
			'Frivillige bankfolk og jurister lægger et budget med dig, skriver til kreditorer og søger om gældssanering.',
			'Vi åbner rudekuverterne sammen og får overblik over regninger, lån og rykkere.'
		],
		next: 'Bestil tid på telefon.',
		hours: 'Tirsdag 16-19',
		price: 'Gratis og anonymt'
	},
	{
		kind: 'benefits',
		by: 'municipality',
		themes: ['economy', 'rights', 'work'],
		names: [
			'Ydelseskontoret i {place}',
			'Kontanthjælp og ydelser, {place}',
			'Borgerservice {place}: penge at leve for'
		],
		targets: [
			'Borgere uden indtægt.',
			'Voksne, der har mistet deres arbejde og ikke kan forsørge sig selv.'
		],
		contents: [
			'Ansøgning om kontanthjælp, enkeltydelser og hjælp til medicin og tandlæge.',
			'Vi vurderer, hvad du kan få udbetalt, og hjælper med den digitale ansøgning.'
		],
		next: 'Book tid, eller mød op i den åbne tid med billedlegitimation.',
		hours: 'Mandag-fredag 10-13, torsdag til 17'
	},
	{
		kind: 'christmas-help',
		by: 'voluntary',
		themes: ['economy', 'family'],
		names: [
			'Julehjælp og akut nødhjælp, {place}',
			'Menighedsplejen i {place}',
			'Madkurven {place}'
		],
		targets: [
			'Familier og enlige, hvor pengene ikke slår til.',
			'Børnefamilier på overførselsindkomst.'
		],
		contents: [
			'Fødevarer, tøj og julekurve til dem, der har mindst. Sommerferie for børnefamilier.',
			'Uddeling af overskudsmad hver uge og en lille portion penge i en akut krise.'
		],
		next: 'Mød op, eller send en ansøgning inden 1. december.',
		hours: 'Onsdag 13-16',
		price: 'Gratis'
	},
	{
		kind: 'job-centre',
		by: 'municipality',
		themes: ['work'],
		names: [
			'Jobcenter Solby, {place}',
			'Vejen til arbejde, {place}',
			'Beskæftigelsesindsatsen i {place}'
		],
		targets: ['Ledige, der søger job.', 'Borgere, der er uden for arbejdsmarkedet.'],
		contents: [
			'Samtaler om job, hjælp til CV og ansøgning, kurser og virksomhedspraktik.',
			'En jobkonsulent finder en praktik eller et fleksjob, der passer til det, du kan.'
		],
		next: 'Meld dig ledig på nettet, så bliver du kaldt ind.',
		hours: 'Mandag-fredag 9-15'
	},
	{
		kind: 'sheltered-work',
		by: 'private',
		themes: ['work', 'daily-life'],
		names: ['Værkstedet {place}', 'Den grønne have i {place}', 'Socialøkonomisk café, {place}'],
		targets: [
			'Førtidspensionister og andre, der gerne vil arbejde lidt.',
			'Mennesker, der ikke kan klare et almindeligt job.'
		],
		contents: [
			'Beskyttet beskæftigelse med træ, cykler og have i det tempo, du kan holde til.',
			'Et arbejdsfællesskab med kolleger, faste pauser og frokost.'
		],
		admission: 'Henvisning fra jobcenter eller socialafdeling.',
		next: 'Kom på besøg og se stedet først.',
		hours: 'Mandag-torsdag 8-14',
		places: 20
	},
	{
		kind: 'mentor-work',
		by: 'private',
		themes: ['work', 'education', 'children'],
		names: ['Mentorhuset {place}', 'Mentor til unge, {place}', 'En voksen ved siden af, {place}'],
		targets: [
			'Unge mellem 15 og 29 år uden job eller skole.',
			'Unge, der er faldet ud af deres uddannelse.'
		],
		contents: [
			'En mentor følger dig til møder, vækker dig om morgenen og holder fast, når det er svært.',
			'Vi finder en læreplads eller en uddannelse sammen med dig og bliver ved, til du er faldet til.'
		],
		admission: 'Henvisning fra jobcentret.',
		next: 'Bed din sagsbehandler om en mentor.',
		hours: 'Efter aftale',
		isPreventive: true
	},
	{
		kind: 'adult-school',
		by: 'municipality',
		themes: ['education', 'language'],
		names: ['Sprogskolen {place}', 'Dansk for voksne, {place}', 'Lær dansk i {place}'],
		targets: [
			'Voksne med andet modersmål end dansk.',
			'Nytilkomne, flygtninge og udenlandske medarbejdere.'
		],
		contents: [
			'Undervisning i dansk på alle niveauer, dag og aften, med forberedelse til prøverne.',
			'Små hold i læsning, skrivning og samtale på dansk.'
		],
		admission: 'Henvisning fra kommunen, eller depositum.',
		next: 'Kom til indskrivning om tirsdagen.',
		hours: 'Mandag-torsdag 8-20',
		languages: ['dansk', 'engelsk', 'arabisk', 'ukrainsk']
	},
	{
		kind: 'dyslexia',
		by: 'municipality',
		themes: ['education'],
		names: [
			'Ordblindeundervisning i {place}',
			'Læs og skriv bedre, {place}',
			'FVU og ordblindehold, {place}'
		],
		targets: ['Voksne, der har svært ved at læse, skrive eller regne.', 'Ordblinde over 18 år.'],
		contents: [
			'Gratis test og undervisning på små hold, med hjælpemidler på telefon og computer.',
			'Kursus i læsning, stavning og talforståelse.'
		],
		next: 'Ring og få en tid til en test.',
		hours: 'Dag- og aftenhold',
		price: 'Gratis'
	}
];
