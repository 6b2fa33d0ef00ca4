import type { Locale } from '@kith/kernel/locales';
import type { GiftWords } from './gift-letter.ts';

export const GIFT_WORDS: Readonly<Record<Locale, GiftWords>> = {
	en: {
		gift: {
			subject: ({ sender, tier, community }) => `${sender} gives you ${tier} at ${community}`,
			text: ({ sender, tier, months, community }) =>
				`${sender} gives you ${months} of ${tier} at ${community}. It is paid for, and nothing is charged to you.`,
			until: ({ until }) =>
				`Redeem it by ${until}. The link works once: keep it to yourself until you have.`,
			action: 'Open the gift',
			note: ({ community }) =>
				`You get this because a member of ${community} typed your address. If you do not know them, ignore it.`,
		},
		bought: {
			subject: ({ tier, community }) => `Your gift: ${tier} at ${community}`,
			text: ({ amount, months, tier, community }) =>
				`You paid ${amount} for ${months} of ${tier} at ${community} as a gift.`,
			mailed: ({ email, sendDay }) => `We mail it to ${email} on ${sendDay}.`,
			byHand: ({ until }) =>
				`Pass the link on, or print the card. It can be redeemed until ${until}.`,
			action: 'Open the card',
			note: ({ community }) => `You get this because you bought a gift at ${community}.`,
		},
	},
	de: {
		gift: {
			subject: ({ sender, tier, community }) => `${sender} schenkt dir ${tier} bei ${community}`,
			text: ({ sender, tier, months, community }) =>
				`${sender} schenkt dir ${months} ${tier} bei ${community}. Das ist schon bezahlt, dir wird nichts berechnet.`,
			until: ({ until }) =>
				`Löse es bis ${until} ein. Der Link gilt einmal: Behalte ihn bis dahin für dich.`,
			action: 'Geschenk öffnen',
			note: ({ community }) =>
				`Du bekommst das, weil ein Mitglied von ${community} deine Adresse eingegeben hat. Kennst du es nicht, tu einfach nichts.`,
		},
		bought: {
			subject: ({ tier, community }) => `Dein Geschenk: ${tier} bei ${community}`,
			text: ({ amount, months, tier, community }) =>
				`Du hast ${amount} für ${months} ${tier} bei ${community} als Geschenk bezahlt.`,
			mailed: ({ email, sendDay }) => `Wir schicken es am ${sendDay} an ${email}.`,
			byHand: ({ until }) =>
				`Gib den Link weiter oder drucke die Karte. Eingelöst werden kann sie bis ${until}.`,
			action: 'Karte öffnen',
			note: ({ community }) =>
				`Du bekommst das, weil du bei ${community} ein Geschenk gekauft hast.`,
		},
	},
	fr: {
		gift: {
			subject: ({ sender, tier, community }) => `${sender} vous offre ${tier} sur ${community}`,
			text: ({ sender, tier, months, community }) =>
				`${sender} vous offre ${months} de ${tier} sur ${community}. C’est déjà payé : rien ne vous sera facturé.`,
			until: ({ until }) =>
				`À utiliser avant le ${until}. Le lien ne sert qu’une fois : gardez-le pour vous jusque-là.`,
			action: 'Ouvrir le cadeau',
			note: ({ community }) =>
				`Vous recevez ce message parce qu’un membre de ${community} a saisi votre adresse. Si vous ne le connaissez pas, ignorez-le.`,
		},
		bought: {
			subject: ({ tier, community }) => `Votre cadeau : ${tier} sur ${community}`,
			text: ({ amount, months, tier, community }) =>
				`Vous avez payé ${amount} pour offrir ${months} de ${tier} sur ${community}.`,
			mailed: ({ email, sendDay }) => `Nous l’envoyons à ${email} le ${sendDay}.`,
			byHand: ({ until }) =>
				`Transmettez le lien ou imprimez la carte. À utiliser avant le ${until}.`,
			action: 'Ouvrir la carte',
			note: ({ community }) =>
				`Vous recevez ce message parce que vous avez acheté un cadeau sur ${community}.`,
		},
	},
	es: {
		gift: {
			subject: ({ sender, tier, community }) => `${sender} te regala ${tier} en ${community}`,
			text: ({ sender, tier, months, community }) =>
				`${sender} te regala ${months} de ${tier} en ${community}. Ya está pagado: no se te cobra nada.`,
			until: ({ until }) =>
				`Canjéalo antes del ${until}. El enlace sirve una vez: no lo compartas hasta entonces.`,
			action: 'Abrir el regalo',
			note: ({ community }) =>
				`Recibes esto porque un miembro de ${community} escribió tu dirección. Si no lo conoces, no hagas nada.`,
		},
		bought: {
			subject: ({ tier, community }) => `Tu regalo: ${tier} en ${community}`,
			text: ({ amount, months, tier, community }) =>
				`Has pagado ${amount} para regalar ${months} de ${tier} en ${community}.`,
			mailed: ({ email, sendDay }) => `Lo enviamos a ${email} el ${sendDay}.`,
			byHand: ({ until }) =>
				`Pasa el enlace o imprime la tarjeta. Se puede canjear hasta el ${until}.`,
			action: 'Abrir la tarjeta',
			note: ({ community }) => `Recibes esto porque compraste un regalo en ${community}.`,
		},
	},
	ja: {
		gift: {
			subject: ({ sender, tier, community }) =>
				`${sender}さんから${community}の${tier}のギフトが届きました`,
			text: ({ sender, tier, months, community }) =>
				`${sender}さんから、${community}の${tier}（${months}）のギフトです。お支払いは済んでおり、料金はかかりません。`,
			until: ({ until }) =>
				`${until}までに受け取ってください。リンクは一度だけ使えます。それまで他の人に教えないでください。`,
			action: 'ギフトを開く',
			note: ({ community }) =>
				`このメールは、${community}のメンバーがあなたのアドレスを入力したためお送りしています。心当たりがなければ無視してください。`,
		},
		bought: {
			subject: ({ tier, community }) => `ギフト：${community}の${tier}`,
			text: ({ amount, months, tier, community }) =>
				`${community}の${tier}（${months}）のギフトとして${amount}をお支払いいただきました。`,
			mailed: ({ email, sendDay }) => `${sendDay}に${email}へお送りします。`,
			byHand: ({ until }) => `リンクを渡すか、カードを印刷してください。${until}まで受け取れます。`,
			action: 'カードを開く',
			note: ({ community }) =>
				`このメールは、${community}でギフトを購入されたためお送りしています。`,
		},
	},
	ar: {
		gift: {
			subject: ({ sender, tier, community }) => `${sender} يهديك ${tier} في ${community}`,
			text: ({ sender, tier, months, community }) =>
				`يهديك ${sender} عضوية ${tier} في ${community} لمدة ${months}. الثمن مدفوع ولن يُحصَّل منك شيء.`,
			until: ({ until }) =>
				`استخدمها قبل ${until}. يعمل الرابط مرة واحدة، فاحتفظ به لنفسك حتى ذلك.`,
			action: 'فتح الهدية',
			note: ({ community }) =>
				`تصلك هذه الرسالة لأن عضوًا في ${community} كتب عنوانك. إن كنت لا تعرفه فتجاهلها.`,
		},
		bought: {
			subject: ({ tier, community }) => `هديتك: ${tier} في ${community}`,
			text: ({ amount, months, tier, community }) =>
				`دفعت ${amount} لإهداء ${tier} في ${community} لمدة ${months}.`,
			mailed: ({ email, sendDay }) => `نرسلها إلى ${email} في ${sendDay}.`,
			byHand: ({ until }) => `مرّر الرابط أو اطبع البطاقة. يمكن استخدامها حتى ${until}.`,
			action: 'فتح البطاقة',
			note: ({ community }) => `تصلك هذه الرسالة لأنك اشتريت هدية في ${community}.`,
		},
	},
};
