import { flushSync, hydrate, mount, unmount, type Component } from 'svelte';
import { fetchPart, partOf } from './parts.svelte.ts';

type Props = Record<string, unknown>;
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

type Sleeper = {
	host: HTMLElement;
	part: string;
	context: Map<unknown, unknown>;
	/** Fields that were typed in or ticked while it slept; they keep what they say. */
	touched: readonly unknown[];
	/** What the part is drawn with, now and whenever it changes. */
	given: () => Props;
	/** Whether it is drawn anew: what the server drew is not there, or no longer true. */
	isFresh: () => boolean;
};

/**
 * Fetches a part that slept and takes over what the server drew of it, with what was typed there meanwhile. Returns what
 * takes it away again. Throws where the part cannot be fetched.
 */
export async function wakeUp(sleeper: Sleeper): Promise<() => void> {
	const { host, part, context, touched } = sleeper;
	await fetchPart(part);
	const Part = partOf<Component<Props>>(part);
	if (!Part || !host.isConnected) return () => {};
	const said = [...host.querySelectorAll<Field>('input, select, textarea')]
		.filter((field) => touched.includes(field))
		.map((field) => [field, valueOf(field)] as const);
	const isFresh = sleeper.isFresh() && said.length === 0;
	if (isFresh) host.replaceChildren();
	const props = following(sleeper.given);
	const shown = (isFresh ? mount : hydrate)(Part, { target: host, props, context });
	flushSync();
	for (const [field, value] of said) if (host.contains(field)) restore(field, value);
	return () => void unmount(shown);
}

/** Properties that are read anew each time, as those of a component drawn by another one are. */
function following(given: () => Props): Props {
	const keys = Object.keys(given());
	const getters = keys.map((key) => [key, { enumerable: true, get: () => given()[key] }] as const);
	return Object.defineProperties({}, Object.fromEntries(getters)) as Props;
}

const isTick = (field: Field): field is HTMLInputElement =>
	field.type === 'checkbox' || field.type === 'radio';

const valueOf = (field: Field) => (isTick(field) ? field.checked : field.value);

function restore(field: Field, value: string | boolean): void {
	if (isTick(field)) field.checked = value === true;
	else field.value = String(value);
	for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
}
