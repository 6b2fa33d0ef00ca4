import type { Locale } from '@kith/kernel/locales';
import type { ExplorationWords } from './exploration-letter.ts';

export const EXPLORATION_WORDS: Readonly<Record<Locale, ExplorationWords>> = {
	en: {
		subject: ({ community, name }) => `${community}: ${name}`,
		total: 'All together',
		before: (before) => `${before} in the time before`,
		few: 'fewer than five people',
		nothing: 'Nothing happened in these days.',
		cut: 'There are more lines on the page.',
		lines: {
			...{ others: 'Others', invited: 'Invitation', unknown: 'Unknown' },
			...{ member: 'Members', staff: 'Staff', bot: 'The house itself' },
			...{ api: 'Programs', import: 'Brought in' },
		},
		action: 'Open in the explorer',
		note: ({ community }) =>
			`You get this because you asked for the answer by mail and may see the numbers of ${community}. You can stop it in the explorer.`,
	},
	de: {
		subject: ({ community, name }) => `${community}: ${name}`,
		total: 'Insgesamt',
		before: (before) => `${before} in der Zeit davor`,
		few: 'weniger als fünf Personen',
		nothing: 'In diesen Tagen geschah nichts.',
		cut: 'Auf der Seite stehen weitere Zeilen.',
		lines: {
			...{ others: 'Andere', invited: 'Einladung', unknown: 'Unbekannt' },
			...{ member: 'Mitglieder', staff: 'Team', bot: 'Das Haus selbst' },
			...{ api: 'Programme', import: 'Importiert' },
		},
		action: 'Im Studio öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil du die Antwort per E-Mail haben wolltest und die Zahlen von ${community} sehen darfst. Im Studio kannst du sie abbestellen.`,
	},
	fr: {
		subject: ({ community, name }) => `${community} : ${name}`,
		total: 'Au total',
		before: (before) => `${before} sur la période précédente`,
		few: 'moins de cinq personnes',
		nothing: 'Rien ne s’est passé durant ces jours.',
		cut: 'D’autres lignes se trouvent sur la page.',
		lines: {
			...{ others: 'Autres', invited: 'Invitation', unknown: 'Inconnu' },
			...{ member: 'Membres', staff: 'Équipe', bot: 'La maison elle-même' },
			...{ api: 'Programmes', import: 'Importé' },
		},
		action: 'Ouvrir dans l’explorateur',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous avez demandé cette réponse par e-mail et pouvez voir les chiffres de ${community}. Vous pouvez l’arrêter dans l’explorateur.`,
	},
	es: {
		subject: ({ community, name }) => `${community}: ${name}`,
		total: 'En total',
		before: (before) => `${before} en el tiempo anterior`,
		few: 'menos de cinco personas',
		nothing: 'En estos días no pasó nada.',
		cut: 'En la página hay más líneas.',
		lines: {
			...{ others: 'Otros', invited: 'Invitación', unknown: 'Desconocido' },
			...{ member: 'Miembros', staff: 'Equipo', bot: 'La propia casa' },
			...{ api: 'Programas', import: 'Importado' },
		},
		action: 'Abrir en el explorador',
		note: ({ community }) =>
			`Recibes este correo porque pediste la respuesta por correo y puedes ver las cifras de ${community}. Puedes dejar de recibirlo en el explorador.`,
	},
	ja: {
		subject: ({ community, name }) => `${community}：${name}`,
		total: '合計',
		before: (before) => `前の期間は${before}`,
		few: '5人未満',
		nothing: 'この期間には何もありませんでした。',
		cut: '続きはページで確認できます。',
		lines: {
			...{ others: 'その他', invited: '招待', unknown: '不明' },
			...{ member: 'メンバー', staff: 'スタッフ', bot: 'システム' },
			...{ api: 'プログラム', import: 'インポート' },
		},
		action: '分析ツールで開く',
		note: ({ community }) =>
			`このメールは、結果をメールで受け取る設定にしていて、${community}の数値を見られる方にお送りしています。分析ツールで停止できます。`,
	},
	ar: {
		subject: ({ community, name }) => `⁨${community}⁩: ⁨${name}⁩`,
		total: 'المجموع',
		before: (before) => `${before} في الفترة السابقة`,
		few: 'أقل من خمسة أشخاص',
		nothing: 'لم يحدث شيء في هذه الأيام.',
		cut: 'في الصفحة أسطر أخرى.',
		lines: {
			...{ others: 'آخرون', invited: 'دعوة', unknown: 'غير معروف' },
			...{ member: 'الأعضاء', staff: 'الفريق', bot: 'النظام نفسه' },
			...{ api: 'البرامج', import: 'مستورد' },
		},
		action: 'فتح في المستكشف',
		note: ({ community }) =>
			`تصلك هذه الرسالة لأنك طلبت الإجابة بالبريد ويمكنك رؤية أرقام ⁨${community}⁩. يمكنك إيقافها في المستكشف.`,
	},
};
