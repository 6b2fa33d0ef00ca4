import { LOCALES } from '@kith/kernel/locales';
import * as z from 'zod';

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const Code = z
	.string()
	.transform((text) => text.replace(/\D/g, ''))
	.pipe(z.string().length(6));
export const PersonName = z.string().trim().min(1).max(80);
export const Password = z.string().min(10).max(200);

export const RequestCode = z.strictObject({
	email: Email,
	/** The language of the page that asks; without it the mail speaks the community's. */
	locale: z.enum(LOCALES).optional(),
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

/** What signing in led to: `pending` and `not_invited` have a session and no membership. */
export const SignInResult = z.strictObject({
	standing: z.enum(['member', 'pending', 'suspended', 'not_invited']),
	isNew: z.boolean(),
});
export type SignInResult = z.infer<typeof SignInResult>;

/** Who looks at a community's pages, for navigation and forms. */
export const Viewer = z.strictObject({
	userId: z.uuid(),
	email: z.string(),
	name: z.string(),
	standing: z.enum(['active', 'pending', 'suspended', 'removed', 'none']),
	memberId: z.uuid().nullable(),
	handle: z.string().nullable(),
	avatarFileId: z.uuid().nullable(),
	/** As their settings say; null: the browser's. */
	locale: z.string().nullable(),
	timeZone: z.string().nullable(),
	/** Takes no part before accepting the guidelines. */
	owesGuidelines: z.boolean(),
	/** Still greeted with the list of first steps. */
	isArriving: z.boolean(),
});
export type Viewer = z.infer<typeof Viewer>;
