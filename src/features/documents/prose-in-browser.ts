/**
 * The buttons beside a text with form (ProseEditor.svelte), on pages that bring no other script (`?worker&url`): they write the
 * marks where the caret is. Enter goes on with a list, Ctrl+B and Ctrl+I make bold and italics. Without it the marks are typed.
 *
 *     <div role="toolbar" data-writes-in="ID OF THE TEXTAREA" hidden><button type="button" data-mark="bold">…
 */
import { enter, press, type Mark, type Typing } from './prose-typing.rules.ts';

/** Keys that mean a mark together with Ctrl, or with ⌘ on a Mac. */
const KEYS: Record<string, Mark> = { b: 'bold', i: 'italic' };

for (const bar of document.querySelectorAll<HTMLElement>('[data-writes-in]')) {
	const area = document.getElementById(bar.dataset.writesIn!);
	if (area instanceof HTMLTextAreaElement) bringAlive(bar, area);
}

function bringAlive(bar: HTMLElement, area: HTMLTextAreaElement) {
	const buttons = [...bar.querySelectorAll<HTMLButtonElement>('[data-mark]')];
	const write = (mark: Mark) => put(area, press(mark, typingIn(area)));
	for (const [index, button] of buttons.entries())
		button.addEventListener('click', () => {
			rove(buttons, index);
			write(button.dataset.mark as Mark);
		});
	bar.addEventListener('keydown', (event) => walk(buttons, event));
	area.addEventListener('keydown', (event) => {
		const mark = event.ctrlKey || event.metaKey ? KEYS[event.key.toLowerCase()] : undefined;
		const next =
			event.key === 'Enter' && !event.shiftKey && !event.isComposing
				? enter(typingIn(area))
				: mark && press(mark, typingIn(area));
		if (!next || event.altKey) return;
		event.preventDefault();
		put(area, next);
	});
	bar.hidden = false;
	rove(buttons, 0);
}

const typingIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Typing => ({
	text: value,
	from: selectionStart,
	to: selectionEnd
});

/** Writes what differs, so that "undo" takes it back, and selects. */
function put(area: HTMLTextAreaElement, next: Typing) {
	const { value } = area;
	let start = 0;
	while (start < value.length && value[start] === next.text[start]) start += 1;
	let end = 0;
	const most = Math.min(value.length, next.text.length) - start;
	while (end < most && value.at(-1 - end) === next.text.at(-1 - end)) end += 1;
	const between = next.text.slice(start, next.text.length - end);
	area.focus();
	area.setSelectionRange(start, value.length - end);
	// The one way to write in a field that its own "undo" knows of; where it is gone one day, the field is only set.
	const isWritten =
		value === next.text ||
		(between === ''
			? document.execCommand('delete')
			: document.execCommand('insertText', false, between));
	if (!isWritten || area.value !== next.text) {
		area.value = next.text;
		area.dispatchEvent(new Event('input', { bubbles: true }));
	}
	area.setSelectionRange(next.from, next.to);
}

/** One stop for Tab, and arrows between the buttons, as in every toolbar. */
function walk(buttons: HTMLButtonElement[], event: KeyboardEvent) {
	const at = buttons.indexOf(event.target as HTMLButtonElement);
	const last = buttons.length - 1;
	const to = {
		ArrowRight: at === last ? 0 : at + 1,
		ArrowLeft: at === 0 ? last : at - 1,
		Home: 0,
		End: last
	}[event.key];
	if (at === -1 || to === undefined) return;
	event.preventDefault();
	rove(buttons, to);
	buttons[to]!.focus();
}

function rove(buttons: HTMLButtonElement[], to: number) {
	for (const [index, button] of buttons.entries()) button.tabIndex = index === to ? 0 : -1;
}
