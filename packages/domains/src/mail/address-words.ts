import type { Locale } from '@kith/kernel/locales';

type Say = (told: { community: string }) => string;
type SayOf = (told: { community: string; address: string }) => string;

/** What the addresses hear when somebody changes the one of their account. */
export type AddressWords = {
	code: { heading: string; text: Say; note: string };
	taken: {
		subject: Say;
		preheader: string;
		heading: string;
		text: Say;
		advice: string;
		note: Say;
	};
	changed: { subject: SayOf; heading: string; text: SayOf; advice: SayOf; note: SayOf };
};

export const ADDRESS_WORDS: Readonly<Record<Locale, AddressWords>> = {
	en: {
		code: {
			heading: 'Your new address',
			text: ({ community }) =>
				`Type this code where you asked for it. From then on you sign in to ${community} with this address.`,
			note: 'You get this because somebody typed your address as their new one. If it was not you, ignore it: without the code nothing changes.',
		},
		taken: {
			subject: ({ community }) => `About your address at ${community}`,
			preheader: 'Nothing has changed, and there is nothing to do.',
			heading: 'This address cannot be used',
			text: ({ community }) =>
				`Somebody who is signed in to ${community} wanted to make this the address of their account. That does not work with this address, and nothing has changed.`,
			advice:
				'If it was you, sign in with this address if it has an account of its own, or choose another one. If not, there is nothing to do.',
			note: ({ community }) =>
				`You get this because somebody typed your address at ${community}: at most once a day.`,
		},
		changed: {
			subject: ({ community }) => `Your address was changed · ${community}`,
			heading: 'About your account',
			text: ({ community, address }) =>
				`Your account at ${community} has another e-mail address now: ${address}. This one no longer signs in, and gets no more mail.`,
			advice: ({ community }) =>
				`If that was not you, somebody else was signed in to your account: tell the people of ${community} at once.`,
			note: ({ community }) =>
				`You get this once, because this was the address of your account at ${community}. Such mails cannot be turned off.`,
		},
	},
	de: {
		code: {
			heading: 'Deine neue Adresse',
			text: ({ community }) =>
				`Gib diesen Code dort ein, wo du ihn angefordert hast. Danach meldest du dich bei ${community} mit dieser Adresse an.`,
			note: 'Du bekommst diese Mail, weil jemand deine Adresse als neue Adresse angegeben hat. Wenn du das nicht warst, ignoriere sie: Ohne den Code ändert sich nichts.',
		},
		taken: {
			subject: ({ community }) => `Zu deiner Adresse bei ${community}`,
			preheader: 'Nichts hat sich geändert, und du musst nichts tun.',
			heading: 'Diese Adresse lässt sich nicht verwenden',
			text: ({ community }) =>
				`Jemand, der bei ${community} angemeldet ist, wollte dies zur Adresse seines Kontos machen. Mit dieser Adresse geht das nicht, und nichts hat sich geändert.`,
			advice:
				'Wenn du das warst, melde dich mit dieser Adresse an, falls sie ein eigenes Konto hat, oder wähle eine andere. Wenn nicht, musst du nichts tun.',
			note: ({ community }) =>
				`Du bekommst diese Mail, weil jemand deine Adresse bei ${community} eingegeben hat: höchstens einmal am Tag.`,
		},
		changed: {
			subject: ({ community }) => `Deine Adresse wurde geändert · ${community}`,
			heading: 'Zu deinem Konto',
			text: ({ community, address }) =>
				`Dein Konto bei ${community} hat jetzt eine andere E-Mail-Adresse: ${address}. Mit dieser hier meldest du dich nicht mehr an, und sie bekommt keine Mails mehr.`,
			advice: ({ community }) =>
				`Wenn du das nicht warst, war jemand anders in deinem Konto angemeldet: Sag es sofort den Leuten von ${community}.`,
			note: ({ community }) =>
				`Du bekommst diese Mail einmal, weil dies die Adresse deines Kontos bei ${community} war. Solche Mails lassen sich nicht abstellen.`,
		},
	},
	fr: {
		code: {
			heading: 'Votre nouvelle adresse',
			text: ({ community }) =>
				`Saisissez ce code là où vous l’avez demandé. Vous vous connecterez ensuite à ${community} avec cette adresse.`,
			note: 'Vous recevez ce message parce que quelqu’un a indiqué votre adresse comme étant sa nouvelle adresse. Si ce n’est pas vous, ignorez-le : sans le code, rien ne change.',
		},
		taken: {
			subject: ({ community }) => `À propos de votre adresse sur ${community}`,
			preheader: 'Rien n’a changé et vous n’avez rien à faire.',
			heading: 'Cette adresse ne peut pas être utilisée',
			text: ({ community }) =>
				`Une personne connectée à ${community} a voulu en faire l’adresse de son compte. Ce n’est pas possible avec cette adresse, et rien n’a changé.`,
			advice:
				'Si c’était vous, connectez-vous avec cette adresse si elle a son propre compte, ou choisissez-en une autre. Sinon, vous n’avez rien à faire.',
			note: ({ community }) =>
				`Vous recevez ce message parce que quelqu’un a saisi votre adresse sur ${community} : une fois par jour au plus.`,
		},
		changed: {
			subject: ({ community }) => `Votre adresse a été modifiée · ${community}`,
			heading: 'À propos de votre compte',
			text: ({ community, address }) =>
				`Votre compte sur ${community} a désormais une autre adresse e-mail : ${address}. Celle-ci ne permet plus de se connecter et ne reçoit plus de messages.`,
			advice: ({ community }) =>
				`Si ce n’était pas vous, quelqu’un d’autre était connecté à votre compte : prévenez immédiatement les personnes de ${community}.`,
			note: ({ community }) =>
				`Vous recevez ce message une seule fois, parce que c’était l’adresse de votre compte sur ${community}. Ces messages ne peuvent pas être désactivés.`,
		},
	},
	es: {
		code: {
			heading: 'Tu nueva dirección',
			text: ({ community }) =>
				`Escribe este código donde lo pediste. A partir de entonces entrarás en ${community} con esta dirección.`,
			note: 'Recibes este mensaje porque alguien escribió tu dirección como la suya nueva. Si no fuiste tú, ignóralo: sin el código no cambia nada.',
		},
		taken: {
			subject: ({ community }) => `Sobre tu dirección en ${community}`,
			preheader: 'No ha cambiado nada y no tienes que hacer nada.',
			heading: 'Esta dirección no se puede usar',
			text: ({ community }) =>
				`Alguien con sesión iniciada en ${community} quiso que esta fuera la dirección de su cuenta. Con esta dirección no es posible, y no ha cambiado nada.`,
			advice:
				'Si fuiste tú, entra con esta dirección si tiene una cuenta propia, o elige otra. Si no, no tienes que hacer nada.',
			note: ({ community }) =>
				`Recibes este mensaje porque alguien escribió tu dirección en ${community}: como mucho una vez al día.`,
		},
		changed: {
			subject: ({ community }) => `Tu dirección ha cambiado · ${community}`,
			heading: 'Sobre tu cuenta',
			text: ({ community, address }) =>
				`Tu cuenta en ${community} tiene ahora otra dirección de correo: ${address}. Esta ya no sirve para entrar ni recibe más mensajes.`,
			advice: ({ community }) =>
				`Si no fuiste tú, otra persona tenía tu cuenta abierta: avisa enseguida a la gente de ${community}.`,
			note: ({ community }) =>
				`Recibes este mensaje una sola vez, porque esta era la dirección de tu cuenta en ${community}. Estos mensajes no se pueden desactivar.`,
		},
	},
	ja: {
		code: {
			heading: '新しいメールアドレス',
			text: ({ community }) =>
				`申請した画面にこのコードを入力してください。その後はこのアドレスで ${community} にログインします。`,
			note: '誰かがあなたのアドレスを新しいアドレスとして入力したため、このメールをお送りしています。心当たりがなければ無視してください。コードがなければ何も変わりません。',
		},
		taken: {
			subject: ({ community }) => `${community} でのあなたのアドレスについて`,
			preheader: '何も変わっていません。対応も不要です。',
			heading: 'このアドレスは使えません',
			text: ({ community }) =>
				`${community} にログインしている誰かが、このアドレスを自分のアカウントのアドレスにしようとしました。このアドレスではできないため、何も変わっていません。`,
			advice:
				'ご自身の場合は、このアドレスのアカウントがあればそれでログインするか、別のアドレスを選んでください。心当たりがなければ対応は不要です。',
			note: ({ community }) =>
				`${community} で誰かがあなたのアドレスを入力したため、お送りしています。多くても 1 日 1 通です。`,
		},
		changed: {
			subject: ({ community }) => `メールアドレスが変更されました · ${community}`,
			heading: 'アカウントについて',
			text: ({ community, address }) =>
				`${community} のあなたのアカウントのメールアドレスは ${address} に変わりました。このアドレスではもうログインできず、メールも届きません。`,
			advice: ({ community }) =>
				`心当たりがない場合、別の人があなたのアカウントにログインしていました。すぐに ${community} の人たちに知らせてください。`,
			note: ({ community }) =>
				`${community} のあなたのアカウントのアドレスだったため、一度だけお送りしています。このメールは停止できません。`,
		},
	},
	ar: {
		code: {
			heading: 'عنوانك الجديد',
			text: ({ community }) =>
				`اكتب هذا الرمز حيث طلبته. بعد ذلك تسجّل الدخول إلى ${community} بهذا العنوان.`,
			note: 'تصلك هذه الرسالة لأن شخصًا كتب عنوانك على أنه عنوانه الجديد. إن لم تكن أنت فتجاهلها: من دون الرمز لا يتغير شيء.',
		},
		taken: {
			subject: ({ community }) => `بخصوص عنوانك في ${community}`,
			preheader: 'لم يتغير شيء، ولا يلزمك فعل شيء.',
			heading: 'لا يمكن استخدام هذا العنوان',
			text: ({ community }) =>
				`أراد شخص سجّل دخوله إلى ${community} أن يجعل هذا عنوان حسابه. لا يمكن ذلك بهذا العنوان، ولم يتغير شيء.`,
			advice:
				'إن كنت أنت، فسجّل الدخول بهذا العنوان إن كان له حساب خاص به، أو اختر عنوانًا آخر. وإن لم تكن أنت فلا يلزمك فعل شيء.',
			note: ({ community }) =>
				`تصلك هذه الرسالة لأن شخصًا كتب عنوانك في ${community}: مرة في اليوم على الأكثر.`,
		},
		changed: {
			subject: ({ community }) => `تغيّر عنوانك · ${community}`,
			heading: 'بخصوص حسابك',
			text: ({ community, address }) =>
				`صار لحسابك في ${community} عنوان بريد آخر: ${address}. هذا العنوان لم يعد يسجّل الدخول ولن تصله رسائل أخرى.`,
			advice: ({ community }) =>
				`إن لم تكن أنت، فقد كان شخص آخر داخل حسابك: أخبر أهل ${community} فورًا.`,
			note: ({ community }) =>
				`تصلك هذه الرسالة مرة واحدة لأن هذا كان عنوان حسابك في ${community}. لا يمكن إيقاف مثل هذه الرسائل.`,
		},
	},
};
