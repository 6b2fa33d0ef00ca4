import type { IncomingMessage, ServerResponse } from 'node:http';
import { isStopToken, stopWeekMail } from '@kith/domains/analytics';
import type { CommunityContext } from '@kith/domains/context';
import type { Locale } from '@kith/kernel/locales';
import { answerText } from './answers.ts';
import { answerPlainPage } from './plain-page.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };
type Page = { title: string; body: (community: string) => string };

const ROUTE = /^\/api\/unsubscribe\/weeks\/([\w.-]{1,120})$/;

/** Programs that read mail post here on their own, from no page: what they prove is in the address alone. */
export const isUnsubscribePath = (pathname: string): boolean => ROUTE.test(pathname);

const WORDS: Readonly<
	Record<Locale, { ask: Page & { button: string }; done: Page; unknown: Page }>
> = {
	ar: {
		ask: {
			title: 'إيقاف الملخص الأسبوعي؟',
			body: (name) =>
				`لن يصلك الملخص الأسبوعي لمجتمع ${name} بالبريد. يمكنك تشغيله من جديد في الاستوديو.`,
			button: 'إيقاف هذه الرسائل',
		},
		done: {
			title: 'تم الإيقاف',
			body: (name) =>
				`لن يصلك الملخص الأسبوعي لمجتمع ${name} بعد الآن. يمكنك تشغيله من جديد في الاستوديو.`,
		},
		unknown: {
			title: 'هذا الرابط غير معروف',
			body: () => 'ربما لم يُنسخ كاملًا. يمكنك إيقاف هذه الرسائل في الاستوديو من صفحة الأسبوع.',
		},
	},
	de: {
		ask: {
			title: 'Keine Wochenberichte mehr?',
			body: (name) =>
				`Du bekommst dann keine Wochenberichte von ${name} mehr per E-Mail. Im Studio kannst du sie wieder einschalten.`,
			button: 'Diese E-Mails abbestellen',
		},
		done: {
			title: 'Abbestellt',
			body: (name) =>
				`Du bekommst keine Wochenberichte von ${name} mehr per E-Mail. Im Studio kannst du sie wieder einschalten.`,
		},
		unknown: {
			title: 'Diesen Link kennen wir nicht',
			body: () =>
				'Vielleicht fehlt ein Stück davon. Im Studio kannst du diese E-Mails auf der Seite der Woche abbestellen.',
		},
	},
	en: {
		ask: {
			title: 'No more weekly summaries?',
			body: (name) =>
				`You will get no more weekly summaries of ${name} by mail. You can have them again in the studio.`,
			button: 'Stop these mails',
		},
		done: {
			title: 'Stopped',
			body: (name) =>
				`You get no more weekly summaries of ${name} by mail. You can have them again in the studio.`,
		},
		unknown: {
			title: 'We do not know this link',
			body: () =>
				'A part of it may be missing. You can stop these mails in the studio, on the page of the week.',
		},
	},
	es: {
		ask: {
			title: '¿No quieres más resúmenes semanales?',
			body: (name) =>
				`Dejarás de recibir por correo los resúmenes semanales de ${name}. Puedes volver a activarlos en el estudio.`,
			button: 'Dejar de recibirlos',
		},
		done: {
			title: 'Listo',
			body: (name) =>
				`Ya no recibes por correo los resúmenes semanales de ${name}. Puedes volver a activarlos en el estudio.`,
		},
		unknown: {
			title: 'No conocemos este enlace',
			body: () =>
				'Quizá le falte una parte. Puedes dejar de recibir estos correos en el estudio, en la página de la semana.',
		},
	},
	fr: {
		ask: {
			title: 'Ne plus recevoir le bilan de la semaine ?',
			body: (name) =>
				`Vous ne recevrez plus par e-mail le bilan de la semaine de ${name}. Vous pouvez le réactiver dans le studio.`,
			button: 'Arrêter ces e-mails',
		},
		done: {
			title: 'C’est fait',
			body: (name) =>
				`Vous ne recevez plus par e-mail le bilan de la semaine de ${name}. Vous pouvez le réactiver dans le studio.`,
		},
		unknown: {
			title: 'Nous ne connaissons pas ce lien',
			body: () =>
				'Il en manque peut-être une partie. Vous pouvez arrêter ces e-mails dans le studio, sur la page de la semaine.',
		},
	},
	ja: {
		ask: {
			title: '週間レポートを停止しますか？',
			body: (name) =>
				`${name}の週間レポートがメールで届かなくなります。スタジオでいつでも再開できます。`,
			button: 'メールを停止する',
		},
		done: {
			title: '停止しました',
			body: (name) => `${name}の週間レポートはもうメールで届きません。スタジオで再開できます。`,
		},
		unknown: {
			title: 'このリンクは確認できません',
			body: () => '一部が欠けている可能性があります。スタジオの週のページでメールを停止できます。',
		},
	},
};

/**
 * Stops mails by the address that came with them: asked for by a person, it first asks back, so that programs that look at
 * every link of a mail stop nothing; posted to, it is done (RFC 8058).
 */
export async function answerUnsubscribe(
	ctx: CommunityContext,
	{ request, response, url }: Exchange,
): Promise<void> {
	const [, token = ''] = ROUTE.exec(url.pathname) ?? [];
	const isPost = request.method === 'POST';
	if (!isPost && request.method !== 'GET' && request.method !== 'HEAD')
		return answerText(response, 405, 'GET or POST only');
	const { community } = ctx;
	const isKnown = isStopToken(ctx, token);
	if (isKnown && isPost) await stopWeekMail(ctx, token);
	answerPlainPage(
		request,
		response,
		community,
		(locale) => {
			const { ask, done, unknown } = WORDS[locale];
			const { title, body } = isKnown ? (isPost ? done : ask) : unknown;
			const button = isKnown && !isPost ? { button: ask.button } : {};
			return { title, body: body(community.name), ...button };
		},
		isKnown ? 200 : 404,
	);
}
