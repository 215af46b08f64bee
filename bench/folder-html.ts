/** The folder as a web page, for a browser to print: the same words, headings, contents and codes. */
import type { Pool } from 'pg';
import { drawCode, folderOf } from '../src/features/directory/folder.ts';
import type { PublicOffer } from '../src/features/directory/server/public.queries.ts';

const spelled = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The page of a municipality's open directory. */
export async function printedAsHtml(owner: Pool, tenant: string, origin: string): Promise<string> {
	const { rows } = await owner.query<PublicOffer>(
		`select o.id, o.name, o.provider, o.target_group as "targetGroup", o.content, o.admission, o.next_step as "nextStep", o.contact, o.phone, o.email, o.website,
			o.address, o.postal_code as "postalCode", o.town, o.area, o.opening_hours as "openingHours", o.price, o.languages, o.themes, o.confirmed_on::text as "confirmedOn"
		from samspil.offer o where o.tenant_id = $1 order by o.name, o.id`,
		[tenant]
	);
	const folder = folderOf(rows, {
		municipality: 'Solby',
		home: `${origin}/offers/${tenant}`,
		language: 'da',
		today: new Date().toISOString().slice(0, 10)
	});
	const contents = folder.sections.map(
		({ heading, offers }, at) =>
			`<li><a href="#s${at}">${spelled(heading)}</a><ol>${offers.map(({ name, code }) => `<li><a href="#o${code}">${spelled(name)}</a></li>`).join('')}</ol></li>`
	);
	const sections = folder.sections.map(
		({ heading, offers }, at) =>
			`<h2 id="s${at}">${spelled(heading)}</h2>${offers
				.map(
					(offer) =>
						`<section><div><h3 id="o${offer.code}">${spelled(offer.name)}</h3><p>${spelled(offer.provider)}</p><p>${spelled(offer.content)}</p><dl>${offer.facts
							.map(({ term, text }) => `<dt>${spelled(term)}</dt><dd>${spelled(text)}</dd>`)
							.join(
								''
							)}</dl></div><a href="${offer.href}">${drawCode(offer.href).replace('<svg', `<svg role="img" aria-label="${spelled(offer.alt)}" width="76"`)}</a></section>`
				)
				.join('')}`
	);
	return `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>${spelled(folder.title)}</title><style>
		body { font: 9.5pt/1.4 sans-serif } h2 { break-before: page } section { display: flex; gap: 6mm; margin-block: 1.6em } section div { flex: 1 }
		dl { display: grid; grid-template-columns: auto 1fr; gap: 0 2mm } dt { font-weight: bold } dd { margin: 0 }
	</style></head><body><h1>${spelled(folder.title)}</h1><p>${spelled(folder.lead)}</p><ol>${contents.join('')}</ol>${sections.join('')}</body></html>`;
}
