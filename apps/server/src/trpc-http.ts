import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { communityApi, platformApi } from '@kith/domains';
import type { CommunityContext, PlatformContext } from '@kith/domains/context';
import { AppError } from '@kith/kernel/errors';
import type { Logger } from '@kith/kernel/logger';

const MAX_BODY_BYTES = 512 * 1024;
const MAX_BATCH = 10;

type Exchange = { request: IncomingMessage; response: ServerResponse; path: string };

const isUnexpected = (code: string) => code === 'INTERNAL_SERVER_ERROR';

/** Answers a call to a community's procedures. */
export async function answerCommunityCall(
	ctx: CommunityContext,
	{ request, response, path }: Exchange,
): Promise<void> {
	await nodeHTTPRequestHandler({
		...{ router: communityApi, createContext: () => ctx, req: request, res: response, path },
		...{ maxBodySize: MAX_BODY_BYTES, maxBatchSize: MAX_BATCH },
		responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
		onError: ({ error, path: name }) => report(ctx.services.logger, error, name),
	});
}

/** Answers a call to the platform's procedures. */
export async function answerPlatformCall(
	ctx: PlatformContext,
	{ request, response, path }: Exchange,
): Promise<void> {
	await nodeHTTPRequestHandler({
		...{ router: platformApi, createContext: () => ctx, req: request, res: response, path },
		...{ maxBodySize: MAX_BODY_BYTES, maxBatchSize: MAX_BATCH },
		responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
		onError: ({ error, path: name }) => report(ctx.services.logger, error, name),
	});
}

/** When to try again, for clients that read headers: the longest wait of a batch. */
function retryAfter(errors: readonly { cause?: Error | undefined }[]): Record<string, string> {
	const waits = errors.map(({ cause }) =>
		cause instanceof AppError ? Number(cause.details['retryAfterSeconds'] ?? 0) : 0,
	);
	const longest = Math.max(0, ...waits);
	return longest > 0 ? { 'retry-after': String(longest) } : {};
}

function report(logger: Logger, error: Error & { code: string }, path: string | undefined): void {
	const cause = error.cause instanceof Error ? error.cause : error;
	// Nobody is at fault, and somebody should know how often: the statement is among what the database said.
	if (cause instanceof AppError && cause.code === 'server.busy')
		logger.warn({ path, error: Object(cause.cause).message }, 'a procedure gave way to others');
	if (!isUnexpected(error.code)) return;
	logger.error({ path, error: cause.message, stack: cause.stack }, 'a procedure failed');
}
