/** Two municipalities that do not exist, those who work with them, and the people one can look around as. */
import { DECLARATION_VERSION } from '#features/accounts/declaration.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';

const organisation = (name: string, kind: Kind, contact: string) => ({
	id: idOf(name),
	name,
	kind,
	contact
});
type Kind = 'municipality' | 'voluntary' | 'private' | 'housing';

export const solby = organisation(
	'Solby Kommune',
	'municipality',
	'Rådhuset, Torvet 1 · post@solby.example'
);
export const nordby = organisation(
	'Nordby Kommune',
	'municipality',
	'Rådhuset, Havnegade 12 · post@nordby.example'
);
export const kilden = organisation(
	'Værestedet Kilden',
	'voluntary',
	'Møllegade 8 · hej@kilden.example'
);
export const natteravne = organisation(
	'Natteravnene Solby',
	'voluntary',
	'vagt@natteravne.example'
);
export const soparken = organisation(
	'Boligforeningen Søparken',
	'housing',
	'Søvej 20 · kontor@soparken.example'
);
export const mentorhuset = organisation(
	'Mentorhuset ApS',
	'private',
	'Banegade 3 · kontakt@mentorhuset.example'
);

/** Written a second time by somebody who did not look first. */
const natteravneAgain = organisation(
	'Natteravnene i Solby',
	'voluntary',
	'formand@natteravne.example'
);

const person = (name: string, address: string) => ({
	id: idOf(name),
	name,
	email: `${address}.example`
});

export const lone = person('Lone Madsen', 'lone.madsen@solby');
export const henrik = person('Henrik Bang', 'henrik.bang@solby');
export const mette = person('Mette Kristoffersen', 'mette.kristoffersen@solby');
export const jonas = person('Jonas Friis', 'jonas.friis@solby');
export const bodil = person('Bodil Krogh', 'bodil.krogh@solby');
export const birgitte = person('Birgitte Holm', 'birgitte@kilden');
export const aviaja = person('Aviâja Kleist', 'aviaja@kilden');
export const viggo = person('Viggo Thomsen', 'viggo@kilden');
export const poul = person('Poul Eriksen', 'poul@natteravne');
export const sofie = person('Sofie Lund', 'sofie@natteravne');
export const gitte = person('Gitte Lindberg', 'gitte@soparken');
export const rasmus = person('Rasmus Toft', 'rasmus@soparken');
export const tarek = person('Tarek Haddad', 'tarek@mentorhuset');
export const peter = person('Peter Ravn', 'peter.ravn@nordby');
export const karen = person('Karen Winther', 'karen.winther@solby');
export const malik = person('Malik Jeremiassen', 'malik@post');
export const jens = person('Jens Ole Kjær', 'jensole@post');
export const inge = person('Inge Kjær', 'inge@post');

type Someone = ReturnType<typeof person>;
type Organisation = ReturnType<typeof organisation>;

/** Somebody with the hat of one organisation on. */
export type Seat = { who: Someone; at: Organisation };
export const seat = (who: Someone, at: Organisation): Seat => ({ who, at });

export const MEMBERSHIPS: [
	Someone,
	Organisation,
	string,
	MemberFunction,
	{ canBind?: boolean; declared?: boolean; phone?: string }?
][] = [
	[lone, solby, 'Projektleder, Social og Sundhed', 'project-leader'],
	[henrik, solby, 'Socialchef', 'manager', { canBind: true }],
	[mette, solby, 'Socialrådgiver', 'employee', { phone: '00 12 34 56' }],
	[jonas, solby, 'Jobkonsulent', 'employee'],
	[bodil, solby, 'Databeskyttelsesrådgiver', 'data-protection-officer'],
	[birgitte, kilden, 'Daglig leder', 'manager', { canBind: true }],
	[aviaja, kilden, 'Kontaktperson', 'employee'],
	[viggo, kilden, 'Frivillig', 'volunteer'],
	// Has not accepted the declaration yet: what he meets when he opens a pathway.
	[poul, natteravne, 'Formand', 'manager', { canBind: true, declared: false }],
	[sofie, natteravne, 'Frivillig om natten', 'volunteer'],
	[sofie, mentorhuset, 'Mentor', 'employee'],
	[gitte, soparken, 'Udlejningschef', 'manager', { canBind: true }],
	[rasmus, soparken, 'Boligsocial medarbejder', 'employee'],
	[tarek, mentorhuset, 'Mentor og ejer', 'manager', { canBind: true }],
	[peter, nordby, 'Projektleder', 'project-leader']
];
type MemberFunction =
	| 'project-leader'
	| 'manager'
	| 'employee'
	| 'volunteer'
	| 'data-protection-officer';

/** Who one can look around as, in the order they are offered, and what there is to see with their eyes. */
const DEMO_PEOPLE: [Someone, da: string, en: string][] = [
	[
		lone,
		'Projektleder i Solby Kommune. Leder samarbejdet, skriver rammen og finder tovholdere.',
		'Project leader in Solby. Leads the collaboration, writes the framework and finds tovholders.'
	],
	[
		mette,
		'Socialrådgiver i Solby Kommune. Er tovholder for en borger og har et møde i næste uge.',
		'Social worker in Solby. Holds the threads for a citizen and has a meeting next week.'
	],
	[
		henrik,
		'Socialchef i Solby Kommune. Sidder i styregruppen og ser aldrig en borgers sag.',
		'Head of social affairs in Solby. Sits in the steering group and never sees a citizen’s case.'
	],
	[
		malik,
		'Borger. Ser sin egen plan, sine samtykker, og hvem der har kigget.',
		'Citizen. Sees his own plan, his consents, and who has looked.'
	],
	[
		aviaja,
		'Kontaktperson i Værestedet Kilden. Er med omkring en borger og ser det, borgeren har sagt ja til.',
		'Contact at the drop-in centre Kilden. Takes part around a citizen and sees what he agreed to.'
	],
	[
		birgitte,
		'Leder af Værestedet Kilden. Godkender rammen i styregruppen.',
		'Leads Kilden. Approves the framework in the steering group.'
	],
	[
		rasmus,
		'Boligsocial medarbejder i Søparken. Er partner omkring to borgere.',
		'Housing worker at Søparken. A partner around two citizens.'
	],
	[
		tarek,
		'Ejer af Mentorhuset. Er tovholder for en borger, og er spurgt om en til.',
		'Owner of Mentorhuset. Holds the threads for one citizen, and is asked about another.'
	],
	[
		sofie,
		'Frivillig natteravn og ansat mentor: to kasketter. Mangler at få fundet en tovholder.',
		'Volunteer at night and mentor by day: two hats. Waits for a tovholder to be found.'
	],
	[
		jonas,
		'Medarbejder i Solby Kommune. Er tovholder for en ung på fjorten.',
		'Works for Solby. Holds the threads for somebody of fourteen.'
	],
	[jens, 'Borger. Har sin søster med som bisidder.', 'Citizen. Brings his sister as a companion.'],
	[
		inge,
		'Bisidder. Ser det, hendes bror har åbnet for hende.',
		'Companion. Sees what her brother has opened for her.'
	],
	[
		viggo,
		'Frivillig i Værestedet Kilden. Er ikke med omkring nogen, og ser derfor ingen.',
		'Volunteer at Kilden. Takes part around nobody, and so sees nobody.'
	],
	[
		poul,
		'Formand for Natteravnene. Mangler at skrive under på tavshedserklæringen.',
		'Chairs Natteravnene. Has not accepted the declaration of confidentiality yet.'
	],
	[
		bodil,
		'Databeskyttelsesrådgiver i Solby Kommune. Ser, hvem der har brugt nødadgang, og ingen borgere.',
		'Data protection officer in Solby. Sees who has used emergency access, and no citizens.'
	],
	[
		karen,
		'Administrator. Inviterer folk og læser udbakken, men ser ingen borgere.',
		'Administrator. Invites people and reads the outbox, but sees no citizens.'
	],
	[
		peter,
		'Projektleder i Nordby Kommune. Ser intet fra Solby.',
		'Project leader in Nordby. Sees nothing of Solby.'
	]
];

const EVERYBODY = [
	...new Set([...DEMO_PEOPLE.map(([who]) => who), ...MEMBERSHIPS.map(([who]) => who), gitte])
];

/** Whom Solby rings about what; in another municipality it is somebody else. */
const CONTACTS: [Organisation, name: string, purpose: string, phone: string, email: string][] = [
	[kilden, 'Birgitte Holm', 'Aftaler og økonomi', '70 10 20 30', 'birgitte@kilden.example'],
	[kilden, 'Vagten i Kilden', 'Når en borger ikke kommer', '70 10 20 31', ''],
	[soparken, 'Gitte Lindberg', 'Ledige boliger', '', 'gitte@soparken.example']
];

/** Writes organisations, people, who works where, and who can be looked around as. */
export async function writePeople({ write, run, day, moment }: Example): Promise<void> {
	for (const { id, name, email } of EVERYBODY)
		await run(
			'insert into identity."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)',
			[id, name, email]
		);
	await run('update samspil.person set is_administrator = true where id = $1', [karen.id]);

	const register = [solby, nordby, kilden, natteravne, natteravneAgain, soparken, mentorhuset];
	await write(
		tables
			.insertInto('organisation')
			.values(register.map((each) => ({ ...each, created_by: karen.id })))
	);
	await write(
		tables.insertInto('tenant').values([
			// An administrator begins with the oldest.
			{ id: solby.id, created_at: moment(-400, '09:00') },
			{ id: nordby.id, created_at: moment(-200, '09:00') }
		])
	);
	await write(
		tables
			.insertInto('tenant_organisation')
			.values([
				...register
					.filter(({ id }) => id !== nordby.id)
					.map(({ id }) => ({ tenant_id: solby.id, organisation_id: id, joined_on: day(-400) })),
				{ tenant_id: nordby.id, organisation_id: nordby.id, joined_on: day(-200) }
			])
	);
	await write(
		tables
			.updateTable('organisation')
			.set({ areas: ['Solby', 'Nordby'] })
			.where('id', 'in', [kilden.id, soparken.id])
	);
	await write(
		tables.insertInto('organisation_contact').values(
			CONTACTS.map(([at, name, purpose, phone, email]) => ({
				tenant_id: solby.id,
				id: idOf(`contact ${name}`),
				organisation_id: at.id,
				name,
				purpose,
				phone,
				email,
				changed_by_name: lone.name
			}))
		)
	);
	await write(
		tables.insertInto('membership').values(
			MEMBERSHIPS.map(
				([
					who,
					at,
					title,
					memberFunction,
					{ canBind = false, declared = true, phone = '' } = {}
				]) => {
					const hasToDeclare = at.kind !== 'municipality' && declared;
					return {
						tenant_id: at === nordby ? nordby.id : solby.id,
						person_id: who.id,
						organisation_id: at.id,
						person_name: who.name,
						title,
						phone,
						function: memberFunction,
						can_bind: canBind,
						active_from: day(-390),
						declared_on: hasToDeclare ? day(-380) : null,
						declaration_version: hasToDeclare ? DECLARATION_VERSION : null
					};
				}
			)
		)
	);
	await write(
		tables.insertInto('demo_person').values(
			DEMO_PEOPLE.map(([{ id }, da, en], rank) => ({
				person_id: id,
				rank,
				introduction: JSON.stringify({ da, en })
			}))
		)
	);
}
