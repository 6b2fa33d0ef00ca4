import { AppError, LimitReachedError } from '@kith/kernel/errors';
import type { CommunityIdentity } from '../communities/index.ts';
import { busyFrom } from '../busy.ts';
import type { CommunityContext, Services } from '../context.ts';
import { isStorable } from '../storable.ts';
import {
	allSchemas,
	resourceType,
	resourceTypes,
	schemaById,
	serviceProviderConfig,
} from './descriptions.ts';
import { answerGroups } from './answer-groups.ts';
import { answerUsers } from './answer-users.ts';
import { notAllowed, ok, type Asked, type DirectoryAnswer } from './asked.ts';
import { openDirectory } from './open-directory.ts';
import type { Resource } from './resources.ts';
import { errorBody, invalid, notThere, ScimError } from './scim-error.ts';
import { baseUrlOf } from './setting.ts';

/** A request of a directory: `path` is what comes after the base URL. */
export type DirectoryRequest = {
	method: string;
	path: string;
	query: URLSearchParams;
	authorization: string;
	ip: string;
	/** Reads the body, once whoever sends it is known. */
	body(): Promise<string>;
};
/** Answers a community's directory as RFC 7644 has it, refusals included. */
// authorize: the token is the proof; whoever brings none learns nothing.
export async function answerDirectory(
	services: Services,
	community: CommunityIdentity,
	request: DirectoryRequest,
): Promise<DirectoryAnswer> {
	try {
		const ctx = await openDirectory(services, community, request);
		return await answer(ctx, request);
	} catch (error) {
		return refusal(error);
	}
}

async function answer(ctx: CommunityContext, request: DirectoryRequest): Promise<DirectoryAnswer> {
	const [kind = '', id = null, ...more] = request.path.split('/').filter((part) => part !== '');
	if (more.length > 0) throw notThere('resource');
	const { method, query } = request;
	const json = async () => parsed(await request.body());
	const asked = { method, query, id, json, baseUrl: baseUrlOf(ctx) };
	if (kind === 'Users') return answerUsers(ctx, asked);
	if (kind === 'Groups') return answerGroups(ctx, asked);
	const found = description(kind, asked);
	if (!found) throw notThere('resource');
	if (method !== 'GET') throw notAllowed();
	return ok(found);
}

function description(kind: string, { id, baseUrl }: Asked): Resource | null {
	if (kind === 'ServiceProviderConfig' && id === null) return serviceProviderConfig(baseUrl);
	if (kind === 'ResourceTypes')
		return id === null ? resourceTypes(baseUrl) : resourceType(baseUrl, id);
	if (kind === 'Schemas') return id === null ? allSchemas(baseUrl) : schemaById(baseUrl, id);
	return null;
}

function parsed(text: string): unknown {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw invalid('The body is no JSON.', 'invalidSyntax');
	}
	if (!isStorable(value)) throw invalid('The body holds signs that cannot be kept.');
	return value;
}

/** A failure of ours stays one: the server's log has it, and the answer says nothing. */
function refusal(error: unknown): DirectoryAnswer {
	if (error instanceof ScimError) {
		const headers: Record<string, string> =
			error.status === 401 ? { 'www-authenticate': 'Bearer realm="scim"' } : {};
		return { status: error.status, body: errorBody(error), headers };
	}
	if (error instanceof LimitReachedError && error.code === 'limits.too_many') {
		const seconds = String(error.details['retryAfterSeconds'] ?? 60);
		const said = new ScimError(429, null, `Too many requests. Try again in ${seconds} seconds.`);
		return { status: 429, body: errorBody(said), headers: { 'retry-after': seconds } };
	}
	const busy = busyFrom(error);
	if (busy) {
		const seconds = String(busy.details['retryAfterSeconds']);
		const said = new ScimError(503, null, `Too much is going on. Try again in ${seconds} seconds.`);
		return { status: 503, body: errorBody(said), headers: { 'retry-after': seconds } };
	}
	if (error instanceof LimitReachedError && error.code === 'uploads.too_large')
		return refusal(new ScimError(413, null, 'The body is too large.'));
	if (error instanceof AppError && error.kind === 'forbidden')
		return refusal(new ScimError(403, null, 'The community does not allow this.'));
	throw error;
}
