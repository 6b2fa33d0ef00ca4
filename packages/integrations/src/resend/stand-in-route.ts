import * as z from 'zod';
import { WireError } from './wire-error.ts';

/** One request that passed the door. */
export type Call = {
	request: Request;
	url: URL;
	/** What the path holds where its pattern has a place for it. */
	id: string;
	/** The domain that the key may send from; any when it is null. */
	domainId: string | null;
};

export type Route = {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Of the path below the API's; `:id` stands for one part. */
	path: string;
	/** Keys that may only send reach nothing else. */
	isSending?: boolean;
	run(call: Call): Promise<Response | object>;
};

/** The body of a request in a shape, or a WireError that names the field which is not so. */
export async function bodyIn<Shape extends z.ZodType>(
	{ request }: Call,
	shape: Shape,
): Promise<z.output<Shape>> {
	const { data, error } = shape.safeParse(parseJson(await request.text()));
	if (error) {
		const [issue] = error.issues;
		const field = issue?.path.join('.') ?? '';
		throw new WireError('validation_error', `Invalid \`${field}\` field. ${issue?.message ?? ''}`);
	}
	return data as z.output<Shape>;
}

/** The value of a JSON text; an empty one is an empty object. Throws a WireError. */
export function parseJson(text: string): unknown {
	try {
		return text === '' ? {} : JSON.parse(text);
	} catch {
		throw new WireError('validation_error', 'The request body is not valid JSON.');
	}
}

const Page = z.object({
	limit: z.coerce.number().int().min(1).max(100).default(20),
	after: z.string().optional(),
	before: z.string().optional(),
});

/** A page of `items`, which stand newest first, as Resend's lists are cut. */
export function pageOf<T extends { id: string }>(
	{ url }: Call,
	items: readonly T[],
): { items: T[]; hasMore: boolean } {
	const { data: page } = Page.safeParse(Object.fromEntries(url.searchParams));
	if (!page || (page.after !== undefined && page.before !== undefined))
		throw new WireError('validation_error', 'The pagination parameters are not valid.');
	const place = (id: string) => items.findIndex((item) => item.id === id);
	if (page.before !== undefined) {
		const end = Math.max(0, place(page.before));
		const start = Math.max(0, end - page.limit);
		return { items: items.slice(start, end), hasMore: start > 0 };
	}
	const start = page.after === undefined ? 0 : place(page.after) + 1;
	const end = start + page.limit;
	return { items: items.slice(start, end), hasMore: end < items.length };
}

/** The one with this id, or a WireError `not_found`. */
export function found<T extends { id: string }>(items: readonly T[], id: string, what: string): T {
	const item = items.find((one) => one.id === id);
	if (!item) throw new WireError('not_found', `${what} not found`);
	return item;
}
