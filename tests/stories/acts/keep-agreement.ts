/** An agreement that is in force: what was promised in it, gone through together, given notice of, and how names come off again. */
import {
	fillIn,
	follow,
	goTo,
	inspect,
	inspectAtBoth,
	press,
	reads,
	type Seated
} from '../people.ts';

/** Somebody finds what their organisation has promised, and tells how one of it goes: kept only with something that shows it. */
export async function keepPromise(person: Seated, promise: string, shownBy: string): Promise<void> {
	await goTo(person, '/agreements');
	await follow(person, 'Det, vi har lovet');
	await reads(person, 'Over tiden');
	await inspectAtBoth(person, 'promises');
	await follow(person, promise);
	await inspectAtBoth(person, 'promise');
	await fillIn(person, { Holdt: true });
	await press(person, 'Gem');
	await reads(person, 'Skriv, hvad der viser, at løftet er holdt.');
	await inspect(person, 'promise-refused');
	await fillIn(person, { Note: shownBy });
	await press(person, 'Gem');
	await reads(person, 'De andre parter kan se det');
}

/** The parties have met: an outcome for each promise, what they agreed on, and a next day. */
export async function writeReview(
	person: Seated,
	address: string,
	{ outcome, about, next }: { outcome: string; about: string; next: string }
): Promise<void> {
	await goTo(person, address);
	await follow(person, 'Gennemgå aftalen sammen, eller se gennemgange');
	await inspectAtBoth(person, 'review');
	for (const box of await person.page.locator('[name=present]').all()) await box.check();
	await fillIn(person, { 'Vi fortsætter': true });
	await press(person, 'Gem gennemgangen');
	await reads(person, 'Skriv for hvert løfte, hvordan det står.');
	await inspect(person, 'review-lacking');
	for (const list of await person.page.getByLabel('Hvordan går det?').all())
		await list.selectOption({ label: outcome });
	for (const note of await person.page.getByRole('textbox', { name: /^Note/ }).all())
		await note.fill(about);
	await fillIn(person, { 'Hvornår gennemgår I aftalen næste gang?': next });
	await person.page.getByLabel('Hvem sørger for det?').selectOption({ index: 1 });
	await press(person, 'Gem gennemgangen');
	await reads(person, 'Gennemgangen er gemt');
	await follow(person, 'Gennemgå aftalen sammen, eller se gennemgange');
	await reads(person, about);
	await inspectAtBoth(person, 'reviewed');
}

/** Notice is given once its last day has been seen. */
export async function giveNotice(person: Seated, address: string, reason: string): Promise<void> {
	await goTo(person, address);
	await follow(person, 'Opsig aftalen, eller se opsigelser');
	await inspectAtBoth(person, 'end');
	await fillIn(person, { 'Hvorfor siges aftalen op?': reason });
	await press(person, 'Se, hvornår aftalen slutter');
	await reads(person, 'Læs, før du giver opsigelsen');
	await inspectAtBoth(person, 'end-weighed');
	await press(person, 'Giv opsigelsen');
	await reads(person, 'Opsigelsen er skrevet ind');
	await reads(person, 'Slutter før tid', 'Se, hvem der har sagt den op');
	await inspectAtBoth(person, 'in-force-with-notice');
	await goTo(person, '/agreements');
	await reads(person, 'Slutter før tid');
	await inspect(person, 'agreements-with-notice');
}

/** Somebody of another party would take it back: it counts until all have said so. */
export async function askToTakeBack(person: Seated, address: string, reason: string) {
	await goTo(person, address);
	await reads(person, 'Sidste dag, aftalen gælder');
	await follow(person, 'Opsig aftalen, eller se opsigelser');
	await reads(person, reason);
	await inspectAtBoth(person, 'end-asked');
	await press(person, 'Ja, træk opsigelsen tilbage');
	await reads(person, 'Opsigelsen gælder, indtil alle');
	await goTo(person, `${address}/end`);
	await reads(person, 'Der mangler et ja fra');
	await inspect(person, 'end-taking-back');
}

/** Looks at what ending it for a breach takes, and sends nothing without a word of what was done. */
export async function lookAtBreach(person: Seated): Promise<void> {
	await follow(person, 'Ophæv på grund af misligholdelse');
	await inspectAtBoth(person, 'breach');
	await press(person, 'Ophæv aftalen');
	await inspect(person, 'breach-lacking');
}

/** Ends it for all parties at once, since another has not kept it. */
export async function endForBreach(
	person: Seated,
	address: string,
	{ against, what, on }: { against: string; what: string; on: string }
): Promise<void> {
	await goTo(person, `${address}/breach`);
	await fillIn(person, {
		'Hvilken part har ikke holdt aftalen?': against,
		'Hvad er gjort eller ikke gjort?': what,
		'Hvornår skete det?': on,
		'Hvornår fik parten besked om, at aftalen ophæves?': on,
		'Fra hvilken dag gælder aftalen ikke mere?': on
	});
	await press(person, 'Ophæv aftalen');
	await reads(person, 'Aftalen er ophævet, og parterne har fået besked.');
}

/** A party asks for its name to be taken off something. */
export async function askForRemoval(
	person: Seated,
	address: string,
	{ material, keeper }: { material: string; keeper: string }
): Promise<void> {
	await goTo(person, address);
	await follow(person, 'Navn og logo, der skal væk');
	await inspectAtBoth(person, 'removals-none');
	await press(person, 'Bed om det');
	await inspect(person, 'removals-lacking');
	await fillIn(person, {
		'Hvad står jeres navn på?': material,
		'Hvem har materialet?': keeper,
		'Parten er på vej ud, eller aftalen er slut': true
	});
	await press(person, 'Bed om det');
	await reads(person, 'Bedt om.', material);
}

/** Whoever keeps the material says that the name is off. */
export async function takeNameOff(person: Seated, address: string): Promise<void> {
	await goTo(person, `${address}/removals`);
	await inspectAtBoth(person, 'removals');
	await press(person, person.page.getByRole('button', { name: /^Det er fjernet/ }));
	await reads(person, 'Noteret som fjernet.');
}

/** Somebody of a party asks whether a text may be put out. */
export async function askToPublish(person: Seated, address: string, title: string): Promise<void> {
	await goTo(person, address);
	await follow(person, 'Det, I fortæller andre');
	await inspectAtBoth(person, 'publications-none');
	await press(person, 'Bed om lov');
	await inspect(person, 'publications-lacking');
	await fillIn(person, { Overskrift: title, Teksten: 'Vi har fået fire nye frivillige.' });
	await person.page.getByLabel('Hvor skal den ud?').selectOption('Sociale medier');
	await press(person, 'Bed om lov');
	await reads(person, 'Der er spurgt.', title, 'Venter på svar');
}

/** One whom the agreement names says no to it, and why. */
export async function declineToPublish(
	person: Seated,
	address: string,
	reason: string
): Promise<void> {
	await goTo(person, `${address}/publications`);
	await inspectAtBoth(person, 'publications');
	await fillIn(person, { Nej: true });
	await press(person, person.page.getByRole('button', { name: /^Svar/ }));
	await inspect(person, 'publications-no-reason');
	await fillIn(person, { 'Hvorfor?': reason });
	await press(person, person.page.getByRole('button', { name: /^Svar/ }));
	await reads(person, 'Svaret er givet', reason);
}
