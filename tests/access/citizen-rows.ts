/** The citizen's own page, and the companion's view of it: not there for whoever wears an organisation's hat. */
import { randomUUID } from 'node:crypto';
import { aboutCitizens } from './row.ts';
import { TODAY, type MatrixWorld } from './arrange-world.ts';

const CITIZEN = ['citizen'] as const;
/** The address names the pathway, so that the citizen of another one asks for it too. */
const about = { search: ({ ids }: MatrixWorld) => `pathway=${ids.pathway}` };

const INVITE = '/pathways/[pathway=id]/citizen';
const MESSAGES = '/pathways/[pathway=id]/messages';
const COMPANIONS = '/pathways/[pathway=id]/companions';
const TOVHOLDER = ['tovholder'] as const;

const invitedCompanion = (pathway: string) => ({
	pathway,
	invitation: randomUUID(),
	name: 'Sara Søster',
	email: `${randomUUID()}@example.test`,
	categories: ['housing'],
	byMail: ''
});
const endOf = ({ ids, companionship }: MatrixWorld) => ({
	pathway: ids.pathway!,
	companion: companionship.companion,
	version: '1'
});
const withdrawn = ({ ids, companionship }: MatrixWorld) => ({
	pathway: ids.pathway!,
	invitation: companionship.invitation
});

export const citizenRows = [
	aboutCitizens.sees(INVITE, TOVHOLDER, { shows: ['name'] }),
	// The citizen has an account already.
	aboutCitizens.does(INVITE, 'invite', [], {
		refuses: TOVHOLDER,
		form: () => ({
			invitation: randomUUID(),
			email: `${randomUUID()}@example.test`,
			byMail: 'yes'
		})
	}),
	// The citizen signs in with a mail address, and needs no code.
	aboutCitizens.does(INVITE, 'code', [], { refuses: TOVHOLDER }),
	// An account that is not the one tied to the citizen.
	aboutCitizens.does(INVITE, 'untie', [], {
		refuses: TOVHOLDER,
		form: () => ({ account: randomUUID() })
	}),
	// Who may read the details, by consent, does not correct them.
	aboutCitizens.sees(`${INVITE}/details`, TOVHOLDER, { shows: ['name'] }),
	aboutCitizens.does(`${INVITE}/details`, 'default', TOVHOLDER, {
		form: () => ({
			version: '1',
			name: 'Ny Navn',
			phone: '12 34 56 78',
			preferredChannel: 'sms',
			contactLimits: 'Læg ikke besked',
			language: '',
			interpreter: 'no',
			isProtected: 'yes'
		})
	}),
	// L-10: on paper, for one without an account.
	aboutCitizens.sees(`${INVITE}/print`, TOVHOLDER, { shows: ['name', 'task', 'ownWords'] }),

	aboutCitizens.does(`${INVITE}/export`, 'GET', TOVHOLDER, {
		keeps: true,
		status: 200,
		shows: ['name', 'task', 'ownWords', 'health', 'need', 'formersNote', 'relation']
	}),

	// the citizen has an account, and so invites in person; to let go, either may.
	aboutCitizens.sees(`${INVITE}/birth-date`, TOVHOLDER),
	aboutCitizens.does(`${INVITE}/birth-date`, 'default', TOVHOLDER, {
		form: () => ({ version: '1', birthDate: '1991-03-02', ground: 'typed-wrong' })
	}),
	aboutCitizens.sees(COMPANIONS, TOVHOLDER, { shows: ['companion'] }),
	aboutCitizens.does(COMPANIONS, 'invite', [], {
		refuses: TOVHOLDER,
		form: ({ ids }) => ({
			...invitedCompanion(ids.pathway!),
			agreedOn: TODAY,
			agreedNote: 'Hun er med til møder'
		})
	}),
	aboutCitizens.does(COMPANIONS, 'end', TOVHOLDER, { form: endOf }),
	aboutCitizens.does(COMPANIONS, 'withdraw', TOVHOLDER, { form: withdrawn }),

	aboutCitizens.sees('/me', ['citizen', 'companion'], {
		...about,
		shows: ['task', 'meeting', 'ownWords']
	}),
	aboutCitizens.does('/me', 'tell', CITIZEN, {
		form: ({ ids }) => ({
			pathway: ids.pathway!,
			words: randomUUID(),
			question: 'wishes',
			body: 'Jeg vil have ro'
		})
	}),
	aboutCitizens.does('/me', 'tick', CITIZEN, {
		form: ({ ids, citizensTask }) => ({
			pathway: ids.pathway!,
			task: citizensTask,
			version: '1',
			to: 'done'
		})
	}),
	aboutCitizens.does('/me', 'answer', CITIZEN, {
		form: ({ ids, meetings }) => ({
			pathway: ids.pathway!,
			meeting: meetings.invited.id,
			answer: 'yes',
			toSequence: '0'
		})
	}),
	// whether the citizen comes to where a tovholder is found. This one is of another citizen's; its tovholder is none on this page.
	aboutCitizens.does('/me', 'comes', [], {
		form: ({ closing, called }) => ({
			pathway: closing.quiet,
			meeting: called,
			answer: 'yes',
			toSequence: '0'
		})
	}),
	// a message to the tovholder, and the answer.
	aboutCitizens.sees(MESSAGES, ['tovholder', 'covered', 'uncovered'], {
		shows: ['message'],
		shownTo: TOVHOLDER
	}),
	aboutCitizens.does(MESSAGES, 'send', ['covered', 'uncovered'], {
		form: () => ({ message: randomUUID(), body: 'Han kom ikke i dag' })
	}),
	aboutCitizens.does(MESSAGES, 'answer', TOVHOLDER, {
		form: ({ ids }) => ({ message: ids.message!, answer: 'Jeg ringer' })
	}),
	aboutCitizens.sees('/me/ask', CITIZEN, { ...about, shows: ['message'] }),
	aboutCitizens.does('/me/ask', 'default', CITIZEN, {
		form: ({ ids }) => ({ pathway: ids.pathway!, message: randomUUID(), body: 'Hvornår ses vi?' })
	}),
	aboutCitizens.sees('/me/details', CITIZEN, { ...about, shows: ['name'] }),
	aboutCitizens.does('/me/details', 'default', CITIZEN, {
		form: ({ ids }) => ({
			pathway: ids.pathway!,
			version: '1',
			phone: '12 34 56 78',
			preferredChannel: 'sms',
			contactLimits: '',
			language: 'somali',
			interpreter: 'yes'
		})
	}),
	aboutCitizens.sees('/me/reminders', CITIZEN, about),
	aboutCitizens.does('/me/reminders', 'default', CITIZEN, {
		form: ({ ids }) => ({ pathway: ids.pathway!, version: '0', meetings: 'none' })
	}),
	// A companion leaves. Of the citizen and the tovholder, each lets companions go on a page of their own.
	aboutCitizens.does('/me', 'leave', ['companion'], { ...about, form: endOf }),
	aboutCitizens.sees('/me/consents', CITIZEN, about),
	aboutCitizens.does('/me/consents', 'stop', CITIZEN, {
		form: ({ ids }) => ({ consent: ids.consent!, version: '1' })
	}),
	aboutCitizens.does('/me/consents', 'takeOut', CITIZEN, {
		form: ({ denials }) => ({
			consent: denials.consent,
			denial: randomUUID(),
			organisation: denials.left,
			reason: ''
		})
	}),
	aboutCitizens.does('/me/consents', 'letIn', CITIZEN, {
		form: ({ denials }) => ({ denial: denials.ofConsent, version: '1' })
	}),
	aboutCitizens.sees('/me/written', CITIZEN, { ...about, shows: ['housing', 'health', 'kept'] }),
	// Not what stands on another pathway, whose citizen is somebody else.
	aboutCitizens.does('/me/written', 'keep', CITIZEN, {
		form: ({ ids }) => ({
			entry: ids.entry!,
			denial: randomUUID(),
			organisation: 'all',
			reason: ''
		})
	}),
	aboutCitizens.does('/me/written', 'letIn', CITIZEN, {
		form: ({ denials }) => ({ denial: denials.ofEntry, version: '1' })
	}),
	aboutCitizens.sees('/me/companions', CITIZEN, { ...about, shows: ['companion'] }),
	aboutCitizens.does('/me/companions', 'invite', CITIZEN, {
		form: ({ ids }) => invitedCompanion(ids.pathway!)
	}),
	aboutCitizens.does('/me/companions', 'end', CITIZEN, { form: endOf }),
	aboutCitizens.does('/me/companions', 'withdraw', CITIZEN, { form: withdrawn }),
	aboutCitizens.sees('/me/log', CITIZEN, about),
	// L-11: who is responsible for which data about me
	aboutCitizens.sees('/me/responsible', CITIZEN, about),
	aboutCitizens.does('/me/export', 'GET', CITIZEN, {
		...about,
		keeps: true,
		status: 200,
		shows: ['name', 'task', 'ownWords', 'health', 'need', 'formersNote', 'relation']
	}),
	aboutCitizens.sees('/me/print', ['citizen', 'companion'], {
		...about,
		shows: ['task', 'ownWords']
	})
];
