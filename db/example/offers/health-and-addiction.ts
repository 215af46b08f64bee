/** Invented offers: body and mind, alcohol and drugs. */
import type { KindOfOffer } from './kind-of-offer.ts';

export const healthAndAddiction: KindOfOffer[] = [
	{
		kind: 'substance-treatment',
		by: 'municipality',
		themes: ['substance-use', 'health'],
		names: ['Rusmiddelcenter {place}', 'Stofbehandlingen i {place}', 'Center for misbrug, {place}'],
		targets: [
			'Voksne over 18 år med et stofmisbrug.',
			'Borgere, der bruger hash, kokain, piller eller andre stoffer.'
		],
		contents: [
			'Samtaler, gruppeforløb og substitutionsbehandling med læge og sygeplejerske.',
			'Ambulant behandling, nedtrapning og hjælp til at holde fast bagefter.'
		],
		next: 'Ring selv, du behøver ingen henvisning.',
		hours: 'Mandag-fredag 8-15',
		price: 'Gratis'
	},
	{
		kind: 'alcohol-treatment',
		by: 'municipality',
		themes: ['substance-use', 'health'],
		names: [
			'Alkoholbehandlingen {place}',
			'Alkoholrådgivning i {place}',
			'Alkoholambulatoriet, {place}'
		],
		targets: [
			'Alle, der gerne vil drikke mindre eller helt holde op.',
			'Borgere med et alkoholproblem.'
		],
		contents: [
			'Anonym behandling med samtaler, antabus og støtte til hele familien.',
			'Afrusning, enkeltsamtaler og grupper om aftenen.'
		],
		next: 'Ring eller skriv; du kan være anonym.',
		hours: 'Mandag-torsdag 9-17',
		price: 'Gratis'
	},
	{
		kind: 'addiction-relatives',
		by: 'voluntary',
		themes: ['substance-use', 'family'],
		names: [
			'Pårørendegruppen {place}',
			'For pårørende til en, der drikker, {place}',
			'Når en du holder af har et misbrug, {place}'
		],
		targets: [
			'Ægtefæller, forældre og søskende til en, der drikker eller tager stoffer.',
			'Pårørende til mennesker med misbrug.'
		],
		contents: [
			'Selvhjælpsgruppe, hvor pårørende taler sammen hver anden uge.',
			'Samtaler og gruppe om skyld, grænser og hvordan man passer på sig selv.'
		],
		next: 'Kom til en åben aften.',
		hours: 'Hver anden tirsdag 19-21'
	},
	{
		kind: 'drop-in',
		by: 'voluntary',
		themes: ['daily-life', 'substance-use', 'loneliness'],
		names: ['Værestedet Kilden, {place}', 'Varmestuen i {place}', 'Det åbne hus, {place}'],
		targets: [
			'Socialt udsatte voksne.',
			'Mennesker med misbrug, sindslidelse eller et liv på gaden.'
		],
		contents: [
			'Billig varm mad, kaffe, bad og tøjvask, og nogen at snakke med.',
			'Et sted at være i løbet af dagen, hvor du kan komme, som du er.'
		],
		next: 'Bare kom ind ad døren.',
		hours: 'Hver dag 9-15',
		price: 'Maden koster 20 kroner'
	},
	{
		kind: 'street-nurse',
		by: 'municipality',
		themes: ['health', 'substance-use', 'housing'],
		names: [
			'Gadesygeplejersken i {place}',
			'Sundhedsrummet {place}',
			'Sygepleje på gaden, {place}'
		],
		targets: [
			'Hjemløse og stofbrugere, der ikke kommer hos egen læge.',
			'Udsatte voksne uden kontakt til sundhedsvæsenet.'
		],
		contents: [
			'Sårpleje, vaccination, rene kanyler og følgeskab til hospital og tandlæge.',
			'En sygeplejerske kommer ud, hvor du er, og ser på sår, infektioner og smerter.'
		],
		next: 'Find hende på værestedet, eller send en sms.',
		hours: 'Mandag, onsdag og fredag 10-14'
	},
	{
		kind: 'depression',
		by: 'municipality',
		themes: ['mental-health', 'health'],
		names: [
			'Lær at tackle angst og depression, {place}',
			'Kursus i at leve med angst, {place}',
			'Psykisk sårbarhed: gruppeforløb i {place}'
		],
		targets: [
			'Voksne, der er kede af det, bekymrede eller har angst.',
			'Borgere med let til moderat depression.'
		],
		contents: [
			'Syv mødegange med undervisere, der selv har prøvet det. Du får redskaber til tanker, søvn og uro.',
			'Gruppeforløb om at leve med angst og depression i hverdagen.'
		],
		next: 'Meld dig til på telefon.',
		hours: 'Torsdag 16-18',
		price: 'Gratis',
		isPreventive: true
	},
	{
		kind: 'social-psychiatry',
		by: 'municipality',
		themes: ['mental-health', 'daily-life'],
		names: [
			'Socialpsykiatrisk center {place}',
			'Aktivitets- og samværstilbud i {place}',
			'Kontaktstedet {place}'
		],
		targets: [
			'Voksne med en sindslidelse, for eksempel skizofreni eller bipolar lidelse.',
			'Borgere med langvarige psykiske lidelser.'
		],
		contents: [
			'Fællesspisning, kreativt værksted og støtte fra socialpædagoger.',
			'Samvær, ture og samtaler, og akut støtte, når det spidser til.'
		],
		next: 'Kom og drik en kop kaffe først.',
		hours: 'Mandag-fredag 10-16'
	},
	{
		kind: 'acute-psychiatry',
		by: 'municipality',
		themes: ['mental-health'],
		names: [
			'Det sociale akuttilbud, {place}',
			'Akuttelefon og akutseng, {place}',
			'Krisehjælp døgnet rundt, {place}'
		],
		targets: [
			'Voksne i psykisk krise.',
			'Borgere med selvmordstanker eller stærk uro, som har brug for hjælp nu.'
		],
		contents: [
			'Nogen at ringe til hele døgnet, og en seng, hvis du ikke kan være alene i nat.',
			'Personlig støtte i krisen, uden henvisning, på telefon eller ved fremmøde.'
		],
		next: 'Ring når som helst.',
		hours: 'Hele døgnet'
	},
	{
		kind: 'youth-counselling',
		by: 'voluntary',
		themes: ['mental-health', 'children'],
		names: [
			'Ungdomsrådgivningen {place}',
			'Headspace i {place}',
			'Den åbne ungerådgivning, {place}'
		],
		targets: ['Børn og unge mellem 12 og 25 år.', 'Unge, der har brug for en at tale med.'],
		contents: [
			'Gratis og anonyme samtaler om stort og småt: venner, kærester, skole, angst og selvskade.',
			'To voksne lytter. Du behøver ikke have et stort problem for at komme.'
		],
		next: 'Kom forbi eller skriv i chatten.',
		hours: 'Mandag-torsdag 12-18',
		price: 'Gratis',
		isPreventive: true
	},
	{
		kind: 'grief',
		by: 'voluntary',
		themes: ['mental-health', 'loneliness'],
		names: ['Sorggruppe i {place}', 'Når du har mistet, {place}', 'Sorgcafeen {place}'],
		targets: [
			'Voksne, der har mistet en nær.',
			'Enker, enkemænd og forældre, der har mistet et barn.'
		],
		contents: [
			'Gruppe for mennesker i sorg, ledet af en præst og en sygeplejerske.',
			'Et sted, hvor man må græde og tale om den, der er død.'
		],
		next: 'Ring til gruppelederen.',
		hours: 'Hver anden onsdag 15-17'
	}
];
