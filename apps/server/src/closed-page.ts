import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityIdentity } from '@kith/domains/communities';
import type { Locale } from '@kith/kernel/locales';
import { answerJson } from './answers.ts';
import { answerPlainPage } from './plain-page.ts';
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
	community: CommunityIdentity,
): void {
	response.setHeader('x-robots-tag', 'noindex, noarchive');
	response.setHeader('retry-after', '86400');
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (!isForPage(url)) return answerJson(response, 503, { code: 'communities.closed' });
	response.setHeader('clear-site-data', '"cache", "storage"');
	answerPlainPage(request, response, community, (locale) => {
		const { title, body } = WORDS[locale];
		return { title: title(community.name), body };
	});
}
