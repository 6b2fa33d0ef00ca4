import type { Messages } from './messages.en.ts';

/** Every word of our mails, in German. */
export const german: Messages = {
	signInCode: {
		subject: ({ community, code }) => `${code} ist dein Code für ${community}`,
		preheader: (minutes) => `Er gilt einmal, ${minutes} Minuten lang.`,
		heading: 'Dein Anmeldecode',
		text: ({ community }) =>
			`Gib diesen Code dort ein, wo du ihn angefordert hast, um dich bei ${community} anzumelden.`,
		validity: (minutes) =>
			`Er gilt einmal, ${minutes} Minuten lang. Niemand aus der Community wird dich je danach fragen.`,
		note: 'Du bekommst diese Mail, weil jemand deine Adresse zum Anmelden eingegeben hat. Warst du es nicht, ignoriere sie: Ohne den Code kommt niemand hinein.',
	},
	invitation: {
		subject: ({ community, inviter }) =>
			inviter ? `${inviter} lädt dich zu ${community} ein` : `Einladung zu ${community}`,
		preheader: ({ community }) => `Tritt ${community} mit dieser Adresse bei.`,
		heading: ({ community }) => `Einladung zu ${community}`,
		text: ({ community, inviter }) =>
			inviter
				? `${inviter} möchte dich bei ${community} dabeihaben.`
				: `Die Menschen von ${community} möchten dich dabeihaben.`,
		validity: (days) => `Die Einladung gilt für diese Adresse, ${days} Tage lang.`,
		action: 'Einladung annehmen',
		note: 'Du bekommst diese Mail, weil ein Mitglied deine Adresse eingegeben hat. Kennst du es nicht, ignoriere sie: Ohne deine Zusage passiert nichts.',
	},
	welcome: {
		subject: ({ community }) => `Willkommen bei ${community}`,
		preheader: () => 'Sag hallo und fühl dich wie zu Hause.',
		heading: ({ name }) => `Willkommen, ${name}`,
		text: ({ community }) =>
			`Du bist jetzt Mitglied von ${community}. Ein guter Anfang: Stell dich vor und antworte jemandem.`,
		action: ({ community }) => `${community} öffnen`,
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du ${community} beigetreten bist.`,
	},
	approved: {
		subject: ({ community }) => `Du bist dabei: ${community}`,
		preheader: () => 'Deine Anfrage wurde angenommen.',
		heading: ({ name }) => `Du bist dabei, ${name}`,
		text: ({ community }) =>
			`Deine Anfrage, ${community} beizutreten, wurde angenommen. Dir steht jetzt alles offen.`,
		action: ({ community }) => `${community} öffnen`,
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du ${community} beitreten wolltest.`,
	},
	announcement: {
		subject: ({ title, community }) => `${community}: ${title}`,
		preheader: ({ community }) => `Neuigkeiten von ${community}.`,
		text: 'Alles Weitere liest du dort, wo es steht.',
		must: 'Bitte lies es und drücke darunter auf „Zur Kenntnis genommen“.',
		action: 'Ankündigung öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil dir das als Mitglied von ${community} angekündigt wurde.`,
	},
	ideaStatus: {
		statuses: {
			open: 'wieder offen',
			planned: 'geplant',
			in_progress: 'in Arbeit',
			shipped: 'umgesetzt',
			declined: 'abgelehnt',
		},
		subject: ({ title, status }) => `${title}: ${status}`,
		preheader: ({ community }) =>
			`Neues von einer Idee, für die du bei ${community} gestimmt hast.`,
		heading: ({ status }) => `Deine Idee ist ${status}`,
		text: ({ title, status }) => `Du hast für „${title}“ gestimmt. Sie ist jetzt ${status}.`,
		action: 'Idee öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail einmal je Änderung, weil du bei ${community} für diese Idee gestimmt hast. Nimm deine Stimme zurück, um nichts mehr davon zu hören.`,
	},
	restriction: {
		subject: {
			silenced: ({ community }) => `Du kannst bei ${community} vorerst nicht schreiben`,
			suspended: ({ community }) => `Deine Mitgliedschaft bei ${community} ist gesperrt`,
			banned: ({ community }) => `Du wurdest aus ${community} entfernt`,
		},
		preheader: 'Warum und bis wann.',
		text: {
			silenced: ({ community }) =>
				`Die Leitung von ${community} hat dich stumm geschaltet: Du kannst weiter lesen, aber nicht schreiben, reagieren oder abstimmen.`,
			suspended: ({ community }) =>
				`Die Leitung von ${community} hat deine Mitgliedschaft gesperrt. Bis zum Ende bist du abgemeldet.`,
			banned: ({ community }) =>
				`Die Leitung von ${community} hat dich entfernt und lässt dich nicht wieder ein.`,
		},
		until: (until) => `Es endet von selbst am ${until}.`,
		endless: 'Es endet nicht von selbst: Die Leitung der Community kann es aufheben.',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil es um deine Mitgliedschaft bei ${community} geht.`,
	},
	restrictionEnded: {
		subject: ({ community }) => `Du bist wieder da: ${community}`,
		preheader: 'Was dich zurückhielt, ist vorbei.',
		heading: ({ name }) => `Willkommen zurück, ${name}`,
		text: ({ community }) =>
			`Bei ${community} hält dich nichts mehr zurück. Komm herein wie zuvor.`,
		action: ({ community }) => `${community} öffnen`,
		note: ({ community }) =>
			`Du bekommst diese Mail, weil es um deine Mitgliedschaft bei ${community} geht.`,
	},
	accountsMerged: {
		subject: ({ community }) => `Deine Konten bei ${community} sind jetzt eins`,
		preheader: 'Was beide geschrieben haben, steht an einem Ort.',
		heading: 'Deine Konten sind jetzt eins',
		text: ({ community, gone, stays }) =>
			`Das Team von ${community} hat das Konto @${gone} mit @${stays} zusammengeführt: Beiträge, Kommentare und alles andere stehen jetzt unter @${stays}.`,
		kept: ({ stays }) =>
			`Bei @${stays} meldest du dich an wie bisher. Was du dort eingestellt hattest, ist geblieben.`,
		gone: ({ gone, stays }) =>
			`Mit dieser Adresse kommst du nicht mehr zu @${gone}. Melde dich bitte mit der Adresse von @${stays} an.`,
		action: ({ community }) => `${community} öffnen`,
		note: ({ community }) =>
			`Du bekommst diese Mail, weil es um deine Mitgliedschaft bei ${community} geht. Gehören diese Konten nicht dir, schreib dem Team bitte gleich.`,
	},
	declined: {
		subject: ({ community }) => `Deine Anfrage an ${community}`,
		preheader: 'Die Leitung hat geantwortet.',
		heading: ({ community }) => `${community} hat dich nicht aufgenommen`,
		text: ({ community }) =>
			`Die Leitung von ${community} hat deine Anfrage angesehen und abgelehnt.`,
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du ${community} beitreten wolltest.`,
	},
	request: {
		subject: ({ name, community }) => `${name} möchte ${community} beitreten`,
		subjectMany: ({ count, community }) => `${count} Leute möchten ${community} beitreten`,
		textMany: ({ name, count, community }) =>
			`${name} und ${count - 1} weitere möchten ${community} beitreten und warten auf eine Antwort.`,
		preheader: () => 'Nimm die Anfrage an oder lehne sie ab.',
		heading: 'Jemand möchte beitreten',
		text: ({ name, community }) =>
			`${name} möchte ${community} beitreten und wartet auf eine Antwort.`,
		action: 'Wartende ansehen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil du die Mitglieder von ${community} verwaltest.`,
	},
	submissionApproved: {
		subject: ({ title, community }) => `Freigegeben: ${title} · ${community}`,
		preheader: () => 'Dein Beitrag ist jetzt zu sehen.',
		heading: 'Dein Beitrag ist veröffentlicht',
		text: ({ title }) =>
			`Was du zu „${title}“ geschrieben hast, wurde freigegeben und ist jetzt zu sehen.`,
		action: 'Ansehen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil dein Beitrag bei ${community} freigegeben werden musste.`,
	},
	submissionRejected: {
		subject: ({ title, community }) => `Zurückgeschickt: ${title} · ${community}`,
		preheader: () => 'Lies den Grund, ändere den Beitrag und schick ihn noch einmal.',
		heading: 'Dein Beitrag kam zurück',
		text: ({ title }) =>
			`Was du zu „${title}“ geschrieben hast, wurde nicht veröffentlicht. Du kannst es ändern und noch einmal schicken.`,
		action: 'Grund ansehen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil dein Beitrag bei ${community} freigegeben werden musste.`,
	},
	coAuthor: {
		subject: ({ name, title }) => `${name} möchte „${title}“ mit dir zusammen schreiben`,
		preheader: () => 'Nimm auf der Seite des Beitrags an oder lehne ab.',
		heading: 'Gemeinsam schreiben',
		text: ({ name, title, community }) =>
			`${name} lädt dich ein, „${title}“ bei ${community} mitzuschreiben. Du wirst dann mitgenannt und darfst den Beitrag bearbeiten.`,
		action: 'Auf der Seite antworten',
		note: ({ community }) => `Du bekommst diese Mail, weil du Mitglied von ${community} bist.`,
	},
	reminder: {
		subject: ({ title, community }) => `Du wolltest zurück zu „${title}“ – ${community}`,
		preheader: () => 'Die Erinnerung, die du eingestellt hast.',
		text: ({ community }) =>
			`Du hast diesen Beitrag in ${community} gespeichert und wolltest erinnert werden.`,
		action: 'Beitrag öffnen',
		note: ({ community }) =>
			`Du bekommst diese Mail einmal, weil du in ${community} eine Erinnerung eingestellt hast.`,
	},
	archiveReady: {
		subject: ({ community }) => `Dein Export von ${community} ist fertig`,
		preheader: 'Eine Datei mit allem, sieben Tage lang aufbewahrt.',
		heading: 'Dein Export ist fertig',
		text: ({ community }) =>
			`Alles aus ${community} liegt jetzt in einer Datei. Sie wird sieben Tage aufbewahrt; danach forderst du eine neue an.`,
		action: 'Herunterladen',
		note: ({ community }) =>
			`Du bekommst das, weil du einen Export von ${community} angefordert hast. Der Link gilt nur für dich, wenn du im Studio angemeldet bist.`,
	},
	closing: {
		subject: ({ community, day }) => `${community} ist geschlossen und wird am ${day} gelöscht`,
		lastSubject: ({ community }) => `${community} wird morgen gelöscht`,
		preheader: ({ day }) => `Bis ${day} lässt sie sich zurückholen.`,
		heading: 'Deine Community ist geschlossen',
		text: ({ community, day }) =>
			`${community} wurde geschlossen. Am ${day} wird sie mit allem gelöscht, was darin ist: Mitglieder, Beiträge, Dateien. Bis dahin kann jede Inhaberin und jeder Inhaber sie behalten.`,
		lastText: ({ community, day }) =>
			`Am ${day} wird ${community} mit allem gelöscht, was darin ist: Mitglieder, Beiträge, Dateien. Das ist der letzte Moment, sie zu behalten.`,
		action: 'Im Studio ansehen',
		note: ({ community }) =>
			`Du bekommst das, weil dir die Organisation gehört, zu der ${community} gehört.`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }) => `Neue Anmeldung bei ${community}`,
			'app-added': ({ community }) => `Deine Authenticator-App ist an · ${community}`,
			'app-removed': ({ community }) =>
				`Deine Authenticator-App wurde ausgeschaltet · ${community}`,
			'passkey-added': ({ community }) => `Ein Passkey kam hinzu · ${community}`,
			'passkey-removed': ({ community }) => `Ein Passkey wurde entfernt · ${community}`,
			'codes-renewed': ({ community }) => `Neue Wiederherstellungscodes · ${community}`,
			'code-used': ({ community }) => `Ein Wiederherstellungscode wurde benutzt · ${community}`,
		},
		texts: {
			'new-device':
				'Jemand hat sich mit deinem Konto auf einem Gerät angemeldet, das wir noch nicht kannten.',
			'app-added':
				'Von jetzt an wird beim Anmelden auch ein Code deiner Authenticator-App verlangt.',
			'app-removed': 'Beim Anmelden wird kein Code deiner Authenticator-App mehr verlangt.',
			'passkey-added':
				'Zu deinem Konto kam ein Passkey hinzu. Wer ihn hat, kann sich als du anmelden.',
			'passkey-removed':
				'Ein Passkey wurde aus deinem Konto entfernt. Mit ihm kommt niemand mehr hinein.',
			'codes-renewed': 'Es gibt neue Wiederherstellungscodes. Die alten sind nichts mehr wert.',
			'code-used':
				'Jemand hat sich mit einem deiner Wiederherstellungscodes angemeldet. Er gilt jetzt nicht mehr.',
		},
		heading: 'Zu deinem Konto',
		preheader: 'Wenn du es warst, ist nichts zu tun.',
		device: ({ browser, system }) => `${browser} unter ${system}`,
		unknownDevice: 'einem unbekannten Gerät',
		facts: ({ when, device, ip }) =>
			ip === '' ? `${when}, mit ${device}.` : `${when}, mit ${device}, ungefähr von ${ip}.`,
		advice:
			'Wenn du es warst, ist nichts zu tun. Wenn nicht, öffne deine Geräte, melde das fremde ab und ändere, wie du dich anmeldest.',
		action: 'Geräte ansehen',
		note: ({ community }) =>
			`Du bekommst diese Mail, weil sich an deiner Anmeldung bei ${community} etwas geändert hat. Solche Mails lassen sich nicht abstellen.`,
	},
	ownership: {
		preheader: 'Es geht darum, wem die Organisation gehört.',
		taker: {
			offered: {
				title: ({ giver, organization }) => `${giver} bietet dir ${organization} an`,
				text: ({ giver, organization, until }) =>
					`${giver} möchte, dass dir ${organization} gehört: die Communitys, das Team und die Einstellungen. Das Angebot gilt bis ${until} und einmal, für diese Adresse.`,
				action: 'Angebot ansehen',
			},
			accepted: {
				title: ({ organization }) => `${organization} gehört dir`,
				text: ({ giver, organization }) =>
					`Du hast das Angebot von ${giver} angenommen. Von jetzt an gehört dir ${organization} mit allen Communitys.`,
				action: 'Organisation öffnen',
			},
			declined: {
				title: ({ organization }) => `Du hast ${organization} abgelehnt`,
				text: ({ giver }) => `Du hast das Angebot von ${giver} abgelehnt. Es ändert sich nichts.`,
				action: 'Studio öffnen',
			},
			withdrawn: {
				title: ({ organization }) => `Das Angebot für ${organization} wurde zurückgezogen`,
				text: ({ organization }) =>
					`Das Angebot, ${organization} zu übernehmen, gilt nicht mehr. Für dich ändert sich nichts.`,
				action: 'Studio öffnen',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }) => `Du hast ${organization} ${taker} angeboten`,
				text: ({ taker, organization, until }) =>
					`${taker} wurde gefragt, ${organization} zu übernehmen, und hat bis ${until} Zeit. Bis dahin ändert sich nichts, und das Angebot lässt sich zurückziehen. Wenn du das nicht warst, zieh es jetzt zurück und sieh deine Geräte durch.`,
				action: 'Einstellungen öffnen',
			},
			accepted: {
				title: ({ organization, taker }) => `${organization} gehört jetzt ${taker}`,
				text: ({ taker, giver, organization }) =>
					`${taker} hat das Angebot von ${giver} angenommen; von jetzt an gehört ${organization} ${taker}.`,
				action: 'Organisation öffnen',
			},
			declined: {
				title: ({ taker, organization }) => `${taker} hat ${organization} abgelehnt`,
				text: ({ taker, organization }) =>
					`${taker} möchte ${organization} nicht übernehmen. Es ändert sich nichts, und du kannst jemand anderen fragen.`,
				action: 'Einstellungen öffnen',
			},
			withdrawn: {
				title: ({ organization }) => `Das Angebot für ${organization} wurde zurückgezogen`,
				text: ({ taker, organization }) =>
					`${taker} kann ${organization} nicht mehr übernehmen. Es ändert sich nichts.`,
				action: 'Einstellungen öffnen',
			},
		},
		note: ({ organization }) =>
			`Du bekommst das, weil es darum geht, wem ${organization} gehört. Wenn dich das überrascht, schreib den anderen Inhabern.`,
	},
};
