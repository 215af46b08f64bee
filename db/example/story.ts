/** The words in which a pathway of the invented data is told. Days are counted from today: -7 is a week ago. */
import type { Category } from '#features/pathways/category.rules.ts';
import type { Criterion } from '#features/pathways/need.rules.ts';
import type { Seat } from './people.ts';

/** How a pathway begins. */
export type Beginning = {
	name: string;
	birthDate: string;
	/** The account of the citizen, where there is one. */
	account?: string;
	phone?: string;
	channel?: string;
	language?: string;
	interpreter?: boolean;
	/** Who noticed the need, how many days ago, and what they saw. */
	noticedBy: Seat;
	noticed: number;
	description: string;
	criteria: Criterion[];
};

/** Who was decided on as tovholder, and why. */
export type Decided = { by: Seat; offset: number; reason: string; note: string };

/** Something written on it. */
export type EntryText = {
	kind: 'note' | 'measure' | 'contact' | 'plan';
	title: string;
	body: string;
	area?: 'general' | 'specialised';
	/** Of a measure: what it is to lead to, who does it and who is asked about it. */
	goal?: string;
	doneBy?: Seat['at'];
	contact?: string;
	channel?: 'phone' | 'text-message' | 'mail' | 'visit' | 'other';
	from?: number;
	to?: number;
};

/** An organisation around the citizen. */
export type PartnerState = {
	state: 'planned' | 'contacted' | 'agreed' | 'declined' | 'ended';
	offset: number;
	reason: string;
	question?: string;
	note?: string;
	people?: Seat[];
	ended?: number;
};

/** What the citizen said yes to. Days are counted from today. */
export type ConsentTerms = {
	/** Of a child: those with custody who said yes, and what the child said. */
	forChild?: { guardians: string[]; names: string; heard: string };
	purpose: string;
	categories: Category[];
	organisations: Seat['at'][];
	offset: number;
	until: number;
	withdrawn?: number;
};
