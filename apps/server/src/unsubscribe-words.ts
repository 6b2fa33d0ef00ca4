import type { Locale } from '@kith/kernel/locales';

export type StopPage = { title: string; body: (community: string) => string };
type StopWords = { ask: StopPage & { button: string }; done: StopPage; unknown: StopPage };

/** What is said to who stops mails: of weeks, and of kept questions. */
export const WEEK_STOPS: Readonly<Record<Locale, StopWords>> = {
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

export const EXPLORATION_STOPS: Readonly<Record<Locale, StopWords>> = {
	ar: {
		ask: {
			title: 'إيقاف هذه الإجابة بالبريد؟',
			body: (name) =>
				`لن تصلك الإجابة عن هذا السؤال من مجتمع ${name} بالبريد. يمكنك تشغيلها من جديد في المستكشف.`,
			button: 'إيقاف هذه الرسائل',
		},
		done: {
			title: 'تم الإيقاف',
			body: (name) =>
				`لن تصلك الإجابة عن هذا السؤال من مجتمع ${name} بعد الآن. يمكنك تشغيلها من جديد في المستكشف.`,
		},
		unknown: {
			title: 'هذا الرابط غير معروف',
			body: () => 'ربما لم يُنسخ كاملًا. يمكنك إيقاف هذه الرسائل في الاستوديو من صفحة المستكشف.',
		},
	},
	de: {
		ask: {
			title: 'Diese Antwort nicht mehr per E-Mail?',
			body: (name) =>
				`Du bekommst die Antwort auf diese Frage von ${name} dann nicht mehr per E-Mail. Im Studio kannst du sie wieder einschalten.`,
			button: 'Diese E-Mails abbestellen',
		},
		done: {
			title: 'Abbestellt',
			body: (name) =>
				`Du bekommst die Antwort auf diese Frage von ${name} nicht mehr per E-Mail. Im Studio kannst du sie wieder einschalten.`,
		},
		unknown: {
			title: 'Diesen Link kennen wir nicht',
			body: () =>
				'Vielleicht fehlt ein Stück davon. Im Studio kannst du diese E-Mails unter „Erkunden“ abbestellen.',
		},
	},
	en: {
		ask: {
			title: 'No more mails of this answer?',
			body: (name) =>
				`You will get the answer to this question about ${name} by mail no more. You can have it again in the studio.`,
			button: 'Stop these mails',
		},
		done: {
			title: 'Stopped',
			body: (name) =>
				`You get the answer to this question about ${name} by mail no more. You can have it again in the studio.`,
		},
		unknown: {
			title: 'We do not know this link',
			body: () =>
				'A part of it may be missing. You can stop these mails in the studio, on the page of the explorer.',
		},
	},
	es: {
		ask: {
			title: '¿No quieres más esta respuesta por correo?',
			body: (name) =>
				`Dejarás de recibir por correo la respuesta a esta pregunta sobre ${name}. Puedes volver a activarla en el estudio.`,
			button: 'Dejar de recibirla',
		},
		done: {
			title: 'Listo',
			body: (name) =>
				`Ya no recibes por correo la respuesta a esta pregunta sobre ${name}. Puedes volver a activarla en el estudio.`,
		},
		unknown: {
			title: 'No conocemos este enlace',
			body: () =>
				'Quizá le falte una parte. Puedes dejar de recibir estos correos en el estudio, en la página del explorador.',
		},
	},
	fr: {
		ask: {
			title: 'Ne plus recevoir cette réponse ?',
			body: (name) =>
				`Vous ne recevrez plus par e-mail la réponse à cette question sur ${name}. Vous pouvez la réactiver dans le studio.`,
			button: 'Arrêter ces e-mails',
		},
		done: {
			title: 'C’est fait',
			body: (name) =>
				`Vous ne recevez plus par e-mail la réponse à cette question sur ${name}. Vous pouvez la réactiver dans le studio.`,
		},
		unknown: {
			title: 'Nous ne connaissons pas ce lien',
			body: () =>
				'Il en manque peut-être une partie. Vous pouvez arrêter ces e-mails dans le studio, sur la page de l’explorateur.',
		},
	},
	ja: {
		ask: {
			title: 'この結果のメールを停止しますか？',
			body: (name) =>
				`${name}についてのこの質問の結果がメールで届かなくなります。スタジオでいつでも再開できます。`,
			button: 'メールを停止する',
		},
		done: {
			title: '停止しました',
			body: (name) =>
				`${name}についてのこの質問の結果はもうメールで届きません。スタジオで再開できます。`,
		},
		unknown: {
			title: 'このリンクは確認できません',
			body: () =>
				'一部が欠けている可能性があります。スタジオの分析ツールのページでメールを停止できます。',
		},
	},
};
