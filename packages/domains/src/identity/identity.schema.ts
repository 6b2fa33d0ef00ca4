import { LOCALES } from '@kith/kernel/locales';
import * as z from 'zod';
import { FactorCode, PasskeyOptions, PasskeyText } from '../factors/factors.schema.ts';
import { Restriction } from '../members/restriction.schema.ts';

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const Code = z
	.string()
	.max(40)
	.transform((text) => text.replace(/\D/g, ''))
	.pipe(z.string().length(6));
export const PersonName = z.string().trim().min(1).max(80);
export const Password = z.string().min(10).max(200);

export const RequestCode = z.strictObject({
	email: Email,
	/** The language of the page that asks; without it the mail speaks the community's. */
	locale: z.enum(LOCALES).optional(),
	/** The solved challenge, as base64 of its JSON; asked for while too many strangers come. */
	proof: z.string().max(4000).optional(),
	/** Of the link that somebody came by: where joining is by invitation, only it makes a stranger welcome. */
	invitation: z.string().max(100).optional(),
});
export type RequestCode = z.infer<typeof RequestCode>;

export const SignInWithCode = z.strictObject({
	email: Email,
	code: Code,
	name: PersonName.optional(),
	invitation: z.string().max(100).optional(),
});
export type SignInWithCode = z.infer<typeof SignInWithCode>;

export const SignInWithPassword = z.strictObject({ email: Email, password: z.string().max(200) });
export type SignInWithPassword = z.infer<typeof SignInWithPassword>;

export const SetPassword = z.strictObject({
	password: Password,
	/** Needed when a password is set already. */
	current: z.string().max(200).optional(),
});
export type SetPassword = z.infer<typeof SetPassword>;

export const RequestAddress = z.strictObject({
	email: Email,
	/** The language of the page that asks, for who chose none of their own. */
	locale: z.enum(LOCALES).optional(),
});
export type RequestAddress = z.infer<typeof RequestAddress>;

export const ChangeAddress = z.strictObject({ code: Code });
export type ChangeAddress = z.infer<typeof ChangeAddress>;

/** One of a person's open sessions, as their settings page lists it. */
export const OpenSession = z.strictObject({
	id: z.uuid(),
	device: z.string(),
	ip: z.string(),
	startedAt: z.date(),
	seenAt: z.date(),
	isCurrent: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

export const RevokeSession = z.strictObject({ sessionId: z.uuid() });
export type RevokeSession = z.infer<typeof RevokeSession>;

export const SignInWithPasskey = z.strictObject({ passkey: PasskeyText });
export type SignInWithPasskey = z.infer<typeof SignInWithPasskey>;

const isOne = (proof: object) =>
	Object.values(proof).filter((one) => one !== undefined).length === 1;

/** What somebody answers with at the second step: one of the two. */
export const SecondProof = z
	.strictObject({ code: FactorCode.optional(), passkey: PasskeyText.optional() })
	.refine(isOne);
export type SecondProof = z.infer<typeof SecondProof>;

/** Who waits at the second step, and what they can answer with. */
export const SecondStep = z.strictObject({
	email: z.string(),
	app: z.boolean(),
	recovery: z.boolean(),
	/** What to ask their passkeys with; null when they have none for this address. */
	passkey: PasskeyOptions.nullable(),
});
export type SecondStep = z.infer<typeof SecondStep>;

/** What somebody who is signed in can confirm with that it is still them. */
export const Confirmation = z.strictObject({
	email: z.string(),
	hasPassword: z.boolean(),
	app: z.boolean(),
	recovery: z.boolean(),
	passkey: PasskeyOptions.nullable(),
	/** Whether they did so within the last ten minutes. */
	isFresh: z.boolean(),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** What somebody confirms with: one of the four. */
export const Confirm = z
	.strictObject({
		code: Code.optional(),
		password: z.string().min(1).max(200).optional(),
		passkey: PasskeyText.optional(),
		/** Of their app, or a recovery code. */
		factor: FactorCode.optional(),
	})
	.refine(isOne);
export type Confirm = z.infer<typeof Confirm>;

/** Work for a browser, as the library writes it; it passes through us unread. */
export const ProofChallenge = z.record(z.string(), z.unknown());
export type ProofChallenge = z.infer<typeof ProofChallenge>;

/** How one may sign in to a community. */
export const SignInSettings = z.strictObject({
	password: z.boolean(),
	passkey: z.boolean(),
	/** When browsers of strangers are asked for work before a code is sent: never, under attack, always. */
	captcha: z.enum(['off', 'auto', 'always']),
});
export type SignInSettings = z.infer<typeof SignInSettings>;
export const DEFAULT_SIGN_IN: SignInSettings = { password: true, passkey: true, captcha: 'auto' };

/** Staff without a second factor are in; the others are asked for it. */
export const StaffSignInResult = z.strictObject({ needsSecondFactor: z.boolean() });
export type StaffSignInResult = z.infer<typeof StaffSignInResult>;

/** What signing in led to: `pending` and `not_invited` have a session and no membership, `second_factor` has neither. */
export const SignInResult = z.strictObject({
	standing: z.enum(['member', 'pending', 'suspended', 'not_invited', 'second_factor']),
	isNew: z.boolean(),
});
export type SignInResult = z.infer<typeof SignInResult>;

/** Who looks at a community's pages, for navigation and forms. */
export const Viewer = z.strictObject({
	userId: z.uuid(),
	email: z.string(),
	name: z.string(),
	standing: z.enum(['active', 'pending', 'staged', 'suspended', 'removed', 'none']),
	/** What holds them back, as they are told of it. */
	restriction: Restriction.nullable(),
	memberId: z.uuid().nullable(),
	handle: z.string().nullable(),
	avatarFileId: z.uuid().nullable(),
	/** As their settings say; null: the browser's. */
	locale: z.string().nullable(),
	timeZone: z.string().nullable(),
	/** Takes no part before accepting the guidelines. */
	owesGuidelines: z.boolean(),
	/** The same of the community's own terms. */
	owesTerms: z.boolean(),
	/** Takes no part before showing a second factor, because the community asks everybody for one. */
	lacksSecondFactor: z.boolean(),
	/** Still greeted with the list of first steps. */
	isArriving: z.boolean(),
});
export type Viewer = z.infer<typeof Viewer>;
