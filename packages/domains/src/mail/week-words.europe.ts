import type { WeekWords } from './week-letter.ts';

export const EUROPEAN_WEEK_WORDS = {
	en: {
		subject: ({ community, days }) => `${community}: the week of ${days}`,
		figures: {
			active: 'Active members',
			joined: 'New members',
			answers: 'Answers between members',
			mrr: 'Monthly recurring revenue',
		},
		before: (before) => `${before} the week before`,
		headlines: {
			up: {
				up: 'More members are here, and they answer each other more.',
				same: 'More members are here; they answer each other as much as before.',
				down: 'More members are here, but they answer each other less.',
			},
			same: {
				up: 'As many members are here as before, and they answer each other more.',
				same: 'Everything goes on as before.',
				down: 'As many members are here as before, but they answer each other less.',
			},
			down: {
				up: 'Fewer members are here, but they answer each other more.',
				same: 'Fewer members are here; they answer each other as much as before.',
				down: 'Fewer members are here, and they answer each other less.',
			},
		},
		deeds: 'What to do next',
		well: 'Nothing asks for you now',
		signals: {
			unanswered: {
				text: ({ count }) => `Posts that wait for a first answer: ${count}`,
				action: 'Answer the oldest',
			},
			silent_newcomers: {
				text: ({ count, days }) =>
					`Joined in the last ${days} days and wrote nothing yet: ${count}`,
				action: 'See who they are',
			},
			gone_quiet: {
				text: ({ count, days }) => `Were here before and not in the last ${days} days: ${count}`,
				action: 'See who they are',
			},
			one_voice: {
				text: ({ count }) => `One member wrote ${count} of everything`,
				action: 'See who takes part',
			},
			growing_space: {
				text: ({ name, count }) => `${name} grows: ${count} more than in the week before`,
				action: 'Compare the spaces',
			},
			unusual_texts: {
				text: ({ name, count, days }) =>
					`${count} posts and comments on ${name}, where ${days} are usual`,
				action: 'See the outlook',
			},
			unusual_joined: {
				text: ({ name, count, days }) =>
					`${count} people joined on ${name}, where ${days} are usual`,
				action: 'See who they are',
			},
			nobody_joined: {
				text: () => 'Nobody joined this week',
				action: 'Invite people',
			},
		},
		action: 'See the week',
		note: ({ community }) =>
			`You get this once a week because you may see the numbers of ${community}. You can stop it on the page of the week.`,
	},
	de: {
		subject: ({ community, days }) => `${community}: die Woche vom ${days}`,
		figures: {
			active: 'Aktive Mitglieder',
			joined: 'Neue Mitglieder',
			answers: 'Antworten unter Mitgliedern',
			mrr: 'Monatlich wiederkehrend',
		},
		before: (before) => `${before} in der Woche davor`,
		headlines: {
			up: {
				up: 'Mehr Mitglieder sind da, und sie antworten einander mehr.',
				same: 'Mehr Mitglieder sind da; sie antworten einander so viel wie zuvor.',
				down: 'Mehr Mitglieder sind da, aber sie antworten einander weniger.',
			},
			same: {
				up: 'Es sind so viele Mitglieder da wie zuvor, und sie antworten einander mehr.',
				same: 'Alles geht weiter wie zuvor.',
				down: 'Es sind so viele Mitglieder da wie zuvor, aber sie antworten einander weniger.',
			},
			down: {
				up: 'Weniger Mitglieder sind da, aber sie antworten einander mehr.',
				same: 'Weniger Mitglieder sind da; sie antworten einander so viel wie zuvor.',
				down: 'Weniger Mitglieder sind da, und sie antworten einander weniger.',
			},
		},
		deeds: 'Was jetzt zu tun ist',
		well: 'Gerade braucht dich nichts',
		signals: {
			unanswered: {
				text: ({ count }) => `Beiträge, die auf eine erste Antwort warten: ${count}`,
				action: 'Den ältesten beantworten',
			},
			silent_newcomers: {
				text: ({ count, days }) =>
					`In den letzten ${days} Tagen beigetreten und noch nichts geschrieben: ${count}`,
				action: 'Sehen, wer das ist',
			},
			gone_quiet: {
				text: ({ count, days }) =>
					`Waren früher da und in den letzten ${days} Tagen nicht: ${count}`,
				action: 'Sehen, wer das ist',
			},
			one_voice: {
				text: ({ count }) => `Ein Mitglied schrieb ${count} von allem`,
				action: 'Sehen, wer sich beteiligt',
			},
			growing_space: {
				text: ({ name, count }) => `${name} wächst: ${count} mehr als in der Woche davor`,
				action: 'Die Spaces vergleichen',
			},
			unusual_texts: {
				text: ({ name, count, days }) =>
					`${count} Beiträge und Kommentare am ${name}, üblich sind ${days}`,
				action: 'Zum Ausblick',
			},
			unusual_joined: {
				text: ({ name, count, days }) => `${count} Beitritte am ${name}, üblich sind ${days}`,
				action: 'Ansehen, wer es ist',
			},
			nobody_joined: {
				text: () => 'In dieser Woche trat niemand bei',
				action: 'Leute einladen',
			},
		},
		action: 'Die Woche ansehen',
		note: ({ community }) =>
			`Du bekommst das einmal in der Woche, weil du die Zahlen von ${community} sehen darfst. Auf der Seite der Woche kannst du es abstellen.`,
	},
	fr: {
		subject: ({ community, days }) => `${community} : la semaine du ${days}`,
		figures: {
			active: 'Membres actifs',
			joined: 'Nouveaux membres',
			answers: 'Réponses entre membres',
			mrr: 'Revenu mensuel récurrent',
		},
		before: (before) => `${before} la semaine précédente`,
		headlines: {
			up: {
				up: 'Plus de membres sont là, et ils se répondent davantage.',
				same: 'Plus de membres sont là ; ils se répondent autant qu’avant.',
				down: 'Plus de membres sont là, mais ils se répondent moins.',
			},
			same: {
				up: 'Autant de membres sont là qu’avant, et ils se répondent davantage.',
				same: 'Tout continue comme avant.',
				down: 'Autant de membres sont là qu’avant, mais ils se répondent moins.',
			},
			down: {
				up: 'Moins de membres sont là, mais ils se répondent davantage.',
				same: 'Moins de membres sont là ; ils se répondent autant qu’avant.',
				down: 'Moins de membres sont là, et ils se répondent moins.',
			},
		},
		deeds: 'Que faire maintenant',
		well: 'Rien ne vous demande pour l’instant',
		signals: {
			unanswered: {
				text: ({ count }) => `Publications qui attendent une première réponse : ${count}`,
				action: 'Répondre à la plus ancienne',
			},
			silent_newcomers: {
				text: ({ count, days }) =>
					`Inscrits ces ${days} derniers jours sans avoir encore écrit : ${count}`,
				action: 'Voir qui c’est',
			},
			gone_quiet: {
				text: ({ count, days }) =>
					`Venus auparavant mais pas ces ${days} derniers jours : ${count}`,
				action: 'Voir qui c’est',
			},
			one_voice: {
				text: ({ count }) => `Un membre a écrit ${count} du total`,
				action: 'Voir qui participe',
			},
			growing_space: {
				text: ({ name, count }) => `${name} progresse : ${count} de plus que la semaine précédente`,
				action: 'Comparer les espaces',
			},
			unusual_texts: {
				text: ({ name, count, days }) =>
					`${count} publications et commentaires le ${name}, contre ${days} d’habitude`,
				action: 'Voir les perspectives',
			},
			unusual_joined: {
				text: ({ name, count, days }) =>
					`${count} inscriptions le ${name}, contre ${days} d’habitude`,
				action: 'Voir qui c’est',
			},
			nobody_joined: {
				text: () => 'Personne ne s’est inscrit cette semaine',
				action: 'Inviter des gens',
			},
		},
		action: 'Voir la semaine',
		note: ({ community }) =>
			`Vous recevez ce message une fois par semaine parce que vous pouvez voir les chiffres de ${community}. Vous pouvez l’arrêter sur la page de la semaine.`,
	},
	es: {
		subject: ({ community, days }) => `${community}: la semana del ${days}`,
		figures: {
			active: 'Miembros activos',
			joined: 'Nuevos miembros',
			answers: 'Respuestas entre miembros',
			mrr: 'Ingresos mensuales recurrentes',
		},
		before: (before) => `${before} la semana anterior`,
		headlines: {
			up: {
				up: 'Hay más miembros, y se responden más entre sí.',
				same: 'Hay más miembros; se responden tanto como antes.',
				down: 'Hay más miembros, pero se responden menos.',
			},
			same: {
				up: 'Hay tantos miembros como antes, y se responden más.',
				same: 'Todo sigue como antes.',
				down: 'Hay tantos miembros como antes, pero se responden menos.',
			},
			down: {
				up: 'Hay menos miembros, pero se responden más.',
				same: 'Hay menos miembros; se responden tanto como antes.',
				down: 'Hay menos miembros, y se responden menos.',
			},
		},
		deeds: 'Qué hacer ahora',
		well: 'Nada te necesita ahora',
		signals: {
			unanswered: {
				text: ({ count }) => `Publicaciones que esperan una primera respuesta: ${count}`,
				action: 'Responder a la más antigua',
			},
			silent_newcomers: {
				text: ({ count, days }) =>
					`Se unieron en los últimos ${days} días y aún no escribieron: ${count}`,
				action: 'Ver quiénes son',
			},
			gone_quiet: {
				text: ({ count, days }) => `Estuvieron antes y no en los últimos ${days} días: ${count}`,
				action: 'Ver quiénes son',
			},
			one_voice: {
				text: ({ count }) => `Un miembro escribió el ${count} de todo`,
				action: 'Ver quién participa',
			},
			growing_space: {
				text: ({ name, count }) => `${name} crece: ${count} más que la semana anterior`,
				action: 'Comparar los espacios',
			},
			unusual_texts: {
				text: ({ name, count, days }) =>
					`${count} publicaciones y comentarios el ${name}; lo habitual son ${days}`,
				action: 'Ver las perspectivas',
			},
			unusual_joined: {
				text: ({ name, count, days }) =>
					`${count} personas se unieron el ${name}; lo habitual son ${days}`,
				action: 'Ver quiénes son',
			},
			nobody_joined: {
				text: () => 'Nadie se unió esta semana',
				action: 'Invitar a gente',
			},
		},
		action: 'Ver la semana',
		note: ({ community }) =>
			`Recibes este mensaje una vez por semana porque puedes ver las cifras de ${community}. Puedes detenerlo en la página de la semana.`,
	},
} as const satisfies Readonly<Record<string, WeekWords>>;
