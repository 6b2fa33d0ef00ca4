/**
 * Reads and writes what pages of ours carry between server and browser, in the format of devalue
 * (github.com/sveltejs/devalue): JSON, and dates, sets, maps, big integers, objects without a prototype and the numbers
 * that JSON lacks. Typed arrays, addresses, patterns, Temporal and lists that are nearly empty are refused with a clear
 * error; with devalue itself, which knows them all, every page loads 2.5 kilobytes more.
 */

type Changes = Readonly<Record<string, (value: unknown) => unknown>>;

const UNDEFINED = -1;
const HOLE = -2;
const NUMBERS = [NaN, Infinity, -Infinity, -0] as const;
const FIRST_NUMBER = -3;

function isKey(key: unknown): key is string {
	if (typeof key === 'string' && key !== '__proto__') return true;
	throw new Error(`Not the name of a value: ${String(key)}`);
}

/** Reads a text that `stringify` wrote. Throws what is malformed, and what pages do not carry. */
export function parse(text: string, revivers?: Changes): unknown {
	return unflatten(JSON.parse(text), revivers);
}

/** Reads a text that `stringify` wrote and JSON has read already. Throws what is malformed, and what pages do not carry. */
export function unflatten(flat: unknown, revivers: Changes = {}): unknown {
	const values: readonly unknown[] = Array.isArray(flat) ? flat : [];
	const read = new Map<unknown, unknown>();

	/** Remembers a container before what it holds is read: it may hold itself. */
	function keep<T>(at: unknown, container: T): T {
		read.set(at, container);
		return container;
	}

	function fill(target: object, entries: Iterable<readonly [unknown, unknown]>): object {
		for (const [key, at] of entries) if (isKey(key)) Reflect.set(target, key, valueAt(at));
		return target;
	}

	function valueAt(at: unknown): unknown {
		if (at === UNDEFINED) return undefined;
		const special = typeof at === 'number' ? FIRST_NUMBER - at : -1;
		if (special in NUMBERS) return NUMBERS[special];
		if (typeof at !== 'number' || !(at in values)) throw new Error('Not a value of a page');
		return read.has(at) ? read.get(at) : keep(at, reading(at, values[at]));
	}

	function reading(at: number, value: unknown): unknown {
		if (typeof value !== 'object' || value === null) return value;
		if (!Array.isArray(value)) return fill(keep(at, {}), Object.entries(value));
		const [type, ...rest]: unknown[] = value;
		if (typeof type === 'string') return typed(at, type, rest);
		const list = keep<unknown[]>(at, []);
		list.length = value.length;
		value.forEach((one, index) => {
			if (one !== HOLE) list[index] = valueAt(one);
		});
		return list;
	}

	function typed(at: number, type: string, rest: readonly unknown[]): unknown {
		const revive = Object.hasOwn(revivers, type) ? revivers[type] : undefined;
		if (revive) return revive(valueAt(rest[0]));
		if (type === 'Date') return new Date(String(rest[0]));
		if (type === 'BigInt') return BigInt(String(rest[0]));
		if (type === 'Set') {
			const set = keep(at, new Set());
			for (const one of rest) set.add(valueAt(one));
			return set;
		}
		if (type === 'Map') {
			const map = keep(at, new Map());
			for (const [key, one] of pairsOf(rest)) map.set(valueAt(key), valueAt(one));
			return map;
		}
		if (type === 'null') return fill(keep(at, Object.create(null) as object), pairsOf(rest));
		throw new Error(`Pages do not carry a ${type}`);
	}

	return typeof flat === 'number' && flat < 0 ? valueAt(flat) : valueAt(0);
}

function pairsOf(flat: readonly unknown[]): (readonly [unknown, unknown])[] {
	return flat.flatMap((key, index) => (index % 2 === 0 ? [[key, flat[index + 1]] as const] : []));
}

/** Writes a value so that `parse` reads it again, what it holds twice once. Throws for what pages do not carry. */
export function stringify(value: unknown, reducers: Changes = {}): string {
	const written: string[] = [];
	const known = new Map<unknown, number>();

	function place(thing: unknown): number {
		if (thing === undefined) return UNDEFINED;
		const special = NUMBERS.findIndex((one) => Object.is(one, thing));
		if (special >= 0) return FIRST_NUMBER - special;
		const before = known.get(thing);
		if (before !== undefined) return before;
		const at = known.size;
		known.set(thing, at);
		written[at] = textOf(thing);
		return at;
	}

	function textOf(thing: unknown): string {
		for (const [key, reduce] of Object.entries(reducers)) {
			const reduced = reduce(thing);
			if (reduced) return `["${key}",${place(reduced)}]`;
		}
		if (typeof thing === 'bigint') return `["BigInt","${thing}"]`;
		if (typeof thing === 'object' && thing !== null) return container(thing);
		const text: string | undefined = JSON.stringify(thing);
		if (text === undefined) throw new Error(`Pages do not carry a ${typeof thing}`);
		return text;
	}

	function container(thing: object): string {
		if (Array.isArray(thing))
			return `[${Array.from(thing, (one: unknown, index) => (index in thing ? place(one) : HOLE)).join(',')}]`;
		if (thing instanceof Date)
			return `["Date","${Number.isNaN(thing.getTime()) ? '' : thing.toISOString()}"]`;
		if (thing instanceof Set) return `["Set"${[...thing].map((one) => `,${place(one)}`).join('')}]`;
		if (thing instanceof Map)
			return `["Map"${[...thing]
				.flat()
				.map((one) => `,${place(one)}`)
				.join('')}]`;
		const prototype: unknown = Object.getPrototypeOf(thing);
		const entries = Object.entries(thing).filter(([key]) => isKey(key));
		if (prototype === null)
			return `["null"${entries.map(([key, one]) => `,${JSON.stringify(key)},${place(one)}`).join('')}]`;
		if (prototype !== Object.prototype)
			throw new Error(`Pages do not carry a ${thing.constructor.name}`);
		return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${place(one)}`).join(',')}}`;
	}

	const at = place(value);
	return at < 0 ? String(at) : `[${written.join(',')}]`;
}
