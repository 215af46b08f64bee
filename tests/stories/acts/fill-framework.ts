/** Step 4: the project leader answers every question of the framework, section by section, in its forms. */
import type { Locator, Page } from 'playwright-core';
import type { Field, Section } from '../../../src/features/documents/template.rules.ts';
import { frameworkTemplate } from '../../../src/features/framework/framework-template.rules.ts';
import { follow, press, reads, type Seated } from '../people.ts';

const WORDS = 'Det aftaler vi på torsdagsmødet';
const NOBODY = 'Det er vi for få til endnu';
/** A question that does not apply in Solby. */
const NOT_HERE = 'home-municipality-partners';

/** Fills the sections in, all or the first so many, and goes on from each to the next; `pool` is who can be tovholder. */
export async function fillFramework(
	leader: Seated,
	pool: Seated,
	howMany = frameworkTemplate.sections.length
): Promise<void> {
	const sections = frameworkTemplate.sections.slice(0, howMany);
	await follow(leader, 'Skriv på rammen');
	await leader.page.locator('ol.steps a').first().click();
	for (const [index, section] of sections.entries()) {
		await leader.page.waitForURL(`**/framework/edit/${section.key}*`);
		await fillSection(leader, section, pool);
		const isLast = index === sections.length - 1;
		await save(leader, isLast ? 'Gem' : 'Gem og gå videre');
	}
}

async function save(leader: Seated, button: string): Promise<void> {
	await press(leader, leader.page.getByRole('button', { name: button, exact: true }).last());
	await reads(leader, 'Gemt.');
}

async function fillSection(leader: Seated, section: Section, pool: Seated): Promise<void> {
	for (const field of section.fields) {
		if (field.key === NOT_HERE) await sayNotHere(leader, field);
		else if (field.required) await answer(leader, field, pool);
	}
}

async function answer(leader: Seated, field: Field, pool: Seated): Promise<void> {
	const { page } = leader;
	switch (field.kind) {
		case 'text':
			return page.fill(`[name="${field.key}.text"]`, WORDS);
		case 'choices':
			return page.locator(`[name="${field.key}.chosen"]`).first().check();
		case 'organisations':
			return checkAll(page, `${field.key}.organisation`);
		case 'people': {
			await page.getByLabel('Søg blandt alle medarbejdere').fill(pool.name);
			await press(leader, page.getByRole('button', { name: 'Søg', exact: true }));
			const list = page.locator(`select[name="${field.key}.person"]`);
			const entry = list.locator('option', { hasText: pool.name });
			await list.selectOption((await entry.getAttribute('value'))!);
			return;
		}
		case 'matrix':
			// It stands on a list of the same page, once that is saved.
			await save(leader, 'Gem');
			return checkAll(page, `${field.key}.access`);
		case 'rows':
			return addLine(leader, field, field.key);
		case 'groups': {
			const [first, ...others] = field.groups;
			await addLine(leader, field, `${field.key}/${first!.key}`);
			for (const { key } of others) {
				const why = page.locator(`[name="${field.key}.none.${key}"]`);
				await unfoldAround(why);
				await why.fill(NOBODY);
			}
		}
	}
}

async function checkAll(page: Page, name: string): Promise<void> {
	for (const box of await page.locator(`[name="${name}"]`).all()) await box.check();
}

/** Adds a line and writes in each of its cells. */
async function addLine(
	leader: Seated,
	field: Extract<Field, { kind: 'rows' | 'groups' }>,
	target: string
): Promise<void> {
	const { page } = leader;
	await press(leader, page.locator(`button[name=add][value="${target}"]`));
	for (const { key, required } of field.columns) {
		if (!required) continue;
		const cell = page.locator(`[name^="${field.key}.cell."][name$=".${key}"]`).last();
		await cell.fill(`${WORDS} (${key})`);
	}
}

async function sayNotHere({ page }: Seated, field: Field): Promise<void> {
	const box = page.locator(`[name="${field.key}.not-applicable"]`);
	await unfoldAround(box);
	await box.check();
	await page.fill(`[name="${field.key}.reason"]`, 'Ingen hos os kommer fra Grønland endnu');
}

/** Opens what a field is folded away in, where it is not open yet. */
async function unfoldAround(field: Locator): Promise<void> {
	if (await field.isVisible()) return;
	await field.page().locator('details', { has: field }).locator('summary').click();
}
