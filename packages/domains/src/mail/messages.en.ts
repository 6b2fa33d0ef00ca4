type Place = { community: string };
type Merged = Place & { gone: string; stays: string };
type Person = Place & { name: string };
/** Both sides of an offer to own an organization, and how long it holds. */
export type Handover = { organization: string; giver: string; taker: string; until: string };
type Titled = Place & { title: string };

/** Every word of our mails, in English; the other languages have the same keys. */
export const english = {
	signInCode: {
		subject: ({ community, code }: Place & { code: string }) => `${code} is your ${community} code`,
		preheader: (minutes: number) => `It works once, for ${minutes} minutes.`,
		heading: 'Your sign-in code',
		text: ({ community }: Place) =>
			`Type this code where you asked for it to sign in to ${community}.`,
		validity: (minutes: number) =>
			`It works once, for ${minutes} minutes. Nobody from the community will ever ask you for it.`,
		note: 'You get this because somebody typed your address to sign in. If it was not you, ignore it: without the code nobody gets in.',
	},
	invitation: {
		subject: ({ community, inviter }: Place & { inviter: string | null }) =>
			inviter ? `${inviter} invites you to ${community}` : `You are invited to ${community}`,
		preheader: ({ community }: Place) => `Join ${community} with this address.`,
		heading: ({ community }: Place) => `You are invited to ${community}`,
		text: ({ community, inviter }: Place & { inviter: string | null }) =>
			inviter
				? `${inviter} would like you to be part of ${community}.`
				: `The people of ${community} would like you to be part of it.`,
		validity: (days: number) => `The invitation is for this address and holds for ${days} days.`,
		action: 'Accept the invitation',
		note: 'You get this because a member typed your address. If you do not know them, ignore it: nothing happens unless you accept.',
	},
	welcome: {
		subject: ({ community }: Place) => `Welcome to ${community}`,
		preheader: () => 'Say hello, and make yourself at home.',
		heading: ({ name }: Person) => `Welcome, ${name}`,
		text: ({ community }: Place) =>
			`You are now a member of ${community}. A good first step: introduce yourself and answer somebody.`,
		action: ({ community }: Place) => `Open ${community}`,
		note: ({ community }: Place) => `You get this once, because you joined ${community}.`,
	},
	approved: {
		subject: ({ community }: Place) => `You are in: ${community}`,
		preheader: () => 'Your request to join was approved.',
		heading: ({ name }: Person) => `You are in, ${name}`,
		text: ({ community }: Place) =>
			`Your request to join ${community} was approved. Everything is open to you now.`,
		action: ({ community }: Place) => `Open ${community}`,
		note: ({ community }: Place) => `You get this once, because you asked to join ${community}.`,
	},
	announcement: {
		subject: ({ title, community }: Place & { title: string }) => `${community}: ${title}`,
		preheader: ({ community }: Place) => `News from ${community}.`,
		text: 'Read all of it where it stands.',
		must: 'Please read it and press Acknowledge below it.',
		action: 'Open the announcement',
		note: ({ community }: Place) =>
			`You get this because it was announced to you as a member of ${community}.`,
	},
	ideaStatus: {
		statuses: {
			open: 'open again',
			planned: 'planned',
			in_progress: 'in progress',
			shipped: 'shipped',
			declined: 'declined',
		},
		subject: ({ title, status }: { title: string; status: string }) => `${title}: ${status}`,
		preheader: ({ community }: Place) => `News of an idea you voted for at ${community}.`,
		heading: ({ status }: { status: string }) => `Your idea is ${status}`,
		text: ({ title, status }: { title: string; status: string }) =>
			`You voted for “${title}”. It is ${status} now.`,
		action: 'Open the idea',
		note: ({ community }: Place) =>
			`You get this once for each change, because you voted for this idea at ${community}. Take your vote back to hear no more of it.`,
	},
	restriction: {
		subject: {
			silenced: ({ community }: Place) => `You cannot write at ${community} for now`,
			suspended: ({ community }: Place) => `Your membership of ${community} is suspended`,
			banned: ({ community }: Place) => `You were removed from ${community}`,
		},
		preheader: 'Why, and until when.',
		text: {
			silenced: ({ community }: Place) =>
				`The people who run ${community} have silenced you: you can read on, and not write, react or vote.`,
			suspended: ({ community }: Place) =>
				`The people who run ${community} have suspended your membership. You are signed out until it ends.`,
			banned: ({ community }: Place) =>
				`The people who run ${community} have removed you and do not let you in again.`,
		},
		until: (until: string) => `It ends by itself on ${until}.`,
		endless: 'It has no end of its own: the people who run the community can lift it.',
		note: ({ community }: Place) =>
			`You get this because it is about your membership of ${community}.`,
	},
	restrictionEnded: {
		subject: ({ community }: Place) => `You are back at ${community}`,
		preheader: 'What held you back is over.',
		heading: ({ name }: Person) => `Welcome back, ${name}`,
		text: ({ community }: Place) =>
			`Nothing holds you back at ${community} any more. Come in as before.`,
		action: ({ community }: Place) => `Open ${community}`,
		note: ({ community }: Place) =>
			`You get this because it is about your membership of ${community}.`,
	},
	accountsMerged: {
		subject: ({ community }: Place) => `Your accounts at ${community} are one now`,
		preheader: 'What both wrote is in one place.',
		heading: 'Your accounts are one now',
		text: ({ community, gone, stays }: Merged) =>
			`The team of ${community} merged the account @${gone} into @${stays}: its posts, comments and everything else are under @${stays} now.`,
		kept: ({ stays }: Merged) =>
			`You sign in to @${stays} as before. Whatever you had chosen there has stayed as it was.`,
		gone: ({ gone, stays }: Merged) =>
			`This address signs in to @${gone} no more. Please sign in with the address of @${stays}.`,
		action: ({ community }: Place) => `Open ${community}`,
		note: ({ community }: Place) =>
			`You get this because it is about your membership of ${community}. If these accounts are not yours, please write to the team at once.`,
	},
	declined: {
		subject: ({ community }: Place) => `Your request to join ${community}`,
		preheader: 'The people who run it have answered.',
		heading: ({ community }: Place) => `${community} did not let you in`,
		text: ({ community }: Place) =>
			`The people who run ${community} have looked at your request and declined it.`,
		note: ({ community }: Place) => `You get this once, because you asked to join ${community}.`,
	},
	request: {
		subject: ({ name, community }: Person) => `${name} asks to join ${community}`,
		subjectMany: ({ count, community }: Place & { count: number }) =>
			`${count} people ask to join ${community}`,
		textMany: ({ name, count, community }: Person & { count: number }) =>
			`${name} and ${count - 1} more would like to join ${community} and wait for an answer.`,
		preheader: () => 'Let them in or decline.',
		heading: 'Someone asks to join',
		text: ({ name, community }: Person) =>
			`${name} would like to join ${community} and waits for an answer.`,
		action: 'See who waits',
		note: ({ community }: Place) => `You get this because you manage the members of ${community}.`,
	},
	submissionApproved: {
		subject: ({ title, community }: Titled) => `Approved: ${title} · ${community}`,
		preheader: () => 'It is on the site now.',
		heading: 'Your contribution is out',
		text: ({ title }: Titled) =>
			`What you wrote for “${title}” was approved and is on the site now.`,
		action: 'See it',
		note: ({ community }: Place) =>
			`You get this because you wrote something for ${community} that had to be approved.`,
	},
	submissionRejected: {
		subject: ({ title, community }: Titled) => `Sent back: ${title} · ${community}`,
		preheader: () => 'See why, change it and send it again.',
		heading: 'Your contribution came back',
		text: ({ title }: Titled) =>
			`What you wrote for “${title}” was not published. You can change it and send it again.`,
		action: 'See why',
		note: ({ community }: Place) =>
			`You get this because you wrote something for ${community} that had to be approved.`,
	},
	coAuthor: {
		subject: ({ name, title }: Person & Titled) =>
			`${name} would like to write “${title}” with you`,
		preheader: () => 'Accept or decline on the post.',
		heading: 'Write it together',
		text: ({ name, title, community }: Person & Titled) =>
			`${name} asks you to be a co-author of “${title}” on ${community}. As one you are shown beside them and may edit it.`,
		action: 'Answer on the post',
		note: ({ community }: Place) => `You get this because you are a member of ${community}.`,
	},
	reminder: {
		subject: ({ title, community }: { title: string; community: string }) =>
			`You wanted to come back to “${title}” – ${community}`,
		preheader: () => 'The reminder you set.',
		text: ({ community }: Place) => `You saved this post in ${community} and asked to be reminded.`,
		action: 'Open the post',
		note: ({ community }: Place) =>
			`You get this once, because you set a reminder in ${community}.`,
	},
	archiveReady: {
		subject: ({ community }: Place) => `Your export of ${community} is ready`,
		preheader: 'One file with everything, kept for seven days.',
		heading: 'Your export is ready',
		text: ({ community }: Place) =>
			`Everything in ${community} is in one file now. It is kept for seven days; after that, ask for a new one.`,
		action: 'Download it',
		note: ({ community }: Place) =>
			`You get this because you asked for an export of ${community}. The link works for you alone, signed in to the studio.`,
	},
	closing: {
		subject: ({ community, day }: Place & { day: string }) =>
			`${community} is closed and will be deleted on ${day}`,
		lastSubject: ({ community }: Place) => `${community} will be deleted tomorrow`,
		preheader: ({ day }: { day: string }) => `Until ${day} it can be brought back.`,
		heading: 'Your community is closed',
		text: ({ community, day }: Place & { day: string }) =>
			`${community} was closed. On ${day} it will be deleted with everything in it: members, posts, files. Until then any of its owners can keep it.`,
		lastText: ({ community, day }: Place & { day: string }) =>
			`On ${day} ${community} will be deleted with everything in it: members, posts, files. This is the last moment to keep it.`,
		action: 'See it in the studio',
		note: ({ community }: Place) =>
			`You get this because you are an owner of the organization that ${community} belongs to.`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }: Place) => `A new sign-in to ${community}`,
			'app-added': ({ community }: Place) => `Your authenticator app is on · ${community}`,
			'app-removed': ({ community }: Place) =>
				`Your authenticator app was turned off · ${community}`,
			'passkey-added': ({ community }: Place) => `A passkey was added · ${community}`,
			'passkey-removed': ({ community }: Place) => `A passkey was removed · ${community}`,
			'codes-renewed': ({ community }: Place) => `New recovery codes were made · ${community}`,
			'code-used': ({ community }: Place) => `A recovery code was used · ${community}`,
		},
		texts: {
			'new-device': 'Somebody signed in with your account on a device that we had not seen before.',
			'app-added': 'From now on, signing in also asks for a code of your authenticator app.',
			'app-removed': 'Signing in no longer asks for a code of your authenticator app.',
			'passkey-added': 'A passkey was added to your account. Whoever holds it can sign in as you.',
			'passkey-removed': 'A passkey was removed from your account. It signs nobody in any more.',
			'codes-renewed':
				'New recovery codes were made. The ones you had before are worth nothing now.',
			'code-used': 'Somebody signed in with one of your recovery codes. It cannot be used again.',
		},
		heading: 'About your account',
		preheader: 'If it was you, there is nothing to do.',
		device: ({ browser, system }: { browser: string; system: string }) => `${browser} on ${system}`,
		unknownDevice: 'an unknown device',
		facts: ({ when, device, ip }: { when: string; device: string; ip: string }) =>
			ip === '' ? `${when}, with ${device}.` : `${when}, with ${device}, from around ${ip}.`,
		advice:
			'If it was you, there is nothing to do. If not, open your devices, sign out the one you do not know, and change how you sign in.',
		action: 'Look at your devices',
		note: ({ community }: Place) =>
			`You get this because something about how you sign in to ${community} changed. Such mails cannot be turned off.`,
	},
	ownership: {
		preheader: 'About who owns the organization.',
		taker: {
			offered: {
				title: ({ giver, organization }: Handover) => `${giver} offers you ${organization}`,
				text: ({ giver, organization, until }: Handover) =>
					`${giver} would like you to own ${organization}: its communities, its team and its settings. The offer holds until ${until} and works once, for this address.`,
				action: 'See the offer',
			},
			accepted: {
				title: ({ organization }: Handover) => `${organization} is yours`,
				text: ({ giver, organization }: Handover) =>
					`You accepted the offer of ${giver}. From now on you own ${organization} and all its communities.`,
				action: 'Open the organization',
			},
			declined: {
				title: ({ organization }: Handover) => `You declined ${organization}`,
				text: ({ giver }: Handover) => `You declined the offer of ${giver}. Nothing changes.`,
				action: 'Open the studio',
			},
			withdrawn: {
				title: ({ organization }: Handover) => `The offer of ${organization} was withdrawn`,
				text: ({ organization }: Handover) =>
					`The offer to own ${organization} no longer holds. Nothing changes for you.`,
				action: 'Open the studio',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }: Handover) => `You offered ${organization} to ${taker}`,
				text: ({ taker, organization, until }: Handover) =>
					`${taker} was asked to own ${organization} and has until ${until} to accept. Until then nothing changes, and the offer can be withdrawn. If this was not you, withdraw it now and look at your devices.`,
				action: 'Open the settings',
			},
			accepted: {
				title: ({ taker, organization }: Handover) => `${taker} owns ${organization} now`,
				text: ({ taker, giver, organization }: Handover) =>
					`${taker} accepted the offer of ${giver} and owns ${organization} from now on.`,
				action: 'Open the organization',
			},
			declined: {
				title: ({ taker, organization }: Handover) => `${taker} declined ${organization}`,
				text: ({ taker, organization }: Handover) =>
					`${taker} does not want to own ${organization}. Nothing changes, and somebody else can be asked.`,
				action: 'Open the settings',
			},
			withdrawn: {
				title: ({ organization }: Handover) => `The offer of ${organization} was withdrawn`,
				text: ({ taker, organization }: Handover) =>
					`${taker} can no longer accept ${organization}. Nothing changes.`,
				action: 'Open the settings',
			},
		},
		note: ({ organization }: Handover) =>
			`You get this because it concerns who owns ${organization}. If it surprises you, write to the other owners.`,
	},
};

export type Messages = typeof english;
