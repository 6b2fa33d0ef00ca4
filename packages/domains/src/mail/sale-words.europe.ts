import type { SaleWords } from './sale-letter.ts';

/** What is said about memberships in four of the languages; the others are beside it. */
export const EUROPEAN_SALE_WORDS: Readonly<Record<'de' | 'en' | 'es' | 'fr', SaleWords>> = {
	de: {
		owed: {
			subjects: {
				0: ({ tier }) => `Die Zahlung für ${tier} hat nicht geklappt`,
				3: ({ tier }) => `Erinnerung: Die Zahlung für ${tier} hat nicht geklappt`,
				7: ({ tier, day }) => `Letzte Erinnerung: ${tier} ist ab ${day} nur noch lesbar`,
			},
			text: ({ tier, community, amount }) =>
				`${amount} für ${tier} bei ${community} konnten nicht abgebucht werden.`,
			again: ({ otherDay }) => `Am ${otherDay} wird es noch einmal versucht.`,
			after: ({ tier, day }) =>
				`Bis ${day} bleibt dir alles offen. Danach kannst du lesen, was ${tier} geöffnet hat, dort aber nicht mehr schreiben. Sobald bezahlt ist, ist alles wie vorher.`,
			action: 'Karte aktualisieren',
		},
		ending: {
			subject: ({ tier, day }) => `${tier} endet am ${day}`,
			text: ({ tier, community, day }) =>
				`Deine Mitgliedschaft ${tier} bei ${community} endet am ${day}. Bis dahin ändert sich nichts, und es wird nichts mehr abgebucht. Bis zu diesem Tag kannst du sie behalten.`,
			action: 'Meine Mitgliedschaft ansehen',
		},
		ended: {
			subject: ({ tier }) => `${tier} ist zu Ende`,
			text: ({ tier, community, day }) =>
				`Deine Mitgliedschaft ${tier} bei ${community} ist seit ${day} zu Ende. Es wird nichts mehr abgebucht. Du kannst jederzeit zurückkommen.`,
			action: 'Mitgliedschaften ansehen',
		},
		trial: {
			subject: ({ tier, day }) => `Dein Test von ${tier} endet am ${day}`,
			text: ({ tier, community, day, amount }) =>
				`Du testest ${tier} bei ${community} bis ${day}. Danach wird bezahlt: ${amount}. Beende es vorher, wenn es nicht passt, dann wird nichts abgebucht.`,
			action: 'Meine Mitgliedschaft verwalten',
		},
		extended: {
			subject: ({ tier, day }) => `Deine nächste Zahlung für ${tier} ist erst am ${day}`,
			text: ({ tier, community, day, amount }) =>
				`Das Team von ${community} hat dir zusätzliche Tage für ${tier} geschenkt. Die nächste Zahlung von ${amount} wird am ${day} abgebucht, vorher nichts.`,
			action: 'Meine Mitgliedschaft ansehen',
		},
		receipt: {
			subject: ({ tier, amount }) => `Beleg: ${amount} für ${tier}`,
			text: ({ tier, community, amount }) =>
				`Du hast ${amount} für ${tier} bei ${community} bezahlt.`,
			part: ({ number, of }) => `Zahlung ${number} von ${of}.`,
			tax: (tax) => `Darin enthaltene Steuer: ${tax}.`,
			period: ({ otherDay, day }) => `Für die Zeit vom ${otherDay} bis ${day}.`,
			action: 'Rechnung ansehen',
		},
		dispute: {
			subject: ({ amount }) => `Eine Bank holt ${amount} zurück`,
			text: ({ member, tier, community, amount, day }) =>
				`${member} lässt von der Bank ${amount} zurückholen, die für ${tier} bei ${community} bezahlt wurden. Antworte bis ${day} mit Belegen, sonst ist das Geld verloren.`,
			untold: ({ member, tier, community, amount }) =>
				`${member} lässt von der Bank ${amount} zurückholen, die für ${tier} bei ${community} bezahlt wurden. Antworte mit Belegen.`,
			action: 'Im Studio ansehen',
		},
		preheader: ({ community }) => `Zu einer Mitgliedschaft bei ${community}.`,
		note: ({ community }) =>
			`Du bekommst das, weil es um deine Mitgliedschaft bei ${community} geht.`,
		staffNote: ({ community }) =>
			`Du bekommst das, weil du dich um die Mitgliedschaften von ${community} kümmerst.`,
	},
	en: {
		owed: {
			subjects: {
				0: ({ tier }) => `The payment for ${tier} did not work`,
				3: ({ tier }) => `Reminder: the payment for ${tier} did not work`,
				7: ({ tier, day }) => `Last reminder: ${tier} becomes read-only on ${day}`,
			},
			text: ({ tier, community, amount }) =>
				`${amount} for ${tier} at ${community} could not be charged.`,
			again: ({ otherDay }) => `It will be tried again on ${otherDay}.`,
			after: ({ tier, day }) =>
				`Everything stays open to you until ${day}. From then on you can read what ${tier} opened, and no longer write there. As soon as it is paid, everything is as it was.`,
			action: 'Update the card',
		},
		ending: {
			subject: ({ tier, day }) => `${tier} ends on ${day}`,
			text: ({ tier, community, day }) =>
				`Your membership ${tier} at ${community} ends on ${day}. Until then nothing changes, and nothing more is charged. You can keep it until that day.`,
			action: 'See my membership',
		},
		ended: {
			subject: ({ tier }) => `${tier} has ended`,
			text: ({ tier, community, day }) =>
				`Your membership ${tier} at ${community} ended on ${day}. Nothing more is charged. You can come back at any time.`,
			action: 'See memberships',
		},
		trial: {
			subject: ({ tier, day }) => `Your trial of ${tier} ends on ${day}`,
			text: ({ tier, community, day, amount }) =>
				`You try ${tier} at ${community} until ${day}. After that it is paid for: ${amount}. End it before then if it is not for you, and nothing is charged.`,
			action: 'Manage my membership',
		},
		extended: {
			subject: ({ tier, day }) => `Your next payment for ${tier} moves to ${day}`,
			text: ({ tier, community, day, amount }) =>
				`The team of ${community} gave you more days of ${tier}. Your next payment of ${amount} is charged on ${day}, and nothing before.`,
			action: 'See my membership',
		},
		receipt: {
			subject: ({ tier, amount }) => `Receipt: ${amount} for ${tier}`,
			text: ({ tier, community, amount }) => `You paid ${amount} for ${tier} at ${community}.`,
			part: ({ number, of }) => `Payment ${number} of ${of}.`,
			tax: (tax) => `Of this, tax: ${tax}.`,
			period: ({ otherDay, day }) => `It is for ${otherDay} to ${day}.`,
			action: 'See the invoice',
		},
		dispute: {
			subject: ({ amount }) => `A bank takes ${amount} back`,
			text: ({ member, tier, community, amount, day }) =>
				`${member} has their bank take back ${amount} that was paid for ${tier} at ${community}. Answer with evidence before ${day}, or the money is lost.`,
			untold: ({ member, tier, community, amount }) =>
				`${member} has their bank take back ${amount} that was paid for ${tier} at ${community}. Answer with evidence.`,
			action: 'See it in the studio',
		},
		preheader: ({ community }) => `About a membership of ${community}.`,
		note: ({ community }) => `You get this because it is about your membership of ${community}.`,
		staffNote: ({ community }) =>
			`You get this because you look after the memberships of ${community}.`,
	},
	es: {
		owed: {
			subjects: {
				0: ({ tier }) => `El pago de ${tier} no funcionó`,
				3: ({ tier }) => `Recordatorio: el pago de ${tier} no funcionó`,
				7: ({ tier, day }) => `Último recordatorio: ${tier} será de solo lectura el ${day}`,
			},
			text: ({ tier, community, amount }) =>
				`No se pudo cobrar ${amount} por ${tier} en ${community}.`,
			again: ({ otherDay }) => `Se intentará de nuevo el ${otherDay}.`,
			after: ({ tier, day }) =>
				`Todo sigue abierto para ti hasta el ${day}. Después podrás leer lo que abrió ${tier}, pero no escribir allí. En cuanto se pague, todo volverá a estar como antes.`,
			action: 'Actualizar la tarjeta',
		},
		ending: {
			subject: ({ tier, day }) => `${tier} termina el ${day}`,
			text: ({ tier, community, day }) =>
				`Tu membresía ${tier} en ${community} termina el ${day}. Hasta entonces no cambia nada y no se cobra nada más. Puedes conservarla hasta ese día.`,
			action: 'Ver mi membresía',
		},
		ended: {
			subject: ({ tier }) => `${tier} ha terminado`,
			text: ({ tier, community, day }) =>
				`Tu membresía ${tier} en ${community} terminó el ${day}. No se cobra nada más. Puedes volver cuando quieras.`,
			action: 'Ver membresías',
		},
		trial: {
			subject: ({ tier, day }) => `Tu prueba de ${tier} termina el ${day}`,
			text: ({ tier, community, day, amount }) =>
				`Pruebas ${tier} en ${community} hasta el ${day}. Después se paga: ${amount}. Termínala antes si no te convence y no se cobrará nada.`,
			action: 'Gestionar mi membresía',
		},
		extended: {
			subject: ({ tier, day }) => `Tu próximo pago de ${tier} pasa al ${day}`,
			text: ({ tier, community, day, amount }) =>
				`El equipo de ${community} te ha regalado más días de ${tier}. Tu próximo pago de ${amount} se cobrará el ${day}, y nada antes.`,
			action: 'Ver mi membresía',
		},
		receipt: {
			subject: ({ tier, amount }) => `Recibo: ${amount} por ${tier}`,
			text: ({ tier, community, amount }) => `Pagaste ${amount} por ${tier} en ${community}.`,
			part: ({ number, of }) => `Pago ${number} de ${of}.`,
			tax: (tax) => `Impuestos incluidos: ${tax}.`,
			period: ({ otherDay, day }) => `Corresponde al periodo del ${otherDay} al ${day}.`,
			action: 'Ver la factura',
		},
		dispute: {
			subject: ({ amount }) => `Un banco reclama ${amount}`,
			text: ({ member, tier, community, amount, day }) =>
				`${member} reclama a través de su banco ${amount} que se pagaron por ${tier} en ${community}. Responde con pruebas antes del ${day} o el dinero se perderá.`,
			untold: ({ member, tier, community, amount }) =>
				`${member} reclama a través de su banco ${amount} que se pagaron por ${tier} en ${community}. Responde con pruebas.`,
			action: 'Verlo en el estudio',
		},
		preheader: ({ community }) => `Sobre una membresía de ${community}.`,
		note: ({ community }) => `Recibes esto porque trata de tu membresía en ${community}.`,
		staffNote: ({ community }) =>
			`Recibes esto porque te ocupas de las membresías de ${community}.`,
	},
	fr: {
		owed: {
			subjects: {
				0: ({ tier }) => `Le paiement de ${tier} n’a pas abouti`,
				3: ({ tier }) => `Rappel : le paiement de ${tier} n’a pas abouti`,
				7: ({ tier, day }) => `Dernier rappel : ${tier} passe en lecture seule le ${day}`,
			},
			text: ({ tier, community, amount }) =>
				`${amount} pour ${tier} à ${community} n’ont pas pu être prélevés.`,
			again: ({ otherDay }) => `Une nouvelle tentative aura lieu le ${otherDay}.`,
			after: ({ tier, day }) =>
				`Tout vous reste ouvert jusqu’au ${day}. Ensuite, vous pourrez lire ce que ${tier} a ouvert, mais plus y écrire. Dès que le paiement est fait, tout redevient comme avant.`,
			action: 'Mettre la carte à jour',
		},
		ending: {
			subject: ({ tier, day }) => `${tier} se termine le ${day}`,
			text: ({ tier, community, day }) =>
				`Votre adhésion ${tier} à ${community} se termine le ${day}. D’ici là, rien ne change et rien de plus n’est prélevé. Vous pouvez la garder jusqu’à ce jour.`,
			action: 'Voir mon adhésion',
		},
		ended: {
			subject: ({ tier }) => `${tier} est terminée`,
			text: ({ tier, community, day }) =>
				`Votre adhésion ${tier} à ${community} s’est terminée le ${day}. Rien de plus n’est prélevé. Vous pouvez revenir à tout moment.`,
			action: 'Voir les adhésions',
		},
		trial: {
			subject: ({ tier, day }) => `Votre essai de ${tier} se termine le ${day}`,
			text: ({ tier, community, day, amount }) =>
				`Vous essayez ${tier} à ${community} jusqu’au ${day}. Ensuite, elle est payante : ${amount}. Arrêtez-la avant si elle ne vous convient pas, et rien n’est prélevé.`,
			action: 'Gérer mon adhésion',
		},
		extended: {
			subject: ({ tier, day }) => `Votre prochain paiement pour ${tier} passe au ${day}`,
			text: ({ tier, community, day, amount }) =>
				`L’équipe de ${community} vous offre des jours supplémentaires de ${tier}. Votre prochain paiement de ${amount} sera prélevé le ${day}, et rien avant.`,
			action: 'Voir mon adhésion',
		},
		receipt: {
			subject: ({ tier, amount }) => `Reçu : ${amount} pour ${tier}`,
			text: ({ tier, community, amount }) =>
				`Vous avez payé ${amount} pour ${tier} à ${community}.`,
			part: ({ number, of }) => `Paiement ${number} sur ${of}.`,
			tax: (tax) => `Dont taxes : ${tax}.`,
			period: ({ otherDay, day }) => `Pour la période du ${otherDay} au ${day}.`,
			action: 'Voir la facture',
		},
		dispute: {
			subject: ({ amount }) => `Une banque reprend ${amount}`,
			text: ({ member, tier, community, amount, day }) =>
				`${member} fait reprendre par sa banque ${amount} payés pour ${tier} à ${community}. Répondez avec des preuves avant le ${day}, sinon la somme est perdue.`,
			untold: ({ member, tier, community, amount }) =>
				`${member} fait reprendre par sa banque ${amount} payés pour ${tier} à ${community}. Répondez avec des preuves.`,
			action: 'Le voir dans le studio',
		},
		preheader: ({ community }) => `Au sujet d’une adhésion à ${community}.`,
		note: ({ community }) =>
			`Vous recevez ceci parce qu’il s’agit de votre adhésion à ${community}.`,
		staffNote: ({ community }) =>
			`Vous recevez ceci parce que vous vous occupez des adhésions de ${community}.`,
	},
};
