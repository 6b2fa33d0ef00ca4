import type { IncomingMessage, ServerResponse } from 'node:http';
import type pg from 'pg';
import { headVersion } from '@kith/db/communities';
import type { Services } from '@kith/domains/context';
import type { ResendStandIn } from '@kith/integrations/resend';
import type { StripeStandIn } from '@kith/integrations/stripe';
import { answerJson, answerStream, answerText } from './answers.ts';
import { toWebRequest } from './bodies.ts';
import type { SideDoor } from './http-server.ts';
import { addresseeOf } from './hosts.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/livez`: the process answers. `/readyz`: the database answers too and its schema is ours. */
export function healthDoor(owner: pg.Pool, isStopping: () => boolean): SideDoor {
	return async (_request, response, url) => {
		if (url.pathname === '/livez') {
			answerText(response, 200, 'ok');
			return true;
		}
		if (url.pathname !== '/readyz') return false;
		const behind = await communitiesBehind(owner).catch(() => null);
		const ready = behind !== null && !isStopping();
		answerJson(response, ready ? 200 : 503, { ready, communitiesBehind: behind });
		return true;
	};
}

async function communitiesBehind(owner: pg.Pool): Promise<number> {
	const { rows } = await owner.query<{ count: number }>(
		'select count(*)::int as count from platform.community_schemas where version < $1',
		[headVersion],
	);
	return rows[0]?.count ?? 0;
}

/** `/internal/tls-check?domain=`: whether the proxy may ask for a certificate. The proxy keeps it from outside. */
export function tlsDoor(services: Services): SideDoor {
	return async (request, response, url) => {
		if (url.pathname !== '/internal/tls-check') return false;
		request.headers.host = url.searchParams.get('domain') ?? '';
		const known = await addresseeOf(services, request);
		answerText(response, known ? 200 : 404, known ? 'ok' : 'Not found');
		return true;
	};
}

/** The local stand-in for Resend and the mailbox it fills. Development only, from this machine only. */
export function mailDoor(standIn: ResendStandIn, platformHost: string): SideDoor {
	return async (request, response, url) => {
		const isApi = url.pathname.startsWith('/dev/resend/');
		const isBox = url.pathname.startsWith('/dev/mail');
		if (!isApi && !isBox) return false;
		if (!LOOPBACK.has(request.socket.remoteAddress ?? '')) return false;
		if (isBox && !isOn(platformHost, request)) return false;
		const web = await toWebRequest(request, 2_000_000);
		return pass(response, isApi ? await standIn.handle(web) : await standIn.mailboxPage(web));
	};
}

/** The hosted pages of the local stand-in for Stripe. Development only, from this machine only. */
export function stripeDoor(standIn: StripeStandIn, platformHost: string): SideDoor {
	return async (request, response, url) => {
		if (!url.pathname.startsWith('/dev/stripe/')) return false;
		if (!LOOPBACK.has(request.socket.remoteAddress ?? '')) return false;
		if (!isOn(platformHost, request)) return false;
		return pass(response, await standIn.pages(await toWebRequest(request, 100_000)));
	};
}

const isOn = (host: string, request: IncomingMessage): boolean =>
	request.headers.host?.split(':')[0] === host;

async function pass(response: ServerResponse, answer: Response | null): Promise<boolean> {
	if (!answer) return false;
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	if (answer.body) await answerStream(response, answer.body);
	else response.end();
	return true;
}
