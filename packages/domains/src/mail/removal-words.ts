import type { Locale } from '@kith/kernel/locales';

type Say = (place: { community: string }) => string;

/** What a member is told whom the people who run a community removed. */
export type RemovalWords = { subject: Say; preheader: string; text: Say; note: Say };

export const REMOVAL_WORDS: Readonly<Record<Locale, RemovalWords>> = {
	en: {
		subject: ({ community }) => `Your membership of ${community} has ended`,
		preheader: 'The people who run it have removed you.',
		text: ({ community }) =>
			`The people who run ${community} have removed you. You are signed out everywhere, and come back only if they invite you.`,
		note: ({ community }) => `You get this once, because you were a member of ${community}.`,
	},
	de: {
		subject: ({ community }) => `Deine Mitgliedschaft bei ${community} ist beendet`,
		preheader: 'Die Leitung hat dich entfernt.',
		text: ({ community }) =>
			`Die Leitung von ${community} hat dich entfernt. Du bist überall abgemeldet und kommst nur mit einer neuen Einladung zurück.`,
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du Mitglied bei ${community} warst.`,
	},
	fr: {
		subject: ({ community }) => `Votre adhésion à ${community} a pris fin`,
		preheader: 'Les responsables vous ont retiré.',
		text: ({ community }) =>
			`Les responsables de ${community} vous ont retiré de la communauté. Vous êtes déconnecté partout et ne pouvez revenir que sur leur invitation.`,
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous étiez membre de ${community}.`,
	},
	es: {
		subject: ({ community }) => `Tu membresía en ${community} ha terminado`,
		preheader: 'Quienes la dirigen te han retirado.',
		text: ({ community }) =>
			`Quienes dirigen ${community} te han retirado. Se ha cerrado tu sesión en todas partes y solo puedes volver si te invitan.`,
		note: ({ community }) =>
			`Recibes este mensaje una sola vez, porque eras miembro de ${community}.`,
	},
	ja: {
		subject: ({ community }) => `${community} のメンバーではなくなりました`,
		preheader: '運営者があなたを退会させました。',
		text: ({ community }) =>
			`${community} の運営者があなたを退会させました。すべての端末からログアウトされ、運営者に招待された場合にだけ戻れます。`,
		note: ({ community }) =>
			`${community} のメンバーだったので、このメールを一度だけお送りしています。`,
	},
	ar: {
		subject: ({ community }) => `انتهت عضويتك في ${community}`,
		preheader: 'أزالك القائمون عليه.',
		text: ({ community }) =>
			`أزالك القائمون على ${community}. سُجّل خروجك من كل مكان، ولا تعود إلا بدعوة منهم.`,
		note: ({ community }) => `تصلك هذه الرسالة مرة واحدة لأنك كنت عضوًا في ${community}.`,
	},
};
