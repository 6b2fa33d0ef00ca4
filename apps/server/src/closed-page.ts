import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityIdentity } from '@kith/domains/communities';
import { languageOf, type Locale } from '@kith/kernel/locales';
import { answerJson } from './answers.ts';
import { isForPage } from './request-facts.ts';

type Words = { title: (name: string) => string; body: string };

/** No app runs for a closed community, so its one page has its words here. */
const WORDS: Readonly<Record<Locale, Words>> = {
	ar: {
		title: (name) => `${name} مغلق`,
		body: 'أغلق مالكو هذا المجتمع أبوابه. إن كان ذلك يفاجئك، فتواصل معهم.',
	},
	de: {
		title: (name) => `${name} ist geschlossen`,
		body: 'Die Inhaber dieser Community haben sie geschlossen. Wenn dich das überrascht, wende dich an sie.',
	},
	en: {
		title: (name) => `${name} is closed`,
		body: 'The owners of this community have closed it. If that surprises you, ask them.',
	},
	es: {
		title: (name) => `${name} está cerrada`,
		body: 'Los propietarios de esta comunidad la han cerrado. Si te sorprende, pregúntales.',
	},
	fr: {
		title: (name) => `${name} est fermée`,
		body: 'Les propriétaires de cette communauté l’ont fermée. Si cela vous surprend, demandez-leur.',
	},
	ja: {
		title: (name) => `${name} は閉鎖されています`,
		body: 'このコミュニティはオーナーによって閉鎖されました。心当たりがない場合は、オーナーにお問い合わせください。',
	},
};

/**
 * What everybody is answered at the address of a closed community, whatever they ask for. 503: it may be opened again, and
 * until then nobody is to keep anything of it.
 */
export function answerClosed(
	request: IncomingMessage,
	response: ServerResponse,
	{ name, locale }: CommunityIdentity,
): void {
	response.setHeader('x-robots-tag', 'noindex, noarchive');
	response.setHeader('retry-after', '86400');
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (!isForPage(url)) return answerJson(response, 503, { code: 'communities.closed' });
	response.writeHead(503, {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'clear-site-data': '"cache", "storage"',
		'content-security-policy':
			"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
	});
	response.end(
		request.method === 'HEAD' ? '' : pageOf(name, languageIn(request) ?? languageOf(locale)),
	);
}

/** The first language a browser asks for, when it is one of ours. */
function languageIn(request: IncomingMessage): Locale | null {
	const [first = ''] = (request.headers['accept-language'] ?? '').split(/[-,;]/);
	return Object.hasOwn(WORDS, first) ? (first as Locale) : null;
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif}
main{max-width:32rem;padding:2rem;text-align:center;overflow-wrap:anywhere}h1{font-size:1.5rem}`;

function pageOf(community: string, locale: Locale): string {
	const { title, body } = WORDS[locale];
	const heading = escaped(title(community));
	return `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${heading}</title><style>${STYLE}</style></head>
<body><main><h1>${heading}</h1><p>${escaped(body)}</p></main></body></html>`;
}

const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
