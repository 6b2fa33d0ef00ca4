import * as z from 'zod';
import { isLocalPath } from '@kith/kernel/local-path';
import { LOCALES } from '@kith/kernel/locales';
import { TimeZone } from '@kith/kernel/time-zones';
import { LegalLink } from '../guidelines/guidelines.schema.ts';
import { SignInSettings } from '../identity/identity.schema.ts';

export const Hex = z.string().regex(/^#[0-9a-f]{6}$/i);
const FileId = z.uuid().nullable();

/** How a community looks: everything the theme is made from. */
export const Look = z.strictObject({
	brand: Hex,
	/** Of links, marks and the focus; null for the brand colour's own. */
	accent: Hex.nullable().default(null),
	/** What greys lean to. */
	neutral: z.enum(['brand', 'cool', 'warm', 'plain']).default('brand'),
	/** Which of the two a page can be seen in. */
	schemes: z.enum(['both', 'light', 'dark']).default('both'),
	/** What somebody who never chose sees where there are both. */
	firstScheme: z.enum(['system', 'light', 'dark']).default('system'),
	font: z.enum(['inter', 'figtree', 'nunito', 'source-serif', 'fraunces', 'space-grotesk']),
	radius: z.enum(['none', 'small', 'medium', 'large']),
	density: z.enum(['compact', 'comfortable']),
	logoFileId: FileId,
	/** Where pages are dark; without it the logo stays. */
	logoDarkFileId: FileId.default(null),
	faviconFileId: FileId.default(null),
	coverFileId: FileId.default(null),
});
export type Look = z.infer<typeof Look>;

export const Access = z.strictObject({
	visibility: z.enum(['public', 'private']),
	join: z.enum(['open', 'approval', 'invite', 'membership']),
});
export type Access = z.infer<typeof Access>;

/** How a community can begin: nothing is sold yet that one could join by. */
export const FirstAccess = Access.extend({ join: Access.shape.join.exclude(['membership']) });
export type FirstAccess = z.infer<typeof FirstAccess>;

export const CommunityName = z.string().trim().min(2).max(80);
export const Tagline = z.string().trim().max(160);
export const Description = z.string().trim().max(1000);

export const General = z.strictObject({
	tagline: Tagline,
	description: Description,
	checklistDismissed: z.boolean(),
	sharedAddressAt: z.iso.datetime().nullable(),
});
export type General = z.infer<typeof General>;

export const HOUR_CYCLES = ['auto', 'h12', 'h23'] as const;

/** How a community speaks and tells the time to whoever has not chosen for themselves. */
export const Localization = z.strictObject({
	/** What people choose among; the community's own is always one of them. */
	languages: z.array(z.enum(LOCALES)).min(1).max(LOCALES.length),
	/** Null: the one of the reader's device. */
	timeZone: TimeZone.nullable(),
	hourCycle: z.enum(HOUR_CYCLES),
});
export type Localization = z.infer<typeof Localization>;
export const DEFAULT_LOCALIZATION: Localization = {
	...{ languages: [...LOCALES], timeZone: null, hourCycle: 'auto' },
};

export const UpdateLocalization = Localization.extend({ locale: z.enum(LOCALES) }).refine(
	({ languages, locale }) => languages.includes(locale),
	{ path: ['languages'] },
);
export type UpdateLocalization = z.infer<typeof UpdateLocalization>;
/** The same as it stands. */
export const SavedLocalization = Localization.extend({ locale: z.string() });
export type SavedLocalization = z.infer<typeof SavedLocalization>;

export const DEFAULT_LOOK: Look = Look.parse({
	brand: '#4f46e5',
	font: 'inter',
	radius: 'medium',
	density: 'comfortable',
	logoFileId: null,
});
export const DEFAULT_ACCESS: Access = { visibility: 'private', join: 'open' };
export const DEFAULT_GENERAL: General = {
	tagline: '',
	description: '',
	checklistDismissed: false,
	sharedAddressAt: null,
};

/** What every page of a community may show of it, signed in or not. */
export const CommunityFace = z.strictObject({
	id: z.string(),
	slug: z.string(),
	name: z.string(),
	locale: z.string(),
	status: z.enum(['setup', 'live', 'deleting']),
	tagline: z.string(),
	description: z.string(),
	look: Look,
	/** Whether visitors are received by a page of blocks. */
	hasStart: z.boolean(),
	access: Access,
	localization: Localization,
	/** The community's own legal texts, as its pages link them. */
	legal: z.array(LegalLink),
	/** Whether there is a pricing page to lead to. */
	sells: z.boolean(),
	/** Whether there are points here, and boards that members see. */
	points: z.strictObject({ isOn: z.boolean(), boards: z.boolean() }),
	/** Whether there is, or was, a programme for who brings others. */
	earns: z.boolean(),
	/** Which ways to sign in there are, beside a mailed code. */
	signIn: SignInSettings.pick({ password: true, passkey: true }),
});
export type CommunityFace = z.infer<typeof CommunityFace>;

export const UpdateGeneral = z.strictObject({
	name: CommunityName,
	tagline: Tagline,
	description: Description,
});
export type UpdateGeneral = z.infer<typeof UpdateGeneral>;

export const LaunchChecklist = z.strictObject({
	dismissed: z.boolean(),
	exampleCount: z.int(),
	items: z.array(
		z.strictObject({
			key: z.enum(['logo', 'tagline', 'first_post', 'invite', 'share', 'examples']),
			done: z.boolean(),
		}),
	),
});
export type LaunchChecklist = z.infer<typeof LaunchChecklist>;

/** A path on the community's own site: never another origin. */
export const LocalPath = z.string().refine(isLocalPath).default('/');

/** From when on what is dangerous asks for a second factor; null where nobody has said. */
export const SecondFactorDay = z.strictObject({
	from: z.date().nullable(),
	isDue: z.boolean(),
	/** Whether the actor has shown one. */
	hasShown: z.boolean(),
});
export type SecondFactorDay = z.infer<typeof SecondFactorDay>;

/** Days that count as lately where usage is told. */
export const USAGE_DAYS = 30;
const Count = z.strictObject({ all: z.int(), late: z.int() });

/** How much a community is used: all there is, and what of it was here, or was written, in the last days. */
export const Usage = z.strictObject({
	members: Count,
	posts: Count,
	comments: Count,
	files: z.strictObject({ all: z.int(), bytes: z.number() }),
	spaces: z.int(),
});
export type Usage = z.infer<typeof Usage>;
