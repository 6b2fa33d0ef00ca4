import type { Messages } from './messages.en.ts';

/** Every word of our mails, in Spanish. */
export const spanish: Messages = {
	signInCode: {
		subject: ({ community, code }) => `${code} es tu código de ${community}`,
		preheader: (minutes) => `Vale una vez, durante ${minutes} minutos.`,
		heading: 'Tu código para entrar',
		text: ({ community }) =>
			`Escribe este código donde lo pediste para iniciar sesión en ${community}.`,
		validity: (minutes) =>
			`Vale una vez, durante ${minutes} minutos. Nadie de la comunidad te lo pedirá nunca.`,
		note: 'Recibes este mensaje porque alguien escribió tu dirección para iniciar sesión. Si no fuiste tú, ignóralo: sin el código no entra nadie.',
	},
	invitation: {
		subject: ({ community, inviter }) =>
			inviter ? `${inviter} te invita a ${community}` : `Tienes una invitación a ${community}`,
		preheader: ({ community }) => `Únete a ${community} con esta dirección.`,
		heading: ({ community }) => `Tienes una invitación a ${community}`,
		text: ({ community, inviter }) =>
			inviter
				? `${inviter} quiere que formes parte de ${community}.`
				: `La gente de ${community} quiere que formes parte.`,
		validity: (days) => `La invitación es para esta dirección y vale ${days} días.`,
		action: 'Aceptar la invitación',
		note: 'Recibes este mensaje porque un miembro escribió tu dirección. Si no le conoces, ignóralo: no pasa nada si no aceptas.',
	},
	welcome: {
		subject: ({ community }) => `Te damos la bienvenida a ${community}`,
		preheader: () => 'Saluda y siéntete en casa.',
		heading: ({ name }) => `Te damos la bienvenida, ${name}`,
		text: ({ community }) =>
			`Ya eres miembro de ${community}. Un buen primer paso: preséntate y responde a alguien.`,
		action: ({ community }) => `Abrir ${community}`,
		note: ({ community }) => `Recibes este mensaje una sola vez, porque te uniste a ${community}.`,
	},
	approved: {
		subject: ({ community }) => `Ya estás dentro: ${community}`,
		preheader: () => 'Se aprobó tu solicitud.',
		heading: ({ name }) => `Ya estás dentro, ${name}`,
		text: ({ community }) =>
			`Se aprobó tu solicitud para unirte a ${community}. Ahora tienes todo abierto.`,
		action: ({ community }) => `Abrir ${community}`,
		note: ({ community }) =>
			`Recibes este mensaje una sola vez, porque pediste unirte a ${community}.`,
	},
	restriction: {
		subject: {
			silenced: ({ community }) => `Por ahora no puedes escribir en ${community}`,
			suspended: ({ community }) => `Tu membresía en ${community} está suspendida`,
			banned: ({ community }) => `Te han retirado de ${community}`,
		},
		preheader: 'Por qué y hasta cuándo.',
		text: {
			silenced: ({ community }) =>
				`Quienes dirigen ${community} te han silenciado: puedes seguir leyendo, pero no escribir, reaccionar ni votar.`,
			suspended: ({ community }) =>
				`Quienes dirigen ${community} han suspendido tu membresía. Tu sesión queda cerrada hasta que termine.`,
			banned: ({ community }) =>
				`Quienes dirigen ${community} te han retirado y no te dejarán entrar de nuevo.`,
		},
		until: (until) => `Termina solo el ${until}.`,
		endless: 'No termina por sí solo: quienes dirigen la comunidad pueden levantarlo.',
		note: ({ community }) => `Recibes este mensaje porque trata de tu membresía en ${community}.`,
	},
	restrictionEnded: {
		subject: ({ community }) => `Has vuelto a ${community}`,
		preheader: 'Lo que te limitaba ha terminado.',
		heading: ({ name }) => `Qué bien que vuelves, ${name}`,
		text: ({ community }) => `Ya nada te limita en ${community}. Entra como antes.`,
		action: ({ community }) => `Abrir ${community}`,
		note: ({ community }) => `Recibes este mensaje porque trata de tu membresía en ${community}.`,
	},
	accountsMerged: {
		subject: ({ community }) => `Tus cuentas de ${community} ahora son una`,
		preheader: 'Lo que escribieron ambas está en un mismo lugar.',
		heading: 'Tus cuentas ahora son una',
		text: ({ community, gone, stays }) =>
			`El equipo de ${community} ha unido la cuenta @${gone} con @${stays}: sus publicaciones, comentarios y todo lo demás están ahora en @${stays}.`,
		kept: ({ stays }) =>
			`Entras en @${stays} como hasta ahora. Lo que habías elegido allí sigue igual.`,
		gone: ({ gone, stays }) =>
			`Con esta dirección ya no se entra en @${gone}. Entra con la dirección de @${stays}.`,
		action: ({ community }) => `Abrir ${community}`,
		note: ({ community }) =>
			`Recibes este mensaje porque trata de tu membresía en ${community}. Si estas cuentas no son tuyas, escribe al equipo cuanto antes.`,
	},
	declined: {
		subject: ({ community }) => `Tu solicitud para unirte a ${community}`,
		preheader: 'Quienes la dirigen han respondido.',
		heading: ({ community }) => `${community} no te ha admitido`,
		text: ({ community }) =>
			`Quienes dirigen ${community} han visto tu solicitud y la han rechazado.`,
		note: ({ community }) =>
			`Recibes este mensaje una sola vez, porque pediste unirte a ${community}.`,
	},
	request: {
		subject: ({ name, community }) => `${name} pide unirse a ${community}`,
		subjectMany: ({ count, community }) => `${count} personas piden unirse a ${community}`,
		textMany: ({ name, count, community }) =>
			`${name} y ${count - 1} más quieren unirse a ${community} y esperan una respuesta.`,
		preheader: () => 'Acepta o rechaza la solicitud.',
		heading: 'Alguien pide unirse',
		text: ({ name, community }) => `${name} quiere unirse a ${community} y espera una respuesta.`,
		action: 'Ver quién espera',
		note: ({ community }) => `Recibes este mensaje porque gestionas los miembros de ${community}.`,
	},
	submissionApproved: {
		subject: ({ title, community }) => `Aprobado: ${title} · ${community}`,
		preheader: () => 'Ya está en el sitio.',
		heading: 'Tu aportación está publicada',
		text: ({ title }) => `Lo que escribiste para «${title}» se aprobó y ya está en el sitio.`,
		action: 'Verlo',
		note: ({ community }) =>
			`Recibes este mensaje porque escribiste algo para ${community} que necesitaba aprobación.`,
	},
	submissionRejected: {
		subject: ({ title, community }) => `Devuelto: ${title} · ${community}`,
		preheader: () => 'Mira por qué, cámbialo y envíalo de nuevo.',
		heading: 'Te han devuelto tu aportación',
		text: ({ title }) =>
			`Lo que escribiste para «${title}» no se publicó. Puedes cambiarlo y enviarlo de nuevo.`,
		action: 'Ver por qué',
		note: ({ community }) =>
			`Recibes este mensaje porque escribiste algo para ${community} que necesitaba aprobación.`,
	},
	coAuthor: {
		subject: ({ name, title }) => `${name} quiere escribir «${title}» contigo`,
		preheader: () => 'Acepta o rechaza en la publicación.',
		heading: 'Escribidlo juntos',
		text: ({ name, title, community }) =>
			`${name} te invita a la coautoría de «${title}» en ${community}. Si aceptas, apareces a su lado y puedes editarla.`,
		action: 'Responder en la publicación',
		note: ({ community }) => `Recibes este mensaje porque eres miembro de ${community}.`,
	},
	reminder: {
		subject: ({ title, community }) => `Querías volver a «${title}»: ${community}`,
		preheader: () => 'El recordatorio que pediste.',
		text: ({ community }) =>
			`Guardaste esta publicación en ${community} y pediste un recordatorio.`,
		action: 'Abrir la publicación',
		note: ({ community }) =>
			`Recibes este mensaje una sola vez, porque pusiste un recordatorio en ${community}.`,
	},
	announcement: {
		subject: ({ title, community }) => `${community}: ${title}`,
		preheader: ({ community }) => `Novedades de ${community}.`,
		text: 'Léelo entero en su sitio.',
		must: 'Léelo y pulsa «Confirmar lectura» debajo del texto.',
		action: 'Abrir el anuncio',
		note: ({ community }) =>
			`Recibes este mensaje porque se te anunció como miembro de ${community}.`,
	},
	ideaStatus: {
		statuses: {
			open: 'abierta de nuevo',
			planned: 'planificada',
			in_progress: 'en curso',
			shipped: 'hecha',
			declined: 'rechazada',
		},
		subject: ({ title, status }) => `${title}: ${status}`,
		preheader: ({ community }) => `Novedades de una idea que votaste en ${community}.`,
		heading: ({ status }) => `Tu idea está ${status}`,
		text: ({ title, status }) => `Votaste por «${title}». Ahora está ${status}.`,
		action: 'Abrir la idea',
		note: ({ community }) =>
			`Recibes un mensaje por cada cambio, porque votaste por esta idea en ${community}. Retira tu voto para no recibir más.`,
	},
	archiveReady: {
		subject: ({ community }) => `Tu exportación de ${community} está lista`,
		preheader: 'Un archivo con todo, guardado durante siete días.',
		heading: 'Tu exportación está lista',
		text: ({ community }) =>
			`Todo lo que hay en ${community} está ahora en un archivo. Se guarda siete días; después, pide uno nuevo.`,
		action: 'Descargarlo',
		note: ({ community }) =>
			`Recibes esto porque pediste una exportación de ${community}. El enlace solo te sirve a ti, con tu sesión abierta en el estudio.`,
	},
	closing: {
		subject: ({ community, day }) => `${community} está cerrada y se eliminará el ${day}`,
		lastSubject: ({ community }) => `${community} se eliminará mañana`,
		preheader: ({ day }) => `Hasta el ${day} se puede recuperar.`,
		heading: 'Tu comunidad está cerrada',
		text: ({ community, day }) =>
			`${community} se ha cerrado. El ${day} se eliminará con todo lo que contiene: miembros, publicaciones y archivos. Hasta entonces, cualquiera de sus propietarios puede conservarla.`,
		lastText: ({ community, day }) =>
			`El ${day} ${community} se eliminará con todo lo que contiene: miembros, publicaciones y archivos. Es el último momento para conservarla.`,
		action: 'Verla en el estudio',
		note: ({ community }) =>
			`Recibes esto porque eres propietario de la organización a la que pertenece ${community}.`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }) => `Nuevo inicio de sesión en ${community}`,
			'app-added': ({ community }) => `Tu aplicación de autenticación está activa · ${community}`,
			'app-removed': ({ community }) =>
				`Se desactivó tu aplicación de autenticación · ${community}`,
			'passkey-added': ({ community }) => `Se añadió una llave de acceso · ${community}`,
			'passkey-removed': ({ community }) => `Se quitó una llave de acceso · ${community}`,
			'codes-renewed': ({ community }) => `Nuevos códigos de recuperación · ${community}`,
			'code-used': ({ community }) => `Se usó un código de recuperación · ${community}`,
		},
		texts: {
			'new-device': 'Alguien entró con tu cuenta en un dispositivo que no conocíamos.',
			'app-added':
				'A partir de ahora, al entrar también se pide un código de tu aplicación de autenticación.',
			'app-removed': 'Al entrar ya no se pide un código de tu aplicación de autenticación.',
			'passkey-added':
				'Se añadió una llave de acceso a tu cuenta. Quien la tenga puede entrar como tú.',
			'passkey-removed':
				'Se quitó una llave de acceso de tu cuenta. Ya nadie puede entrar con ella.',
			'codes-renewed': 'Se crearon códigos de recuperación nuevos. Los anteriores ya no sirven.',
			'code-used':
				'Alguien entró con uno de tus códigos de recuperación. Ya no se puede usar otra vez.',
		},
		heading: 'Sobre tu cuenta',
		preheader: 'Si fuiste tú, no tienes que hacer nada.',
		device: ({ browser, system }) => `${browser} en ${system}`,
		unknownDevice: 'un dispositivo desconocido',
		facts: ({ when, device, ip }) =>
			ip === '' ? `${when}, con ${device}.` : `${when}, con ${device}, desde cerca de ${ip}.`,
		advice:
			'Si fuiste tú, no tienes que hacer nada. Si no, abre tus dispositivos, cierra la sesión del que no conozcas y cambia tu forma de entrar.',
		action: 'Ver mis dispositivos',
		note: ({ community }) =>
			`Recibes este correo porque algo cambió en tu forma de entrar en ${community}. Estos correos no se pueden desactivar.`,
	},
	ownership: {
		preheader: 'Sobre quién es titular de la organización.',
		taker: {
			offered: {
				title: ({ giver, organization }) => `${giver} te ofrece ${organization}`,
				text: ({ giver, organization, until }) =>
					`${giver} quiere que seas titular de ${organization}: sus comunidades, su equipo y sus ajustes. La oferta vale hasta ${until} y una sola vez, para esta dirección.`,
				action: 'Ver la oferta',
			},
			accepted: {
				title: ({ organization }) => `${organization} es tuya`,
				text: ({ giver, organization }) =>
					`Aceptaste la oferta de ${giver}. Desde ahora eres titular de ${organization} y de todas sus comunidades.`,
				action: 'Abrir la organización',
			},
			declined: {
				title: ({ organization }) => `Rechazaste ${organization}`,
				text: ({ giver }) => `Rechazaste la oferta de ${giver}. No cambia nada.`,
				action: 'Abrir el estudio',
			},
			withdrawn: {
				title: ({ organization }) => `Se retiró la oferta de ${organization}`,
				text: ({ organization }) =>
					`La oferta de ser titular de ${organization} ya no vale. Para ti no cambia nada.`,
				action: 'Abrir el estudio',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }) => `Ofreciste ${organization} a ${taker}`,
				text: ({ taker, organization, until }) =>
					`Se pidió a ${taker} que sea titular de ${organization}; tiene hasta ${until} para aceptar. Hasta entonces no cambia nada y la oferta se puede retirar. Si no fuiste tú, retírala ahora y revisa tus dispositivos.`,
				action: 'Abrir los ajustes',
			},
			accepted: {
				title: ({ taker, organization }) => `${taker} es titular de ${organization}`,
				text: ({ taker, giver, organization }) =>
					`${taker} aceptó la oferta de ${giver} y es titular de ${organization} desde ahora.`,
				action: 'Abrir la organización',
			},
			declined: {
				title: ({ taker, organization }) => `${taker} rechazó ${organization}`,
				text: ({ taker, organization }) =>
					`${taker} no quiere ser titular de ${organization}. No cambia nada y se puede preguntar a otra persona.`,
				action: 'Abrir los ajustes',
			},
			withdrawn: {
				title: ({ organization }) => `Se retiró la oferta de ${organization}`,
				text: ({ taker, organization }) =>
					`${taker} ya no puede aceptar ${organization}. No cambia nada.`,
				action: 'Abrir los ajustes',
			},
		},
		note: ({ organization }) =>
			`Recibes esto porque se trata de quién es titular de ${organization}. Si te sorprende, escribe a los demás titulares.`,
	},
};
