import type { Fate } from './fates.ts';
import type { Mailbox } from './mailbox.ts';
import { listView, mailView, missingView, PRESSED } from './mailbox-views.ts';
import type { PostOffice } from './post-office.ts';

const PATH = /^\/dev\/mail(?<json>\.json)?(?:\/(?<id>[0-9a-f-]{36}))?\/?$/;
const PRESS = /^\/dev\/mail\/(?<id>[0-9a-f-]{36})\/(?<fate>[a-z_]+)$/;

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

type Deps = { mailbox: Mailbox; office: Pick<PostOffice, 'meet'> };

/** Answers the mailbox's pages, its JSON, and the buttons that decide what becomes of a mail; null for any other path. */
export function createMailboxPage({
	mailbox,
	office,
}: Deps): (request: Request) => Promise<Response | null> {
	return async (request) => {
		const { pathname, searchParams } = new URL(request.url);
		const press = PRESS.exec(pathname)?.groups;
		if (press) return pressed({ mailbox, office }, request, press);
		const { id, json } = PATH.exec(pathname)?.groups ?? { id: undefined, json: undefined };
		if (!PATH.test(pathname) || (json && id)) return null;
		if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
		const to = searchParams.get('to')?.trim() ?? '';
		if (id !== undefined) {
			const mail = await mailbox.get(id);
			return mail === null ? page(missingView(), 404) : page(mailView(mail), 200);
		}
		const mails = await mailbox.list({ limit: 100, ...(to !== '' && { to }) });
		return json ? Response.json(mails, { headers: HEADERS }) : page(listView(mails, to), 200);
	};
}

type Pressed = Record<string, string>;

async function pressed(
	{ mailbox, office }: Deps,
	request: Request,
	{ id = '', fate = '' }: Pressed,
): Promise<Response> {
	if (request.method !== 'POST') return notAllowed('POST');
	if (isForeign(request)) return page(missingView(), 403);
	const isKnown = PRESSED.some(([one]) => one === fate) && (await mailbox.get(id)) !== null;
	if (!isKnown) return page(missingView(), 404);
	await office.meet(id, fate as Fate);
	return new Response(null, { status: 303, headers: { ...HEADERS, location: `/dev/mail/${id}` } });
}

/** Whether another site's page sent this: it would make mail of ours bounce. */
function isForeign({ headers }: Request): boolean {
	const origin = headers.get('origin');
	// Told not to say where it comes from, as these pages are, a browser says null and how far away it is.
	if (origin === null || origin === 'null') return headers.get('sec-fetch-site') === 'cross-site';
	return !URL.canParse(origin) || new URL(origin).host !== headers.get('host');
}

const notAllowed = (allow: string): Response =>
	new Response('', { status: 405, headers: { ...HEADERS, allow } });

const page = (text: string, status: number): Response =>
	new Response(text, {
		status,
		headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
	});
