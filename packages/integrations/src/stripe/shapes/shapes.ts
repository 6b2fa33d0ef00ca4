import { readFileSync } from 'node:fs';

/** A value of a shape: which kinds it may have, and whether it may be null. */
export type Value = { readonly kinds: readonly ValueKind[]; readonly nullable: boolean };
export type ValueKind =
	| { readonly is: 'any' }
	| { readonly is: 'boolean' }
	| { readonly is: 'number' }
	| { readonly is: 'text' }
	| { readonly is: 'one-of'; readonly texts: readonly string[] }
	| { readonly is: 'object'; readonly name: string }
	| { readonly is: 'array' | 'list' | 'map'; readonly of: Value };
export type Field = { readonly optional: boolean; readonly value: Value };
export type Shape = ReadonlyMap<string, Field>;

type Generated = {
	version: string;
	apiVersion: string;
	shapes: Record<string, Record<string, string>>;
};

// Read, not imported: the compiler would make a type of all of it.
const generated = JSON.parse(
	readFileSync(new URL('./generated/shapes.json', import.meta.url), 'utf8'),
) as Generated;

/** The version of the SDK that the shapes were made from, and of the API it speaks. */
export const SDK_VERSION = generated.version;
export const API_VERSION = generated.apiVersion;

const parsed = new Map<string, Shape>();

/** The fields of a type of the SDK, as scripts/stripe-shapes.ts wrote them down. */
export function shapeOf(name: string): Shape {
	let shape = parsed.get(name);
	if (shape === undefined) {
		const written = generated.shapes[name];
		if (written === undefined) throw new Error(`no shape was generated for Stripe.${name}`);
		const fields = Object.entries(written).map(([field, text]): [string, Field] => [
			field,
			{ optional: text.startsWith('?'), value: readValue(text.replace(/^\?/, '')) },
		]);
		parsed.set(name, (shape = new Map(fields)));
	}
	return shape;
}

const SIMPLE = { '*': 'any', b: 'boolean', n: 'number', s: 'text' } as const;
const NESTED = { '[': 'array', '<': 'list', '{': 'map' } as const;

function readValue(text: string): Value {
	const nullable = text.endsWith('~');
	const parts = splitAtTop(nullable ? text.slice(0, -1) : text);
	return { nullable, kinds: parts.map(readKind) };
}

function readKind(text: string): ValueKind {
	const start = text.slice(0, 1);
	if (start === '=') return { is: 'one-of', texts: text.slice(1).split(',') };
	if (start === '@') return { is: 'object', name: text.slice(1) };
	if (start in NESTED)
		return { is: NESTED[start as keyof typeof NESTED], of: readValue(text.slice(1, -1)) };
	return { is: SIMPLE[text as keyof typeof SIMPLE] };
}

function splitAtTop(text: string): string[] {
	const parts: string[] = [''];
	let depth = 0;
	for (const sign of text) {
		if ('[<{'.includes(sign)) depth += 1;
		if (']>}'.includes(sign)) depth -= 1;
		if (sign === '|' && depth === 0) parts.push('');
		else parts[parts.length - 1] += sign;
	}
	return parts;
}
