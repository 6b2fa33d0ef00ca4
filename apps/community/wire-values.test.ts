import * as devalue from 'devalue';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify, unflatten } from './wire-values.ts';

function withHole([, ...rest]: readonly unknown[]): unknown[] {
	const list: unknown[] = [];
	rest.forEach((one, index) => {
		list[index + 1] = one;
	});
	return list;
}

const key = fc.string().filter((text) => text !== '__proto__');
/** All that a page may carry. */
const carried = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.string({ unit: 'binary' }),
		fc.double(),
		fc.integer(),
		fc.bigInt(),
		fc.boolean(),
		fc.constantFrom(null, undefined, NaN, Infinity, -Infinity, -0, ''),
		fc.date(),
		fc.array(tie('value')),
		fc.dictionary(key, tie('value'), { noNullPrototype: false }),
		fc.array(tie('value')).map((list) => new Set(list)),
		fc.array(fc.tuple(tie('value'), tie('value'))).map((list) => new Map(list)),
		fc.array(tie('value'), { minLength: 2 }).map((list) => withHole(list)),
	),
})).value;

test('whatever a page carries is read from the larger library, and read by it', () => {
	fc.assert(
		fc.property(carried, (value) => {
			expect(parse(devalue.stringify(value))).toStrictEqual(value);
			expect(devalue.parse(stringify(value))).toStrictEqual(value);
			expect(parse(stringify(value))).toStrictEqual(value);
		}),
		{ numRuns: 300 },
	);
});

test('what is held twice is one thing, and what holds itself ends', () => {
	const twice = { at: new Date(0) };
	const ring: Record<string, unknown> = { one: twice, two: twice, map: new Map([['a', twice]]) };
	ring['self'] = [ring];
	const read = parse(stringify(ring)) as typeof ring;
	expect(read['one']).toBe(read['two']);
	expect(read['self']).toEqual([read]);
	expect(devalue.parse(stringify(ring))).toEqual(ring);
	expect(parse(devalue.stringify(ring))).toEqual(ring);
});

test('types of somebody else are revived and reduced, such as what is still to come', () => {
	const encoders = { Later: (value: unknown) => value instanceof URL && value.href };
	const text = stringify({ link: new URL('https://kith.example/') }, encoders);
	expect(text).toBe(devalue.stringify({ link: new URL('https://kith.example/') }, encoders));
	expect(parse(text, { Later: (href) => `at ${String(href)}` })).toEqual({
		link: 'at https://kith.example/',
	});
});

// The last but one is how devalue writes a list that is nearly empty; no page of ours carries one.
test.each([
	[[]],
	[[[5]]],
	[[{ a: 'b' }]],
	['text'],
	[null],
	[7],
	[-2],
	[[[1.5]]],
	[[[-7, 9, 4, 1], 2]],
	[[{ a: -9 }]],
])('what is malformed is refused: %j', (flat) => {
	expect(() => unflatten(flat)).toThrow('Not a value of a page');
});

test('what pages do not carry is refused by its name', () => {
	expect(() => parse(devalue.stringify(new Uint8Array(4)))).toThrow(
		'Pages do not carry a Uint8Array',
	);
	expect(() => parse(devalue.stringify(/a/))).toThrow('Pages do not carry a RegExp');
	expect(() => stringify(new Uint8Array(4))).toThrow('Pages do not carry a Uint8Array');
	expect(() => stringify(() => 1)).toThrow('Pages do not carry a function');
	expect(() => parse('[{"__proto__":1},2]')).toThrow('Not the name of a value');
	expect(() => parse('[["null",1,0]]')).toThrow('Not the name of a value');
	expect(() => stringify(JSON.parse('{"__proto__":1}'))).toThrow('Not the name of a value');
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
