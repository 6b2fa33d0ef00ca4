import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '@kith/kernel/clock';
import { MailArchive } from './mail-archive.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { createMailboxPage } from './mailbox-page.ts';
import { acceptBatch, acceptOne, type Accepted } from './stand-in-send.ts';
import { showMail } from './stand-in-show.ts';
import { WireError } from './wire-error.ts';

/** What goes wrong with a request: refused, done but not answered (`handle` rejects), or left hanging. */
export type Fault = 'rate_limit' | 'server_error' | 'lost_answer' | 'hang';

export type ResendStandInOptions = {
	/** Mails are kept in `mail/` below it. */
	dataDir: string;
	clock: Clock;
	/** Where the API is mounted, such as `/dev/resend`; at the root unless told. */
	basePath?: string;
	/** Asked for every request to the API, for drills. */
	fault?: (request: Request) => Fault | null;
};

export type ResendStandIn = {
	/** Answers Resend's HTTP API below `basePath`; null for any other path. */
	handle(request: Request): Promise<Response | null>;
	/** Answers GET /dev/mail, /dev/mail/<id> and /dev/mail.json?to=<address>; null for any other path. */
	mailboxPage(request: Request): Promise<Response | null>;
	mailbox: Mailbox;
};

/** The key of the stand-in, and one that may send but not read. */
export const STAND_IN_KEY = 're_local';
export const STAND_IN_SENDING_KEY = 're_local_sending';

/**
 * Resend without the internet: the unmodified SDK speaks to it over HTTP, and mail ends in a mailbox on this machine.
 * It shows codes and links to whoever can reach it, so it is for development and tests only.
 */
export function createResendStandIn(options: ResendStandInOptions): ResendStandIn {
	const archive = new MailArchive(path.join(options.dataDir, 'mail'), options.clock);
	const mailbox = createMailbox(archive);
	const routes = createRoutes(archive, mailbox);
	const { basePath = '', fault = () => null } = options;
	return {
		mailbox,
		mailboxPage: createMailboxPage(mailbox),
		async handle(request) {
			const { pathname } = new URL(request.url);
			if (!pathname.startsWith(`${basePath}/emails`)) return null;
			const fate = fault(request);
			try {
				if (fate === 'hang') return await new Promise<never>(() => undefined);
				if (fate !== null) refuse(fate);
				const answer = await routes(request, pathname.slice(basePath.length));
				if (fate === 'lost_answer') throw new Error('the answer got lost');
				return answer;
			} catch (error) {
				if (error instanceof WireError) return error.toResponse();
				throw error;
			}
		},
	};
}

function createRoutes(archive: MailArchive, mailbox: Mailbox) {
	const running = new Set<string>();
	return async (request: Request, route: string): Promise<Response | null> => {
		const id = /^\/emails\/([^/]+)$/.exec(route)?.[1];
		if (route !== '/emails' && id === undefined) return null;
		const key = authorize(request);
		if (route === '/emails' || id === 'batch') {
			if (request.method !== 'POST') throw notAllowed();
			return once(request, archive, running, route === '/emails' ? acceptOne : acceptBatch);
		}
		if (request.method !== 'GET') throw notAllowed();
		if (key === STAND_IN_SENDING_KEY)
			throw new WireError('restricted_api_key', 'This API key is restricted to only send emails');
		const mail = await mailbox.get(id ?? '');
		if (mail === null) throw new WireError('not_found', 'Email not found');
		return Response.json(showMail(mail));
	};
}

/** Answers a repeated request with the first answer, and sends the mails of any other. */
async function once(
	request: Request,
	archive: MailArchive,
	running: Set<string>,
	accept: (body: unknown, request: Request) => Accepted,
): Promise<Response> {
	const key = request.headers.get('idempotency-key');
	if (key !== null && (key.length < 1 || key.length > 256))
		throw new WireError('invalid_idempotency_key', 'The key must be between 1-256 chars.');
	if (key !== null && running.has(key))
		throw new WireError(
			'concurrent_idempotent_requests',
			'Same idempotency key used while original request is still in progress.',
		);
	if (key !== null) running.add(key);
	try {
		const text = await request.text();
		const accepted = accept(parseJson(text), request);
		const bodyHash = createHash('sha256').update(accepted.kind).update(text).digest('hex');
		const earlier = key === null ? undefined : await archive.byKey(key);
		if (earlier !== undefined && earlier.bodyHash !== bodyHash)
			throw new WireError(
				'invalid_idempotent_request',
				'Same idempotency key used with a different request payload.',
			);
		const { ids } = earlier ?? (await archive.add(key, bodyHash, accepted.mails));
		return Response.json(accepted.answer(ids));
	} finally {
		if (key !== null) running.delete(key);
	}
}

function authorize(request: Request): string {
	const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	if (key === undefined) throw new WireError('missing_api_key', 'Missing API Key');
	if (key !== STAND_IN_KEY && key !== STAND_IN_SENDING_KEY)
		throw new WireError('invalid_api_key', 'API key is invalid');
	return key;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new WireError('validation_error', 'The request body is not valid JSON.');
	}
}

const notAllowed = () =>
	new WireError('method_not_allowed', 'Method is not allowed for the requested path.');

function refuse(fate: Fault): void {
	if (fate === 'rate_limit')
		throw new WireError('rate_limit_exceeded', 'Too many requests.', { 'retry-after': '2' });
	if (fate === 'server_error')
		throw new WireError('internal_server_error', 'Internal server error.');
}
