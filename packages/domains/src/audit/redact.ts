import { canonical } from './chain.ts';

const LONGEST_TEXT = 300;
const MOST_ITEMS = 30;
const DEEPEST = 4;
const LARGEST = 4000;
const SECRET = /secret|token|password|credential|salt|hash|private_?key|api_?key/i;
const ADDRESS = /^([^\s@])[^\s@]*(@[^\s@]+)$/;

type Parts = Readonly<Record<string, unknown>>;

/** The parts of two states that differ; null when there is none. */
export function differing(
	before: Parts | undefined,
	after: Parts | undefined,
): { before: Parts | null; after: Parts | null } | null {
	if (!before || !after) return { before: before ?? null, after: after ?? null };
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
		(key) => canonical(before[key]) !== canonical(after[key]),
	);
	if (keys.length === 0) return null;
	const only = (state: Parts) => Object.fromEntries(keys.map((key) => [key, state[key] ?? null]));
	return { before: only(before), after: only(after) };
}

/** Plain data without secrets and mail addresses, and no larger than a page of text. */
export function bounded(parts: Parts | null): Parts | null {
	if (!parts) return null;
	const whole = shorten(parts, { text: LONGEST_TEXT, items: MOST_ITEMS }, 0) as Parts;
	if (canonical(whole).length <= LARGEST) return whole;
	const small = shorten(parts, { text: 60, items: 5 }, 0) as Parts;
	const text = canonical(small);
	return text.length <= LARGEST ? small : { text: cut(text, LARGEST) };
}

/** A text as it may be kept: an address shows its first letter and its domain. */
export function discreet(text: string, longest = LONGEST_TEXT): string {
	return cut(text.replace(ADDRESS, '$1…$2'), longest);
}

type Room = { text: number; items: number };

function shorten(value: unknown, room: Room, depth: number): unknown {
	if (typeof value === 'string') return discreet(value, room.text);
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== 'object' || value === null) return value ?? null;
	if (depth >= DEEPEST) return '…';
	if (Array.isArray(value)) {
		const kept = value.slice(0, room.items).map((one) => shorten(one, room, depth + 1));
		return kept.length < value.length ? [...kept, `… +${value.length - kept.length}`] : kept;
	}
	const kept = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.slice(0, room.items)
		.map(([key, part]) => [key, SECRET.test(key) ? '•••' : shorten(part, room, depth + 1)]);
	return Object.fromEntries(kept);
}

const cut = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
