import { expect, test } from 'vitest';
import * as z from 'zod';
import { partsOf } from '@kith/testing/text-places';
import { communityApi, platformApi } from './index.ts';

const procedures = [communityApi, platformApi].flatMap((api) =>
	Object.entries(api._def.procedures as unknown as Record<string, { _def: object }>),
);
const parts = procedures.flatMap(([path, { _def }]) => {
	const inputs: unknown = Reflect.get(_def, 'inputs');
	return Array.isArray(inputs) ? inputs.flatMap((input) => partsOf(input, path)) : [];
});

/** Longer than any body that the server takes. */
const LONG = 600_000;
/** What a text without an end might be made of. Blanks around a text are cut before it is measured. */
const PIECES = ['x', 'X', '0', 'x ', '-', '.', '/', 'é', 'a@', '1.1', 'a-', 'https://a.b/', 'x\n'];
const LONG_TEXTS = PIECES.map((piece) => piece.repeat(Math.ceil(LONG / piece.length)));

/** What is fetched for a file is read faster in longer pages. */
const LONGER_PAGES: Readonly<Record<string, number>> = { 'audit.export.limit': 500 };

test('no text is taken, however long: each has an end', { timeout: 60_000 }, () => {
	const texts = parts.filter(({ schema }) => schema._zod.def.type === 'string');
	expect(texts.length).toBeGreaterThan(1000);
	const different = new Map(texts.map((text) => [text.schema, text]));
	const open = [...different.values()].filter(({ schema }) =>
		LONG_TEXTS.some((text) => z.safeParse(schema, text).success),
	);
	expect([...new Set(open.map(({ at }) => at))]).toEqual([]);
});

test('a page of a list holds a hundred at most, but for what is fetched for a file', () => {
	const limits = parts.filter(
		({ at, schema }) => at.endsWith('.limit') && schema instanceof z.ZodNumber,
	);
	expect(limits.length).toBeGreaterThan(30);
	for (const { at, schema } of limits) {
		expect(z.safeParse(schema, (LONGER_PAGES[at] ?? 100) + 1).success, at).toBe(false);
		expect(z.safeParse(schema, 1).success, at).toBe(true);
	}
});
