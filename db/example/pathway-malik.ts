/** Malik, who has moved from the night shelter towards a home of his own. He does not exist. */
import { tables } from '#server/tables.ts';
import { collaboration } from './collaboration.ts';
import { writeCourseOfMalik } from './course-malik.ts';
import { idOf, type Example } from './example.ts';
import { writeMeeting } from './meeting.ts';
import { beginPathway } from './pathway.ts';
import {
	aviaja,
	kilden,
	lone,
	malik,
	mentorhuset,
	mette,
	natteravne,
	rasmus,
	seat,
	solby,
	soparken
} from './people.ts';

const METTE = seat(mette, solby);
const AVIAJA = seat(aviaja, kilden);
const RASMUS = seat(rasmus, soparken);

export async function writeMalik(example: Example): Promise<void> {
	const { write, moment } = example;
	const path = await beginPathway(example, {
		name: malik.name,
		account: malik.id,
		birthDate: '1991-06-14',
		phone: '70 00 11 22',
		channel: 'Sms. Ring efter klokken 11.',
		language: 'grønlandsk',
		interpreter: true,
		noticedBy: AVIAJA,
		noticed: -75,
		description:
			'Malik kommer i Kilden hver dag. Han har fem forskellige at tale med og siger selv, at han ikke kan holde styr på det.',
		criteria: [1, 2]
	});
	await path.decide({
		by: METTE,
		offset: -70,
		reason: 'Mette kender Malik i forvejen og kan både hjælpe med bolig og ydelser.',
		note: 'Malik var med og sagde, at han gerne vil have Mette.'
	});
	await writeCourseOfMalik(example, path);

	await path.say(
		'story',
		-68,
		'Jeg kom til Danmark for fire år siden for at arbejde. Så blev jeg syg i ryggen, og så gik det stærkt. Jeg mistede mit værelse om vinteren.',
		METTE
	);
	await path.say(
		'problems',
		-68,
		'Jeg skal fortælle det samme til alle. Når jeg får et brev, ved jeg ikke, hvem jeg skal spørge. Om natten sover jeg dårligt på herberget.',
		METTE
	);
	await path.say(
		'wishes',
		-68,
		'En dør, jeg kan lukke. Og et arbejde, hvor jeg ikke skal løfte. Jeg vil gerne ringe til min mor om søndagen fra mit eget sted.',
		METTE
	);
	await path.say(
		'wishes',
		-9,
		'Nu, hvor jeg har set lejligheden, tør jeg godt tro på det. Jeg vil gerne have en seng, før jeg flytter ind.'
	);

	await path.partner(METTE, kilden, {
		state: 'agreed',
		offset: -66,
		reason: 'Malik er tryg ved Aviâja, og de taler grønlandsk sammen.',
		question: 'Kan en kontaktperson hos jer følges med en borger til møder en gang om ugen?',
		people: [AVIAJA]
	});
	await path.partner(METTE, soparken, {
		state: 'agreed',
		offset: -60,
		reason: 'Der er brug for en lille bolig.',
		question: 'Har I mulighed for en lille bolig til en enlig, der er ved at komme på fode?',
		people: [RASMUS]
	});
	await path.partner(METTE, natteravne, {
		state: 'declined',
		offset: -58,
		reason: 'Malik er meget ude om natten.',
		question: 'Kan I holde øje med en borger, der er ude fredag og lørdag nat?',
		note: 'Vi har ikke folk nok før foråret.'
	});
	await path.partner(METTE, mentorhuset, {
		state: 'contacted',
		offset: -4,
		reason: 'Malik vil gerne i arbejde igen.',
		question:
			'Har I en mentor, der kan hjælpe en borger med at finde et arbejde uden tunge løft, et par timer om ugen?'
	});

	await path.consent(METTE, {
		purpose: 'At finde en bolig og holde fast i den.',
		categories: ['contact', 'situation', 'housing', 'meetings', 'progress'],
		organisations: [kilden, soparken],
		offset: -60,
		until: 305
	});
	await path.consent(METTE, {
		purpose: 'At Aviâja kan følges med til lægen.',
		categories: ['health', 'substance-use'],
		organisations: [kilden],
		offset: -55,
		until: 20
	});
	await path.consent(METTE, {
		purpose: 'At få lavet en aftale om husleje og indskud.',
		categories: ['economy'],
		organisations: [soparken],
		offset: -50,
		until: 315,
		withdrawn: -20
	});

	await path.entry(METTE, 'contact', -70, {
		kind: 'contact',
		channel: 'visit',
		from: -70,
		title: 'Første samtale i Kilden',
		body: 'Talte sammen en time med Aviâja som støtte. Vi aftalte, at jeg sender en sms dagen før hver aftale.'
	});
	await path.entry(METTE, 'situation', -66, {
		kind: 'note',
		title: 'Hvor han sover',
		body: 'Sover på Nødherberget Havnen. Har sine ting i en taske i Kilden.'
	});
	await path.entry(METTE, 'housing', -52, {
		kind: 'measure',
		area: 'general',
		title: 'Skrevet op til bolig',
		body: 'Står på listen hos boliganvisningen som nummer tre. Søger en etværelses i stueplan på grund af ryggen.',
		from: -52
	});
	await path.entry(RASMUS, 'housing', -12, {
		kind: 'note',
		title: 'Fremvisning på Søvej',
		body: 'Malik har set lejligheden på Søvej 14. Han kunne lide lyset og altanen. Vi holder den til den 1.'
	});
	await path.entry(AVIAJA, 'health', -30, {
		kind: 'contact',
		channel: 'visit',
		from: -30,
		title: 'Med hos lægen',
		body: 'Lægen henviste til genoptræning af ryggen. Tid om tre uger. Vi følges ad.'
	});
	await path.entry(METTE, 'substance-use', -45, {
		kind: 'measure',
		area: 'specialised',
		title: 'Samtaler i Rusmiddelcentret',
		body: 'En samtale om ugen, som han selv har valgt. Det går godt.',
		from: -45,
		to: 45
	});
	await path.entry(METTE, 'work', -25, {
		kind: 'plan',
		title: 'Tilbage til arbejde',
		body: 'Malik kan godt lide at arbejde med mad. Næste skridt er et besøg i køkkenet i Kilden.',
		from: -25,
		to: 90
	});
	await path.entry(METTE, 'economy', -40, {
		kind: 'note',
		title: 'Indskud',
		body: 'Har søgt om lån til indskud. Svaret kommer inden for to uger.'
	});
	await path.entry(METTE, 'progress', -9, {
		kind: 'note',
		title: 'Det går fremad',
		body: 'Malik kommer selv til aftalerne nu. Han siger, at han sover bedre, efter at han har set lejligheden.'
	});

	await writeMeeting(example, path, {
		offset: -14,
		from: '10:00',
		to: '11:00',
		purpose: 'At blive enige om vejen til en bolig',
		whyNow: 'Der er en lejlighed på vej, og alle skal vide, hvem der gør hvad.',
		place: 'Kilden, det lille rum',
		interpreterLanguage: 'grønlandsk',
		companionNote: 'Spurgt. Malik vil gerne have Aviâja ved siden af sig og ingen bisidder.',
		preparedNote: 'Gennemgik dagsordenen sammen. Malik satte punktet om sengen på.',
		by: METTE,
		people: [
			[METTE, 'Tovholder'],
			[AVIAJA, 'Malik er tryg ved hende'],
			[RASMUS, 'Kender boligerne']
		],
		agenda: [
			{
				title: 'Lejligheden på Søvej',
				aim: 'decide',
				minutes: 20,
				outcome: 'Malik siger ja. Rasmus holder lejligheden, til lånet til indskud er på plads.'
			},
			{
				title: 'Seng og møbler',
				aim: 'discuss',
				minutes: 15,
				outcome: 'Kilden har en seng stående. Malik vil helst selv vælge resten.'
			},
			{
				title: 'Arbejde',
				aim: 'discuss',
				minutes: 10,
				outcome: 'Vi venter, til der er ro på boligen.',
				parked: true
			}
		],
		held: {
			minutes:
				'Et godt møde. Malik fortalte selv, hvad han har brug for, og alle ved nu, hvad de skal gøre.',
			explained: 'Mette og tolken gennemgik, hvad det betyder at sige ja til lejligheden.',
			tasks: [
				{
					title: 'Ring til boliganvisningen om lånet til indskud',
					responsible: METTE,
					due: -7,
					done: -8,
					item: 0
				},
				{ title: 'Hold lejligheden på Søvej 14', responsible: RASMUS, due: 8, item: 0 },
				{
					title: 'Skaf en seng, og aftal, hvornår den kan hentes',
					responsible: AVIAJA,
					due: -2,
					item: 1
				},
				{
					title: 'Skriv ned, hvad du gerne vil have i lejligheden',
					responsible: null,
					due: 5,
					item: 1
				}
			]
		}
	});
	const nextMeeting = await writeMeeting(example, path, {
		offset: 7,
		from: '13:00',
		to: '14:00',
		purpose: 'At planlægge flytningen',
		whyNow: 'Indflytningen er tæt på.',
		place: 'Hos Søparken, Søvej 20',
		interpreterLanguage: 'grønlandsk',
		companionNote: 'Spurgt. Ingen bisidder denne gang.',
		preparedNote: 'Malik vil gerne se nøglen og måle op.',
		by: METTE,
		people: [
			[METTE, 'Tovholder'],
			[AVIAJA, 'Hjælper med flytningen'],
			[RASMUS, 'Har nøglen']
		],
		agenda: [
			{ title: 'Hvad er der sket siden sidst?', aim: 'inform', minutes: 10 },
			{ title: 'Dagen, hvor Malik flytter', aim: 'decide', minutes: 30 },
			{ title: 'Den første uge i egen bolig', aim: 'discuss', minutes: 20 }
		]
	});
	await path.looked(METTE, 'tovholder');
	await path.looked(
		AVIAJA,
		'partner, consent no. 1, 2: contact, health, housing, meetings, progress, situation, substance-use'
	);
	await path.looked(
		RASMUS,
		'partner, consent no. 1: contact, housing, meetings, progress, situation'
	);

	const notices: [person: string, kind: string, path: string, offset: number, read: boolean][] = [
		[malik.id, 'meeting-invited', '/me', -1, false],
		[aviaja.id, 'meeting-invited', `/pathways/${path.id}/meetings/${nextMeeting}`, -1, false],
		[rasmus.id, 'meeting-invited', `/pathways/${path.id}/meetings/${nextMeeting}`, -1, true],
		[mette.id, 'partner-declined', `/pathways/${path.id}/partners`, -56, true],
		[lone.id, 'tovholder-needed', `/collaborations/${collaboration}/allotments`, -75, true]
	];
	await write(
		tables.insertInto('notice').values(
			notices.map(([person, kind, to, offset, isRead]) => ({
				tenant_id: solby.id,
				id: idOf(`${person} ${kind} ${offset}`),
				person_id: person,
				kind,
				path: to,
				created_at: moment(offset, '14:20'),
				read_at: isRead ? moment(offset, '15:00') : null
			}))
		)
	);
}
