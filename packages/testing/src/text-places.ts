import * as z from 'zod';

/** Something that an input takes, and where; `[]` stands for the items of a list, `{}` for the values of a record. */
export type Part = { at: string; schema: z.core.$ZodType };

/** Every part of an input, however deep; a schema that holds itself is entered once. */
export function partsOf(schema: unknown, at = 'input', seen: readonly unknown[] = []): Part[] {
	if (!(schema instanceof z.ZodType) || seen.includes(schema)) return [];
	const below = (part: unknown, where = at) => partsOf(part, where, [...seen, schema]);
	return [{ at, schema }, ...insideOf(schema, at, below)];
}

function insideOf(
	schema: z.ZodType,
	at: string,
	below: (part: unknown, where?: string) => Part[],
): Part[] {
	if (schema instanceof z.ZodObject)
		return Object.entries(schema.shape).flatMap(([key, part]) => below(part, `${at}.${key}`));
	if (schema instanceof z.ZodArray) return below(schema.element, `${at}[]`);
	if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => below(one));
	if (schema instanceof z.ZodTuple) return schema.def.items.flatMap((one) => below(one, `${at}[]`));
	if (schema instanceof z.ZodRecord)
		return [...below(schema.keyType, `${at}{key}`), ...below(schema.valueType, `${at}{}`)];
	// What comes out of the first part of a pipe is what the second is given.
	if (schema instanceof z.ZodPipe)
		return below(schema.in instanceof z.ZodUnknown ? schema.out : schema.in);
	if (schema instanceof z.ZodLazy) return below(schema.unwrap());
	if (schema instanceof z.ZodIntersection)
		return [...below(schema.def.left), ...below(schema.def.right)];
	if (
		schema instanceof z.ZodNullable ||
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodDefault ||
		schema instanceof z.ZodPrefault ||
		schema instanceof z.ZodCatch ||
		schema instanceof z.ZodReadonly
	)
		return below(schema.unwrap());
	return [];
}
