import * as z from 'zod';
import type { Resource } from './resources.ts';
import { invalid, notThere, ScimError } from './scim-error.ts';
import type { Operation } from './user-wish.ts';

export type DirectoryAnswer = {
	status: number;
	body: Resource | null;
	headers: Record<string, string>;
};

/** A request whose sender is known, taken apart. */
export type Asked = {
	method: string;
	id: string | null;
	query: URLSearchParams;
	baseUrl: string;
	/** The body as JSON; throws `invalidSyntax`. */
	json: () => Promise<unknown>;
};

/** An answer with a resource; a new one says where it is. */
export const ok = (body: Resource, status = 200): DirectoryAnswer => ({
	...{ status, body },
	headers: status === 201 ? { location: String(Object(body['meta'])['location']) } : {},
});
/** It is done, and there is nothing to show. */
export const done: DirectoryAnswer = { status: 204, body: null, headers: {} };
/** A method that is not for this address. */
export const notAllowed = () => new ScimError(405, null, 'This is not done here.');

const PatchBody = z.object({
	Operations: z
		.array(
			z.object({
				op: z
					.string()
					.toLowerCase()
					.pipe(z.enum(['add', 'remove', 'replace'])),
				path: z.string().max(1000).nullish(),
				value: z.unknown().optional(),
			}),
		)
		.min(1)
		.max(1000),
});

/** The changes that a PATCH asks for. Throws `invalidSyntax`. */
export function readOperations(body: unknown): Operation[] {
	const read = PatchBody.safeParse(body);
	if (!read.success)
		throw invalid('The body has no Operations that add, replace or remove.', 'invalidSyntax');
	return read.data.Operations.map(({ op, path, value }) => ({ op, path: path || null, value }));
}

/** The id in an address; throws a 404 for what cannot be one. */
export function idIn(id: string, what: string): string {
	if (!z.uuid().safeParse(id).success) throw notThere(what);
	return id;
}
