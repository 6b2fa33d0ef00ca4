import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityContext } from '@kith/domains/context';
import { openAddress, type OpenedFile, type Signature } from '@kith/domains/media';
import { FileRef } from '@kith/domains/media/schema';
import { AppError } from '@kith/kernel/errors';
import { answerFailure, answerStream, answerText } from './answers.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse };
type Range = { start: number; end: number };

const PRIVATE = 'private, max-age=300, must-revalidate';
/** On every answer, whatever it is. */
const HARMLESS = {
	'content-security-policy': "default-src 'none'; sandbox",
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin',
};

/** A part of a film is cut here when its reader asks for all that is left: it asks again for what it plays. */
const LONGEST_PART = 8 * 1024 * 1024;

/**
 * Sends a file of a community as far as the actor may see it, with headers that keep it harmless. What is not public is
 * sent at a signed address, to which the plain one leads.
 */
export async function sendFile(
	ctx: CommunityContext,
	path: string,
	exchange: Exchange,
): Promise<void> {
	const { request, response } = exchange;
	for (const [name, value] of Object.entries(HARMLESS)) response.setHeader(name, value);
	const [fileId, variant] = path.split('/');
	const wanted = FileRef.safeParse({ fileId, variant });
	if (!wanted.success) return answerText(response, 404, 'Not found');
	const address = new URL(request.url ?? '', 'http://localhost');
	try {
		const range = rangeIn(request.headers.range);
		const knowsAvif = /\bimage\/avif\b/.test(request.headers.accept ?? '');
		const reading = { range, knowsAvif, signature: signatureIn(address) };
		const found = await openAddress(ctx, wanted.data, reading);
		if ('signed' in found) return leadTo(response, address, found.signed);
		await send(exchange, wanted.data, found, range);
	} catch (error) {
		answerRefusal(response, error);
	}
}

async function send(
	{ request, response }: Exchange,
	{ fileId, variant }: FileRef,
	file: OpenedFile,
	range: Range | undefined,
): Promise<void> {
	// A form of a file never changes under its id; whether it may still be seen has just been asked.
	const form = file.contentType === 'image/avif' ? '-avif' : '';
	const etag = `"${fileId}-${variant}${form}"`;
	if (request.headers['if-none-match'] === etag) return end(response, 304, file, { etag });
	const headers = { ...headersOf(file), etag, ...sizesOf(file, range) };
	if (request.method === 'HEAD') return end(response, range ? 206 : 200, file, headers);
	response.writeHead(range ? 206 : 200, headers);
	await answerStream(response, file.body);
}

const REFUSALS: Readonly<Record<string, [number, string]>> = {
	'storage.bad_range': [416, 'There is nothing behind the end'],
	'media.address_refused': [403, 'This address of a file is not one that was made for you.'],
	'media.address_expired': [
		...([410, 'This address of a file has run out. Load the page it stands on again.'] as const),
	],
};

function answerRefusal(response: ServerResponse, error: unknown): void {
	const known = error instanceof AppError && REFUSALS[error.code];
	return known ? answerText(response, ...known) : answerFailure(response, error);
}

/** For as long as a browser may keep what is private: a signed address holds for longer than that. */
function leadTo(response: ServerResponse, address: URL, { until, signature }: Signature): void {
	const query = new URLSearchParams({ until: String(until), signature });
	response.writeHead(302, {
		location: `${address.pathname}?${query.toString()}`,
		'cache-control': PRIVATE,
		vary: 'cookie',
	});
	response.end();
}

function signatureIn({ searchParams }: URL): Signature | null {
	const [until, signature] = [searchParams.get('until'), searchParams.get('signature')];
	if (until === null && signature === null) return null;
	return { until: Number(until ?? ''), signature: signature ?? '' };
}

async function end(response: ServerResponse, status: number, file: OpenedFile, headers: object) {
	await file.body.cancel();
	response.writeHead(status, { ...headersOf(file), ...headers });
	response.end();
}

function headersOf(file: OpenedFile): Record<string, string> {
	return {
		'content-type': file.contentType,
		'content-disposition': disposition(file),
		// A picture comes in the best form that its reader names: see decision 23.
		vary: file.contentType.startsWith('image/') ? 'accept, cookie' : 'cookie',
		'cache-control': file.isPublic ? 'public, max-age=300, s-maxage=60, must-revalidate' : PRIVATE,
		'accept-ranges': 'bytes',
	};
}

function sizesOf({ size }: OpenedFile, range: Range | undefined) {
	if (!range) return { 'content-length': size };
	const last = Math.min(range.end, size - 1);
	return {
		'content-range': `bytes ${range.start}-${last}/${size}`,
		'content-length': last - range.start + 1,
	};
}

/** One part from its first byte on, as players ask; other forms are answered with the whole, as the standard allows. */
function rangeIn(header: string | undefined): Range | undefined {
	const [, from = '', to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
	if (from === '') return undefined;
	const start = Number(from);
	const end = to === '' ? start + LONGEST_PART - 1 : Number(to);
	return end < start ? undefined : { start, end };
}

/** The name under which it is saved: in ASCII for old readers, and whole in RFC 6266's form. */
function disposition({ isInline, name }: OpenedFile): string {
	const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${isInline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
