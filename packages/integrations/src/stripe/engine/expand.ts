import { PREFIX, type PublicKind } from './kinds.ts';
import { refused } from './stripe-error.ts';
import type { Shop } from './shop.ts';

type Fields = Record<string, unknown>;

/** Fields that an answer shows only when it is asked to, by `kind.field`. */
export type Includes = Readonly<Record<string, (shop: Shop, object: never) => unknown>>;

const KINDS = (Object.entries(PREFIX) as [PublicKind, string][]).toSorted(
	([, a], [, b]) => b.length - a.length,
);

/** The answer with the asked objects in place of their ids. */
export function expand(shop: Shop, answer: unknown, paths: readonly string[], includes: Includes) {
	return paths.reduce((shown, path) => {
		const parts = path.split('.');
		if (parts.length > 5)
			throw refused('You cannot expand more than 4 levels of a property.', 'expand');
		return open(shop, shown, parts, includes, path);
	}, answer);
}

function open(
	shop: Shop,
	value: unknown,
	parts: readonly string[],
	includes: Includes,
	path: string,
): unknown {
	const [name, ...rest] = parts;
	if (name === undefined || value === null || value === undefined) return value;
	if (Array.isArray(value))
		return value.map((item) => open(shop, resolve(shop, item, ''), parts, includes, path));
	if (typeof value !== 'object') return value;
	const fields = value as Fields;
	const include = includes[`${String(fields['object'])}.${name}`];
	const found = include === undefined ? fields[name] : include(shop, value as never);
	if (found === undefined && fields['deleted'] !== true && fields['object'] !== undefined)
		if (!(name in fields) && include === undefined)
			throw refused(`This property cannot be expanded (${path}).`, 'expand');
	const whole = Array.isArray(found)
		? found.map((item) => resolve(shop, item, name))
		: resolve(shop, found, name);
	return { ...fields, [name]: rest.length === 0 ? whole : open(shop, whole, rest, includes, path) };
}

/** The object an id stands for. Ids of coupons and products may be anything, so their field tells what they are. */
function resolve(shop: Shop, value: unknown, name: string): unknown {
	if (typeof value !== 'string') return value;
	if (name === 'coupon' || name === 'product') return shop.get(name, value) ?? value;
	const [kind] = KINDS.find(([, prefix]) => value.startsWith(`${prefix}_`)) ?? [];
	if (kind === undefined) return value;
	return shop.get(kind, value) ?? shop.in(shop.world.platform).get(kind, value) ?? value;
}
