import { html, type Html } from '../../resend/html.ts';
import { PAGE_CSS } from './page-css.ts';

const POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	// Pages hand the browser back to whoever sent it.
	'form-action *',
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');
const HEADERS = {
	'cache-control': 'no-store',
	'content-security-policy': POLICY,
	'content-type': 'text/html; charset=utf-8',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

export type PageFacts = { title: string; body: Html; status?: number };

/** A page in the stand-in's own plain look, labelled as what it is. It needs no scripts. */
export function showPage({ title, body, status = 200 }: PageFacts): Response {
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<style>
					${PAGE_CSS}
				</style>
			</head>
			<body>
				<header class="label">Local stand-in for Stripe: no money moves here</header>
				<main>
					<h1>${title}</h1>
					${body}
				</main>
			</body>
		</html>`;
	return new Response(page.text, { status, headers: HEADERS });
}

/** Sends the browser elsewhere with GET. */
export const goTo = (url: string): Response =>
	new Response(null, { status: 303, headers: { location: url, 'cache-control': 'no-store' } });
