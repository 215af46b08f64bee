/** What is passed, how, and how it stands, in the reader's language. */
import { m } from '#messages';
import type { Role, TransferState, Verb } from './transfer.rules.ts';

const VERB = {
	assign: m.transfer_verb_assign,
	refer: m.transfer_verb_refer,
	'hand-over': m.transfer_verb_hand_over,
	'take-over': m.transfer_verb_take_over
} satisfies Record<Verb, () => string>;

const ROLE = {
	tovholder: m.transfer_role_tovholder,
	partner: m.transfer_role_partner
} satisfies Record<Role, () => string>;

const STATE = {
	proposed: m.transfer_state_proposed,
	asked: m.transfer_state_asked,
	accepted: m.transfer_state_accepted,
	declined: m.transfer_state_declined,
	withdrawn: m.transfer_state_withdrawn,
	overtaken: m.transfer_state_overtaken
} satisfies Record<TransferState, () => string>;

/** "Overdragelse: tovholder". */
export const sayTransfer = ({ verb, role }: { verb: Verb; role: Role }): string =>
	`${VERB[verb]()}: ${ROLE[role]()}`;

export const sayTransferState = (state: TransferState): string => STATE[state]();
