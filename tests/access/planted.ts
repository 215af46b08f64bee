/** The words by which the matrix knows what an answer has shown. */
import type { Kind } from './kinds.ts';

/**
 * Words that stand on the pathways and in an agreement, and who may read them. They occur nowhere else: an answer
 * that holds one has shown that part of it.
 */
export const PLANTED = {
	name: {
		text: 'Rosenkilde',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	housing: {
		text: 'stuelejlighed',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	task: {
		text: 'boligformular',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	measure: {
		text: 'mælkebøtte',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	plan: {
		text: 'solsikkefrø',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	meeting: {
		text: 'lejekontrakt',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	/** What a meeting is about that nobody has been invited to yet. */
	draft: { text: 'rækkehus', readers: ['tovholder'] },
	health: { text: 'Holmgaard', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** What no partner may read, whatever it has consent to. */
	kept: { text: 'akeleje', readers: ['citizen', 'companion', 'tovholder', 'rescuer'] },
	need: { text: 'udskrivning', readers: ['citizen', 'tovholder', 'rescuer'] },
	ownWords: { text: 'vindueskarm', readers: ['citizen', 'tovholder', 'rescuer'] },
	formersNote: { text: 'overdragelsesnotat', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** Who is asked to be a companion. */
	companion: { text: 'Kaprifolie', readers: ['citizen', 'tovholder'] },
	/** Why the pathway was opened in an emergency. */
	emergency: { text: 'Nordkajen', readers: ['citizen', 'tovholder', 'rescuer', 'officer'] },
	/** Why the pathway is held back from being erased. */
	hold: { text: 'Efterskrift', readers: ['citizen', 'tovholder', 'officer'] },
	/** A doubt about somebody who is not named. */
	doubt: { text: 'Snerleløvet', readers: ['leader', 'weakLeader', 'covered'] },
	/** What the citizen wrote to the tovholder. */
	message: { text: 'Silkehale', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** Somebody around the citizen. */
	relation: { text: 'Tulipania', readers: ['citizen', 'tovholder'] },
	/** What the covered partner tells of a change in what was agreed. */
	change: { text: 'Perlehøne', readers: ['citizen', 'tovholder', 'covered', 'rescuer'] },
	/** Why a partner's work, or the threads, are to go over. */
	transfer: {
		text: 'Pirolsangen',
		readers: ['citizen', 'tovholder', 'covered', 'uncovered', 'rescuer']
	},
	/** What somebody outside is asked to take over. */
	offered: {
		text: 'Agerhønen',
		readers: ['citizen', 'tovholder', 'bystander', 'covered', 'rescuer']
	},
	/** What an organisation is asked to have room for. */
	room: { text: 'drivhuset', readers: ['citizen', 'tovholder', 'declined', 'rescuer'] },
	/** Somebody who helps and has no account, under what the covered partner reads by. */
	outside: { text: 'Pipaluk', readers: ['citizen', 'tovholder', 'covered', 'rescuer'] },
	/** And somebody who is kept between the citizen and the tovholder. */
	outsideKept: { text: 'Uummannaq', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** Why a partner was brought in, and what it answered. */
	partnerReason: { text: 'Natteravnens', readers: ['citizen', 'tovholder', 'rescuer'] },
	partnerAnswer: { text: 'Skovmåren', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** Why somebody holds the threads, and the citizen's part in it. */
	holderReason: { text: 'Brombærhegnet', readers: ['citizen', 'tovholder', 'rescuer'] },
	holderNote: { text: 'Hindbærranken', readers: ['citizen', 'tovholder', 'rescuer'] },
	/** What contacted partners are asked: of no name. It is about the citizen, who finds it among all that is kept. */
	question: { text: 'en samtale om ugen', readers: ['contacted', 'tovholder', 'citizen'] },
	/** What the covered partner is told of how it goes, under what the companion reads. */
	status: {
		text: 'Strandskaden',
		readers: ['citizen', 'companion', 'tovholder', 'covered', 'rescuer']
	},
	/** Where the possible tovholdere of a third pathway meet. */
	called: { text: 'Muldvarpen', readers: ['tovholder', 'leader', 'bystander'] },
	otherName: { text: 'Birkelund', readers: ['otherCitizen', 'tovholder'] },
	otherHousing: { text: 'kolonihave', readers: ['otherCitizen', 'tovholder'] },
	otherMeeting: { text: 'sommerhus', readers: ['otherCitizen', 'tovholder'] },
	/** What the agreement of the municipality and the covered partner is called. */
	agreement: {
		text: 'Kaffevognen',
		readers: [
			'leader',
			'weakLeader',
			'steering',
			'tovholder',
			'former',
			'weak',
			'rescuer',
			'officer',
			'covered',
			'colleague'
		]
	}
} as const satisfies Record<string, { text: string; readers: readonly Kind[] }>;

export type Planted = keyof typeof PLANTED;
