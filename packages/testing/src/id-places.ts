import * as z from 'zod';

/** Where in an input something lies; `[]` stands for the items of a list. */
export type Place = readonly string[];

export const nameOf = (place: Place) => place.findLast((part) => part !== '[]') ?? '';

/** Where an input holds ids. A community's is no UUID: it is known by its name. */
function idPlaces(schema: unknown, place: Place = []): Place[] {
	if (schema instanceof z.ZodUUID) return [place];
	if (schema instanceof z.ZodString) return nameOf(place) === 'communityId' ? [place] : [];
	if (schema instanceof z.ZodObject)
		return Object.entries(schema.shape).flatMap(([key, part]) => idPlaces(part, [...place, key]));
	if (schema instanceof z.ZodArray) return idPlaces(schema.element, [...place, '[]']);
	if (
		schema instanceof z.ZodNullable ||
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodDefault
	)
		return idPlaces(schema.unwrap(), place);
	return [];
}

/** Every procedure of a router with every id that it takes of something that is there already. */
export function idCases(api: { _def: { procedures: object } }): (readonly [string, Place])[] {
	const procedures = Object.entries(api._def.procedures) as unknown as [string, { _def: object }][];
	return procedures.flatMap(([path, procedure]) => {
		const inputs: unknown = Reflect.get(procedure._def, 'inputs');
		const places = Array.isArray(inputs) ? inputs.flatMap((input) => idPlaces(input)) : [];
		// `id` is made by the client for what it is about to write.
		return places.filter((place) => nameOf(place) !== 'id').map((place) => [path, place] as const);
	});
}

/** `value` with `id` at a place. */
export function withId(value: unknown, [part, ...rest]: Place, id: string): unknown {
	if (part === undefined) return id;
	if (part === '[]') return [withId(Array.isArray(value) ? value[0] : undefined, rest, id)];
	const before: object = typeof value === 'object' && value !== null ? value : {};
	return { ...before, [part]: withId(Reflect.get(before, part), rest, id) };
}

/** What a call gives, or all that its refusal tells; the id it was made with reads the same everywhere. */
export async function answerOf(attempt: Promise<unknown>, id: string): Promise<unknown> {
	try {
		return { given: await attempt };
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		const [{ message, cause }, status] = [error, Reflect.get(error, 'code')];
		const details: unknown = cause && Reflect.get(cause, 'details');
		return { refused: message, status, details: JSON.stringify(details)?.replaceAll(id, 'the id') };
	}
}
