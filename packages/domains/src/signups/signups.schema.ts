import { LOCALES } from '@kith/kernel/locales';
import * as z from 'zod';
import { Access, CommunityName, FirstAccess, Look } from '../communities/communities.schema.ts';
import { Slug } from '../communities/slug.schema.ts';
import { Email } from '../identity/identity.schema.ts';

export const SignupRef = z.strictObject({ signupId: z.uuid() });

/** An address somebody thinks of; one that their own sign-up holds already is free for it. */
export const CheckAddress = z.strictObject({
	slug: z.string().max(100),
	signupId: z.uuid().nullish(),
});
export type CheckAddress = z.infer<typeof CheckAddress>;
export type SignupRef = z.infer<typeof SignupRef>;

export const ChooseCommunity = z.strictObject({
	signupId: z.uuid(),
	name: CommunityName,
	slug: Slug,
	template: z.string().max(40),
	locale: z.enum(LOCALES),
});
export type ChooseCommunity = z.infer<typeof ChooseCommunity>;

export const ChooseLook = z.strictObject({ signupId: z.uuid(), look: Look });
export type ChooseLook = z.infer<typeof ChooseLook>;

export const ChooseAccess = z.strictObject({
	signupId: z.uuid(),
	access: FirstAccess,
	invites: z.array(Email).max(10),
});
export type ChooseAccess = z.infer<typeof ChooseAccess>;

/** Where a sign-up stands; the wizard shows `step` and fills its forms from the rest. */
export const Signup = z.strictObject({
	id: z.uuid(),
	step: z.enum(['community', 'look', 'access', 'live', 'done']),
	community: z
		.strictObject({
			id: z.string(),
			name: z.string(),
			slug: z.string(),
			origin: z.string(),
			template: z.string(),
			locale: z.string(),
			look: Look,
			access: Access,
			/** The real member site with the look being chosen. */
			previewUrl: z.string(),
		})
		.nullable(),
	invites: z.array(z.string()),
});
export type Signup = z.infer<typeof Signup>;

export const TemplateChoice = z.strictObject({
	key: z.string(),
	icon: z.string(),
	brand: z.string(),
	name: z.string(),
	tagline: z.string(),
	spaces: z.array(z.strictObject({ name: z.string(), icon: z.string() })),
});
export type TemplateChoice = z.infer<typeof TemplateChoice>;

export const SlugAnswer = z.discriminatedUnion('available', [
	z.strictObject({ slug: z.string(), available: z.literal(true) }),
	z.strictObject({
		slug: z.string(),
		available: z.literal(false),
		reason: z.string(),
		suggestions: z.array(z.string()),
	}),
]);
