import type { Locale } from '@kith/kernel/locales';

/** What the voters of an idea are told when it is merged into another. */
export type MergedIdeaWords = {
	subject: (idea: { title: string }) => string;
	preheader: (place: { community: string }) => string;
	heading: string;
	text: (ideas: { title: string; into: string }) => string;
	action: string;
	note: (place: { community: string }) => string;
};

export const MERGED_IDEA_WORDS: Readonly<Record<Locale, MergedIdeaWords>> = {
	en: {
		subject: ({ title }) => `“${title}” was merged`,
		preheader: ({ community }) => `An idea you voted for at ${community} lives on in another one.`,
		heading: 'Your vote moved along',
		text: ({ title, into }) =>
			`“${title}” is now one with “${into}”. Your vote counts for that one; if you had voted for both, it counts once.`,
		action: 'Open the idea',
		note: ({ community }) =>
			`You get this once, because you voted for this idea at ${community}. Take your vote back to hear no more of it.`,
	},
	de: {
		subject: ({ title }) => `„${title}“ wurde zusammengelegt`,
		preheader: ({ community }) =>
			`Eine Idee, für die du bei ${community} gestimmt hast, lebt in einer anderen weiter.`,
		heading: 'Deine Stimme ist mitgezogen',
		text: ({ title, into }) =>
			`„${title}“ ist jetzt eins mit „${into}“. Deine Stimme zählt für diese Idee; hattest du für beide gestimmt, zählt sie einmal.`,
		action: 'Idee öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du bei ${community} für diese Idee gestimmt hast. Nimm deine Stimme zurück, um nichts mehr davon zu hören.`,
	},
	fr: {
		subject: ({ title }) => `« ${title} » a été fusionnée`,
		preheader: ({ community }) =>
			`Une idée pour laquelle vous avez voté dans ${community} continue dans une autre.`,
		heading: 'Votre vote a suivi',
		text: ({ title, into }) =>
			`« ${title} » ne fait plus qu’une avec « ${into} ». Votre vote compte pour celle-ci ; si vous aviez voté pour les deux, il compte une fois.`,
		action: 'Ouvrir l’idée',
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous avez voté pour cette idée dans ${community}. Retirez votre vote pour ne plus en recevoir.`,
	},
	es: {
		subject: ({ title }) => `«${title}» se ha unido a otra`,
		preheader: ({ community }) => `Una idea que votaste en ${community} sigue viva en otra.`,
		heading: 'Tu voto la acompaña',
		text: ({ title, into }) =>
			`«${title}» es ahora una sola con «${into}». Tu voto cuenta para esta; si habías votado por las dos, cuenta una vez.`,
		action: 'Abrir la idea',
		note: ({ community }) =>
			`Recibes este mensaje una vez, porque votaste por esta idea en ${community}. Retira tu voto para no recibir más.`,
	},
	ja: {
		subject: ({ title }) => `「${title}」は統合されました`,
		preheader: ({ community }) =>
			`${community} で投票されたアイデアが、別のアイデアに引き継がれました。`,
		heading: 'あなたの票も移りました',
		text: ({ title, into }) =>
			`「${title}」は「${into}」と1つになりました。あなたの票はこちらに数えられます。両方に投票されていた場合は1票になります。`,
		action: 'アイデアを開く',
		note: ({ community }) =>
			`${community} でこのアイデアに投票されたので、一度だけお送りしています。投票を取り消すと届かなくなります。`,
	},
	ar: {
		subject: ({ title }) => `دُمجت «${title}»`,
		preheader: ({ community }) => `فكرة صوّتَّ لها في ${community} تتابع ضمن فكرة أخرى.`,
		heading: 'انتقل صوتك معها',
		text: ({ title, into }) =>
			`أصبحت «${title}» و«${into}» فكرة واحدة. صوتك محسوب لهذه الفكرة، وإن كنت قد صوّتَّ للاثنتين فهو محسوب مرة واحدة.`,
		action: 'فتح الفكرة',
		note: ({ community }) =>
			`تصلك هذه الرسالة مرة واحدة لأنك صوّتَّ لهذه الفكرة في ${community}. اسحب صوتك كي لا تصلك رسائل أخرى.`,
	},
};
