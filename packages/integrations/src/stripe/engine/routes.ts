import type { ParamsName } from '../shapes/wanted.ts';
import { refused } from './stripe-error.ts';
import type { Shop } from './shop.ts';

/** One request to the API, read and checked. */
export type Call<Params = Record<string, unknown>> = {
	readonly shop: Shop;
	readonly params: Params;
	/** The parts of the path that vary, by name. */
	readonly path: Readonly<Record<string, string>>;
	/** The path as it was asked. */
	readonly url: string;
};

export type Handler = (call: Call) => unknown;
type Method = 'DELETE' | 'GET' | 'POST';

export type Route = {
	readonly method: Method;
	readonly path: string;
	readonly params: ParamsName | null;
	readonly handler: Handler;
};

/** A route whose parameters have the type of the SDK named by `params`; without one it takes only `expand`. */
export function route<Params>(
	method: Method,
	path: string,
	params: ParamsName | null,
	handler: (call: Call<Params>) => unknown,
): Route {
	return { method, path, params, handler: handler as Handler };
}

export type Found = { route: Route; path: Record<string, string> };

/** Finds the route of a request; fixed words come before words that vary. */
export class Router {
	readonly #routes: { route: Route; parts: string[] }[];

	constructor(routes: readonly Route[]) {
		this.#routes = routes
			.map((given) => ({ route: given, parts: given.path.split('/') }))
			.toSorted((a, b) => varying(a.parts) - varying(b.parts));
	}

	find(method: string, pathname: string): Found {
		const parts = pathname.split('/');
		for (const { route: candidate, parts: wanted } of this.#routes) {
			if (candidate.method !== method || wanted.length !== parts.length) continue;
			const path = match(wanted, parts);
			if (path !== null) return { route: candidate, path };
		}
		throw new UnknownUrl(method, pathname);
	}
}

const varying = (parts: string[]): number => parts.filter((part) => part.startsWith(':')).length;

function match(wanted: string[], parts: string[]): Record<string, string> | null {
	const path: Record<string, string> = {};
	for (const [index, want] of wanted.entries()) {
		const part = parts[index] ?? '';
		if (want.startsWith(':')) path[want.slice(1)] = decodeURIComponent(part);
		else if (want !== part) return null;
	}
	return path;
}

/** The named part of a call's path. */
export function part({ path }: Pick<Call, 'path'>, name = 'id'): string {
	const found = path[name];
	if (!found) throw refused(`Missing ${name} in the path.`);
	return found;
}

/** 404: the stand-in has no such route; real Stripe may. */
export class UnknownUrl extends Error {
	constructor(method: string, pathname: string) {
		super(`Unrecognized request URL (${method}: ${pathname}).`);
	}
}
