import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '@kith/domains/context';
import { receiveEvent, type ReceivedEvent } from '@kith/domains/inbox';
import { AppError } from '@kith/kernel/errors';
import { answerText } from './answers.ts';
import { readBody } from './bodies.ts';

/**
 * Reads what a vendor sent to `/webhooks/<vendor>`: null for all but what that vendor signed, over the very bytes that
 * came and within minutes of now; `elsewhere` for what it signed but did not mean for us, and would send for days.
 */
export type WebhookReader = (sent: {
	headers: IncomingHttpHeaders;
	body: Uint8Array;
	now: Date;
}) => Omit<ReceivedEvent, 'vendor'> | 'elsewhere' | null;

/** By the name that stands in the address; a vendor that is not set up is not there. */
export type WebhookReaders = ReadonlyMap<string, WebhookReader>;

const PATH = /^\/webhooks\/([a-z][a-z-]{0,19})$/;
const MOST_BYTES = 512 * 1024;

/** Whether a path of the platform is one that vendors post to; their signature stands for where they come from. */
export const isWebhookPath = (pathname: string): boolean => pathname.startsWith('/webhooks/');

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/** Keeps what a vendor tells and answers; what is to be done about it is done later. */
export async function answerWebhook(
	{ services, webhooks }: { services: Services; webhooks: WebhookReaders },
	{ request, response, url }: Exchange,
): Promise<void> {
	const vendor = PATH.exec(url.pathname)?.[1] ?? '';
	const read = webhooks.get(vendor);
	if (!read) return answerText(response, 404, 'Not found');
	if (request.method !== 'POST') {
		response.setHeader('allow', 'POST');
		return answerText(response, 405, 'POST only');
	}
	const body = await bodyOf(request, response);
	if (!body) return;
	const event = read({ headers: request.headers, body, now: services.clock.now() });
	if (!event) {
		services.logger.warn({ vendor }, 'a webhook was refused');
		return answerText(response, 400, 'Not signed, or not now');
	}
	if (event === 'elsewhere') return answerText(response, 200, 'not for this installation');
	const isNew = await receiveEvent(services, { vendor, ...event });
	answerText(response, 200, isNew ? 'kept' : 'known');
}

/** The body; null when it was refused, and answered. */
async function bodyOf(
	request: IncomingMessage,
	response: ServerResponse,
): Promise<Uint8Array | null> {
	try {
		return await readBody(request, MOST_BYTES);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		response.setHeader('connection', 'close');
		answerText(response, error.code === 'uploads.too_large' ? 413 : 408, error.code);
		return null;
	}
}
