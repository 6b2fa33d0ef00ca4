import { shapeOf, type Value, type ValueKind } from './shapes.ts';
import { ANSWERS } from './wanted.ts';

type Fields = Record<string, unknown>;

/** What is wrong with an answer by the SDK's own types: fields missing, fields unknown, values of another kind. */
export function faultsOfAnswer(answer: unknown): string[] {
	const { object, deleted } = (answer ?? {}) as Fields;
	// OAuth's one answer is not an object of the API.
	if (deleted === true || (answer as Fields)['stripe_user_id'] !== undefined) return [];
	if (object === 'list' || object === 'search_result')
		return ((answer as Fields)['data'] as unknown[]).flatMap(faultsOfAnswer);
	const name = (ANSWERS as Record<string, string>)[String(object)];
	if (name === undefined) return [`an answer of kind ${String(object)} is not wanted`];
	return faultsOfObject(name, answer as Fields, String(object));
}

function faultsOfObject(name: string, given: Fields, path: string): string[] {
	if (given['deleted'] === true) return [];
	const shape = shapeOf(name);
	const faults: string[] = [];
	for (const [field, { optional, value }] of shape) {
		const found = given[field];
		if (found === undefined) {
			if (!optional) faults.push(`${path}.${field} is missing`);
		} else faults.push(...faultsOfValue(value, found, `${path}.${field}`));
	}
	for (const field of Object.keys(given))
		if (!shape.has(field) && given[field] !== undefined) faults.push(`${path}.${field} is unknown`);
	return faults;
}

function faultsOfValue(value: Value, found: unknown, path: string): string[] {
	if (found === null) return value.nullable || isAny(value) ? [] : [`${path} is null`];
	let best: string[] | undefined;
	for (const kind of value.kinds) {
		const faults = faultsOfKind(kind, found, path);
		if (faults.length === 0) return [];
		if (best === undefined || kind.is === 'object') best = faults;
	}
	return best ?? [];
}

const isAny = ({ kinds }: Value): boolean => kinds.some(({ is }) => is === 'any');

function faultsOfKind(kind: ValueKind, found: unknown, path: string): string[] {
	const wrong = [`${path} is ${JSON.stringify(found)?.slice(0, 60)}, not ${kind.is}`];
	if (kind.is === 'any') return [];
	if (kind.is === 'boolean' || kind.is === 'number') return typeof found === kind.is ? [] : wrong;
	if (kind.is === 'text') return typeof found === 'string' ? [] : wrong;
	if (kind.is === 'one-of') return kind.texts.includes(String(found)) ? [] : wrong;
	if (typeof found !== 'object' || found === null) return wrong;
	if (kind.is === 'object') return faultsOfObject(kind.name, found as Fields, path);
	if (kind.is === 'map')
		return Object.entries(found).flatMap(([key, item]) =>
			faultsOfValue(kind.of, item, `${path}.${key}`),
		);
	const items: unknown = kind.is === 'list' ? (found as Fields)['data'] : found;
	if (!Array.isArray(items)) return wrong;
	return items.flatMap((item, index) => faultsOfValue(kind.of, item, `${path}[${index}]`));
}
