import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityIdentity } from '@kith/domains/communities';
import type { Locale } from '@kith/kernel/locales';
import { answerJson } from './answers.ts';
import { answerPlainPage } from './plain-page.ts';

/** When somebody who was sent away may come again, in seconds. */
const RETRY_AFTER = '2';

/** Whoever is sent away must not cost what there is too little of, so this page has its words here. */
const WORDS: Readonly<Record<Locale, { title: string; body: string }>> = {
	ar: {
		title: 'الازدحام كبير هنا الآن',
		body: 'يزور كثيرون هذا المجتمع في اللحظة نفسها. أعد تحميل الصفحة بعد بضع ثوانٍ، فلن يضيع شيء.',
	},
	de: {
		title: 'Hier ist gerade viel los',
		body: 'Sehr viele besuchen diese Community im selben Augenblick. Lade die Seite in ein paar Sekunden neu; verloren geht nichts.',
	},
	en: {
		title: 'A lot is going on here',
		body: 'Very many people are visiting this community at this moment. Reload the page in a few seconds; nothing is lost.',
	},
	es: {
		title: 'Hay mucho movimiento aquí',
		body: 'Muchísimas personas visitan esta comunidad en este momento. Vuelve a cargar la página en unos segundos; no se pierde nada.',
	},
	fr: {
		title: 'Il y a foule ici',
		body: 'Beaucoup de monde visite cette communauté en ce moment. Rechargez la page dans quelques secondes ; rien n’est perdu.',
	},
	ja: {
		title: 'ただいま混み合っています',
		body: 'このコミュニティにアクセスが集中しています。数秒後にページを再読み込みしてください。入力した内容は失われません。',
	},
};

/** Asks whoever waited too long for a page of a community to come again. */
export function answerBusyPage(
	request: IncomingMessage,
	response: ServerResponse,
	community: CommunityIdentity,
): void {
	response.setHeader('retry-after', RETRY_AFTER);
	answerPlainPage(request, response, community, (locale) => WORDS[locale]);
}

/** The same for a call of a script, which knows what to do by the code. */
export function answerBusyCall(response: ServerResponse): void {
	response.setHeader('retry-after', RETRY_AFTER);
	answerJson(response, 503, { code: 'server.busy' });
}
