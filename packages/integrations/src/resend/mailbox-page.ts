import type { Mailbox } from './mailbox.ts';
import { listView, mailView, missingView } from './mailbox-views.ts';

const PATH = /^\/dev\/mail(?<json>\.json)?(?:\/(?<id>[0-9a-f-]{36}))?\/?$/;

// The frame inherits this policy, so styles and pictures of a mail must be allowed; scripts never are.
const POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	'img-src data: https: http:',
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');
const HEADERS = {
	'cache-control': 'no-store',
	'content-security-policy': POLICY,
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

/** Answers GET (and HEAD) for the mailbox's pages and its JSON; null for any other path. */
export function createMailboxPage(
	mailbox: Mailbox,
): (request: Request) => Promise<Response | null> {
	return async (request) => {
		const { pathname, searchParams } = new URL(request.url);
		const { id, json } = PATH.exec(pathname)?.groups ?? { id: undefined, json: undefined };
		if (!PATH.test(pathname) || (json && id)) return null;
		if (request.method !== 'GET' && request.method !== 'HEAD')
			return new Response('', { status: 405, headers: { ...HEADERS, allow: 'GET, HEAD' } });
		const to = searchParams.get('to')?.trim() ?? '';
		if (id !== undefined) {
			const mail = await mailbox.get(id);
			return mail === null ? page(missingView(), 404) : page(mailView(mail), 200);
		}
		const mails = await mailbox.list({ limit: 100, ...(to !== '' && { to }) });
		return json ? Response.json(mails, { headers: HEADERS }) : page(listView(mails, to), 200);
	};
}

const page = (text: string, status: number): Response =>
	new Response(text, {
		status,
		headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
	});
