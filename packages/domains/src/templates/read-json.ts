import { readFile } from 'node:fs/promises';
import type * as z from 'zod';

/** Reads a JSON file as `schema` says; throws one Error that names the file and every fault's path in it. */
export async function readJson<Schema extends z.ZodType>(
	file: string,
	schema: Schema,
): Promise<z.output<Schema>> {
	const parsed = schema.safeParse(parse(file, await readFile(file, 'utf8')));
	if (parsed.success) return parsed.data;
	throw faulty(
		file,
		parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`),
	);
}

/** The one Error for all that is wrong with `file`. */
export function faulty(file: string, faults: readonly string[]): Error {
	return new Error(`${file}: ${faults.join('; ')}`);
}

function parse(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new Error(`${file}: is not JSON`, { cause });
	}
}
