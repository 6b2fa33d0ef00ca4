import type { IncomingMessage, ServerResponse } from 'node:http';
import { directionOf, languageOf, localeOf, type Locale } from '@kith/kernel/locales';

/** With a button, the page posts to its own address. */
type Words = { title: string; body: string; button?: string };

const STYLE = `:root{color-scheme:light dark}
body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif}
main{max-width:32rem;padding:2rem;text-align:center;overflow-wrap:anywhere}h1{font-size:1.5rem}
button{font:inherit;padding:.5rem 1rem;min-height:2.75rem;cursor:pointer}`;

/**
 * Answers (503 unless told) with a page of two sentences that needs neither an app nor a database, in the language of the
 * browser, or else of the community.
 */
export function answerPlainPage(
	request: IncomingMessage,
	response: ServerResponse,
	community: { locale: string },
	words: (locale: Locale) => Words,
	status = 503,
): void {
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy':
			"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
	});
	const [first = ''] = /^[a-z]{2}(?![a-z])/i.exec(request.headers['accept-language'] ?? '') ?? [];
	const locale = localeOf(first) ?? languageOf(community.locale);
	response.end(request.method === 'HEAD' ? '' : pageOf(locale, words(locale)));
}

function pageOf(locale: Locale, { title, body, button }: Words): string {
	const form = button ? `<form method="post"><button>${escaped(button)}</button></form>` : '';
	return `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(body)}</p>${form}</main></body></html>`;
}

const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
