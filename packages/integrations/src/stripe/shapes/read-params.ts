import { StripeError } from '../engine/stripe-error.ts';
import { shapeOf, type Shape, type Value, type ValueKind } from './shapes.ts';

type Given = Record<string, unknown>;

/**
 * What a request gave, in the types of the SDK: refused where a parameter is unknown, missing or of another kind.
 * An empty text unsets, so it is read as null.
 */
export function readParams(name: string, given: Given): Given {
	return readFields(shapeOf(name), given, '');
}

function readFields(shape: Shape, given: Given, path: string): Given {
	const read: Given = {};
	for (const [field, raw] of Object.entries(given)) {
		const where = path === '' ? field : `${path}[${field}]`;
		const known = shape.get(field);
		if (known === undefined)
			throw new StripeError(`Received unknown parameter: ${where}`, {
				code: 'parameter_unknown',
				param: where,
			});
		read[field] = readValue(known.value, raw, where);
	}
	for (const [field, { optional }] of shape)
		if (!optional && read[field] === undefined) {
			const where = path === '' ? field : `${path}[${field}]`;
			throw new StripeError(`Missing required param: ${where}.`, {
				code: 'parameter_missing',
				param: where,
			});
		}
	return read;
}

function readValue(value: Value, raw: unknown, path: string): unknown {
	if (raw === null || raw === '') return readEmpty(value, path);
	let refusal: unknown;
	for (const kind of value.kinds) {
		// The empty text that unsets was read above.
		if (kind.is === 'one-of' && kind.texts.join('') === '') continue;
		try {
			return readKind(kind, raw, path);
		} catch (error) {
			refusal = error;
		}
	}
	throw refusal;
}

function readEmpty({ kinds, nullable }: Value, path: string): unknown {
	const unsets = nullable || kinds.some((kind) => kind.is === 'one-of' && kind.texts.includes(''));
	if (unsets || kinds.some(({ is }) => is === 'any')) return null;
	throw new StripeError(
		`You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
		{ code: 'parameter_invalid_empty', param: path },
	);
}

function readKind(kind: ValueKind, raw: unknown, path: string): unknown {
	if (kind.is === 'any') return raw;
	if (kind.is === 'number') return readNumber(raw, path);
	if (kind.is === 'boolean') {
		if (raw === true || raw === 'true') return true;
		if (raw === false || raw === 'false') return false;
		throw new StripeError(`Invalid boolean: ${String(raw)}`, { param: path });
	}
	if (kind.is === 'text' || kind.is === 'one-of') return readText(kind, raw, path);
	if (typeof raw !== 'object' || raw === null)
		throw new StripeError(`Invalid ${kind.is === 'array' ? 'array' : 'object'}`, { param: path });
	if (kind.is === 'object') return readFields(shapeOf(kind.name), raw as Given, path);
	if (kind.is === 'map')
		return Object.fromEntries(
			Object.entries(raw).map(([key, item]) => [key, readValue(kind.of, item, `${path}[${key}]`)]),
		);
	return Object.values(raw).map((item, index) => readValue(kind.of, item, `${path}[${index}]`));
}

function readNumber(raw: unknown, path: string): number {
	if (typeof raw === 'number') return raw;
	if (typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw)) return Number(raw);
	throw new StripeError(`Invalid integer: ${String(raw)}`, {
		code: 'parameter_invalid_integer',
		param: path,
	});
}

function readText(
	kind: Extract<ValueKind, { is: 'one-of' }> | { is: string },
	raw: unknown,
	path: string,
): string {
	if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean')
		throw new StripeError(`Invalid string: ${JSON.stringify(raw)}`, { param: path });
	const text = String(raw);
	if ('texts' in kind && !kind.texts.includes(text))
		throw new StripeError(`Invalid ${path}: must be one of ${kind.texts.join(', ')}`, {
			param: path,
		});
	return text;
}
