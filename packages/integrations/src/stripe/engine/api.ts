import { faultsOfAnswer } from '../shapes/check-answer.ts';
import { readParams } from '../shapes/read-params.ts';
import { expand, type Includes } from './expand.ts';
import { readForm } from './form.ts';
import { hashOf, Keys } from './keys.ts';
import { UnknownUrl, type Found, type Router } from './routes.ts';
import { Shop } from './shop.ts';
import { lockedOut, StripeError } from './stripe-error.ts';
import type { World } from './world.ts';

export type ApiParts = {
	world: World;
	router: Router;
	includes: Includes;
	apiKey: string;
	/** Between doing and answering. */
	beforeAnswer: () => Promise<void>;
};

/** One line of the request log. */
export type Logged = {
	id: string;
	method: string;
	path: string;
	account: string;
	key: string | null;
	status: number;
};

type Asked = Logged & { body: Record<string, unknown>; hash: string };
type Answer = { status: number; body: string; replayed?: boolean };

const LOG_LENGTH = 1_000;

/** Stripe's HTTP API over one world. */
export class Api {
	readonly #parts: ApiParts;
	readonly #keys: Keys;
	readonly log: Logged[] = [];

	constructor(parts: ApiParts) {
		this.#parts = parts;
		this.#keys = new Keys(parts.world);
	}

	async answer(request: Request): Promise<Response> {
		const id = this.#parts.world.ids.next('req');
		const text = await request.text();
		const asked = ask(request, text, id, this.#parts.world.platform);
		const { status, body, replayed } = this.#decide(request, asked);
		this.log.push({ ...asked, status });
		if (this.log.length > LOG_LENGTH) this.log.shift();
		await this.#parts.beforeAnswer();
		const headers = {
			'content-type': 'application/json',
			'request-id': id,
			'stripe-version': request.headers.get('stripe-version') ?? '',
			...(asked.key !== null && { 'idempotency-key': asked.key }),
			...(replayed && { 'idempotent-replayed': 'true' }),
			...(status === 409 && { 'stripe-should-retry': 'true' }),
		};
		return new Response(body, { status, headers });
	}

	#decide(request: Request, asked: Asked): Answer {
		try {
			this.#authorize(request, asked);
			const found = this.#parts.router.find(asked.method, asked.path);
			return asked.key === null || asked.method !== 'POST'
				? this.#execute(found, asked).answer
				: this.#once(found, asked, asked.key);
		} catch (error) {
			return refuse(error);
		}
	}

	#once(found: Found, asked: Asked, key: string): Answer {
		const earlier = this.#keys.begin(asked.account, key, asked.hash);
		if (earlier !== null) return { status: earlier.status, body: earlier.body, replayed: true };
		let kept: Parameters<Keys['end']>[2] = null;
		try {
			const { answer, began } = this.#execute(found, asked);
			if (began) kept = { ...answer, hash: asked.hash };
			return answer;
		} finally {
			this.#keys.end(asked.account, key, kept);
		}
	}

	/** `began` tells whether the parameters were good enough to start with. */
	#execute({ route, path }: Found, asked: Asked): { answer: Answer; began: boolean } {
		let began = false;
		try {
			const params = this.#read(route.params, asked.body);
			const { world, includes } = this.#parts;
			const origin = { id: asked.id, idempotency_key: asked.key };
			const shop = new Shop(world, asked.account, { origin });
			began = true;
			const call = { shop, params, path, url: asked.path };
			const answer = world.store.atomically(() => route.handler(call), keeps);
			const shown = expand(shop, answer, asExpand(asked.body['expand']), includes);
			return { answer: this.#show(shown), began };
		} catch (error) {
			return { answer: refuse(error), began };
		}
	}

	#show(shown: unknown): Answer {
		const faults = faultsOfAnswer(shown);
		if (faults.length > 0) throw new Error(`not an answer of this API: ${faults.join('; ')}`);
		return { status: 200, body: JSON.stringify(shown) };
	}

	#read(name: string | null, body: Record<string, unknown>): Record<string, unknown> {
		const { expand: _, ...given } = body;
		if (name !== null) return readParams(name, given);
		const [unknown] = Object.keys(given);
		if (unknown === undefined) return {};
		throw new StripeError(`Received unknown parameter: ${unknown}`, {
			code: 'parameter_unknown',
			param: unknown,
		});
	}

	#authorize(request: Request, asked: Asked): void {
		const { apiKey, world } = this.#parts;
		const header = request.headers.get('authorization') ?? '';
		const given = /^Bearer (.+)$/.exec(header)?.[1];
		if (given !== apiKey)
			throw new StripeError(
				given === undefined ? 'You did not provide an API key.' : 'Invalid API Key provided.',
				{ status: 401 },
			);
		if (asked.account === world.platform) return;
		const { store, platform } = world;
		const account = store.get(platform, 'account', asked.account);
		if (account && !store.get(platform, 'own.revoked', account.id)) return;
		throw lockedOut(asked.account);
	}
}

function ask(request: Request, text: string, id: string, platform: string): Asked {
	const { pathname, search } = new URL(request.url);
	const { headers, method } = request;
	const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
	const body = method === 'POST' && isJson ? parseJson(text) : readForm(text || search);
	const account = headers.get('stripe-account') ?? platform;
	const hash = hashOf(method, pathname, text);
	const key = headers.get('idempotency-key');
	return { id, method, path: pathname, account, key, status: 0, body, hash };
}

function parseJson(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

const keeps = (error: unknown): boolean =>
	error instanceof StripeError && error.facts.keeps === true;

const asExpand = (given: unknown): string[] =>
	typeof given === 'object' && given !== null ? Object.values(given).map(String) : [];

function refuse(error: unknown): Answer {
	if (error instanceof StripeError)
		return { status: error.status, body: JSON.stringify(error.toBody()) };
	const message = error instanceof Error ? error.message : String(error);
	const unknown = error instanceof UnknownUrl;
	const type = unknown ? 'invalid_request_error' : 'api_error';
	return { status: unknown ? 404 : 500, body: JSON.stringify({ error: { type, message } }) };
}
