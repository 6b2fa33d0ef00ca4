import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { openArchive, receivePart } from '@kith/domains/archives';
import { ARCHIVE_CHUNK_BYTES } from '@kith/domains/archives/schema';
import type { PlatformContext } from '@kith/domains/context';
import { AppError } from '@kith/kernel/errors';
import { answerFailure, answerJson, answerStream, answerText } from './answers.ts';
import { readBody } from './bodies.ts';

const ROOT = '/api/archives/';
const Offset = z.coerce.number().int().nonnegative();

type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	archiveId: string;
};

/** The archive that a path is about; null for other paths. */
export const archiveIn = (pathname: string): string | null =>
	pathname.startsWith(ROOT) ? pathname.slice(ROOT.length) : null;

/** Sends a finished archive of a community, or takes the next part of one that is brought in. */
export async function answerArchive(ctx: PlatformContext, exchange: Exchange): Promise<void> {
	const { request, response, archiveId } = exchange;
	response.setHeader('cache-control', 'private, no-store');
	if (!z.uuid().safeParse(archiveId).success) return answerText(response, 404, 'Not found');
	try {
		if (request.method === 'GET') return await send(ctx, exchange);
		if (request.method === 'PUT') return await take(ctx, exchange);
		answerText(response, 405, 'GET or PUT only');
	} catch (error) {
		// Whoever sends goes on from what has arrived.
		if (error instanceof AppError && error.code === 'archives.wrong_offset')
			response.setHeader('upload-offset', Number(error.details['received'] ?? 0));
		answerFailure(response, error);
	}
}

async function send(ctx: PlatformContext, { response, archiveId }: Exchange): Promise<void> {
	const { body, size, name } = await openArchive(ctx, { archiveId });
	response.writeHead(200, {
		'content-type': 'application/gzip',
		'content-length': size,
		'content-disposition': `attachment; filename="${name}"`,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
	});
	await answerStream(response, body);
}

async function take(
	ctx: PlatformContext,
	{ request, response, url, archiveId }: Exchange,
): Promise<void> {
	const offset = Offset.safeParse(url.searchParams.get('offset'));
	if (!offset.success) return answerText(response, 400, 'An offset is needed');
	const bytes = await readBody(request, ARCHIVE_CHUNK_BYTES);
	answerJson(response, 200, await receivePart(ctx, { archiveId, offset: offset.data, bytes }));
}
