import type { Locale } from '@kith/kernel/locales';
import type { WaitingWords } from './waiting-letter.ts';

export const WAITING_WORDS: Readonly<Record<Locale, WaitingWords>> = {
	en: {
		subject: ({ count, community }) =>
			count === 1
				? `A contribution to ${community} has waited for two days`
				: `${count} contributions to ${community} have waited for two days`,
		text: ({ since }) =>
			`The oldest was sent on ${since}. Its author sees that it waits, and nobody else can read it.`,
		action: 'Open the queue',
		note: ({ community }) =>
			`You get this because you may approve contributions to ${community}: once a day at most, and only while something has waited for longer than two days.`,
	},
	de: {
		subject: ({ count, community }) =>
			count === 1
				? `Ein Beitrag bei ${community} wartet seit zwei Tagen`
				: `${count} Beiträge bei ${community} warten seit zwei Tagen`,
		text: ({ since }) =>
			`Der älteste wurde am ${since} eingereicht. Wer ihn geschrieben hat, sieht, dass er wartet; sonst kann ihn niemand lesen.`,
		action: 'Warteschlange öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil du Beiträge bei ${community} freigeben darfst: höchstens einmal am Tag, und nur solange etwas länger als zwei Tage wartet.`,
	},
	fr: {
		subject: ({ count, community }) =>
			count === 1
				? `Une contribution à ${community} attend depuis deux jours`
				: `${count} contributions à ${community} attendent depuis deux jours`,
		text: ({ since }) =>
			`La plus ancienne a été envoyée le ${since}. Son auteur voit qu’elle attend, et personne d’autre ne peut la lire.`,
		action: 'Ouvrir la file d’attente',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous pouvez approuver les contributions à ${community} : une fois par jour au plus, et seulement tant que quelque chose attend depuis plus de deux jours.`,
	},
	es: {
		subject: ({ count, community }) =>
			count === 1
				? `Una aportación a ${community} lleva dos días esperando`
				: `${count} aportaciones a ${community} llevan dos días esperando`,
		text: ({ since }) =>
			`La más antigua se envió el ${since}. Quien la escribió ve que está en espera, y nadie más puede leerla.`,
		action: 'Abrir la cola',
		note: ({ community }) =>
			`Recibes este mensaje porque puedes aprobar aportaciones a ${community}: como mucho una vez al día, y solo mientras algo lleve más de dos días esperando.`,
	},
	ja: {
		subject: ({ count, community }) =>
			`${community} で ${count} 件の書き込みが 2 日以上承認を待っています`,
		text: ({ since }) =>
			`もっとも古いものは ${since} に送られました。書いた人には承認待ちと表示され、ほかの人には見えません。`,
		action: '承認待ちを開く',
		note: ({ community }) =>
			`${community} の書き込みを承認できる方にお送りしています。2 日を超えて待っているものがあるときだけ、多くても 1 日 1 通です。`,
	},
	ar: {
		subject: ({ count, community }) =>
			count === 1
				? `مساهمة في ${community} تنتظر منذ يومين`
				: `عدد المساهمات التي تنتظر منذ يومين في ${community}: ${count}`,
		text: ({ since }) =>
			`أُرسلت أقدمها في ${since}. يرى كاتبها أنها تنتظر، ولا يستطيع أحد غيره قراءتها.`,
		action: 'فتح قائمة الانتظار',
		note: ({ community }) =>
			`تصلك هذه الرسالة لأنك تستطيع الموافقة على المساهمات في ${community}: مرة في اليوم على الأكثر، وفقط ما دام هناك ما ينتظر أكثر من يومين.`,
	},
};
