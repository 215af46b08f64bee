/** What the forms about offers send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	idField,
	line,
	madeId,
	optionalDay,
	requiredLine,
	requiredText,
	text,
	tick,
	version
} from '#server/form-fields.ts';
import { isPhone, isPostalCode, readAdmission } from './offer.rules.ts';

const places = () =>
	z
		.string()
		.trim()
		.refine((typed) => /^\d{0,5}$/.test(typed), { error: () => m.offer_places_no_number() })
		.transform((typed) => (typed === '' ? null : Number(typed)));

/** Lines or commas between several short words. */
const words = () =>
	line(300).transform((typed) => [
		...new Set(
			typed
				.split(/[,;]/)
				.map((word) => word.trim())
				.filter((word) => word !== '')
				.slice(0, 20)
		)
	]);

const website = () =>
	line(500).refine((typed) => typed === '' || /^https?:\/\/[^\s]+$/.test(typed), {
		error: () => m.offer_website_wrong()
	});

const email = () =>
	line(254)
		.transform((typed) => typed.toLowerCase())
		.refine((typed) => typed === '' || z.email().safeParse(typed).success, {
			error: () => m.form_mail_missing()
		});

/** The fields of an offer, by the names of its inputs. */
export const offerFields = {
	name: requiredLine(200, m.offer_name_missing),
	provider: line(200),
	targetGroup: requiredText(2000, m.offer_target_missing),
	content: requiredText(5000, m.offer_content_missing),
	admission: text(2000).transform(readAdmission),
	nextStep: text(1000),
	contact: requiredLine(500, m.offer_contact_missing),
	phone: line(50).refine((typed) => typed === '' || isPhone(typed), {
		error: () => m.offer_phone_wrong()
	}),
	email: email(),
	website: website(),
	address: line(200),
	postalCode: line(10).refine((typed) => typed === '' || isPostalCode(typed), {
		error: () => m.offer_postal_code_wrong()
	}),
	town: line(100),
	area: line(200),
	openingHours: text(1000),
	price: line(500),
	languages: words(),
	themes: z.array(z.string()),
	isPreventive: tick(),
	placesTotal: places(),
	placesFree: places(),
	validUntil: optionalDay(),
	keeperEmail: email()
};

/** A new offer; `organisation` is whose it is. */
export const AddOfferForm = z.object({ offer: madeId(), organisation: idField(), ...offerFields });

/** An offer that is written anew, based on `version`. */
export const ChangeOfferForm = z.object({ version: version(), ...offerFields });

/** "Still right", of the version that was read. */
export const ConfirmOfferForm = z.object({ offer: idField(), version: version() });

/** An offer to take out of the directory, or to put back in. */
export const WithdrawOfferForm = z.object({ version: version(), isWithdrawn: tick() });

const count = (least: number, most: number) =>
	z
		.string()
		.trim()
		.refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
			error: () => m.directory_number_wrong({ least, most })
		})
		.transform(Number);

/** How the municipality keeps its directory. */
export const DirectoryForm = z.object({
	version: version(),
	isPublic: tick(),
	rhythmMonths: count(1, 24),
	hiddenAfterDays: count(7, 730),
	whomToAsk: line(500),
	/** The rhythm that was said yes to though it hides offers; empty where nobody was asked. */
	agreed: line(20)
});

/** Words that mean the same, a comma between them; none takes the group out. */
export const SynonymForm = z.object({
	id: z.string(),
	replaces: line(100),
	version: version(),
	words: line(2000)
});

/**
 * From the link in a mail: those that are still right, each with the version that was read ('id version'), or all of those that were `seen`
 * so; and what is wrong with each of those it is `about`, in their order.
 */
export const ConfirmByLinkForm = z.object({
	isAllRight: tick(),
	seen: z.array(z.string()),
	right: z.array(z.string()),
	about: z.array(z.string()),
	wrong: z.array(text(1000))
});

/** What is said of a file with offers; the file itself comes beside it. */
export const ImportForm = z.object({
	import: z.string(),
	source: requiredLine(100, m.import_source_missing),
	organisation: idField()
});

/** Which field each column holds, in the order of the columns; '' for none. */
export const ColumnsForm = z.object({ version: version(), column: z.array(z.string()) });

/** Taking in what a preview showed. */
export const TakeImportForm = z.object({ mark: z.string() });
