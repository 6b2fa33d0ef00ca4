import type { Locale } from '@kith/kernel/locales';
import type { SeatWords } from './seat-letter.ts';

export const SEAT_WORDS: Readonly<Record<Locale, SeatWords>> = {
	en: {
		invite: {
			subject: ({ tier, community }) => `A seat for you: ${tier} at ${community}`,
			text: ({ manager, tier, group, community }) =>
				`${manager} invites you to ${tier} at ${community}, as one of ${group}. It is paid for, and nothing is charged to you.`,
			until: ({ until }) =>
				`The invitation works until ${until}, as long as a seat is free, and for one person.`,
			action: 'Take the seat',
			note: ({ community }) =>
				`You get this because a member of ${community} typed your address. If you do not know them, ignore it.`,
		},
		offer: {
			subject: ({ manager, group }) => `${manager} asks you to look after ${group}`,
			text: ({ manager, group, tier, community }) =>
				`${manager} would like you to look after ${group} at ${community}: its seats of ${tier}, who has them, and paying for them.`,
			until: () => 'Nothing changes until you accept. You see what it costs before you do.',
			action: 'Look at it',
			note: ({ group, community }) =>
				`You get this because you have a seat in ${group} at ${community}.`,
		},
	},
	de: {
		invite: {
			subject: ({ tier, community }) => `Ein Platz für dich: ${tier} bei ${community}`,
			text: ({ manager, tier, group, community }) =>
				`${manager} lädt dich zu ${tier} bei ${community} ein, als Teil von ${group}. Das ist bezahlt, dir wird nichts berechnet.`,
			until: ({ until }) =>
				`Die Einladung gilt bis ${until}, solange ein Platz frei ist, und für eine Person.`,
			action: 'Platz nehmen',
			note: ({ community }) =>
				`Du bekommst das, weil ein Mitglied von ${community} deine Adresse eingegeben hat. Kennst du es nicht, tu einfach nichts.`,
		},
		offer: {
			subject: ({ manager, group }) => `${manager} bittet dich, ${group} zu übernehmen`,
			text: ({ manager, group, tier, community }) =>
				`${manager} möchte, dass du dich bei ${community} um ${group} kümmerst: um die Plätze für ${tier}, wer sie hat, und ums Bezahlen.`,
			until: () => 'Es ändert sich nichts, bis du annimmst. Was es kostet, siehst du vorher.',
			action: 'Ansehen',
			note: ({ group, community }) =>
				`Du bekommst das, weil du bei ${community} einen Platz in ${group} hast.`,
		},
	},
	fr: {
		invite: {
			subject: ({ tier, community }) => `Une place pour vous : ${tier} sur ${community}`,
			text: ({ manager, tier, group, community }) =>
				`${manager} vous invite à ${tier} sur ${community}, au sein de ${group}. C’est déjà payé : rien ne vous sera facturé.`,
			until: ({ until }) =>
				`L’invitation est valable jusqu’au ${until}, tant qu’une place est libre, et pour une seule personne.`,
			action: 'Prendre la place',
			note: ({ community }) =>
				`Vous recevez ce message parce qu’un membre de ${community} a saisi votre adresse. Si vous ne le connaissez pas, ignorez-le.`,
		},
		offer: {
			subject: ({ manager, group }) => `${manager} vous demande de gérer ${group}`,
			text: ({ manager, group, tier, community }) =>
				`${manager} souhaite que vous gériez ${group} sur ${community} : les places de ${tier}, qui les occupe, et leur paiement.`,
			until: () =>
				'Rien ne change tant que vous n’acceptez pas. Vous verrez d’abord ce que cela coûte.',
			action: 'Voir',
			note: ({ group, community }) =>
				`Vous recevez ce message parce que vous avez une place dans ${group} sur ${community}.`,
		},
	},
	es: {
		invite: {
			subject: ({ tier, community }) => `Una plaza para ti: ${tier} en ${community}`,
			text: ({ manager, tier, group, community }) =>
				`${manager} te invita a ${tier} en ${community}, como parte de ${group}. Ya está pagado: no se te cobra nada.`,
			until: ({ until }) =>
				`La invitación vale hasta el ${until}, mientras haya una plaza libre, y para una persona.`,
			action: 'Ocupar la plaza',
			note: ({ community }) =>
				`Recibes esto porque un miembro de ${community} escribió tu dirección. Si no lo conoces, no hagas nada.`,
		},
		offer: {
			subject: ({ manager, group }) => `${manager} te pide que te encargues de ${group}`,
			text: ({ manager, group, tier, community }) =>
				`${manager} quiere que te encargues de ${group} en ${community}: de las plazas de ${tier}, de quién las tiene y de pagarlas.`,
			until: () => 'Nada cambia hasta que aceptes. Antes verás lo que cuesta.',
			action: 'Verlo',
			note: ({ group, community }) =>
				`Recibes esto porque tienes una plaza en ${group} en ${community}.`,
		},
	},
	ja: {
		invite: {
			subject: ({ tier, community }) => `${community}の${tier}の席のご案内`,
			text: ({ manager, tier, group, community }) =>
				`${manager}さんが、${group}の一員として${community}の${tier}にあなたを招待しています。お支払いは済んでおり、料金はかかりません。`,
			until: ({ until }) => `招待は${until}まで、席が空いている間、お一人に限り有効です。`,
			action: '席を受け取る',
			note: ({ community }) =>
				`このメールは、${community}のメンバーがあなたのアドレスを入力したためお送りしています。心当たりがなければ無視してください。`,
		},
		offer: {
			subject: ({ manager, group }) => `${manager}さんから${group}の管理の依頼`,
			text: ({ manager, group, tier, community }) =>
				`${manager}さんが、${community}での${group}の管理（${tier}の席、その利用者、お支払い）をあなたに引き継ぎたいと考えています。`,
			until: () => '承諾するまで何も変わりません。費用は承諾の前に確認できます。',
			action: '確認する',
			note: ({ group, community }) =>
				`このメールは、${community}で${group}の席をお持ちのためお送りしています。`,
		},
	},
	ar: {
		invite: {
			subject: ({ tier, community }) => `مقعد لك: ${tier} في ${community}`,
			text: ({ manager, tier, group, community }) =>
				`يدعوك ${manager} إلى ${tier} في ${community} ضمن ${group}. الثمن مدفوع ولن يُحصَّل منك شيء.`,
			until: ({ until }) => `تسري الدعوة حتى ${until} ما دام هناك مقعد شاغر، ولشخص واحد.`,
			action: 'خذ المقعد',
			note: ({ community }) =>
				`تصلك هذه الرسالة لأن عضوًا في ${community} كتب عنوانك. إن كنت لا تعرفه فتجاهلها.`,
		},
		offer: {
			subject: ({ manager, group }) => `يطلب منك ${manager} أن تدير ${group}`,
			text: ({ manager, group, tier, community }) =>
				`يودّ ${manager} أن تدير ${group} في ${community}: مقاعد ${tier} ومن يشغلها ودفع ثمنها.`,
			until: () => 'لا يتغير شيء قبل أن تقبل، وسترى الكلفة قبل ذلك.',
			action: 'اطّلع',
			note: ({ group, community }) => `تصلك هذه الرسالة لأن لك مقعدًا في ${group} في ${community}.`,
		},
	},
};
