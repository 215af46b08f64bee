/**
 * Who is looking at the page, as the frame of every page says it: the name, and the hat that is worn.
 *
 * A person may belong to several organisations and wears one hat at a time; what one may do follows
 * the hat. It is made once a request (src/server) and travels to the browser with the page, so it
 * holds nothing about anybody else.
 */

/** The person who is signed in, and on whose behalf they act now. */
export type Visitor = {
	person: string;
	name: string;
	/** The hat worn now: for an organisation, as administrator, as oneself (a citizen); null before one is chosen. */
	hat: 'organisation' | 'administrator' | 'self' | null;
	/** The host municipality or lead organisation whose data the hat works in. */
	tenant: string | null;
	tenantName: string | null;
	organisation: string | null;
	organisationName: string | null;
	organisationKind: string | null;
	function:
		| 'project-leader'
		| 'manager'
		| 'employee'
		| 'volunteer'
		| 'data-protection-officer'
		| null;
	/** A second factor was given in this session. */
	strong: boolean;
	/** The confidentiality declaration is given for this hat. */
	declared: boolean;
	/** How many hats there are to choose from. */
	hats: number;
	/** Messages that have not been read. */
	unread: number;
	/** whom one turns to with worry about a child, on every screen of a volunteer; absent for everybody else. */
	concern?: ConcernContact[];
};

/** Somebody to turn to; `isWritten` where an agreement names them, else they lead a collaboration of ours. */
export type ConcernContact = {
	person: string | null;
	organisation: string | null;
	name: string;
	title: string;
	organisationName: string;
	reach: string;
	mail: string;
	isWritten: boolean;
};

/** whether whoever wears this hat sees the contact for concerns on each of their screens. */
export const isVolunteer = (
	visitor: Pick<Visitor, 'hat' | 'function' | 'organisationKind'> | null
): boolean =>
	visitor?.hat === 'organisation' &&
	(visitor.function === 'volunteer' || visitor.organisationKind === 'voluntary');

/** As much of the visitor as the frame says: no address of anything, so that pages that are not there are alike. */
export type Framed = Pick<Visitor, 'name' | 'hat' | 'hats' | 'tenant' | 'organisationName'>;

/** What the frame says of the visitor. */
export const framed = ({ name, hat, hats, tenant, organisationName }: Visitor): Framed => ({
	name,
	hat,
	hats,
	tenant,
	organisationName
});
