import type { Locale } from '@kith/kernel/locales';
import type { SaleWords } from './sale-letter.ts';
import { EUROPEAN_SALE_WORDS } from './sale-words.europe.ts';

export const SALE_WORDS: Readonly<Record<Locale, SaleWords>> = {
	...EUROPEAN_SALE_WORDS,
	ar: {
		owed: {
			subjects: {
				0: ({ tier }) => `لم ينجح دفع ${tier}`,
				3: ({ tier }) => `تذكير: لم ينجح دفع ${tier}`,
				7: ({ tier, day }) => `تذكير أخير: تصبح ${tier} للقراءة فقط في ${day}`,
			},
			text: ({ tier, community, amount }) => `تعذّر تحصيل ${amount} عن ${tier} في ${community}.`,
			again: ({ otherDay }) => `ستُعاد المحاولة في ${otherDay}.`,
			after: ({ tier, day }) =>
				`يبقى كل شيء مفتوحًا لك حتى ${day}. بعد ذلك يمكنك قراءة ما فتحته ${tier} دون الكتابة فيه؛ وحين يُدفع المبلغ يعود كل شيء كما كان.`,
			action: 'تحديث البطاقة',
		},
		ending: {
			subject: ({ tier, day }) => `تنتهي ${tier} في ${day}`,
			text: ({ tier, community, day }) =>
				`تنتهي عضويتك ${tier} في ${community} يوم ${day}. حتى ذلك الحين لا يتغير شيء، ولن يُحصَّل شيء بعده. يمكنك الاحتفاظ بها قبل ذلك اليوم.`,
			action: 'عرض عضويتي',
		},
		ended: {
			subject: ({ tier }) => `انتهت ${tier}`,
			text: ({ tier, community, day }) =>
				`انتهت عضويتك ${tier} في ${community} يوم ${day}. لن يُحصَّل شيء بعد الآن، ويمكنك العودة متى شئت.`,
			action: 'عرض العضويات',
		},
		trial: {
			subject: ({ tier, day }) => `تنتهي تجربة ${tier} في ${day}`,
			text: ({ tier, community, day, amount }) =>
				`تجرّب ${tier} في ${community} حتى ${day}، وبعدها يُدفع ${amount}. أنهها قبل ذلك إن لم تناسبك، فلا يُحصَّل شيء.`,
			action: 'إدارة عضويتي',
		},
		extended: {
			subject: ({ tier, day }) => `تأجّل الدفع التالي عن ${tier} إلى ${day}`,
			text: ({ tier, community, day, amount }) =>
				`منحك فريق ${community} أيامًا إضافية من ${tier}. يُحصَّل الدفع التالي، ${amount}، في ${day}، ولا يُحصَّل شيء قبله.`,
			action: 'عرض عضويتي',
		},
		receipt: {
			subject: ({ tier, amount }) => `إيصال: ${amount} عن ${tier}`,
			text: ({ tier, community, amount }) => `دفعت ${amount} عن ${tier} في ${community}.`,
			part: ({ number, of }) => `الدفعة ${number} من ${of}.`,
			tax: (tax) => `منها ضريبة: ${tax}.`,
			period: ({ otherDay, day }) => `عن الفترة من ${otherDay} إلى ${day}.`,
			action: 'عرض الفاتورة',
		},
		dispute: {
			subject: ({ amount }) => `مصرف يسترد ${amount}`,
			text: ({ member, tier, community, amount, day }) =>
				`طلب ${member} من المصرف استرداد ${amount} المدفوعة عن ${tier} في ${community}. أجب بما يثبت حقك قبل ${day}، وإلا خُسر المبلغ.`,
			untold: ({ member, tier, community, amount }) =>
				`طلب ${member} من المصرف استرداد ${amount} المدفوعة عن ${tier} في ${community}. أجب بما يثبت حقك.`,
			action: 'عرضه في الاستوديو',
		},
		preheader: ({ community }) => `بخصوص عضوية في ${community}.`,
		note: ({ community }) => `تصلك هذه الرسالة لأنها تخص عضويتك في ${community}.`,
		staffNote: ({ community }) => `تصلك هذه الرسالة لأنك تعتني بعضويات ${community}.`,
	},
	ja: {
		owed: {
			subjects: {
				0: ({ tier }) => `${tier}のお支払いができませんでした`,
				3: ({ tier }) => `再度のお知らせ：${tier}のお支払いができませんでした`,
				7: ({ tier, day }) => `最後のお知らせ：${tier}は${day}から閲覧のみになります`,
			},
			text: ({ tier, community, amount }) =>
				`${community}の${tier}の料金${amount}を引き落とせませんでした。`,
			again: ({ otherDay }) => `${otherDay}にもう一度試みます。`,
			after: ({ tier, day }) =>
				`${day}までは今までどおり利用できます。その後は${tier}で開かれたものを読めますが、書き込めなくなります。お支払いが済みしだい、すべて元どおりになります。`,
			action: 'カードを更新する',
		},
		ending: {
			subject: ({ tier, day }) => `${tier}は${day}に終了します`,
			text: ({ tier, community, day }) =>
				`${community}のメンバーシップ${tier}は${day}に終了します。それまでは何も変わらず、今後の引き落としはありません。その日までは継続に戻せます。`,
			action: 'メンバーシップを見る',
		},
		ended: {
			subject: ({ tier }) => `${tier}は終了しました`,
			text: ({ tier, community, day }) =>
				`${community}のメンバーシップ${tier}は${day}に終了しました。今後の引き落としはありません。いつでも戻ってこられます。`,
			action: 'メンバーシップの一覧',
		},
		trial: {
			subject: ({ tier, day }) => `${tier}の無料期間は${day}に終わります`,
			text: ({ tier, community, day, amount }) =>
				`${community}の${tier}を${day}まで無料でお試し中です。その後は${amount}が引き落とされます。続けない場合はその前に終了してください。料金はかかりません。`,
			action: 'メンバーシップを管理する',
		},
		extended: {
			subject: ({ tier, day }) => `${tier}の次のお支払いは${day}になりました`,
			text: ({ tier, community, day, amount }) =>
				`${community}のチームが${tier}の期間を延長しました。次のお支払い${amount}は${day}に引き落とされ、それまで料金はかかりません。`,
			action: 'メンバーシップを見る',
		},
		receipt: {
			subject: ({ tier, amount }) => `領収：${tier} ${amount}`,
			text: ({ tier, community, amount }) =>
				`${community}の${tier}の料金として${amount}をお支払いいただきました。`,
			part: ({ number, of }) => `お支払い：全${of}回のうち${number}回目`,
			tax: (tax) => `うち税額：${tax}`,
			period: ({ otherDay, day }) => `対象期間：${otherDay}～${day}`,
			action: '請求書を見る',
		},
		dispute: {
			subject: ({ amount }) => `銀行が${amount}を取り戻そうとしています`,
			text: ({ member, tier, community, amount, day }) =>
				`${member}さんが、${community}の${tier}に支払われた${amount}の返金を銀行に求めました。${day}までに証拠を添えて回答しないと、その金額は失われます。`,
			untold: ({ member, tier, community, amount }) =>
				`${member}さんが、${community}の${tier}に支払われた${amount}の返金を銀行に求めました。証拠を添えて回答してください。`,
			action: 'スタジオで見る',
		},
		preheader: ({ community }) => `${community}のメンバーシップについて。`,
		note: ({ community }) =>
			`このメールは、${community}でのあなたのメンバーシップについてお知らせするものです。`,
		staffNote: ({ community }) =>
			`このメールは、${community}のメンバーシップを担当しているためお送りしています。`,
	},
};
