import type { Messages } from './messages.en.ts';

/** Every word of our mails, in French. */
export const french: Messages = {
	signInCode: {
		subject: ({ community, code }) => `${code} est votre code pour ${community}`,
		preheader: (minutes) => `Il est valable une fois, pendant ${minutes} minutes.`,
		heading: 'Votre code de connexion',
		text: ({ community }) =>
			`Saisissez ce code là où vous l’avez demandé pour vous connecter à ${community}.`,
		validity: (minutes) =>
			`Il est valable une fois, pendant ${minutes} minutes. Personne de la communauté ne vous le demandera jamais.`,
		note: 'Vous recevez ce message parce que quelqu’un a saisi votre adresse pour se connecter. Si ce n’était pas vous, ignorez-le : sans le code, personne n’entre.',
	},
	invitation: {
		subject: ({ community, inviter }) =>
			inviter
				? `${inviter} vous invite à rejoindre ${community}`
				: `Vous êtes invité à rejoindre ${community}`,
		preheader: ({ community }) => `Rejoignez ${community} avec cette adresse.`,
		heading: ({ community }) => `Vous êtes invité à rejoindre ${community}`,
		text: ({ community, inviter }) =>
			inviter
				? `${inviter} aimerait vous compter parmi les membres de ${community}.`
				: `Les membres de ${community} aimeraient vous compter parmi eux.`,
		validity: (days) => `L’invitation vaut pour cette adresse, pendant ${days} jours.`,
		action: 'Accepter l’invitation',
		note: 'Vous recevez ce message parce qu’un membre a saisi votre adresse. Si vous ne le connaissez pas, ignorez-le : rien ne se passe sans votre accord.',
	},
	welcome: {
		subject: ({ community }) => `Bienvenue dans ${community}`,
		preheader: () => 'Dites bonjour, et faites comme chez vous.',
		heading: ({ name }) => `Bienvenue, ${name}`,
		text: ({ community }) =>
			`Vous êtes maintenant membre de ${community}. Un bon début : présentez-vous et répondez à quelqu’un.`,
		action: ({ community }) => `Ouvrir ${community}`,
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous avez rejoint ${community}.`,
	},
	approved: {
		subject: ({ community }) => `Vous êtes admis : ${community}`,
		preheader: () => 'Votre demande d’adhésion a été approuvée.',
		heading: ({ name }) => `Vous êtes admis, ${name}`,
		text: ({ community }) =>
			`Votre demande pour rejoindre ${community} a été approuvée. Tout vous est ouvert.`,
		action: ({ community }) => `Ouvrir ${community}`,
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous avez demandé à rejoindre ${community}.`,
	},
	restriction: {
		subject: {
			silenced: ({ community }) => `Vous ne pouvez pas écrire sur ${community} pour l’instant`,
			suspended: ({ community }) => `Votre adhésion à ${community} est suspendue`,
			banned: ({ community }) => `Vous avez été retiré de ${community}`,
		},
		preheader: 'Pourquoi, et jusqu’à quand.',
		text: {
			silenced: ({ community }) =>
				`Les responsables de ${community} vous ont rendu muet : vous pouvez lire, mais ni écrire, ni réagir, ni voter.`,
			suspended: ({ community }) =>
				`Les responsables de ${community} ont suspendu votre adhésion. Vous êtes déconnecté jusqu’à son terme.`,
			banned: ({ community }) =>
				`Les responsables de ${community} vous ont retiré et ne vous laisseront plus entrer.`,
		},
		until: (until) => `Cela prend fin de soi-même le ${until}.`,
		endless: 'Cela n’a pas de terme : les responsables de la communauté peuvent y mettre fin.',
		note: ({ community }) =>
			`Vous recevez ce message parce qu’il concerne votre adhésion à ${community}.`,
	},
	restrictionEnded: {
		subject: ({ community }) => `Vous êtes de retour sur ${community}`,
		preheader: 'Ce qui vous retenait a pris fin.',
		heading: ({ name }) => `Heureux de vous revoir, ${name}`,
		text: ({ community }) => `Plus rien ne vous retient sur ${community}. Entrez comme avant.`,
		action: ({ community }) => `Ouvrir ${community}`,
		note: ({ community }) =>
			`Vous recevez ce message parce qu’il concerne votre adhésion à ${community}.`,
	},
	accountsMerged: {
		subject: ({ community }) => `Vos comptes sur ${community} n’en font plus qu’un`,
		preheader: 'Ce que les deux ont écrit se trouve au même endroit.',
		heading: 'Vos comptes n’en font plus qu’un',
		text: ({ community, gone, stays }) =>
			`L’équipe de ${community} a fusionné le compte @${gone} avec @${stays} : ses publications, ses commentaires et tout le reste se trouvent désormais sous @${stays}.`,
		kept: ({ stays }) =>
			`Vous vous connectez à @${stays} comme avant. Vos réglages y sont restés les mêmes.`,
		gone: ({ gone, stays }) =>
			`Cette adresse ne permet plus de se connecter à @${gone}. Connectez-vous avec l’adresse de @${stays}.`,
		action: ({ community }) => `Ouvrir ${community}`,
		note: ({ community }) =>
			`Vous recevez ce message parce qu’il concerne votre adhésion à ${community}. Si ces comptes ne sont pas les vôtres, écrivez tout de suite à l’équipe.`,
	},
	declined: {
		subject: ({ community }) => `Votre demande pour rejoindre ${community}`,
		preheader: 'Les responsables ont répondu.',
		heading: ({ community }) => `${community} ne vous a pas admis`,
		text: ({ community }) =>
			`Les responsables de ${community} ont lu votre demande et l’ont refusée.`,
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous avez demandé à rejoindre ${community}.`,
	},
	request: {
		subject: ({ name, community }) => `${name} demande à rejoindre ${community}`,
		subjectMany: ({ count, community }) => `${count} personnes demandent à rejoindre ${community}`,
		textMany: ({ name, count, community }) =>
			`${name} et ${count - 1} autres souhaitent rejoindre ${community} et attendent une réponse.`,
		preheader: () => 'Acceptez ou refusez la demande.',
		heading: 'Quelqu’un demande à adhérer',
		text: ({ name, community }) => `${name} souhaite rejoindre ${community} et attend une réponse.`,
		action: 'Voir qui attend',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous gérez les membres de ${community}.`,
	},
	submissionApproved: {
		subject: ({ title, community }) => `Approuvé	: ${title} · ${community}`,
		preheader: () => 'Votre texte est maintenant en ligne.',
		heading: 'Votre contribution est publiée',
		text: ({ title }) =>
			`Ce que vous avez écrit pour « ${title} » a été approuvé et est maintenant en ligne.`,
		action: 'Voir la contribution',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous avez écrit pour ${community} un texte qui devait être approuvé.`,
	},
	submissionRejected: {
		subject: ({ title, community }) => `Renvoyé	: ${title} · ${community}`,
		preheader: () => 'Voyez pourquoi, modifiez votre texte et envoyez-le à nouveau.',
		heading: 'Votre contribution vous a été renvoyée',
		text: ({ title }) =>
			`Ce que vous avez écrit pour « ${title} » n’a pas été publié. Vous pouvez le modifier et l’envoyer à nouveau.`,
		action: 'Voir pourquoi',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous avez écrit pour ${community} un texte qui devait être approuvé.`,
	},
	coAuthor: {
		subject: ({ name, title }) => `${name} aimerait écrire « ${title} » avec vous`,
		preheader: () => 'Acceptez ou refusez sur la page de la publication.',
		heading: 'Écrivez ensemble',
		text: ({ name, title, community }) =>
			`${name} vous propose d’être coauteur de « ${title} » dans ${community}. Vous y serez mentionné à ses côtés et pourrez modifier le texte.`,
		action: 'Répondre à l’invitation',
		note: ({ community }) => `Vous recevez ce message parce que vous êtes membre de ${community}.`,
	},
	reminder: {
		subject: ({ title, community }) => `Vous vouliez revenir à « ${title} » – ${community}`,
		preheader: () => 'Le rappel que vous avez demandé.',
		text: ({ community }) =>
			`Vous avez enregistré cette publication dans ${community} et demandé un rappel.`,
		action: 'Ouvrir la publication',
		note: ({ community }) =>
			`Vous recevez ce message une seule fois, parce que vous avez demandé un rappel dans ${community}.`,
	},
	announcement: {
		subject: ({ title, community }) => `${community} : ${title}`,
		preheader: ({ community }) => `Des nouvelles de ${community}.`,
		text: 'Lisez l’annonce entière sur sa page.',
		must: 'Merci de la lire et de cliquer sur « Confirmer la lecture » en dessous.',
		action: 'Ouvrir l’annonce',
		note: ({ community }) =>
			`Vous recevez ce message parce que cette annonce s’adresse à vous en tant que membre de ${community}.`,
	},
	ideaStatus: {
		statuses: {
			open: 'de nouveau ouverte',
			planned: 'prévue',
			in_progress: 'en cours',
			shipped: 'réalisée',
			declined: 'refusée',
		},
		subject: ({ title, status }) => `${title} : ${status}`,
		preheader: ({ community }) =>
			`Des nouvelles d’une idée pour laquelle vous avez voté dans ${community}.`,
		heading: ({ status }) => `Votre idée est ${status}`,
		text: ({ title, status }) => `Vous avez voté pour « ${title} ». Elle est maintenant ${status}.`,
		action: 'Ouvrir l’idée',
		note: ({ community }) =>
			`Vous recevez un message à chaque changement, parce que vous avez voté pour cette idée dans ${community}. Retirez votre vote pour ne plus en recevoir.`,
	},
	archiveReady: {
		subject: ({ community }) => `Votre export de ${community} est prêt`,
		preheader: 'Un fichier avec tout, gardé sept jours.',
		heading: 'Votre export est prêt',
		text: ({ community }) =>
			`Tout ce que contient ${community} tient maintenant dans un fichier. Il est gardé sept jours ; ensuite, demandez-en un nouveau.`,
		action: 'Le télécharger',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous avez demandé un export de ${community}. Le lien ne marche que pour vous, connecté au studio.`,
	},
	closing: {
		subject: ({ community, day }) => `${community} est fermée et sera supprimée le ${day}`,
		lastSubject: ({ community }) => `${community} sera supprimée demain`,
		preheader: ({ day }) => `Jusqu’au ${day}, on peut la récupérer.`,
		heading: 'Votre communauté est fermée',
		text: ({ community, day }) =>
			`${community} a été fermée. Le ${day}, elle sera supprimée avec tout ce qu’elle contient : membres, publications, fichiers. D’ici là, chacun de ses propriétaires peut la garder.`,
		lastText: ({ community, day }) =>
			`Le ${day}, ${community} sera supprimée avec tout ce qu’elle contient : membres, publications, fichiers. C’est le dernier moment pour la garder.`,
		action: 'La voir dans le studio',
		note: ({ community }) =>
			`Vous recevez ce message parce que vous êtes propriétaire de l’organisation à laquelle ${community} appartient.`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }) => `Nouvelle connexion à ${community}`,
			'app-added': ({ community }) =>
				`Votre application d’authentification est activée · ${community}`,
			'app-removed': ({ community }) =>
				`Votre application d’authentification a été désactivée · ${community}`,
			'passkey-added': ({ community }) => `Une clé d’accès a été ajoutée · ${community}`,
			'passkey-removed': ({ community }) => `Une clé d’accès a été retirée · ${community}`,
			'codes-renewed': ({ community }) =>
				`De nouveaux codes de secours ont été créés · ${community}`,
			'code-used': ({ community }) => `Un code de secours a été utilisé · ${community}`,
		},
		texts: {
			'new-device':
				'Quelqu’un s’est connecté avec votre compte sur un appareil que nous ne connaissions pas.',
			'app-added':
				'Désormais, la connexion demande aussi un code de votre application d’authentification.',
			'app-removed':
				'La connexion ne demande plus de code de votre application d’authentification.',
			'passkey-added':
				'Une clé d’accès a été ajoutée à votre compte. Qui la détient peut se connecter à votre place.',
			'passkey-removed':
				'Une clé d’accès a été retirée de votre compte. Elle ne permet plus à personne de se connecter.',
			'codes-renewed':
				'De nouveaux codes de secours ont été créés. Les précédents ne valent plus rien.',
			'code-used':
				'Quelqu’un s’est connecté avec l’un de vos codes de secours. Il ne peut plus servir.',
		},
		heading: 'À propos de votre compte',
		preheader: 'Si c’était vous, il n’y a rien à faire.',
		device: ({ browser, system }) => `${browser} sous ${system}`,
		unknownDevice: 'un appareil inconnu',
		facts: ({ when, device, ip }) =>
			ip === ''
				? `${when}, avec ${device}.`
				: `${when}, avec ${device}, depuis les environs de ${ip}.`,
		advice:
			'Si c’était vous, il n’y a rien à faire. Sinon, ouvrez vos appareils, déconnectez celui que vous ne connaissez pas et changez votre façon de vous connecter.',
		action: 'Voir mes appareils',
		note: ({ community }) =>
			`Vous recevez ce message parce que quelque chose a changé dans votre façon de vous connecter à ${community}. Ces messages ne peuvent pas être désactivés.`,
	},
	ownership: {
		preheader: 'À propos de la propriété de l’organisation.',
		taker: {
			offered: {
				title: ({ giver, organization }) => `${giver} vous propose ${organization}`,
				text: ({ giver, organization, until }) =>
					`${giver} souhaite que vous deveniez propriétaire de ${organization} : ses communautés, son équipe et ses réglages. L’offre vaut jusqu’au ${until}, une seule fois, pour cette adresse.`,
				action: 'Voir l’offre',
			},
			accepted: {
				title: ({ organization }) => `${organization} est à vous`,
				text: ({ giver, organization }) =>
					`Vous avez accepté l’offre de ${giver}. Vous êtes désormais propriétaire de ${organization} et de toutes ses communautés.`,
				action: 'Ouvrir l’organisation',
			},
			declined: {
				title: ({ organization }) => `Vous avez décliné ${organization}`,
				text: ({ giver }) => `Vous avez décliné l’offre de ${giver}. Rien ne change.`,
				action: 'Ouvrir le studio',
			},
			withdrawn: {
				title: ({ organization }) => `L’offre de ${organization} a été retirée`,
				text: ({ organization }) =>
					`L’offre de devenir propriétaire de ${organization} ne vaut plus. Rien ne change pour vous.`,
				action: 'Ouvrir le studio',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }) => `Vous avez proposé ${organization} à ${taker}`,
				text: ({ taker, organization, until }) =>
					`${taker} a été invité à devenir propriétaire de ${organization} et a jusqu’au ${until} pour accepter. D’ici là rien ne change et l’offre peut être retirée. Si ce n’était pas vous, retirez-la maintenant et vérifiez vos appareils.`,
				action: 'Ouvrir les réglages',
			},
			accepted: {
				title: ({ organization, taker }) => `${organization} appartient maintenant à ${taker}`,
				text: ({ taker, giver, organization }) =>
					`${taker} a accepté l’offre de ${giver} : ${organization} lui appartient désormais.`,
				action: 'Ouvrir l’organisation',
			},
			declined: {
				title: ({ taker, organization }) => `${taker} a décliné ${organization}`,
				text: ({ taker, organization }) =>
					`${taker} ne souhaite pas devenir propriétaire de ${organization}. Rien ne change, et quelqu’un d’autre peut être sollicité.`,
				action: 'Ouvrir les réglages',
			},
			withdrawn: {
				title: ({ organization }) => `L’offre de ${organization} a été retirée`,
				text: ({ taker, organization }) =>
					`${taker} ne peut plus accepter ${organization}. Rien ne change.`,
				action: 'Ouvrir les réglages',
			},
		},
		note: ({ organization }) =>
			`Vous recevez ce message parce qu’il concerne la propriété de ${organization}. S’il vous surprend, écrivez aux autres propriétaires.`,
	},
};
