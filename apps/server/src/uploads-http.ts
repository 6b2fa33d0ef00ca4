import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { CommunityContext } from '@kith/domains/context';
import { beginUpload, cancelUpload, receiveChunk, uploadState } from '@kith/domains/media';
import { BeginUpload, CHUNK_BYTES, type UploadState } from '@kith/domains/media/schema';
import { AppError } from '@kith/kernel/errors';
import { answerFailure, answerText } from './answers.ts';
import { readBody } from './bodies.ts';

/** What of the tus protocol is spoken here: the core, creation, termination and expiration. */
const EXTENSIONS = 'creation,termination,expiration';
const VERSION = '1.0.0';
const ROOT = '/api/uploads';
const Length = z.coerce.number().int().nonnegative();

type Call = { request: IncomingMessage; response: ServerResponse; fileId: string };

/** Whether a path is one of a resumable upload. */
export const isUploadPath = (pathname: string): boolean =>
	pathname === ROOT || pathname.startsWith(`${ROOT}/`);

/** Takes a file in chunks by tus 1.0, so that it goes on where a connection broke off. */
export async function answerUpload(
	ctx: CommunityContext,
	{ request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
	response.setHeader('tus-resumable', VERSION);
	response.setHeader('cache-control', 'no-store');
	const fileId = url.pathname.slice(ROOT.length + 1);
	const verb = fileId === '' ? AT_ROOT[request.method ?? ''] : AT_FILE[request.method ?? ''];
	if (!verb) return answerText(response, 405, 'No such method here');
	if (fileId !== '' && !z.uuid().safeParse(fileId).success)
		return answerText(response, 404, 'Not found');
	if (request.method !== 'OPTIONS' && request.headers['tus-resumable'] !== VERSION) {
		response.setHeader('tus-version', VERSION);
		return answerText(response, 412, 'tus 1.0.0 is spoken here');
	}
	try {
		await verb(ctx, { request, response, fileId });
	} catch (error) {
		answerRefusal(response, error);
	}
}

type Verb = (ctx: CommunityContext, call: Call) => Promise<void>;

const AT_ROOT: Readonly<Record<string, Verb>> = {
	OPTIONS: async (_, { response }) => {
		response.writeHead(204, { 'tus-version': VERSION, 'tus-extension': EXTENSIONS });
		response.end();
	},
	POST: async (ctx, { request, response }) => {
		const bytes = Length.safeParse(request.headers['upload-length']).data;
		const wanted = BeginUpload.safeParse({ bytes, name: fileNameIn(request) });
		if (!wanted.success) return answerText(response, 400, 'Upload-Length and a name are needed');
		const upload = await beginUpload(ctx, wanted.data);
		response.writeHead(201, { location: `${ROOT}/${upload.fileId}`, ...headersOf(upload) });
		response.end();
	},
};

const AT_FILE: Readonly<Record<string, Verb>> = {
	HEAD: async (ctx, { response, fileId }) => {
		const upload = await uploadState(ctx, { fileId });
		response.writeHead(200, { ...headersOf(upload), 'upload-length': upload.bytes });
		response.end();
	},
	PATCH: async (ctx, { request, response, fileId }) => {
		const offset = Length.safeParse(request.headers['upload-offset']).data;
		if (request.headers['content-type'] !== 'application/offset+octet-stream')
			return answerText(response, 415, 'application/offset+octet-stream only');
		if (offset === undefined) return answerText(response, 400, 'Upload-Offset is needed');
		const bytes = await readBody(request, CHUNK_BYTES * 2);
		const upload = await receiveChunk(ctx, { fileId, offset, bytes });
		response.writeHead(204, headersOf(upload));
		response.end();
	},
	DELETE: async (ctx, { response, fileId }) => {
		await cancelUpload(ctx, { fileId });
		response.writeHead(204);
		response.end();
	},
};

const headersOf = ({ received, expiresAt }: UploadState) => ({
	'upload-offset': received,
	'upload-expires': expiresAt.toUTCString(),
});

// A client of the protocol gives up for good on 4xx, but asks anew on 409 and 423.
function answerRefusal(response: ServerResponse, error: unknown): void {
	if (error instanceof AppError && error.code === 'media.wrong_offset')
		response.setHeader('upload-offset', Number(error.details['received'] ?? 0));
	answerFailure(response, error);
}

/** The name among tus's metadata: pairs of a key and a value in base64. */
function fileNameIn(request: IncomingMessage): string {
	const pairs = (request.headers['upload-metadata']?.toString() ?? '').split(',');
	const value = pairs
		.map((pair) => pair.trim().split(' '))
		.find(([key]) => key === 'filename')?.[1];
	return Buffer.from(value ?? '', 'base64')
		.toString('utf8')
		.toWellFormed()
		.slice(0, 500);
}
