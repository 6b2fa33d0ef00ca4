import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { LocalPath } from '@kith/domains/communities/schema';
import type { CommunityContext } from '@kith/domains/context';
import { addDocument, addVersion } from '@kith/domains/library';
import { beginUpload, receiveChunk } from '@kith/domains/media';
import { BeginUpload, CHUNK_BYTES, MAX_UPLOAD_BYTES } from '@kith/domains/media/schema';
import { TagNames } from '@kith/domains/tags/schema';
import { AppError, InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { withParameters } from '@kith/kernel/local-path';
import { typedNames } from '@kith/kernel/typed-names';
import { answerText } from './answers.ts';
import { readBody } from './bodies.ts';

/** Beside the file a form holds little: the lines between its parts. */
const FORM_BYTES = 64 * 1024;

const Back = z.object({ back: LocalPath });
const Place = z.union([
	z.object({ documentId: z.uuid() }),
	z.object({
		spaceId: z.uuid(),
		folderId: z.union([z.uuid(), z.literal('').transform(() => null)]),
	}),
]);

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/**
 * Takes a document, or a new version of one, from a plain form: the whole file in one request, for browsers without
 * scripts. Leads back to the page that the form stood on, with what went wrong.
 */
export async function takeDocument(
	ctx: CommunityContext,
	{ request, response, url }: Exchange,
): Promise<void> {
	if (request.method !== 'POST') return answerText(response, 405, 'POST only');
	const asked = Object.fromEntries(url.searchParams);
	const back = Back.safeParse(asked).data?.back;
	const place = Place.safeParse(asked).data;
	if (!back || !place) return answerText(response, 400, 'Where to?');
	try {
		const { file, tags } = await fieldsIn(request);
		const fileId = await receive(ctx, file);
		if ('documentId' in place) await addVersion(ctx, { ...place, fileId });
		else await addDocument(ctx, { id: newId(), ...place, fileId, tags });
		leadTo(response, back, { added: '1' });
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		leadTo(response, back, { failed: error.code });
	}
}

async function fieldsIn(request: IncomingMessage): Promise<{ file: File; tags: string[] }> {
	const body = Buffer.from(await readBody(request, MAX_UPLOAD_BYTES + FORM_BYTES));
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	const form = await new Response(body, { headers }).formData().catch(() => null);
	const file = form?.get('file');
	if (!(file instanceof File) || file.size === 0) throw new InvalidError('library.no_file');
	const typed = form?.get('tags');
	const tags = TagNames.safeParse(typeof typed === 'string' ? typedNames(typed) : []);
	if (!tags.success) throw new InvalidError('input.invalid');
	return { file, tags: tags.data };
}

async function receive(ctx: CommunityContext, file: File): Promise<string> {
	const upload = BeginUpload.parse({ name: file.name.slice(0, 500), bytes: file.size });
	const { fileId } = await beginUpload(ctx, upload);
	for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
		const bytes = await file.slice(offset, offset + CHUNK_BYTES).bytes();
		await receiveChunk(ctx, { fileId, offset, bytes });
	}
	return fileId;
}

function leadTo(response: ServerResponse, back: string, said: Record<string, string>): void {
	const location = withParameters(back, { added: null, failed: null, gone: null, ...said });
	response.writeHead(303, { location, 'cache-control': 'no-store' });
	response.end();
}
