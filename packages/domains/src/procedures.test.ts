import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { communityApi, platformApi } from './index.ts';

const procedures = [
	...Object.entries(communityApi._def.procedures).map(([path, one]) => ['community', path, one]),
	...Object.entries(platformApi._def.procedures).map(([path, one]) => ['platform', path, one]),
] as [string, string, { _def: object }][];

const inputsOf = (procedure: { _def: object }): unknown[] => {
	const inputs: unknown = Reflect.get(procedure._def, 'inputs');
	return Array.isArray(inputs) ? inputs : [];
};

/** The parts of a schema that would let an unknown key pass, as paths; rich texts have a test of their own. */
function loose(schema: unknown, path: string): string[] {
	if (schema instanceof z.ZodObject) {
		const isStrict = schema.def.catchall instanceof z.ZodNever;
		const below = Object.entries(schema.shape).flatMap(([key, part]) =>
			loose(part, `${path}.${key}`),
		);
		return isStrict ? below : [path, ...below];
	}
	if (schema instanceof z.ZodArray) return loose(schema.element, `${path}[]`);
	if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => loose(one, path));
	if (
		schema instanceof z.ZodNullable ||
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodDefault
	)
		return loose(schema.unwrap(), path);
	return [];
}

describe.for(procedures)('%s %s', ([, , procedure]) => {
	test('says what it takes, and refuses an unknown key', () => {
		const inputs = inputsOf(procedure);
		expect(inputs.length).toBeLessThanOrEqual(1);
		for (const input of inputs) {
			expect(loose(input, 'input')).toEqual([]);
			for (const kind of input instanceof z.ZodDiscriminatedUnion ? input.options : [input]) {
				expect(kind).toBeInstanceOf(z.ZodObject);
				const { error } = (kind as z.ZodObject).safeParse({ unknownKey: 1 });
				expect(error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
			}
		}
	});
	test('says what it answers, and lets no other key out', () => {
		const output: unknown = Reflect.get(procedure._def, 'output');
		expect(output).toBeInstanceOf(z.ZodType);
		expect(output).not.toBeInstanceOf(z.ZodAny);
		expect(output).not.toBeInstanceOf(z.ZodUnknown);
		expect(loose(output, 'output')).toEqual([]);
	});
});
