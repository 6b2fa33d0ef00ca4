import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loginAt, type TokenClaims } from './test-login.ts';
import { createTestIdp, type SamlAnswer } from './test-saml.ts';

/**
 * A house of its own on this machine, as a browser meets it: a provider of SAML that answers by a page which posts, and
 * a login page that sends people back with a token. Both ask for no password and say what they are told to.
 */
export async function startTestVouchers(secret: string) {
	const server = createServer(({ url = '/' }, response) => {
		const address = new URL(url, origin());
		if (address.pathname === '/saml/sso') return post(response, address.href);
		if (address.pathname !== '/login') return response.writeHead(404).end();
		const location = loginAt(address.href, { secret, now: new Date() }, () => house.says).href;
		response.writeHead(303, { location }).end();
	});
	await new Promise<void>((resolve) => {
		server.listen(0, 'localhost', resolve);
	});
	const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
	const idp = createTestIdp(`${origin()}/saml`);
	const house = {
		...{ metadata: idp.metadata, loginUrl: `${origin()}/login` },
		/** What the next answer of SAML says. */
		answers: {} as Partial<SamlAnswer>,
		/** What the next token says. */
		says: {} as TokenClaims,
		stop: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};

	function post(response: ServerResponse, address: string) {
		const asked = idp.request(address);
		const answer = idp.answer({ ...asked, requestId: asked.id, ...house.answers });
		const field = (name: string, value: string) =>
			`<input type="hidden" name="${name}" value="${value}">`;
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
		response.end(
			`<!doctype html><title>Acme</title><form method="post" action="${asked.recipient}">` +
				`${field('SAMLResponse', answer)}${field('RelayState', asked.relayState)}` +
				'<button>Go on</button></form><script>document.forms[0].submit()</script>',
		);
	}
	return house;
}
