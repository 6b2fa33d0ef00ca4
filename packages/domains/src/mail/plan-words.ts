import type { Locale } from '@kith/kernel/locales';
import type { PlanWords } from './plan-letter.ts';

export const PLAN_WORDS: Readonly<Record<Locale, PlanWords>> = {
	ar: {
		news: {
			trial: {
				subject: ({ plan, day }) => `تنتهي تجربة ${plan} في ${day}`,
				text: ({ plan, organization, day, amount }) =>
					`تجرّب مؤسستك ${organization} باقة ${plan} حتى ${day}. بعد ذلك تُدفع: ${amount}. غيّرها أو أنهها قبل ذلك إن لم تناسبك.`,
				action: 'عرض الباقة',
			},
			failed: {
				subject: ({ plan }) => `لم ينجح دفع ${plan}`,
				text: ({ plan, organization, amount }) =>
					`تعذّر تحصيل ${amount} عن باقة ${plan} الخاصة بـ ${organization}. سنحاول مجددًا لأيام، ولن يُسحب شيء في هذه الأثناء. بطاقة أخرى تحل الأمر فورًا.`,
				action: 'تغيير البطاقة',
			},
			receipt: {
				subject: ({ plan, amount }) => `إيصال: ${amount} عن ${plan}`,
				text: ({ plan, organization, amount }) =>
					`دفعت ${organization} مبلغ ${amount} عن باقة ${plan}. الفاتورة في الاستوديو.`,
				action: 'عرض الفاتورة',
			},
			preheader: 'بخصوص باقتك في Kith.',
			note: ({ organization }) => `تصلك هذه الرسالة لأنك تعتني بباقة ${organization}.`,
		},
		usage: {
			meters: {
				members: 'الأعضاء',
				storage: 'التخزين',
				mails: 'رسائل هذا الشهر',
				calls: 'طلبات الواجهة البرمجية',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`تستخدم ${organization} ‏${percent} % من: ${meter}`,
				text: ({ plan, organization, percent, meter }) =>
					`تستخدم ${organization} ‏${percent} % مما تتسع له باقة ${plan}: ${meter}. لن يتوقف شيء؛ الباقة الأكبر تتسع لأكثر.`,
			},
			full: {
				subject: ({ organization, meter }) => `تجاوزت ${organization} حد: ${meter}`,
				text: ({ plan, organization, meter }) =>
					`تستخدم ${organization} أكثر مما تتسع له باقة ${plan}: ${meter}. يستمر كل شيء كما هو. نرجو اختيار باقة أكبر خلال 14 يومًا.`,
			},
			action: 'عرض الاستخدام',
			preheader: 'بخصوص باقتك في Kith.',
			note: ({ organization }) => `تصلك هذه الرسالة لأنك تعتني بباقة ${organization}.`,
		},
	},
	de: {
		news: {
			trial: {
				subject: ({ plan, day }) => `Dein Test von ${plan} endet am ${day}`,
				text: ({ plan, organization, day, amount }) =>
					`Deine Organisation ${organization} testet ${plan} bis ${day}. Danach wird bezahlt: ${amount}. Ändere oder beende den Tarif vorher, wenn er nicht passt.`,
				action: 'Tarif ansehen',
			},
			failed: {
				subject: ({ plan }) => `Die Zahlung für ${plan} hat nicht geklappt`,
				text: ({ plan, organization, amount }) =>
					`${amount} für den Tarif ${plan} von ${organization} konnten nicht abgebucht werden. Wir versuchen es einige Tage erneut, solange wird nichts weggenommen. Mit einer anderen Karte ist es sofort erledigt.`,
				action: 'Karte ändern',
			},
			receipt: {
				subject: ({ plan, amount }) => `Beleg: ${amount} für ${plan}`,
				text: ({ plan, organization, amount }) =>
					`${organization} hat ${amount} für den Tarif ${plan} bezahlt. Die Rechnung liegt im Studio.`,
				action: 'Rechnung ansehen',
			},
			preheader: 'Zu deinem Tarif bei Kith.',
			note: ({ organization }) =>
				`Du bekommst das, weil du dich um den Tarif von ${organization} kümmerst.`,
		},
		usage: {
			meters: {
				members: 'Mitglieder',
				storage: 'Speicher',
				mails: 'Mails in diesem Monat',
				calls: 'API-Aufrufe',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`${organization} nutzt ${percent} % von: ${meter}`,
				text: ({ plan, organization, percent, meter }) =>
					`${organization} nutzt ${percent} % dessen, wofür der Tarif ${plan} gedacht ist: ${meter}. Nichts hört auf; ein größerer Tarif bietet mehr Platz.`,
			},
			full: {
				subject: ({ organization, meter }) => `${organization} ist über dem Maß: ${meter}`,
				text: ({ plan, organization, meter }) =>
					`${organization} nutzt mehr, als der Tarif ${plan} vorsieht: ${meter}. Alles geht weiter wie bisher. Bitte wähle innerhalb von 14 Tagen einen größeren Tarif.`,
			},
			action: 'Nutzung ansehen',
			preheader: 'Zu deinem Tarif bei Kith.',
			note: ({ organization }) =>
				`Du bekommst das, weil du dich um den Tarif von ${organization} kümmerst.`,
		},
	},
	en: {
		news: {
			trial: {
				subject: ({ plan, day }) => `Your trial of ${plan} ends on ${day}`,
				text: ({ plan, organization, day, amount }) =>
					`Your organization ${organization} tries ${plan} until ${day}. After that it is paid for: ${amount}. Change or end it before then if it is not for you.`,
				action: 'See your plan',
			},
			failed: {
				subject: ({ plan }) => `The payment for ${plan} did not work`,
				text: ({ plan, organization, amount }) =>
					`${amount} for the plan ${plan} of ${organization} could not be charged. We try again for some days, and nothing is taken away meanwhile. Another card settles it at once.`,
				action: 'Change the card',
			},
			receipt: {
				subject: ({ plan, amount }) => `Receipt: ${amount} for ${plan}`,
				text: ({ plan, organization, amount }) =>
					`${organization} paid ${amount} for the plan ${plan}. The invoice is in the studio.`,
				action: 'See the invoice',
			},
			preheader: 'About your plan at Kith.',
			note: ({ organization }) =>
				`You get this because you look after the plan of ${organization}.`,
		},
		usage: {
			meters: {
				members: 'members',
				storage: 'storage',
				mails: 'mails this month',
				calls: 'API calls',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`${organization} uses ${percent} % of its ${meter}`,
				text: ({ plan, organization, percent, meter }) =>
					`${organization} uses ${percent} % of the ${meter} that the plan ${plan} is meant for. Nothing stops; a larger plan has more room.`,
			},
			full: {
				subject: ({ organization, meter }) => `${organization} is beyond its ${meter}`,
				text: ({ plan, organization, meter }) =>
					`${organization} uses more ${meter} than the plan ${plan} is meant for. Everything goes on as it is. Please take a larger plan within 14 days.`,
			},
			action: 'See what is used',
			preheader: 'About your plan at Kith.',
			note: ({ organization }) =>
				`You get this because you look after the plan of ${organization}.`,
		},
	},
	es: {
		news: {
			trial: {
				subject: ({ plan, day }) => `Tu prueba de ${plan} termina el ${day}`,
				text: ({ plan, organization, day, amount }) =>
					`Tu organización ${organization} prueba ${plan} hasta el ${day}. Después se paga: ${amount}. Cámbialo o termínalo antes si no te convence.`,
				action: 'Ver el plan',
			},
			failed: {
				subject: ({ plan }) => `El pago de ${plan} no funcionó`,
				text: ({ plan, organization, amount }) =>
					`No se pudo cobrar ${amount} por el plan ${plan} de ${organization}. Lo intentamos de nuevo durante unos días y no se quita nada mientras tanto. Con otra tarjeta queda resuelto al momento.`,
				action: 'Cambiar la tarjeta',
			},
			receipt: {
				subject: ({ plan, amount }) => `Recibo: ${amount} por ${plan}`,
				text: ({ plan, organization, amount }) =>
					`${organization} pagó ${amount} por el plan ${plan}. La factura está en el estudio.`,
				action: 'Ver la factura',
			},
			preheader: 'Sobre tu plan en Kith.',
			note: ({ organization }) => `Recibes esto porque te ocupas del plan de ${organization}.`,
		},
		usage: {
			meters: {
				members: 'miembros',
				storage: 'almacenamiento',
				mails: 'correos de este mes',
				calls: 'llamadas a la API',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`${organization} usa el ${percent} % de: ${meter}`,
				text: ({ plan, organization, percent, meter }) =>
					`${organization} usa el ${percent} % de lo que prevé el plan ${plan}: ${meter}. Nada se detiene; un plan mayor tiene más espacio.`,
			},
			full: {
				subject: ({ organization, meter }) => `${organization} supera su plan: ${meter}`,
				text: ({ plan, organization, meter }) =>
					`${organization} usa más de lo que prevé el plan ${plan}: ${meter}. Todo sigue igual. Elige un plan mayor en 14 días, por favor.`,
			},
			action: 'Ver el uso',
			preheader: 'Sobre tu plan en Kith.',
			note: ({ organization }) => `Recibes esto porque te ocupas del plan de ${organization}.`,
		},
	},
	fr: {
		news: {
			trial: {
				subject: ({ plan, day }) => `Votre essai de ${plan} se termine le ${day}`,
				text: ({ plan, organization, day, amount }) =>
					`Votre organisation ${organization} essaie ${plan} jusqu’au ${day}. Ensuite, la formule est payante : ${amount}. Changez-la ou arrêtez-la avant si elle ne vous convient pas.`,
				action: 'Voir la formule',
			},
			failed: {
				subject: ({ plan }) => `Le paiement de ${plan} n’a pas abouti`,
				text: ({ plan, organization, amount }) =>
					`${amount} pour la formule ${plan} de ${organization} n’ont pas pu être prélevés. Nous réessayons pendant quelques jours, sans rien retirer. Une autre carte règle tout immédiatement.`,
				action: 'Changer de carte',
			},
			receipt: {
				subject: ({ plan, amount }) => `Reçu : ${amount} pour ${plan}`,
				text: ({ plan, organization, amount }) =>
					`${organization} a payé ${amount} pour la formule ${plan}. La facture est dans le studio.`,
				action: 'Voir la facture',
			},
			preheader: 'À propos de votre formule Kith.',
			note: ({ organization }) =>
				`Vous recevez ceci parce que vous gérez la formule de ${organization}.`,
		},
		usage: {
			meters: {
				members: 'membres',
				storage: 'stockage',
				mails: 'e-mails ce mois-ci',
				calls: 'appels d’API',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`${organization} utilise ${percent} % : ${meter}`,
				text: ({ plan, organization, percent, meter }) =>
					`${organization} utilise ${percent} % de ce que prévoit la formule ${plan} : ${meter}. Rien ne s’arrête ; une formule plus grande offre plus de place.`,
			},
			full: {
				subject: ({ organization, meter }) => `${organization} dépasse sa formule : ${meter}`,
				text: ({ plan, organization, meter }) =>
					`${organization} utilise plus que ce que prévoit la formule ${plan} : ${meter}. Tout continue comme avant. Merci de choisir une formule plus grande sous 14 jours.`,
			},
			action: 'Voir l’utilisation',
			preheader: 'À propos de votre formule Kith.',
			note: ({ organization }) =>
				`Vous recevez ceci parce que vous gérez la formule de ${organization}.`,
		},
	},
	ja: {
		news: {
			trial: {
				subject: ({ plan, day }) => `${plan} の試用は${day}に終わります`,
				text: ({ plan, organization, day, amount }) =>
					`${organization} は${day}まで ${plan} を試用しています。その後は ${amount} のお支払いとなります。合わない場合は、それまでに変更または終了してください。`,
				action: 'プランを見る',
			},
			failed: {
				subject: ({ plan }) => `${plan} のお支払いができませんでした`,
				text: ({ plan, organization, amount }) =>
					`${organization} のプラン ${plan} の ${amount} を請求できませんでした。数日間あらためて試みます。その間、何も失われません。別のカードにすればすぐに解決します。`,
				action: 'カードを変更',
			},
			receipt: {
				subject: ({ plan, amount }) => `領収: ${plan} の ${amount}`,
				text: ({ plan, organization, amount }) =>
					`${organization} はプラン ${plan} に ${amount} を支払いました。請求書はスタジオにあります。`,
				action: '請求書を見る',
			},
			preheader: 'Kith のプランについて。',
			note: ({ organization }) =>
				`${organization} のプランを管理しているため、このメールをお送りしています。`,
		},
		usage: {
			meters: {
				members: 'メンバー数',
				storage: 'ストレージ',
				mails: '今月のメール数',
				calls: 'API 呼び出し数',
			},
			near: {
				subject: ({ organization, percent, meter }) =>
					`${organization}: ${meter}が ${percent} % に達しました`,
				text: ({ plan, organization, percent, meter }) =>
					`${organization} の${meter}がプラン ${plan} の目安の ${percent} % に達しました。何も止まりません。大きいプランには余裕があります。`,
			},
			full: {
				subject: ({ organization, meter }) => `${organization}: ${meter}が目安を超えました`,
				text: ({ plan, organization, meter }) =>
					`${organization} の${meter}がプラン ${plan} の目安を超えました。すべてこれまで通り使えます。14 日以内に大きいプランをお選びください。`,
			},
			action: '利用状況を見る',
			preheader: 'Kith のプランについて。',
			note: ({ organization }) =>
				`${organization} のプランを管理しているため、このメールをお送りしています。`,
		},
	},
};
