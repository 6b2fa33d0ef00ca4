import { ALIVE } from './alive.ts';

/**
 * The script for every page's head: what is chosen, typed, selected or pressed before the page's own scripts have taken it
 * over is done again when they have. Without it a quick hand's choice is set back to what the server wrote, and its press
 * is lost.
 */
export const earlyInput = `(${String(keepEarlyInput)})('${ALIVE}')`;

/** Sent to browsers as its own text: nothing in it may come from outside of it. */
function keepEarlyInput(alive: string): void {
	type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

	// Says meanwhile that it does.
	const root = document.documentElement;
	root.dataset['early'] = '';

	const given = new Map<Field, string | boolean>();
	const pressed = new Set<HTMLElement>();

	const isTick = (field: Field): field is HTMLInputElement =>
		field.type === 'checkbox' || field.type === 'radio';
	const keep = ({ target }: Event) => {
		const field = target as Field;
		given.delete(field);
		given.set(field, isTick(field) ? field.checked : field.value);
	};
	// A browser opens popovers, sends forms and follows links by itself; what scripts have to ask about first is held.
	const ours = 'button[type=button]:not([popovertarget],[command]),button[data-held]';
	const press = (event: Event) => {
		const button = (event.target as Element).closest<HTMLElement>(ours);
		if (!button) return;
		event.preventDefault();
		pressed.add(button);
	};
	// A form that names no method is sent by scripts alone; a browser would empty it and load the page again.
	const send = (event: Event) => {
		const form = event.target as HTMLFormElement;
		if (form.hasAttribute('method')) return;
		event.preventDefault();
		pressed.add((event as SubmitEvent).submitter ?? form);
	};
	const watched = Object.entries({ input: keep, change: keep, click: press, submit: send });
	for (const [name, take] of watched) addEventListener(name, take, true);

	function restore(field: Field, value: string | boolean) {
		if (isTick(field)) field.checked = value === true;
		else if (field.type !== 'file') field.value = String(value);
		for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
	}

	function repeat(what: HTMLElement) {
		if (!what.isConnected) return;
		if (what instanceof HTMLFormElement) what.requestSubmit();
		else what.click();
	}

	const again = () => {
		delete root.dataset['early'];
		for (const [name, take] of watched) removeEventListener(name, take, true);
		for (const [field, value] of given) if (field.isConnected) restore(field, value);
		// One after the other: what one press brings, the next is meant for.
		for (const what of pressed) setTimeout(() => repeat(what));
		// Words that are selected already are told once more.
		document.dispatchEvent(new Event('selectionchange'));
	};
	addEventListener(alive, again, { once: true });
}
